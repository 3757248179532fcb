//! The text of a section as rows, its links at the end.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::catalog::guide::{Block, Section};
use crate::text::{truncate, wrap};
use crate::ui::model::Model;
use crate::ui::model::theme::Theme;
use crate::ui::widget::flow::{QueryWords, WIDEST, hanging};
use crate::ui::widget::page::Row;

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

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextLine {
    pub(super) style: TextStyle,
    pub(super) text: String,
}

/// A row of the text; what can be acted on is a link, by number.
pub(super) type TextRow = Row<usize, TextLine>;

/// The rows of a section in a pane of `width` columns. The first section of the guide begins with the disclaimer.
pub(super) fn rows(model: &Model, section: &Section, first: bool, width: usize) -> Vec<TextRow> {
    let width = width.clamp(1, WIDEST);
    let mut out: Vec<TextRow> = Vec::new();
    let mut add = |style: TextStyle, text: String| {
        let link = match style {
            TextStyle::Link(at) => Some(at),
            _ => None,
        };
        out.push(Row::new(TextLine { style, text }, link));
    };
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
        .position(|row| words.any_in(&row.content.text))
        .map_or(0, |row| row.saturating_sub(1))
}

/// What stands before a row, its style, and the style of the row.
pub(super) fn style_of(style: TextStyle, theme: &Theme) -> (String, Style, Style) {
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
pub(super) fn foot(model: &Model, first: bool, width: usize) -> Vec<String> {
    let lines = disclaimer(model, width);
    if lines.len() <= FOOT {
        return lines;
    }
    if first {
        return Vec::new();
    }
    vec![truncate(&model.catalog.guide.disclaimer, width).into_owned()]
}

pub(super) fn draw_foot(lines: &[String], area: Rect, theme: &Theme, buf: &mut Buffer) {
    if lines.is_empty() {
        return;
    }
    let rule = theme.signs.dash.repeat(usize::from(area.width).min(WIDEST));
    let rows = std::iter::once((rule.as_str(), theme.border))
        .chain(lines.iter().map(|l| (l.as_str(), theme.dim)));
    for (y, (line, style)) in (area.y..area.bottom()).zip(rows) {
        buf.set_stringn(area.x, y, line, usize::from(area.width), style);
    }
}
