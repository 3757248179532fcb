//! References from editorial files into the classification: a URI, and the label for people who read
//! the file. The loader fills in the handle; a URI that the loaded catalogue lacks has none.

use serde::Deserialize;

use super::id::{OccupationIx, OccupationUri, SkillIx, SkillUri};

/// A skill named by an editorial file.
#[derive(Clone, Debug, Deserialize)]
pub struct SkillRef {
    pub uri: SkillUri,
    /// Its preferred label at the time of writing, for readers; the catalogue's label is shown.
    pub label: Box<str>,
    /// Its handle, when the loaded catalogue has it.
    #[serde(skip)]
    pub ix: Option<SkillIx>,
}

/// An occupation named by an editorial file.
#[derive(Clone, Debug, Deserialize)]
pub struct OccupationRef {
    pub uri: OccupationUri,
    /// Its preferred label at the time of writing, for readers; the catalogue's label is shown.
    pub label: Box<str>,
    /// Its ESCO code at the time of writing, for readers.
    #[serde(default)]
    pub code: Box<str>,
    /// Its handle, when the loaded catalogue has it.
    #[serde(skip)]
    pub ix: Option<OccupationIx>,
}
