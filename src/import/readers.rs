//! What each table of ESCO means: its columns, and what becomes of a row.
//!
//! A reader never stops at a bad row; it says what is wrong and what was done about it. Knows nothing of files and
//! releases.

use std::collections::HashSet;
use std::io::Read;

use super::classification::{Classification, RawOccupation, RawSkill, ReadError};
use super::problem::Problem;
use super::table::Table;
use crate::catalog::{Kind, Relation, ReuseLevel};
use crate::text::tidy;

/// Labels on lines of their own: tidied, each once, none that is the preferred one.
fn labels(cell: &str, preferred: &str) -> Vec<String> {
    let mut seen = HashSet::from([preferred.to_owned()]);
    cell.lines()
        .map(tidy)
        .filter(|l| !l.is_empty() && seen.insert(l.clone()))
        .collect()
}

/// A description: its paragraphs, tidied, a line each.
fn paragraphs(cell: &str) -> String {
    let lines = cell.lines().map(tidy).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn occupations<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let isco = table.needed("iscoGroup")?;
    let code = table.needed("code")?;
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    table.rows(problems, |row| {
        let uri = tidy(row.cell(uri));
        let label = tidy(row.cell(label));
        if uri.is_empty() || label.is_empty() {
            return Err(("no URI or no label".to_owned(), "left out"));
        }
        if out.occupations.contains_key(&uri) {
            return Err((format!("{uri} stands here again"), "the first one counts"));
        }
        let occupation = RawOccupation {
            code: tidy(row.cell(code)),
            isco: tidy(row.cell(isco)),
            alternative_labels: labels(row.cell(alternative), &label),
            description: paragraphs(row.cell(description)),
            label,
        };
        out.occupations.insert(uri, occupation);
        Ok(())
    });
    Ok(())
}

pub(super) fn skills<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let kind = table.optional("skillType");
    let reuse = table.optional("reuseLevel");
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    table.rows(problems, |row| {
        let uri = tidy(row.cell(uri));
        let label = tidy(row.cell(label));
        if uri.is_empty() || label.is_empty() {
            return Err(("no URI or no label".to_owned(), "left out"));
        }
        if out.skills.contains_key(&uri) {
            return Err((format!("{uri} stands here again"), "the first one counts"));
        }
        let (kind, known_kind) = kind_of(&tidy(row.cell(kind)));
        let (reuse_level, known_reuse) = reuse_of(&tidy(row.cell(reuse)));
        let alternative_labels = labels(row.cell(alternative), &label);
        out.skills.insert(
            uri,
            RawSkill {
                kind,
                reuse_level,
                label,
                alternative_labels,
                description: paragraphs(row.cell(description)),
            },
        );
        if known_kind && known_reuse {
            Ok(())
        } else {
            Err((
                "unknown skill type or reuse level".to_owned(),
                "kept without it",
            ))
        }
    });
    Ok(())
}

/// ESCO gives a few skills no type; that is no mistake.
fn kind_of(cell: &str) -> (Kind, bool) {
    match cell {
        "knowledge" => (Kind::Knowledge, true),
        "skill/competence" => (Kind::Skill, true),
        "" => (Kind::Untyped, true),
        _ => (Kind::Untyped, false),
    }
}

fn reuse_of(cell: &str) -> (ReuseLevel, bool) {
    if cell.is_empty() {
        return (ReuseLevel::Unstated, true);
    }
    match ReuseLevel::ALL.into_iter().find(|l| l.word() == cell) {
        Some(level) => (level, true),
        None => (ReuseLevel::Unstated, false),
    }
}

pub(super) fn relations<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let occupation = table.needed("occupationUri")?;
    let relation = table.needed("relationType")?;
    let skill = table.needed("skillUri")?;
    let mut seen = HashSet::new();
    table.rows(problems, |row| {
        let occupation = tidy(row.cell(occupation));
        let skill = tidy(row.cell(skill));
        let relation = match row.cell(relation).trim() {
            "essential" => Relation::Essential,
            "optional" => Relation::Optional,
            other => return Err((format!("\"{other}\" is no relation"), "left out")),
        };
        if !out.occupations.contains_key(&occupation) {
            return Err((format!("no occupation {occupation}"), "left out"));
        }
        if !out.skills.contains_key(&skill) {
            return Err((format!("no skill {skill}"), "left out"));
        }
        if !seen.insert((occupation.clone(), relation, skill.clone())) {
            return Err(("the relation stands here again".to_owned(), "counted once"));
        }
        out.relations.push((occupation, relation, skill));
        Ok(())
    });
    Ok(())
}

pub(super) fn isco<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let code = table.needed("code")?;
    let label = table.needed("preferredLabel")?;
    table.rows(problems, |row| {
        put(
            out.isco.entry(tidy(row.cell(code))).or_default(),
            row.cell(label),
        );
        Ok(())
    });
    Ok(())
}

pub(super) fn skill_groups<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let code = table.optional("code");
    table.rows(problems, |row| {
        let group = out.skill_groups.entry(tidy(row.cell(uri))).or_default();
        put(&mut group.title, row.cell(label));
        put(&mut group.code, row.cell(code));
        Ok(())
    });
    Ok(())
}

pub(super) fn broader<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let concept = table.needed("conceptUri")?;
    let above = table.needed("broaderUri")?;
    table.rows(problems, |row| {
        let concept = tidy(row.cell(concept));
        let above = tidy(row.cell(above));
        let known = |uri: &str| out.skills.contains_key(uri) || out.skill_groups.contains_key(uri);
        if let Some(stranger) = [&concept, &above]
            .into_iter()
            .find(|uri| !known(uri.as_str()))
        {
            return Err((format!("no skill or skill group {stranger}"), "left out"));
        }
        out.broader.entry(concept).or_default().push(above);
        Ok(())
    });
    Ok(())
}

/// Puts a text in its place; one that is empty leaves what is there.
fn put(place: &mut String, cell: &str) {
    let text = tidy(cell);
    if !text.is_empty() {
        *place = text;
    }
}

/// The labels of a concept in another language.
pub(super) struct Names {
    preferred: String,
    alternative: Vec<String>,
    description: String,
}

impl Names {
    /// Puts them in place of the English ones, which can still be found: they follow as alternative labels.
    pub(super) fn put(
        self,
        label: &mut String,
        alternatives: &mut Vec<String>,
        description: &mut String,
    ) {
        if !self.description.is_empty() {
            *description = self.description;
        }
        let english = std::mem::replace(label, self.preferred);
        let former = std::mem::replace(alternatives, self.alternative);
        let mut seen: HashSet<String> = alternatives.iter().cloned().collect();
        seen.insert(label.clone());
        let english = std::iter::once(english).chain(former);
        alternatives.extend(english.filter(|l| seen.insert(l.clone())));
    }
}

/// Gives the labels of every concept that has one in this language. `put` answers none for a concept that is unknown.
pub(super) fn translate<R: Read>(
    table: Table<R>,
    problems: &mut Vec<Problem>,
    put: &mut dyn FnMut(&str, Names) -> Option<()>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    table.rows(problems, |row| {
        let preferred = tidy(row.cell(label));
        if preferred.is_empty() {
            return Ok(());
        }
        let uri = tidy(row.cell(uri));
        let names = Names {
            alternative: labels(row.cell(alternative), &preferred),
            description: paragraphs(row.cell(description)),
            preferred,
        };
        match put(&uri, names) {
            Some(()) => Ok(()),
            None => Err((format!("no concept {uri}"), "left out")),
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests;
