//! Milestones: pieces of work that leave evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{Basis, MilestoneId, SkillIx};
use super::reference::SkillRef;

/// What a milestone is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub enum Theme {
    /// Owning what others must follow.
    #[serde(rename = "policy ownership")]
    PolicyOwnership,
    /// Being ready, and having shown it.
    #[serde(rename = "incident preparation")]
    IncidentPreparation,
    /// Being understood by people who decide.
    #[serde(rename = "stakeholder communication")]
    StakeholderCommunication,
    /// Turning a risk into somebody's decision.
    #[serde(rename = "risk to decision")]
    RiskToDecision,
    /// Carrying people and money.
    #[serde(rename = "people and budget")]
    PeopleAndBudget,
    /// Understanding how it works.
    #[serde(rename = "technical depth")]
    TechnicalDepth,
}

impl Theme {
    /// The themes every curated route meets; technical depth is welcome but not asked of every route.
    pub const ON_EVERY_ROUTE: [Self; 5] = [
        Self::PolicyOwnership,
        Self::IncidentPreparation,
        Self::StakeholderCommunication,
        Self::RiskToDecision,
        Self::PeopleAndBudget,
    ];

    /// The words shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::PolicyOwnership => "policy ownership",
            Self::IncidentPreparation => "incident preparation",
            Self::StakeholderCommunication => "stakeholder communication",
            Self::RiskToDecision => "risk to decision",
            Self::PeopleAndBudget => "people and budget",
            Self::TechnicalDepth => "technical depth",
        }
    }
}

/// A piece of work that leaves evidence.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Milestone {
    pub id: MilestoneId,
    /// What is to be done, in a line.
    pub title: Box<str>,
    pub theme: Theme,
    /// Further subjects it touches, such as `privacy`.
    #[serde(default)]
    pub topics: Vec<Box<str>>,
    /// Hours of work: least, most.
    pub hours: [u16; 2],
    /// Elapsed months: least, most.
    pub months: [u16; 2],
    /// The authority or opening without which it cannot be done.
    pub needs: Box<str>,
    /// What shows that it was reached.
    pub evidence: Box<str>,
    /// Whether it may be met in an exercise as well as for real.
    #[serde(default)]
    pub exercise: bool,
    /// The skills it shows: reaching it proposes to confirm them.
    #[serde(skip_serializing)]
    #[schemars(skip)]
    pub skills: Vec<SkillRef>,
}

impl Milestone {
    /// Whether it is privacy work.
    pub fn is_privacy(&self) -> bool {
        self.topics.iter().any(|t| &**t == "privacy")
    }

    /// The skills it shows that the loaded catalogue has.
    pub fn shows(&self) -> impl Iterator<Item = SkillIx> {
        self.skills.iter().filter_map(|s| s.ix)
    }
}

/// All of `milestones.json`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Milestones {
    /// Where they and their estimates come from.
    pub basis: Basis,
    pub milestones: Vec<Milestone>,
}
