//! What a name or an id means, and what is proposed where nothing carries it.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Context;
use super::failure::Failure;
use super::reply;
use crate::catalog::resolve::{self, Resolved};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::planning::boosts;
use crate::search::title::titles;
use crate::search::{Boosts, Entry, Hit, Index, Source, Tier};
use crate::text;
use crate::usecase::person::Person;
use crate::wording;

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

impl Context {
    /// The occupation that a name means.
    ///
    /// # Errors
    /// A negative answer with the candidates.
    pub(crate) fn occupation(&self, name: &str) -> Result<OccupationIx, Failure> {
        let catalog = self.catalog()?;
        let repeated = repeated(name);
        let titled = |all: &[OccupationIx]| -> Vec<String> {
            let all = all.iter().map(|ix| catalog.occupation(*ix));
            all.map(|o| format!("{} ({})", o.label(), o.code()))
                .collect()
        };
        let (failure, candidates) = match resolve::occupation(catalog, name) {
            Resolved::One(ix) => return Ok(ix),
            Resolved::Several(all) => {
                let count = all.len();
                let message = format!("\"{repeated}\" can mean {count} occupations");
                let hint = one_of(&all, &titled(&all), catalog);
                let note = resolve::occupation_note(catalog, name);
                let failure = Failure::no(message).maybe_hint(note.map(str::to_owned));
                (failure.hint(hint), all)
            }
            Resolved::Near(nearest) => {
                let message = format!("\"{repeated}\" is no occupation of its own in ESCO");
                let note = resolve::occupation_note(catalog, name);
                let title = titled(&[nearest]).concat();
                let hint = format!("the nearest is {title}; name it by its code to take it");
                let failure = Failure::no(message).maybe_hint(note.map(str::to_owned));
                (failure.hint(hint), vec![nearest])
            }
            Resolved::Broad { bearer, others } => {
                let (title, count) = (titled(&[bearer]).concat(), others.len());
                let message = format!(
                    "\"{repeated}\" is another title of {title}, and a word in the titles of {count} other occupations"
                );
                let hint = format!("`cisopath roles {repeated}` lists them; name one by its code");
                let all = [&[bearer][..], &others].concat();
                (Failure::no(message).hint(hint), all)
            }
            Resolved::None => {
                let (rows, near) = self.nearest_titles(catalog, name);
                let failure = Failure::no(format!("no occupation is called \"{repeated}\""));
                let failure = match titled(rows.get(..HINTED).unwrap_or(&rows)).join(", ") {
                    nearest if near.is_empty() && !nearest.is_empty() => {
                        failure.hint(format!("these titles come nearest: {nearest}"))
                    }
                    _ => did_you_mean(failure, &titled(&near)),
                };
                let failure = failure.hint("`cisopath roles QUERY` searches");
                (failure.maybe_hint(only_a_part(catalog)), rows)
            }
        };
        let candidates = candidates.iter();
        let candidates = candidates.map(|ix| reply::occupation(catalog, *ix));
        Err(failure.with("candidates", candidates.collect::<Vec<_>>()))
    }

    /// The occupations that come nearest to a title that none carries, in the order in which the screens offer them;
    /// and those of them that may well be meant.
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
        let occupation = |hit: &Hit| OccupationIx(hit.item);
        (
            hits.iter().map(occupation).collect(),
            near.map(occupation).collect(),
        )
    }

    /// The skill that a name means.
    ///
    /// # Errors
    /// A negative answer with the candidates.
    pub(crate) fn skill(&self, name: &str) -> Result<SkillIx, Failure> {
        let catalog = self.catalog()?;
        let repeated = repeated(name);
        let quoted = |all: &[SkillIx]| -> Vec<String> {
            let labels = all.iter().map(|ix| catalog.skill(*ix).label());
            labels.map(|l| format!("\"{l}\"")).collect()
        };
        let (failure, candidates) = match resolve::skill(catalog, name) {
            Resolved::One(ix) | Resolved::Near(ix) | Resolved::Broad { bearer: ix, .. } => {
                return Ok(ix);
            }
            Resolved::Several(all) => {
                let count = all.len();
                let failure = Failure::no(format!("\"{repeated}\" can mean {count} skills"));
                let names = quoted(&all).join(", ");
                (failure.hint(format!("name one of them: {names}")), all)
            }
            Resolved::None => {
                let failure = Failure::no(format!("no skill is called \"{repeated}\""));
                let index = Index::skills(catalog);
                let results = index.search(name, &Boosts::none(), PROPOSALS);
                if let Some(note) = results.note {
                    let near: Vec<SkillIx> = results.hits.iter().map(|h| SkillIx(h.item)).collect();
                    let labels: Vec<&str> =
                        near.iter().map(|ix| catalog.skill(*ix).label()).collect();
                    (failure.hint(&*note).nearest(&labels), near)
                } else {
                    let near = close_matches(&index, name);
                    let near: Vec<SkillIx> = near.into_iter().map(SkillIx).collect();
                    let failure = did_you_mean(failure, &quoted(&near));
                    (failure.hint("`cisopath skills QUERY` searches"), near)
                }
            }
        };
        Err(failure.with("candidates", reply::skill_names(catalog, &candidates)))
    }
}

/// An id that may be meant.
#[derive(Serialize, JsonSchema)]
pub(super) struct NamedId<'a> {
    id: &'a str,
    title: &'a str,
}

/// The negative answer for an id that nothing has, with the nearest of `known` (id, title).
pub(super) fn unknown_id<'a>(
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
    let near = close_matches(&Index::build(entries), id).into_iter();
    let near = near.filter_map(|at| known.get(at as usize));
    let candidates: Vec<NamedId<'_>> = near.map(|(id, title)| NamedId { id, title }).collect();
    let ids: Vec<String> = candidates.iter().map(|c| c.id.to_owned()).collect();
    let failure = Failure::no(format!("there is no {what} \"{}\"", repeated(id)));
    did_you_mean(failure, &ids).with("candidates", candidates)
}

/// That the catalogue in use is a part of ESCO, and how the rest is had; none where it is the whole.
pub(super) fn only_a_part(catalog: &Catalog) -> Option<String> {
    let part = wording::catalog::only_a_part(catalog)?;
    Some(format!(
        "{part}; `cisopath import esco PATH` brings all of them"
    ))
}

/// The items to propose for a name that matches nothing, best first.
fn close_matches(index: &Index, name: &str) -> Vec<u32> {
    let name = text::fold(&text::normalize(name));
    let results = index.search(&name, &Boosts::none(), PROPOSALS);
    let near = results.hits.iter().filter(|hit| is_near(index, &name, hit));
    near.map(|hit| hit.item).collect()
}

/// Whether a row may well be what a folded name means: its label holds the words, or differs in a few letters.
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
        let code = catalog.occupation(*ix).code();
        catalog.occupations_by_code(code).nth(1).is_some()
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
pub(super) fn repeated(name: &str) -> String {
    text::truncate(name, REPEATED).into_owned()
}
