//! What the keys do with a row of a page, wherever that page is: open, mark, deny, complete, write evidence.

use super::page::content::Target;
use crate::catalog::MilestoneId;
use crate::profile::Claim;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;

/// Carries out `command` on what the cursor is on.
pub(crate) fn act(command: Command, target: Option<&Target>, model: &mut Model) -> Outcome {
    match (command, target) {
        (Command::Open, Some(target)) => return open(target),
        (Command::Mark, Some(Target::Skill(skill))) => {
            model.cycle(*skill);
        }
        (Command::Select, Some(Target::Skill(skill))) => model.view.selection.toggle(*skill),
        (Command::Complete, Some(Target::Skill(skill))) => {
            model.mark(*skill, Some(Claim::Held));
        }
        (Command::Deny, Some(Target::Skill(skill))) => {
            model.deny(*skill);
        }
        (Command::Mark | Command::Complete, Some(Target::Milestone(id))) => {
            return reach(id, model);
        }
        (Command::Evidence, Some(Target::Skill(skill))) => {
            let skill = model.catalog.skill(*skill);
            return evidence(skill.uri().to_string(), skill.label().to_string());
        }
        (Command::Evidence, Some(Target::Milestone(id))) => {
            let title = model.catalog.milestone(id).map(|m| m.title.to_string());
            return evidence(id.to_string(), title.unwrap_or_else(|| id.to_string()));
        }
        (Command::Mark | Command::Deny | Command::Evidence | Command::Complete, _) => {
            model.notify("That is for a skill or a milestone: move to one");
        }
        (Command::Select, _) => model.notify("Only skills can be selected: move to one"),
        _ => return Outcome::ignored(),
    }
    Outcome::done()
}

/// Shows what a row leads to.
fn open(target: &Target) -> Outcome {
    Outcome::follow_up(match target {
        Target::Skill(skill) => Action::ShowSkill(*skill),
        Target::Occupation(ix) => Action::ShowOccupation(*ix),
        Target::Step(step) => Action::ShowStep(*step),
        Target::Track(id) => Action::ShowTrack(id.clone()),
        Target::Milestone(id) => Action::ShowMilestone(id.clone()),
        Target::Section(_) | Target::Certificate(_) | Target::Move => return Outcome::done(),
    })
}

/// Reaches a milestone or takes it back; one just reached proposes the skills it shows.
fn reach(id: &MilestoneId, model: &mut Model) -> Outcome {
    let reached = !model.profile().milestones.contains_key(id);
    if model.reach(id, reached) && reached {
        return Outcome::open(OverlayRequest::MilestoneSkills(id.clone()));
    }
    Outcome::done()
}

fn evidence(subject: String, title: String) -> Outcome {
    Outcome::open(OverlayRequest::Evidence {
        subject,
        title,
        note: None,
    })
}
