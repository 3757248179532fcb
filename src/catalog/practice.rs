//! Skills that panels ask of a CISO and ESCO does not: a group of its own, outside the counts and coverage.

use serde::Deserialize;

use super::id::Basis;
use super::reference::{OccupationRef, SkillRef};

/// A skill asked for in practice.
#[derive(Clone, Debug, Deserialize)]
pub struct PracticeSkill {
    /// Which one.
    #[serde(flatten)]
    pub skill: SkillRef,
    /// One line: why panels ask for it.
    pub why: Box<str>,
}

/// All of `practice.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Practice {
    /// Where the choice of these skills comes from.
    pub basis: Basis,
    /// The group's heading.
    pub title: Box<str>,
    /// The occupation to which it belongs.
    #[serde(rename = "for")]
    pub occupation: OccupationRef,
    /// A remark in one line.
    #[serde(default)]
    pub note: Box<str>,
    /// The skills.
    pub skills: Vec<PracticeSkill>,
}
