//! The catalogue as planning reads it thousands of times: flat lists by position instead of a heap of vectors.
//!
//! Holds nothing that is not in the catalogue or in the hours, and knows nothing of persons; one is made for each
//! loaded catalogue and shared by every question.

use super::hours::SkillHours;
use crate::catalog::lists::Lists;
use crate::catalog::{Catalog, Skill, SkillIx};

/// A skill that more occupations than this ask for is common: whether one does is looked up in a bit, not met by
/// walking the list.
const COMMON: usize = 64;

/// Who asks for a skill.
pub(super) enum Askers<'a> {
    /// The occupations that need it, and those that welcome it only.
    Few(&'a [u32], &'a [u32]),
    /// The same as bits by occupation.
    Many(&'a [u64], &'a [u64]),
}

/// The catalogue in flat lists.
#[derive(Clone, Debug)]
pub struct Ground {
    /// Essential skills by occupation, ascending: the order in which coverage adds up.
    pub(super) essential: Lists<u32>,
    /// Skills that are optional only, by occupation.
    pub(super) optional: Lists<u32>,
    /// The essential skills by occupation once more, those that fewest occupations ask for first.
    pub(super) by_use: Lists<u32>,
    needed_by: Lists<u32>,
    welcomed_by: Lists<u32>,
    /// Place of a common skill among the bits.
    common: Vec<Option<u32>>,
    bits: Vec<u64>,
    /// 64-bit words in one row of bits.
    words: usize,
    /// Rarity by skill.
    pub(super) rarity: Vec<f64>,
    /// Hours by skill.
    pub(super) hours: SkillHours,
    /// Rarity points of all essential skills, by occupation.
    pub(super) points: Vec<f64>,
}

impl Ground {
    /// The flat lists of a catalogue.
    pub fn new(catalog: &Catalog, hours: SkillHours) -> Self {
        let occupations = catalog.occupations();
        let skills = catalog.skills();
        let rarity: Vec<f64> = skills.clone().map(Skill::rarity).collect();
        let essential: Lists<u32> = occupations
            .clone()
            .map(|o| o.essential().iter().map(|s| s.0))
            .collect();
        let optional: Lists<u32> = occupations
            .clone()
            .map(|o| o.optional_only().map(|s| s.0))
            .collect();
        let askers = |lists: &Lists<u32>| lists.turned(skills.len(), |s| *s as usize, |o| o);
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
        let mut out = Self {
            essential,
            optional,
            by_use,
            needed_by,
            welcomed_by,
            common: vec![None; skills.len()],
            bits: Vec::new(),
            words: occupations.len().div_ceil(64),
            rarity,
            hours,
            points,
        };
        out.raise_bits(&uses);
        out
    }

    /// The hours of every skill.
    pub fn hours(&self) -> &SkillHours {
        &self.hours
    }

    fn raise_bits(&mut self, uses: &[usize]) {
        let common = (0..uses.len()).filter(|skill| uses[*skill] > COMMON);
        for (row, skill) in (0..).zip(common) {
            self.common[skill] = Some(row);
            for list in [&self.needed_by, &self.welcomed_by] {
                let at = self.bits.len();
                self.bits.resize(at + self.words, 0);
                for occupation in list.of(skill) {
                    self.bits[at + (*occupation / 64) as usize] |= 1 << (occupation % 64);
                }
            }
        }
    }

    /// How many occupations there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Who asks for a skill.
    pub(super) fn askers(&self, skill: u32) -> Askers<'_> {
        let skill = skill as usize;
        match self.common[skill] {
            None => Askers::Few(self.needed_by.of(skill), self.welcomed_by.of(skill)),
            Some(row) => {
                let at = row as usize * 2 * self.words;
                let (needed, welcomed) = self.bits[at..at + 2 * self.words].split_at(self.words);
                Askers::Many(needed, welcomed)
            }
        }
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
        let ground = Ground::new(&catalog, hours);
        for o in catalog.occupations() {
            let at = o.ix.index();
            assert!(
                ground
                    .essential
                    .of(at)
                    .iter()
                    .copied()
                    .eq(o.essential().iter().map(|s| s.0))
            );
            for skill in ground.essential.of(at) {
                let asks = match ground.askers(*skill) {
                    Askers::Few(needed, _) => needed.contains(&o.ix.0),
                    Askers::Many(needed, _) => needed[at / 64] >> (at % 64) & 1 == 1,
                };
                assert!(asks && ground.needs(at, *skill) && !ground.welcomes(at, *skill));
            }
        }
    }
}
