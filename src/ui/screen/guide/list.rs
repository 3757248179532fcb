//! The list of sections, with the search field above it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Guide, LIST};
use crate::text::{plural, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::pane::{pane, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};

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
    let search = Rect { height: 1, ..inner };
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
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    if shown.is_empty() {
        let back = ctx.key(KeyContext::Guide, guide.typing, Command::Back);
        let nothing = format!("No section has all of these words. {back} clears the search.");
        for (y, line) in (list.y..list.bottom()).zip(wrap(&nothing, usize::from(list.width))) {
            buf.set_string(list.x, y, line, theme.dim);
        }
        return;
    }
    let words = guide.words();
    let top = guide.list.top(shown.len(), usize::from(list.height));
    hits.rows(LIST, list, top, shown.len());
    for (y, (at, section)) in (list.y..list.bottom()).zip(shown.iter().enumerate().skip(top)) {
        let section = &all[*section];
        let left = Line::from(words.highlight(&section.title, theme.text, theme));
        let right = Line::styled(unread(guide, section), theme.dim);
        let selection = RowSelection::of(at, guide.list.at, focus);
        row(
            left,
            right,
            selection,
            theme,
            Rect {
                y,
                height: 1,
                ..list
            },
            buf,
        );
    }
    scroll_bar(list, top, shown.len(), theme, buf);
}

/// What stands behind a section's title: that reading stopped in the middle.
fn unread(guide: &Guide, section: &crate::catalog::guide::Section) -> &'static str {
    match guide.read.get(&section.id) {
        Some(place) if place.top > 0 => "…",
        _ => "",
    }
}
