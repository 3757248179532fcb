//! Widths in terminal columns; truncating and wrapping to them without splitting a grapheme.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark at the end of a truncated text.
pub(crate) const ELLIPSIS: &str = "…";

/// How many terminal columns `text` takes, drawn grapheme by grapheme as terminals and ratatui draw it: an Arabic
/// lam-alef takes two.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The columns of a grapheme; 0 for one that is not drawn.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // Half-width sound marks take a column although they belong to the grapheme before.
    let marks = |c: &char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    grapheme.width() + grapheme.chars().filter(marks).count()
}

/// Truncates `text` to at most `max` columns, with an ellipsis in the last one where something is missing.
/// Never splits a grapheme.
pub(crate) fn truncate(text: &str, max: usize) -> Cow<'_, str> {
    if width(text) <= max {
        return text.into();
    }
    if max == 0 {
        return "".into();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let w = grapheme_width(grapheme);
        if used + w > max - 1 {
            break;
        }
        out.push_str(grapheme);
        used += w;
    }
    out.truncate(out.trim_end().len());
    out.push_str(ELLIPSIS);
    out.into()
}

/// Breaks `text` at white space into lines of at most `max` columns; a longer word is split between
/// graphemes. Gives at least one line.
pub(crate) fn wrap(text: &str, max: usize) -> Vec<String> {
    let max = max.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_whitespace() {
            let w = width(word);
            if used > 0 && used + 1 + w > max {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if w <= max {
                line.push_str(word);
                used += w;
                continue;
            }
            for grapheme in word.graphemes(true) {
                let w = grapheme_width(grapheme);
                if used + w > max && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += w;
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_graphemes() {
        for (text, columns) in [
            ("abc", 3),
            ("世界", 4),
            ("لا", 2),
            ("السلام", 6),
            ("می\u{200c}خواهم", 7),
            ("👩\u{200d}💻", 2),
            ("🇩🇪", 2),
            ("e\u{301}", 1),
            ("", 0),
        ] {
            assert_eq!(width(text), columns, "{text}");
            let cuts = (0..columns).map(|max| width(&truncate(text, max)) <= max);
            assert!(cuts.into_iter().all(|fits| fits), "{text}");
        }
    }

    #[test]
    fn truncate_never_exceeds() {
        assert_eq!(truncate("risk manager", 6), "risk…");
        assert_eq!(truncate("世界世界", 4), "世…");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn wrap_breaks_long_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
    }
}
