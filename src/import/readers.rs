//! What each table of ESCO means: its columns, and what becomes of a row.
//!
//! A reader never stops at a bad row; it says what is wrong and what was done about it. Knows nothing of files and
//! releases.

use std::collections::{BTreeMap, HashSet};
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
        name(&mut out.isco, row.cell(code), row.cell(label));
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
    table.rows(problems, |row| {
        name(&mut out.skill_groups, row.cell(uri), row.cell(label));
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
        if out.skills.contains_key(&concept) {
            out.broader.entry(concept).or_default().push(above);
        }
        Ok(())
    });
    Ok(())
}

/// Skills may stand under other skills as well; only groups make a heading.
pub(super) fn keep_groups(out: &mut Classification) {
    let groups = &out.skill_groups;
    out.broader.retain(|_, above| {
        above.retain(|uri| groups.contains_key(uri));
        !above.is_empty()
    });
}

/// Puts a name in its place; one that is empty leaves what is there.
fn name(names: &mut BTreeMap<String, String>, id: &str, label: &str) {
    let (id, label) = (tidy(id), tidy(label));
    if !label.is_empty() || !names.contains_key(&id) {
        names.insert(id, label);
    }
}

/// The labels of a concept in another language.
pub(super) struct Names {
    preferred: String,
    alternative: Vec<String>,
}

impl Names {
    /// Puts them in place of the English ones, which can still be found: they follow as alternative labels.
    pub(super) fn put(self, label: &mut String, alternatives: &mut Vec<String>) {
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
    table.rows(problems, |row| {
        let preferred = tidy(row.cell(label));
        if preferred.is_empty() {
            return Ok(());
        }
        let uri = tidy(row.cell(uri));
        let names = Names {
            alternative: labels(row.cell(alternative), &preferred),
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
