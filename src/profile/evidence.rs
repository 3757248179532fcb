//! Evidence that a skill is held, a milestone reached or a move made: a note, a date and somebody who can confirm it.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The part that a person took in the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Supported,
    Led,
    Accountable,
}

impl Part {
    pub const ALL: [Self; 3] = [Self::Supported, Self::Led, Self::Accountable];

    /// The word in JSON and on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Led => "led",
            Self::Accountable => "accountable",
        }
    }
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(expecting = "a piece of evidence")]
pub struct Evidence {
    /// The URI of a skill, or the id of a milestone or a step.
    pub subject: String,
    /// The day of the work.
    pub date: Date,
    /// When the evidence was written down.
    pub at: Timestamp,
    pub note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// People, entities, systems, budget band: free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outcome: String,
    /// Who can confirm it: a role or a name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confirmed_by: String,
    /// Whether it was an exercise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exercised: bool,
    /// A URL or the name of a file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// Why evidence is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    #[error("this day is in the future; evidence is of something that was done")]
    InFuture,
    #[error("evidence says in a few words what was done")]
    NoNote,
}

impl Evidence {
    /// Checks the evidence on the day when it is written down.
    ///
    /// # Errors
    /// The first [`EvidenceError`], in the order in which a form asks.
    pub fn check(&self, today: Date) -> Result<(), EvidenceError> {
        if self.date > today {
            return Err(EvidenceError::InFuture);
        }
        if self.note.trim().is_empty() {
            return Err(EvidenceError::NoNote);
        }
        Ok(())
    }
}
