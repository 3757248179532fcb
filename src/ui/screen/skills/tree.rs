//! The list of skills folded by ESCO's skill groups: which groups and which of the skills found are its rows.
//!
//! While nothing is searched for the groups are closed, so that the list begins as a few lines; a search opens those in
//! which something was found. Knows nothing of searching and of drawing.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{GroupIx, SkillIx};
use crate::planning::by_skill_group::{GroupSum, group_sums, ungrouped};
use crate::ui::model::Model;
use crate::ui::widget::search_list::ListRow;

/// The numbers by which the list knows groups begin here; those below are skills.
const GROUPS: u32 = 1 << 31;

/// What a row of the list stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TreeItem {
    /// A skill.
    Skill(SkillIx),
    /// A skill group.
    Group(GroupIx),
}

impl TreeItem {
    /// What the list's number stands for.
    pub(super) fn of(item: u32) -> Self {
        match u16::try_from(item.wrapping_sub(GROUPS)) {
            Ok(group) => Self::Group(GroupIx(group)),
            Err(_) => Self::Skill(SkillIx(item)),
        }
    }

    /// The group that the list's number stands for, if it is one.
    pub(super) fn group(item: u32) -> Option<GroupIx> {
        match Self::of(item) {
            Self::Group(group) => Some(group),
            Self::Skill(_) => None,
        }
    }

    fn number(self) -> u32 {
        match self {
            Self::Skill(skill) => skill.0,
            Self::Group(group) => GROUPS + u32::from(group.0),
        }
    }
}

/// Whether the list is folded, and how.
#[derive(Debug, Default)]
pub(super) struct Tree {
    on: bool,
    /// Groups that are not as they usually are.
    toggled: BTreeSet<GroupIx>,
    /// Whether something is searched for: then groups are usually open.
    searching: bool,
    /// Held and found in each group, as the rows were made.
    sums: BTreeMap<GroupIx, (usize, usize)>,
}

impl Tree {
    /// Whether the list is folded by groups.
    pub(super) fn is_on(&self) -> bool {
        self.on
    }

    /// Folds the list, or lists it flat.
    pub(super) fn toggle_grouping(&mut self) {
        self.on = !self.on;
        self.toggled.clear();
    }

    /// Whether a group is open.
    pub(super) fn is_open(&self, group: GroupIx) -> bool {
        self.searching != self.toggled.contains(&group)
    }

    /// Opens or closes a group.
    pub(super) fn toggle(&mut self, group: GroupIx) {
        if !self.toggled.remove(&group) {
            self.toggled.insert(group);
        }
    }

    /// How many of the skills found in a group are held, and how many there are.
    pub(super) fn figures(&self, group: GroupIx) -> (usize, usize) {
        self.sums.get(&group).copied().unwrap_or_default()
    }

    /// The rows for what was found. A skill of two groups stands in both.
    pub(super) fn rows(
        &mut self,
        model: &Model,
        found: Vec<ListRow>,
        searching: bool,
    ) -> Vec<ListRow> {
        if searching != self.searching {
            self.searching = searching;
            self.toggled.clear();
        }
        if !self.on {
            return found;
        }
        let catalog = &model.catalog;
        let skills: Vec<SkillIx> = found.iter().map(|f| SkillIx(f.item)).collect();
        let of_skill: BTreeMap<u32, ListRow> = found.iter().map(|f| (f.item, *f)).collect();
        let sums = group_sums(catalog, model.states(), &skills);
        let row = |skill: SkillIx, depth: u8| {
            let found = of_skill.get(&skill.0)?;
            Some(ListRow { depth, ..*found })
        };
        let mut rows = Vec::new();
        // The group that is closed now: what stands below it is left out.
        let mut closed: Option<GroupIx> = None;
        for sum in &sums {
            let group = catalog.skill_group(sum.group);
            if closed.is_some_and(|c| catalog.skill_group(c).covers(group.ix)) {
                continue;
            }
            rows.push(ListRow {
                depth: group.depth,
                ..ListRow::new(TreeItem::Group(group.ix).number())
            });
            closed = (!self.is_open(group.ix)).then_some(group.ix);
            if closed.is_none() {
                let direct = sum.direct.iter();
                rows.extend(direct.filter_map(|skill| row(*skill, group.depth + 1)));
            }
        }
        let alone = ungrouped(catalog, &skills);
        rows.extend(alone.into_iter().filter_map(|skill| row(skill, 0)));
        let figures = |sum: &GroupSum| (sum.group, (sum.held, sum.count));
        self.sums = sums.iter().map(figures).collect();
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::model;

    fn all(model: &Model) -> Vec<ListRow> {
        let skills = model.catalog.skills();
        skills.map(|s| ListRow::new(s.ix.0)).collect()
    }

    #[test]
    fn numbers_lead_back() {
        for entry in [
            TreeItem::Skill(SkillIx(0)),
            TreeItem::Skill(SkillIx(13_938)),
            TreeItem::Group(GroupIx(0)),
            TreeItem::Group(GroupIx(640)),
        ] {
            assert_eq!(TreeItem::of(entry.number()), entry);
        }
    }

    #[test]
    fn a_closed_tree_shows_the_top_and_an_open_one_every_skill() {
        let model = model();
        let mut tree = Tree::default();
        assert_eq!(tree.rows(&model, all(&model), false).len(), 1464);
        tree.toggle_grouping();
        let closed = tree.rows(&model, all(&model), false);
        assert!(closed.iter().all(|row| row.depth == 0));
        assert_eq!(closed.len(), 3);
        let TreeItem::Group(first) = TreeItem::of(closed[0].item) else {
            panic!("the first row is a group");
        };
        tree.toggle(first);
        let opened = tree.rows(&model, all(&model), false);
        assert!(opened.len() > 3 && opened[1].depth == 1);
        let searched = tree.rows(&model, all(&model), true);
        let mut skills: Vec<u32> = searched
            .iter()
            .filter(|row| matches!(TreeItem::of(row.item), TreeItem::Skill(_)))
            .map(|row| row.item)
            .collect();
        skills.sort_unstable();
        skills.dedup();
        assert_eq!(skills.len(), 1464, "each stands in some group");
        let sum: usize = closed
            .iter()
            .map(|row| match TreeItem::of(row.item) {
                TreeItem::Group(group) => tree.figures(group).1,
                TreeItem::Skill(_) => 0,
            })
            .sum();
        assert!(sum >= 1464);
    }
}
