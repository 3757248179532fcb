//! `catalog list|use|diff|remove`: the imported catalogues, which one is in use, and how they differ.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::resolve::{self, Resolved};
use crate::catalog::{Catalog, OccupationUri, Relation};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::cli::reply::{self, BeforeAfter, SkillName};
use crate::library::{EMBEDDED, Entry, Metadata};
use crate::planning::release_diff::{RelationChange, ReleaseDiff, Turnover, release_diff};
use crate::profile::Profile;
use crate::text::{capitalize, plural, thousands};
use crate::wording::figures;

/// The catalogues.
#[derive(Serialize, JsonSchema)]
pub(super) struct Catalogs {
    catalogs: Vec<CatalogEntry>,
    /// The id of the one in use.
    in_use: String,
}

/// A catalogue, with what it holds or why it cannot be read.
#[derive(Serialize, JsonSchema)]
struct CatalogEntry {
    id: String,
    in_use: bool,
    /// The size of its file; 0 of the embedded one.
    bytes: u64,
    #[serde(flatten)]
    metadata: CatalogMetadata,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum CatalogMetadata {
    Good {
        release: String,
        language: String,
        occupations: usize,
        skills: usize,
    },
    Bad {
        problem: String,
    },
}

/// The catalogue in use from now on.
#[derive(Serialize, JsonSchema)]
pub(super) struct Activated<'a> {
    in_use: &'a str,
}

/// The catalogue that was removed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Removed<'a> {
    removed: &'a str,
    was_in_use: bool,
}

/// What changed between two catalogues.
#[derive(Serialize, JsonSchema)]
pub(super) struct DiffReply<'a> {
    diff: Diff<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Diff<'a> {
    old: String,
    new: String,
    occupations: Turnover,
    skills: Turnover,
    occupation: OccupationDiff<'a>,
}

/// What changed of the occupation asked about.
#[derive(Serialize, JsonSchema)]
struct OccupationDiff<'a> {
    uri: &'a str,
    #[serde(flatten)]
    names: BeforeAfter<Option<CodeLabel<'a>>>,
    relations: Vec<RelationDiff<'a>>,
    coverage: BeforeAfter<Option<f64>>,
    /// Roles of the person that the catalogue lacks.
    roles_lacking: BeforeAfter<&'a [String]>,
}

#[derive(Serialize, JsonSchema)]
struct CodeLabel<'a> {
    code: &'a str,
    label: &'a str,
}

/// What changed of its essential or optional skills.
#[derive(Serialize, JsonSchema)]
struct RelationDiff<'a> {
    relation: Relation,
    #[serde(flatten)]
    counts: BeforeAfter<usize>,
    added: Vec<SkillName<'a>>,
    removed: Vec<SkillName<'a>>,
}

pub(super) fn list(context: &Context) -> Result<Reply, Failure> {
    let library = context.library()?;
    context.note_selection(&library);
    let in_use = library.in_use().unwrap_or_else(|| EMBEDDED.to_owned());
    let embedded = Catalog::embedded().map(|catalog| Metadata {
        release: catalog.release().to_owned(),
        language: "en".to_owned(),
        occupations: catalog.occupations().len(),
        skills: catalog.skills().len(),
    });
    let embedded = Entry {
        id: EMBEDDED.to_owned(),
        metadata: embedded.map_err(|source| crate::library::LibraryError::Load {
            id: EMBEDDED.to_owned(),
            source,
        }),
        bytes: 0,
    };
    let mut all = vec![embedded];
    all.extend(library.list()?);
    let mut table = Table::default().right(&[4, 5]).header([
        "",
        "name",
        "release",
        "language",
        "occupations",
        "skills",
    ]);
    let mut catalogs = Vec::new();
    for kept in &all {
        let used = kept.id == in_use;
        let mark = if used { "*" } else { "" }.to_owned();
        let metadata = match &kept.metadata {
            Ok(metadata) => {
                table.row([
                    mark,
                    kept.id.clone(),
                    metadata.release.clone(),
                    metadata.language.clone(),
                    thousands(metadata.occupations),
                    thousands(metadata.skills),
                ]);
                CatalogMetadata::Good {
                    release: metadata.release.clone(),
                    language: metadata.language.clone(),
                    occupations: metadata.occupations,
                    skills: metadata.skills,
                }
            }
            Err(error) => {
                let cause = std::error::Error::source(error).map(ToString::to_string);
                let problem = cause.unwrap_or_else(|| error.to_string());
                table.row([mark, kept.id.clone(), problem.clone()]);
                CatalogMetadata::Bad { problem }
            }
        };
        catalogs.push(CatalogEntry {
            id: kept.id.clone(),
            in_use: used,
            bytes: kept.bytes,
            metadata,
        });
    }
    let mut text = Lines::default();
    text.table(&table);
    Ok(Reply::new(Catalogs { catalogs, in_use }, text.done()))
}

pub(super) fn activate(context: &Context, id: &str) -> Result<Reply, Failure> {
    let library = context.library()?;
    library.activate(id)?;
    let catalog = library.open(id)?;
    let text = format!("In use from now on: {}.", catalog.title());
    Ok(Reply::new(Activated { in_use: id }, text))
}

pub(super) fn remove(context: &Context, id: &str) -> Result<Reply, Failure> {
    let was_in_use = context.library()?.remove(id)?;
    let mut text = Lines::default();
    text.line(format!("Removed {id}. Your record is as it was."));
    if was_in_use {
        text.line("It was in use; from now on the embedded catalogue is.");
    }
    let answer = Removed {
        removed: id,
        was_in_use,
    };
    Ok(Reply::new(answer, text.done()))
}

pub(super) fn diff(
    context: &Context,
    (old, new): (&str, &str),
    subject: Option<&str>,
) -> Result<Reply, Failure> {
    let library = context.library()?;
    let (old, new) = (library.open(old)?, library.open(new)?);
    let record = context.store()?.read()?;
    let profile = record.map(|r| r.profile).unwrap_or_default();
    let uri = subject_of(&old, &new, &profile, subject)?;
    let found = release_diff(&old, &new, &profile, &uri);

    let change = &found.occupation;
    let relations = change.relations.iter().map(|r| RelationDiff {
        relation: r.relation,
        counts: BeforeAfter::of([r.before, r.after]),
        added: reply::skill_names(&new, &r.added),
        removed: reply::skill_names(&old, &r.removed),
    });
    let names = [&change.before, &change.after];
    let [before, after] = names.map(|names| names.as_ref().map(code_label));
    let answer = DiffReply {
        diff: Diff {
            old: old.title(),
            new: new.title(),
            occupations: found.occupations,
            skills: found.skills,
            occupation: OccupationDiff {
                uri: &change.uri,
                names: BeforeAfter::of([before, after]),
                relations: relations.collect(),
                coverage: BeforeAfter::of(change.coverage),
                roles_lacking: BeforeAfter::of(found.lacking.each_ref().map(Vec::as_slice)),
            },
        },
    };
    Ok(Reply::new(answer, diff_text(&old, &new, &found)))
}

/// The URI of what is asked about: a name of the new catalogue, else of the old one; without a name the goal.
fn subject_of(
    old: &Catalog,
    new: &Catalog,
    profile: &Profile,
    name: Option<&str>,
) -> Result<OccupationUri, Failure> {
    let Some(name) = name else {
        let goal = profile.goal.clone();
        let usual = || new.goal().map(|ix| new.occupation(ix).uri().into());
        return goal.or_else(usual).ok_or_else(|| {
            Failure::no("the goal is not known").hint("name an occupation with --for NAME")
        });
    };
    let of = |catalog: &Catalog, ix| OccupationUri::from(catalog.occupation(ix).uri());
    match resolve::occupation(new, name) {
        Resolved::One(ix) => Ok(of(new, ix)),
        Resolved::Several(_) | Resolved::Near(_) | Resolved::Broad { .. } => Err(Failure::no(
            format!("\"{name}\" can mean several occupations"),
        )
        .hint(format!("name one by its code: cisopath roles \"{name}\""))),
        Resolved::None => {
            let before = resolve::occupation(old, name).one();
            before.map(|ix| of(old, ix)).ok_or_else(|| {
                let message = format!("no occupation of either catalogue is called \"{name}\"");
                Failure::no(message).hint("`cisopath roles QUERY` searches the one in use")
            })
        }
    }
}

fn code_label((code, label): &(String, String)) -> CodeLabel<'_> {
    CodeLabel { code, label }
}

fn diff_text(old: &Catalog, new: &Catalog, found: &ReleaseDiff) -> String {
    let mut text = Lines::default();
    text.line(format!("From {} to {}", old.title(), new.title()))
        .gap();
    let mut table = Table::default()
        .right(&[1, 2, 3, 4, 5])
        .header(["", "before", "now", "new", "gone", "renamed"]);
    for (name, t) in [
        ("occupations", &found.occupations),
        ("skills", &found.skills),
    ] {
        let counts = [t.before, t.after, t.added, t.removed, t.renamed].map(thousands);
        table.row(std::iter::once(name.to_owned()).chain(counts));
    }
    text.table(&table).gap();
    let change = &found.occupation;
    match (&change.before, &change.after) {
        (Some((code, was)), Some((now_code, now))) if (code, was) != (now_code, now) => {
            text.line(format!("{now} ({now_code}), before: {was} ({code})"));
        }
        (_, Some((code, label))) => {
            text.line(format!("{label} ({code})"));
        }
        (Some((code, label)), None) => {
            text.line(format!(
                "{label} ({code}) is gone. What you marked is kept."
            ));
        }
        (None, None) => {
            text.line(format!("{} is in neither catalogue.", change.uri));
        }
    }
    for relation in &change.relations {
        relation_text(&mut text, old, new, relation);
    }
    if let [Some(before), Some(after)] = change.coverage {
        let [before, after] = [before, after].map(|c| figures::coverage_or_none(Some(c)));
        text.gap()
            .line(format!("Your coverage: {before} before, {after} now."));
        for (which, roles) in ["first", "second"].into_iter().zip(&found.lacking) {
            let lead = format!(
                "Roles of yours that the {which} catalogue lacks, so that they do not count there:"
            );
            text.list(&lead, &roles.iter().map(|r| &**r).collect::<Vec<_>>());
        }
    }
    text.done()
}

fn relation_text(text: &mut Lines, old: &Catalog, new: &Catalog, change: &RelationChange) {
    let relation = capitalize(change.relation.word());
    let before = plural(change.before, "skill", "skills");
    text.line(format!(
        "{relation}: {before} before, {} now.",
        change.after
    ));
    for skill in &change.added {
        text.line(format!("  + {}", new.skill(*skill).label()));
    }
    for skill in &change.removed {
        text.line(format!("  - {}", old.skill(*skill).label()));
    }
}
