//! A classification as it was read, by URI and not linked yet, and the errors of reading one.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use super::limits::{DOWNLOAD, STRING, TEXT};
use crate::catalog::{Kind, Relation, ReuseLevel};

/// Why a download could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file is missing or cannot be read.
    #[error("cannot read {}", path.display())]
    File {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("the download has no file \"{name}\"{}", instead(there))]
    Missing {
        /// What it is called.
        name: String,
        /// What may have been meant: a file under another name, a folder in the folder.
        there: Vec<String>,
    },
    /// The download has no labels in the language.
    #[error("the download has no labels in \"{language}\"; it has {}", there.join(", "))]
    Language {
        language: String,
        there: Vec<String>,
    },
    /// A zip file names a file outside itself.
    #[error("{} is not safe: the path \"{name}\" in it leads out of it", path.display())]
    Outside { path: PathBuf, name: String },
    /// The files hold more than can be a download of ESCO.
    #[error("{file} goes beyond the {} MiB that a download of ESCO may hold", DOWNLOAD >> 20)]
    TooMuch {
        /// The file that went too far.
        file: String,
    },
    /// A file has more of something than can be in ESCO.
    #[error("{file} has {what} and is no file of ESCO")]
    TooMany {
        file: String,
        /// More of what than which limit.
        what: String,
    },
    #[error("the import was stopped; nothing was changed")]
    Stopped,
    #[error("{file} is empty")]
    Empty { file: String },
    /// A file has no names of columns that can be read.
    #[error("{file} is not a CSV file in UTF-8")]
    NotText {
        file: String,
        source: std::str::Utf8Error,
    },
    /// A file is separated by something else than commas.
    #[error("{file} uses {found} between columns; ESCO's files use commas")]
    Separator { file: String, found: &'static str },
    /// A quotation mark is opened and never closed.
    #[error(
        "{file}:{line}: a quotation mark that opens in this row is never closed, so that the rest of the file cannot be read"
    )]
    OpenQuote {
        file: String,
        /// The line on which the row begins.
        line: u64,
    },
    /// There is no relation between an occupation and a skill.
    #[error("{file} has no relation between an occupation and a skill")]
    NoRelations { file: String },
    /// A column that is needed is missing.
    #[error("{file} has no column \"{column}\"")]
    Column { file: String, column: &'static str },
    /// The release was not named, and neither the counts nor a name say which it is.
    #[error(
        "{occupations} occupations and {skills} skills are of no known release; name it with --release"
    )]
    Release { occupations: usize, skills: usize },
    /// The table of relations ends before its end.
    #[error(
        "the occupations and skills are those of v{release}, and of its {expected} relations there are {found}: the table was cut off"
    )]
    CutOff {
        release: String,
        found: usize,
        /// Relations of the release.
        expected: usize,
    },
}

/// A skill group of the classification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawGroup {
    pub code: String,
    pub title: String,
}

/// What a concept is called in one language.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub label: String,
    pub alternative_labels: Vec<String>,
    /// ESCO's description; lines are paragraphs.
    pub description: String,
}

impl Names {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.label, &self.description];
        let texts = texts.into_iter().chain(&self.alternative_labels);
        texts.map(String::as_str)
    }

    /// Replaces them by those in another language. The former labels can still be found: they follow as alternative
    /// labels.
    pub(super) fn translate(&mut self, other: Self) {
        if !other.description.is_empty() {
            self.description = other.description;
        }
        let label = std::mem::replace(&mut self.label, other.label);
        let former = std::mem::replace(&mut self.alternative_labels, other.alternative_labels);
        let mut seen: HashSet<String> = self.alternative_labels.iter().cloned().collect();
        seen.insert(self.label.clone());
        let former = std::iter::once(label).chain(former);
        self.alternative_labels
            .extend(former.filter(|l| seen.insert(l.clone())));
    }
}

/// An occupation of the classification.
#[derive(Clone, Debug, Default)]
pub struct RawOccupation {
    pub code: String,
    pub isco: String,
    pub names: Names,
}

/// A skill of the classification.
#[derive(Clone, Debug, Default)]
pub struct RawSkill {
    pub kind: Kind,
    pub reuse_level: ReuseLevel,
    pub names: Names,
}

/// A whole classification, by URI.
#[derive(Clone, Debug, Default)]
pub struct Classification {
    pub release: String,
    pub language: String,
    pub occupations: BTreeMap<String, RawOccupation>,
    pub skills: BTreeMap<String, RawSkill>,
    /// Relations: occupation, relation, skill; each once, in the file's order. An occupation and a skill are their places in
    /// the order of their URIs.
    pub relations: Vec<(u32, Relation, u32)>,
    /// Titles of ISCO-08 groups by code.
    pub isco: BTreeMap<String, String>,
    /// Skill groups by URI.
    pub skill_groups: BTreeMap<String, RawGroup>,
    /// What stands directly above a skill or a skill group, by the URI of the lower one.
    pub broader: BTreeMap<String, Vec<String>>,
    /// What the texts take in memory, in bytes, about.
    pub(super) text_cost: usize,
}

impl Classification {
    /// Makes room for these texts; none when they would take more than there is.
    pub(super) fn make_room<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Option<()> {
        let cost: usize = texts.into_iter().map(|t| t.len() + STRING).sum();
        self.text_cost += cost;
        (self.text_cost <= TEXT).then_some(())
    }
}

/// For each skill, in the order of their URIs, how many occupations of the whole classification ask for it, each counted
/// once.
pub(crate) fn asked_by(classification: &Classification) -> Vec<u32> {
    let mut pairs: HashSet<(u32, u32)> = HashSet::new();
    let mut out = vec![0; classification.skills.len()];
    for (occupation, _, skill) in &classification.relations {
        if pairs.insert((*occupation, *skill)) {
            out[*skill as usize] += 1;
        }
    }
    out
}

fn instead(there: &[String]) -> String {
    match there {
        [] => String::new(),
        some => format!("; there is {}", some.join(", ")),
    }
}
