//! Frames: a pane with its title in the border, an overlay in the middle of the screen, a scroll bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::symbols::merge::MergeStrategy;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

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
    let border = if focus {
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
    let mut block = Block::bordered()
        .border_style(border)
        .merge_borders(MergeStrategy::Fuzzy);
    block = if theme.signs.ascii {
        block.border_set(ASCII_BORDER)
    } else {
        block.border_type(BorderType::Rounded)
    };
    if !title.is_empty() {
        block = block.title(Line::from(vec![
            Span::raw(" "),
            Span::styled(title.into_owned(), style),
            Span::raw(" "),
        ]));
    }
    if !remark.is_empty() {
        let remark = Span::styled(format!(" {remark} "), theme.dim);
        block = block.title(Line::from(remark).right_aligned());
    }
    let inner = block.inner(area);
    block.render(area, buf);
    Rect {
        x: inner.x + u16::from(inner.width > 0),
        width: inner.width.saturating_sub(2),
        ..inner
    }
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
