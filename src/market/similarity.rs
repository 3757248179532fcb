//! How much two texts have in common.

use std::collections::HashSet;

use crate::text::fold;

/// The words of a run.
const RUN: usize = 3;

/// From this share of common runs on, one text is the other with small changes.
const NEARLY_SAME: f64 = 0.7;

/// Whether two texts are nearly the same: the runs of three words that both have, by those that either has.
pub(super) fn is_nearly_same(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(fold);
    let [a, b] = [runs(&a), runs(&b)];
    let common = a.intersection(&b).count();
    let all = a.len() + b.len() - common;
    all == 0 || common as f64 >= NEARLY_SAME * all as f64
}

fn runs(text: &str) -> HashSet<Vec<&str>> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.len() < RUN {
        return HashSet::from([words]);
    }
    words.windows(RUN).map(<[&str]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_changes_leave_a_text_nearly_the_same() {
        let text = "We look for a chief information security officer who leads a team of seven people in Leeds. \
                    You report to the board and own the budget of the programme.";
        for (other, expected) in [
            (text.to_owned(), true),
            (text.replace("seven", "eight"), true),
            (text.to_uppercase(), true),
            (format!("{text} Apply by May."), true),
            (
                "We look for a deputy. You report to the chief information security officer."
                    .to_owned(),
                false,
            ),
            (String::new(), false),
        ] {
            assert_eq!(is_nearly_same(text, &other), expected, "{other}");
        }
        assert!(is_nearly_same("", ""));
    }
}
