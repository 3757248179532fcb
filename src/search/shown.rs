//! What lists and commands show of an answer: labels in which the query's letters merely occur in order only where
//! nothing better matches.

use super::{Hit, Results, Tier};

/// How many hits are shown where only such letters matched.
const NEAREST: usize = 5;

/// The rows that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// How many items match, shown or not; nothing where only scattered letters do.
    pub total: usize,
    /// The first of them, best first; where there is none, a few whose letters come nearest.
    pub hits: Vec<Hit>,
}

impl Shown {
    /// Whether nothing matches and the hits are only what comes nearest.
    pub fn is_fallback(&self) -> bool {
        self.total == 0 && !self.hits.is_empty()
    }
}

/// What is shown of the answer that `ask` gives for at most so many rows: letters that occur in order only where nothing
/// better matches, and scattered ones only where nothing else does.
pub fn shown(limit: usize, mut ask: impl FnMut(usize) -> Results) -> Shown {
    let mut results = ask(limit);
    if !is_enough(&results) {
        results = ask(usize::MAX);
    }
    let Results {
        total,
        lettered,
        mut hits,
    } = results;
    if hits.first().is_none_or(|hit| hit.tier < Tier::Close) {
        hits.retain(|hit| !is_lettered(hit));
        hits.truncate(limit);
        return Shown {
            total: total - lettered,
            hits,
        };
    }
    let is_scattered = |hit: &Hit| hit.tier == Tier::Scattered;
    let (mut scattered, mut hits): (Vec<Hit>, Vec<Hit>) = hits.into_iter().partition(is_scattered);
    let total = if lettered > 0 { hits.len() } else { total };
    if total > 0 {
        hits.truncate(limit);
        return Shown { total, hits };
    }
    scattered.truncate(NEAREST);
    Shown {
        total,
        hits: scattered,
    }
}

/// Whether nothing that is shown can stand behind the rows. Behind letters stand words that answer in part; and where
/// letters are the best, only scores tell close ones from scattered ones.
fn is_enough(results: &Results) -> bool {
    let Results {
        total,
        lettered,
        hits,
    } = results;
    let letters = hits.iter().filter(|hit| is_lettered(hit)).count();
    if letters == 0 || hits.len() == *total {
        return true;
    }
    let has_others = hits.len() - letters == total - lettered;
    let [Some(first), Some(last)] = [hits.first(), hits.last()] else {
        return true;
    };
    has_others && (first.tier < Tier::Close || last.tier > Tier::Close)
}

fn is_lettered(hit: &Hit) -> bool {
    matches!(hit.tier, Tier::Close | Tier::Scattered)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::{Concern, Entry, Index, Session};
    use super::*;
    use crate::catalog::Catalog;
    use proptest::prelude::*;

    static SKILLS: LazyLock<Index> = LazyLock::new(|| Index::skills(&Catalog::embedded().unwrap()));

    #[test]
    fn a_word_that_is_not_there_lists_no_tail() {
        let index = &*SKILLS;
        let concern = Concern::none();
        for query in ["siem", "itil", "gdpr", "security", "se", "third party risk"] {
            let all = shown(usize::MAX, |limit| index.search(query, &concern, limit));
            assert!(!all.hits.iter().any(is_lettered), "{query}");
            assert_eq!(all.hits.len(), all.total, "{query}");
        }
        // A row too many of letters does not make all of them be scored.
        let mut asked = Vec::new();
        shown(200, |limit| {
            asked.push(limit);
            index.search("siem", &concern, limit)
        });
        assert_eq!(asked, [200]);
        // Where only letters match, close ones are the answer.
        let close = shown(200, |limit| index.search("scrty", &concern, limit));
        assert!(close.total > 0 && close.hits.iter().all(|h| h.tier == Tier::Close));
    }

    #[test]
    fn where_only_scattered_letters_match_a_few_are_left() {
        let labels = ["xaxxxxxxbxxxxxxcxxxxxxd", "none"];
        let index = Index::build(labels.map(|label| Entry {
            preferred: label,
            alternatives: Vec::new(),
            synonyms: Vec::new(),
        }));
        let far = shown(9, |limit| index.search("abcd", &Concern::none(), limit));
        assert!(far.is_fallback(), "{far:?}");
        assert!(!far.hits.is_empty() && far.hits.len() <= NEAREST);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Asking for few rows shows the beginning of what asking for all shows.
        #[test]
        fn a_limit_cuts_and_changes_nothing_else(query in "[a-z]{1,5}( [a-z]{1,4})?", limit in 1_usize..40) {
            let mut session = Session::default();
            let mut ask = |limit| {
                session.set_limit(limit);
                session.update(&SKILLS, &query, &Concern::none()).clone()
            };
            let all = shown(usize::MAX, &mut ask);
            let some = shown(limit, &mut ask);
            prop_assert!(all.hits.starts_with(&some.hits));
            prop_assert_eq!(some.total, all.total);
            prop_assert!(some.is_fallback() || some.hits.len() == limit.min(all.total));
        }
    }
}
