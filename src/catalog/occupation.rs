//! An occupation of ESCO with what it asks for.

use super::id::{OccupationIx, SkillIx};
use super::label::Labels;

/// An ISCO-08 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IscoGroup {
    /// Four digits (one to four in a full classification).
    pub code: Box<str>,
    /// Its title.
    pub label: Box<str>,
}

/// One occupation of the catalogue. Identity is the URI: codes move between releases.
#[derive(Clone, Debug)]
pub struct Occupation {
    /// Its place in the catalogue.
    pub ix: OccupationIx,
    /// Its identity.
    pub uri: Box<str>,
    /// ESCO code, such as `2529.1`.
    pub code: Box<str>,
    /// ISCO-08 group.
    pub isco: IscoGroup,
    /// Preferred label.
    pub label: Box<str>,
    /// Alternative labels (job titles), in the file's order.
    pub alternative_labels: Labels,
    /// Skills it calls essential, ascending by handle.
    pub essential: Vec<SkillIx>,
    /// Skills it calls optional, ascending by handle. A few stand in both lists.
    pub optional: Vec<SkillIx>,
}

impl Occupation {
    /// The ESCO concept type.
    pub const CONCEPT_TYPE: &'static str = "Occupation";

    /// Whether `skill` is essential here.
    pub fn needs(&self, skill: SkillIx) -> bool {
        self.essential.binary_search(&skill).is_ok()
    }

    /// Whether `skill` is optional here.
    pub fn welcomes(&self, skill: SkillIx) -> bool {
        self.optional.binary_search(&skill).is_ok()
    }

    /// Optional skills without those that are essential as well: what planning counts.
    pub fn optional_only(&self) -> impl Iterator<Item = SkillIx> {
        self.optional.iter().copied().filter(|s| !self.needs(*s))
    }
}
