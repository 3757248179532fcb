//! What each skill weighs for a person, and what that makes of every occupation.
//!
//! The figures equal those of [`gap`](crate::planning::gap) to the last bit, for all occupations in one pass.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::gap::Points;
use crate::planning::hours::MOVE;
use crate::profile::{SkillState, States};

/// What a likely skill weighs.
pub(super) const LIKELY: f64 = 0.5;

/// A person's skills and what they cover.
#[derive(Clone, Debug)]
pub struct PersonWeights {
    /// What a skill adds to coverage: 1 held, ½ likely, else 0.
    pub(super) weight: Vec<f64>,
    /// Whether the skill becomes likely where it is optional. Not when the person said no, or that they are learning.
    pub(super) becomes_likely: Vec<bool>,
    /// Whether the occupation is a role held. What the person said of its skills stands: it brings nothing more.
    pub(super) is_role_held: Vec<bool>,
    /// Rarity points covered, by occupation.
    pub(super) covered: Vec<f64>,
    /// Hours of the essential skills not held, by occupation.
    open_hours: Vec<u32>,
}

impl PersonWeights {
    /// The weights of a person with these states and roles held.
    pub fn new(
        flat: &FlatCatalog,
        catalog: &Catalog,
        states: &States,
        roles: &[OccupationIx],
    ) -> Self {
        let skills = || catalog.skills().map(|s| s.ix);
        let weight: Vec<f64> = skills().map(|s| states.get(s).weight()).collect();
        let becomes_likely = skills()
            .map(|s| states.get(s) == SkillState::Missing && !states.is_denied(s))
            .collect();
        let mut is_role_held = vec![false; flat.len()];
        for role in roles {
            is_role_held[role.index()] = true;
        }
        // Most skills weigh nothing and add nothing. The others come ascending, as in an occupation's own list, so the sums
        // are those of the gap to the last bit.
        let mut covered = vec![0.0; flat.len()];
        let mut open_hours = flat.hours_in_all.clone();
        for (skill, weight) in (0..).zip(&weight).filter(|(_, weight)| **weight > 0.0) {
            let hours = if *weight < 1.0 {
                0
            } else {
                flat.hours_of(skill)
            };
            for occupation in flat.required_by(skill) {
                covered[*occupation as usize] += flat.rarity[skill as usize] * weight;
                open_hours[*occupation as usize] -= hours;
            }
        }
        Self {
            weight,
            becomes_likely,
            is_role_held,
            covered,
            open_hours,
        }
    }

    /// Coverage of an occupation, 0 to 1, as [`gap::coverage`](crate::planning::gap::coverage) gives it.
    pub fn coverage(&self, flat: &FlatCatalog, occupation: OccupationIx) -> f64 {
        let at = occupation.index();
        coverage(self.covered[at], flat.points[at])
    }

    /// Hours of the essential skills of an occupation that are not held; without those of the move.
    pub fn hours(&self, occupation: OccupationIx) -> u32 {
        self.open_hours[occupation.index()]
    }

    /// Adds to each occupation the rarity points of its essential skills that `from` brings and the person does not have.
    pub(super) fn add_points_from(&self, flat: &FlatCatalog, from: usize, points: &mut [f64]) {
        if self.is_role_held[from] {
            return;
        }
        let essential = flat.essential.of(from).iter();
        let essential = essential.map(|s| (*s, 1.0 - self.weight[*s as usize]));
        let optional = flat.optional.of(from).iter();
        let optional = optional.filter(|s| self.becomes_likely[**s as usize]);
        for (skill, gain) in essential.chain(optional.map(|s| (*s, LIKELY))) {
            if gain > 0.0 {
                let gain = flat.rarity[skill as usize] * gain;
                for occupation in flat.required_by(skill) {
                    points[*occupation as usize] += gain;
                }
            }
        }
    }

    /// What a skill weighs when the essential skills of `from` are held and its optional ones likely.
    fn weight_from(&self, flat: &FlatCatalog, from: usize, skill: u32) -> f64 {
        let weight = self.weight[skill as usize];
        if self.is_role_held[from] {
            weight
        } else if flat.requires(from, skill) {
            1.0
        } else if self.becomes_likely[skill as usize] && flat.accepts(from, skill) {
            LIKELY
        } else {
            weight
        }
    }

    /// Coverage of `to` for a person who comes from `from`, 0 to 1.
    pub(super) fn coverage_from(&self, flat: &FlatCatalog, from: usize, to: usize) -> f64 {
        let skills = flat.essential.of(to).iter();
        let covered = skills.fold(0.0, |sum, skill| {
            sum + flat.rarity[*skill as usize] * self.weight_from(flat, from, *skill)
        });
        coverage(covered, flat.points[to])
    }

    /// Hours of the move from `from` to `to`: of the essential skills that are then missing, and of the move itself.
    pub(super) fn hours_from(&self, flat: &FlatCatalog, from: usize, to: usize) -> u32 {
        let all = MOVE + self.open_hours[to];
        if self.is_role_held[from] {
            return all;
        }
        let (mut mine, mut theirs) = (flat.essential.of(from), flat.essential.of(to));
        let mut brought = 0;
        while let ([a, more @ ..], [b, rest @ ..]) = (mine, theirs) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => mine = more,
                std::cmp::Ordering::Greater => theirs = rest,
                std::cmp::Ordering::Equal => {
                    if self.weight[*a as usize] < 1.0 {
                        brought += flat.hours_of(*a);
                    }
                    (mine, theirs) = (more, rest);
                }
            }
        }
        all - brought
    }
}

/// The share of points covered, 0 to 1. An occupation that asks for nothing rare is covered.
pub(in crate::planning) fn coverage(covered: f64, all: f64) -> f64 {
    Points { covered, all }.share()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::planning::gap;
    use crate::planning::hours::{HoursTable, SkillHours};
    use crate::profile::Claim;

    #[test]
    fn the_figures_are_those_of_the_gap() {
        let hours = SkillHours::new(&CATALOG, &HoursTable::default());
        let flat = FlatCatalog::new(&CATALOG, hours.clone());
        let roles = [OccupationIx(3), OccupationIx(70)];
        let said = CATALOG.occupation(roles[0]).essential()[0];
        let states = States::derive(&CATALOG, &roles, [(said, Claim::Missing)]);
        let weights = PersonWeights::new(&flat, &CATALOG, &states, &roles);
        for o in CATALOG.occupations() {
            let gap = gap::gap(&CATALOG, &states, o.ix);
            let found = weights.coverage(&flat, o.ix);
            assert_eq!(found.to_bits(), gap.coverage.to_bits(), "{}", o.label());
            assert_eq!(weights.hours(o.ix), hours.sum(&gap.essential.missing));
        }
    }

    #[test]
    fn coming_from_somewhere_is_having_arrived_there() {
        let hours = SkillHours::new(&CATALOG, &HoursTable::default());
        let flat = FlatCatalog::new(&CATALOG, hours.clone());
        let states = States::derive(&CATALOG, &[OccupationIx(9)], []);
        let weights = PersonWeights::new(&flat, &CATALOG, &states, &[OccupationIx(9)]);
        for (from, to) in [(0, 5), (20, 60), (61, 60), (9, 4)] {
            let mut there = states.clone();
            gap::arrive(&CATALOG, &mut there, OccupationIx(from));
            let gap = gap::gap(&CATALOG, &there, OccupationIx(to));
            let (from, to) = (from as usize, to as usize);
            let found = weights.coverage_from(&flat, from, to);
            assert_eq!(found.to_bits(), gap.coverage.to_bits());
            let expected = MOVE + hours.sum(&gap.essential.missing);
            assert_eq!(weights.hours_from(&flat, from, to), expected);
        }
    }
}
