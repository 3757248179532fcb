//! The messages of this session in full, newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::profile::Moment;
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Scroll;
use crate::ui::widget::flow::{WIDEST, hanging, lines, scrolled};
use crate::ui::widget::hints::Hints;
use crate::ui::widget::pane::window;

/// What stands before a message is as wide as this.
const TIME: &str = "00:00  ";

#[derive(Debug)]
pub struct Messages {
    /// Newest first.
    messages: Vec<(Moment, String)>,
    scroll: Scroll,
}

impl Messages {
    /// The messages, given oldest first.
    pub fn new(messages: &[(Moment, String)]) -> Self {
        Self {
            messages: messages.iter().rev().cloned().collect(),
            scroll: Scroll::default(),
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        if let Some(by) = Scroll::rows_of(action, height) {
            let width = model.view.panes.width(Pane::Overlay);
            let lengths = self
                .messages
                .iter()
                .map(|(_, m)| hanging(TIME, m, width).len());
            self.scroll.by(by, lengths.sum(), height);
            return Outcome::done();
        }
        match action {
            Action::Do(Command::Back | Command::Open | Command::Left | Command::Messages) => {
                Outcome::close()
            }
            Action::Do(command) if command.is_global() => Outcome::ignored(),
            Action::Do(_) | Action::Point { .. } | Action::Type(_) => Outcome::done(),
            _ => Outcome::ignored(),
        }
    }

    /// Draws the messages.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let size = (WIDEST as u16 + 4, area.height);
        let count = plural(self.messages.len(), "message", "messages");
        let keys = [(Command::Back, "close"), (Command::PageDown, "page")];
        let keys = Hints::new(KeyContext::Messages, false, &keys);
        let title = "Messages of this session";
        let (list, mut hits) = window(ctx, title, &count, size, keys, area, buf);
        let width = usize::from(list.width);
        let mut rows: Vec<Line<'static>> = Vec::new();
        for (when, message) in &self.messages {
            let time = when
                .at
                .to_zoned(ctx.model.zone.clone())
                .strftime("%H:%M  ")
                .to_string();
            rows.extend(lines(
                &Span::styled(time, theme.key),
                message,
                theme.text,
                width,
            ));
        }
        if rows.is_empty() {
            let none = "No messages yet. Changes to your record appear here.";
            rows.extend(lines(&Span::raw(""), none, theme.dim, width));
        }
        hits.pane(Pane::Overlay, list);
        scrolled(&rows, self.scroll, list, theme, buf);
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::{NOW, model, sizes, text};

    #[test]
    fn the_newest_message_stands_first_and_whole() {
        let model = model();
        let long = "word ".repeat(60);
        let said = [(NOW, "the first".to_owned()), (NOW, format!("{long} end"))];
        let messages = Messages::new(&said);
        let (shown, _) = text(|s, a, b| messages.view(s, a, b), &model, 80, 24);
        let newest = shown.find("word").unwrap();
        assert!(newest < shown.find("the first").unwrap(), "{shown}");
        assert!(shown.contains(" end"), "{shown}");
        assert!(shown.contains("2 messages"), "{shown}");
        sizes(|s, a, b| messages.view(s, a, b), &model);
    }

    #[test]
    fn it_scrolls_to_its_end_and_no_further() {
        let mut model = model();
        let said: Vec<_> = (0..90).map(|i| (NOW, format!("message {i}"))).collect();
        let mut messages = Messages::new(&said);
        model.view.panes.set(Pane::Overlay, Rect::new(0, 0, 60, 20));
        messages.update(&Command::Last.into(), &mut model);
        assert_eq!(messages.scroll.top(90, 20), 70);
        messages.update(
            &Action::Wheel {
                pane: Pane::Overlay,
                down: false,
            },
            &mut model,
        );
        assert_eq!(messages.scroll.top(90, 20), 67);
        assert!(messages.update(&Command::Back.into(), &mut model).close);
    }

    #[test]
    fn without_messages_it_says_what_will_stand_here() {
        let model = model();
        let (shown, _) = text(|s, a, b| Messages::new(&[]).view(s, a, b), &model, 80, 24);
        assert!(shown.contains("No messages yet."), "{shown}");
    }
}
