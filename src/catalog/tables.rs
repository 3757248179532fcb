//! The classification in memory: the columns of occupations and skills, and who asks for a skill.
//!
//! An occupation or a skill is a place in the columns; [`Occupation`] and [`Skill`] are views of one. Knows neither the
//! form the data came in nor the editorial files.
//!
//! [`Occupation`]: super::Occupation
//! [`Skill`]: super::Skill

use std::sync::OnceLock;

use super::columns::{LabelColumn, Strings};
use super::csr::Csr;
use super::id::{GroupIx, OccupationIx, SkillIx};
use super::load::LoadError;
use super::occupation::IscoGroup;
use super::packed::Broken;
use super::relation::Relation;
use super::skill::{Kind, ReuseLevel};
use super::skill_group::SkillGroup;
use super::uri::Uris;

/// How many rarities are worth a table: a skill for which more occupations ask has its own computed.
const RARITIES: u32 = 4096;

/// What is known of the occupations, column by column.
#[derive(Debug)]
pub(super) struct OccupationColumns {
    pub(super) uris: Uris,
    pub(super) codes: Strings,
    pub(super) labels: Strings,
    /// Places among the ISCO-08 groups.
    pub(super) isco: Vec<u16>,
    pub(super) alternative_labels: LabelColumn,
    /// Each list ascends.
    pub(super) essential: Csr<SkillIx>,
    /// Each list ascends.
    pub(super) optional: Csr<SkillIx>,
}

/// What is known of the skills, column by column.
#[derive(Debug)]
pub(super) struct SkillColumns {
    pub(super) uris: Uris,
    pub(super) labels: Strings,
    pub(super) alternative_labels: LabelColumn,
    pub(super) kinds: Vec<Kind>,
    pub(super) reuse_levels: Vec<ReuseLevel>,
    pub(super) asked_by: Vec<u32>,
    pub(super) groups: Csr<GroupIx>,
}

/// The classification itself, shared with the files that are joined to it later.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) in_all: u32,
    pub(super) occupations: OccupationColumns,
    pub(super) skills: SkillColumns,
    /// ISCO-08 groups.
    pub(super) isco: Vec<IscoGroup>,
    /// Skill groups, from top to bottom.
    pub(super) groups: Vec<SkillGroup>,
    /// In order of their URI; none where they stand in that order.
    pub(super) occupations_by_uri: Option<Vec<u32>>,
    /// In order of their URI; none where they stand in that order.
    pub(super) skills_by_uri: Option<Vec<u32>>,
    /// Rarity by the number of occupations that ask.
    rarities: Vec<f64>,
    /// Who asks for each skill, by relation: made when it is first asked for.
    required_by: OnceLock<[Csr<OccupationIx>; 2]>,
}

impl Tables {
    /// A classification from its columns and groups.
    ///
    /// # Errors
    /// [`LoadError`] when the columns are not of one length, or a place points outside them.
    pub(super) fn new(
        in_all: u32,
        occupations: OccupationColumns,
        skills: SkillColumns,
        isco: Vec<IscoGroup>,
        groups: Vec<SkillGroup>,
    ) -> Result<Self, LoadError> {
        let most = skills.asked_by.iter().copied().max().unwrap_or(0);
        let out = Self {
            in_all,
            occupations,
            skills,
            isco,
            groups,
            occupations_by_uri: None,
            skills_by_uri: None,
            rarities: (0..=most.min(RARITIES))
                .map(|n| rarity(in_all, n))
                .collect(),
            required_by: OnceLock::new(),
        };
        out.check()?;
        Ok(out)
    }

    /// The same with the orders of the URIs found.
    pub(super) fn ordered(mut self) -> Self {
        self.occupations_by_uri = self.occupations.uris.order();
        self.skills_by_uri = self.skills.uris.order();
        self
    }

    fn check(&self) -> Result<(), LoadError> {
        let (jobs, skills) = (&self.occupations, &self.skills);
        let of_jobs = [
            jobs.codes.len(),
            jobs.labels.len(),
            jobs.isco.len(),
            jobs.alternative_labels.len(),
            jobs.essential.len(),
            jobs.optional.len(),
        ];
        let of_skills = [
            skills.labels.len(),
            skills.alternative_labels.len(),
            skills.kinds.len(),
            skills.reuse_levels.len(),
            skills.asked_by.len(),
            skills.groups.len(),
        ];
        let uneven = of_jobs.iter().any(|len| *len != jobs.uris.len())
            || of_skills.iter().any(|len| *len != skills.uris.len());
        if uneven
            || jobs
                .isco
                .iter()
                .any(|at| usize::from(*at) >= self.isco.len())
        {
            return Err(Broken.into());
        }
        for (what, lists) in [("essential", &jobs.essential), ("optional", &jobs.optional)] {
            inside(what, lists, &jobs.labels, skills.uris.len(), |skill| {
                skill.0
            })?;
        }
        let groups = self.groups.len();
        inside("groups", &skills.groups, &skills.labels, groups, |group| {
            group.0.into()
        })
    }

    /// Rarity ln(N / n) of a skill.
    pub(super) fn rarity(&self, skill: SkillIx) -> f64 {
        let n = self.skills.asked_by[skill.index()];
        let known = self.rarities.get(n as usize);
        known.copied().unwrap_or_else(|| rarity(self.in_all, n))
    }

    /// The occupations that ask for a skill, ascending.
    pub(super) fn required_by(&self, skill: SkillIx, relation: Relation) -> &[OccupationIx] {
        let [essential, optional] = self.required_by.get_or_init(|| {
            let jobs = &self.occupations;
            let count = self.skills.uris.len();
            [&jobs.essential, &jobs.optional]
                .map(|lists| lists.transpose(count, |s| s.index(), OccupationIx))
        });
        match relation {
            Relation::Essential => essential.of(skill.index()),
            Relation::Optional => optional.of(skill.index()),
        }
    }

    pub(super) fn occupation_by_uri(&self, uri: &str) -> Option<OccupationIx> {
        let found = by_uri(
            &self.occupations.uris,
            self.occupations_by_uri.as_deref(),
            uri,
        );
        found.map(OccupationIx)
    }

    pub(super) fn skill_by_uri(&self, uri: &str) -> Option<SkillIx> {
        let found = by_uri(&self.skills.uris, self.skills_by_uri.as_deref(), uri);
        found.map(SkillIx)
    }
}

fn by_uri(uris: &Uris, order: Option<&[u32]>, uri: &str) -> Option<u32> {
    let place = |at: usize| order.map_or(at, |order| order[at] as usize);
    uris.find(uri, place).map(|at| at as u32)
}

/// Rarity ln(N / n), 0 for what everybody asks for: Spärck Jones, "A statistical interpretation of term specificity"
/// (1972), with occupations for documents.
fn rarity(in_all: u32, n: u32) -> f64 {
    let all = f64::from(in_all.max(1));
    (all / f64::from(n.max(1))).ln().max(0.0)
}

/// Whether every entry of every list is below `count`; `labels` are those of the lists' holders.
fn inside<T: Copy>(
    what: &'static str,
    lists: &Csr<T>,
    labels: &Strings,
    count: usize,
    place: impl Fn(T) -> u32,
) -> Result<(), LoadError> {
    let mut all = lists.entries().iter();
    let Some(entry) = all.position(|each| place(*each) as usize >= count) else {
        return Ok(());
    };
    Err(LoadError::Index {
        what,
        of: labels.get(lists.row_of(entry)).into(),
        index: place(lists.entries()[entry]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn who_asks_is_what_is_asked_for_turned_round() {
        let catalog = Catalog::embedded().unwrap();
        let mut pairs = 0;
        for skill in catalog.skills() {
            let [essential, optional] = [skill.essential_for(), skill.optional_for()];
            assert!(essential.is_sorted() && optional.is_sorted());
            pairs += essential.len() + optional.len();
            for occupation in essential {
                assert!(catalog.occupation(*occupation).requires(skill.ix));
            }
            for occupation in optional {
                assert!(catalog.occupation(*occupation).accepts(skill.ix));
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
