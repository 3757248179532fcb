//! A classification as it was read: everything by URI, nothing linked yet. And why none could be read.
//!
//! Knows nothing of tables and files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use crate::catalog::{Kind, Relation, ReuseLevel};

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
    /// The download lacks a file.
    #[error("the download has no file \"{stem}_….csv\"")]
    Missing {
        /// What its name begins with.
        stem: &'static str,
    },
    /// The download has no labels in the language.
    #[error("the download has no labels in \"{language}\"; it has {}", there.join(", "))]
    Language {
        /// The language that was asked for.
        language: String,
        /// Those there are.
        there: Vec<String>,
    },
    /// A zip file names a file outside itself.
    #[error("{} is not safe: the path \"{name}\" in it leads out of it", path.display())]
    Outside {
        /// Which zip file.
        path: PathBuf,
        /// The path in it.
        name: String,
    },
    /// Zip files inflate to more than can be a download of ESCO.
    #[error("{} inflates to more than 1 GiB and is no download of ESCO", path.display())]
    TooMuch {
        /// The zip file that went too far.
        path: PathBuf,
    },
    /// Whoever watches said stop.
    #[error("the import was stopped; nothing was changed")]
    Stopped,
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
    /// The release was not named, and neither the counts nor a name say which it is.
    #[error(
        "{occupations} occupations and {skills} skills are of no known release; name it with --release"
    )]
    Release {
        /// Occupations found.
        occupations: usize,
        /// Skills found.
        skills: usize,
    },
    /// The table of relations ends before its end.
    #[error(
        "the occupations and skills are those of v{release}, and of its {expected} relations there are {found}: the table was cut off"
    )]
    CutOff {
        /// Which release.
        release: String,
        /// Relations found.
        found: usize,
        /// Relations of the release.
        expected: usize,
    },
}

/// A skill group of the classification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawGroup {
    /// ESCO's code of it.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// An occupation of the classification.
#[derive(Clone, Debug, Default)]
pub struct RawOccupation {
    /// ESCO code.
    pub code: String,
    /// ISCO-08 group.
    pub isco: String,
    /// Preferred label.
    pub label: String,
    /// Alternative labels.
    pub alternative_labels: Vec<String>,
    /// ESCO's description; lines are paragraphs.
    pub description: String,
}

/// A skill of the classification.
#[derive(Clone, Debug, Default)]
pub struct RawSkill {
    /// Knowledge, skill or untyped.
    pub kind: Kind,
    /// Reuse level.
    pub reuse_level: ReuseLevel,
    /// Preferred label.
    pub label: String,
    /// Alternative labels.
    pub alternative_labels: Vec<String>,
    /// ESCO's description; lines are paragraphs.
    pub description: String,
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
    /// Skill groups by URI.
    pub skill_groups: BTreeMap<String, RawGroup>,
    /// What stands directly above a skill or a skill group, by the URI of the lower one.
    pub broader: BTreeMap<String, Vec<String>>,
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
