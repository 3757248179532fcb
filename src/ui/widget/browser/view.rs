//! Draws a browser.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::Browser;
use super::listing::Listing;
use crate::text::truncate;
use crate::ui::input::command::Command;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::page::content::Row;
use crate::ui::widget::page::draw;
use crate::ui::widget::pane::{TWO_PANES, pane, two_panes};

/// Most lines of the note above the rows.
const NOTE: u16 = 4;

/// From this height on the signs are explained below the list.
const WITH_LEGEND: u16 = 24;

#[expect(private_bounds, reason = "screens are made here only")]
impl<L: Listing> Browser<L> {
    /// Draws list and page.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        if area.height < 3 {
            return;
        }
        let (left, right) = panes(area, self.on_page());
        // The pane with the keys is drawn last: shared borders take its colour.
        if self.on_page() {
            self.view_list(ctx, left, buf, hits);
            self.view_page(ctx, right, buf, hits);
        } else {
            self.view_page(ctx, right, buf, hits);
            self.view_list(ctx, left, buf, hits);
        }
    }

    fn view_page(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        if area.width == 0 {
            return;
        }
        let heading = |item| L::heading(&ctx.model.catalog, item);
        let (title, remark) = self.shown.map(heading).unwrap_or_default();
        let focus = self.on_page();
        let inner = pane(&title, &remark, focus, ctx.theme, area, buf);
        let rows = self.rows_in(ctx.model, usize::from(inner.width));
        let view = ListView::new(ctx.theme, Pane::Page, focus);
        let ends = |row: &Row| draw::ends(ctx, row, inner.width);
        self.page.view(view, &rows, inner, buf, hits, ends);
    }

    fn view_list(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        if area.width == 0 {
            return;
        }
        let (theme, list, focus) = (ctx.theme, &self.list, !self.on_page());
        let inner = pane(L::TITLE, "", focus, theme, area, buf);
        if inner.height < 5 {
            return;
        }
        let legend = L::legend(ctx).filter(|_| inner.height >= WITH_LEGEND);
        let parts = [
            Constraint::Length(1),
            Constraint::Length(2),
            Constraint::Fill(1),
            Constraint::Length(u16::from(legend.is_some()) * 2),
        ];
        let [field, settings, mut rows, below] = Layout::vertical(parts).areas(inner);
        let key = ctx.key(L::CONTEXT, false, Command::Search);
        let hint = format!("press {key} and {}", L::HINT);
        let count = list.count(L::count(&ctx.model.catalog));
        list.view_field(ctx, &hint, &count, field, buf, hits);
        let settings = Rect {
            height: 1,
            ..settings
        };
        let is_asked = !list.query().trim().is_empty();
        let line = self.listing.settings(ctx, is_asked, settings.width);
        buf.set_line(settings.x, settings.y, &line, settings.width);
        hits.click(settings, Command::Filter);
        if let Some(note) = list.note() {
            let height = NOTE.min(rows.height.saturating_sub(3));
            let rest = paragraph(&note, theme.caution, Rect { height, ..rows }, buf);
            let taken = rest.y - rows.y + 1;
            rows.y += taken;
            rows.height = rows.height.saturating_sub(taken);
        }
        if list.rows().is_empty() {
            let nothing = self.listing.filtered_out(ctx).unwrap_or_else(|| {
                let back = ctx.key(L::CONTEXT, false, Command::Back);
                format!("Nothing is meant. Try another word; {back} shows all of them again.")
            });
            paragraph(&nothing, theme.dim, rows, buf);
        }
        let ends = self.listing.ends(ctx, list, rows.width);
        list.view_rows(ctx, focus, rows, buf, hits, ends);
        if let Some(legend) = legend {
            let legend = truncate(&legend, usize::from(below.width));
            buf.set_string(below.x, below.bottom() - 1, legend, theme.dim);
        }
    }
}

/// The areas of list and page: side by side with a border in common, or one of them (`page`: the page) alone.
fn panes(area: Rect, page: bool) -> (Rect, Rect) {
    let nothing = Rect { width: 0, ..area };
    match (area.width < TWO_PANES, page) {
        (true, true) => (nothing, area),
        (true, false) => (area, nothing),
        (false, _) => two_panes(area, (area.width * 9 / 20).clamp(51, 86)),
    }
}
