//! The official CSV download of ESCO: which tables are read, in which language, and of which release it is.
//!
//! It writes nothing; a callback gets the progress.

use std::collections::HashSet;
use std::path::PathBuf;

use super::classification::{Classification, ReadError};
use super::csv_table::CsvTable;
use super::files::Files;
use super::problem::Problems;
use super::readers;
use crate::catalog::Relation;
use crate::text::thousands;

/// Releases that are recognised by their counts: occupations, skills, release; and how many relations between them it has.
const RELEASES: [(usize, usize, &str, usize); 2] = [
    (3007, 13896, "1.1.1", 123_788),
    (3039, 13939, "1.2.0", 129_004),
];

/// The language that is read when there is a choice, and that fills the gaps of another.
const ENGLISH: &str = "en";

/// From so many occupations without an essential skill on, and one in so many of all, relations are likely to be missing: in
/// the known releases every occupation has one.
const BARE: usize = 10;
const BARE_OF: usize = 20;

/// The stem of the file of relations between occupations and skills.
const RELATIONS: &str = "occupationSkillRelations";

/// What to read of a download.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Language of the labels; English when there is a choice.
    pub language: Option<&'a str>,
    /// ESCO's release; recognised when left out.
    pub release: Option<&'a str>,
}

/// How a release was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownBy {
    Option,
    /// By the counts of occupations and skills.
    Counts,
    /// By the name of a folder or a zip file.
    Name,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    pub classification: Classification,
    /// What was wrong, in the order in which it was met.
    pub problems: Problems,
    pub known_by: KnownBy,
    /// Occupations and skills that are shown in English because the language has no label for them.
    pub untranslated: usize,
}

/// A table that is about to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub file: String,
    pub at: usize,
    /// How many there are in all.
    pub of: usize,
}

/// Reads the download in these folders and zip files. `go_on` gets each table before it is read; false stops the import.
///
/// # Errors
/// [`ReadError`] when a file is missing, is no CSV or lacks a needed column, the release is unknown, or `go_on` returned false.
pub fn read(
    paths: &[PathBuf],
    options: Options<'_>,
    go_on: &mut dyn FnMut(&Step) -> bool,
) -> Result<Reading, ReadError> {
    let files = Files::find(paths)?;
    let there = files.languages("occupations");
    let has_english = there.is_empty() || there.iter().any(|l| l == ENGLISH);
    let base = match there.first() {
        Some(only) if !has_english => only.clone(),
        _ => ENGLISH.to_owned(),
    };
    let shown = options.language.unwrap_or(&base).to_lowercase();
    if shown != base && !there.contains(&shown) {
        return Err(ReadError::Language {
            language: shown,
            there,
        });
    }
    let translated = shown != base;
    let mut reader = Reader {
        files,
        go_on,
        at: 0,
        of: if translated { 10 } else { 6 },
        out: Classification {
            language: shown.clone(),
            ..Classification::default()
        },
        problems: Problems::default(),
    };
    let mut relations_file = String::new();
    reader.table("occupations", &[&base], readers::occupations)?;
    reader.table("skills", &[&base], readers::skills)?;
    // A download in one language may come without its relations, which are the same in all.
    reader.table(RELATIONS, &[&base, ENGLISH], |table, out, problems| {
        table.name().clone_into(&mut relations_file);
        readers::relations(table, out, problems)
    })?;
    if reader.out.relations.is_empty() {
        return Err(ReadError::NoRelations {
            file: relations_file,
        });
    }
    reader.table("ISCOGroups", &[&base], readers::isco)?;
    reader.table("skillGroups", &[&base], readers::skill_groups)?;
    reader.table(
        "broaderRelationsSkillPillar",
        &[&base, ENGLISH],
        readers::broader,
    )?;
    let mut untranslated = 0;
    if translated {
        let mut done = 0;
        reader.table("occupations", &[&shown], |table, out, problems| {
            done += readers::translate(table, out, problems, |out, uri| {
                Some(&mut out.occupations.get_mut(uri)?.names)
            })?;
            Ok(())
        })?;
        reader.table("skills", &[&shown], |table, out, problems| {
            done += readers::translate(table, out, problems, |out, uri| {
                Some(&mut out.skills.get_mut(uri)?.names)
            })?;
            Ok(())
        })?;
        reader.table("ISCOGroups", &[&shown, &base], readers::isco)?;
        reader.table("skillGroups", &[&shown, &base], readers::skill_groups)?;
        untranslated = reader.out.occupations.len() + reader.out.skills.len() - done;
    }
    let (release, known_by) = release(&reader.out, options.release, reader.files.names())?;
    let complete = whole(&release, reader.out.relations.len());
    match complete {
        Err(error) if known_by == KnownBy::Counts => return Err(error),
        Err(ReadError::CutOff { found, .. }) => {
            let what = format!("{} relations, fewer than v{release} has", thousands(found));
            reader
                .problems
                .add(&relations_file, None, &what, "get the download again");
        }
        _ => bare_occupations(&reader.out, &relations_file, &mut reader.problems),
    }
    reader.out.release = release;
    Ok(Reading {
        classification: reader.out,
        problems: reader.problems,
        known_by,
        untranslated,
    })
}

/// Reads one table after another.
struct Reader<'a> {
    files: Files,
    go_on: &'a mut dyn FnMut(&Step) -> bool,
    at: usize,
    of: usize,
    out: Classification,
    problems: Problems,
}

impl Reader<'_> {
    fn table(
        &mut self,
        stem: &str,
        languages: &[&str],
        take: impl FnOnce(CsvTable<'_>, &mut Classification, &mut Problems) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let Self {
            files,
            go_on,
            at,
            of,
            out,
            problems,
        } = self;
        let step = Step {
            file: files.found(stem, languages)?,
            at: *at,
            of: *of,
        };
        if !go_on(&step) {
            return Err(ReadError::Stopped);
        }
        *at += 1;
        for copy in files.copies_of(&step.file) {
            problems.add(
                copy,
                None,
                &format!("there is {} as well", step.file),
                "not read",
            );
        }
        files.read(&step.file, |source| {
            take(CsvTable::open(&step.file, source)?, out, problems)
        })
    }
}

/// Reports a problem when many occupations of an unknown release have no skills.
fn bare_occupations(out: &Classification, file: &str, problems: &mut Problems) {
    let essential = out
        .relations
        .iter()
        .filter(|(_, relation, _)| *relation == Relation::Essential);
    let with: HashSet<u32> = essential.map(|(occupation, ..)| *occupation).collect();
    let all = out.occupations.len();
    let bare = all - with.len();
    if bare >= BARE && bare * BARE_OF >= all {
        let what = format!(
            "{} of {} occupations have no essential skill: relations may be missing",
            thousands(bare),
            thousands(all)
        );
        problems.add(file, None, &what, "get the download again");
    }
}

/// The release: as it was named, else by the counts, else by a name that holds its number.
fn release(
    out: &Classification,
    named: Option<&str>,
    names: &[String],
) -> Result<(String, KnownBy), ReadError> {
    if let Some(named) = named {
        return Ok((
            named.trim_start_matches(['v', 'V']).to_owned(),
            KnownBy::Option,
        ));
    }
    let counts = (out.occupations.len(), out.skills.len());
    let known = RELEASES.iter().find(|(o, s, ..)| (*o, *s) == counts);
    if let Some((_, _, release, _)) = known {
        return Ok(((*release).to_owned(), KnownBy::Counts));
    }
    let named = names.iter().find_map(|name| number_in(name));
    named
        .map(|release| (release, KnownBy::Name))
        .ok_or(ReadError::Release {
            occupations: counts.0,
            skills: counts.1,
        })
}

/// Whether a release that was known by its occupations and skills has all relations: without them the planner would find
/// that they ask for nothing, and say so.
fn whole(release: &str, found: usize) -> Result<(), ReadError> {
    let known = RELEASES.iter().find(|(_, _, known, _)| *known == release);
    match known {
        Some((.., expected)) if found < *expected => Err(ReadError::CutOff {
            release: release.to_owned(),
            found,
            expected: *expected,
        }),
        _ => Ok(()),
    }
}

/// The first number of three parts in a name: `1.2.1` in `ESCO dataset - v1.2.1 - en`.
fn number_in(name: &str) -> Option<String> {
    let parts = name.split(|c: char| !c.is_ascii_digit() && c != '.');
    let mut numbers = parts.map(|part| part.trim_matches('.'));
    let found = numbers.find(|n| n.split('.').count() == 3 && n.split('.').all(|p| !p.is_empty()));
    found.map(str::to_owned)
}

#[cfg(test)]
mod tests;
