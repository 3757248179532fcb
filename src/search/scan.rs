//! Which labels match a query, as far as it can be told without scoring, and no more of them than the rows need.
//!
//! An item stands in the tier of its best label. So the labels of an item are looked at in the order in which they can
//! be good: those that the query's words begin, then those in which it stands (one pass over the text of all), then those in
//! which its letters occur or that answer it nearly or in part; and none is looked at behind a better one. When the first
//! two fill all rows that are wanted, the other items are only counted, and one label of each is enough for that. Knows nothing of order and of the query's past.

use super::rank::Candidate;
use super::tier::{Query, Tier};
use super::words::Marks;
use super::{Concern, Index, LabelRef};

/// What matches a query.
#[derive(Debug, Default)]
pub(crate) struct Matches {
    /// Labels that match, by item: of each item at least one in its best tier. Where the query stands inside or its letters
    /// occur it is only the first: the ranking looks at the others of the few items that it needs.
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
    let inside = inside(index, query, among, marks);
    let filled = fill(index, concern, &worded, &inside, limit);
    let mut matches = Matches {
        worded: !worded.is_empty(),
        ..Matches::default()
    };
    let mut worded = worded.into_iter().peekable();
    let mut inside = inside.into_iter().peekable();
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
        let inside = inside.next_if(|label| *label < end);
        if matches.candidates.len() == from && possible {
            let found = match inside {
                Some(label) => Some((label, Tier::Substring)),
                None => lettered(index, query, item).map(|label| (label, Tier::Close)),
            };
            matches
                .candidates
                .extend(found.map(|(label, tier)| Candidate {
                    label,
                    tier,
                    cost: 0,
                }));
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

/// The first label of each item in which the query stands.
fn inside(index: &Index, query: &Query, among: Option<&[u32]>, marks: &Marks) -> Vec<u32> {
    let letters = index.letters();
    let tells = marks.tell_inside();
    let inside = |label: &u32| {
        (!tells || marks.may_hold(*label))
            && query.may_match(letters[*label as usize])
            && query.stands_in(index.folded(LabelRef(*label)))
    };
    let first = |item: u32| index.labels_of(item).find(inside);
    match among {
        // A pass over the text of all labels is quick, but not as quick as a look at few.
        Some(items) if tells || items.len() * FEW < index.len() => {
            items.iter().filter_map(|item| first(*item)).collect()
        }
        None if tells => (0..index.len() as u32).filter_map(first).collect(),
        _ => index.holding(query.text()),
    }
}

/// Items are few that are less than one in so many.
const FEW: usize = 4;

/// Whether items in which the query's words begin words, or in which it stands, are enough for all rows that are wanted.
fn fill(
    index: &Index,
    concern: &Concern,
    worded: &[Candidate],
    inside: &[u32],
    limit: usize,
) -> bool {
    let admitted = |item: &u32| concern.admits(*item);
    let most = worded.len() + inside.len();
    if most < limit {
        return false;
    }
    let mut all: Vec<u32> = inside.iter().map(|label| index.item(*label)).collect();
    all.extend(items(index, worded));
    all.sort_unstable();
    all.dedup();
    all.iter().filter(|item| admitted(item)).count() >= limit
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

/// The first label of an item in which the query's letters occur.
fn lettered(index: &Index, query: &Query, item: u32) -> Option<u32> {
    let letters = index.letters();
    let mut likely = index
        .labels_of(item)
        .filter(|label| query.may_match(letters[*label as usize]));
    likely.find(|label| query.occurs_in(index.folded(LabelRef(*label))))
}

/// Adds the labels of an item that answer the query nearly or in part, unless what is known of it (from `from` on) is
/// better; takes away what is worse.
fn nearly(index: &Index, marks: &Marks, item: u32, from: usize, into: &mut Vec<Candidate>) {
    let known = into[from..].iter().map(|c| c.tier).min();
    if known.is_some_and(|tier| tier < Tier::Near) {
        return;
    }
    let range = index.labels_of(item);
    if !marks.any(range.clone()) {
        return;
    }
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
