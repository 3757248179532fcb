//! What the keys do with a row of a page, wherever that page is: open, mark, deny, complete, write evidence.

use super::page::Target;
use crate::profile::Claim;
use crate::ui::input::command::Command;
use crate::ui::model::Session;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::overlay::assumptions::Assumptions;
use crate::ui::overlay::evidence::EvidenceForm;

/// Carries out `command` on what the cursor is on.
pub fn act(command: Command, target: &Target, session: &mut Session) -> Outcome {
    match (command, target) {
        (Command::Open, Target::Skill(skill)) => Outcome::then(Action::ShowSkill(*skill)),
        (Command::Open, Target::Occupation(ix)) => Outcome::then(Action::ShowOccupation(*ix)),
        (Command::Open, Target::Step(step)) => Outcome::then(Action::ShowStep(*step)),
        (Command::Open, Target::Track(id)) => Outcome::then(Action::ShowTrack(id.clone())),
        (Command::Open, Target::Milestone(id)) => Outcome::then(Action::ShowMilestone(id.clone())),
        (Command::Open, Target::Text | Target::Fold(_)) => Outcome::done(),
        (Command::Mark, Target::Skill(skill)) => {
            session.cycle(*skill);
            Outcome::done()
        }
        (Command::Complete, Target::Skill(skill)) => {
            session.mark(*skill, Some(Claim::Held));
            Outcome::done()
        }
        (Command::Deny, Target::Skill(skill)) => {
            session.deny(*skill);
            Outcome::done()
        }
        (Command::Mark | Command::Complete, Target::Milestone(id)) => reach(id, session),
        (Command::Evidence, Target::Skill(skill)) => {
            let skill = session.catalog.skill(*skill);
            evidence(session, skill.uri().to_string(), skill.label().to_string())
        }
        (Command::Evidence, Target::Milestone(id)) => {
            let title = session.catalog.milestone(id).map(|m| m.title.to_string());
            evidence(session, id.clone(), title.unwrap_or_else(|| id.clone()))
        }
        (Command::Mark | Command::Deny | Command::Evidence | Command::Complete, _) => {
            session.say("That is for a skill or a milestone: move to one");
            Outcome::done()
        }
        _ => Outcome::ignored(),
    }
}

/// Reaches a milestone or takes it back; one just reached proposes the skills it shows.
fn reach(id: &str, session: &mut Session) -> Outcome {
    let reached = !session.profile().milestones.contains_key(id);
    if session.reach(id, reached)
        && reached
        && let Some(overlay) = Assumptions::after_milestone(session, id)
    {
        return Outcome::push(overlay);
    }
    Outcome::done()
}

fn evidence(session: &Session, subject: String, title: String) -> Outcome {
    Outcome::push(EvidenceForm::for_subject(session, subject, title))
}
