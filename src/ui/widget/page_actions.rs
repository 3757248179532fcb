//! What the keys do with a row of a page, wherever that page is: open, mark, deny, complete, write evidence.

use super::page::Target;
use crate::catalog::MilestoneId;
use crate::profile::Claim;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;

/// Carries out `command` on what the cursor is on.
pub fn act(command: Command, target: &Target, model: &mut Model) -> Outcome {
    match (command, target) {
        (Command::Open, Target::Skill(skill)) => Outcome::then(Action::ShowSkill(*skill)),
        (Command::Open, Target::Occupation(ix)) => Outcome::then(Action::ShowOccupation(*ix)),
        (Command::Open, Target::Step(step)) => Outcome::then(Action::ShowStep(*step)),
        (Command::Open, Target::Track(id)) => Outcome::then(Action::ShowTrack(id.clone())),
        (Command::Open, Target::Milestone(id)) => Outcome::then(Action::ShowMilestone(id.clone())),
        (Command::Open, Target::Text | Target::Fold(_)) => Outcome::done(),
        (Command::Mark, Target::Skill(skill)) => {
            model.cycle(*skill);
            Outcome::done()
        }
        (Command::Complete, Target::Skill(skill)) => {
            model.mark(*skill, Some(Claim::Held));
            Outcome::done()
        }
        (Command::Deny, Target::Skill(skill)) => {
            model.deny(*skill);
            Outcome::done()
        }
        (Command::Mark | Command::Complete, Target::Milestone(id)) => reach(id, model),
        (Command::Evidence, Target::Skill(skill)) => {
            let skill = model.catalog.skill(*skill);
            evidence(skill.uri().to_string(), skill.label().to_string())
        }
        (Command::Evidence, Target::Milestone(id)) => {
            let title = model.catalog.milestone(id).map(|m| m.title.to_string());
            evidence(id.to_string(), title.unwrap_or_else(|| id.to_string()))
        }
        (Command::Mark | Command::Deny | Command::Evidence | Command::Complete, _) => {
            model.say("That is for a skill or a milestone: move to one");
            Outcome::done()
        }
        _ => Outcome::ignored(),
    }
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
