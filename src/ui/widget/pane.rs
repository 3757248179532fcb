//! Frames: a pane with its title in the border, an overlay in the middle of the screen, a scroll bar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::text::cut;
use crate::ui::theme::Theme;

/// Under this width there is one pane at a time.
pub const TWO_PANES: u16 = 100;

/// ASCII border characters, for terminals without box drawing.
const ASCII_BORDER: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws a frame (joined to frames that it overlaps) with a title at its left and a remark at its right; gives the inside with a column of air at
/// each side. `focus` says whether the pane has the keys.
pub fn pane(
    title: &str,
    remark: &str,
    focus: bool,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Rect {
    let line = if focus {
        theme.border_focus
    } else {
        theme.border
    };
    let room = usize::from(area.width.saturating_sub(6));
    let title = crate::text::harmless(title);
    let title = cut(&title, room);
    let left = room.saturating_sub(crate::text::width(&title));
    // Half a word of a remark says nothing.
    let remark = if left < 8 {
        "".into()
    } else {
        cut(remark, left)
    };
    let style = if focus { theme.accent } else { theme.title };
    // A title without a colour of its own has the terminal's, not the border's below it.
    let style = Style::reset().patch(style);
    frame(area, theme, line, buf);
    let row = Rect { height: 1, ..area };
    if !title.is_empty() {
        let title = Line::from(vec![
            Span::raw(" "),
            Span::styled(title, style),
            Span::raw(" "),
        ]);
        title.render(within(row), buf);
    }
    if !remark.is_empty() {
        let remark = Span::styled(format!(" {remark} "), theme.dim);
        Line::from(remark).right_aligned().render(within(row), buf);
    }
    let inner = area.inner(Margin::new(1, 1));
    Rect {
        x: inner.x + u16::from(inner.width > 0),
        width: inner.width.saturating_sub(2),
        ..inner
    }
}

/// The columns between the corners.
fn within(row: Rect) -> Rect {
    row.inner(Margin::new(1, 0))
}

/// Draws a border, joined to what it meets. `Block` would also set the style of every cell inside, a tenth of a frame's
/// time.
fn frame(area: Rect, theme: &Theme, style: Style, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let set = if theme.signs.ascii {
        ASCII_BORDER
    } else {
        border::ROUNDED
    };
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let mut put = |x, y, sign: &str| {
        buf[(x, y)]
            .merge_symbol(sign, MergeStrategy::Fuzzy)
            .set_style(style);
    };
    for x in area.x + 1..right {
        put(x, area.y, set.horizontal_top);
        put(x, bottom, set.horizontal_bottom);
    }
    for y in area.y + 1..bottom {
        put(area.x, y, set.vertical_left);
        put(right, y, set.vertical_right);
    }
    put(right, bottom, set.bottom_right);
    put(right, area.y, set.top_right);
    put(area.x, bottom, set.bottom_left);
    put(area.x, area.y, set.top_left);
}

/// Draws the frame of an overlay in the middle of `screen`, at most `width` by `height` (frame included) and never
/// larger than the screen, over whatever is below; gives the inside.
pub fn overlay(
    title: &str,
    remark: &str,
    (width, height): (u16, u16),
    theme: &Theme,
    screen: Rect,
    buf: &mut Buffer,
) -> Rect {
    let width = width.min(screen.width.saturating_sub(2));
    let height = height.min(screen.height.saturating_sub(2));
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    Clear.render(area, buf);
    pane(title, remark, true, theme, area, buf)
}

/// The last row of the inside of an overlay, where its keys stand.
pub fn last_row(inner: Rect) -> Rect {
    Rect {
        y: inner.bottom().saturating_sub(1),
        height: inner.height.min(1),
        ..inner
    }
}

/// Draws a thumb on the right border of a pane when not all rows are on screen: `inner` as [`pane`] gave it,
/// `top` the first row shown, of `len`.
pub fn scroll_bar(inner: Rect, top: usize, len: usize, theme: &Theme, buf: &mut Buffer) {
    let height = usize::from(inner.height);
    if len <= height || height == 0 {
        return;
    }
    let thumb = (height * height / len).max(1);
    let start = top * (height - thumb) / (len - height).max(1);
    let x = inner.right() + 1;
    for y in start..(start + thumb).min(height) {
        let place = (x, inner.y + y as u16);
        if buf.area.contains(place.into()) {
            buf[place]
                .set_symbol(theme.signs.thumb)
                .set_style(theme.border_focus);
        }
    }
}
