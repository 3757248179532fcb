//! What each table of ESCO means: its columns, and what becomes of a row.
//!
//! A reader never stops at a bad row; it reports what is wrong and what was done about it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::classification::{Classification, RawOccupation, RawSkill, ReadError};
use super::csv_table::{CsvTable, Fault};
use super::limits;
use super::problem::Problems;
use crate::catalog::{Kind, Relation, ReuseLevel};
use crate::text::normalize;

/// Labels on lines of their own: normalized, each once, without the preferred one.
fn labels(cell: &str, preferred: &str) -> Vec<String> {
    let mut seen = HashSet::from([preferred.to_owned()]);
    cell.lines()
        .map(normalize)
        .filter(|l| !l.is_empty() && seen.insert(l.clone()))
        .collect()
}

/// A description: its paragraphs, normalized, a line each.
fn paragraphs(cell: &str) -> String {
    let lines = cell.lines().map(normalize).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

pub(super) fn occupations(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let isco = table.needed("iscoGroup")?;
    let code = table.optional("code");
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    let file = table.name().to_owned();
    if code.is_none() {
        problems.add(
            &file,
            None,
            "there is no column \"code\"",
            "the ISCO group is used instead",
        );
    }
    table.rows(problems, |row| {
        let uri = normalize(row.cell(uri));
        let label = normalize(row.cell(label));
        if uri.is_empty() || label.is_empty() {
            return Err(Fault::skipped("no URI or no label", "left out"));
        }
        if out.occupations.contains_key(&uri) {
            return Err(Fault::skipped(
                format!("duplicate {uri}"),
                "the first one was kept",
            ));
        }
        let isco = normalize(row.cell(isco));
        let code = normalize(row.cell(code));
        let occupation = RawOccupation {
            code: if code.is_empty() { isco.clone() } else { code },
            isco,
            alternative_labels: labels(row.cell(alternative), &label),
            description: paragraphs(row.cell(description)),
            label,
        };
        check_limit(out.occupations.len(), limits::OCCUPATIONS, "occupations")?;
        let texts = [
            &uri,
            &occupation.code,
            &occupation.isco,
            &occupation.label,
            &occupation.description,
        ];
        let texts = texts.into_iter().chain(&occupation.alternative_labels);
        reserve_text(out, texts)?;
        out.occupations.insert(uri, occupation);
        Ok(())
    })?;
    if code.is_some() {
        shared_codes(&out.occupations, &file, problems);
    }
    Ok(())
}

/// Tells of codes that several occupations have.
fn shared_codes(
    occupations: &BTreeMap<String, RawOccupation>,
    file: &str,
    problems: &mut Problems,
) {
    let mut first: HashMap<&str, &str> = HashMap::new();
    for occupation in occupations.values() {
        let (code, label) = (occupation.code.as_str(), occupation.label.as_str());
        match first.get(code) {
            Some(other) => problems.add(
                file,
                None,
                &format!("\"{other}\" and \"{label}\" have one code, {code}"),
                "both are kept: name them by their labels",
            ),
            None => _ = first.insert(code, label),
        }
    }
}

/// Whether one more fits below a limit.
fn check_limit(count: usize, limit: usize, what: &str) -> Result<(), Fault> {
    if count < limit {
        Ok(())
    } else {
        Err(Fault::TooMany(format!("more than {limit} {what}")))
    }
}

/// Makes room for texts that are kept.
pub(super) fn reserve_text<'t, T: AsRef<str> + ?Sized + 't>(
    out: &mut Classification,
    texts: impl IntoIterator<Item = &'t T>,
) -> Result<(), Fault> {
    let texts = texts.into_iter().map(AsRef::as_ref);
    out.make_room(texts).ok_or_else(|| {
        let most = limits::TEXT >> 20;
        Fault::TooMany(format!(
            "text beyond the {most} MiB that all files may have"
        ))
    })
}

pub(super) fn skills(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let kind = table.optional("skillType");
    let reuse = table.optional("reuseLevel");
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    table.rows(problems, |row| {
        let uri = normalize(row.cell(uri));
        let label = normalize(row.cell(label));
        if uri.is_empty() || label.is_empty() {
            return Err(Fault::skipped("no URI or no label", "left out"));
        }
        if out.skills.contains_key(&uri) {
            return Err(Fault::skipped(
                format!("duplicate {uri}"),
                "the first one was kept",
            ));
        }
        let (kind, known_kind) = kind_of(&normalize(row.cell(kind)));
        let (reuse_level, known_reuse) = reuse_of(&normalize(row.cell(reuse)));
        let skill = RawSkill {
            kind,
            reuse_level,
            alternative_labels: labels(row.cell(alternative), &label),
            description: paragraphs(row.cell(description)),
            label,
        };
        check_limit(out.skills.len(), limits::SKILLS, "skills")?;
        let texts = [&uri, &skill.label, &skill.description];
        reserve_text(out, texts.into_iter().chain(&skill.alternative_labels))?;
        out.skills.insert(uri, skill);
        if known_kind && known_reuse {
            Ok(())
        } else {
            Err(Fault::skipped(
                "unknown skill type or reuse level",
                "kept without it",
            ))
        }
    })
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

pub(super) fn relations(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let occupation = table.needed("occupationUri")?;
    let relation = table.needed("relationType")?;
    let skill = table.needed("skillUri")?;
    let occupations = places(out.occupations.keys());
    let skills = places(out.skills.keys());
    let relations = &mut out.relations;
    let mut seen = HashSet::new();
    table.rows(problems, |row| {
        let relation = match row.cell(relation).trim() {
            "essential" => Relation::Essential,
            "optional" => Relation::Optional,
            other => {
                let what = format!("unknown relation type \"{other}\"");
                return Err(Fault::Skipped(what, "left out"));
            }
        };
        let place = |places: &HashMap<&str, u32>, uri: &str, what: &str| {
            let uri = normalize(uri);
            let place = places.get(uri.as_str()).copied();
            place.ok_or_else(|| Fault::Skipped(format!("no {what} {uri}"), "left out"))
        };
        let occupation = place(&occupations, row.cell(occupation), "occupation")?;
        let skill = place(&skills, row.cell(skill), "skill")?;
        if !seen.insert((occupation, relation, skill)) {
            return Err(Fault::skipped("duplicate relation", "counted once"));
        }
        check_limit(relations.len(), limits::RELATIONS, "relations")?;
        relations.push((occupation, relation, skill));
        Ok(())
    })
}

/// The place of each URI in their order.
fn places<'u>(uris: impl Iterator<Item = &'u String>) -> HashMap<&'u str, u32> {
    uris.map(String::as_str).zip(0..).collect()
}

pub(super) fn isco(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let code = table.needed("code")?;
    let label = table.needed("preferredLabel")?;
    table.rows(problems, |row| {
        let code = normalize(row.cell(code));
        if !out.isco.contains_key(&code) {
            check_limit(out.isco.len(), limits::ISCO_GROUPS, "ISCO groups")?;
        }
        let label = normalize(row.cell(label));
        reserve_text(out, [&code, &label])?;
        put(out.isco.entry(code).or_default(), label);
        Ok(())
    })
}

pub(super) fn skill_groups(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let code = table.optional("code");
    table.rows(problems, |row| {
        let uri = normalize(row.cell(uri));
        if !out.skill_groups.contains_key(&uri) {
            check_limit(out.skill_groups.len(), limits::SKILL_GROUPS, "skill groups")?;
        }
        let (label, code) = (normalize(row.cell(label)), normalize(row.cell(code)));
        reserve_text(out, [&uri, &label, &code])?;
        let group = out.skill_groups.entry(uri).or_default();
        put(&mut group.title, label);
        put(&mut group.code, code);
        Ok(())
    })
}

pub(super) fn broader(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let concept = table.needed("conceptUri")?;
    let above = table.needed("broaderUri")?;
    let mut count = 0;
    table.rows(problems, |row| {
        let concept = normalize(row.cell(concept));
        let above = normalize(row.cell(above));
        let known = |uri: &str| out.skills.contains_key(uri) || out.skill_groups.contains_key(uri);
        if let Some(stranger) = [&concept, &above]
            .into_iter()
            .find(|uri| !known(uri.as_str()))
        {
            let what = format!("no skill or skill group {stranger}");
            return Err(Fault::Skipped(what, "left out"));
        }
        check_limit(count, limits::BROADER, "relations")?;
        count += 1;
        reserve_text(out, [&concept, &above])?;
        out.broader.entry(concept).or_default().push(above);
        Ok(())
    })
}

/// Puts a text in its place; one that is empty leaves what is there.
fn put(place: &mut String, text: String) {
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
    /// All of them.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.preferred, &self.description];
        let texts = texts.into_iter().chain(&self.alternative);
        texts.map(String::as_str)
    }

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

/// Gives the labels of every concept that has one in this language. `put` answers false for a concept that is unknown.
pub(super) fn translate(
    table: CsvTable<'_>,
    problems: &mut Problems,
    put: &mut dyn FnMut(&str, Names) -> Result<bool, Fault>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    let alternative = table.optional("altLabels");
    let description = table.optional("description");
    table.rows(problems, |row| {
        let preferred = normalize(row.cell(label));
        if preferred.is_empty() {
            return Ok(());
        }
        let uri = normalize(row.cell(uri));
        let names = Names {
            alternative: labels(row.cell(alternative), &preferred),
            description: paragraphs(row.cell(description)),
            preferred,
        };
        if put(&uri, names)? {
            Ok(())
        } else {
            Err(Fault::Skipped(format!("no concept {uri}"), "left out"))
        }
    })
}

#[cfg(test)]
mod tests;
