//! Two or three occupations or routes side by side: which skills they share, and which only one of them asks for.
//!
//! A route asks for what its occupations after the start ask for.

use crate::catalog::{Catalog, Kind, OccupationIx, Relation, SkillIx};

/// Skills of one relation and kind, by who asks for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ComparedGroup {
    /// Essential where at least one side calls the skill so.
    pub(crate) relation: Relation,
    pub(crate) kind: Kind,
    /// Which sides ask (places, ascending) and for what, by label: all sides first, then fewer.
    pub(crate) parts: Vec<(Vec<usize>, Vec<SkillIx>)>,
}

/// The skills of all sides in groups; a side is the occupations whose skills it asks for. Empty groups are left out.
pub(crate) fn compared(catalog: &Catalog, sides: &[Vec<OccupationIx>]) -> Vec<ComparedGroup> {
    // By skill: which sides ask for it, and whether one calls it essential.
    let mut asked: Vec<(u8, bool)> = vec![(0, false); catalog.skills().len()];
    for (at, side) in sides.iter().enumerate() {
        for occupation in side.iter().map(|o| catalog.occupation(*o)) {
            for skill in occupation.essential() {
                let known = &mut asked[skill.index()];
                *known = (known.0 | 1 << at, true);
            }
            for skill in occupation.optional() {
                asked[skill.index()].0 |= 1 << at;
            }
        }
    }
    let mut masks: Vec<u8> = (1..1 << sides.len()).collect();
    masks.sort_by_key(|mask| (std::cmp::Reverse(mask.count_ones()), *mask));
    let mut out = Vec::new();
    for relation in Relation::ALL {
        for kind in Kind::ALL {
            let here = |s: &crate::catalog::Skill<'_>| {
                let essential = asked[s.ix.index()].1;
                s.kind() == kind && essential == (relation == Relation::Essential)
            };
            let of = |mask: u8| {
                let skills = catalog.skills().filter(here);
                let mut skills: Vec<SkillIx> = skills
                    .map(|s| s.ix)
                    .filter(|s| asked[s.index()].0 == mask)
                    .collect();
                skills.sort_by_cached_key(|s| catalog.skill(*s).label().to_lowercase());
                let places = (0..sides.len()).filter(|at| mask >> at & 1 == 1);
                (places.collect::<Vec<_>>(), skills)
            };
            let parts: Vec<_> = masks.iter().map(|mask| of(*mask)).collect();
            if parts.iter().any(|(_, skills)| !skills.is_empty()) {
                out.push(ComparedGroup {
                    relation,
                    kind,
                    parts,
                });
            }
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
        let shared: usize = groups.iter().map(|g| g.parts[0].1.len()).sum();
        assert!(shared > 0 && groups.iter().all(|g| g.parts.len() == 7));
    }
}
