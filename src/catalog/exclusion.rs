//! Terms that a search must not match by meaning, because what lies near them is something else.

use serde::Deserialize;

use super::id::Basis;
use crate::text::fold;

/// Spellings of one term that meaning must leave alone.
#[derive(Clone, Debug, Deserialize)]
pub struct Exclusion {
    pub terms: Vec<Box<str>>,
    /// One line: what goes wrong, or what is lacking.
    pub reason: Box<str>,
}

/// All of `never.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Exclusions {
    pub basis: Basis,
    pub exclusions: Vec<Exclusion>,
}

impl Exclusions {
    /// The row of which a term stands in `query`, as whole words, singular or plural: "zero-trust rollouts" holds "zero
    /// trust rollout".
    pub fn in_query(&self, query: &str) -> Option<&Exclusion> {
        let query = words(query);
        let holds = |term: &str| {
            let term = words(term);
            !term.is_empty() && query.windows(term.len()).any(|part| is_same(part, &term))
        };
        let mut rows = self.exclusions.iter();
        rows.find(|row| row.terms.iter().any(|term| holds(term)))
    }
}

/// Whether words are the same but for an "s" at their ends.
fn is_same(some: &[String], others: &[String]) -> bool {
    let singular = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let some = some.iter().map(|word| singular(word));
    some.eq(others.iter().map(|word| singular(word)))
}

/// The words of a text, folded: whatever is neither a letter, a digit, `+` nor `#` separates them.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#');
    let words = folded.split(|c| !is_word(c)).filter(|w| !w.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, expected: bool) {
        let exclusions: Exclusions = serde_json::from_str(
            r#"{"basis": "editorial", "exclusions": [
                {"terms": ["zero trust", "ZTNA"], "reason": "r"}, {"terms": ["CI/CD"], "reason": "r"}]}"#,
        )
        .unwrap();
        assert_eq!(exclusions.in_query(query).is_some(), expected, "{query}");
    }

    #[test]
    fn a_term_is_found_as_whole_words_only() {
        check("Zero-Trust", true);
        check("zero trusts", true);
        check("roll out zero  trust", true);
        check("ztna", true);
        check("ci cd pipeline", true);
        check("zero trusted", false);
        check("trust zero", false);
        check("zero", false);
        check("", false);
    }
}
