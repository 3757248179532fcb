//! The items of the checklist, and what an advert can answer to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An item of the checklist.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Systems,
    ReportingLine,
    DecisionAuthority,
    IncidentRole,
    Isms,
    RecoveryExercises,
    Suppliers,
    Privacy,
    EducatingStaff,
}

impl Item {
    /// In the order of the guide.
    pub const ALL: [Self; 9] = [
        Self::Systems,
        Self::ReportingLine,
        Self::DecisionAuthority,
        Self::IncidentRole,
        Self::Isms,
        Self::RecoveryExercises,
        Self::Suppliers,
        Self::Privacy,
        Self::EducatingStaff,
    ];
}

/// What an advert answers to an item; the later wins where sentences differ.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    Silent,
    /// A verb of helping or advising.
    Vague,
    /// Odd: read it twice.
    Ask,
    /// Somebody else has it.
    No,
    /// A verb of owning.
    Yes,
}

impl Answer {
    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Vague => "vague",
            Self::Ask => "ask",
            Self::Silent => "silent",
        }
    }
}
