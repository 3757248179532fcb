//! Where practice and ESCO differ: skills that panels ask of a CISO and ESCO does not, a group of its own, outside the
//! counts and coverage; and skills that ESCO asks of an occupation and few who have it hold.

use serde::Deserialize;

use super::id::{Basis, OccupationIx, SkillIx};
use super::reference::{OccupationRef, SkillRef};

/// A skill asked for in practice.
#[derive(Clone, Debug, Deserialize)]
pub struct PracticeSkill {
    #[serde(flatten)]
    pub skill: SkillRef,
    /// One line: why panels ask for it.
    pub why: Box<str>,
}

/// Skills that ESCO calls essential to an occupation, and that having it does not suggest: they are missing until the
/// person says otherwise.
#[derive(Clone, Debug, Deserialize)]
pub struct NotAssumed {
    pub occupation: OccupationRef,
    pub skills: Vec<SkillRef>,
    /// One line: why they are not assumed.
    pub why: Box<str>,
}

/// All of `practice.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Practice {
    /// Where the choice of these skills comes from.
    pub basis: Basis,
    pub title: Box<str>,
    /// The occupation to which it belongs.
    #[serde(rename = "for")]
    pub occupation: OccupationRef,
    /// A remark in one line.
    #[serde(default)]
    pub note: Box<str>,
    pub skills: Vec<PracticeSkill>,
    /// What is not assumed of whom.
    #[serde(default)]
    pub not_assumed: Vec<NotAssumed>,
}

impl Practice {
    /// The row that says why `skill` is not assumed of a person in `occupation`.
    pub fn not_assumed(&self, occupation: OccupationIx, skill: SkillIx) -> Option<&NotAssumed> {
        let mut rows = self.not_assumed.iter();
        rows.find(|row| {
            row.occupation.ix == Some(occupation) && row.skills.iter().any(|s| s.ix == Some(skill))
        })
    }
}
