//! An occupation of ESCO with what it asks for.

use std::fmt;

use super::csr::difference;
use super::id::{OccupationIx, SkillIx};
use super::label::Labels;
use super::tables::Tables;
use super::uri::Uri;

/// An ISCO-08 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IscoGroup {
    /// Four digits (one to four in a full classification).
    pub code: Box<str>,
    /// Its title.
    pub label: Box<str>,
}

/// One occupation of the catalogue: a view of its place in the columns. Identity is the URI: codes move between releases.
#[derive(Clone, Copy)]
pub struct Occupation<'c> {
    /// Its place in the catalogue.
    pub ix: OccupationIx,
    tables: &'c Tables,
}

impl<'c> Occupation<'c> {
    /// The ESCO concept type.
    pub const CONCEPT_TYPE: &'static str = "Occupation";

    /// The occupation at a place.
    pub(super) fn new(ix: OccupationIx, tables: &'c Tables) -> Self {
        Self { ix, tables }
    }

    /// Its identity.
    pub fn uri(self) -> Uri<'c> {
        self.tables.occupations.uris.get(self.ix.index())
    }

    /// ESCO code, such as `2529.1`.
    pub fn code(self) -> &'c str {
        self.tables.occupations.codes.get(self.ix.index())
    }

    /// ISCO-08 group.
    pub fn isco(self) -> &'c IscoGroup {
        &self.tables.isco[usize::from(self.tables.occupations.isco[self.ix.index()])]
    }

    /// Preferred label.
    pub fn label(self) -> &'c str {
        self.tables.occupations.labels.get(self.ix.index())
    }

    /// Alternative labels (job titles), in the file's order.
    pub fn alternative_labels(self) -> Labels<'c> {
        self.tables
            .occupations
            .alternative_labels
            .get(self.ix.index())
    }

    /// Skills it calls essential, ascending by handle.
    pub fn essential(self) -> &'c [SkillIx] {
        self.tables.occupations.essential.of(self.ix.index())
    }

    /// Skills it calls optional, ascending by handle. A few stand in both lists.
    pub fn optional(self) -> &'c [SkillIx] {
        self.tables.occupations.optional.of(self.ix.index())
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

/// Occupations of two catalogues are equal when all that is said of them is.
impl PartialEq for Occupation<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.ix == other.ix
            && self.uri() == other.uri()
            && self.code() == other.code()
            && self.isco() == other.isco()
            && self.label() == other.label()
            && self.alternative_labels() == other.alternative_labels()
            && self.essential() == other.essential()
            && self.optional() == other.optional()
    }
}
