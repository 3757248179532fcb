//! ESCO's classification in memory and in a file: flat columns of plain values, one per property, so that reading 17,000
//! concepts takes a few dozen allocations.
//!
//! [`Columns`] is what the first frame needs; [`Details`] is read on first use. Both are encoded with postcard.

use std::sync::{LazyLock, OnceLock};

use serde::{Deserialize, Serialize};

use super::csr::Csr;
use super::error::LoadError;
use super::id::{GroupIx, OccupationIx, SkillIx};
use super::relation::Relation;
use super::skill_group::SkillGroup;
use super::skill_type::{Kind, ReuseLevel};

/// Strings in one text.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StringColumn {
    text: String,
    /// Where each string ends in `text`, in bytes.
    ends: Vec<u32>,
}

impl StringColumn {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string at an index; empty when there is none.
    pub(super) fn get(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            None => Some(0),
            Some(before) => self.ends.get(before).copied(),
        };
        let range = start.zip(self.ends.get(at).copied());
        range
            .and_then(|(start, end)| self.text.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The indices in the order of the strings.
    pub(super) fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.ends.len() as u32).collect();
        order.sort_by_key(|at| self.get(*at as usize));
        order
    }

    /// The index of a string; `order` is [`Self::order`].
    fn find(&self, order: &[u32], wanted: &str) -> Option<u32> {
        let found = order.binary_search_by_key(&wanted, |at| self.get(*at as usize));
        found.ok().map(|place| order[place])
    }
}

impl<'a> FromIterator<&'a str> for StringColumn {
    fn from_iter<I: IntoIterator<Item = &'a str>>(strings: I) -> Self {
        let mut out = Self::default();
        for string in strings {
            out.text.push_str(string);
            out.ends.push(out.text.len() as u32);
        }
        out
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IscoGroup {
    /// Four digits (one to four in a full classification).
    pub code: Box<str>,
    pub label: Box<str>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OccupationColumns {
    pub(super) uris: StringColumn,
    /// [`StringColumn::order`] of the URIs.
    pub(super) by_uri: Vec<u32>,
    pub(super) codes: StringColumn,
    pub(super) labels: StringColumn,
    /// Indices of [`Columns::isco`].
    pub(super) isco: Vec<u16>,
    /// Each row ascends.
    pub(super) essential: Csr<SkillIx>,
    /// Each row ascends.
    pub(super) optional: Csr<SkillIx>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SkillColumns {
    pub(super) uris: StringColumn,
    /// [`StringColumn::order`] of the URIs.
    pub(super) by_uri: Vec<u32>,
    pub(super) labels: StringColumn,
    pub(super) kinds: Vec<Kind>,
    pub(super) reuse_levels: Vec<ReuseLevel>,
    /// Occupations of the whole classification that ask for it: n of the rarity formula.
    pub(super) asked_by: Vec<u32>,
    pub(super) groups: Csr<GroupIx>,
}

/// Occupations, skills and relations, without alternative labels and descriptions.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Columns {
    pub(super) release: Box<str>,
    pub(super) language: Box<str>,
    /// Occupations of the whole classification: N of the rarity formula.
    pub(super) occupations_in_all: u32,
    pub(super) occupations: OccupationColumns,
    pub(super) skills: SkillColumns,
    pub(super) isco: Vec<IscoGroup>,
    /// Each group is followed by those below it.
    pub(super) groups: Vec<SkillGroup>,
    #[serde(skip)]
    pub(super) rarities: OnceLock<Vec<f64>>,
    #[serde(skip)]
    pub(super) required_by: OnceLock<[Csr<OccupationIx>; 2]>,
}

impl Columns {
    /// Checks that all columns have the same length and every index points at an entry, so that no lookup panics.
    pub(super) fn check(&self) -> Result<(), LoadError> {
        let (jobs, skills) = (&self.occupations, &self.skills);
        let (job_count, skill_count) = (jobs.uris.len(), skills.uris.len());
        let complete = [
            jobs.by_uri.len(),
            jobs.codes.len(),
            jobs.labels.len(),
            jobs.isco.len(),
            jobs.essential.len(),
            jobs.optional.len(),
        ] == [job_count; 6]
            && [
                skills.by_uri.len(),
                skills.labels.len(),
                skills.kinds.len(),
                skills.reuse_levels.len(),
                skills.asked_by.len(),
                skills.groups.len(),
            ] == [skill_count; 6];
        let below = |indices: &[u32], count: usize| indices.iter().all(|at| (*at as usize) < count);
        let known = |rows: &Csr<SkillIx>| {
            rows.is_valid() && rows.entries().iter().all(|s| s.index() < skill_count)
        };
        let consistent = complete
            && below(&jobs.by_uri, job_count)
            && below(&skills.by_uri, skill_count)
            && jobs
                .isco
                .iter()
                .all(|at| usize::from(*at) < self.isco.len())
            && known(&jobs.essential)
            && known(&jobs.optional)
            && skills.groups.is_valid()
            && skills
                .groups
                .entries()
                .iter()
                .all(|g| g.index() < self.groups.len())
            && SkillGroup::is_tree(&self.groups);
        if consistent {
            Ok(())
        } else {
            Err(LoadError::Inconsistent)
        }
    }

    pub(super) fn rarity(&self, skill: SkillIx) -> f64 {
        let of_all = || {
            let counts = self.skills.asked_by.iter();
            counts
                .map(|n| rarity(self.occupations_in_all, *n))
                .collect()
        };
        self.rarities.get_or_init(of_all)[skill.index()]
    }

    /// The occupations that have this relation to a skill, ascending.
    pub(super) fn required_by(&self, skill: SkillIx, relation: Relation) -> &[OccupationIx] {
        let [essential, optional] = self.required_by.get_or_init(|| {
            let jobs = &self.occupations;
            let count = self.skills.uris.len();
            [&jobs.essential, &jobs.optional]
                .map(|rows| rows.transpose(count, |s| s.index(), OccupationIx))
        });
        match relation {
            Relation::Essential => essential.of(skill.index()),
            Relation::Optional => optional.of(skill.index()),
        }
    }

    pub(super) fn occupation_by_uri(&self, uri: &str) -> Option<OccupationIx> {
        let of = &self.occupations;
        of.uris.find(&of.by_uri, uri).map(OccupationIx)
    }

    pub(super) fn skill_by_uri(&self, uri: &str) -> Option<SkillIx> {
        let of = &self.skills;
        of.uris.find(&of.by_uri, uri).map(SkillIx)
    }
}

/// Rarity ln(N / n), 0 for what everybody asks for: Spärck Jones, "A statistical interpretation of term specificity"
/// (1972), with occupations for documents.
fn rarity(in_all: u32, n: u32) -> f64 {
    let all = f64::from(in_all.max(1));
    (all / f64::from(n.max(1))).ln().max(0.0)
}

/// Alternative labels, joined by [`super::label::SEPARATOR`], and ESCO's descriptions. Most of the text of a
/// classification; empty columns where there are none.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Details {
    pub(super) occupation_labels: StringColumn,
    pub(super) skill_labels: StringColumn,
    pub(super) occupation_descriptions: StringColumn,
    pub(super) skill_descriptions: StringColumn,
}

/// A classification, its details read on first use.
#[derive(Debug)]
pub(super) struct EscoData {
    pub(super) columns: Columns,
    pub(super) details: LazyLock<Details, Box<dyn FnOnce() -> Details + Send>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn strings_come_back_and_are_found() {
        let strings: StringColumn = ["ISO", "", "caf\u{e9}"].into_iter().collect();
        assert_eq!(strings.iter().collect::<Vec<_>>(), ["ISO", "", "caf\u{e9}"]);
        assert_eq!((strings.len(), strings.get(3)), (3, ""));
        let order = strings.order();
        assert_eq!(order, [1, 0, 2]);
        for (at, string) in (0..).zip(strings.iter()) {
            assert_eq!(strings.find(&order, string), Some(at));
        }
        assert_eq!(strings.find(&order, "is"), None);
    }

    #[test]
    fn ends_that_do_not_fit_the_text_give_empty_strings() {
        for ends in [vec![2, 1], vec![9], vec![3, 4]] {
            let text = "ab\u{e9}".to_owned();
            let last = ends.len() - 1;
            assert_eq!(StringColumn { text, ends }.get(last), "");
        }
    }

    #[test]
    fn who_requires_a_skill_is_the_transpose_of_what_is_required() {
        let mut pairs = 0;
        for skill in CATALOG.skills() {
            let [essential, optional] = [skill.essential_for(), skill.optional_for()];
            assert!(essential.is_sorted() && optional.is_sorted());
            pairs += essential.len() + optional.len();
            for occupation in essential {
                assert!(CATALOG.occupation(*occupation).requires(skill.ix));
            }
            for occupation in optional {
                assert!(CATALOG.occupation(*occupation).accepts(skill.ix));
            }
        }
        assert_eq!(pairs, 6944);
    }

    #[test]
    fn what_everybody_asks_for_is_not_rare() {
        let same = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        same(rarity(3039, 1), 3039_f64.ln());
        same(rarity(10, 20), 0.0);
        same(rarity(10, 0), rarity(10, 1));
    }
}
