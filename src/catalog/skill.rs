//! A skill: ESCO's "knowledge / skill / competence" concept.

use std::fmt;

use super::columns::{EscoData, SkillColumns};
use super::csr::difference;
use super::id::{GroupIx, OccupationIx, SkillIx};
use super::label::Labels;
use super::relation::Relation;
use super::skill_group::SkillGroup;
use super::skill_type::{Kind, ReuseLevel};

/// One skill of the catalogue: a view of its entry in the columns.
#[derive(Clone, Copy)]
pub struct Skill<'c> {
    pub ix: SkillIx,
    data: &'c EscoData,
}

impl<'c> Skill<'c> {
    pub(super) fn new(ix: SkillIx, data: &'c EscoData) -> Self {
        Self { ix, data }
    }

    fn columns(self) -> &'c SkillColumns {
        &self.data.columns.skills
    }

    pub fn uri(self) -> &'c str {
        self.columns().uris.get(self.ix.index())
    }

    pub fn label(self) -> &'c str {
        self.columns().labels.get(self.ix.index())
    }

    /// Alternative labels, in the file's order.
    pub fn alternative_labels(self) -> Labels<'c> {
        Labels::new(self.data.details.skill_labels.get(self.ix.index()))
    }

    pub fn kind(self) -> Kind {
        self.columns().kinds[self.ix.index()]
    }

    pub fn reuse_level(self) -> ReuseLevel {
        self.columns().reuse_levels[self.ix.index()]
    }

    /// How many occupations of the whole classification ask for it (essential or optional, once each).
    pub fn asked_by(self) -> u32 {
        self.columns().asked_by[self.ix.index()]
    }

    /// Rarity ln(N / n): N occupations in the whole classification, n = [`Self::asked_by`]. 0 for a skill that
    /// everybody asks for.
    pub fn rarity(self) -> f64 {
        self.data.columns.rarity(self.ix)
    }

    /// The skill groups it stands in, directly or below another skill.
    pub fn groups(self) -> &'c [GroupIx] {
        self.columns().groups.of(self.ix.index())
    }

    /// Whether it is in a group or below it.
    pub fn is_in(self, group: &SkillGroup) -> bool {
        self.groups().iter().any(|ix| group.covers(*ix))
    }

    /// ESCO's description, where the catalogue was imported with one; empty without. Lines are paragraphs.
    pub fn description(self) -> &'c str {
        self.data.details.skill_descriptions.get(self.ix.index())
    }

    /// Occupations of this catalogue for which it is essential, ascending by handle.
    pub fn essential_for(self) -> &'c [OccupationIx] {
        self.data.columns.required_by(self.ix, Relation::Essential)
    }

    /// Occupations of this catalogue for which it is optional, ascending by handle.
    pub fn optional_for(self) -> &'c [OccupationIx] {
        self.data.columns.required_by(self.ix, Relation::Optional)
    }

    /// Occupations of this catalogue for which it is optional and not essential as well.
    pub fn optional_only_for(self) -> impl Iterator<Item = OccupationIx> + use<'c> {
        difference(self.optional_for(), self.essential_for())
    }

    /// Occupations of this catalogue that ask for it in one way or the other, once each.
    pub fn required_by(self) -> impl Iterator<Item = OccupationIx> + use<'c> {
        let essential = self.essential_for().iter().copied();
        essential.chain(self.optional_only_for())
    }
}

impl fmt::Debug for Skill<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.ix, self.label())
    }
}
