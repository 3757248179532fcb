//! What comes nearest to a query that matches nothing.

use super::boosts::Boosts;
use super::candidate::{Candidate, candidate};
use super::fuzzy_words::{Cost, NO_MATCH};
use super::index::{Index, LabelRef};
use super::query::Query;
use super::tier::Tier;

/// A label is near a query when it answers at least so much of what the query's words weigh, in percent.
const MIN_ANSWERED: u32 = 50;

/// Words are spelt much alike from this Jaro-Winkler similarity on.
const MIN_SIMILARITY: f64 = 0.88;

/// A word is spelt like one of a query only if it has at least this part of its letters.
const MIN_LENGTH: f64 = 0.66;

/// So many of the most similar words are looked up.
const SIMILAR_WORDS: usize = 5;

/// Labels that answer most of the words of a query; when there are none, those that are somewhat `close` in meaning; when
/// there are none of these either, those with the words that are spelt most like its longest one.
pub(crate) fn nearest(
    index: &Index,
    query: &Query,
    boosts: &Boosts,
    close: Vec<Candidate>,
) -> Vec<Candidate> {
    let admitted = |mut found: Vec<Candidate>| {
        found.retain(|candidate| boosts.admits(candidate.item));
        found
    };
    let mut found = admitted(by_some_words(index, query));
    if found.is_empty() {
        found = close;
    }
    if found.is_empty() {
        found = if has_unknown_number(index, query) {
            Vec::new()
        } else {
            admitted(by_spelling(index, query))
        };
    }
    found
}

/// The labels that answer words of at least half the weight of all. A word weighs what its rarity tells: ln(1 + all labels
/// / labels that answer it).
fn by_some_words(index: &Index, query: &Query) -> Vec<Candidate> {
    // What only shares the name of its publisher with a standard is not near it.
    if has_unknown_number(index, query) {
        return Vec::new();
    }
    let costs: Vec<Vec<Cost>> = query
        .content()
        .map(|word| index.words().costs(&word.text, index.reading(word)))
        .collect();
    let weight = |costs: &Vec<Cost>| {
        let answered = costs.iter().filter(|cost| **cost != NO_MATCH).count();
        if answered == 0 {
            0
        } else {
            (1000.0 * (1.0 + costs.len() as f64 / answered as f64).ln()) as u32
        }
    };
    let weights: Vec<u32> = costs.iter().map(weight).collect();
    let all: u32 = weights.iter().sum();
    let labels = index.folded_labels().map(|(label, _)| label);
    labels
        .filter_map(|label| {
            let answers = costs
                .iter()
                .zip(&weights)
                .filter(|(costs, _)| costs[label.0 as usize] != NO_MATCH);
            let answered: u32 = answers.map(|(_, weight)| weight).sum();
            let is_near = answered > 0 && answered * 100 >= all * MIN_ANSWERED;
            is_near.then(|| {
                candidate(
                    index,
                    label,
                    Tier::Partial,
                    ((all - answered) * 255 / all) as Cost,
                )
            })
        })
        .collect()
}

/// Whether a query has a number, as of a standard or a form, that no label has.
fn has_unknown_number(index: &Index, query: &Query) -> bool {
    let is_number = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    let mut words = query.words().iter();
    words.any(|word| is_number(&word.text) && !index.is_known(&word.text))
}

fn by_spelling(index: &Index, query: &Query) -> Vec<Candidate> {
    let Some(longest) = query.words().iter().max_by_key(|word| word.text.len()) else {
        return Vec::new();
    };
    let asked = &longest.text;
    let least = asked.len() as f64 * MIN_LENGTH;
    let words = index.words().words();
    let words = words.filter(|(word, _)| word.len() as f64 >= least);
    let similar = words.map(|(word, labels)| (strsim::jaro_winkler(asked, word), labels));
    let mut similar: Vec<(f64, &[u32])> = similar
        .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
        .collect();
    similar.sort_by(|a, b| b.0.total_cmp(&a.0));
    similar.truncate(SIMILAR_WORDS);
    let labels = similar.into_iter().flat_map(|(similarity, labels)| {
        let cost = ((1.0 - similarity) * 255.0) as Cost;
        labels
            .iter()
            .map(move |label| candidate(index, LabelRef(*label), Tier::Spelling, cost))
    });
    labels.collect()
}
