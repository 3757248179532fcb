//! Frames: a pane with its title in the border, an overlay in the middle of the screen, a scroll bar.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Offset, Rect};
use ratatui::style::Style;
use ratatui::symbols::{self, merge::MergeStrategy};
use ratatui::text::{Line, Span};
use ratatui::widgets::{
    Block, Clear, Padding, Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget, Widget,
};

use crate::text::truncate;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::hints::{self, Hints};

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

/// Draws a frame (joined to frames that it overlaps) with a title at its left and a remark at its right. Returns the
/// inside without a blank column at each side. `focus` says whether the pane has the keys.
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
    let set = if theme.signs.ascii {
        ASCII_BORDER
    } else {
        symbols::border::ROUNDED
    };
    let block = Block::bordered()
        .border_set(set)
        .border_style(border_style)
        .merge_borders(MergeStrategy::Fuzzy)
        .padding(Padding::horizontal(1));
    let inner = block.inner(area);
    block.render(area, buf);
    // `Block` measures its titles by whole spans, which is not how wide Arabic ligatures are drawn.
    let row = Rect { height: 1, ..area }
        .inner(Margin::new(1, 0))
        .intersection(buf.area);
    if !title.is_empty() {
        let title = Line::from(vec![
            Span::raw(" "),
            Span::styled(title, title_style),
            Span::raw(" "),
        ]);
        buf.set_line(row.x, row.y, &title, row.width);
    }
    if !remark.is_empty() {
        let remark = format!(" {remark} ");
        let width = crate::text::width(&remark) as u16;
        let x = row.right().saturating_sub(width).max(row.x);
        buf.set_stringn(x, row.y, remark, usize::from(row.width), theme.dim);
    }
    inner
}

/// Empties an area, for what is drawn over it.
pub(crate) fn clear(area: Rect, buf: &mut Buffer) {
    Clear.render(area, buf);
}

/// Two panes side by side that share a border; `left` columns stand before it.
pub(crate) fn two_panes(area: Rect, left: u16) -> (Rect, Rect) {
    let columns = [Constraint::Length(left + 1), Constraint::Fill(1)];
    let [left, right] = Layout::horizontal(columns).spacing(-1).areas(area);
    (left, right)
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
    clear(area, buf);
    pane(title, remark, true, theme, area, buf)
}

/// Draws the frame of an overlay, as [`overlay`] does, with a row of keys at its foot; gives the area above the keys.
pub(crate) fn window(
    ctx: ViewContext<'_>,
    title: &str,
    remark: &str,
    size: (u16, u16),
    keys: Hints<'_>,
    screen: Rect,
    buf: &mut Buffer,
) -> (Rect, HitMap) {
    let mut hits = HitMap::default();
    let inner = overlay(title, remark, size, ctx.theme, screen, buf);
    hits.set_frame(inner);
    let [body, foot] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(inner);
    hints::draw(ctx, keys, foot, buf, &mut hits);
    (body, hits)
}

/// The area without its last row, which stays empty above the keys.
pub(crate) fn above_gap(body: Rect) -> Rect {
    let height = body.height.saturating_sub(1);
    Rect { height, ..body }
}

/// Draws a thumb on the right border of a pane when not all rows are on screen: `inner` as [`pane`] gave it,
/// `top` the first row shown, of `len`.
pub fn scroll_bar(inner: Rect, top: usize, len: usize, theme: &Theme, buf: &mut Buffer) {
    let height = usize::from(inner.height);
    let column = inner.offset(Offset::new(2, 0)).intersection(buf.area);
    if len <= height || column.is_empty() {
        return;
    }
    let mut state = ScrollbarState::new(len - height + 1)
        .position(top)
        .viewport_content_length(height);
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .thumb_symbol(theme.signs.thumb)
        .track_symbol(None)
        .begin_symbol(None)
        .end_symbol(None)
        .thumb_style(theme.border_focus)
        .render(column, buf, &mut state);
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
}
