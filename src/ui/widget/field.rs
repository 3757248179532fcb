//! A text field on one row: a label, the text with its cursor, a remark at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::{cut, harmless, width};
use crate::ui::text_field::TextField;
use crate::ui::theme::Theme;

/// Draws a field; gives the place of the terminal's cursor. `hint` stands in an empty field. Text longer than
/// the field scrolls with the cursor.
pub fn field(
    label: &str,
    text: &TextField,
    hint: &str,
    remark: &str,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Position {
    let label_width = width(label) as u16;
    buf.set_stringn(area.x, area.y, label, usize::from(area.width), theme.key);
    let remark_width = width(remark) as u16;
    if remark_width > 0 && remark_width + label_width + 8 < area.width {
        buf.set_string(area.right() - remark_width, area.y, remark, theme.dim);
    }
    let x = area.x + label_width + u16::from(label_width > 0);
    let room = usize::from(area.right().saturating_sub(x + remark_width + 1));
    if text.is_empty() {
        buf.set_string(x, area.y, cut(hint, room), theme.dim);
        return Position::new(x.min(area.right().saturating_sub(1)), area.y);
    }
    let before = harmless(text.before());
    // Drop leading characters until the cursor is in view.
    let mut hidden = 0;
    let mut shown = width(&before);
    let mut chars = before.chars();
    while shown >= room.max(1) {
        let Some(c) = chars.next() else { break };
        hidden += 1;
        shown = shown.saturating_sub(width(c.encode_utf8(&mut [0; 4])));
    }
    let all: String = before
        .chars()
        .chain(harmless(text.after()).chars())
        .skip(hidden)
        .collect();
    buf.set_stringn(x, area.y, &all, room, Style::new());
    Position::new(
        (x + shown as u16).min(area.right().saturating_sub(1)),
        area.y,
    )
}
