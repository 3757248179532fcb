//! A suggestion: something to do next, and why.

use crate::catalog::{Catalog, MilestoneId, OccupationIx, SectionId, SkillIx, StepId};
use crate::planning::skill_impact::SkillImpact;

/// Something to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub task: Task,
    pub reason: Reason,
}

/// What is suggested; milestones, steps and sections by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    Skill(SkillIx),
    Milestone(MilestoneId),
    /// Make the move of a step, which leads to this occupation.
    Step {
        id: StepId,
        to: OccupationIx,
    },
    /// Confirm or deny the assumptions about a step.
    Confirm(StepId),
    /// Read a section of the guide.
    Section(SectionId),
}

impl Task {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Skill(_) => "skill",
            Self::Milestone(_) => "milestone",
            Self::Step { .. } => "step",
            Self::Confirm(_) => "confirm",
            Self::Section(_) => "section",
        }
    }

    /// The id of what it is about; of a skill, its URI.
    pub fn id(&self, catalog: &Catalog) -> String {
        match self {
            Self::Skill(skill) => catalog.skill(*skill).uri().to_string(),
            Self::Milestone(id) => id.to_string(),
            Self::Step { id, .. } | Self::Confirm(id) => id.to_string(),
            Self::Section(id) => id.to_string(),
        }
    }
}

/// Why something is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// So many essential skills of the step are open.
    Open(usize),
    /// The milestone shows so many skills of the step that are not held.
    Shows(usize),
    /// The milestone is open though the goal is reached.
    StillOpen,
    /// The step asks for the skill.
    Asked {
        learning: bool,
        /// What the skill does for the routes, where that is known.
        impact: Option<SkillImpact>,
        /// How many later steps ask for it.
        later: usize,
    },
    /// Those who fill this post ask for the skill.
    AskedInPractice(OccupationIx),
    /// So many skills are to be confirmed or denied; of them so many are likely, and so many similar to what the step
    /// asks for. The others are assumed from a role.
    Assumed {
        all: usize,
        likely: usize,
        similar: usize,
    },
    /// The section has a checklist of so many points.
    Checklist(usize),
    /// The person is learning the skill since it was suggested.
    Learning,
    /// The person holds the skill since it was suggested.
    Held,
}
