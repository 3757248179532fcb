//! Coverage of an occupation by a person's skills, and the gap that is left.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::profile::{SkillState, States};

/// How much coverage a move needs to be feasible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Leap {
    Small,
    Medium,
    Large,
}

impl Leap {
    /// All leaps, the smallest first.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// The coverage it needs at least; compared exactly, never after rounding.
    pub fn least(self) -> f64 {
        match self {
            Self::Small => 0.45,
            Self::Medium => 0.25,
            Self::Large => 0.10,
        }
    }

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// The smallest leap that a coverage allows; none under the large one.
pub fn leap(coverage: f64) -> Option<Leap> {
    Leap::ALL.into_iter().find(|l| coverage >= l.least())
}

/// Rarity points behind a coverage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Points {
    /// Points of the skills held, likely ones at half.
    pub covered: f64,
    /// Points of all essential skills.
    pub all: f64,
}

impl Points {
    /// The share covered, 0 to 1. An occupation that asks for nothing rare is covered.
    pub fn share(self) -> f64 {
        if self.all > 0.0 {
            (self.covered / self.all).clamp(0.0, 1.0)
        } else {
            1.0
        }
    }
}

/// The rarity points of an occupation's essential skills for a person.
pub fn points(catalog: &Catalog, states: &States, occupation: OccupationIx) -> Points {
    catalog
        .occupation(occupation)
        .essential()
        .iter()
        .fold(Points::default(), |sum, skill| {
            let rarity = catalog.skill(*skill).rarity();
            Points {
                covered: sum.covered + rarity * states.get(*skill).weight(),
                all: sum.all + rarity,
            }
        })
}

/// Coverage: the rarity-weighted share of an occupation's essential skills that are held, likely ones counting
/// half; 0 to 1. Rarity is ln(N / n), the inverse document frequency of information retrieval (Spärck Jones 1972).
pub fn coverage(catalog: &Catalog, states: &States, occupation: OccupationIx) -> f64 {
    points(catalog, states, occupation).share()
}

/// How many skills of a list a person holds: `needed` = `held` + `earlier` + the length of `missing`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SkillBreakdown {
    pub needed: usize,
    /// Held now.
    pub held: usize,
    /// Not held now, but essential to an occupation that an earlier step reaches.
    pub earlier: usize,
    /// The rest, likely and learning ones among them, the most useful first.
    pub missing: Vec<SkillIx>,
}

/// What an occupation asks for and the person does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub occupation: OccupationIx,
    /// Its coverage, 0 to 1.
    pub coverage: f64,
    pub essential: SkillBreakdown,
    /// Optional skills; a pair that ESCO has in both lists counts as essential only.
    pub optional: SkillBreakdown,
}

/// The gap to an occupation.
pub fn gap(catalog: &Catalog, states: &States, occupation: OccupationIx) -> Gap {
    let target = catalog.occupation(occupation);
    let rank = Usefulness {
        catalog,
        later: &[],
    };
    Gap {
        occupation,
        coverage: coverage(catalog, states, occupation),
        essential: breakdown(states, None, target.essential().iter().copied(), &rank),
        optional: breakdown(states, None, target.optional_only(), &rank),
    }
}

/// Splits skills into held, earlier and missing. `supposed` are the states with the earlier steps of a route made.
pub(super) fn breakdown(
    states: &States,
    supposed: Option<&States>,
    skills: impl Iterator<Item = SkillIx>,
    rank: &Usefulness<'_>,
) -> SkillBreakdown {
    let mut out = SkillBreakdown::default();
    for skill in skills {
        out.needed += 1;
        if states.get(skill).is_held() {
            out.held += 1;
        } else if supposed.is_some_and(|s| s.get(skill).is_held()) {
            out.earlier += 1;
        } else {
            out.missing.push(skill);
        }
    }
    rank.sort(&mut out.missing);
    out
}

/// Orders missing skills, the most useful first: what later stations of the route ask for as well, then what most
/// occupations of the catalogue call essential, then the rarest.
pub(super) struct Usefulness<'a> {
    pub(super) catalog: &'a Catalog,
    /// Occupations that later steps of the route reach.
    pub(super) later: &'a [OccupationIx],
}

impl Usefulness<'_> {
    fn sort(&self, skills: &mut [SkillIx]) {
        skills.sort_by_cached_key(|ix| {
            let skill = self.catalog.skill(*ix);
            (
                Reverse(self.later_uses(*ix)),
                Reverse(skill.essential_for().len()),
                // No rarity is below 0, so its bits are in its order.
                Reverse(skill.rarity().to_bits()),
                skill.label(),
            )
        });
    }

    /// How many later stations call the skill essential.
    pub(super) fn later_uses(&self, skill: SkillIx) -> usize {
        self.later
            .iter()
            .filter(|o| self.catalog.occupation(**o).requires(skill))
            .count()
    }
}

/// The states after a move to `occupation`: its essential skills held; its optional ones likely, unless they
/// are held already or the person said no.
pub(super) fn arrive(catalog: &Catalog, states: &mut States, occupation: OccupationIx) {
    let occupation = catalog.occupation(occupation);
    for skill in occupation.essential() {
        if !states.get(*skill).is_held() {
            states.suppose(*skill, SkillState::HeldFromRole);
        }
    }
    for skill in occupation.optional() {
        if states.get(*skill) == SkillState::Missing && !states.is_denied(*skill) {
            states.suppose(*skill, SkillState::Likely);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    fn check(held: &[&str], target: &str, expected: f64) {
        let find = |code: &&str| CATALOG.occupation_by_code(code).unwrap();
        let roles: Vec<OccupationIx> = held.iter().map(find).collect();
        let states = States::derive(&CATALOG, &roles, []);
        let found = coverage(&CATALOG, &states, find(&target));
        assert!(
            (found - expected).abs() < 0.005,
            "{held:?} to {target}: {found:.3}"
        );
    }

    #[test]
    fn nobody_leaps_to_ciso() {
        check(&["2529.8"], "2529.1", 0.57);
        check(&["2511.18"], "2529.1", 0.20);
        check(&["1330.7"], "2529.1", 0.08);
    }

    #[test]
    fn two_careers_count() {
        check(&["2511.18", "2522.1.1"], "2529.8", 0.28);
        check(&["2511.18", "2522.1.1", "2529.6"], "2529.1", 0.35);
        check(&["2511.18", "3512.3"], "1213.9", 0.52);
    }

    #[test]
    fn rounding_never_decides_a_leap() {
        assert_eq!(leap(0.0999), None);
        assert_eq!(leap(0.10), Some(Leap::Large));
        assert_eq!(leap(0.449_999), Some(Leap::Medium));
        assert_eq!(leap(0.45), Some(Leap::Small));
    }

    #[test]
    fn the_parts_of_a_share_add_up() {
        let states = States::derive(&CATALOG, &[OccupationIx(3)], []);
        for occupation in CATALOG.occupations() {
            let gap = gap(&CATALOG, &states, occupation.ix);
            for share in [&gap.essential, &gap.optional] {
                assert_eq!(
                    share.needed,
                    share.held + share.earlier + share.missing.len()
                );
            }
            assert_eq!(gap.essential.needed, occupation.essential().len());
        }
    }
}
