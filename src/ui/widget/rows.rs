//! Rows of a list: spans cut to the width, the row under the cursor shown, matched letters highlighted.

use itertools::Either;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{ELLIPSIS, sanitize, truncate, width};
use crate::ui::model::theme::Theme;

/// How the cursor is shown on a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSelection {
    /// The cursor is elsewhere.
    No,
    /// It is here, and this pane has the keys.
    Focus,
    /// It is here, and another pane has the keys.
    Idle,
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "rows are made where they are drawn"
)]
/// Draws one row: `left` cut to what `right` leaves, `right` flush at the right edge.
pub fn row(
    left: Line<'_>,
    right: Line<'_>,
    selection: RowSelection,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let right_width = line_width(&right) as u16;
    let gap = u16::from(right_width > 0);
    let left_room = area.width.saturating_sub(right_width + gap);
    let line = truncate_line(left, usize::from(left_room));
    buf.set_line(area.x, area.y, &line, left_room);
    if right_width <= area.width {
        let x = area.right() - right_width;
        buf.set_line(x, area.y, &right, right_width);
    }
    let style = match selection {
        RowSelection::No => return,
        RowSelection::Focus => theme.selected,
        RowSelection::Idle => theme.selected_idle,
    };
    // One look for the whole row: colours of its parts under a reversed cursor would make a patchwork.
    for x in area.x..area.right() {
        let cell = &mut buf[(x, area.y)];
        let kept = cell.modifier & (Modifier::BOLD | Modifier::UNDERLINED);
        cell.set_style(Style::reset().patch(style).add_modifier(kept));
    }
}

/// How many columns a line takes as it is drawn, which `Line::width` does not say: it measures whole spans, and some letters
/// are narrower beside each other.
pub fn line_width(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| width(&span.content)).sum()
}

/// A line cut to `max` columns with an ellipsis, its styles kept.
pub fn truncate_line(line: Line<'_>, max: usize) -> Line<'_> {
    if line_width(&line) <= max {
        return line;
    }
    let mut out = Line::default();
    let mut used = 0;
    for span in line.spans {
        let w = width(&span.content);
        if used + w < max {
            used += w;
            out.push_span(span);
            continue;
        }
        // More follows even where this span ends exactly at the edge: the ellipsis takes its last column.
        let longer = format!("{}{ELLIPSIS}", span.content);
        out.push_span(Span::styled(
            truncate(&longer, max - used).into_owned(),
            span.style,
        ));
        break;
    }
    out
}

/// `text` made harmless as spans, the characters at `positions` (char indices, ascending) highlighted.
pub fn highlight(
    text: &str,
    positions: &[usize],
    style: Style,
    theme: &Theme,
) -> Vec<Span<'static>> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut run = String::new();
    let mut run_matched = false;
    let mut next = positions.iter().copied().peekable();
    let mut read = 0;
    // A grapheme is highlighted as a whole: in two spans it would be drawn as two. Every letter of ASCII is one.
    let graphemes = if text.is_ascii() {
        Either::Left(text.split("").filter(|letter| !letter.is_empty()))
    } else {
        Either::Right(text.graphemes(true))
    };
    for grapheme in graphemes {
        read += grapheme.chars().count();
        let mut is_matched = false;
        while next.next_if(|at| *at < read).is_some() {
            is_matched = true;
        }
        if is_matched != run_matched && !run.is_empty() {
            let style = if run_matched {
                style.patch(theme.matched)
            } else {
                style
            };
            spans.push(Span::styled(std::mem::take(&mut run), style));
        }
        run_matched = is_matched;
        run.push_str(&sanitize(grapheme));
    }
    if !run.is_empty() {
        spans.push(Span::styled(
            run,
            if run_matched {
                style.patch(theme.matched)
            } else {
                style
            },
        ));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::model::theme::ThemeName;
    use proptest::prelude::*;

    #[test]
    fn letters_are_lit_where_they_stand() {
        let theme = Theme::new(ThemeName::Dark, false);
        let spans = highlight("GDPR law", &[0, 1, 5], Style::new(), &theme);
        let texts: Vec<_> = spans.iter().map(|s| &*s.content).collect();
        assert_eq!(texts, ["GD", "PR ", "l", "aw"]);
        assert_eq!(spans[0].style, theme.matched);
        let spans = highlight("\u{61c}e\u{301}x\u{202e}y", &[2, 5], Style::new(), &theme);
        let texts: Vec<_> = spans.iter().map(|s| &*s.content).collect();
        assert_eq!(texts, ["e\u{301}", "x", "y"]);
    }

    #[test]
    fn what_is_drawn_takes_the_columns_that_are_measured() {
        for text in [
            "لا",
            "مدير أمن السيبراني",
            "می\u{200c}خواهم",
            "👩\u{200d}💻 и 👨\u{200d}👩\u{200d}👧",
            "🇩🇪🇫🇷",
            "1\u{fe0f}\u{20e3}",
            "हिन्दी",
            "ｶﾞｷﾞ",
            "a\u{200e}b\u{61c}\u{ad}c",
        ] {
            let text = sanitize(text);
            let mut buf = Buffer::empty(Rect::new(0, 0, 60, 1));
            let (end, _) = buf.set_stringn(0, 0, &text, 60, Style::new());
            assert_eq!(usize::from(end), width(&text), "{text}");
        }
    }

    #[test]
    fn a_cut_line_says_so_wherever_a_span_ends() {
        let line = || Line::from(vec![Span::raw("ab"), Span::raw("c"), Span::raw("de")]);
        let cut = |max| truncate_line(line(), max).to_string();
        assert_eq!(
            [cut(5), cut(4), cut(3), cut(2), cut(1)],
            ["abcde", "abc…", "ab…", "a…", "…"]
        );
    }

    proptest! {
        #[test]
        fn any_text_takes_the_columns_that_are_measured(text in "\\PC{0,20}") {
            let text = sanitize(&text);
            let mut buf = Buffer::empty(Rect::new(0, 0, 200, 1));
            let (end, _) = buf.set_stringn(0, 0, &text, 200, Style::new());
            prop_assert_eq!(usize::from(end), width(&text));
        }

        #[test]
        fn a_cut_line_never_exceeds_its_width(parts in proptest::collection::vec("\\PC{0,12}", 0..5), max in 0usize..30) {
            let line = Line::from(parts.into_iter().map(Span::raw).collect::<Vec<_>>());
            prop_assert!(line_width(&truncate_line(line, max)) <= max);
        }
    }
}
