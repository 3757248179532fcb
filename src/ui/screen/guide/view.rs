//! Draws the list of sections with the search field above it, and the text of one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::text::{self, TextLine, TextStyle};
use super::{Focus, Guide, link};
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::{TWO_PANES, pane, two_panes};

impl Guide {
    /// Draws list and text, or the one of them that has the keys.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        let focus = self.focus == Focus::Text;
        if area.width < TWO_PANES {
            return match self.focus {
                Focus::List => self.view_list(ctx, true, area, buf, hits),
                Focus::Text => self.view_text(ctx, true, area, buf, hits),
            };
        }
        // The pane with the keys is drawn last and colours the border that both share.
        let (left_area, right_area) = two_panes(area, (area.width * 2 / 5).min(48));
        if focus {
            self.view_list(ctx, false, left_area, buf, hits);
            self.view_text(ctx, true, right_area, buf, hits);
        } else {
            self.view_text(ctx, false, right_area, buf, hits);
            self.view_list(ctx, true, left_area, buf, hits);
        }
    }

    fn view_list(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let theme = ctx.theme;
        let all = &ctx.model.catalog.guide.sections;
        let found = self.list.rows().len();
        let count = format!("{found} of {}", plural(all.len(), "section", "sections"));
        let inner = pane("Guide", &count, focus, theme, area, buf);
        if inner.height == 0 || inner.width == 0 {
            return;
        }
        let [search, list] =
            Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(inner);
        let hint = "search the guide";
        self.list.view_field(ctx, hint, "", search, buf, hits);
        if found == 0 {
            let back = ctx.key(KeyContext::Guide, self.typing(), Command::Back);
            let nothing = format!("No section has all of these words. {back} clears the search.");
            paragraph(&nothing, theme.dim, list, buf);
            return;
        }
        let words = self.words();
        self.list.view_rows(ctx, focus, list, buf, hits, |row| {
            let at = row.item as usize;
            let title = words.highlight(&all[at].title, theme.text, theme);
            // Reading stopped in the middle.
            let is_begun = self.pages[at].is_scrolled();
            let remark = if is_begun { "…" } else { "" };
            (Line::from(title), Line::styled(remark, theme.dim))
        });
    }

    /// Draws the text of the section shown.
    fn view_text(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let theme = ctx.theme;
        let model = ctx.model;
        let Some(section) = self.current(&model.catalog) else {
            return;
        };
        let width = usize::from(area.width.saturating_sub(4));
        let rows = text::rows(model, section, self.section == 0, width);
        let foot = text::foot(model, self.section == 0, width);
        let below = if foot.is_empty() { 0 } else { foot.len() + 1 };
        let inner_height = usize::from(area.height).saturating_sub(2 + below);
        let height = inner_height.max(1);
        let page = self.page();
        let (_, top) = page.position(&rows, height);
        let remark = if rows.len() > height {
            let last = (top + height).min(rows.len());
            format!("lines {} to {last} of {}", top + 1, rows.len())
        } else {
            String::new()
        };
        let inner = pane(&section.title, &remark, focus, theme, area, buf);
        let below = (below as u16).min(inner.height.saturating_sub(1));
        let parts = [Constraint::Fill(1), Constraint::Length(below)];
        let [text, below] = Layout::vertical(parts).areas(inner);
        text::draw_foot(&foot, below, theme, buf);
        let words = self.words();
        let view = ListView::new(theme, Pane::Section, focus);
        page.view(view, &rows, text, buf, hits, |row| {
            let TextLine { style, text } = &row.content;
            if let TextStyle::Link(at) = style {
                return link::parts(&section.links[*at], &words, ctx);
            }
            let (mark, mark_style, style) = text::style_of(*style, theme);
            let mut spans = vec![Span::styled(mark, mark_style)];
            spans.extend(words.highlight(text, style, theme));
            (Line::from(spans), Line::default())
        });
    }
}
