//! The form of employment that an advert names: for a time, in part time.

use super::phrasing::phrasing;
use super::section::Section;
use super::sentence::sentences_from;

/// The words of a text that name a form of employment, each once.
pub fn employment_in(text: &str) -> Vec<String> {
    // Only a program that was built with broken phrasings has none.
    let Ok(phrasing) = phrasing() else {
        return Vec::new();
    };
    let mut out: Vec<String> = Vec::new();
    for sentence in sentences_from(Section::Title, text, phrasing) {
        if sentence.section == Section::About || phrasing.employment_guard.is_in(sentence.text) {
            continue;
        }
        for at in phrasing.employment.find_all(sentence.text) {
            let mut words = sentence.text.get(at).unwrap_or_default();
            if !words.contains('(') {
                words = words.trim_end_matches(')');
            }
            let is_known = |known: &String| known.to_lowercase().contains(&words.to_lowercase());
            if !out.iter().any(is_known) {
                out.push(words.to_owned());
            }
        }
    }
    // What a text for a time says of permanence is of another post, or of later.
    if out
        .iter()
        .any(|words| phrasing.employment_term.is_in(words))
    {
        out.retain(|words| !phrasing.employment_permanent.is_in(words));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_and_part_of_a_post_are_named() {
        for (text, expected) in [
            ("CISO (part-time, 60%)", "part-time, 60%"),
            (
                "CISO\nThis is a fixed-term contract of 24 months.",
                "fixed-term contract of 24 months",
            ),
            ("CISO\nA 12-month contract.", "12-month contract"),
            (
                "CISO\nThe post is permanent, 37 hours.",
                "post is permanent",
            ),
            ("CISO\nAn 80 % position.", "80 % position"),
            (
                "CISO\nDie Stelle ist befristet auf 2 Jahre.",
                "befristet auf 2 Jahre",
            ),
            (
                "CISO\nUnbefristete Vollzeitstelle.",
                "Unbefristete, Vollzeitstelle",
            ),
            ("CISO\nContract type: permanent", "Contract type: permanent"),
            (
                "CISO\nThe contract is limited to 31 December 2027; conversion to a permanent contract is intended.",
                "limited to 31 December 2027",
            ),
            (
                "CISO\nA permanent position may follow. Fixed-term until 30 June 2028.",
                "Fixed-term until 30 June 2028",
            ),
            (
                "CISO\nBefristet bis zum 31. Dezember 2027, danach eventuell unbefristet.",
                "Befristet bis zum 31. Dezember 2027",
            ),
        ] {
            assert_eq!(employment_in(text).join(", "), expected, "{text}");
        }
        for text in [
            "CISO\nYou negotiate contracts and bring permanent improvement.",
            "CISO\nWe have 300 full-time employees.",
            "CISO\nTravel is 20 % of the post.",
        ] {
            assert!(employment_in(text).is_empty(), "{text}");
        }
    }
}
