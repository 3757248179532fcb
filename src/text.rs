//! Text from outside, made safe and measured: folding for search, harmless drawing, cutting to a width.
//!
//! Knows nothing of catalogues, people or screens; every other module may use it.

pub mod letters;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The mark that stands for what was cut off.
pub const ELLIPSIS: &str = "…";

/// Normalises a label as it comes from a file: NFC, every run of white space (no-break spaces too) one space,
/// none at the ends, control characters and invisible ones gone.
pub fn tidy(raw: &str) -> String {
    // ASCII is in NFC, and nearly all of an English download is ASCII.
    if raw.is_ascii() {
        tidied(raw.len(), raw.chars())
    } else {
        tidied(raw.len(), raw.nfc())
    }
}

fn tidied(bytes: usize, chars: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(bytes);
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
            gap = true;
        } else if !is_unsafe_to_print(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// Folds text for comparison: lower case and without accents, in every script; one folded char per
/// input char at least is *not* promised, so use [`fold_char`] where positions matter.
pub fn fold(text: &str) -> String {
    text.nfc().flat_map(fold_char).collect()
}

/// Adds a label to `out`, folded. It is in NFC already, as [`tidy`] leaves it.
pub fn fold_into(out: &mut String, label: &str) {
    if label.is_ascii() {
        let start = out.len();
        out.push_str(label);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
    } else {
        out.extend(label.chars().flat_map(fold_char));
    }
}

/// Whether `text` folds to `folded`, without making the folded text.
pub fn folds_to(text: &str, folded: &str) -> bool {
    if text.is_ascii() {
        return text.len() == folded.len() && text.eq_ignore_ascii_case(folded);
    }
    text.nfc().flat_map(fold_char).eq(folded.chars())
}

/// The folded form of one (NFC) char: its base letter in lower case. Usually one char; `ß` gives two.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    // The fast path is nearly every char of an English catalogue.
    let (ascii, rest) = if c.is_ascii() {
        (Some(c.to_ascii_lowercase()), None)
    } else {
        (None, Some(c))
    };
    ascii.into_iter().chain(
        rest.into_iter()
            .nfkd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .flat_map(|c| {
                let pair = if c == 'ß' { ['s', 's'] } else { [c, '\0'] };
                pair.into_iter().filter(|c| *c != '\0')
            }),
    )
}

/// Text as it may be drawn: invisible characters that a terminal interprets and those that reorder a line are dropped; other
/// control characters become `�`, a tab a space. Line feeds count as control characters: split lines before.
pub fn harmless(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().all(|c| !is_unsafe_to_print(c)) {
        return text.into();
    }
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_ascii_control() => Some('\u{fffd}'),
            c if is_unsafe_to_print(c) => None,
            c => Some(c),
        })
        .collect::<String>()
        .into()
}

/// Whether a terminal may act on it, or draw what follows in another place. Joiners are not: scripts and emoji need them.
pub fn is_unsafe_to_print(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Soft hyphen, direction marks, separators and other signs without a form.
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

/// How many terminal columns `text` takes, drawn grapheme by grapheme as terminals and ratatui draw it: an Arabic
/// lam-alef takes two.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The columns of a grapheme; none for what is not drawn.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // Sound marks of half width take a column although they belong to the letter before.
    let marks = |c: &char| matches!(c, '\u{ff9e}' | '\u{ff9f}');
    grapheme.width() + grapheme.chars().filter(marks).count()
}

/// Cuts `text` to at most `max` columns, an ellipsis in the last one where something was cut.
/// Never splits a grapheme.
pub fn cut(text: &str, max: usize) -> std::borrow::Cow<'_, str> {
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
pub fn wrap(text: &str, max: usize) -> Vec<String> {
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

/// "one", "one and two", "one, two and three".
pub fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// `one`, or `many` with the count before it: `plural(2, "skill", "skills")` is "2 skills".
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The same text with a capital letter at its start.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A count with a comma between the thousands, as English readers expect it.
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_with_one_and() {
        for (names, said) in [
            (&[][..], ""),
            (&["a"], "a"),
            (&["a", "b"], "a and b"),
            (&["a", "b", "c"], "a, b and c"),
        ] {
            assert_eq!(listed(names), said);
        }
    }

    #[test]
    fn tidy_removes_stray_spaces() {
        assert_eq!(tidy(" a\u{a0}\u{a0}b \t c\r\n"), "a b c");
        assert_eq!(tidy("e\u{301}"), "é");
    }

    #[test]
    fn fold_strips_case_and_accents() {
        assert_eq!(fold("Éa ISMS Straße"), "ea isms strasse");
        assert_eq!(fold("ΔΊΚΤΥΟ"), "δικτυο");
        for text in ["Éa ISMS Straße", "ISMS", "e\u{301}", ""] {
            assert!(folds_to(text, &fold(text)));
            assert!(!folds_to(text, "isma"));
        }
    }

    #[test]
    fn harmless_defuses_escapes() {
        assert_eq!(harmless("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mbc");
        assert_eq!(harmless("a\u{9b}31m\u{61c}b\u{200e}\tc"), "a31mb c");
        for kept in ["café 世界", "می\u{200c}خواهم", "👩\u{200d}💻"] {
            assert_eq!(harmless(kept), kept);
            assert_eq!(tidy(kept), kept);
        }
    }

    #[test]
    fn tidy_drops_what_nobody_sees() {
        assert_eq!(tidy("audi\u{ad}tor\u{200f} \u{202e}x\u{61c}"), "auditor x");
    }

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
            let cuts = (0..columns).map(|max| width(&cut(text, max)) <= max);
            assert!(cuts.into_iter().all(|fits| fits), "{text}");
        }
    }

    #[test]
    fn cut_never_exceeds() {
        assert_eq!(cut("risk manager", 6), "risk…");
        assert_eq!(cut("世界世界", 4), "世…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn wrap_breaks_long_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
    }

    #[test]
    fn grouped_counts() {
        assert_eq!(grouped(1464), "1,464");
        assert_eq!(grouped(12), "12");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
