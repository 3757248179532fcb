//! Chooses what the list of adverts is narrowed by, with how many adverts have each value.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::advert_filter::{AdvertFilter, AdvertValue};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::{above_gap, window};

/// Columns of a facet's word with the blank columns after it.
const FACETS: usize = 10;

/// Columns of the overlay, frame included.
const WIDTH: u16 = 60;

/// The overlay.
#[derive(Debug)]
pub struct AdvertFilterChooser {
    filter: AdvertFilter,
    cursor: Cursor,
}

impl AdvertFilterChooser {
    pub fn new(filter: AdvertFilter) -> Self {
        Self {
            filter,
            cursor: Cursor::default(),
        }
    }

    /// The values that adverts have, or that are ticked; `None` takes every tick away.
    fn rows(&self, model: &Model) -> Vec<(Option<AdvertValue>, usize)> {
        let market = &model.market;
        let count = |value: AdvertValue| {
            market
                .adverts()
                .filter(|a| value.fits(a, market.kind(a)))
                .count()
        };
        let rows = AdvertValue::all().map(|value| (value, count(value)));
        let rows = rows.filter(|(value, count)| *count > 0 || self.filter.has(*value));
        let clear = (!self.filter.is_empty()).then(|| (None, market.market().len()));
        rows.map(|(value, count)| (Some(value), count))
            .chain(clear)
            .collect()
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        let len = self.rows(model).len();
        match action {
            Action::Do(Command::Back | Command::Filter) => {
                return Outcome::close_with(Action::FilterAdverts(self.filter.clone()));
            }
            Action::Do(Command::Open | Command::Mark) => self.take(model),
            Action::Do(command) => {
                let moved = self.cursor.command(*command, len, height);
                if !moved && command.is_global() {
                    return Outcome::ignored();
                }
            }
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                self.cursor.at = (*row).min(len.saturating_sub(1));
                self.take(model);
            }
            Action::Wheel { down, .. } => self.cursor.wheel(*down, len, height),
            _ => {}
        }
        Outcome::done()
    }

    fn take(&mut self, model: &Model) {
        match self.rows(model).get(self.cursor.at) {
            Some((Some(value), _)) => self.filter.toggle(*value),
            Some((None, _)) => {
                _ = self.filter.clear();
                self.cursor = Cursor::default();
            }
            None => {}
        }
    }

    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let rows = self.rows(ctx.model);
        let keys = [(Command::Mark, "tick"), (Command::Back, "show them")];
        let keys = Hints::new(KeyContext::AdvertFilter, false, &keys);
        let size = (WIDTH, rows.len() as u16 + 4);
        let (body, mut hits) = window(ctx, "Show adverts", "", size, keys, area, buf);
        let view = ListView::new(theme, Pane::Overlay, true);
        view.draw(
            self.cursor,
            rows.len(),
            above_gap(body),
            buf,
            &mut hits,
            |at| {
                let (value, count) = rows[at];
                let Some(value) = value else {
                    let text = format!("{}show all adverts again", " ".repeat(FACETS));
                    return (Line::styled(text, theme.text), Line::default());
                };
                let before = at.checked_sub(1).and_then(|before| rows[before].0);
                let is_first = before.is_none_or(|before| before.is_kind() != value.is_kind());
                let facet = match (is_first, value.is_kind()) {
                    (false, _) => "",
                    (true, true) => "post",
                    (true, false) => "state",
                };
                let (sign, style) = if self.filter.has(value) {
                    (theme.signs.ticked, theme.accent)
                } else {
                    (theme.signs.unticked, theme.text)
                };
                let left = Line::from(vec![
                    Span::styled(format!("{facet:<FACETS$}"), theme.title),
                    Span::styled(format!("{sign} {}", value.title()), style),
                ]);
                (left, Line::styled(count.to_string(), theme.dim))
            },
        );
        hits
    }
}
