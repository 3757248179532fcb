//! An occupation of ESCO with what it asks for.

use super::id::{OccupationIx, SkillIx};
use super::label::{Labels, Text};
use super::tables::Part;

/// An ISCO-08 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IscoGroup {
    /// Four digits (one to four in a full classification).
    pub code: Text,
    /// Its title.
    pub label: Text,
}

/// One occupation of the catalogue. Identity is the URI: codes move between releases.
#[derive(Clone, Debug, PartialEq)]
pub struct Occupation {
    /// Its place in the catalogue.
    pub ix: OccupationIx,
    /// Its identity.
    pub uri: Text,
    /// ESCO code, such as `2529.1`.
    pub code: Text,
    /// ISCO-08 group.
    pub isco: IscoGroup,
    /// Preferred label.
    pub label: Text,
    /// Alternative labels (job titles), in the file's order.
    pub alternative_labels: Labels,
    /// Skills it calls essential, ascending by handle.
    pub essential: Part<SkillIx>,
    /// Skills it calls optional, ascending by handle. A few stand in both lists.
    pub optional: Part<SkillIx>,
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
        // Both lists ascend, so one walk through both is enough.
        let mut essential = self.essential.iter().copied().peekable();
        self.optional.iter().copied().filter(move |skill| {
            while essential.next_if(|e| e < skill).is_some() {}
            essential.peek() != Some(skill)
        })
    }
}
