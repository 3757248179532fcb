//! The classification in memory: occupations and skills that point at each other, built once.
//!
//! Thousands of short lists are parts of a few long ones, and all strings parts of one text, so that building allocates
//! next to nothing. Knows neither the form the data came in nor the editorial files.

use std::ops::{Deref, Range};
use std::sync::Arc;

use arcstr::ArcStr;

use super::group::{SkillGroup, linked};
use super::id::{GroupIx, OccupationIx, SkillIx};
use super::label::{Labels, Text, shared};
use super::load::LoadError;
use super::occupation::{IscoGroup, Occupation};
use super::skill::{Kind, ReuseLevel, Skill};

/// A part of a list that many share. It is used like a slice.
#[derive(Clone, Debug)]
pub struct Part<T> {
    // Not `Arc<[T]>`: that would copy every list when it is complete, and make each part of it half as large again.
    all: Arc<Vec<T>>,
    range: Range<u32>,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self {
            all: Arc::default(),
            range: 0..0,
        }
    }
}

impl<T> Part<T> {
    fn of(all: &Arc<Vec<T>>, range: Range<usize>) -> Self {
        Self {
            all: Arc::clone(all),
            range: range.start as u32..range.end as u32,
        }
    }
}

impl<T> Deref for Part<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all[self.range.start as usize..self.range.end as usize]
    }
}

impl<T: PartialEq> PartialEq for Part<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a, T> IntoIterator for &'a Part<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The classification itself, shared with the files that are joined to it later.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) occupations: Vec<Occupation>,
    pub(super) skills: Vec<Skill>,
    pub(super) groups: Vec<SkillGroup>,
    /// Handles in order of their URI, for look-up by binary search.
    occupations_by_uri: Vec<OccupationIx>,
    skills_by_uri: Vec<SkillIx>,
}

impl Tables {
    pub(super) fn occupation_by_uri(&self, uri: &str) -> Option<OccupationIx> {
        let of = |ix: &OccupationIx| &*self.occupations[ix.index()].uri;
        let found = self
            .occupations_by_uri
            .binary_search_by(|ix| of(ix).cmp(uri));
        found.ok().map(|at| self.occupations_by_uri[at])
    }

    pub(super) fn skill_by_uri(&self, uri: &str) -> Option<SkillIx> {
        let of = |ix: &SkillIx| &*self.skills[ix.index()].uri;
        let found = self.skills_by_uri.binary_search_by(|ix| of(ix).cmp(uri));
        found.ok().map(|at| self.skills_by_uri[at])
    }
}

/// An occupation before it is linked.
pub(super) struct NewOccupation<'a> {
    pub(super) uri: &'a str,
    pub(super) code: &'a str,
    pub(super) isco: &'a str,
    pub(super) label: &'a str,
    pub(super) alternative: Labels,
    pub(super) essential: &'a [u32],
    pub(super) optional: &'a [u32],
}

/// A skill before it is linked.
pub(super) struct NewSkill<'a> {
    pub(super) uri: &'a str,
    pub(super) label: &'a str,
    pub(super) alternative: Labels,
    pub(super) kind: Kind,
    pub(super) reuse: ReuseLevel,
    pub(super) n: u32,
    pub(super) groups: &'a [u16],
}

/// How many entries the lists of a classification have, so that none is moved while it grows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sizes {
    pub(super) occupations: usize,
    pub(super) skills: usize,
    pub(super) essential: usize,
    pub(super) optional: usize,
    pub(super) groups: usize,
}

/// One of the two relations while it is gathered.
struct Relations {
    skills: Vec<SkillIx>,
    /// Where the skills of each occupation end.
    ends: Vec<usize>,
}

impl Relations {
    fn with_room(occupations: usize, skills: usize) -> Self {
        Self {
            skills: Vec::with_capacity(skills),
            ends: Vec::with_capacity(occupations),
        }
    }
}

/// Takes in a classification piece by piece.
pub(super) struct Builder<'t> {
    text: &'t ArcStr,
    in_all: u32,
    /// ISCO-08 groups, ascending by code.
    isco: Vec<IscoGroup>,
    /// Skill groups: code, title, the place of the group above.
    rows: Vec<(Text, Text, Option<u16>)>,
    occupations: Vec<Occupation>,
    skills: Vec<Skill>,
    essential: Relations,
    optional: Relations,
    groups: Vec<GroupIx>,
    group_ends: Vec<usize>,
}

impl<'t> Builder<'t> {
    /// For `in_all` occupations of the whole classification; strings that are parts of `text` are shared with it.
    pub(super) fn new(text: &'t ArcStr, in_all: u32, sizes: Sizes) -> Self {
        Self {
            text,
            in_all,
            isco: Vec::new(),
            rows: Vec::new(),
            occupations: Vec::with_capacity(sizes.occupations),
            skills: Vec::with_capacity(sizes.skills),
            essential: Relations::with_room(sizes.occupations, sizes.essential),
            optional: Relations::with_room(sizes.occupations, sizes.optional),
            groups: Vec::with_capacity(sizes.groups),
            group_ends: Vec::with_capacity(sizes.skills),
        }
    }

    fn own(&self, piece: &str) -> Text {
        shared(self.text, piece)
    }

    /// Takes in the title of an ISCO-08 group; they come ascending by code, before the occupations.
    pub(super) fn isco(&mut self, code: &str, title: &str) {
        let [code, label] = [code, title].map(|piece| self.own(piece));
        self.isco.push(IscoGroup { code, label });
    }

    /// Takes in a skill group; they come from top to bottom, `above` being the place of the group above.
    pub(super) fn group(&mut self, code: &str, title: &str, above: Option<u16>) {
        let [code, title] = [code, title].map(|piece| self.own(piece));
        self.rows.push((code, title, above));
    }

    pub(super) fn occupation(&mut self, new: NewOccupation<'_>) {
        let at = self
            .isco
            .binary_search_by(|group| (*group.code).cmp(new.isco));
        let isco = match at {
            Ok(at) => self.isco[at].clone(),
            Err(_) => IscoGroup {
                code: self.own(new.isco),
                label: Text::default(),
            },
        };
        let lists = [
            (&mut self.essential, new.essential),
            (&mut self.optional, new.optional),
        ];
        for (relations, list) in lists {
            let from = relations.skills.len();
            relations.skills.extend(list.iter().copied().map(SkillIx));
            relations.skills[from..].sort_unstable();
            relations.ends.push(relations.skills.len());
        }
        self.occupations.push(Occupation {
            ix: OccupationIx(self.occupations.len() as u32),
            uri: self.own(new.uri),
            code: self.own(new.code),
            isco,
            label: self.own(new.label),
            alternative_labels: new.alternative,
            essential: Part::default(),
            optional: Part::default(),
        });
    }

    pub(super) fn occupation_count(&self) -> usize {
        self.occupations.len()
    }

    pub(super) fn skill(&mut self, new: NewSkill<'_>) {
        let all = f64::from(self.in_all.max(1));
        self.groups.extend(new.groups.iter().copied().map(GroupIx));
        self.group_ends.push(self.groups.len());
        self.skills.push(Skill {
            ix: SkillIx(self.skills.len() as u32),
            rarity: (all / f64::from(new.n.max(1))).ln().max(0.0),
            uri: self.own(new.uri),
            label: self.own(new.label),
            alternative_labels: new.alternative,
            kind: new.kind,
            reuse_level: new.reuse,
            asked_by: new.n,
            groups: Part::default(),
            essential_for: Part::default(),
            optional_for: Part::default(),
        });
    }

    /// Links everything, both ways. `by_uri` is the order of the occupations by their URI where it is known.
    pub(super) fn finish(mut self, by_uri: Option<Vec<OccupationIx>>) -> Result<Tables, LoadError> {
        self.check()?;
        let tree = linked(std::mem::take(&mut self.rows)).ok_or(LoadError::Groups)?;
        let count = self.skills.len();
        let groups = Arc::new(self.groups);
        let [essential_for, optional_for] =
            [&self.essential, &self.optional].map(|r| inverse(r, count));
        let mut from = 0;
        for (at, skill) in self.skills.iter_mut().enumerate() {
            skill.groups = Part::of(&groups, from..self.group_ends[at]);
            from = self.group_ends[at];
            skill.essential_for = essential_for.part(at);
            skill.optional_for = optional_for.part(at);
        }
        let [essential, optional] = [self.essential, self.optional].map(Shelf::from);
        for (at, occupation) in self.occupations.iter_mut().enumerate() {
            occupation.essential = essential.part(at);
            occupation.optional = optional.part(at);
        }
        let (occupations, skills) = (self.occupations, self.skills);
        let by_uri = by_uri.filter(|order| order.len() == occupations.len());
        Ok(Tables {
            occupations_by_uri: by_uri.unwrap_or_else(|| order(&occupations, |o| o.ix, |o| &o.uri)),
            skills_by_uri: order(&skills, |s| s.ix, |s| &s.uri),
            occupations,
            skills,
            groups: tree,
        })
    }

    fn check(&self) -> Result<(), LoadError> {
        for (what, relations) in [("essential", &self.essential), ("optional", &self.optional)] {
            let outside = |skill: &SkillIx| skill.index() >= self.skills.len();
            if let Some(at) = relations.skills.iter().position(outside) {
                let holder = relations.ends.partition_point(|end| *end <= at);
                return Err(LoadError::Index {
                    what,
                    of: self.occupations[holder].label.as_str().into(),
                    index: relations.skills[at].0,
                });
            }
        }
        let outside = |group: &GroupIx| group.index() >= self.rows.len();
        if let Some(at) = self.groups.iter().position(outside) {
            let holder = self.group_ends.partition_point(|end| *end <= at);
            return Err(LoadError::Index {
                what: "groups",
                of: self.skills[holder].label.as_str().into(),
                index: u32::from(self.groups[at].0),
            });
        }
        Ok(())
    }
}

/// Many lists in one, by where they end.
struct Shelf<T> {
    all: Arc<Vec<T>>,
    ends: Vec<usize>,
}

impl<T> Shelf<T> {
    fn part(&self, at: usize) -> Part<T> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Part::of(&self.all, start..self.ends[at])
    }
}

impl From<Relations> for Shelf<SkillIx> {
    fn from(relations: Relations) -> Self {
        Self {
            all: Arc::new(relations.skills),
            ends: relations.ends,
        }
    }
}

/// Who asks for each of `count` skills, ascending.
fn inverse(relations: &Relations, count: usize) -> Shelf<OccupationIx> {
    let mut ends = vec![0; count];
    for skill in &relations.skills {
        ends[skill.index()] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    // Filled from the back, so that each list ends where it should and is ascending.
    let mut places = ends.clone();
    let mut all = vec![OccupationIx(0); sum];
    let starts = std::iter::once(0).chain(relations.ends.iter().copied());
    let lists: Vec<(usize, usize)> = starts.zip(relations.ends.iter().copied()).collect();
    for (at, (start, end)) in lists.into_iter().enumerate().rev() {
        for skill in &relations.skills[start..end] {
            let place = &mut places[skill.index()];
            *place -= 1;
            all[*place] = OccupationIx(at as u32);
        }
    }
    Shelf {
        all: Arc::new(all),
        ends,
    }
}

fn order<T, I: Copy>(all: &[T], ix: impl Fn(&T) -> I, uri: impl Fn(&T) -> &str) -> Vec<I> {
    let mut sorted: Vec<&T> = all.iter().collect();
    if !sorted.is_sorted_by_key(|each| uri(each)) {
        sorted.sort_unstable_by(|a, b| uri(a).cmp(uri(b)));
    }
    sorted.into_iter().map(ix).collect()
}

#[cfg(test)]
mod tests {
    use crate::catalog::Catalog;

    #[test]
    fn who_asks_is_what_is_asked_for_turned_round() {
        let catalog = Catalog::embedded().unwrap();
        let mut pairs = 0;
        for skill in catalog.skills() {
            assert!(skill.essential_for.is_sorted() && skill.optional_for.is_sorted());
            pairs += skill.essential_for.len() + skill.optional_for.len();
            for occupation in &skill.essential_for {
                assert!(catalog.occupation(*occupation).needs(skill.ix));
            }
            for occupation in &skill.optional_for {
                assert!(catalog.occupation(*occupation).welcomes(skill.ix));
            }
        }
        assert_eq!(pairs, 6944);
    }
}
