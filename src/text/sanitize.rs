//! Text from outside made safe: labels as they are stored, and text as it may be printed.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Normalizes a label from a file: NFC, one space for every run of white space (no-break spaces too), none at the ends, no
/// control characters and invisible ones.
pub(crate) fn normalize(raw: &str) -> String {
    // ASCII is in NFC, and nearly all of an English download is ASCII.
    if raw.is_ascii() {
        normalize_chars(raw.len(), raw.chars())
    } else {
        normalize_chars(raw.len(), raw.nfc())
    }
}

fn normalize_chars(bytes: usize, chars: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(bytes);
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() {
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

/// Makes text safe to draw: invisible characters that a terminal interprets and those that reorder a line are dropped; other
/// control characters become `�`, a tab a space. Line feeds are control characters: split lines before.
pub(crate) fn sanitize(text: &str) -> Cow<'_, str> {
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

/// Whether a terminal may act on a character, or draw the next ones in another place. Joiners are safe: scripts and emoji
/// need them.
pub(crate) fn is_unsafe_to_print(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Soft hyphen, direction marks, separators and other signs without a form.
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalize_removes_stray_spaces() {
        assert_eq!(normalize(" a\u{a0}\u{a0}b \t c\r\n"), "a b c");
        assert_eq!(normalize("e\u{301}"), "é");
    }

    #[test]
    fn normalize_drops_what_nobody_sees() {
        assert_eq!(
            normalize("audi\u{ad}tor\u{200f} \u{202e}x\u{61c}\u{200b}y"),
            "auditor xy"
        );
    }

    #[test]
    fn sanitize_defuses_escapes() {
        assert_eq!(sanitize("a\u{1b}[31mb\u{202e}c"), "a\u{fffd}[31mbc");
        assert_eq!(sanitize("a\u{9b}31m\u{61c}b\u{200e}\tc"), "a31mb c");
        for kept in ["café 世界", "می\u{200c}خواهم", "👩\u{200d}💻"] {
            assert_eq!(sanitize(kept), kept);
            assert_eq!(normalize(kept), kept);
        }
    }
}
