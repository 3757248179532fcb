//! The text of a section as rows, and where the reader stands in it.
//!
//! Down scrolls by a line until a link is in view; then the cursor goes from link to link.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Guide, TEXT, link};
use crate::catalog::guide::{Block, Section};
use crate::text::{truncate, wrap};
use crate::ui::model::Model;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::{QueryWords, WIDEST, hanging};
use crate::ui::widget::pane::{pane, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};

/// The disclaimer stands whole at the foot when it takes no more rows than this; else its beginning does, and the
/// whole of it opens the first section.
const FOOT: usize = 3;

/// What a row of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextStyle {
    /// Running text.
    Text,
    /// A point of a list; the first row of it has the mark.
    Point(bool),
    /// Something to look for or to ask; the first row of it has the box.
    Box(bool),
    /// A fact.
    Fact,
    /// Where a fact comes from.
    Source,
    /// A heading.
    Heading,
    /// The disclaimer, where it stands in the text.
    Remark,
    /// A link, by number.
    Link(usize),
}

/// A row of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextRow {
    pub(super) style: TextStyle,
    pub(super) text: String,
}

/// Where the reader stands in a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ReadingPosition {
    /// The first row on screen.
    pub(super) top: usize,
    /// The link under the cursor, if one is on screen.
    pub(super) link: Option<usize>,
}

/// The measures of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextSize {
    /// Rows in all.
    pub(super) len: usize,
    /// Rows on screen.
    pub(super) height: usize,
    /// How many links there are; they are the last rows.
    pub(super) links: usize,
}

impl TextSize {
    pub(super) fn of(rows: &[TextRow], height: usize) -> Self {
        let links = rows
            .iter()
            .filter(|r| matches!(r.style, TextStyle::Link(_)))
            .count();
        Self {
            len: rows.len(),
            height: height.max(1),
            links,
        }
    }

    fn last_top(&self) -> usize {
        self.len.saturating_sub(self.height)
    }

    fn row_of(&self, link: usize) -> usize {
        self.len - self.links + link
    }

    /// The link on a row.
    pub(super) fn link_at(&self, row: usize) -> Option<usize> {
        row.checked_sub(self.len - self.links)
            .filter(|link| *link < self.links)
    }

    fn sees(&self, top: usize, link: usize) -> bool {
        link < self.links && (top..top + self.height).contains(&self.row_of(link))
    }
}

impl ReadingPosition {
    /// The first row on screen, whatever changed since.
    fn top(self, flow: &TextSize) -> usize {
        self.top.min(flow.last_top())
    }

    /// The link under the cursor, when it can be seen.
    pub(super) fn shown_link(self, flow: &TextSize) -> Option<usize> {
        self.link.filter(|link| flow.sees(self.top(flow), *link))
    }

    fn settle(&mut self, top: usize, flow: &TextSize) {
        self.top = top.min(flow.last_top());
        self.link = self.shown_link(flow);
    }

    /// Scrolls; a link stays under the cursor as long as it is on screen.
    pub(super) fn scroll(&mut self, by: isize, flow: &TextSize) {
        self.settle(self.top(flow).saturating_add_signed(by), flow);
    }

    /// On to the next link if it is on screen, else a line down.
    pub(super) fn down(&mut self, flow: &TextSize) {
        let top = self.top(flow);
        let first = (0..flow.links).find(|link| flow.sees(top, *link));
        let next = self.shown_link(flow).map_or(first, |link| Some(link + 1));
        match next {
            Some(link) if flow.sees(top, link) => self.link = Some(link),
            Some(link) if link < flow.links && self.link.is_some() => self.go_to_link(link, flow),
            _ => self.scroll(1, flow),
        }
    }

    /// Back to the link before if it is on screen, else a line up.
    pub(super) fn up(&mut self, flow: &TextSize) {
        let top = self.top(flow);
        match self.shown_link(flow) {
            Some(link) if link > 0 && flow.sees(top, link - 1) => self.link = Some(link - 1),
            Some(link) if link > 0 => self.go_to_link(link - 1, flow),
            _ => {
                self.scroll(-1, flow);
                self.link = None;
            }
        }
    }

    /// Puts the cursor on a link and brings it on screen.
    pub(super) fn go_to_link(&mut self, link: usize, flow: &TextSize) {
        if link >= flow.links {
            return;
        }
        let row = flow.row_of(link);
        let least = (row + 1).saturating_sub(flow.height);
        self.top = self
            .top(flow)
            .clamp(least, row.max(least))
            .min(flow.last_top());
        self.link = Some(link);
    }
}

/// The rows of a section in a pane of `width` columns. The first section of the guide begins with the disclaimer.
pub(super) fn rows(model: &Model, section: &Section, first: bool, width: usize) -> Vec<TextRow> {
    let width = width.clamp(1, WIDEST);
    let mut out: Vec<TextRow> = Vec::new();
    let mut add = |style: TextStyle, text: String| out.push(TextRow { style, text });
    let disclaimer = disclaimer(model, width);
    if first && disclaimer.len() > FOOT {
        for line in disclaimer {
            add(TextStyle::Remark, line);
        }
        add(TextStyle::Text, String::new());
    }
    for (at, block) in section.blocks.iter().enumerate() {
        if at > 0 {
            add(TextStyle::Text, String::new());
        }
        match block {
            Block::Paragraph { text } => {
                for line in wrap(text, width) {
                    add(TextStyle::Text, line);
                }
            }
            Block::List { items } => points(items, TextStyle::Point, width, &mut add),
            Block::Checklist { items } => points(items, TextStyle::Box, width, &mut add),
            Block::Fact {
                text,
                source,
                source_name,
                as_of,
            } => {
                for (_, line) in hanging("  ", text, width) {
                    add(TextStyle::Fact, line);
                }
                let from = if source_name.contains(&**as_of) {
                    source_name.to_string()
                } else {
                    format!("{source_name}, {as_of}")
                };
                for part in [&from, &**source] {
                    for (_, line) in hanging("  ", part, width) {
                        add(TextStyle::Source, line);
                    }
                }
            }
        }
    }
    if !section.links.is_empty() {
        add(TextStyle::Text, String::new());
        add(TextStyle::Heading, "From here".to_owned());
        for (at, link) in section.links.iter().enumerate() {
            add(TextStyle::Link(at), link.label.to_string());
        }
    }
    out
}

fn points(
    items: &[Box<str>],
    style: fn(bool) -> TextStyle,
    width: usize,
    add: &mut impl FnMut(TextStyle, String),
) {
    for item in items {
        for (at, (_, line)) in hanging("  ", item, width).into_iter().enumerate() {
            add(style(at == 0), line);
        }
    }
}

/// The row from which the first match is seen with a line above it.
pub(super) fn first_match(rows: &[TextRow], words: &QueryWords) -> usize {
    rows.iter()
        .position(|row| words.any_in(&row.text))
        .map_or(0, |row| row.saturating_sub(1))
}

/// Draws the text of the section shown.
pub(super) fn view(
    guide: &Guide,
    ctx: ViewContext<'_>,
    focus: bool,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut HitMap,
) {
    let theme = ctx.theme;
    let model = ctx.model;
    let Some(section) = guide.current(&model.catalog) else {
        return;
    };
    let width = usize::from(area.width.saturating_sub(4));
    let rows = rows(model, section, guide.section == 0, width);
    let foot = foot(model, guide.section == 0, width);
    let below = if foot.is_empty() { 0 } else { foot.len() + 1 };
    let inner_height = usize::from(area.height).saturating_sub(2 + below);
    let flow = TextSize::of(&rows, inner_height);
    let place = guide.place(model);
    let top = place.top(&flow);
    let last = (top + flow.height).min(flow.len);
    let remark = if flow.len > flow.height {
        format!("lines {} to {last} of {}", top + 1, flow.len)
    } else {
        String::new()
    };
    let inner = pane(&section.title, &remark, focus, theme, area, buf);
    let below = (below as u16).min(inner.height.saturating_sub(1));
    let text = Rect {
        height: inner.height - below,
        ..inner
    };
    if !foot.is_empty() {
        draw_foot(
            &foot,
            Rect {
                y: text.bottom(),
                height: below,
                ..inner
            },
            theme,
            buf,
        );
    }
    hits.rows(TEXT, text, top, rows.len());
    let words = guide.words();
    for (y, each) in (text.y..text.bottom()).zip(rows.iter().skip(top)) {
        let line_area = Rect {
            y,
            height: 1,
            width: text.width.min(WIDEST as u16),
            ..text
        };
        if let TextStyle::Link(at) = each.style {
            let Some(link) = section.links.get(at) else {
                continue;
            };
            let (left, right) = link::parts(link, &words, ctx);
            let here = place.shown_link(&flow) == Some(at);
            let selection = if here {
                RowSelection::of(at, at, focus)
            } else {
                RowSelection::No
            };
            row(left, right, selection, theme, line_area, buf);
        } else {
            let (mark, mark_style, style) = style_of(each.style, theme);
            let mut spans = vec![Span::styled(mark, mark_style)];
            spans.extend(words.highlight(&each.text, style, theme));
            buf.set_line(line_area.x, y, &Line::from(spans), line_area.width);
        }
    }
    scroll_bar(text, top, rows.len(), theme, buf);
}

/// What stands before a row, its style, and the style of the row.
fn style_of(style: TextStyle, theme: &Theme) -> (String, Style, Style) {
    let signs = theme.signs;
    let marked = |sign: &str, is_first: bool| {
        if is_first {
            format!("{sign} ")
        } else {
            "  ".into()
        }
    };
    match style {
        TextStyle::Text | TextStyle::Link(_) => (String::new(), theme.text, theme.text),
        TextStyle::Heading => (String::new(), theme.title, theme.title),
        TextStyle::Remark => (String::new(), theme.dim, theme.dim),
        TextStyle::Point(first) => (marked(signs.point, first), theme.key, theme.text),
        TextStyle::Box(first) => (marked(signs.unticked, first), theme.key, theme.text),
        TextStyle::Fact => (marked(signs.rule, true), theme.border_focus, theme.text),
        TextStyle::Source => (marked(signs.rule, true), theme.border_focus, theme.dim),
    }
}

/// The disclaimer, wrapped.
fn disclaimer(model: &Model, width: usize) -> Vec<String> {
    let guide = &model.catalog.guide;
    wrap(
        &format!("{} Checked {}.", guide.disclaimer, guide.as_of),
        width.min(WIDEST),
    )
}

/// The disclaimer as it stands at the foot; nothing under the first section where it begins with the whole of it.
fn foot(model: &Model, first: bool, width: usize) -> Vec<String> {
    let lines = disclaimer(model, width);
    if lines.len() <= FOOT {
        return lines;
    }
    if first {
        return Vec::new();
    }
    vec![truncate(&model.catalog.guide.disclaimer, width).into_owned()]
}

fn draw_foot(lines: &[String], area: Rect, theme: &Theme, buf: &mut Buffer) {
    let rule = theme.signs.dash.repeat(usize::from(area.width).min(WIDEST));
    let rows = std::iter::once((rule.as_str(), theme.border))
        .chain(lines.iter().map(|l| (l.as_str(), theme.dim)));
    for (y, (line, style)) in (area.y..area.bottom()).zip(rows) {
        buf.set_stringn(area.x, y, line, usize::from(area.width), style);
    }
}
