//! A suggestion: something worth doing next, and what it is about.

/// What a suggestion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A skill to gain; its id is the URI.
    Skill,
    /// A milestone to reach.
    Milestone,
    /// A step to complete.
    Step,
    /// Assumptions to confirm or deny; its id is the step's.
    Confirm,
    /// A section of the guide to read.
    Section,
}

impl SuggestionKind {
    /// The word written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Milestone => "milestone",
            Self::Step => "step",
            Self::Confirm => "confirm",
            Self::Section => "section",
        }
    }
}

/// Something worth doing next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is about.
    pub kind: SuggestionKind,
    /// Which one.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Why, in a line.
    pub reason: String,
}
