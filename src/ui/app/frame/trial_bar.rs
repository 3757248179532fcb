//! What a what-if looks like around every screen: the badge in the first row, and below it the row that puts what is
//! so beside what would be so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::text::width;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::comparison::{figures, line};
use crate::ui::widget::hints::hints;

/// The badge, the longest first; what fits is drawn.
const BADGES: [&str; 2] = [" what if · not saved ", " what if "];

/// The badge for `room` columns.
pub(super) fn badge(ctx: ViewContext<'_>, room: usize) -> Option<Span<'static>> {
    let text = BADGES.into_iter().find(|b| width(b) <= room)?;
    Some(Span::styled(text, ctx.theme.what_if))
}

/// Draws the row: as many figures as there is room for, those first that matter most, and the keys that end it.
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
    hints(ctx, (KeyContext::Path, false), &keys, place, buf, hits);
    let room = usize::from(area.width).saturating_sub(needed + 2);
    let line = line(&figures(ctx.model, sides), room, ctx.theme);
    buf.set_line(area.x + 1, area.y, &line, room as u16);
}
