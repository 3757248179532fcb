//! The tree of skill groups above some skills, in the order in which it is drawn.
//!
//! ESCO puts a skill into one group or several, or only below another skill; then it stands in the groups of that one.
//! What a file says against being a tree (a group above itself, two groups above one) is made one here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::classification::Classification;
use crate::catalog::load::EscoGroup;

/// Skill groups, each followed by those below it, and which skills stand directly in them.
#[derive(Debug)]
pub(super) struct Hierarchy<'a> {
    pub(super) groups: Vec<EscoGroup<'static>>,
    places: BTreeMap<&'a str, Vec<u16>>,
}

impl<'a> Hierarchy<'a> {
    /// The groups above these skills.
    pub(super) fn above(classification: &'a Classification, skills: &BTreeSet<&'a str>) -> Self {
        let groups_of = |skill: &&'a str| (*skill, groups_of(classification, skill));
        let direct: BTreeMap<&str, BTreeSet<&str>> = skills.iter().map(groups_of).collect();
        let mut below: BTreeMap<Option<&str>, BTreeSet<&str>> = BTreeMap::new();
        let mut in_use = HashSet::new();
        for group in direct.values().flatten().copied() {
            let mut next = Some(group);
            while let Some(group) = next.filter(|group| in_use.insert(*group)) {
                next = group_above(classification, group);
                below.entry(next).or_default().insert(group);
            }
        }
        let mut tree = Tree {
            classification,
            below,
            groups: Vec::new(),
            numbers: BTreeMap::new(),
        };
        tree.grow(None, None);
        // What is left stands above itself: it is cut at the first of them.
        let mut rest: Vec<&str> = in_use.into_iter().collect();
        rest.sort_unstable();
        for group in rest {
            if !tree.numbers.contains_key(group) {
                tree.plant(group, None);
            }
        }
        let numbers = &tree.numbers;
        let places = direct.into_iter().map(|(skill, groups)| {
            let mut places: Vec<u16> = groups.into_iter().map(|g| numbers[g]).collect();
            places.sort_unstable();
            (skill, places)
        });
        Self {
            places: places.collect(),
            groups: tree.groups,
        }
    }

    /// The places of a skill's groups, ascending.
    pub(super) fn of(&self, skill: &str) -> &[u16] {
        self.places.get(skill).map_or(&[], Vec::as_slice)
    }
}

/// The tree while it grows from the top.
struct Tree<'a> {
    classification: &'a Classification,
    below: BTreeMap<Option<&'a str>, BTreeSet<&'a str>>,
    groups: Vec<EscoGroup<'static>>,
    numbers: BTreeMap<&'a str, u16>,
}

impl<'a> Tree<'a> {
    /// The groups below one, by code, each followed by its own.
    fn grow(&mut self, above: Option<&'a str>, number: Option<u16>) {
        let below = self.below.remove(&above).unwrap_or_default();
        let mut below: Vec<&str> = below.into_iter().collect();
        let all = &self.classification.skill_groups;
        below.sort_by_key(|uri| all.get(*uri).map(|g| (&g.code, &g.title)));
        for uri in below {
            self.plant(uri, number);
        }
    }

    fn plant(&mut self, uri: &'a str, above: Option<u16>) {
        let number = self.groups.len() as u16;
        if self.numbers.contains_key(uri) {
            return;
        }
        self.numbers.insert(uri, number);
        let group = self.classification.skill_groups.get(uri);
        let group = group.cloned().unwrap_or_default();
        self.groups
            .push(EscoGroup(group.code.into(), group.title.into(), above));
        self.grow(Some(uri), Some(number));
    }
}

/// The groups in which a skill stands; without any, those of the skills above it.
fn groups_of<'a>(classification: &'a Classification, skill: &'a str) -> BTreeSet<&'a str> {
    let mut level = vec![skill];
    let mut seen = HashSet::from([skill]);
    while !level.is_empty() {
        let above: Vec<&str> = level
            .iter()
            .flat_map(|uri| classification.broader.get(*uri).into_iter().flatten())
            .map(String::as_str)
            .collect();
        let is_group = |uri: &&str| classification.skill_groups.contains_key(*uri);
        let groups: BTreeSet<&str> = above.iter().copied().filter(is_group).collect();
        if !groups.is_empty() {
            return groups;
        }
        level = above.into_iter().filter(|uri| seen.insert(*uri)).collect();
    }
    BTreeSet::new()
}

fn group_above<'a>(classification: &'a Classification, group: &str) -> Option<&'a str> {
    let mut above = classification.broader.get(group)?.iter();
    let is_group = |uri: &&String| classification.skill_groups.contains_key(*uri);
    above.find(is_group).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::classification::RawGroup;

    /// Pairs of lower and upper; groups are in capitals.
    fn check(
        pairs: &[(&str, &str)],
        skills: &[&str],
        groups: &[(&str, Option<u16>)],
        of: &[&[u16]],
    ) {
        let mut all = Classification::default();
        for (lower, upper) in pairs {
            for uri in [lower, upper] {
                if uri.chars().all(char::is_uppercase) {
                    let group = RawGroup {
                        code: String::new(),
                        title: (*uri).to_owned(),
                    };
                    all.skill_groups.insert((*uri).to_owned(), group);
                }
            }
            let above = all.broader.entry((*lower).to_owned()).or_default();
            above.push((*upper).to_owned());
        }
        let found = Hierarchy::above(&all, &skills.iter().copied().collect());
        let titles: Vec<_> = found.groups.iter().map(|g| (&*g.1, g.2)).collect();
        assert_eq!(titles, groups);
        let places: Vec<_> = skills.iter().map(|s| found.of(s)).collect();
        assert_eq!(places, of);
    }

    #[test]
    fn what_stands_below_follows_at_once_and_only_what_is_used_is_there() {
        check(
            &[
                ("a", "BB"),
                ("b", "BA"),
                ("BB", "B"),
                ("BA", "B"),
                ("c", "C"),
                ("d", "D"),
            ],
            &["a", "b", "c"],
            &[("B", None), ("BA", Some(0)), ("BB", Some(0)), ("C", None)],
            &[&[2], &[1], &[3]],
        );
    }

    #[test]
    fn a_skill_below_another_stands_in_its_groups() {
        check(
            &[("a", "b"), ("b", "c"), ("c", "A"), ("c", "B"), ("b", "a")],
            &["a"],
            &[("A", None), ("B", None)],
            &[&[0, 1]],
        );
        check(&[("a", "b"), ("b", "a")], &["a"], &[], &[&[]]);
    }

    #[test]
    fn groups_above_themselves_are_cut() {
        check(
            &[("a", "A"), ("A", "B"), ("B", "A")],
            &["a"],
            &[("A", None), ("B", Some(0))],
            &[&[0]],
        );
    }
}
