//! What a query means by decision: the synonyms of items, and the terms for which the catalogue has nothing.

use super::candidate::{Candidate, SynonymRank, candidate};
use super::fuzzy_words::{Cost, have_same_stem, max_typos};
use super::index::{Index, LabelRef, Synonym};
use super::query::{Query, content_words};
use super::tier::{Tier, query_tier};
use crate::text::words;

/// A query of fewer letters is never taken for the beginning of a synonym.
const MIN_BEGINNING: usize = 3;

/// How many items the synonyms that a query begins may mean together: beyond that nobody can tell what is being typed.
const MAX_BEGUN: usize = 8;

/// The same where the query begins words of labels too, which are the better guess then.
const MAX_BEGUN_BESIDE_LABELS: usize = 2;

/// The synonyms that a query means: those that equal it; when there are none, those that it begins, as long as these
/// mean few items; when it begins none and no words of labels (`is_worded`), those that have its words, some misspelt
/// or abbreviated.
pub(crate) fn by_synonyms(index: &Index, query: &Query, is_worded: bool) -> Vec<Candidate> {
    let text = query.text();
    let equal: Vec<_> = index
        .synonyms()
        .filter(|(.., term)| query.equals(term))
        .collect();
    if !equal.is_empty() {
        let meant = equal.into_iter();
        return meant
            .map(|(label, synonym, _)| whole(index, label, *synonym))
            .collect();
    }
    // Where the query begins words of labels as well, a begun synonym must mean its item exactly: `audit` is not on its
    // way to everything near "audit manager" when there is an IT auditor.
    let length = text.chars().count();
    let begun = index.synonyms().filter(|(_, synonym, term)| {
        !synonym.whole
            && (synonym.exact || !is_worded)
            && length >= MIN_BEGINNING
            && (term.starts_with(text) || term.starts_with(query.typed()))
    });
    let begun: Vec<Candidate> = begun
        .map(|(label, synonym, _)| part(index, label, *synonym, Tier::Synonym, 0))
        .collect();
    if !begun.is_empty() {
        let most = if is_worded {
            MAX_BEGUN_BESIDE_LABELS
        } else {
            MAX_BEGUN
        };
        return at_most(begun, most);
    }
    if is_worded {
        return Vec::new();
    }
    let matches = TermMatches::new(index, query);
    let (mut begun, mut found) = (Vec::new(), Vec::new());
    for (at, (label, synonym, term)) in index.synonyms().enumerate() {
        if synonym.whole {
            let typos = typos(text, term).filter(|_| synonym.pinned);
            found.extend(typos.map(|cost| candidate(index, label, Tier::Fuzzy, cost)));
        } else if let Some((tier, cost)) = matches.tier(query, at, term) {
            let list = if tier == Tier::Synonym {
                &mut begun
            } else {
                &mut found
            };
            list.push(part(index, label, *synonym, tier, cost));
        }
    }
    found.extend(at_most(begun, MAX_BEGUN));
    found
}

/// The row of terms without a counterpart of which a query is one.
pub(crate) fn absent_row(index: &Index, query: &Query) -> Option<usize> {
    let mut terms = index.absent_terms();
    terms
        .find(|(_, term)| query.equals(term))
        .map(|(row, _)| row)
}

/// The row of terms without a counterpart of which a query is one misspelt, and how badly.
pub(crate) fn misspelt_absent_row(index: &Index, query: &Query) -> Option<(usize, Cost)> {
    let matches = TermMatches::new(index, query);
    let terms = (index.synonym_count()..).zip(index.absent_terms());
    let fuzzy = terms.filter_map(|(at, (row, term))| match matches.tier(query, at, term)? {
        (Tier::Fuzzy, cost) => Some((row, cost)),
        _ => None,
    });
    fuzzy.min_by_key(|(_, cost)| *cost)
}

/// How much of a query a term within it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Half of its words at least: "ISO 27001 certification".
    Half,
    /// Two words, or one that no label has: "deploy EDR across endpoints".
    Telling,
}

/// What the longest term means that stands within a query as whole words, in any form.
pub(crate) enum Within {
    Synonyms(Vec<Candidate>),
    Absent(usize),
}

pub(crate) fn within(index: &Index, query: &Query, part_of: Part) -> Option<Within> {
    let typed: Vec<&str> = words(query.typed()).collect();
    let asked = query.content().count();
    let length = |term: &str| {
        let length = content_words(term).count();
        let is_enough = match part_of {
            Part::Half => length * 2 >= asked,
            Part::Telling => length > 1 || content_words(term).any(|w| !index.words().has(w)),
        };
        (is_enough && stands_in(term, &typed)).then_some(length)
    };
    let synonyms = index
        .synonyms()
        .filter(|(_, synonym, _)| !synonym.whole)
        .filter_map(|(label, synonym, term)| Some((length(term)?, label, synonym)));
    let synonyms: Vec<_> = synonyms.collect();
    let longest = synonyms
        .iter()
        .map(|(length, ..)| *length)
        .max()
        .unwrap_or(0);
    let absent = index
        .absent_terms()
        .filter_map(|(row, term)| Some((length(term)?, row)));
    match absent.max_by_key(|(length, _)| *length) {
        Some((length, row)) if length >= longest => Some(Within::Absent(row)),
        _ if longest > 0 => {
            let meant = synonyms.iter().filter(|(length, ..)| *length == longest);
            let meant =
                meant.map(|(_, label, synonym)| part(index, *label, **synonym, Tier::Synonym, 1));
            Some(Within::Synonyms(meant.collect()))
        }
        _ => None,
    }
}

/// Whether the words of a term follow one another among others, in any form.
fn stands_in(term: &str, typed: &[&str]) -> bool {
    let term: Vec<&str> = words(term).collect();
    let is_term = |part: &[&str]| part.iter().zip(&term).all(|(a, b)| have_same_stem(a, b));
    !term.is_empty() && typed.windows(term.len()).any(is_term)
}

/// How each term answers each word of a query.
struct TermMatches(Vec<Vec<Cost>>);

impl TermMatches {
    fn new(index: &Index, query: &Query) -> Self {
        let words = query.words().iter();
        let costs = words.map(|word| index.terms().costs(&word.text, index.reading(word)));
        Self(costs.collect())
    }

    /// How a term at a position matches a query that has as many words as it: [`Tier::Synonym`] where each begins one.
    fn tier(&self, query: &Query, at: usize, term: &str) -> Option<(Tier, Cost)> {
        if content_words(term).count() != query.content().count() {
            return None;
        }
        let costs: Vec<Cost> = self.0.iter().map(|costs| costs[at]).collect();
        if !query.signed_parts().all(|part| term.contains(part)) {
            return None;
        }
        let (tier, cost) = query_tier(query, &costs)?;
        Some(if cost == 0 {
            (Tier::Synonym, 0)
        } else {
            (tier, cost)
        })
    }
}

/// A synonym that a query equals.
fn whole(index: &Index, label: LabelRef, synonym: Synonym) -> Candidate {
    let tier = if synonym.pinned {
        Tier::Equal
    } else {
        Tier::Synonym
    };
    Candidate {
        synonym: SynonymRank {
            is_beginning: false,
            rank: synonym.rank,
            is_near: !synonym.exact && !synonym.pinned,
        },
        ..candidate(index, label, tier, 0)
    }
}

/// A synonym of which a query has the beginning, or the words.
fn part(index: &Index, label: LabelRef, synonym: Synonym, tier: Tier, cost: Cost) -> Candidate {
    Candidate {
        synonym: SynonymRank {
            is_beginning: true,
            rank: synonym.rank,
            is_near: !synonym.exact,
        },
        ..candidate(index, label, tier, cost)
    }
}

/// All of `found` if they mean `most` items at most, else none.
fn at_most(found: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    let mut items: Vec<u32> = found.iter().map(|candidate| candidate.item).collect();
    items.sort_unstable();
    items.dedup();
    if items.len() <= most {
        found
    } else {
        Vec::new()
    }
}

/// The number of wrong letters of a text, if it has the words of another, none with more than it may have.
fn typos(text: &str, other: &str) -> Option<Cost> {
    if text.split(' ').count() != other.split(' ').count() {
        return None;
    }
    let of_word = |(a, b): (&str, &str)| {
        let typos = strsim::osa_distance(a, b);
        let letters = a.chars().count().min(b.chars().count());
        (typos <= max_typos(letters)).then_some(typos as Cost)
    };
    text.split(' ').zip(other.split(' ')).map(of_word).sum()
}
