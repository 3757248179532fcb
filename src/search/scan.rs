//! Which labels match a query, as far as it can be told without scoring, and no more of them than the rows need.
//!
//! An item stands in the tier of its best label. So the labels of an item are looked at in the order in which they can
//! be good: those that the query's words begin, then those in which it stands or its letters occur, then those that answer
//! it nearly or in part; and none is looked at behind a better one. When the first alone fill all rows that are wanted,
//! the other items are only counted, and one label of each is enough for that. Knows nothing of order and of the query's past.

use super::rank::Candidate;
use super::tier::{Query, Tier};
use super::words::Marks;
use super::{Concern, Index, LabelRef};

/// What matches a query.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Labels that match, by item: of each item at least one, and of those items that can become rows all in its best tier.
    pub(crate) candidates: Vec<Candidate>,
    /// The items of which a label matches letter by letter, in order: a longer query finds no others so.
    pub(crate) literal: Vec<u32>,
    /// Whether the query's words begin words of any label.
    pub(crate) worded: bool,
}

/// Looks for what matches `query`. Letter by letter only `among` can match, if that is said; `limit` rows are wanted.
pub(crate) fn scan(
    index: &Index,
    query: &Query,
    concern: &Concern,
    among: Option<&[u32]>,
    limit: usize,
    marks: &mut Marks,
) -> Matches {
    index.words().mark(query, marks);
    let worded = worded(index, query, marks);
    let filled = items(index, &worded)
        .filter(|item| concern.admits(*item))
        .count()
        >= limit;
    let mut matches = Matches {
        worded: !worded.is_empty(),
        ..Matches::default()
    };
    let mut worded = worded.into_iter().peekable();
    let mut among = among.map(|items| items.iter().copied().peekable());
    for item in 0..index.len() as u32 {
        let end = index.labels_of(item).end;
        let possible = match &mut among {
            Some(items) => items.next_if_eq(&item).is_some(),
            None => true,
        };
        let from = matches.candidates.len();
        while let Some(candidate) = worded.next_if(|c| c.label < end) {
            matches.candidates.push(candidate);
        }
        if matches.candidates.len() == from && possible {
            lettered(index, query, item, filled, &mut matches.candidates);
        }
        let literal = matches.candidates.len() > from;
        if literal {
            matches.literal.push(item);
        }
        if !(literal && filled) {
            nearly(index, marks, item, from, &mut matches.candidates);
        }
    }
    matches
}

/// The labels in which every word of the query begins a word.
fn worded(index: &Index, query: &Query, marks: &Marks) -> Vec<Candidate> {
    let begun = (0..index.label_count()).filter(|label| marks.begin(*label));
    let candidate = |label, tier| Candidate {
        label,
        tier,
        cost: 0,
    };
    if marks.suffice(query) {
        let tier = |label| {
            if index.folded(LabelRef(label)) == query.text() {
                Tier::Equal
            } else {
                Tier::WordsInOrder
            }
        };
        return begun.map(|label| candidate(label, tier(label))).collect();
    }
    let letters = index.letters();
    begun
        .filter(|label| query.may_match(letters[*label as usize]))
        .filter(|label| query.may_begin(index.heads(LabelRef(*label))))
        .filter_map(|label| {
            Some(candidate(
                label,
                query.worded(index.folded(LabelRef(label)))?,
            ))
        })
        .collect()
}

/// Adds the labels of an item in which the query stands or its letters occur; only the first if it is only `counted`.
fn lettered(index: &Index, query: &Query, item: u32, counted: bool, into: &mut Vec<Candidate>) {
    let letters = index.letters();
    let range = index.labels_of(item);
    let likely = range.filter(|label| query.may_match(letters[*label as usize]));
    let mut found = likely.filter_map(|label| {
        let tier = query.lettered(index.folded(LabelRef(label)))?;
        Some(Candidate {
            label,
            tier,
            cost: 0,
        })
    });
    if counted {
        into.extend(found.next());
    } else {
        into.extend(found);
    }
}

/// Adds the labels of an item that answer the query nearly or in part, unless what is known of it (from `from` on) is
/// better; takes away what is worse.
fn nearly(index: &Index, marks: &Marks, item: u32, from: usize, into: &mut Vec<Candidate>) {
    let known = into[from..].iter().map(|c| c.tier).min();
    if known.is_some_and(|tier| tier < Tier::Near) {
        return;
    }
    let range = index.labels_of(item);
    let found = range.filter_map(|label| marks.candidate(label));
    let better = found.filter(|c| known.is_none_or(|tier| c.tier < tier));
    let mut better = better.peekable();
    if better.peek().is_some() {
        into.truncate(from);
        into.extend(better);
    }
}

/// The items of candidates, each once.
fn items(index: &Index, candidates: &[Candidate]) -> impl Iterator<Item = u32> {
    let same = |a: &Candidate, b: &Candidate| index.item(a.label) == index.item(b.label);
    candidates
        .chunk_by(same)
        .map(|labels| index.item(labels[0].label))
}
