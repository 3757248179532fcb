//! Frames: a pane with its title in the border, an overlay in the middle of the screen, a scroll bar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::symbols::{self, merge::MergeStrategy};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use crate::text::truncate;
use crate::ui::model::theme::Theme;

/// Under this width there is one pane at a time.
pub const TWO_PANES: u16 = 100;

/// ASCII border characters, for terminals without box drawing.
const ASCII_BORDER: symbols::border::Set<'static> = symbols::border::Set {
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
    let (border_style, title_style) = if focus {
        (theme.border_focus, theme.accent)
    } else {
        (theme.border, theme.title)
    };
    // A title without a colour of its own has the terminal's, not the border's below it.
    let title_style = Style::reset().patch(title_style);
    let room = usize::from(area.width.saturating_sub(6));
    let title = crate::text::sanitize(title);
    let title = truncate(&title, room);
    let left = room.saturating_sub(crate::text::width(&title));
    // Half a word of a remark says nothing.
    let remark = if left < 8 {
        "".into()
    } else {
        truncate(remark, left)
    };
    if area.intersection(buf.area).is_empty() {
        return inside(area);
    }
    border(area, theme, border_style, buf);
    let row = Rect { height: 1, ..area };
    if !title.is_empty() {
        let title = Line::from(vec![
            Span::raw(" "),
            Span::styled(title, title_style),
            Span::raw(" "),
        ]);
        let row = within(row);
        buf.set_line(row.x, row.y, &title, row.width);
    }
    if !remark.is_empty() {
        let remark = format!(" {remark} ");
        let (row, width) = (within(row), crate::text::width(&remark) as u16);
        let x = row.right().saturating_sub(width).max(row.x);
        buf.set_stringn(x, row.y, remark, usize::from(row.width), theme.dim);
    }
    inside(area)
}

/// What is left of a pane inside its border, with a column of air at each side; a side too short for that is left empty
/// where it is.
fn inside(area: Rect) -> Rect {
    let (air, line) = (area.width.min(4) / 2, area.height.min(2) / 2);
    Rect {
        x: area.x + air,
        y: area.y + line,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// The columns between the corners.
fn within(row: Rect) -> Rect {
    row.inner(Margin::new(1, 0))
}

/// Draws a border, joined to what it meets. `Block` would also set the style of every cell inside, a tenth of a frame's
/// time.
fn border(area: Rect, theme: &Theme, style: Style, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let set = if theme.signs.ascii {
        ASCII_BORDER
    } else {
        symbols::border::ROUNDED
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::model::theme::ThemeName;

    #[test]
    fn a_title_is_whole_in_every_script() {
        let theme = Theme::new(ThemeName::Dark, false);
        for title in [
            "رئيس الأعمال الآلية",
            "👩\u{200d}💻 x",
            "سیاست\u{200c}های امنیت",
        ] {
            let area = Rect::new(0, 0, 40, 3);
            let mut buf = Buffer::empty(area);
            pane(title, "2529.1", true, &theme, area, &mut buf);
            let drawn: String = (0..40).map(|x| buf[(x, 0)].symbol()).collect();
            // What follows a wide letter is a cell of its own.
            let drawn = drawn.replace("  ", " ");
            assert!(drawn.contains(&format!("╭ {title} ──")), "{drawn}");
            assert!(drawn.ends_with("── 2529.1 ╮"), "{drawn}");
        }
    }

    #[test]
    fn a_pane_too_small_for_its_border_has_an_empty_inside_where_it_stands() {
        let check = |(width, height), expected: (u16, u16, u16, u16)| {
            let inner = inside(Rect::new(10, 20, width, height));
            let got = (inner.x, inner.y, inner.width, inner.height);
            assert_eq!(got, expected, "{width} by {height}");
        };
        check((78, 20), (12, 21, 74, 18));
        check((78, 1), (12, 20, 74, 0));
        check((1, 10), (10, 21, 0, 8));
        check((0, 0), (10, 20, 0, 0));
    }
}
