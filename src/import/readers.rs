//! What each table of ESCO means: its columns, and what becomes of a row.
//!
//! A reader never stops at a bad row; it reports what is wrong and what was done about it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::classification::{Classification, Names, RawOccupation, RawSkill, ReadError};
use super::csv_table::{CsvTable, Fault, Row};
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

/// The columns of a concept's URI and names.
struct NameColumns {
    uri: Option<usize>,
    label: Option<usize>,
    alternative: Option<usize>,
    description: Option<usize>,
}

impl NameColumns {
    fn of(table: &CsvTable<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            uri: table.needed("conceptUri")?,
            label: table.needed("preferredLabel")?,
            alternative: table.optional("altLabels"),
            description: table.optional("description"),
        })
    }

    /// The URI and the names in a row.
    fn read(&self, row: &Row<'_>) -> (String, Names) {
        let label = normalize(row.cell(self.label));
        let names = Names {
            alternative_labels: labels(row.cell(self.alternative), &label),
            description: paragraphs(row.cell(self.description)),
            label,
        };
        (normalize(row.cell(self.uri)), names)
    }

    /// The URI and the names in a row about a concept that is new.
    fn read_new<T>(
        &self,
        row: &Row<'_>,
        known: &BTreeMap<String, T>,
    ) -> Result<(String, Names), Fault> {
        let (uri, names) = self.read(row);
        if uri.is_empty() || names.label.is_empty() {
            return Err(Fault::skipped("no URI or no label", "left out"));
        }
        if known.contains_key(&uri) {
            let what = format!("duplicate {uri}");
            return Err(Fault::skipped(what, "the first one was kept"));
        }
        Ok((uri, names))
    }
}

pub(super) fn occupations(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let columns = NameColumns::of(&table)?;
    let isco = table.needed("iscoGroup")?;
    let code = table.optional("code");
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
        let (uri, names) = columns.read_new(row, &out.occupations)?;
        let isco = normalize(row.cell(isco));
        let code = normalize(row.cell(code));
        let code = if code.is_empty() { isco.clone() } else { code };
        check_limit(out.occupations.len(), limits::OCCUPATIONS, "occupations")?;
        let texts = [&uri, &code, &isco].into_iter().map(String::as_str);
        reserve_text(out, texts.chain(names.texts()))?;
        let occupation = RawOccupation { code, isco, names };
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
        let (code, label) = (occupation.code.as_str(), occupation.names.label.as_str());
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
fn reserve_text<'t>(
    out: &mut Classification,
    texts: impl IntoIterator<Item = &'t str>,
) -> Result<(), Fault> {
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
    let columns = NameColumns::of(&table)?;
    let kind = table.optional("skillType");
    let reuse = table.optional("reuseLevel");
    table.rows(problems, |row| {
        let (uri, names) = columns.read_new(row, &out.skills)?;
        let kind = kind_of(&normalize(row.cell(kind)));
        let reuse_level = reuse_of(&normalize(row.cell(reuse)));
        check_limit(out.skills.len(), limits::SKILLS, "skills")?;
        reserve_text(out, names.texts().chain([uri.as_str()]))?;
        let skill = RawSkill {
            kind: kind.unwrap_or_default(),
            reuse_level: reuse_level.unwrap_or_default(),
            names,
        };
        out.skills.insert(uri, skill);
        if kind.is_some() && reuse_level.is_some() {
            Ok(())
        } else {
            let what = "unknown skill type or reuse level";
            Err(Fault::skipped(what, "kept without it"))
        }
    })
}

/// ESCO gives a few skills no type; that is no mistake.
fn kind_of(cell: &str) -> Option<Kind> {
    match cell {
        "knowledge" => Some(Kind::Knowledge),
        "skill/competence" => Some(Kind::Skill),
        "" => Some(Kind::Untyped),
        _ => None,
    }
}

fn reuse_of(cell: &str) -> Option<ReuseLevel> {
    if cell.is_empty() {
        return Some(ReuseLevel::Unstated);
    }
    ReuseLevel::ALL.into_iter().find(|l| l.word() == cell)
}

pub(super) fn relations(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
) -> Result<(), ReadError> {
    let occupation = table.needed("occupationUri")?;
    let relation = table.needed("relationType")?;
    let skill = table.needed("skillUri")?;
    let occupations = positions(out.occupations.keys());
    let skills = positions(out.skills.keys());
    let relations = &mut out.relations;
    let mut seen = HashSet::new();
    table.rows(problems, |row| {
        let relation = match row.cell(relation).trim() {
            "essential" => Relation::Essential,
            "optional" => Relation::Optional,
            other => {
                let what = format!("unknown relation type \"{other}\"");
                return Err(Fault::skipped(what, "left out"));
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

/// The position of each URI.
fn positions<'u>(uris: impl Iterator<Item = &'u String>) -> HashMap<&'u str, u32> {
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
        reserve_text(out, [&*code, &*label])?;
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
        reserve_text(out, [&*uri, &*label, &*code])?;
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
        reserve_text(out, [&*concept, &*above])?;
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

/// Replaces the names of concepts by those in another language, and counts the concepts that have none there.
pub(super) fn translate(
    table: CsvTable<'_>,
    out: &mut Classification,
    problems: &mut Problems,
    names_of: for<'c> fn(&'c mut Classification, &str) -> Option<&'c mut Names>,
) -> Result<usize, ReadError> {
    let columns = NameColumns::of(&table)?;
    // A damaged table may have two rows for one thing.
    let mut translated = HashSet::new();
    table.rows(problems, |row| {
        let (uri, names) = columns.read(row);
        if names.label.is_empty() {
            return Ok(());
        }
        reserve_text(out, names.texts())?;
        match names_of(out, &uri) {
            Some(known) => known.translate(names),
            None => return Err(Fault::skipped(format!("no concept {uri}"), "left out")),
        }
        translated.insert(uri);
        Ok(())
    })?;
    Ok(translated.len())
}

#[cfg(test)]
mod tests;
