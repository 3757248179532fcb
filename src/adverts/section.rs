//! The sections of an advert.

use serde::Deserialize;

/// What a part of an advert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Section {
    Title,
    /// What stands before the first heading: of the employer, unless it addresses the candidate.
    Lead,
    About,
    Duties,
    /// What is asked of the candidate.
    Required,
    Nice,
    /// What the post does not include.
    Excluded,
    Benefits,
    /// How to apply.
    Process,
    /// Notices to applicants.
    Legal,
    /// No heading says it.
    Unknown,
}

impl Section {
    /// Whether something can be asked there of the candidate.
    pub(super) fn asks(self) -> bool {
        use Section::{Duties, Lead, Nice, Required, Title, Unknown};
        matches!(self, Title | Lead | Duties | Required | Nice | Unknown)
    }
}
