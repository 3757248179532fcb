//! The official CSV download of ESCO: occupations, skills, their relations, ISCO and skill groups.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::problem::Problem;
use super::table::Table;
use crate::catalog::{Kind, Relation, ReuseLevel};
use crate::text::tidy;

/// Releases that are recognised by their counts: occupations, skills, release.
const RELEASES: [(usize, usize, &str); 2] = [(3007, 13896, "1.1.1"), (3039, 13939, "1.2.0")];

/// Why a download could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file is missing or cannot be read.
    #[error("cannot read {}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file has no head.
    #[error("{file} is empty")]
    Empty {
        /// Which file.
        file: String,
    },
    /// A file is no CSV.
    #[error("{file} is not a CSV file")]
    Csv {
        /// Which file.
        file: String,
        /// Why.
        source: csv::Error,
    },
    /// A column that is needed is missing.
    #[error("{file} has no column \"{column}\"")]
    Column {
        /// Which file.
        file: String,
        /// Which column.
        column: &'static str,
    },
    /// The release was not named and its counts are of none that is known.
    #[error(
        "{occupations} occupations and {skills} skills are of no known release; name it with --release"
    )]
    Release {
        /// Occupations found.
        occupations: usize,
        /// Skills found.
        skills: usize,
    },
}

/// An occupation of the classification.
#[derive(Clone, Debug)]
pub struct RawOccupation {
    /// ESCO code.
    pub code: String,
    /// ISCO-08 group.
    pub isco: String,
    /// Preferred label.
    pub label: String,
    /// Alternative labels.
    pub alternative_labels: Vec<String>,
}

/// A skill of the classification.
#[derive(Clone, Debug)]
pub struct RawSkill {
    /// Knowledge, skill or untyped.
    pub kind: Kind,
    /// Reuse level.
    pub reuse_level: ReuseLevel,
    /// Preferred label.
    pub label: String,
    /// Alternative labels.
    pub alternative_labels: Vec<String>,
}

/// A whole classification, by URI.
#[derive(Clone, Debug, Default)]
pub struct Classification {
    /// ESCO's release.
    pub release: String,
    /// Language of the labels.
    pub language: String,
    /// Occupations.
    pub occupations: BTreeMap<String, RawOccupation>,
    /// Skills.
    pub skills: BTreeMap<String, RawSkill>,
    /// Relations: occupation, relation, skill; each once, in the file's order.
    pub relations: Vec<(String, Relation, String)>,
    /// Titles of ISCO-08 groups by code.
    pub isco: BTreeMap<String, String>,
    /// Titles of skill groups by URI.
    pub skill_groups: BTreeMap<String, String>,
    /// The groups directly above a skill, by the skill's URI.
    pub broader: BTreeMap<String, Vec<String>>,
}

/// Reads the download in `folder`. The release is the one named, else recognised by the counts.
///
/// # Errors
/// [`ReadError`] when a file is missing, is no CSV or lacks a needed column, or the release is unknown.
pub fn read(
    folder: &Path,
    language: &str,
    release: Option<&str>,
) -> Result<(Classification, Vec<Problem>), ReadError> {
    let mut out = Classification {
        language: language.to_owned(),
        ..Classification::default()
    };
    let mut problems = Vec::new();
    let open = |stem: &str| {
        let name = format!("{stem}_{language}.csv");
        let path = folder.join(&name);
        match File::open(&path) {
            Ok(file) => Table::open(&name, BufReader::new(file)),
            Err(source) => Err(ReadError::File { path, source }),
        }
    };
    occupations(open("occupations")?, &mut out, &mut problems)?;
    skills(open("skills")?, &mut out, &mut problems)?;
    relations(open("occupationSkillRelations")?, &mut out, &mut problems)?;
    isco(open("ISCOGroups")?, &mut out, &mut problems)?;
    skill_groups(open("skillGroups")?, &mut out, &mut problems)?;
    broader(
        open("broaderRelationsSkillPillar")?,
        &mut out,
        &mut problems,
    )?;
    out.release = match release {
        Some(release) => release.to_owned(),
        None => recognise(out.occupations.len(), out.skills.len())?,
    };
    Ok((out, problems))
}

fn recognise(occupations: usize, skills: usize) -> Result<String, ReadError> {
    RELEASES
        .iter()
        .find(|(o, s, _)| (*o, *s) == (occupations, skills))
        .map(|(_, _, release)| (*release).to_owned())
        .ok_or(ReadError::Release {
            occupations,
            skills,
        })
}

/// Labels on lines of their own: tidied, each once, none that is the preferred one.
fn labels(cell: &str, preferred: &str) -> Vec<String> {
    let mut seen = HashSet::from([preferred.to_owned()]);
    cell.lines()
        .map(tidy)
        .filter(|l| !l.is_empty() && seen.insert(l.clone()))
        .collect()
}

fn occupations<R: Read>(
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

fn skills<R: Read>(
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

fn relations<R: Read>(
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

fn isco<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let code = table.needed("code")?;
    let label = table.needed("preferredLabel")?;
    table.rows(problems, |row| {
        out.isco.insert(tidy(row.cell(code)), tidy(row.cell(label)));
        Ok(())
    });
    Ok(())
}

fn skill_groups<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let uri = table.needed("conceptUri")?;
    let label = table.needed("preferredLabel")?;
    table.rows(problems, |row| {
        out.skill_groups
            .insert(tidy(row.cell(uri)), tidy(row.cell(label)));
        Ok(())
    });
    Ok(())
}

fn broader<R: Read>(
    table: Table<R>,
    out: &mut Classification,
    problems: &mut Vec<Problem>,
) -> Result<(), ReadError> {
    let concept = table.needed("conceptUri")?;
    let above = table.needed("broaderUri")?;
    table.rows(problems, |row| {
        let concept = tidy(row.cell(concept));
        let above = tidy(row.cell(above));
        // Skills may stand under other skills as well; only groups make a heading.
        if out.skills.contains_key(&concept) && out.skill_groups.contains_key(&above) {
            out.broader.entry(concept).or_default().push(above);
        }
        Ok(())
    });
    Ok(())
}

/// For each skill, by URI, how many occupations of the whole classification ask for it, each counted once.
pub fn asked_by(classification: &Classification) -> HashMap<&str, u32> {
    let mut pairs: HashSet<(&str, &str)> = HashSet::new();
    let mut out = HashMap::new();
    for (occupation, _, skill) in &classification.relations {
        if pairs.insert((occupation, skill)) {
            *out.entry(skill.as_str()).or_default() += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skills_of(csv: &str) -> (Classification, Vec<Problem>) {
        let mut out = Classification::default();
        let mut problems = Vec::new();
        let table = Table::open("skills_en.csv", csv.as_bytes()).unwrap();
        skills(table, &mut out, &mut problems).unwrap();
        (out, problems)
    }

    /// The problems of a skills file, as sentences.
    fn check(csv: &str, kept: usize, expected: &[&str]) {
        let (out, problems) = skills_of(csv);
        assert_eq!(out.skills.len(), kept);
        let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_may_stand_in_any_order_behind_a_byte_order_mark() {
        check("\u{feff}preferredLabel,conceptUri\r\nGDPR,a\r\n", 1, &[]);
    }

    #[test]
    fn labels_are_tidied_and_each_stands_once() {
        let csv = "conceptUri,preferredLabel,altLabels\na,\u{a0}risk  management ,\"x\n x\u{a0}\nrisk management\ny\"\n";
        let (out, problems) = skills_of(csv);
        assert_eq!(problems, []);
        assert_eq!(out.skills["a"].label, "risk management");
        assert_eq!(out.skills["a"].alternative_labels, ["x", "y"]);
    }

    #[test]
    fn a_skill_without_type_is_kept() {
        let (out, problems) = skills_of(
            "conceptUri,preferredLabel,skillType,reuseLevel\na,ICT safety,,cross-sector\n",
        );
        assert_eq!(problems, []);
        assert_eq!(out.skills["a"].kind, Kind::Untyped);
        assert_eq!(out.skills["a"].reuse_level, ReuseLevel::CrossSector);
    }

    #[test]
    fn bad_rows_are_told_and_passed_over() {
        check(
            "conceptUri,preferredLabel,skillType\n,no uri,\na,one,\na,again,\nb,two,magic\nc,three,,extra\n",
            3,
            &[
                "skills_en.csv:2: no URI or no label; left out",
                "skills_en.csv:4: a stands here again; the first one counts",
                "skills_en.csv:5: unknown skill type or reuse level; kept without it",
                "skills_en.csv:6: 4 cells under 3 columns; the extra cells were ignored",
            ],
        );
    }

    #[test]
    fn relations_to_unknown_ids_are_told() {
        let (mut out, mut problems) = skills_of("conceptUri,preferredLabel\ns,skill\n");
        let table = Table::open(
            "o",
            "conceptUri,preferredLabel,iscoGroup,code\no,job,2529,2529.1\n".as_bytes(),
        );
        occupations(table.unwrap(), &mut out, &mut problems).unwrap();
        let csv = "occupationUri,relationType,skillUri\no,essential,s\no,essential,s\no,optional,s\no,optional,t\np,optional,s\no,maybe,s\n";
        relations(
            Table::open("r", csv.as_bytes()).unwrap(),
            &mut out,
            &mut problems,
        )
        .unwrap();
        assert_eq!(out.relations.len(), 2, "a pair may stand in both lists");
        let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "r:3: the relation stands here again; counted once",
                "r:5: no skill t; left out",
                "r:6: no occupation p; left out",
                "r:7: \"maybe\" is no relation; left out",
            ]
        );
        assert_eq!(asked_by(&out)["s"], 1, "both lists count once");
    }

    #[test]
    fn a_missing_column_is_named() {
        let table = Table::open("skills_en.csv", "conceptUri,label\n".as_bytes()).unwrap();
        let error = table.needed("preferredLabel").unwrap_err();
        assert_eq!(
            error.to_string(),
            "skills_en.csv has no column \"preferredLabel\""
        );
    }

    #[test]
    fn an_empty_file_and_bytes_that_are_no_text_are_refused_or_told() {
        assert!(matches!(
            Table::open("e", "".as_bytes()),
            Err(ReadError::Empty { .. })
        ));
        let (out, problems) = {
            let mut out = Classification::default();
            let mut problems = Vec::new();
            let bytes: &[u8] = b"conceptUri,preferredLabel\na,\xff\xfe\nb,fine\n";
            skills(Table::open("s", bytes).unwrap(), &mut out, &mut problems).unwrap();
            (out, problems)
        };
        assert_eq!(out.skills.len(), 1);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn releases_are_recognised_by_their_counts() {
        assert_eq!(recognise(3039, 13939).unwrap(), "1.2.0");
        assert_eq!(recognise(3007, 13896).unwrap(), "1.1.1");
        assert!(recognise(1, 1).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            let mut all = b"conceptUri,preferredLabel,skillType\n".to_vec();
            all.extend(bytes);
            let mut out = Classification::default();
            let mut problems = Vec::new();
            if let Ok(table) = Table::open("s", &*all) {
                skills(table, &mut out, &mut problems).unwrap();
            }
        }
    }
}
