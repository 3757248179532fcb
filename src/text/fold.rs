//! Folding: the form in which labels, names and queries are compared. Lower case, no accents, plain quotes; hyphens,
//! slashes, underscores and spaces of every kind are one space; soft hyphens and zero-width characters are dropped.

use unicode_normalization::UnicodeNormalization;

/// Folds text for comparison.
pub(crate) fn fold(text: &str) -> String {
    one_space(fold_letters(text)).collect()
}

/// The key of a name that people write in several ways: "PCI DSS", "PCI-DSS" and "pci dss" have the same one. It has
/// no spaces.
pub(crate) fn name_key(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|c| c.is_alphanumeric() || matches!(c, '+' | '#'));
    key
}

/// Adds a label to `out`, folded. It is in NFC already, as `text::normalize` leaves it.
pub(crate) fn fold_into(out: &mut String, label: &str) {
    if label.is_ascii() {
        out.extend(one_space(label.bytes().map(fold_ascii)));
    } else {
        out.extend(one_space(label.chars().flat_map(fold_char)));
    }
}

/// Whether `text` folds to `folded`, without an allocation.
pub(crate) fn folds_to(text: &str, folded: &str) -> bool {
    if text.is_ascii() && text.len() <= folded.len() {
        // Folding makes no ASCII text longer; where it joined spaces, it made it shorter.
        let mut pairs = text.bytes().zip(folded.bytes());
        return text.len() == folded.len()
            && pairs.all(|(byte, other)| fold_ascii(byte) == char::from(other));
    }
    one_space(fold_letters(text)).eq(folded.chars())
}

/// The folded form of a label, and for each of its bytes which char of the label it came from.
pub(crate) fn fold_with_origins(label: &str) -> (String, Vec<usize>) {
    let (mut text, mut origins) = (String::with_capacity(label.len()), Vec::new());
    for (at, c) in label.chars().enumerate() {
        for c in fold_char(c) {
            if c != ' ' || !(text.is_empty() || text.ends_with(' ')) {
                text.push(c);
                origins.resize(text.len(), at);
            }
        }
    }
    text.truncate(text.trim_end().len());
    origins.truncate(text.len());
    (text, origins)
}

/// The folded form of every char of a text, runs of spaces as they are.
fn fold_letters(text: &str) -> impl Iterator<Item = char> {
    text.nfc().flat_map(fold_char)
}

/// The folded form of one (NFC) char: its base letter in lower case, a space for what separates words, nothing for what
/// nobody sees. Usually one char; `ß` gives two.
pub(crate) fn fold_char(c: char) -> impl Iterator<Item = char> {
    // The fast path is nearly every char of an English catalogue.
    let (ascii, rest) = match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => (Some(fold_ascii(byte)), None),
        _ => (None, Some(c)),
    };
    ascii.into_iter().chain(
        rest.into_iter()
            .nfkd()
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && !is_invisible(*c))
            .flat_map(char::to_lowercase)
            .flat_map(|c| {
                let (first, second) = base_letters(c);
                std::iter::once(first).chain(second)
            }),
    )
}

fn fold_ascii(byte: u8) -> char {
    match byte {
        b'-' | b'/' | b'_' => ' ',
        byte if byte.is_ascii_whitespace() => ' ',
        byte => char::from(byte.to_ascii_lowercase()),
    }
}

/// Soft hyphens, zero-width spaces and joiners.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// The letters that stand for one that has no accent to drop, and plain signs for others.
fn base_letters(c: char) -> (char, Option<char>) {
    match c {
        'ß' => ('s', Some('s')),
        'œ' => ('o', Some('e')),
        'æ' => ('a', Some('e')),
        'þ' => ('t', Some('h')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ς' => ('σ', None),
        '‘' | '’' | 'ʼ' | '‛' | '′' | '´' => ('\'', None),
        '“' | '”' | '„' | '«' | '»' => ('"', None),
        '‐'..='―' | '−' | '⁄' => (' ', None),
        c if c.is_whitespace() => (' ', None),
        // A lone accent is taken apart into a space and the accent; a slash or hyphen of full width is plain by then.
        '-' | '/' | '_' => (' ', None),
        c => (c, None),
    }
}

/// The same chars with one space for every run of spaces, none at the ends.
fn one_space(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut chars = chars.peekable();
    let mut has_begun = false;
    std::iter::from_fn(move || {
        loop {
            let c = chars.next()?;
            if c != ' ' {
                has_begun = true;
                return Some(c);
            }
            if has_begun && chars.peek().is_some_and(|next| *next != ' ') {
                return Some(c);
            }
        }
    })
}

/// The words of a folded text: runs of letters and digits.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert!(folds_to(text, expected), "{text}");
        assert!(!folds_to(text, &format!("{expected}x")), "{text}");
        assert_eq!(fold_with_origins(text).0, expected);
        let mut label = String::new();
        fold_into(&mut label, text);
        assert_eq!(label, expected);
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check("Éa ISMS Straße", "ea isms strasse");
        check("ΔΊΚΤΥΟ", "δικτυο");
        check("ΣΤΌΧΟΣ στόχος", "στοχοσ στοχοσ");
        check("", "");
        assert!(folds_to("e\u{301}", "e"));
    }

    #[test]
    fn letters_without_an_accent_to_drop_have_a_base() {
        check("Œufs cœur Rør Æg", "oeufs coeur ror aeg");
        check("Łódź Đà ðe Þorn Ħal", "lodz da de thorn hal");
    }

    #[test]
    fn hyphens_slashes_and_spaces_are_one_space() {
        check("risk-management", "risk management");
        check("NIS-2 / ISO_27001", "nis 2 iso 27001");
        check("a\u{a0}b \u{2011} c—d - ", "a b c d");
        check("-", "");
        check("C++ / C#, .NET, TCP/IP", "c++ c#, .net, tcp ip");
    }

    #[test]
    fn quotes_are_plain() {
        check("customer’s “needs”", "customer's \"needs\"");
        check("l‘été", "l'ete");
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        check("man\u{ad}age\u{200b}ment\u{200d}\u{feff}", "management");
    }

    #[test]
    fn each_folded_byte_knows_its_char() {
        let (text, origins) = fold_with_origins("é - ßa ");
        assert_eq!((&*text, &*origins), ("e ssa", &[0, 1, 4, 4, 5][..]));
    }

    proptest! {
        #[test]
        fn folding_is_the_same_everywhere(text in "[ -~]{0,9}|[a-cé ß_/’-]{0,9}|\\PC{0,9}") {
            let text = crate::text::normalize(&text);
            let folded = fold(&text);
            let mut label = String::new();
            fold_into(&mut label, &text);
            prop_assert_eq!(&label, &folded);
            prop_assert_eq!(&fold_with_origins(&text).0, &folded);
            prop_assert!(folds_to(&text, &folded));
        }
    }
}
