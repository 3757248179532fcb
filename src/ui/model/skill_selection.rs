//! The skills that the person selected, to see only the adverts that ask for them.

use std::collections::BTreeSet;

use crate::catalog::SkillIx;
use crate::text::plural;

/// Skills in no order that means anything. They are forgotten when the planner is left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkillSelection(BTreeSet<SkillIx>);

impl SkillSelection {
    /// Selects a skill, or takes it out again.
    pub fn toggle(&mut self, skill: SkillIx) {
        if !self.0.remove(&skill) {
            self.0.insert(skill);
        }
    }

    /// Whether there was something to clear.
    pub fn clear(&mut self) -> bool {
        !std::mem::take(&mut self.0).is_empty()
    }

    pub fn contains(&self, skill: SkillIx) -> bool {
        self.0.contains(&skill)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = SkillIx> {
        self.0.iter().copied()
    }

    /// How many there are, such as "2 skills selected".
    pub fn count(&self) -> String {
        format!("{} selected", plural(self.0.len(), "skill", "skills"))
    }
}
