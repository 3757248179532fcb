//! A text field on one row: a label, the text with its cursor, a remark at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::search::{MAX_QUERY_CHARS, searched};
use crate::text::{sanitize, truncate, width};
use crate::ui::model::theme::Theme;
use crate::ui::widget::text_field::TextField;

/// Draws a field; gives the place of the terminal's cursor. `hint` stands in an empty field. Text longer than
/// the field scrolls with the cursor, and text longer than a query may be is said to be cut.
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
    let style = if text.is_selected() {
        theme.selected
    } else {
        Style::new()
    };
    buf.set_stringn(area.x, area.y, label, usize::from(area.width), theme.key);
    let remark = if searched(text.text()).len() < text.text().len() {
        &format!("first {MAX_QUERY_CHARS} characters  {remark}")
    } else {
        remark
    };
    let remark = remark.trim_end();
    let remark_width = width(remark) as u16;
    if remark_width > 0 && remark_width + label_width + 8 < area.width {
        buf.set_string(area.right() - remark_width, area.y, remark, theme.dim);
    }
    let x = area.x + label_width + u16::from(label_width > 0);
    let room = usize::from(area.right().saturating_sub(x + remark_width + 1));
    if text.is_empty() {
        buf.set_string(x, area.y, truncate(hint, room), theme.dim);
        return Position::new(x.min(area.right().saturating_sub(1)), area.y);
    }
    let before = sanitize(text.before());
    // What leads is dropped, by graphemes, until the cursor is in view.
    let mut shown = width(&before);
    let mut start = 0;
    for grapheme in before.graphemes(true) {
        if shown < room.max(1) {
            break;
        }
        start += grapheme.len();
        shown = shown.saturating_sub(width(grapheme));
    }
    let before = before.get(start..).unwrap_or_default();
    let (at, _) = buf.set_stringn(x, area.y, before, room, style);
    let room = room.saturating_sub(usize::from(at - x));
    buf.set_stringn(at, area.y, sanitize(text.after()), room, style);
    Position::new(at.min(area.right().saturating_sub(1)), area.y)
}
