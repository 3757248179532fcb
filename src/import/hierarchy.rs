//! The tree of skill groups above some skills, in the order in which it is drawn.
//!
//! ESCO puts a skill into one group or several, or only below another skill; then it stands in the groups of that one.
//! What a file says against being a tree (a group above itself, two groups above one) is made one here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::classification::{Classification, ReadError};
use super::limits;
use crate::catalog::from_json::EscoGroup;

/// Skill groups, each followed by those below it, and which skills stand directly in them.
#[derive(Debug)]
pub(super) struct Hierarchy<'a> {
    pub(super) groups: Vec<EscoGroup>,
    places: BTreeMap<&'a str, Vec<u16>>,
}

impl<'a> Hierarchy<'a> {
    /// The groups above these skills.
    ///
    /// # Errors
    /// [`ReadError::TooMany`] when more of them stand above each other, or in all, than a catalogue may have.
    pub(super) fn above(
        classification: &'a Classification,
        skills: &BTreeSet<&'a str>,
    ) -> Result<Self, ReadError> {
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
        tree.grow(None)?;
        // What is left stands above itself: it is cut at the first of them.
        let mut rest: Vec<&str> = in_use.into_iter().collect();
        rest.sort_unstable();
        for group in rest {
            if !tree.numbers.contains_key(group) {
                tree.grow(Some(group))?;
            }
        }
        let numbers = &tree.numbers;
        let places = direct.into_iter().map(|(skill, groups)| {
            let mut places: Vec<u16> = groups.into_iter().map(|g| numbers[g]).collect();
            places.sort_unstable();
            (skill, places)
        });
        Ok(Self {
            places: places.collect(),
            groups: tree.groups,
        })
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
    groups: Vec<EscoGroup>,
    numbers: BTreeMap<&'a str, u16>,
}

impl<'a> Tree<'a> {
    /// Adds one group, or those at the top, each followed by those below it.
    fn grow(&mut self, from: Option<&'a str>) -> Result<(), ReadError> {
        // What is still to be planted, the next one last: the group, the number of the one above, and its level.
        let mut open = match from {
            Some(group) => vec![(group, None, 1)],
            None => self.take_below(None, None, 1),
        };
        while let Some((uri, above, level)) = open.pop() {
            if self.numbers.contains_key(uri) {
                continue;
            }
            if self.groups.len() == limits::SKILL_GROUPS {
                return Err(too_many(limits::SKILL_GROUPS, "skill groups"));
            }
            if level > limits::LEVELS {
                return Err(too_many(
                    limits::LEVELS,
                    "skill groups above each other, which is deeper than a catalogue can be",
                ));
            }
            let number = self.groups.len() as u16;
            self.numbers.insert(uri, number);
            let group = self.classification.skill_groups.get(uri);
            let group = group.cloned().unwrap_or_default();
            self.groups
                .push(EscoGroup(group.code.into(), group.title.into(), above));
            open.extend(self.take_below(Some(uri), Some(number), level + 1));
        }
        Ok(())
    }

    /// The groups below one, the first by code last.
    fn take_below(
        &mut self,
        above: Option<&'a str>,
        number: Option<u16>,
        level: usize,
    ) -> Vec<(&'a str, Option<u16>, usize)> {
        let below = self.below.remove(&above).unwrap_or_default();
        let mut below: Vec<&str> = below.into_iter().collect();
        let all = &self.classification.skill_groups;
        below.sort_by_key(|uri| all.get(*uri).map(|g| (&g.code, &g.title)));
        let each = below.into_iter().rev();
        each.map(|uri| (uri, number, level)).collect()
    }
}

fn too_many(limit: usize, what: &str) -> ReadError {
    ReadError::TooMany {
        file: "the table of what stands above what".to_owned(),
        what: format!("more than {limit} {what}"),
    }
}

/// The groups in which a skill stands; without any, those of the skills above it.
fn groups_of<'a>(classification: &'a Classification, skill: &'a str) -> BTreeSet<&'a str> {
    let mut level = vec![skill];
    let mut seen = HashSet::from([skill]);
    for _ in 0..limits::LEVELS {
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
        let found = Hierarchy::above(&all, &skills.iter().copied().collect()).unwrap();
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

    #[test]
    fn what_is_too_deep_is_refused_without_recursion() {
        let chain = |levels: usize| {
            let mut all = Classification::default();
            for at in 0..levels {
                let uri = format!("G{at}");
                all.skill_groups.insert(uri.clone(), RawGroup::default());
                let above = if at == 0 {
                    vec![]
                } else {
                    vec![format!("G{}", at - 1)]
                };
                all.broader.insert(uri, above);
            }
            let deepest = vec![format!("G{}", levels - 1)];
            all.broader.insert("a".to_owned(), deepest);
            all
        };
        let deepest = chain(limits::LEVELS);
        let tree = Hierarchy::above(&deepest, &BTreeSet::from(["a"])).unwrap();
        assert_eq!(tree.groups.len(), limits::LEVELS);
        for levels in [limits::LEVELS + 1, 70_000] {
            let deeper = chain(levels);
            let refused = Hierarchy::above(&deeper, &BTreeSet::from(["a"]));
            assert!(matches!(refused, Err(ReadError::TooMany { .. })));
        }
    }
}
