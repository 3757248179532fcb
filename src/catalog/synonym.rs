//! What people type and what ESCO calls it; terms for which ESCO has nothing; names pinned to one occupation.

use serde::Deserialize;

use super::id::Basis;
use super::reference::{OccupationRef, SkillRef};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// The term means the concept.
    Exact,
    /// The closest ESCO has.
    Near,
}

#[derive(Clone, Debug, Deserialize)]
pub struct SkillTarget {
    #[serde(flatten)]
    pub skill: SkillRef,
    pub fit: Fit,
}

#[derive(Clone, Debug, Deserialize)]
pub struct OccupationTarget {
    #[serde(flatten)]
    pub occupation: OccupationRef,
    pub fit: Fit,
}

/// Terms with the skills they mean, the likeliest first.
#[derive(Clone, Debug, Deserialize)]
pub struct Synonym {
    pub terms: Vec<Box<str>>,
    pub targets: Vec<SkillTarget>,
    /// Says why, when there are several targets or when ESCO gives a term to something that is not among them.
    #[serde(default)]
    pub note: Box<str>,
}

/// Terms with the occupations they mean, the likeliest first.
#[derive(Clone, Debug, Deserialize)]
pub struct OccupationSynonym {
    pub terms: Vec<Box<str>>,
    pub targets: Vec<OccupationTarget>,
    /// Says why, when there are several targets or when ESCO gives a term to something that is not among them.
    #[serde(default)]
    pub note: Box<str>,
}

/// Terms for which ESCO has nothing fitting.
#[derive(Clone, Debug, Deserialize)]
pub struct Absent {
    pub terms: Vec<Box<str>>,
    /// What comes nearest; may be empty.
    #[serde(default)]
    pub nearest: Vec<SkillRef>,
    /// What to say.
    pub note: Box<str>,
}

/// A name pinned to the occupation that is meant by it, though ESCO gives it to others as well, or to others only.
#[derive(Clone, Debug, Deserialize)]
pub struct Pinned {
    pub name: Box<str>,
    #[serde(flatten)]
    pub occupation: OccupationRef,
    /// Everybody else to whom ESCO gives the name.
    #[serde(default)]
    pub also: Vec<OccupationRef>,
}

/// All of `synonyms.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Synonyms {
    pub basis: Basis,
    pub synonyms: Vec<Synonym>,
    pub occupations: Vec<OccupationSynonym>,
    /// Terms without a counterpart.
    pub absent: Vec<Absent>,
    pub pinned: Vec<Pinned>,
}
