//! Draws the part of a list that is on screen, its scroll bar, and the areas that a click can hit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::cursor::Cursor;
use super::pane::scroll_bar;
use super::rows::{RowSelection, row};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::theme::Theme;

/// The left and the right end of a row.
pub(crate) type Ends<'a> = (Line<'a>, Line<'a>);

/// How a list is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListView<'a> {
    pub(crate) theme: &'a Theme,
    /// The pane that clicks and the wheel name.
    pub(crate) pane: Pane,
    /// How the row under the cursor looks.
    pub(crate) selection: RowSelection,
}

impl<'a> ListView<'a> {
    /// A list whose pane has the keys or not.
    pub(crate) fn new(theme: &'a Theme, pane: Pane, focus: bool) -> Self {
        let selection = if focus {
            RowSelection::Focus
        } else {
            RowSelection::Idle
        };
        Self {
            theme,
            pane,
            selection,
        }
    }

    /// Draws a list of `len` rows.
    pub(crate) fn draw<'l>(
        &self,
        cursor: Cursor,
        len: usize,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
        ends: impl Fn(usize) -> Ends<'l>,
    ) {
        let top = cursor.top(len, usize::from(area.height));
        let selection = |at| {
            if at == cursor.at {
                self.selection
            } else {
                RowSelection::No
            }
        };
        self.draw_from(top, len, area, buf, hits, |at| (ends(at), selection(at)));
    }

    /// Draws the rows from `top` on, each selected or not.
    pub(crate) fn draw_from<'l>(
        &self,
        top: usize,
        len: usize,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
        each: impl Fn(usize) -> (Ends<'l>, RowSelection),
    ) {
        for (place, at) in area.rows().zip(top..len) {
            let ((left, right), selection) = each(at);
            row(left, right, selection, self.theme, place, buf);
        }
        hits.rows(self.pane, area, top, len);
        scroll_bar(area, top, len, self.theme, buf);
    }
}
