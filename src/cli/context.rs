//! What commands work with: the catalogue, the record and its place, names and what they mean. The only part of
//! the command line that meets the file of the record.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use super::args::Global;
use super::failure::Failure;
use super::reply::{self, OccupationName};
use crate::catalog::resolve::{self, Resolved};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::config::keys::KeyTable;
use crate::config::paths::Paths;
use crate::config::settings::Settings;
use crate::library::Library;
use crate::planning::boosts;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::hours::SkillHours;
use crate::profile::{Moment, Record, Store};
use crate::search::title::titles;
use crate::search::{Boosts, Entry, Hit, Index, Source, Tier};
use crate::text::{self, thousands};
use crate::usecase::person::Person;

/// How long a command waits for the lock.
pub const WAIT: Duration = Duration::from_secs(2);

/// How many names are proposed for one that nothing carries.
const PROPOSALS: usize = 5;

/// How many of them the hint names; JSON has all.
const HINTED: usize = 3;

/// How many occupations of one name are named in a hint; JSON has all.
const NAMED: usize = 10;

/// A word of so many letters is still that word with one of them wrong.
const LONG: usize = 6;

/// How much of a name is repeated in a message, in columns.
const REPEATED: usize = 60;

/// What the commands need of the process and of the screens: clock, terminal, keys.
pub struct Runtime {
    /// Gives the present moment.
    pub clock: Box<dyn Fn() -> Moment>,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
    /// Says what is wrong with a key table; only the screens know what keys can do.
    pub check_keys: fn(&KeyTable) -> Vec<String>,
    /// The terminal.
    pub terminal: TerminalFacts,
    /// Shows how far a long command is.
    pub progress: Progress,
}

/// Told how many of how many parts of a long command are done and what comes next; says whether to go on. All done ends
/// it.
pub type Progress = Box<dyn Fn(usize, usize, &str) -> bool>;

/// What `doctor` says of the terminal.
#[derive(Clone, Debug, Default)]
pub struct TerminalFacts {
    /// Standard input is a terminal.
    pub input: bool,
    /// Standard output is a terminal.
    pub output: bool,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// What `TERM` says.
    pub name: Option<String>,
}

/// What commands work with.
pub struct Context {
    /// What was handed in.
    pub runtime: Runtime,
    /// Whether nothing may be changed.
    pub read_only: bool,
    profile: Option<PathBuf>,
    catalog: OnceCell<Catalog>,
    notice: OnceCell<String>,
}

impl Context {
    /// A context over the record that the options name, or over the one in its usual place.
    pub fn new(runtime: Runtime, global: &Global) -> Self {
        Self {
            runtime,
            read_only: global.read_only,
            profile: global.profile.clone(),
            catalog: OnceCell::new(),
            notice: OnceCell::new(),
        }
    }

    /// What went wrong on the way and ended nothing.
    pub fn notice(&self) -> Option<&str> {
        self.notice.get().map(String::as_str)
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        (self.runtime.clock)()
    }

    /// The catalogue, loaded when it is first asked for.
    ///
    /// # Errors
    /// When the catalogue in use is refused.
    pub fn catalog(&self) -> Result<&Catalog, Failure> {
        if let Some(catalog) = self.catalog.get() {
            return Ok(catalog);
        }
        let library = self.library()?;
        let catalog = library.open_in_use()?;
        self.note_selection(&library);
        Ok(self.catalog.get_or_init(|| catalog))
    }

    /// Has it said when the choice of a catalogue is damaged: what says which one is in use calls this.
    pub fn note_selection(&self, library: &Library) {
        if let Some(notice) = library.notice() {
            self.notice.get_or_init(|| notice);
        }
    }

    /// Where things lie.
    ///
    /// # Errors
    /// Without a home folder.
    pub fn paths(&self) -> Result<Paths, Failure> {
        Ok(Paths::find(self.profile.clone())?)
    }

    /// The imported catalogues.
    ///
    /// # Errors
    /// Without a home folder.
    pub fn library(&self) -> Result<Library, Failure> {
        Ok(Library::new(self.paths()?.catalogs))
    }

    /// The place of the record.
    ///
    /// # Errors
    /// Without a home folder.
    pub fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(self.paths()?.profile))
    }

    /// The settings.
    ///
    /// # Errors
    /// When the settings file cannot be used or read.
    pub fn settings(&self) -> Result<Settings, Failure> {
        Ok(Settings::load(&self.paths()?.config)?)
    }

    /// The catalogue as routes are computed on it, with the hours of the settings.
    ///
    /// # Errors
    /// When the settings file cannot be used or read.
    pub fn flat(&self) -> Result<FlatCatalog, Failure> {
        let catalog = self.catalog()?;
        let hours = SkillHours::new(catalog, &self.settings()?.hours);
        Ok(FlatCatalog::new(catalog, hours))
    }

    /// The record, if there is one.
    ///
    /// # Errors
    /// When the record cannot be used or read.
    pub fn record(&self) -> Result<Option<Record>, Failure> {
        Ok(self.store()?.read()?)
    }

    /// The person; nothing is known of them without a record.
    ///
    /// # Errors
    /// When the record cannot be used or read.
    pub fn person(&self) -> Result<Person, Failure> {
        let record = self.record()?;
        let profile = record.map(|r| r.profile).unwrap_or_default();
        Ok(Person::new(self.catalog()?, profile))
    }

    /// Changes the record under its lock. What `verb` did is safe on the device when this returns.
    ///
    /// # Errors
    /// What `verb` gives, or why the record could not be locked, read or saved.
    pub fn change<R>(
        &self,
        verb: impl FnOnce(&mut Record, &Catalog, Moment) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let catalog = self.catalog()?;
        let now = self.now();
        self.store()?
            .update(WAIT, now, |record| verb(record, catalog, now))?
    }

    /// The occupation that a name means.
    ///
    /// # Errors
    /// A negative answer with the candidates.
    pub fn occupation(&self, name: &str) -> Result<OccupationIx, Failure> {
        let catalog = self.catalog()?;
        let candidates = |all: &[OccupationIx]| -> Vec<OccupationName<'_>> {
            let each = all.iter();
            each.map(|ix| reply::occupation(catalog, *ix)).collect()
        };
        let named = |all: &[OccupationIx]| {
            let each = all.iter().map(|ix| catalog.occupation(*ix));
            each.map(|o| format!("{} ({})", o.label(), o.code()))
                .collect::<Vec<_>>()
        };
        match resolve::occupation(catalog, name) {
            Resolved::One(ix) => Ok(ix),
            Resolved::Several(all) => Err(Failure::no(format!(
                "\"{}\" can mean {} occupations",
                repeated(name),
                all.len()
            ))
            .hint(one_of(&all, &named(&all), catalog))
            .with("candidates", candidates(&all))),
            Resolved::Broad { bearer, others } => {
                let name = repeated(name);
                let all = [&[bearer][..], &others].concat();
                Err(Failure::no(format!(
                    "\"{name}\" is another title of {}, and a word in the titles of {} other occupations",
                    named(&[bearer]).concat(),
                    others.len()
                ))
                .hint(format!("`cisopath roles {name}` lists them; name one by its code"))
                .with("candidates", candidates(&all)))
            }
            Resolved::None => {
                let (rows, near) = self.nearest_titles(catalog, name);
                let failure =
                    Failure::no(format!("no occupation is called \"{}\"", repeated(name)));
                let failure = match named(rows.get(..HINTED).unwrap_or(&rows)).join(", ") {
                    nearest if near.is_empty() && !nearest.is_empty() => {
                        failure.hint(format!("these titles come nearest: {nearest}"))
                    }
                    _ => did_you_mean(failure, &named(&near)),
                };
                let failure = failure
                    .hint("`cisopath roles QUERY` searches")
                    .with("candidates", candidates(&rows));
                Err(match only_a_part(catalog) {
                    Some(said) => failure.hint(said),
                    None => failure,
                })
            }
        }
    }

    /// The occupations that come nearest to a title that none carries, in the order in which the screens offer them; and
    /// those of them that may well be meant.
    fn nearest_titles(
        &self,
        catalog: &Catalog,
        title: &str,
    ) -> (Vec<OccupationIx>, Vec<OccupationIx>) {
        // Whatever is wrong with the record is not what was asked about.
        let record = self.record().ok().flatten();
        let person = Person::new(catalog, record.map(|r| r.profile).unwrap_or_default());
        let boosts = boosts::occupations(catalog, &person.profile, person.plan.as_ref());
        let index = Index::occupations(catalog);
        let hits = titles(catalog, &index, title, &boosts, PROPOSALS).hits;
        let folded = text::fold(&text::normalize(title));
        let near = hits.iter().filter(|hit| is_near(&index, &folded, hit));
        let near = near.map(|hit| OccupationIx(hit.item)).collect();
        (
            hits.iter().map(|hit| OccupationIx(hit.item)).collect(),
            near,
        )
    }

    /// The skill that a name means.
    ///
    /// # Errors
    /// A negative answer with the candidates.
    pub fn skill(&self, name: &str) -> Result<SkillIx, Failure> {
        let catalog = self.catalog()?;
        let candidates = |all: &[SkillIx]| reply::skill_names(catalog, all);
        let named = |all: &[SkillIx]| {
            let each = all.iter().map(|ix| catalog.skill(*ix).label());
            each.map(|l| format!("\"{l}\"")).collect::<Vec<_>>()
        };
        match resolve::skill(catalog, name) {
            Resolved::One(ix) | Resolved::Broad { bearer: ix, .. } => Ok(ix),
            Resolved::Several(all) => Err(Failure::no(format!(
                "\"{}\" can mean {} skills",
                repeated(name),
                all.len()
            ))
            .hint(format!("name one of them: {}", named(&all).join(", ")))
            .with("candidates", candidates(&all))),
            Resolved::None => {
                let failure = Failure::no(format!("no skill is called \"{}\"", repeated(name)));
                if let Some(absent) = crate::search::absent(catalog, name) {
                    let near: Vec<SkillIx> = absent.nearest.iter().filter_map(|s| s.ix).collect();
                    return Err(did_you_mean(failure.hint(&*absent.note), &named(&near))
                        .with("candidates", candidates(&near)));
                }
                let near: Vec<SkillIx> = near(&Index::skills(catalog), name).map(SkillIx).collect();
                Err(did_you_mean(failure, &named(&near))
                    .hint("`cisopath skills QUERY` searches")
                    .with("candidates", candidates(&near)))
            }
        }
    }
}

/// An id that may be meant.
#[derive(Serialize, JsonSchema)]
pub(super) struct NamedId<'a> {
    id: &'a str,
    title: &'a str,
}

/// A negative answer for an id that nothing has, with the nearest of `known` (id, title).
pub fn unknown_id<'a>(
    what: &str,
    id: &str,
    known: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Failure {
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let entries = known.iter().map(|(id, title)| Entry {
        preferred: id,
        alternatives: vec![title],
        ..Entry::default()
    });
    let near: Vec<(&str, &str)> = near(&Index::build(entries), id)
        .filter_map(|at| known.get(at as usize).copied())
        .collect();
    let ids: Vec<String> = near.iter().map(|(id, _)| (*id).to_owned()).collect();
    let candidates = near.iter().map(|(id, title)| NamedId { id, title });
    let candidates: Vec<NamedId<'_>> = candidates.collect();
    let failure = Failure::no(format!("there is no {what} \"{}\"", repeated(id)));
    did_you_mean(failure, &ids).with("candidates", candidates)
}

/// That the catalogue in use is a part of ESCO, and how the rest is had; none where it is the whole.
pub fn only_a_part(catalog: &Catalog) -> Option<String> {
    let (known, all) = (catalog.occupations().len(), catalog.occupations_in_all());
    (known < all as usize).then(|| {
        format!(
            "{} of ESCO's {} occupations are built in; `cisopath import esco PATH` brings all of them",
            thousands(known),
            thousands(all as usize)
        )
    })
}

/// What is proposed for a name that nothing carries, best first.
fn near(index: &Index, name: &str) -> impl Iterator<Item = u32> {
    let name = text::fold(&text::normalize(name));
    let results = index.search(&name, &Boosts::none(), PROPOSALS);
    let hits = results.hits.into_iter();
    hits.filter(|hit| is_near(index, &name, hit))
        .map(|hit| hit.item)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether a row may well be what a folded name means: its label holds the words, or differs in a few letters. A guess
/// that is further off helps nobody.
fn is_near(index: &Index, name: &str, hit: &Hit) -> bool {
    match hit.tier {
        // A misspelt synonym can mean several things, of which none is called so.
        Tier::Fuzzy if index.label(hit.label).source == Source::Synonym => false,
        Tier::Fuzzy => {
            let label = text::fold(index.label(hit.label).text);
            let wrong = strsim::osa_distance(name, &label);
            // In a short word a wrong letter makes another word, unless the label is no more than that word.
            let long = name.split_whitespace().all(|w| w.chars().count() >= LONG);
            long || wrong <= name.split_whitespace().count()
        }
        tier => tier <= Tier::Substring,
    }
}

fn did_you_mean(failure: Failure, names: &[String]) -> Failure {
    match names.get(..HINTED).unwrap_or(names) {
        [] => failure,
        [name] => failure.hint(format!("did you mean {name}?")),
        [first @ .., last] => failure.hint(format!("did you mean {} or {last}?", first.join(", "))),
    }
}

/// How one of several occupations is named.
fn one_of(all: &[OccupationIx], names: &[String], catalog: &Catalog) -> String {
    // A catalogue that was imported without codes has the group of an occupation in their place.
    let shared = |ix: &OccupationIx| {
        catalog
            .occupations_by_code(catalog.occupation(*ix).code())
            .nth(1)
            .is_some()
    };
    let how = if all.iter().any(shared) {
        "name one by its label"
    } else {
        "name one by its code"
    };
    let first = names.get(..NAMED).unwrap_or(names).join(", ");
    match names.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{how}: {first} and {more} more"),
        _ => format!("{how}: {first}"),
    }
}

/// A name as it is repeated in a message.
pub fn repeated(name: &str) -> String {
    text::truncate(name, REPEATED).into_owned()
}
