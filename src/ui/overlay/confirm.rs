//! A question before something larger is done: what will happen, and what is open. Enter or y does it, Esc or n
//! leaves everything as it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::text::{sanitize, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Scroll;
use crate::ui::widget::flow::scrolled;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::pane::{above_gap, window};

/// Columns of the overlay, frame included.
const WIDTH: u16 = 72;

/// A question with one way to say yes.
#[derive(Debug)]
pub struct Confirm {
    title: String,
    lines: Vec<String>,
    yes: &'static str,
    action: Action,
    scroll: Scroll,
}

impl Confirm {
    /// A question. `lines` say what will happen and what is open, `yes` is a word or three for doing it.
    pub fn new(
        title: impl Into<String>,
        lines: Vec<String>,
        yes: &'static str,
        action: Action,
    ) -> Self {
        Self {
            title: title.into(),
            lines,
            yes,
            action,
            scroll: Scroll::default(),
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        if let Some(by) = Scroll::rows_of(action, height) {
            let len = self.rows(model.view.panes.width(Pane::Overlay)).len();
            self.scroll.by(by, len, height);
            return Outcome::done();
        }
        match action {
            Action::Do(Command::Open) => Outcome::close_with(self.action.clone()),
            Action::Do(Command::Back | Command::Left) => Outcome::close(),
            Action::Do(command) if command.is_global() => Outcome::ignored(),
            // A key for the screen below must not change it while the question stands.
            Action::Do(_) | Action::Point { .. } | Action::Type(_) => Outcome::done(),
            _ => Outcome::ignored(),
        }
    }

    fn rows(&self, width: usize) -> Vec<Line<'static>> {
        self.lines
            .iter()
            .flat_map(|line| wrap(line, width))
            .map(|line| Line::raw(sanitize(&line).into_owned()))
            .collect()
    }

    /// Draws the question.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let width = WIDTH.min(area.width.saturating_sub(2));
        let rows = self.rows(usize::from(width.saturating_sub(4)));
        let height = rows.len() as u16 + 4;
        let keys = [(Command::Open, self.yes), (Command::Back, "not yet")];
        let keys = Hints::new(KeyContext::Confirm, false, &keys);
        let (body, mut hits) = window(ctx, &self.title, "", (WIDTH, height), keys, area, buf);
        let text = above_gap(body);
        hits.pane(Pane::Overlay, text);
        scrolled(&rows, self.scroll, text, ctx.theme, buf);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::{ask, model, sizes, text};

    fn confirm() -> Confirm {
        let lines = vec![
            "The role is added to the roles you hold.".into(),
            "3 skills are open.".into(),
        ];
        let action = Action::Move {
            step: "a-b".into(),
            made: true,
        };
        Confirm::new("Make the move?", lines, "make it", action)
    }

    #[test]
    fn enter_does_it_and_esc_leaves_it() {
        let mut model = model();
        let yes = confirm().update(&Command::Open.into(), &mut model);
        assert!(yes.close);
        assert_eq!(
            yes.follow_ups,
            [Action::Move {
                step: "a-b".into(),
                made: true
            }]
        );
        let no = confirm().update(&Command::Back.into(), &mut model);
        assert!(no.close && no.follow_ups.is_empty());
    }

    #[test]
    fn keys_for_the_screen_below_do_nothing_and_quit_still_quits() {
        let mut model = model();
        assert!(confirm().update(&Command::Undo.into(), &mut model).handled);
        assert!(!confirm().update(&Command::Quit.into(), &mut model).handled);
        assert!(!confirm().update(&Action::Saved(Ok(())), &mut model).handled);
    }

    #[test]
    fn it_says_what_happens_and_can_be_clicked() {
        let model = model();
        let (shown, hits) = text(|s, a, b| confirm().view(s, a, b), &model, 80, 24);
        assert!(shown.contains("Make the move?"), "{shown}");
        assert!(shown.contains("3 skills are open."), "{shown}");
        assert!(shown.contains("y make it  n not yet"), "{shown}");
        assert_eq!(ask(&shown, &hits, "make it"), Some(Command::Open.into()));
        assert_eq!(ask(&shown, &hits, "not yet"), Some(Command::Back.into()));
        sizes(|s, a, b| confirm().view(s, a, b), &model);
    }
}
