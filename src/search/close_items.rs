//! Labels that are close to a query in meaning, where few match in words.
//!
//! The figures below were fitted on the spans of 178 advert sentences and the skills of all of ESCO v1.2.0 that
//! people gave them (`benches/wording.rs`). Of 187 different spans a right skill is first for 50 in 100, among the
//! first five for 70 and among the first ten for 77, with what matches in words before it; of the 53 first rows that
//! are sure, 36 are right. Among the first five of what any cosine admits, by meaning alone, it is 82 in 100 without
//! the weight of the profession and 84 with it; a weight of 0.10 does no better than none.

use super::boosts::Boosts;
use super::candidate::{Candidate, candidate};
use super::index::{Index, LabelRef, Source};
use super::query::{Query, content_words, is_stop_word};
use super::tier::Tier;
use crate::meaning::Table;
use crate::text::words;

/// A query is searched for by meaning where fewer rows than this match otherwise.
pub(super) const FEW: usize = 10;

/// The most rows that meaning adds.
const MOST: usize = 10;

/// A row is close from this similarity on.
const CLOSE: f32 = 0.58;

/// A row is close from this similarity on beside rows that match in words, which are the better guess.
const CLOSE_BESIDE_WORDS: f32 = 0.75;

/// The first row is sure from this similarity on, if the profession asks for it and the second is farther off by the
/// margin.
const SURE: f32 = 0.85;
const SURE_MARGIN: f32 = 0.10;

/// The nearest of a query that matches nothing are no farther off than this.
const NEAR: f32 = 0.50;

/// What a title and a query do not share is close from this cosine on: chosen by hand on titles such as those of the
/// tests in `title.rs`, not fitted.
const REST_CLOSE: f32 = 0.35;

/// The similarity is the cosine, and for what the profession asks for so much more.
const PROFESSION_WEIGHT: f32 = 0.05;

/// Several labels of one item can be near, so more labels than items are looked at.
const LABELS: usize = 400;

/// Words that say nothing beside the stop words of a search. The table need not know them.
const FILLERS: [&str; 6] = ["i", "they", "us", "vs", "we", "you"];

/// Items close to a query in meaning, the closest first.
#[derive(Debug, Default)]
pub(crate) struct CloseItems {
    /// Those that are close enough to be meant.
    pub(crate) close: Vec<Candidate>,
    /// Whether the first of them is clearly meant.
    pub(crate) first_is_sure: bool,
    /// Those that are not, but near.
    pub(crate) near: Vec<Candidate>,
}

/// The items whose labels are close to a query in meaning. None where the table lacks a word of the query that says
/// something, and where the query holds a term that is known to lead astray.
/// `is_worded` says whether others match in words, without wrong letters.
pub(crate) fn close_items(
    index: &Index,
    query: &Query,
    boosts: &Boosts,
    is_worded: bool,
) -> CloseItems {
    let Some((config, labels)) = index.meaning() else {
        return CloseItems::default();
    };
    let table = config.table;
    // The table knows "net", not ".NET".
    if query.signed_parts().next().is_some() {
        return CloseItems::default();
    }
    let known = |word: &str| is_stop_word(word) || FILLERS.contains(&word) || table.has(word);
    let typed = query.typed();
    if !words(typed).all(known) || config.exclusions.in_query(typed).is_some() {
        return CloseItems::default();
    }
    let Some(asked) = table.vector(typed) else {
        return CloseItems::default();
    };
    let mut items: Vec<(f32, Candidate)> = Vec::new();
    for (label, cosine) in labels.top(&asked, LABELS) {
        let label = LabelRef(label as u32);
        let item = index.item(label);
        let folded = index.folded(label);
        if is_proper_name(index, label)
            || index.source(label) == Source::Alternative && is_one_of_its_words(folded, query)
            || config.has_titles && !differs_little(table, folded, query)
        {
            continue;
        }
        if boosts.admits(item) && items.iter().all(|(_, known)| known.item != item) {
            let weight = if config.in_profession[item as usize] {
                PROFESSION_WEIGHT
            } else {
                0.0
            };
            let similarity = cosine + weight;
            items.push((
                similarity,
                candidate(index, label, Tier::Meaning, distance(similarity)),
            ));
        }
    }
    items.sort_by(|a, b| b.0.total_cmp(&a.0));
    let least = if is_worded { CLOSE_BESIDE_WORDS } else { CLOSE };
    let close = items.partition_point(|(similarity, _)| *similarity >= least);
    let first_is_sure = items.first().is_some_and(|(first, candidate)| {
        let second = items.get(1).map_or(0.0, |(second, _)| *second);
        // What leaves a word of the query out says something else: "manage user accounts", "manage accounts".
        let label = index.folded(candidate.label);
        // A number that the label lacks may be the beginning of another: "iso 2" is no ISO 14000.
        let has_number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let has_numbers = query
            .content()
            .all(|word| !has_number(&word.text) || words(label).any(|known| known == word.text));
        let is_as_long = content_words(label).count() >= query.content().count();
        let is_in_profession = config.in_profession[candidate.item as usize];
        *first >= SURE
            && first - second >= SURE_MARGIN
            && is_in_profession
            && is_as_long
            && has_numbers
    });
    let of = |(_, candidate): &(f32, Candidate)| *candidate;
    let near = items[close..]
        .iter()
        .take_while(|(similarity, _)| *similarity >= NEAR);
    CloseItems {
        close: items[..close.min(MOST)].iter().map(of).collect(),
        first_is_sure,
        near: near
            .map(|(_, candidate)| Candidate {
                tier: Tier::Partial,
                ..*candidate
            })
            .collect(),
    }
}

/// Whether an alternative label is the name of a product, every word of it capitalised: its words mean little.
fn is_proper_name(index: &Index, label: LabelRef) -> bool {
    let label = index.label(label);
    label.source == Source::Alternative
        && label
            .text
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a label is but one of several words of a query: of an alternative label, "security" is not what "email
/// security" means.
fn is_one_of_its_words(label: &str, query: &Query) -> bool {
    let mut words = content_words(label);
    let (only, None) = (words.next(), words.next()) else {
        return false;
    };
    let is_only = |word: &str| only == Some(word);
    query.content().count() > 1 && query.content().any(|word| is_only(&word.text))
}

/// Whether what a title and a query do not share is close too: a military officer is no information security officer.
fn differs_little(table: &Table, label: &str, query: &Query) -> bool {
    let asked: Vec<&str> = query.content().map(|word| &*word.text).collect();
    let own: Vec<&str> = content_words(label).collect();
    let rest = |words: &[&str], others: &[&str]| -> Vec<String> {
        let is_shared = |word: &str| {
            let mut others = others.iter();
            others.any(|other| other.starts_with(word) || word.starts_with(other))
        };
        let rest = words.iter().filter(|word| !is_shared(word));
        rest.map(|word| (*word).to_owned()).collect()
    };
    let (asked_rest, own_rest) = (rest(&asked, &own), rest(&own, &asked));
    if asked_rest.len() == asked.len() || asked_rest.is_empty() {
        return true;
    }
    let vectors = [asked_rest, own_rest].map(|words| table.vector(&words.join(" ")));
    matches!(vectors, [Some(a), Some(b)] if a.cosine(&b) >= REST_CLOSE)
}

/// How far an item is from a query, in steps of 1/240.
fn distance(similarity: f32) -> u8 {
    ((1.0 + PROFESSION_WEIGHT - similarity) * 240.0).clamp(0.0, 254.0) as u8
}
