//! Evidence: what shows that a skill is held, a milestone reached or a move made. Employers' documents
//! stay out; a note, a date and somebody who can confirm are enough.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The part a person took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Helped somebody who led.
    Supported,
    /// Led it.
    Led,
    /// Answered for it.
    Accountable,
}

impl Part {
    /// All parts, least first.
    pub const ALL: [Self; 3] = [Self::Supported, Self::Led, Self::Accountable];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Led => "led",
            Self::Accountable => "accountable",
        }
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a piece of evidence")]
pub struct Evidence {
    /// What it is for: a skill's URI, a milestone's or a step's id.
    pub subject: String,
    /// The day of the work.
    pub date: Date,
    /// When it was written down.
    pub at: Timestamp,
    /// What was done.
    pub note: String,
    /// The part taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// People, entities, systems, budget band: free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// What changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// Who can confirm it: a role, not necessarily a name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confirmed_by: String,
    /// True when it was an exercise, not the real thing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exercised: bool,
    /// A link or a file's name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Why something cannot be evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// It is dated after today.
    #[error("this day is in the future; evidence is of something that was done")]
    Ahead,
    /// It does not say what was done.
    #[error("evidence says in a few words what was done")]
    NoNote,
}

impl Evidence {
    /// Whether it can be written down on `today`.
    ///
    /// # Errors
    /// The first [`EvidenceError`], in the order in which a form asks.
    pub fn check(&self, today: Date) -> Result<(), EvidenceError> {
        if self.date > today {
            return Err(EvidenceError::Ahead);
        }
        if self.note.trim().is_empty() {
            return Err(EvidenceError::NoNote);
        }
        Ok(())
    }
}
