//! The catalogue as planning reads it thousands of times: flat lists by position instead of a heap of vectors.
//!
//! BackupSummary nothing that is not in the catalogue or in the hours, and knows nothing of persons; one is made for each
//! loaded catalogue and shared by every question.

use super::hours::SkillHours;
use crate::catalog::csr::Csr;
use crate::catalog::{Catalog, Skill, SkillIx};

/// A skill that more occupations than this ask for is common: which of the common ones an occupation asks for is looked
/// up in its bits, not met by walking the skills' lists.
const COMMON: usize = 64;

/// The catalogue in flat lists.
#[derive(Clone, Debug)]
pub struct FlatCatalog {
    /// Essential skills by occupation, ascending: the order in which coverage adds up.
    pub(super) essential: Csr<u32>,
    /// Skills that are optional only, by occupation.
    pub(super) optional: Csr<u32>,
    /// The essential skills by occupation once more, those that fewest occupations ask for first.
    pub(super) by_use: Csr<u32>,
    needed_by: Csr<u32>,
    welcomed_by: Csr<u32>,
    /// The common skills, those that most occupations ask for first.
    pub(super) common: Vec<u32>,
    /// Place of a skill among them.
    place: Vec<Option<u32>>,
    /// By occupation, which common skills it needs and which it welcomes only: one bit each, by their place.
    bits: Vec<[u64; 2]>,
    /// Rarity by skill.
    pub(super) rarity: Vec<f64>,
    /// Hours by skill.
    pub(super) hours: SkillHours,
    /// Rarity points of all essential skills, by occupation.
    pub(super) points: Vec<f64>,
    /// Hours of all essential skills, by occupation.
    pub(super) hours_in_all: Vec<u32>,
}

impl FlatCatalog {
    /// The flat lists of a catalogue.
    pub fn new(catalog: &Catalog, hours: SkillHours) -> Self {
        Self::with_common(catalog, hours, COMMON)
    }

    /// The same, a skill being common for which more than `common` occupations ask. It changes no answer.
    pub(super) fn with_common(catalog: &Catalog, hours: SkillHours, common: usize) -> Self {
        let occupations = catalog.occupations();
        let skills = catalog.skills();
        let rarity: Vec<f64> = skills.clone().map(Skill::rarity).collect();
        let essential: Csr<u32> = occupations
            .clone()
            .map(|o| o.essential().iter().map(|s| s.0))
            .collect();
        let optional: Csr<u32> = occupations
            .clone()
            .map(|o| o.optional_only().map(|s| s.0))
            .collect();
        let askers = |lists: &Csr<u32>| lists.transpose(skills.len(), |s| *s as usize, |o| o);
        let (needed_by, welcomed_by) = (askers(&essential), askers(&optional));
        let uses: Vec<usize> = (0..skills.len())
            .map(|s| needed_by.of(s).len() + welcomed_by.of(s).len())
            .collect();
        let by_use = essential.iter().map(|list| {
            let mut list = list.to_vec();
            list.sort_by_key(|s| uses[*s as usize]);
            list
        });
        let by_use = by_use.collect();
        let points = (0..occupations.len())
            .map(|o| {
                let own = essential.of(o).iter();
                own.fold(0.0, |sum, s| sum + rarity[*s as usize])
            })
            .collect();
        let sum = |list: &[u32]| list.iter().map(|s| hours.of(SkillIx(*s))).sum();
        let hours_in_all = essential.iter().map(sum).collect();
        let mut out = Self {
            essential,
            optional,
            by_use,
            needed_by,
            welcomed_by,
            common: Vec::new(),
            place: vec![None; skills.len()],
            bits: Vec::new(),
            rarity,
            hours,
            points,
            hours_in_all,
        };
        out.raise_bits(&uses, common);
        out
    }

    /// The hours of every skill.
    pub fn hours(&self) -> &SkillHours {
        &self.hours
    }

    fn raise_bits(&mut self, uses: &[usize], common: usize) {
        let all = 0..uses.len() as u32;
        self.common = all.filter(|s| uses[*s as usize] > common).collect();
        self.common
            .sort_by_key(|s| std::cmp::Reverse(uses[*s as usize]));
        let words = self.common_words();
        self.bits = vec![[0; 2]; self.len() * words];
        for (place, skill) in (0..).zip(&self.common) {
            self.place[*skill as usize] = Some(place);
            let (word, bit) = (place as usize / 64, place % 64);
            for (kind, list) in [&self.needed_by, &self.welcomed_by].into_iter().enumerate() {
                for occupation in list.of(*skill as usize) {
                    self.bits[*occupation as usize * words + word][kind] |= 1 << bit;
                }
            }
        }
    }

    /// 64-bit words that have a bit for every common skill.
    pub(super) fn common_words(&self) -> usize {
        self.common.len().div_ceil(64)
    }

    /// Which common skills an occupation needs and which it welcomes only: bits by their place among [`Self::common`].
    pub(super) fn asks(&self, occupation: usize) -> &[[u64; 2]] {
        let words = self.common_words();
        &self.bits[occupation * words..(occupation + 1) * words]
    }

    /// The place of a skill among the common ones.
    pub(super) fn place(&self, skill: u32) -> Option<u32> {
        self.place[skill as usize]
    }

    /// How many occupations there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The occupations that need a skill, and those that welcome it only.
    pub(super) fn asked_by(&self, skill: u32) -> (&[u32], &[u32]) {
        let skill = skill as usize;
        (self.needed_by.of(skill), self.welcomed_by.of(skill))
    }

    /// Whether a skill is essential to an occupation.
    pub(super) fn needs(&self, occupation: usize, skill: u32) -> bool {
        self.essential.of(occupation).binary_search(&skill).is_ok()
    }

    /// Whether a skill is optional to an occupation and nothing more.
    pub(super) fn welcomes(&self, occupation: usize, skill: u32) -> bool {
        self.optional.of(occupation).binary_search(&skill).is_ok()
    }

    /// The hours of a skill.
    pub(super) fn hours_of(&self, skill: u32) -> u32 {
        self.hours.of(SkillIx(skill))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::hours::HoursTable;

    #[test]
    fn the_lists_are_those_of_the_catalogue() {
        let catalog = Catalog::embedded().unwrap();
        let hours = SkillHours::new(&catalog, &HoursTable::default());
        let flat = FlatCatalog::new(&catalog, hours);
        for o in catalog.occupations() {
            let at = o.ix.index();
            assert!(
                flat.essential
                    .of(at)
                    .iter()
                    .copied()
                    .eq(o.essential().iter().map(|s| s.0))
            );
            for skill in flat.essential.of(at) {
                let (needed, _) = flat.asked_by(*skill);
                assert!(needed.contains(&o.ix.0) && flat.needs(at, *skill));
                assert!(!flat.welcomes(at, *skill));
            }
        }
    }

    #[test]
    fn bits_say_of_common_skills_what_the_lists_say() {
        let catalog = Catalog::embedded().unwrap();
        let hours = SkillHours::new(&catalog, &HoursTable::default());
        let flat = FlatCatalog::with_common(&catalog, hours, 3);
        let uses = |skill: &u32| {
            let (needed, welcomed) = flat.asked_by(*skill);
            needed.len() + welcomed.len()
        };
        assert!(!flat.common.is_empty() && flat.common.iter().all(|s| uses(s) > 3));
        assert!(flat.common.is_sorted_by_key(|s| std::cmp::Reverse(uses(s))));
        for skill in 0..catalog.skills().len() as u32 {
            let Some(place) = flat.place(skill) else {
                assert!(uses(&skill) <= 3);
                continue;
            };
            for at in 0..flat.len() {
                let bits = flat.asks(at)[place as usize / 64].map(|w| w >> (place % 64) & 1 == 1);
                assert_eq!(bits, [flat.needs(at, skill), flat.welcomes(at, skill)]);
            }
        }
    }
}
