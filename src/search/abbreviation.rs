//! Abbreviations: initials of consecutive words ("dr" for "disaster recovery"), and words without their vowels
//! ("mgmt").

use super::query::is_stop_word;
use crate::text::words;

/// Two letters without a vowel are the ends of too many words.
const MIN_CONTRACTION: usize = 3;

/// The first letters of a folded label's words, stop words left out.
pub(crate) fn initials(label: &str) -> impl Iterator<Item = char> {
    let meaningful = words(label).filter(|word| !is_stop_word(word));
    meaningful.filter_map(|word| word.chars().next())
}

/// Whether a word of a query can be initials: a lone letter is the beginning of a word.
pub(crate) fn can_be_initials(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Whether a word of a query can be a word without its vowels.
pub(crate) fn can_be_contraction(word: &str) -> bool {
    let is_consonant = |c: char| c.is_alphabetic() && !"aeiou".contains(c);
    word.chars().all(is_consonant) && word.chars().count() >= MIN_CONTRACTION
}

/// Whether the letters of `short` occur in `word` in order, from its first letter to its last.
pub(crate) fn contracts(short: &str, word: &str) -> bool {
    let ends = |text: &str| (text.chars().next(), text.chars().next_back());
    let mut letters = word.chars();
    ends(short) == ends(word) && short.chars().all(|wanted| letters.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_pass_over_stop_words() {
        let of = |label| initials(label).collect::<String>();
        assert_eq!(of("manage disaster recovery plans"), "mdrp");
        assert_eq!(of("chief of staff (ict)"), "csi");
    }

    #[test]
    fn a_contraction_goes_from_the_first_letter_to_the_last() {
        let check = |short: &str, word: &str| can_be_contraction(short) && contracts(short, word);
        assert!(check("mgmt", "management") && check("scrty", "security"));
        assert!(!check("mgmt", "managements") && !check("mgmt", "segment"));
        assert!(!check("mngement", "management"), "it has a vowel");
        assert!(!check("dr", "driver"), "it is too short");
        assert!(!check("gmmt", "gamut"));
    }
}
