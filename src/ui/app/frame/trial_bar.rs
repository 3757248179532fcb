//! The marks of a trial on every screen: the badge in the first row, and the row that compares figures before and now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::text::width;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::comparison::{figures, line};
use crate::ui::widget::hints::{self, Hints};

/// The badges, the longest first.
const BADGES: [&str; 2] = [" what if · not saved ", " what if "];

/// The longest badge that fits into `room` columns.
pub(super) fn badge(ctx: ViewContext<'_>, room: usize) -> Option<Span<'static>> {
    let text = BADGES.into_iter().find(|b| width(b) <= room)?;
    Some(Span::styled(text, ctx.theme.what_if))
}

/// Draws as many figures as fit, the most important first, and the keys that end the trial.
pub(super) fn row(ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
    let Some(sides) = ctx.model.comparison() else {
        return;
    };
    let keys = [(Command::Keep, "keep"), (Command::Drop, "drop")];
    let columns = |(command, word): &(Command, &str)| {
        let key = ctx.shown_key(KeyContext::Path, false, *command);
        key.map_or(0, |key| width(&key) + 1 + width(word) + 2)
    };
    let needed: usize = keys.iter().map(columns).sum();
    let place = Rect {
        x: area.right().saturating_sub(needed as u16),
        width: needed as u16,
        ..area
    };
    let keys = Hints::new(KeyContext::Path, false, &keys);
    hints::draw(ctx, keys, place, buf, hits);
    let room = usize::from(area.width).saturating_sub(needed + 2);
    let line = line(&figures(ctx.model, sides), room, ctx.theme);
    buf.set_line(area.x + 1, area.y, &line, room as u16);
}
