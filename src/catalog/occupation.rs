//! An occupation of ESCO with the skills that it requires.

use std::fmt;

use super::columns::{EscoData, IscoGroup, OccupationColumns};
use super::csr::difference;
use super::id::{OccupationIx, SkillIx};
use super::label::Labels;

/// One occupation of the catalogue: a view of its entry in the columns. Identity is the URI: codes move between releases.
#[derive(Clone, Copy)]
pub struct Occupation<'c> {
    pub ix: OccupationIx,
    data: &'c EscoData,
}

impl<'c> Occupation<'c> {
    pub const CONCEPT_TYPE: &'static str = "Occupation";

    pub(super) fn new(ix: OccupationIx, data: &'c EscoData) -> Self {
        Self { ix, data }
    }

    fn columns(self) -> &'c OccupationColumns {
        &self.data.columns.occupations
    }

    pub fn uri(self) -> &'c str {
        self.columns().uris.get(self.ix.index())
    }

    /// ESCO code, such as `2529.1`.
    pub fn code(self) -> &'c str {
        self.columns().codes.get(self.ix.index())
    }

    pub fn isco(self) -> &'c IscoGroup {
        &self.data.columns.isco[usize::from(self.columns().isco[self.ix.index()])]
    }

    pub fn label(self) -> &'c str {
        self.columns().labels.get(self.ix.index())
    }

    /// Alternative labels (job titles), in the file's order.
    pub fn alternative_labels(self) -> Labels<'c> {
        Labels::new(self.data.details.occupation_labels.get(self.ix.index()))
    }

    /// ESCO's description, where the catalogue was imported with one; empty without. Lines are paragraphs.
    pub fn description(self) -> &'c str {
        self.data
            .details
            .occupation_descriptions
            .get(self.ix.index())
    }

    /// Skills it calls essential, ascending by handle.
    pub fn essential(self) -> &'c [SkillIx] {
        self.columns().essential.of(self.ix.index())
    }

    /// Skills it calls optional, ascending by handle. A few stand in both lists.
    pub fn optional(self) -> &'c [SkillIx] {
        self.columns().optional.of(self.ix.index())
    }

    /// Whether `skill` is essential here.
    pub fn requires(self, skill: SkillIx) -> bool {
        self.essential().binary_search(&skill).is_ok()
    }

    /// Whether `skill` is optional here.
    pub fn accepts(self, skill: SkillIx) -> bool {
        self.optional().binary_search(&skill).is_ok()
    }

    /// Optional skills without those that are essential as well: what planning counts.
    pub fn optional_only(self) -> impl Iterator<Item = SkillIx> + use<'c> {
        difference(self.optional(), self.essential())
    }
}

impl fmt::Debug for Occupation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.ix, self.label())
    }
}
