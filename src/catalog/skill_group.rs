//! Skill groups: the hierarchy that ESCO puts above its skills, with four groups at the top (skills, knowledge, transversal
//! skills, languages) and up to three levels below them.
//!
//! Each group is followed by those below it, so that a group with all below it is a range of indices.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::id::GroupIx;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillGroup {
    pub ix: GroupIx,
    /// ESCO's code of it, such as `S5.2` or `0612`; empty where there is none.
    pub code: Box<str>,
    pub title: Box<str>,
    /// The group above it; none at the top.
    pub above: Option<GroupIx>,
    /// How many groups stand above it.
    pub depth: u8,
    /// The index after the last group below it.
    end: u16,
}

impl SkillGroup {
    /// Itself and all groups below it.
    fn range(&self) -> Range<u16> {
        self.ix.0..self.end
    }

    /// Whether a group is this one or below it.
    pub fn covers(&self, group: GroupIx) -> bool {
        self.range().contains(&group.0)
    }

    /// Groups from rows of code, title and the index of the group above. None when one comes before the group above it or
    /// is not among those below it, or when there are too many or they are too deep.
    pub(super) fn tree(rows: Vec<(&str, &str, Option<u16>)>) -> Option<Vec<Self>> {
        // Indices and depths must fit their types.
        if rows.len() > usize::from(u16::MAX) {
            return None;
        }
        let mut out: Vec<Self> = Vec::with_capacity(rows.len());
        // The last row and the groups above it.
        let mut open: Vec<u16> = Vec::new();
        for (at, (code, title, above)) in (0..u16::MAX).zip(rows) {
            while open.last().copied() != above {
                out[usize::from(open.pop()?)].end = at;
            }
            out.push(Self {
                ix: GroupIx(at),
                code: code.into(),
                title: title.into(),
                above: above.map(GroupIx),
                depth: u8::try_from(open.len()).ok()?,
                end: 0,
            });
            open.push(at);
        }
        let count = u16::try_from(out.len()).ok()?;
        for ended in open {
            out[usize::from(ended)].end = count;
        }
        Some(out)
    }

    /// Whether groups that were read are what [`Self::tree`] makes of their rows.
    pub(super) fn is_tree(groups: &[Self]) -> bool {
        let rows = groups
            .iter()
            .map(|g| (&*g.code, &*g.title, g.above.map(|above| above.0)));
        Self::tree(rows.collect()).is_some_and(|tree| tree == groups)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn a_group_ends_where_the_next_of_its_level_begins() {
        let row = |title: &'static str, above| ("", title, above);
        let groups = SkillGroup::tree(vec![
            row("skills", None),
            row("managing", Some(0)),
            row("leading", Some(1)),
            row("advising", Some(0)),
            row("knowledge", None),
        ])
        .unwrap();
        let ranges: Vec<_> = groups.iter().map(SkillGroup::range).collect();
        assert_eq!(ranges, [0..4, 1..3, 2..3, 3..4, 4..5]);
        let depths: Vec<_> = groups.iter().map(|g| g.depth).collect();
        assert_eq!(depths, [0, 1, 2, 1, 0]);
        assert!(groups[1].covers(GroupIx(2)) && !groups[1].covers(GroupIx(3)));
    }

    #[test]
    fn what_is_no_tree_is_none() {
        let row = |above| ("", "", above);
        assert_eq!(SkillGroup::tree(vec![row(Some(0))]), None, "above itself");
        assert_eq!(
            SkillGroup::tree(vec![row(None), row(Some(2)), row(None)]),
            None
        );
        let apart = vec![row(None), row(Some(0)), row(None), row(Some(0))];
        assert_eq!(SkillGroup::tree(apart), None, "a branch in two pieces");
        let flat = |count: usize| vec![row(None); count];
        assert!(SkillGroup::tree(flat(usize::from(u16::MAX))).is_some());
        assert_eq!(
            SkillGroup::tree(flat(1 << 16)),
            None,
            "more than there are numbers"
        );
        let deep = |count: u16| (0..count).map(|at| row(at.checked_sub(1))).collect();
        assert!(SkillGroup::tree(deep(256)).is_some());
        assert_eq!(
            SkillGroup::tree(deep(257)),
            None,
            "deeper than there are numbers"
        );
    }

    #[test]
    fn every_embedded_skill_stands_in_a_group() {
        assert!(CATALOG.skills().all(|s| !s.groups().is_empty()));
        let top = || CATALOG.skill_groups().iter().filter(|g| g.depth == 0);
        assert_eq!(top().count(), 3, "the slice asks for no languages");
        for skill in CATALOG.skills() {
            assert!(top().any(|group| skill.is_in(group)), "{}", skill.label());
        }
    }
}
