//! The list of sections, with the search field above it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::Guide;
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::paragraph;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::pane;

pub(super) fn view(
    guide: &Guide,
    ctx: ViewContext<'_>,
    focus: bool,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut HitMap,
) {
    let theme = ctx.theme;
    let all = &ctx.model.catalog.guide.sections;
    let shown = guide.shown(&ctx.model.catalog);
    let count = format!(
        "{} of {}",
        shown.len(),
        plural(all.len(), "section", "sections")
    );
    let inner = pane("Guide", &count, focus, theme, area, buf);
    if inner.height == 0 || inner.width == 0 {
        return;
    }
    let [search, list] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(inner);
    let cursor = field(
        "/",
        &guide.query,
        "search the guide",
        "",
        theme,
        search,
        buf,
    );
    hits.click(search, Command::Search);
    if guide.typing {
        hits.cursor = Some(cursor);
    }
    if shown.is_empty() {
        let back = ctx.key(KeyContext::Guide, guide.typing, Command::Back);
        let nothing = format!("No section has all of these words. {back} clears the search.");
        paragraph(&nothing, theme.dim, list, buf);
        return;
    }
    let words = guide.words();
    let view = ListView::new(theme, Pane::Sections, focus);
    view.draw(guide.list, shown.len(), list, buf, hits, |at| {
        let section = &all[shown[at]];
        let left = Line::from(words.highlight(&section.title, theme.text, theme));
        (left, Line::styled(unread(guide, section), theme.dim))
    });
}

/// What stands behind a section's title: that reading stopped in the middle.
fn unread(guide: &Guide, section: &crate::catalog::guide::Section) -> &'static str {
    match guide.read.get(&section.id) {
        Some(page) if page.is_scrolled() => "…",
        _ => "",
    }
}
