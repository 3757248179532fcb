//! Which labels match a query, as far as it can be told without scoring, and no more of them than the rows need.
//!
//! An item stands in the tier of its best label. So the labels of an item are looked at in the order in which they can
//! be good: those that the query's words begin; then those in which it stands (one pass over the text of all, or a look at
//! those that the words mark, or at those of few items); then those in which its letters occur or that answer it nearly or
//! in part, and these not behind a better one. When the first two fill all rows that are wanted, the other items are only
//! counted, and one label of each is enough for that. Knows nothing of the order of rows and of the query's past.

use fixedbitset::FixedBitSet;
use itertools::Itertools as _;

use super::in_order::InOrder;
use super::marks::Marks;
use super::rank::Candidate;
use super::tier::{Query, Tier};
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
    index.words().mark(query, index.all_heads(), marks);
    let worded = worded(index, query, marks);
    let inside = inside(index, query, among, &worded, marks);
    let filled = fill(index, concern, &worded, &inside, limit);
    let mut found = FixedBitSet::with_capacity(index.len());
    let of = |label: u32| index.item(label) as usize;
    found.extend(worded.iter().map(|candidate| of(candidate.label)));
    found.extend(inside.iter().map(|label| of(*label)));
    let lettered = lettered(index, query, among, &mut found);

    let mut matches = Matches {
        worded: !worded.is_empty(),
        literal: found.ones().map(|item| item as u32).collect(),
        ..Matches::default()
    };
    let mut look = found.clone();
    look.extend(marks.nearly().map(of));
    let mut worded = worded.into_iter().peekable();
    let mut inside = inside.into_iter().peekable();
    let mut lettered = lettered.into_iter().peekable();
    for item in look.ones() {
        let end = index.labels_of(item as u32).end;
        let candidates = &mut matches.candidates;
        let from = candidates.len();
        while let Some(candidate) = worded.next_if(|c| c.label < end) {
            candidates.push(candidate);
        }
        for (labels, tier) in [(&mut inside, Tier::Substring), (&mut lettered, Tier::Close)] {
            // None is looked at behind a better one.
            if let Some(label) = labels.next_if(|label| *label < end)
                && candidates.len() == from
            {
                candidates.push(Candidate {
                    label,
                    tier,
                    cost: 0,
                });
            }
        }
        if !(filled && found.contains(item)) {
            nearly(index, marks, item as u32, from, candidates);
        }
    }
    matches
}

/// The first label of each item in which the query stands, at least of those that are not `worded`.
fn inside(
    index: &Index,
    query: &Query,
    among: Option<&[u32]>,
    worded: &[Candidate],
    marks: &Marks,
) -> Vec<u32> {
    let letters = index.letters();
    let stands = |label: &u32| {
        query.may_match(letters[*label as usize]) && query.stands_in(index.folded(LabelRef(*label)))
    };
    if marks.tell_inside() {
        let mut inside: Vec<u32> = marks.may_hold().filter(stands).collect();
        inside.dedup_by_key(|label| index.item(*label));
        return inside;
    }
    match among {
        // A pass over the text of all labels is quick, but not as quick as a look at few.
        Some(among) if among.len() * FEW < index.len() => {
            let mut worded = items(index, worded).peekable();
            let mut is_worded = move |item: u32| {
                while worded.next_if(|w| *w < item).is_some() {}
                worded.peek() == Some(&item)
            };
            let others = among.iter().filter(|item| !is_worded(**item));
            let first = |item: &u32| index.labels_of(*item).find(stands);
            others.filter_map(first).collect()
        }
        _ => index.holding(query.text()),
    }
}

/// Items are few that are less than one in so many.
const FEW: usize = 24;

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
    let inside = inside.iter().map(|label| index.item(*label));
    let all = inside.merge(items(index, worded)).dedup();
    all.filter(admitted).take(limit).count() == limit
}

/// The labels in which every word of the query begins a word.
fn worded(index: &Index, query: &Query, marks: &Marks) -> Vec<Candidate> {
    let begun = marks.begun();
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

/// The first label in which the query's letters occur, of each item that is not among those `found`. These are found
/// then, too.
fn lettered(
    index: &Index,
    query: &Query,
    among: Option<&[u32]>,
    found: &mut FixedBitSet,
) -> Vec<u32> {
    let letters = index.letters();
    let in_order = InOrder::new(query);
    let occurs = |label: &u32| in_order.occur_in(index.folded_bytes(*label));
    let mut lettered = Vec::new();
    match among {
        Some(among) => {
            let may = |label: &u32| query.may_match(letters[*label as usize]);
            let others = among.iter().filter(|item| !found.contains(**item as usize));
            let first = |item: &u32| index.labels_of(*item).filter(may).find(occurs);
            lettered.extend(others.filter_map(first));
            found.extend(lettered.iter().map(|label| index.item(*label) as usize));
        }
        None => {
            for label in query.matching(letters).ones().map(|label| label as u32) {
                let item = index.item(label) as usize;
                if !found.contains(item) && occurs(&label) {
                    lettered.push(label);
                    found.insert(item);
                }
            }
        }
    }
    lettered
}

/// Adds the labels of an item that answer the query nearly or in part, unless what is known of it (from `from` on) is
/// better; takes away what is worse.
fn nearly(index: &Index, marks: &Marks, item: u32, from: usize, into: &mut Vec<Candidate>) {
    let known = into[from..].iter().map(|c| c.tier).min();
    if known.is_some_and(|tier| tier < Tier::Near) {
        return;
    }
    let range = index.labels_of(item);
    let found = marks.nearly_in(range);
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
