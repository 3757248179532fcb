//! The score of a label. Nothing else names the fuzzy crate.
//!
//! What is known of fuzzy-matcher 0.3.7: it folds ASCII only, so it is given folded text, and its `use_cache(false)` panics.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Scores labels for one query.
pub(crate) struct Scorer<'a> {
    matcher: SkimMatcherV2,
    query: &'a str,
}

impl<'a> Scorer<'a> {
    /// A scorer for a folded query.
    pub(crate) fn new(query: &'a str) -> Self {
        Self {
            matcher: SkimMatcherV2::default(),
            query,
        }
    }

    /// The score of a folded label; none where the letters of the query do not occur in it in order.
    pub(crate) fn score(&self, label: &str) -> Option<i64> {
        // What was scored before can change the score of a query with the same letter twice in a row. This cuts the
        // cached table down to four cells, and the label finds fresh ones.
        self.matcher.fuzzy_match("a", "a");
        self.matcher.fuzzy_match(label, self.query)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_score_is_what_a_new_matcher_gives(
            labels in prop::collection::vec("[a-c0 (/._-]{0,24}|[ -@\\[-~]{0,12}|[abé ß]{0,9}", 1..6),
            query in "[a-c]{1,5}|[abc .(-]{1,7}|[ -@\\[-~]{1,3}|[abé]{1,3}",
        ) {
            let scorer = Scorer::new(&query);
            for label in labels {
                let fresh = SkimMatcherV2::default().fuzzy_match(&label, &query);
                prop_assert_eq!(scorer.score(&label), fresh, "{}", label);
            }
        }
    }
}
