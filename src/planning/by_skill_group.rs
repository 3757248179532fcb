//! Skills summed by ESCO's skill groups: how much of a gap, or of a list, lies in which part of the hierarchy.
//!
//! A skill that is in two groups counts in both, and once in each group above them.

use crate::catalog::{Catalog, GroupIx, SkillIx};
use crate::profile::States;

/// A group with what lies in it and below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupSum {
    pub(crate) group: GroupIx,
    /// How many of the skills are held.
    pub(crate) held: usize,
    /// The skills directly in it, in the order in which they were given.
    pub(crate) direct: Vec<SkillIx>,
    /// How many of the skills lie in it or below it.
    pub(crate) count: usize,
}

/// The groups in which any of `skills` lie, from top to bottom: each followed by those below it. Each skill is given once.
pub(crate) fn group_sums(catalog: &Catalog, states: &States, skills: &[SkillIx]) -> Vec<GroupSum> {
    let groups = catalog.skill_groups();
    let mut all: Vec<GroupSum> = groups
        .iter()
        .map(|group| GroupSum {
            group: group.ix,
            held: 0,
            direct: Vec::new(),
            count: 0,
        })
        .collect();
    // The last skill that was counted in each group.
    let mut counted: Vec<Option<SkillIx>> = vec![None; groups.len()];
    for skill in skills.iter().copied() {
        let held = usize::from(states.get(skill).is_held());
        for direct in catalog.skill(skill).groups() {
            all[direct.index()].direct.push(skill);
            let mut next = Some(*direct);
            while let Some(group) = next {
                if counted[group.index()].replace(skill) != Some(skill) {
                    all[group.index()].count += 1;
                    all[group.index()].held += held;
                }
                next = groups[group.index()].above;
            }
        }
    }
    all.retain(|sum| sum.count > 0);
    all
}

/// The skills that are in no group.
pub(crate) fn ungrouped(catalog: &Catalog, skills: &[SkillIx]) -> Vec<SkillIx> {
    let alone = |skill: &&SkillIx| catalog.skill(**skill).groups().is_empty();
    skills.iter().filter(alone).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn every_skill_counts_once_in_each_group_above_it() {
        let goal = CATALOG.occupation(CATALOG.goal().unwrap());
        let role = CATALOG.occupation_by_code("2511.18").unwrap();
        let states = States::derive(&CATALOG, &[role], []);
        let sums = group_sums(&CATALOG, &states, goal.essential());
        let is_held = |skill: &&SkillIx| states.get(**skill).is_held();
        for sum in &sums {
            let group = CATALOG.skill_group(sum.group);
            let below = || {
                goal.essential()
                    .iter()
                    .filter(|s| CATALOG.skill(**s).is_in(group))
            };
            assert_eq!(sum.count, below().count(), "{}", group.title);
            assert_eq!(sum.held, below().filter(is_held).count(), "{}", group.title);
        }
        assert!(sums.is_sorted_by_key(|sum| sum.group));
        let direct: usize = sums.iter().map(|sum| sum.direct.len()).sum();
        let stands: usize = goal
            .essential()
            .iter()
            .map(|s| CATALOG.skill(*s).groups().len())
            .sum();
        assert_eq!(direct, stands);
        assert!(ungrouped(&CATALOG, goal.essential()).is_empty());
    }
}
