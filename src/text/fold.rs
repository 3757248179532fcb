//! Folding: the form in which texts are compared, in lower case and without accents.

use unicode_normalization::UnicodeNormalization;

/// Folds text for comparison: lower case and without accents, in every script. The number of chars may change: use
/// [`fold_char`] where positions matter.
pub(crate) fn fold(text: &str) -> String {
    text.nfc().flat_map(fold_char).collect()
}

/// Adds a label to `out`, folded. It is in NFC already, as `text::normalize` leaves it.
pub(crate) fn fold_into(out: &mut String, label: &str) {
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

/// Whether `text` folds to `folded`, without an allocation.
pub(crate) fn folds_to(text: &str, folded: &str) -> bool {
    if text.is_ascii() {
        return text.len() == folded.len() && text.eq_ignore_ascii_case(folded);
    }
    text.nfc().flat_map(fold_char).eq(folded.chars())
}

/// The folded form of one (NFC) char: its base letter in lower case. Usually one char; `ß` gives two.
pub(crate) fn fold_char(c: char) -> impl Iterator<Item = char> {
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
                let (first, second) = base_letters(c);
                std::iter::once(first).chain(second)
            }),
    )
}

/// The letters that stand for one that has no accent to drop, and plain quotes and hyphens for others.
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
        '‘' | '’' | 'ʼ' => ('\'', None),
        '“' | '”' => ('"', None),
        '‐' | '‑' => ('-', None),
        c => (c, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fold_strips_case_and_accents() {
        assert_eq!(fold("Éa ISMS Straße"), "ea isms strasse");
        assert_eq!(fold("ΔΊΚΤΥΟ"), "δικτυο");
        assert_eq!(
            fold("Œuvre, Łódź, l’été: ΣΤΌΧΟΣ"),
            "oeuvre, lodz, l'ete: στοχοσ"
        );
        for text in ["Éa ISMS Straße", "ISMS", "e\u{301}", ""] {
            assert!(folds_to(text, &fold(text)));
            assert!(!folds_to(text, "isma"));
        }
    }
}
