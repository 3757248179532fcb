//! The skills related to a skill: those that the same occupations ask for, then those of its groups.

use std::cmp::Ordering;

use itertools::Itertools as _;

use crate::catalog::{Catalog, SkillIx};

/// A skill related to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelatedSkill {
    pub skill: SkillIx,
    /// How many occupations of the catalogue ask for both.
    pub shared: usize,
}

/// What another skill has in common with the one asked about.
#[derive(Clone, Copy, Debug)]
struct Other {
    skill: SkillIx,
    /// Occupations that ask for both, and those that ask for the other.
    shared: u64,
    required_by: u64,
    /// Whether both are in one group.
    same_group: bool,
}

/// The `count` skills most related to `skill`: those that share most occupations with it, measured against how many
/// ask for either (the cosine of Ochiai 1957: shared / √(these × those)); then those of its groups. Of equals the
/// one in its group, the rarer, the one with the smaller label.
pub fn related(catalog: &Catalog, skill: SkillIx, count: usize) -> Vec<RelatedSkill> {
    let skill = catalog.skill(skill);
    let mut shared = vec![0_u64; catalog.skills().len()];
    let mut mine: u64 = 0;
    for asker in skill.required_by() {
        mine += 1;
        let asker = catalog.occupation(asker);
        for other in asker
            .essential()
            .iter()
            .copied()
            .chain(asker.optional_only())
        {
            shared[other.index()] += 1;
        }
    }
    // One occupation in common is chance where several ask for the skill.
    let least = mine.clamp(1, 2);
    let others = catalog.skills().zip(shared).filter_map(|(other, shared)| {
        let same_group = other.groups().iter().any(|g| skill.groups().contains(g));
        let is_related = other.ix != skill.ix && (same_group || shared >= least);
        is_related.then(|| Other {
            skill: other.ix,
            shared,
            required_by: other.required_by().count() as u64,
            same_group,
        })
    });
    others
        .k_smallest_by(count, |a, b| order(catalog, a, b))
        .map(|other| RelatedSkill {
            skill: other.skill,
            shared: other.shared as usize,
        })
        .collect()
}

/// The more related first. The skill asked about is the same for both, so that the squares of the cosines compare as whole
/// numbers.
fn order(catalog: &Catalog, a: &Other, b: &Other) -> Ordering {
    let likeness = |one: &Other, other: &Other| one.shared * one.shared * other.required_by.max(1);
    let rarity = |other: &Other| catalog.skill(other.skill).rarity();
    likeness(b, a)
        .cmp(&likeness(a, b))
        .then(b.same_group.cmp(&a.same_group))
        .then_with(|| rarity(b).total_cmp(&rarity(a)))
        .then_with(|| {
            let label = |other: &Other| catalog.skill(other.skill).label();
            label(a).cmp(label(b))
        })
        .then(a.skill.cmp(&b.skill))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::catalog::{OccupationIx, Skill};

    /// The definition, skill by skill.
    fn by_definition(skill: Skill<'_>, count: usize) -> Vec<RelatedSkill> {
        let asks = |of: Skill<'_>, o: OccupationIx| {
            of.essential_for().contains(&o) || of.optional_for().contains(&o)
        };
        let number = |asked: &dyn Fn(OccupationIx) -> bool| {
            CATALOG.occupations().filter(|o| asked(o.ix)).count() as u64
        };
        let least = number(&|o| asks(skill, o)).clamp(1, 2);
        let others = CATALOG.skills().filter(|other| other.ix != skill.ix);
        let others = others.map(|other| Other {
            skill: other.ix,
            shared: number(&|o| asks(skill, o) && asks(other, o)),
            required_by: number(&|o| asks(other, o)),
            same_group: other.groups().iter().any(|g| skill.groups().contains(g)),
        });
        let related = others.filter(|o| o.same_group || o.shared >= least);
        let sorted = related.sorted_by(|a, b| order(&CATALOG, a, b)).take(count);
        let related = sorted.map(|o| RelatedSkill {
            skill: o.skill,
            shared: o.shared as usize,
        });
        related.collect()
    }

    #[test]
    fn what_is_found_is_what_the_definition_says() {
        for skill in CATALOG.skills().step_by(61) {
            let found = related(&CATALOG, skill.ix, 10);
            assert_eq!(found, by_definition(skill, 10), "{}", skill.label());
        }
    }
}
