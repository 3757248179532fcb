//! Flowing text: a paragraph with a hanging indent, and the words of a search highlighted in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::pane::scroll_bar;
use super::rows::highlight;
use crate::search::searched;
use crate::text::{fold, fold_char, width, wrap};
use crate::ui::model::theme::Theme;
use crate::ui::widget::cursor::Scroll;

/// Widest column in which prose is pleasant to read.
pub const WIDEST: usize = 96;

/// `text` wrapped to `max` columns behind a mark: the mark stands before the first line, as many blank columns
/// before the others. Returns what stands before each line, and the line.
pub fn hanging(mark: &str, text: &str, max: usize) -> Vec<(String, String)> {
    let indent = width(mark);
    wrap(text, max.saturating_sub(indent))
        .into_iter()
        .enumerate()
        .map(|(i, line)| {
            (
                if i == 0 {
                    mark.to_owned()
                } else {
                    " ".repeat(indent)
                },
                line,
            )
        })
        .collect()
}

/// The lines of [`hanging`], ready to be drawn.
pub fn lines(mark: &Span<'_>, text: &str, style: Style, max: usize) -> Vec<Line<'static>> {
    hanging(&mark.content, text, max)
        .into_iter()
        .map(|(mark_text, line)| {
            let line = crate::text::sanitize(&line).into_owned();
            Line::from(vec![
                Span::styled(mark_text, mark.style),
                Span::styled(line, style),
            ])
        })
        .collect()
}

/// Draws a text wrapped to an area; gives what is left of the area below it.
pub(crate) fn paragraph(text: &str, style: Style, area: Rect, buf: &mut Buffer) -> Rect {
    let wrapped = wrap(&crate::text::sanitize(text), usize::from(area.width));
    let lines: Vec<_> = wrapped
        .into_iter()
        .map(|line| Line::styled(line, style))
        .collect();
    put_lines(&lines, area, buf);
    let rows = [Constraint::Length(lines.len() as u16), Constraint::Min(0)];
    Layout::vertical(rows).areas::<2>(area)[1]
}

/// Draws lines from the top of an area on.
pub(crate) fn put_lines(lines: &[Line<'_>], area: Rect, buf: &mut Buffer) {
    for (row, line) in area.rows().zip(lines) {
        buf.set_line(row.x, row.y, line, row.width);
    }
}

/// Draws the part of a text that is on screen, with a scroll bar where there is more of it.
pub fn scrolled(text: &[Line<'_>], scroll: Scroll, area: Rect, theme: &Theme, buf: &mut Buffer) {
    let top = scroll.top(text.len(), usize::from(area.height));
    put_lines(text.get(top..).unwrap_or_default(), area, buf);
    scroll_bar(area, top, text.len(), theme, buf);
}

/// The words of a query, folded; a text is found when it contains all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryWords(Vec<String>);

impl QueryWords {
    /// The words of `query`, as far as it is searched for.
    pub fn of(query: &str) -> Self {
        Self(
            searched(query)
                .split_whitespace()
                .map(folded_word)
                .filter(|w| !w.is_empty())
                .collect(),
        )
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the folded text `folded` contains every word.
    pub fn all_in(&self, folded: &str) -> bool {
        self.0.iter().all(|word| folded.contains(word.as_str()))
    }

    /// Whether `text` contains one of the words.
    pub fn any_in(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().any(|word| folded.contains(word.as_str()))
    }

    /// The chars of `text`, by index, that belong to one of the words.
    pub fn positions(&self, text: &str) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded: Vec<(char, usize)> = text
            .chars()
            .enumerate()
            .flat_map(|(i, c)| fold_char(c).map(move |folded| (folded, i)))
            .collect();
        let mut out: Vec<usize> = Vec::new();
        for word in &self.0 {
            let word: Vec<char> = word.chars().collect();
            for window in folded.windows(word.len()) {
                if window.iter().map(|(c, _)| *c).eq(word.iter().copied()) {
                    out.extend(window.iter().map(|(_, i)| *i));
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// `text` as spans, every occurrence of a word highlighted.
    pub fn highlight(&self, text: &str, style: Style, theme: &Theme) -> Vec<Span<'static>> {
        highlight(text, &self.positions(text), style, theme)
    }
}

/// A word, folded; one of signs that folding drops stays as it is, and stands in no text.
fn folded_word(word: &str) -> String {
    let folded = fold(word);
    if folded.is_empty() {
        word.to_owned()
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_hangs_behind_its_mark() {
        let lines = hanging("- ", "one two three", 9);
        let shown: Vec<String> = lines
            .iter()
            .map(|(mark, text)| format!("{mark}{text}"))
            .collect();
        assert_eq!(shown, ["- one two", "  three"]);
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        let words = QueryWords::of(" cafe  RISK ");
        assert!(words.all_in(&fold("Risk at the Café")));
        assert!(!words.all_in(&fold("Risk at the bar")));
        assert_eq!(words.positions("the Café"), [4, 5, 6, 7]);
        assert_eq!(words.positions("Straße"), Vec::<usize>::new());
        assert_eq!(QueryWords::of("sse").positions("Straße"), [4, 5]);
        assert_eq!(QueryWords::of("").positions("text"), Vec::<usize>::new());
    }
}
