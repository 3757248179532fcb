//! What is open in a step of the route when its move is made, and in a milestone when it is reached.

use crate::catalog::milestone::Milestone;
use crate::catalog::{Catalog, SkillIx};
use crate::planning::plan::{Plan, Step};
use crate::profile::{SkillState, States};

/// What is open in a step whose move is not made yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepReport<'a> {
    /// The essential skills that are not held, the most useful first. Those that an earlier step would bring are among
    /// them: while that step is open they are not held.
    pub skills: Vec<SkillIx>,
    /// The first earlier step whose move is still to be made.
    pub earlier: Option<&'a Step>,
    /// The ids of the milestones that are not reached.
    pub milestones: Vec<&'a str>,
}

impl<'a> StepReport<'a> {
    /// The report of `step`, which is one of `plan`. Of a step that is done no skill is open.
    pub fn new(catalog: &Catalog, states: &States, plan: &'a Plan, step: &'a Step) -> Self {
        let missing = &step.essential.missing;
        let essential = catalog.occupation(step.to).essential();
        let others = essential.iter().filter(|s| !missing.contains(s));
        let mut skills: Vec<SkillIx> = missing.iter().chain(others).copied().collect();
        skills.retain(|s| !step.done && !states.get(*s).is_held());
        let open = step.milestones.iter().filter(|m| !m.done);
        Self {
            skills,
            earlier: plan.open_before(&step.id),
            milestones: open.map(|m| &*m.id).collect(),
        }
    }

    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The skills that a milestone shows and that the person has not marked as held.
pub(crate) fn skills_to_mark(milestone: &Milestone, states: &States) -> Vec<SkillIx> {
    let open = |s: &SkillIx| states.get(*s) != SkillState::HeldMarked;
    milestone.shows().filter(open).collect()
}
