//! What was assumed: skills that roles held or a milestone suggest, the least certain first, to be confirmed or denied
//! with one key.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::catalog::{SkillIx, StepId};
use crate::planning::suggestions;
use crate::profile::Claim;
use crate::text::wrap;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::content::Target;
use crate::ui::widget::page_actions;
use crate::ui::widget::pane::window;
use crate::ui::widget::skill_line;
use crate::usecase::step_report::skills_to_mark;
use crate::wording;

/// How many assumptions are shown at first. Who is asked a hundred things answers none.
const FIRST: usize = 5;

/// Skills to be confirmed or denied.
#[derive(Debug)]
pub struct Assumptions {
    title: String,
    intro: String,
    skills: Vec<SkillIx>,
    /// How many of them are shown; below them stands a line for the rest.
    shown: usize,
    cursor: Cursor,
}

impl Assumptions {
    /// Everything assumed from the roles held that the person said nothing of.
    pub fn new(model: &Model) -> Self {
        let all = suggestions::assumptions(&model.catalog, model.profile(), model.states());
        let intro = if model.profile().roles_held.is_empty() {
            wording::NO_JOB
        } else if all.is_empty() {
            wording::NOTHING_ASSUMED
        } else {
            "Least certain first. Deny what is not you; the rest may stay."
        };
        Self {
            title: "Assumed from your roles".to_owned(),
            intro: intro.to_owned(),
            // One or two more are shown at once: a line that says so would take as much room.
            shown: if all.len() > FIRST + 2 {
                FIRST
            } else {
                all.len()
            },
            skills: all.into_iter().map(|a| a.skill).collect(),
            cursor: Cursor::default(),
        }
    }

    /// The skills of a step to confirm or deny, the same ones that the suggestion counts.
    pub fn of_step(model: &Model, step: &StepId) -> Self {
        let skills = model.step(step).map_or_else(Vec::new, |step| {
            let (profile, states) = (model.profile(), model.states());
            suggestions::to_confirm(&model.catalog, profile, states, step)
        });
        Self {
            title: "Which of these do you have?".to_owned(),
            intro: "This step asks for them. Likely skills count half until confirmed or denied; similar skills you \
                    may know by another name."
                .to_owned(),
            shown: skills.len(),
            skills,
            cursor: Cursor::default(),
        }
    }

    /// The skills that a milestone shows and that the person has not marked yet; None when there are none.
    pub fn after_milestone(model: &Model, id: &str) -> Option<Self> {
        let milestone = model.catalog.milestone(id)?;
        let skills = skills_to_mark(milestone, model.states());
        if skills.is_empty() {
            return None;
        }
        Some(Self {
            title: "Does it show these skills?".to_owned(),
            intro: format!(
                "You reached \u{201c}{}\u{201d}. Mark the skills it shows you have; nothing is marked by itself.",
                milestone.title
            ),
            shown: skills.len(),
            skills,
            cursor: Cursor::default(),
        })
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        let len = self.rows();
        match action {
            Action::Do(Command::Open | Command::Mark | Command::Right) if self.on_rest() => {
                self.show_rest();
            }
            Action::Do(Command::Mark) => self.answer(model, height, true),
            Action::Do(Command::Deny) => self.answer(model, height, false),
            Action::Do(Command::Evidence) => {
                if let Some(skill) = self.skills.get(self.cursor.at).filter(|_| !self.on_rest()) {
                    return page_actions::act(
                        Command::Evidence,
                        Some(&Target::Skill(*skill)),
                        model,
                    );
                }
            }
            Action::Do(Command::Open | Command::Back) => {
                // The first run ends with this list.
                model.remember_question(None);
                return Outcome::close();
            }
            // With no answer left to take back, undo takes back what the list was opened for.
            Action::Do(Command::Undo) if !self.is_answered(model) => {
                model.remember_question(None);
                return Outcome::close_with(Command::Undo);
            }
            Action::Do(Command::Undo | Command::Redo | Command::Quit) => return Outcome::ignored(),
            Action::Point { row, .. } => {
                let again = self.cursor.at == *row;
                self.cursor.go(*row, len, height);
                if self.on_rest() {
                    self.show_rest();
                } else if again {
                    self.answer(model, height, true);
                }
            }
            Action::Wheel { down, .. } => {
                self.cursor.wheel(*down, len, height);
            }
            Action::Do(command) => {
                self.cursor.command(*command, len, height);
            }
            _ => {}
        }
        Outcome::done()
    }

    /// Whether a skill of the list was confirmed or denied; none was when the list was made.
    fn is_answered(&self, model: &Model) -> bool {
        let claim = |skill: &SkillIx| model.states().claim(*skill);
        self.skills.iter().any(|skill| claim(skill).is_some())
    }

    /// The skills that are not shown yet.
    fn rest(&self) -> usize {
        self.skills.len() - self.shown
    }

    /// Rows of the list: the skills that are shown, and a line for the rest.
    fn rows(&self) -> usize {
        self.shown + usize::from(self.rest() > 0)
    }

    /// Whether the cursor is on the line for the rest.
    fn on_rest(&self) -> bool {
        self.rest() > 0 && self.cursor.at == self.shown
    }

    /// Shows all of them; the cursor is on the first that was not there before.
    fn show_rest(&mut self) {
        self.shown = self.skills.len();
    }

    /// Confirms or denies the skill under the cursor (or takes that back) and goes on to the next.
    fn answer(&mut self, model: &mut Model, height: usize, yes: bool) {
        if self.on_rest() {
            return;
        }
        let Some(skill) = self.skills.get(self.cursor.at).copied() else {
            return;
        };
        let wanted = if yes { Claim::Held } else { Claim::Missing };
        let taken_back = model.states().claim(skill) == Some(wanted);
        model.mark(skill, (!taken_back).then_some(wanted));
        if !taken_back {
            self.cursor.step(1, self.rows(), height);
        }
    }

    /// Draws the list.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let width = 84;
        let room = width.min(area.width.saturating_sub(2)).saturating_sub(4);
        let intro = wrap(&self.intro, usize::from(room)).len() as u16;
        let wanted = self.rows() as u16 + intro + 5;
        let shown = self.skills.get(..self.shown).unwrap_or_default();
        let answered = shown
            .iter()
            .filter(|s| ctx.model.states().claim(**s).is_some())
            .count();
        let remark = format!("{answered} of {} answered", self.shown);
        let review = format!("review {} more", self.rest());
        let keys: &[_] = if self.on_rest() {
            &[
                (Command::Open, review.as_str()),
                (Command::Undo, "undo"),
                (Command::Back, "done"),
            ]
        } else {
            &[
                (Command::Mark, "I have it"),
                (Command::Deny, "not me"),
                (Command::Undo, "undo"),
                (Command::Open, "done"),
            ]
        };
        let keys = Hints::new(KeyContext::Assumptions, false, keys);
        let size = (width, wanted);
        let (body, mut hits) = window(ctx, &self.title, &remark, size, keys, area, buf);
        let below = paragraph(&self.intro, theme.dim, body, buf);
        let rows = [
            Constraint::Length(1),
            Constraint::Min(0),
            Constraint::Length(1),
        ];
        let [_, list, _] = Layout::vertical(rows).areas(below);
        let ends = |at| match shown.get(at) {
            Some(skill) => skill_line::parts(ctx, *skill, None),
            None => (self.rest_line(ctx), Line::default()),
        };
        let view = ListView::new(theme, Pane::Overlay, true);
        view.draw(self.cursor, self.rows(), list, buf, &mut hits, ends);
        hits
    }

    /// The line for the assumptions that are not shown yet.
    fn rest_line(&self, ctx: ViewContext<'_>) -> Line<'static> {
        // The sign promises that it unfolds; the keys stand below, and they differ from row to row.
        let sign = ctx.theme.signs.folded;
        let text = format!("{sign} {} more, which are more certain", self.rest());
        Line::styled(text, ctx.theme.dim)
    }
}

#[cfg(test)]
mod tests;
