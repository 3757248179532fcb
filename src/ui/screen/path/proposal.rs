//! What keys do with a proposal of Next.

use super::steps::StepRow;
use super::{Focus, Path};
use crate::planning::next::{Suggestion, SuggestionKind, to_confirm};
use crate::profile::Claim;
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::model::Session;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::overlay::assumptions::Assumptions;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::widget::page::Target;
use crate::ui::widget::page_actions;

/// What the key does that makes a move, where the move was made.
pub(super) const TAKE_BACK: &str = "take back the move";

/// The keys that work on a proposal.
pub(super) fn keys(kind: SuggestionKind) -> Vec<(Command, &'static str)> {
    match kind {
        SuggestionKind::Skill => vec![
            (Command::Open, "its page"),
            (Command::Complete, "I have it"),
            (Command::Mark, "mark"),
            (Command::Deny, "not me"),
            (Command::Evidence, "evidence"),
        ],
        SuggestionKind::Milestone => vec![
            (Command::Open, "what it needs"),
            (Command::Complete, "done"),
            (Command::Evidence, "evidence"),
        ],
        SuggestionKind::Step => vec![
            (Command::Complete, "made the move"),
            (Command::Evidence, "evidence"),
        ],
        SuggestionKind::Confirm => vec![
            (Command::Open, "one by one"),
            (Command::Complete, "I have all"),
            (Command::Deny, "none of them"),
        ],
        SuggestionKind::Section => vec![(Command::Open, "read")],
    }
}

impl Path {
    /// The proposal under the cursor of the steps.
    pub(super) fn proposed<'a>(&self, session: &'a Session) -> Option<&'a Suggestion> {
        match self.steps.selected(session) {
            Some(StepRow::Suggestion(at)) => session.suggestions().get(at),
            _ => None,
        }
    }

    /// What the key for the move of the selected step does.
    pub(super) fn move_word(&self, session: &Session) -> &'static str {
        let step = session.plan().and_then(|p| p.steps.get(self.steps.step()));
        if step.is_some_and(|s| s.done) {
            TAKE_BACK
        } else {
            "made the move"
        }
    }

    /// Lets a proposal go from where it was pinned once the cursor has left it.
    pub(super) fn release_pin(&mut self, session: &mut Session) {
        let on = self.proposed(session).map(|s| s.id.clone());
        if session.pinned().is_some_and(|id| Some(id) != on.as_deref()) {
            let anchor = self.anchor(session);
            session.release_pin();
            self.jobs_finished(anchor, session);
        }
    }

    /// Carries out a command on the proposal under the cursor.
    pub(super) fn on_proposal(&mut self, command: Command, session: &mut Session) -> Outcome {
        let Some(proposal) = self.proposed(session).cloned() else {
            return Outcome::done();
        };
        match proposal.kind {
            // Its text is read in the guide; there is nothing to act on beside it.
            SuggestionKind::Section => Outcome::then(Action::ShowSection(proposal.id)),
            _ if command == Command::Right => {
                self.focus = Focus::Detail;
                Outcome::done()
            }
            SuggestionKind::Skill => match session.catalog.skill_by_uri(&proposal.id) {
                Some(skill) => {
                    // Space goes through the states of one skill: its row must not go from under the cursor.
                    if command == Command::Mark {
                        session.pin(&proposal);
                    }
                    page_actions::act(command, &Target::Skill(skill), session)
                }
                None => Outcome::done(),
            },
            SuggestionKind::Milestone => match command {
                Command::Open => {
                    self.focus = Focus::Detail;
                    Outcome::done()
                }
                Command::Deny => {
                    session.say("A milestone is done or still open; only a skill can be denied");
                    Outcome::done()
                }
                _ => page_actions::act(command, &Target::Milestone(proposal.id), session),
            },
            SuggestionKind::Confirm => Self::confirm(command, &proposal.id, session),
            SuggestionKind::Step => {
                let steps = session.plan().map_or(&[][..], |p| &p.steps);
                let Some(step) = steps.iter().position(|s| s.id == proposal.id) else {
                    return Outcome::done();
                };
                self.steps.select(step, session);
                self.follow_step(session);
                match command {
                    Command::Evidence => self.evidence_of_step(session),
                    _ => self.complete_step(session),
                }
            }
        }
    }

    /// The skills to confirm: one by one, or all of them at once after a question that names them.
    fn confirm(command: Command, step: &str, session: &mut Session) -> Outcome {
        let said = match command {
            Command::Complete => Claim::Held,
            Command::Deny => Claim::Missing,
            Command::Evidence => {
                session
                    .say("Evidence goes with one skill: open the list with enter and choose it.");
                return Outcome::done();
            }
            _ => return Outcome::push(Assumptions::of_step(session, step)),
        };
        let catalog = &session.catalog;
        let skills = session.step(step).map_or_else(Vec::new, |step| {
            to_confirm(catalog, session.profile(), session.states(), step)
        });
        let these = if skills.len() == 1 {
            "this skill".to_owned()
        } else {
            format!("these {}", plural(skills.len(), "skill", "skills"))
        };
        let (title, yes) = match said {
            Claim::Missing => (format!("You do not have {these}?"), "none of them"),
            _ => (format!("Do you have {these}?"), "I have all"),
        };
        let labels = skills.iter().map(|s| catalog.skill(*s).label().to_string());
        let mut lines: Vec<String> = labels.collect();
        lines.push(String::new());
        lines.push("All of them are marked as one change; it can be undone.".to_owned());
        Outcome::push(Confirm::new(
            title,
            lines,
            yes,
            Action::MarkAll { skills, said },
        ))
    }
}
