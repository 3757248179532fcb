//! The fuzzy crate behind two doors: a score, and the letters to light. Nothing else names the crate.
//!
//! What is known of fuzzy-matcher 0.3.7 and heeded here: it folds ASCII only, so it is given folded text; its
//! `use_cache(false)` panics, so the cache stays; what it scored before can change the score of a query with
//! the same letter twice in a row ("aat" in "application design": 59 or 63), so its cache is cleared before each
//! label then; its `fuzzy_indices` may give another score than its `fuzzy_match`, so only the latter ranks.

use std::cell::RefCell;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::grid::Grid;
use super::near;
use super::tier::{Query, Tier, begin, occurrences};
use crate::text::fold_char;
use crate::text::letters::letter;

/// What a matcher that has scored nothing yet gives a folded label.
pub(crate) fn fresh_score(label: &str, query: &str) -> Option<i64> {
    SkimMatcherV2::default().fuzzy_match(label, query)
}

/// Scores labels for one query.
pub(crate) struct Scorer {
    matcher: SkimMatcherV2,
    /// Scores what is ASCII.
    grid: RefCell<Grid>,
    query: String,
    ascii: bool,
    doubled: bool,
    own: i64,
    first: (Option<char>, u64),
    pairs: Vec<Pair>,
    /// What all pairs earn together where they are beside each other.
    beside: i64,
}

/// Two neighbours in a query, for [`Scorer::bound`].
struct Pair {
    /// Both, where they are ASCII.
    both: Option<[u8; 2]>,
    /// The second of them as a set of letters.
    letter: u64,
    /// The most that it can earn right behind the first.
    beside: i64,
}

impl Pair {
    /// What the second earns less at most where it stands apart from the first.
    fn lost(&self, heads: u64) -> i64 {
        let apart = if is_head(heads, self.letter) { 20 } else { 12 };
        self.beside - apart
    }
}

/// Whether two chars stand beside each other in a label.
fn has(label: &str, both: [u8; 2]) -> bool {
    // Counted at all places at once, which is quicker than to stop at the first.
    let pairs = label.as_bytes().windows(2);
    pairs.filter(|pair| **pair == both).count() > 0
}

/// Whether a letter is among the heads of a label. A space has no letter; behind a sign it is a head as well.
fn is_head(heads: u64, letter: u64) -> bool {
    letter == 0 || heads & letter != 0
}

impl Scorer {
    /// A scorer for a folded query.
    pub(crate) fn new(query: &str) -> Self {
        let chars: Vec<char> = query.chars().collect();
        let byte = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
        let pairs = chars.windows(2).map(|pair| Pair {
            both: byte(pair[0]).zip(byte(pair[1])).map(<[u8; 2]>::from),
            letter: letter(pair[1]),
            beside: if pair[0].is_alphanumeric() { 20 } else { 24 },
        });
        let pairs: Vec<Pair> = pairs.collect();
        let mut scorer = Self {
            matcher: SkimMatcherV2::default(),
            grid: RefCell::default(),
            query: query.to_owned(),
            ascii: query.is_ascii(),
            first: (
                chars.first().copied(),
                chars.first().map_or(0, |c| letter(*c)),
            ),
            beside: pairs.iter().map(|pair| pair.beside).sum(),
            pairs,
            doubled: chars.windows(2).any(|pair| pair[0] == pair[1]),
            own: 0,
        };
        scorer.own = scorer.score(query).unwrap_or(0);
        scorer
    }

    /// What `fuzzy_match` of a matcher without history gives a folded label.
    pub(crate) fn score(&self, label: &str) -> Option<i64> {
        if self.ascii && label.is_ascii() && !self.query.is_empty() {
            let (label, query) = (label.as_bytes(), self.query.as_bytes());
            return self.grid.borrow_mut().score(label, query);
        }
        if self.doubled {
            // Cuts the cached matrix down to four cells; the next label finds fresh ones. The letters that a
            // cell matched in the first row keep the bonus of an earlier label otherwise, and a doubled letter
            // makes it count.
            self.matcher.fuzzy_match("a", "a");
        }
        self.matcher.fuzzy_match(label, &self.query)
    }

    /// What [`Self::score`] cannot exceed for a label in `tier` with these [`heads`], found without scoring and without a
    /// look at more than the label's first letter.
    ///
    /// `fuzzy_match` gives a letter 16 points; 15 more to the query's first letter at the very start, 7 at another
    /// head, else takes 1; to a letter right behind its neighbour 4 more, or 8 where the neighbour is a space or
    /// sign; to a letter behind a gap 8 more at a head, and takes 3 and the length of the gap.
    pub(crate) fn bound(&self, label: &str, heads: u64, tier: Tier) -> i64 {
        let most = self.beside
            + match self.first {
                (_, letter) if !is_head(heads, letter) => 15,
                (first, _) if label.chars().next() == first => 31,
                _ => 23,
            };
        // Where only the letters occur in order, one of them at least stands apart from its neighbour.
        if tier != Tier::Close {
            return most;
        }
        let lost = self.pairs.iter().map(|pair| pair.lost(heads));
        most - lost.min().unwrap_or(0)
    }

    /// The same where only the letters occur in order, with a look at all neighbours in the label: a letter stands apart
    /// that never stands beside the one before it.
    pub(crate) fn close_bound(&self, label: &str, heads: u64) -> i64 {
        let apart = |pair: &&Pair| pair.both.is_some_and(|both| !has(label, both));
        let lost = self.pairs.iter().filter(apart).map(|pair| pair.lost(heads));
        // One of them at least is.
        let least = self.pairs.iter().map(|pair| pair.lost(heads)).min();
        self.bound(label, heads, Tier::Words) - lost.sum::<i64>().max(least.unwrap_or(0))
    }

    /// The tier of a label that matches letter by letter only.
    pub(crate) fn tier(&self, score: Option<i64>) -> Tier {
        score.map_or(Tier::Scattered, |score| Tier::of_score(score, self.own))
    }
}

/// Which chars of `label` (as shown) `query` lights: the words where they begin label words, else the place
/// where the query stands inside, else the letters that the fuzzy matcher chose, else the words that are nearly
/// those of the query. Ascending; empty when nothing was asked or nothing matches.
pub fn positions(query: &str, label: &str) -> Vec<usize> {
    let query = Query::new(query);
    if query.is_empty() {
        return Vec::new();
    }
    let folded = Folded::new(label);
    let mut lit = match query.tier(&folded.text) {
        None => near::places(query.text(), &folded.text)
            .into_iter()
            .flat_map(|(at, len)| folded.chars(at, len))
            .collect(),
        Some(Tier::Listed) => Vec::new(),
        Some(Tier::Equal) => folded.chars(0, folded.text.len()),
        Some(Tier::WordsInOrder) => {
            let starts = query.side_by_side(&folded.text).unwrap_or_default();
            let words = starts.into_iter().zip(query.words());
            words
                .flat_map(|(at, word)| folded.chars(at, word.len()))
                .collect()
        }
        Some(Tier::Words) => {
            let places = query
                .words()
                .filter_map(|w| Some((begin(&folded.text, w)?, w.len())));
            places.flat_map(|(at, len)| folded.chars(at, len)).collect()
        }
        Some(Tier::Substring) => {
            let place = occurrences(&folded.text, query.text()).next();
            place.map_or_else(Vec::new, |at| folded.chars(at, query.text().len()))
        }
        Some(Tier::Synonym | Tier::Near | Tier::Close | Tier::Scattered | Tier::Partly) => {
            folded.fuzzy(query.text())
        }
    };
    lit.sort_unstable();
    lit.dedup();
    lit
}

/// A folded label that remembers which char each folded char came from: folding can drop chars and
/// make two of one.
struct Folded {
    text: String,
    /// For each byte of `text` the position of its char in the label.
    origin: Vec<usize>,
}

impl Folded {
    fn new(label: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(label.len()),
            origin: Vec::with_capacity(label.len()),
        };
        for (at, c) in label.chars().enumerate() {
            folded.text.extend(fold_char(c));
            folded.origin.resize(folded.text.len(), at);
        }
        folded
    }

    /// The chars of the label behind `len` bytes from `from`.
    fn chars(&self, from: usize, len: usize) -> Vec<usize> {
        self.origin[from..from + len].to_vec()
    }

    fn fuzzy(&self, query: &str) -> Vec<usize> {
        let found = SkimMatcherV2::default().fuzzy_indices(&self.text, query);
        let chosen = found.map(|(_, chosen)| chosen).unwrap_or_default();
        let starts: Vec<usize> = self.text.char_indices().map(|(at, _)| at).collect();
        chosen
            .into_iter()
            .filter_map(|c| starts.get(c).map(|at| self.origin[*at]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Scorer, fresh_score, positions};

    /// The label with its lighted chars in brackets.
    #[track_caller]
    fn check(query: &str, label: &str, expected: &str) {
        let lit = positions(query, label);
        let shown: String = label
            .chars()
            .enumerate()
            .map(|(at, c)| {
                if lit.contains(&at) {
                    format!("[{c}]")
                } else {
                    c.to_string()
                }
            })
            .collect();
        assert_eq!(shown.replace("][", ""), expected);
    }

    #[test]
    fn words_light_where_they_begin() {
        check("ict sec", "manage ICT security", "manage [ICT] [sec]urity");
        check("sec man", "manage ICT security", "[man]age ICT [sec]urity");
        check("gdpr", "GDPR", "[GDPR]");
        check("ware", "software", "soft[ware]");
        check("", "software", "software");
        check("qqq", "software", "software");
        check(
            "secruity stadards",
            "ICT security standards",
            "ICT [security] [standards]",
        );
        check(
            "respond to incidents",
            "incident response",
            "[incident] [response]",
        );
    }

    #[test]
    fn lights_are_chars_of_the_label_as_shown() {
        check("acces", "Contrôle d'accès", "Contrôle d'[accès]");
        check("strasse", "die Straße", "die [Straße]");
        check("ae", "e\u{301}ae\u{301}", "e\u{301}[ae]\u{301}");
        check("cafe", "世界 CAFÉ 🎉", "世界 [CAFÉ] 🎉");
        check("scrty", "die Sécurity", "die [S]é[c]u[r]i[ty]");
    }

    #[test]
    fn what_was_scored_before_does_not_count() {
        let labels = [
            "nurse assistant",
            "assess risks",
            "process systems' success",
            "aa banana application design",
            "application design",
        ];
        for query in [
            "sss", "sssi", "ass", "s", "essss", "aat", "ssa", "abaat", "risk",
        ] {
            let used = Scorer::new(query);
            for label in labels.iter().chain(labels.iter().rev()) {
                let fresh = fresh_score(label, query);
                assert_eq!(used.score(label), fresh, "{query} in {label}");
            }
        }
    }
}
