//! Two or three occupations or routes side by side: which skills they share, and which only one of them asks for.
//!
//! A route asks for what its occupations after the start ask for.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::{Catalog, Kind, OccupationIx, Skill, SkillIx};

/// What those sides call a skill that ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ComparedRelation {
    /// All of them essential.
    Essential,
    /// Some of them essential, others optional.
    Mixed,
    /// All of them optional.
    Optional,
}

/// Sides (places, ascending) with skills, by label.
type SkillsOfSides = (Vec<usize>, Vec<SkillIx>);

/// Skills of one relation and kind, by who asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComparedGroup {
    pub(crate) relation: ComparedRelation,
    pub(crate) kind: Kind,
    /// Which sides ask and for what: all sides first, then fewer.
    pub(crate) parts: Vec<SkillsOfSides>,
    /// Of a mixed group: which sides call what essential. Empty for another.
    pub(crate) essential_in: Vec<SkillsOfSides>,
}

impl ComparedGroup {
    /// The sides that call a skill of a mixed group essential.
    pub(crate) fn essential_sides(&self, skill: SkillIx) -> Option<&[usize]> {
        let mut all = self.essential_in.iter();
        all.find_map(|(places, skills)| skills.contains(&skill).then_some(&**places))
    }
}

/// Which sides ask for a skill and which call it essential, a bit a side.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    by: u8,
    essential: u8,
}

impl Asked {
    /// None where nobody asks.
    fn relation(self) -> Option<ComparedRelation> {
        match self {
            Self { by: 0, .. } => None,
            Self { essential: 0, .. } => Some(ComparedRelation::Optional),
            Self { by, essential } if by == essential => Some(ComparedRelation::Essential),
            Self { .. } => Some(ComparedRelation::Mixed),
        }
    }
}

/// The skills of all sides in groups; a side is the occupations whose skills it asks for, and calls essential what one of
/// them does. Empty groups are left out.
pub(crate) fn compared(catalog: &Catalog, sides: &[Vec<OccupationIx>]) -> Vec<ComparedGroup> {
    let mut asked = vec![Asked::default(); catalog.skills().len()];
    for (at, side) in sides.iter().enumerate() {
        for occupation in side.iter().map(|o| catalog.occupation(*o)) {
            for skill in occupation.essential() {
                asked[skill.index()].by |= 1 << at;
                asked[skill.index()].essential |= 1 << at;
            }
            for skill in occupation.optional() {
                asked[skill.index()].by |= 1 << at;
            }
        }
    }
    let mut masks: Vec<u8> = (1..1 << sides.len()).collect();
    masks.sort_by_key(|mask| (Reverse(mask.count_ones()), *mask));
    let mut out = Vec::new();
    for relation in [
        ComparedRelation::Essential,
        ComparedRelation::Mixed,
        ComparedRelation::Optional,
    ] {
        for kind in Kind::ALL {
            let here = |s: &Skill<'_>| {
                s.kind() == kind && asked[s.ix.index()].relation() == Some(relation)
            };
            let mut skills: Vec<SkillIx> = catalog.skills().filter(here).map(|s| s.ix).collect();
            if skills.is_empty() {
                continue;
            }
            skills.sort_by_cached_key(|s| catalog.skill(*s).label().to_lowercase());
            let split = |of: fn(Asked) -> u8| -> Vec<SkillsOfSides> {
                let parts = masks.iter().map(|mask| {
                    let places = (0..sides.len()).filter(|at| mask >> at & 1 == 1);
                    let of_mask = skills.iter().filter(|s| of(asked[s.index()]) == *mask);
                    (places.collect(), of_mask.copied().collect())
                });
                parts.collect()
            };
            let mut essential_in = split(|asked| asked.essential);
            let is_mixed = relation == ComparedRelation::Mixed;
            essential_in.retain(|(_, skills)| is_mixed && !skills.is_empty());
            out.push(ComparedGroup {
                relation,
                kind,
                parts: split(|asked| asked.by),
                essential_in,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn every_skill_stands_in_exactly_one_place() {
        let find = |code: &str| CATALOG.occupation_by_code(code).unwrap();
        let sides = [
            vec![find("2529.1")],
            vec![find("2529.8")],
            vec![find("2511.18"), find("2519.2")],
        ];
        let groups = compared(&CATALOG, &sides);
        for (at, side) in sides.iter().enumerate() {
            let parts = groups.iter().flat_map(|g| &g.parts);
            let mut listed: Vec<SkillIx> = parts
                .filter(|(places, _)| places.contains(&at))
                .flat_map(|(_, skills)| skills.iter().copied())
                .collect();
            let mut asked: Vec<SkillIx> = side
                .iter()
                .map(|o| CATALOG.occupation(*o))
                .flat_map(|o| o.essential().iter().chain(o.optional()).copied())
                .collect();
            listed.sort_unstable();
            asked.sort_unstable();
            asked.dedup();
            assert_eq!(listed, asked);
        }
        for group in &groups {
            let called = |skill: &SkillIx| group.essential_sides(*skill).is_some();
            let skills = || group.parts.iter().flat_map(|(_, skills)| skills);
            let is_mixed = group.relation == ComparedRelation::Mixed;
            assert!(skills().all(|skill| called(skill) == is_mixed));
        }
        let shared: usize = groups.iter().map(|g| g.parts[0].1.len()).sum();
        assert!(shared > 0 && groups.iter().all(|g| g.parts.len() == 7));
    }

    #[test]
    fn what_is_essential_to_one_and_optional_to_another_is_no_shared_essential() {
        let find = |code: &str| CATALOG.occupation_by_code(code).unwrap();
        let sides = [find("2529.1"), find("2529.8")];
        let groups = compared(&CATALOG, &sides.map(|side| vec![side]));
        let mut seen = 0;
        for group in &groups {
            for (places, skills) in &group.parts {
                for skill in skills {
                    let called = places.iter().map(|at| {
                        let occupation = CATALOG.occupation(sides[*at]);
                        occupation.requires(*skill)
                    });
                    let called: Vec<bool> = called.collect();
                    let expected = match group.relation {
                        ComparedRelation::Essential => called.iter().all(|c| *c),
                        ComparedRelation::Optional => !called.contains(&true),
                        ComparedRelation::Mixed => {
                            called.contains(&true) && called.contains(&false)
                        }
                    };
                    assert!(expected, "{}", CATALOG.skill(*skill).label());
                    seen += usize::from(group.relation == ComparedRelation::Mixed);
                }
            }
        }
        assert!(seen > 0);
    }
}
