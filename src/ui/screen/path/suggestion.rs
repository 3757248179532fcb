//! What keys do with a suggestion of Next.

use super::Path;
use super::layout::Focus;
use super::steps::StepTarget;
use super::suggestion_keys::TAKE_BACK;
use crate::catalog::StepId;
use crate::planning::suggestion::{Suggestion, Task};
use crate::planning::suggestions::to_confirm;
use crate::profile::Claim;
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::outcome::Outcome;
use crate::ui::widget::page::content::Target;
use crate::ui::widget::page_actions;

impl Path {
    /// The suggestion under the cursor of the steps.
    pub(super) fn selected_suggestion<'a>(&self, model: &'a Model) -> Option<&'a Suggestion> {
        match self.steps.selected(model) {
            Some(StepTarget::Suggestion(task)) => {
                model.suggestions().iter().find(|s| s.task == task)
            }
            _ => None,
        }
    }

    /// What the key for the move of the selected step does.
    pub(super) fn move_word(&self, model: &Model) -> &'static str {
        if self.step(model).is_some_and(|s| s.done) {
            TAKE_BACK
        } else {
            "made the move"
        }
    }

    /// Lets a suggestion go from where it was pinned once the cursor has left it.
    pub(super) fn release_pin(&mut self, model: &mut Model) {
        let on = self.selected_suggestion(model).map(|s| &s.task);
        if model.pinned().is_some_and(|task| Some(task) != on) {
            model.release_pin();
            self.jobs_finished(model);
        }
    }

    /// Carries out a command on the suggestion under the cursor.
    pub(super) fn on_suggestion(&mut self, command: Command, model: &mut Model) -> Outcome {
        let Some(suggestion) = self.selected_suggestion(model).cloned() else {
            return Outcome::done();
        };
        match &suggestion.task {
            // Its text is read in the guide; there is nothing to act on beside it.
            Task::Section(id) => Outcome::follow_up(Action::ShowSection(id.clone())),
            _ if command == Command::Right => {
                self.focus = Focus::Detail;
                Outcome::done()
            }
            Task::Skill(skill) => {
                // Space goes through the states of one skill: its row must not go from under the cursor.
                if command == Command::Mark {
                    model.pin(&suggestion);
                }
                page_actions::act(command, Some(&Target::Skill(*skill)), model)
            }
            Task::Milestone(id) => match command {
                Command::Open => {
                    self.focus = Focus::Detail;
                    Outcome::done()
                }
                Command::Deny => {
                    model.notify("A milestone is done or still open; only a skill can be denied");
                    Outcome::done()
                }
                _ => page_actions::act(command, Some(&Target::Milestone(id.clone())), model),
            },
            Task::Confirm(id) => Self::confirm(command, id, model),
            Task::Step { id, .. } => {
                let steps = model.plan().map_or(&[][..], |p| &p.steps);
                let Some(step) = steps.iter().position(|s| s.id == *id) else {
                    return Outcome::done();
                };
                self.steps.select(step);
                self.follow_step(model);
                match command {
                    Command::Evidence => self.evidence_of_step(model, None),
                    _ => self.complete_step(model),
                }
            }
        }
    }

    /// The skills to confirm: one by one, or all of them at once after a question that names them.
    fn confirm(command: Command, step: &StepId, model: &mut Model) -> Outcome {
        let claim = match command {
            Command::Complete => Claim::Held,
            Command::Deny => Claim::Missing,
            Command::Evidence => {
                model.notify(
                    "Evidence goes with one skill: open the list with enter and choose it.",
                );
                return Outcome::done();
            }
            _ => return Outcome::open(OverlayRequest::StepSkills(step.clone())),
        };
        let catalog = &model.catalog;
        let skills = model.step(step).map_or_else(Vec::new, |step| {
            to_confirm(catalog, model.profile(), model.states(), step)
        });
        let these = if skills.len() == 1 {
            "this skill".to_owned()
        } else {
            format!("these {}", plural(skills.len(), "skill", "skills"))
        };
        let (title, yes) = match claim {
            Claim::Missing => (format!("You do not have {these}?"), "none of them"),
            _ => (format!("Do you have {these}?"), "I have all"),
        };
        let labels = skills.iter().map(|s| catalog.skill(*s).label().to_string());
        let mut lines: Vec<String> = labels.collect();
        lines.push(String::new());
        lines.push("All of them are marked as one change; it can be undone.".to_owned());
        let action = Action::MarkAll { skills, claim };
        Outcome::open(OverlayRequest::confirm(title, lines, yes, action))
    }
}
