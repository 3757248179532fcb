//! Skill groups: the hierarchy that ESCO puts above its skills. Four groups stand at the top (skills, knowledge,
//! transversal skills, languages); below them are up to three levels.
//!
//! Groups are listed so that what stands below one follows it at once: a group with all below it is a range, and the
//! list read from top to bottom is the tree as it is drawn. Knows nothing of what a person holds.

use std::ops::Range;

use super::id::GroupIx;
use super::skill::Skill;

/// A skill group of ESCO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillGroup {
    /// Its place in the catalogue.
    pub ix: GroupIx,
    /// ESCO's code of it, such as `S5.2` or `0612`; empty where there is none.
    pub code: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// The group above it; none at the top.
    pub above: Option<GroupIx>,
    /// How many groups stand above it.
    pub depth: u8,
    /// Where the groups below it end.
    end: u16,
}

impl SkillGroup {
    /// Itself and all groups below it.
    fn range(&self) -> Range<u16> {
        self.ix.0..self.end
    }

    /// Whether a group is this one or stands below it.
    pub fn covers(&self, group: GroupIx) -> bool {
        self.range().contains(&group.0)
    }

    /// Whether a skill stands in this group or below it.
    pub fn holds(&self, skill: Skill<'_>) -> bool {
        skill.groups().iter().any(|group| self.covers(*group))
    }
}

/// A group before it is linked: its code, its title, the place of the group above.
pub(super) type GroupRow<'a> = (&'a str, &'a str, Option<u16>);

/// Links groups that come from top to bottom as code, title and the place of the group above; none when one stands
/// above itself or before what is above it, a group is not among those below its own, or there are too many or too deep.
pub(super) fn build_tree(rows: Vec<GroupRow<'_>>) -> Option<Vec<SkillGroup>> {
    // Places and levels must fit their numbers.
    if rows.len() > usize::from(u16::MAX) {
        return None;
    }
    let mut out: Vec<SkillGroup> = Vec::with_capacity(rows.len());
    // The groups that are still open: from the top to the last row.
    let mut open: Vec<usize> = Vec::new();
    for (at, (code, title, above)) in rows.into_iter().enumerate() {
        while open.last().map(|last| *last as u16) != above {
            let ended = open.pop()?;
            out[ended].end = at as u16;
        }
        out.push(SkillGroup {
            ix: GroupIx(at as u16),
            code: code.into(),
            title: title.into(),
            above: above.map(GroupIx),
            depth: u8::try_from(open.len()).ok()?,
            end: 0,
        });
        open.push(at);
    }
    let all = out.len() as u16;
    for ended in open {
        out[ended].end = all;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn a_group_ends_where_the_next_of_its_level_begins() {
        let row = |title: &'static str, above| ("", title, above);
        let groups = build_tree(vec![
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
        assert_eq!(build_tree(vec![row(Some(0))]), None, "above itself");
        assert_eq!(build_tree(vec![row(None), row(Some(2)), row(None)]), None);
        let apart = vec![row(None), row(Some(0)), row(None), row(Some(0))];
        assert_eq!(build_tree(apart), None, "a branch in two pieces");
        let flat = |count: usize| vec![row(None); count];
        assert!(build_tree(flat(usize::from(u16::MAX))).is_some());
        assert_eq!(
            build_tree(flat(1 << 16)),
            None,
            "more than there are numbers"
        );
        let deep = |count: u16| (0..count).map(|at| row(at.checked_sub(1))).collect();
        assert!(build_tree(deep(256)).is_some());
        assert_eq!(build_tree(deep(257)), None, "deeper than there are numbers");
    }

    #[test]
    fn every_embedded_skill_stands_in_a_group() {
        let catalog = Catalog::embedded().unwrap();
        assert!(catalog.skills().all(|s| !s.groups().is_empty()));
        let top = || catalog.skill_groups().iter().filter(|g| g.depth == 0);
        assert_eq!(top().count(), 3, "the slice asks for no languages");
        for skill in catalog.skills() {
            assert!(top().any(|group| group.holds(skill)), "{}", skill.label());
        }
    }
}
