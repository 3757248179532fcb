//! The rows of the form for evidence: fields that grow with their text, what is wrong, what was written before.

use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;

use crate::profile::Evidence;
use crate::text::{sanitize, truncate, width, wrap};
use crate::ui::model::evidence_draft::{EvidenceDraft, Field, Problem};
use crate::ui::model::theme::Theme;
use crate::wording;

/// Columns of the labels.
pub(super) const LABEL: usize = 15;

/// The sentence under the fields.
const STAY_OUT: &str = "Employers' documents stay out of here: what you did, a date and somebody who can confirm it \
                        are enough.";

/// A row of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FormRow {
    /// A row of a text field; the first one has the label.
    Text {
        field: Field,
        first: bool,
        text: String,
        width: usize,
    },
    /// A field with choices.
    Choice {
        field: Field,
        choices: &'static [&'static str],
        at: usize,
        width: usize,
    },
    /// What is wrong with the field above.
    Problem(String),
    /// A remark over the whole width.
    Remark(String),
    /// A heading.
    Heading(String),
    /// A row of earlier evidence: the date where it begins, and text.
    Earlier {
        piece: usize,
        date: String,
        text: String,
    },
    Gap,
}

impl FormRow {
    /// The field that a click on the row means.
    pub(super) fn field(&self) -> Option<Field> {
        match self {
            Self::Text { field, .. } | Self::Choice { field, .. } => Some(*field),
            _ => None,
        }
    }

    /// The earlier piece, by its place, that a click on the row means.
    pub(super) fn piece(&self) -> Option<usize> {
        match self {
            Self::Earlier { piece, .. } => Some(*piece),
            _ => None,
        }
    }

    /// Columns for text behind the label.
    pub(super) fn width(&self) -> usize {
        if let Self::Text { width, .. } = self {
            *width
        } else {
            0
        }
    }

    /// Whether it takes the whole width instead of standing behind a label.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self, Self::Remark(_) | Self::Heading(_) | Self::Gap)
    }

    /// The label and what stands behind it.
    pub(super) fn draw(&self, focus: bool, theme: &Theme) -> (Span<'static>, Line<'static>) {
        let none = Span::raw("");
        let label = |field: Field| {
            let style = if focus { theme.accent } else { theme.key };
            let cursor = if focus { theme.signs.cursor } else { " " };
            Span::styled(format!("{cursor} {}", field.label()), style)
        };
        match self {
            Self::Text {
                field,
                first,
                text,
                width,
            } => {
                let text = if *first && text.is_empty() {
                    Line::styled(truncate(field.hint(), *width).into_owned(), theme.dim)
                } else {
                    Line::styled(sanitize(text).into_owned(), theme.text)
                };
                (if *first { label(*field) } else { none }, text)
            }
            Self::Choice {
                field,
                choices,
                at,
                width: room,
            } => {
                let needed: usize = choices.iter().map(|c| width(c) + 4).sum();
                let gap = if needed <= *room { "  " } else { " " };
                let mut spans = Vec::new();
                for (i, choice) in choices.iter().enumerate() {
                    let (sign, style) = match (i == *at, focus) {
                        (true, true) => (theme.signs.present, theme.selected),
                        (true, false) => (theme.signs.present, theme.title),
                        (false, _) => (theme.signs.station, theme.dim),
                    };
                    spans.push(Span::styled(format!("{sign} {choice}"), style));
                    spans.push(Span::raw(gap));
                }
                (label(*field), Line::from(spans))
            }
            Self::Problem(text) => (none, Line::styled(text.clone(), theme.caution)),
            Self::Remark(text) => (none, Line::styled(text.clone(), theme.dim)),
            Self::Heading(text) => (none, Line::styled(text.clone(), theme.title)),
            Self::Earlier { date, text, .. } => {
                let style = if focus { theme.accent } else { theme.key };
                let cursor = if focus && !date.is_empty() {
                    theme.signs.cursor
                } else {
                    " "
                };
                (
                    Span::styled(format!("{cursor} {date}"), style),
                    Line::styled(sanitize(text).into_owned(), theme.text),
                )
            }
            Self::Gap => (none, Line::default()),
        }
    }
}

/// The rows of the form at `width` columns.
pub(super) fn rows(
    draft: &EvidenceDraft,
    problem: Option<&Problem>,
    earlier: &[(u64, Evidence)],
    brought_back: bool,
    width: usize,
) -> Vec<FormRow> {
    let room = width.saturating_sub(LABEL).max(1);
    let mut out = Vec::new();
    for field in Field::ALL {
        if field.is_choice() {
            let (choices, at) = draft.choices(field);
            out.push(FormRow::Choice {
                field,
                choices,
                at,
                width: room,
            });
        } else {
            for (i, text) in pieces(draft.text(field), room).into_iter().enumerate() {
                out.push(FormRow::Text {
                    field,
                    first: i == 0,
                    text: text.to_owned(),
                    width: room,
                });
            }
        }
        if let Some(problem) = problem.filter(|p| p.field == field) {
            out.extend(
                wrap(&problem.sentence, room)
                    .into_iter()
                    .map(FormRow::Problem),
            );
        }
    }
    out.push(FormRow::Gap);
    if brought_back {
        out.extend(
            wrap("Your draft was kept and is here again.", width)
                .into_iter()
                .map(FormRow::Remark),
        );
    }
    out.extend(wrap(STAY_OUT, width).into_iter().map(FormRow::Remark));
    out.push(FormRow::Gap);
    let heading = match earlier.len() {
        0 => "Nothing is written down for this yet".to_owned(),
        count => format!("Written down before: {count}"),
    };
    out.push(FormRow::Heading(heading));
    for (piece, (_, each)) in earlier.iter().enumerate() {
        for (i, line) in wrap(&wording::evidence::line(each), room)
            .into_iter()
            .enumerate()
        {
            let date = if i == 0 {
                each.date.to_string()
            } else {
                String::new()
            };
            out.push(FormRow::Earlier {
                piece,
                date,
                text: line,
            });
        }
    }
    out
}

/// `text` broken into rows of at most `max` columns, after a space where there is one. Nothing is left out, so that
/// every place of the text has a place on screen. One row at least.
pub(super) fn pieces(text: &str, max: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    loop {
        let mut used = 0;
        let mut end = rest.len();
        let mut space = None;
        for (at, grapheme) in rest.grapheme_indices(true) {
            used += width(&sanitize(grapheme));
            if used > max && at > 0 {
                // A space may hang over the edge: the word after it begins the next row.
                end = if grapheme == " " {
                    at + 1
                } else {
                    space.unwrap_or(at)
                };
                break;
            }
            if grapheme == " " {
                space = Some(at + 1);
            }
        }
        let (row, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        out.push(row);
        if after.is_empty() {
            return out;
        }
        rest = after;
    }
}

/// The row and column of the byte `at` of `text` broken at `max` columns.
pub(super) fn place(text: &str, at: usize, max: usize) -> (usize, usize) {
    let mut left = at;
    let rows = pieces(text, max);
    for (i, row) in rows.iter().enumerate() {
        if left < row.len() || i + 1 == rows.len() {
            let before = row.get(..left).unwrap_or(row);
            return (i, width(&sanitize(before)));
        }
        left -= row.len();
    }
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_break_after_spaces_and_long_words_anywhere() {
        assert_eq!(pieces("one two three", 8), ["one two ", "three"]);
        assert_eq!(pieces("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(pieces("", 3), [""]);
        assert_eq!(place("one two three", 8, 8), (1, 0));
        assert_eq!(place("one two three", 13, 8), (1, 5));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_row_too_wide(text in "\\PC{0,60}", max in 2usize..20) {
            let rows = pieces(&text, max);
            prop_assert_eq!(rows.concat(), text.clone());
            for row in rows {
                prop_assert!(width(&sanitize(row)) <= max + 1, "{:?}", row);
            }
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                place(&text, at, max);
            }
        }
    }
}
