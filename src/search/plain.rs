//! What search means: the definition, written for reading. Slow; the tests hold the fast way against it.
//!
//! It shares with the fast way the folding of text, the fuzzy score, the share that parts close from scattered letters,
//! what it costs when one word answers another, and the numbers for half-typed synonyms, and nothing else.

use std::cmp::Ordering;

use super::index::{BEGINNING, items_begun};
use super::matcher::fresh_score;
use super::near;
use super::words::MOST;
use super::{Concern, Entry, Source, Term, Tier};
use crate::text;

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The item's position among the entries.
    pub item: u32,
    /// The item's best label.
    pub label: String,
    /// Where that label comes from.
    pub source: Source,
    /// How it fits.
    pub tier: Tier,
    /// Its score.
    pub score: Option<i64>,
    /// What synonyms say in tiers 1 and 2: whether the term is only begun, the place in its row, whether near.
    said: (bool, u8, bool),
    /// In the approximate tiers: how far the label is from the query. In tier 1: 1 where something is merely also called
    /// that, so that it stands behind what bears the name, whatever concerns the person.
    cost: u8,
}

/// How many entries match, and the rows of the first `limit`.
pub fn search(
    entries: &[Entry<'_>],
    query: &str,
    concern: &Concern,
    limit: usize,
) -> (usize, Vec<Row>) {
    let query = folded_words(query).join(" ");
    let best = |a: &Row, b: &Row| order(a, b, concern);
    let meant = Meant::new(entries, &query);
    let nearly = Nearly::new(entries, &query);
    let admitted = (0..).zip(entries).filter(|(item, _)| concern.admits(*item));
    let mut rows: Vec<Row> = admitted
        .filter_map(|(item, entry)| {
            rows_of(item, entry, &query, &meant, &nearly)
                .into_iter()
                .min_by(best)
        })
        .collect();
    rows.sort_by(best);
    let total = rows.len();
    rows.truncate(limit);
    (total, rows)
}

/// The order of rows: the tier; what synonyms say; how far an approximate label is, and whether an equal one is
/// preferred; what concerns the person; the score; preferred before alternative; the shorter; the label. Where nothing was asked: what concerns the person; the label.
fn order(a: &Row, b: &Row, concern: &Concern) -> Ordering {
    let shown = |a: &Row, b: &Row| {
        let score = |row: &Row| row.score.filter(|_| !row.tier.is_approximate());
        let by_score = score(b).cmp(&score(a)).then(a.source.cmp(&b.source));
        let by_length = a.label.chars().count().cmp(&b.label.chars().count());
        by_score.then(by_length).then_with(|| a.label.cmp(&b.label))
    };
    let listed = |a: &Row, b: &Row| text::fold(&a.label).cmp(&text::fold(&b.label));
    a.tier
        .cmp(&b.tier)
        .then(a.said.cmp(&b.said))
        .then(a.cost.cmp(&b.cost))
        .then(concern.rank(a.item).cmp(&concern.rank(b.item)))
        .then_with(|| {
            if a.tier == Tier::Listed {
                listed(a, b)
            } else {
                shown(a, b)
            }
        })
        .then(a.item.cmp(&b.item))
}

/// A row for every label and synonym of an item that matches.
fn rows_of(
    item: u32,
    entry: &Entry<'_>,
    query: &str,
    meant: &Meant<'_>,
    nearly: &Nearly<'_>,
) -> Vec<Row> {
    let row = |label: &str, source, (tier, cost), said| {
        let score = if query.is_empty() {
            None
        } else {
            score(label, query)
        };
        Row {
            item,
            label: label.to_owned(),
            source,
            tier,
            score,
            said,
            cost: if tier == Tier::Equal && source == Source::Alternative {
                1
            } else {
                cost
            },
        }
    };
    let unsaid = (false, 0, false);
    if query.is_empty() {
        return vec![row(
            entry.preferred,
            Source::Preferred,
            (Tier::Listed, 0),
            unsaid,
        )];
    }
    let mut rows = Vec::new();
    for (at, label) in std::iter::once(&entry.preferred)
        .chain(&entry.alternatives)
        .enumerate()
    {
        let source = if at == 0 {
            Source::Preferred
        } else {
            Source::Alternative
        };
        let literal = tier(label, query).map(|tier| (tier, 0));
        let near = nearly.tier(label);
        let Some((tier, cost)) = literal
            .into_iter()
            .chain(near)
            .min_by_key(|(tier, _)| *tier)
        else {
            continue;
        };
        // Among equal labels the place in a row of synonyms counts, so that a pinned name finds its owner.
        let named = entry
            .synonyms
            .iter()
            .filter(|term| text::fold(term.text) == query);
        let place = named
            .min_by_key(|term| (term.rank, !term.exact))
            .map_or(0, |term| term.rank);
        let said = if tier == Tier::Equal {
            (false, place, false)
        } else {
            unsaid
        };
        rows.push(row(label, source, (tier, cost), said));
    }
    for term in entry.synonyms.iter().filter(|term| meant.means(term)) {
        let said = (text::fold(term.text) != query, term.rank, !term.exact);
        let whole = text::fold(term.text) == query;
        let (tier, said) = if whole && term.pinned {
            (Tier::Equal, (false, term.rank, false))
        } else {
            (Tier::Synonym, said)
        };
        rows.push(row(term.text, Source::Synonym, (tier, 0), said));
    }
    rows
}

/// Which synonyms a query means: those that equal it. When there are none of any item, and the query has some
/// letters: those that it begins, if they belong to few items; only exact ones, if it begins words of any label.
struct Meant<'a> {
    query: &'a str,
    whole: bool,
    begun: bool,
    only_exact: bool,
}

impl<'a> Meant<'a> {
    fn new(entries: &[Entry<'_>], query: &'a str) -> Self {
        let worded = |label: &str| tier(label, query).is_some_and(|tier| tier <= Tier::Words);
        let any = |e: &Entry<'_>| worded(e.preferred) || e.alternatives.iter().any(|l| worded(l));
        let only_exact = !query.is_empty() && entries.iter().any(any);
        let mut meant = Self {
            query,
            whole: false,
            begun: true,
            only_exact,
        };
        let items = |meant: &Self| {
            entries
                .iter()
                .filter(|entry| entry.synonyms.iter().any(|t| meant.means(t)))
                .count()
        };
        meant.begun =
            query.chars().count() >= BEGINNING && items(&meant) <= items_begun(only_exact);
        let named = |term: &Term<'_>| text::fold(term.text) == query;
        meant.whole = entries.iter().any(|entry| entry.synonyms.iter().any(named));
        meant
    }

    fn means(&self, term: &Term<'_>) -> bool {
        let folded = text::fold(term.text);
        if self.whole {
            return folded == self.query;
        }
        self.begun
            && !term.whole
            && folded.starts_with(self.query)
            && (term.exact || !self.only_exact)
    }
}

/// What a query asks word by word, and what its words weigh.
struct Nearly<'a> {
    /// Each word, whether its letters may be wrong, what it weighs.
    asked: Vec<(&'a str, bool, u32)>,
}

impl<'a> Nearly<'a> {
    fn new(entries: &[Entry<'_>], query: &'a str) -> Self {
        let labels: Vec<String> = entries
            .iter()
            .flat_map(|e| std::iter::once(&e.preferred).chain(&e.alternatives))
            .map(|label| text::fold(label))
            .collect();
        let answers = |label: &String, word: &str, wrong: bool| {
            near::words(label).any(|w| near::cost(word, wrong, w).is_some())
        };
        let weighed = |word: &'a str| {
            let mut words = labels.iter().flat_map(|label| near::words(label));
            let wrong = !words.any(|w| w.starts_with(word));
            let answered = labels.iter().filter(|l| answers(l, word, wrong)).count();
            (word, wrong, near::weight(labels.len(), answered))
        };
        let mut asked = near::asked(query);
        if asked.len() > MOST {
            asked.clear();
        }
        Self {
            asked: asked.into_iter().map(weighed).collect(),
        }
    }

    fn tier(&self, label: &str) -> Option<(Tier, u8)> {
        let folded = text::fold(label);
        let cost = |word: &str, wrong: bool| {
            near::words(&folded)
                .filter_map(|w| near::cost(word, wrong, w))
                .min()
        };
        let costs: Vec<Option<u8>> = self
            .asked
            .iter()
            .map(|(w, wrong, _)| cost(w, *wrong))
            .collect();
        if costs.iter().all(Option::is_some) {
            let sum = costs.iter().flatten().sum();
            return (!costs.is_empty()).then_some((Tier::Near, sum));
        }
        let weights = self.asked.iter().map(|(.., weight)| *weight);
        let all = weights.clone().sum();
        let answered = weights
            .zip(&costs)
            .filter(|(_, c)| c.is_some())
            .map(|(w, _)| w)
            .sum();
        Some((Tier::Partly, near::short_of(answered, all)?))
    }
}

/// The tier of a label.
fn tier(label: &str, query: &str) -> Option<Tier> {
    let folded = text::fold(label);
    let letters: Vec<char> = folded.chars().collect();
    let words: Vec<Vec<char>> = query
        .split(' ')
        .map(|word| word.chars().collect())
        .collect();
    if folded == query {
        return Some(Tier::Equal);
    }
    if (0..letters.len()).any(|at| in_order_from(&letters, at, &words)) {
        return Some(Tier::WordsInOrder);
    }
    if words
        .iter()
        .all(|word| (0..letters.len()).any(|at| begins(&letters, at, word)))
    {
        return Some(Tier::Words);
    }
    if folded.contains(query) {
        return Some(Tier::Substring);
    }
    let own = fresh_score(query, query)?;
    score(label, query).map(|score| Tier::of_score(score, own))
}

/// What a matcher without history gives.
fn score(label: &str, query: &str) -> Option<i64> {
    fresh_score(&text::fold(label), query)
}

/// Whether `words` begin words of the label, the first at `at`, each next one at the next word.
fn in_order_from(label: &[char], at: usize, words: &[Vec<char>]) -> bool {
    let [word, rest @ ..] = words else {
        return true;
    };
    if !begins(label, at, word) {
        return false;
    }
    let end = end_of_word(label, at + word.len());
    // Between two neighbours stands nothing but spaces and signs.
    let gap = |next: usize| !label[end..next].iter().any(|c| c.is_alphanumeric());
    rest.is_empty() || (end..label.len()).any(|next| gap(next) && in_order_from(label, next, rest))
}

/// Where the word ends inside which a match ended at `at`.
fn end_of_word(label: &[char], at: usize) -> usize {
    let mut end = at;
    while label[end - 1].is_alphanumeric() && end < label.len() && label[end].is_alphanumeric() {
        end += 1;
    }
    end
}

/// Whether a word of the label starts at `at` and `word` begins it.
fn begins(label: &[char], at: usize, word: &[char]) -> bool {
    let starts = match at.checked_sub(1).map(|before| label[before]) {
        None => true,
        Some(before) if before.is_whitespace() => true,
        Some(before) => label[at].is_alphanumeric() && !before.is_alphanumeric(),
    };
    starts && label[at..].starts_with(word)
}

fn folded_words(query: &str) -> Vec<String> {
    let folded = text::fold(&text::normalize(query));
    folded.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
