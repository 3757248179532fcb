//! The catalogue in flat lists by position, for what reads it thousands of times.
//!
//! One is made for each loaded catalogue and shared by all questions; it holds the catalogue and the hours of skills,
//! nothing of a person.

use crate::catalog::csr::Csr;
use crate::catalog::{Catalog, Skill, SkillIx};
use crate::planning::hours::SkillHours;

/// The catalogue in flat lists.
#[derive(Clone, Debug)]
pub struct FlatCatalog {
    /// Essential skills by occupation, ascending: the order in which coverage adds up.
    pub(super) essential: Csr<u32>,
    /// Skills that are optional only, by occupation.
    pub(super) optional: Csr<u32>,
    /// Occupations by essential skill, ascending.
    required_by: Csr<u32>,
    /// Rarity by skill.
    pub(super) rarity: Vec<f64>,
    pub(super) hours: SkillHours,
    /// Rarity points of all essential skills, by occupation.
    pub(super) points: Vec<f64>,
    /// Hours of all essential skills, by occupation.
    pub(super) hours_in_all: Vec<u32>,
}

impl FlatCatalog {
    pub fn new(catalog: &Catalog, hours: SkillHours) -> Self {
        let (occupations, skills) = (catalog.occupations(), catalog.skills());
        let rarity: Vec<f64> = skills.clone().map(Skill::rarity).collect();
        let essential: Csr<u32> = occupations
            .clone()
            .map(|o| o.essential().iter().map(|s| s.0))
            .collect();
        let optional = occupations
            .map(|o| o.optional_only().map(|s| s.0))
            .collect();
        let points = |list: &[u32]| list.iter().fold(0.0, |sum, s| sum + rarity[*s as usize]);
        let hours_of = |list: &[u32]| list.iter().map(|s| hours.of(SkillIx(*s))).sum();
        Self {
            required_by: essential.transpose(skills.len(), |s| *s as usize, |o| o),
            points: essential.iter().map(points).collect(),
            hours_in_all: essential.iter().map(hours_of).collect(),
            essential,
            optional,
            rarity,
            hours,
        }
    }

    pub fn hours(&self) -> &SkillHours {
        &self.hours
    }

    pub(super) fn len(&self) -> usize {
        self.points.len()
    }

    /// The occupations to which a skill is essential.
    pub(super) fn required_by(&self, skill: u32) -> &[u32] {
        self.required_by.of(skill as usize)
    }

    /// Whether a skill is essential to an occupation.
    pub(super) fn requires(&self, occupation: usize, skill: u32) -> bool {
        self.essential.of(occupation).binary_search(&skill).is_ok()
    }

    /// Whether a skill is optional to an occupation and nothing more.
    pub(super) fn accepts(&self, occupation: usize, skill: u32) -> bool {
        self.optional.of(occupation).binary_search(&skill).is_ok()
    }

    pub(super) fn hours_of(&self, skill: u32) -> u32 {
        self.hours.of(SkillIx(skill))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::planning::hours::HoursTable;

    #[test]
    fn the_lists_are_those_of_the_catalogue() {
        let hours = SkillHours::new(&CATALOG, &HoursTable::default());
        let flat = FlatCatalog::new(&CATALOG, hours);
        for o in CATALOG.occupations() {
            let at = o.ix.index();
            let essential = o.essential().iter().map(|s| s.0);
            assert!(flat.essential.of(at).iter().copied().eq(essential));
            for skill in flat.essential.of(at) {
                assert!(flat.required_by(*skill).contains(&o.ix.0));
                assert!(flat.requires(at, *skill) && !flat.accepts(at, *skill));
            }
        }
    }
}
