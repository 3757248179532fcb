//! From the labels that match to the best rows: one tier after the other, and nothing is scored in a tier that
//! is not reached.
//!
//! Scoring is what costs, so a label is scored only when its item can still become a row and the label can be its
//! best. Every comparison of two rows is in [`Row::order`].

use std::cmp::{Ordering, Reverse};

use super::index::Meant;
use super::matcher::Scorer;
use super::tier::{Query, Tier};
use super::{Concern, Hit, Index, LabelRef, Results, Source};

/// A label that matches; [`Tier::Close`] stands for both last tiers until it is scored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) label: u32,
    pub(crate) tier: Tier,
    /// In the approximate tiers how far the label is from the query; the less the better.
    pub(crate) cost: u8,
}

/// An item that matches, with the best tier of its labels.
struct Found<'a> {
    item: u32,
    tier: Tier,
    labels: &'a [Candidate],
    /// The best that synonyms say of it.
    meant: Option<Meant>,
}

impl Found<'_> {
    /// How far a label is from the query.
    fn cost(&self, label: LabelRef) -> u8 {
        let of = |c: &&Candidate| c.label == label.0;
        self.labels.iter().find(of).map_or(0, |c| c.cost)
    }
}

/// An item's best label, with everything that orders rows.
#[derive(Clone, Copy)]
struct Row {
    hit: Hit,
    meant: Meant,
    cost: u8,
    concern: u8,
    source: Source,
    chars: u32,
}

impl Row {
    /// The order of rows. Between labels of one item the same, as the item's parts are equal then.
    fn order(&self, other: &Self, index: &Index) -> Ordering {
        let key = |row: &Self| {
            // Letters that happen to occur in order say nothing of words that are nearly right.
            let score = row.hit.score.filter(|_| !row.hit.tier.is_approximate());
            let score = Reverse(score);
            (
                row.hit.tier,
                row.meant,
                row.cost,
                row.concern,
                score,
                row.source,
                row.chars,
            )
        };
        let text = |row: &Self| index.label(row.hit.label).text;
        key(self)
            .cmp(&key(other))
            .then_with(|| text(self).cmp(text(other)))
            .then_with(|| self.hit.item.cmp(&other.hit.item))
    }
}

/// The best `limit` rows of the candidates (which stand in the order of labels).
pub(crate) fn rank(
    index: &Index,
    query: &Query,
    concern: &Concern,
    candidates: &[Candidate],
    limit: usize,
) -> Results {
    let worded = candidates.iter().any(|c| c.tier <= Tier::Words);
    let mut meant = index.meant(query.text(), worded);
    meant.retain(|(item, ..)| concern.admits(*item));
    let found = found(index, concern, candidates, &meant);
    let ranking = Ranking {
        index,
        concern,
        meant,
        scorer: Scorer::new(query.text()),
    };
    let mut hits = Vec::with_capacity(found.len().min(limit));
    for tier in SCORED {
        let left = limit - hits.len();
        if left == 0 {
            break;
        }
        let reached = found.iter().filter(|found| found.tier == tier);
        hits.extend(
            ranking
                .best_rows(reached, left)
                .into_iter()
                .map(|row| row.hit),
        );
    }
    Results {
        total: found.len(),
        hits,
    }
}

/// Two lists of candidates in the order of labels as one; a label of both keeps the better tier.
pub(crate) fn merged(literal: &[Candidate], near: &[Candidate]) -> Vec<Candidate> {
    let mut out = Vec::with_capacity(literal.len() + near.len());
    let mut near = near.iter().copied().peekable();
    for &each in literal {
        while let Some(before) = near.next_if(|n| n.label < each.label) {
            out.push(before);
        }
        let same = near.next_if(|n| n.label == each.label);
        out.push(same.filter(|n| n.tier < each.tier).unwrap_or(each));
    }
    out.extend(near);
    out
}

/// How many items are scored before it is asked again which ones can still become rows.
const AT_A_TIME: usize = 50;

/// The tiers as they are known before scoring, best first.
const SCORED: [Tier; 8] = [
    Tier::Equal,
    Tier::Synonym,
    Tier::WordsInOrder,
    Tier::Words,
    Tier::Substring,
    Tier::Near,
    Tier::Close,
    Tier::Partly,
];

/// The items behind the candidates and behind the synonyms, by item.
fn found<'a>(
    index: &Index,
    concern: &Concern,
    candidates: &'a [Candidate],
    meant: &[(u32, Meant, LabelRef)],
) -> Vec<Found<'a>> {
    let of_one_item = |a: &Candidate, b: &Candidate| index.item(a.label) == index.item(b.label);
    let mut found: Vec<Found> = candidates
        .chunk_by(of_one_item)
        .filter_map(|labels| {
            let tier = labels.iter().map(|c| c.tier).min()?;
            Some(Found {
                item: index.item(labels[0].label),
                tier,
                labels,
                meant: None,
            })
        })
        .filter(|found| concern.admits(found.item))
        .collect();
    for &(item, meant, _) in meant {
        let at = found
            .binary_search_by_key(&item, |f| f.item)
            .unwrap_or_else(|at| {
                found.insert(
                    at,
                    Found {
                        item,
                        tier: Tier::Synonym,
                        labels: &[],
                        meant: None,
                    },
                );
                at
            });
        let found = &mut found[at];
        let said = if meant.loose {
            Tier::Synonym
        } else {
            Tier::Equal
        };
        found.tier = found.tier.min(said);
        found.meant = Some(found.meant.map_or(meant, |best| best.min(meant)));
    }
    found
}

/// Everything that orders the rows of one query.
struct Ranking<'a> {
    index: &'a Index,
    concern: &'a Concern,
    meant: Vec<(u32, Meant, LabelRef)>,
    scorer: Scorer,
}

impl Ranking<'_> {
    /// The best rows among items that reach the same tier, in order.
    ///
    /// A row's bound (the row if its labels scored as high as they can) never stands behind the row itself. So the
    /// items are scored in the order of their bounds, some at a time, until the next bound stands behind
    /// the last row that is kept.
    fn best_rows<'f>(
        &self,
        reached: impl Iterator<Item = &'f Found<'f>>,
        limit: usize,
    ) -> Vec<Row> {
        let order = |a: &Row, b: &Row| a.order(b, self.index);
        let bounds = reached.filter_map(|found| Some((self.bound(found)?, found)));
        let mut left: Vec<(Row, &Found)> = bounds.collect();
        let mut rows: Vec<Row> = Vec::new();
        let mut some = limit;
        while !left.is_empty() {
            let rest = match left.len().checked_sub(some) {
                None | Some(0) => Vec::new(),
                Some(_) => {
                    left.select_nth_unstable_by(some, |(a, _), (b, _)| order(a, b));
                    left.split_off(some)
                }
            };
            rows.extend(
                left.into_iter()
                    .map(|(bound, found)| self.score(&bound, found)),
            );
            keep_best(&mut rows, limit, order);
            left = rest;
            if let Some(last) = rows.last() {
                left.retain(|(bound, _)| order(bound, last).is_lt());
            }
            some = AT_A_TIME;
        }
        rows
    }

    /// The item's row if each of its labels scored as high as it can.
    fn bound(&self, found: &Found<'_>) -> Option<Row> {
        let bounds = self.labels(found).map(|label| self.bound_of(found, label));
        bounds.min_by(|a, b| a.order(b, self.index))
    }

    /// The item's row: that of its best label.
    fn score(&self, bound: &Row, found: &Found<'_>) -> Row {
        let mut best = self.scored(found, bound.hit.label);
        for label in self.labels(found).filter(|label| *label != bound.hit.label) {
            if self.bound_of(found, label).order(&best, self.index).is_lt() {
                let row = self.scored(found, label);
                best = if row.order(&best, self.index).is_lt() {
                    row
                } else {
                    best
                };
            }
        }
        best
    }

    /// The labels among which the best one is: those of the item's tier.
    fn labels(&self, found: &Found<'_>) -> impl Iterator<Item = LabelRef> {
        let Found {
            item,
            tier,
            labels,
            meant,
        } = *found;
        let terms = self.meant.iter().filter(move |term| {
            let said = tier == Tier::Synonym || (tier == Tier::Equal && !term.1.loose);
            said && term.0 == item && Some(term.1) == meant
        });
        let labels = labels.iter().filter(move |label| label.tier == tier);
        labels
            .map(|label| LabelRef(label.label))
            .chain(terms.map(|term| term.2))
    }

    fn bound_of(&self, found: &Found<'_>, label: LabelRef) -> Row {
        let (text, heads) = (self.index.folded(label), self.index.heads(label));
        self.row(
            found,
            label,
            Some(self.scorer.bound(text, heads, found.tier)),
        )
    }

    fn scored(&self, found: &Found<'_>, label: LabelRef) -> Row {
        self.row(found, label, self.scorer.score(self.index.folded(label)))
    }

    fn row(&self, found: &Found<'_>, label: LabelRef, score: Option<i64>) -> Row {
        let tier = match found.tier {
            Tier::Close => self.scorer.tier(score),
            known => known,
        };
        Row {
            hit: Hit {
                item: found.item,
                label,
                tier,
                score,
            },
            meant: found.meant.unwrap_or_default().within(tier),
            cost: found.cost(label),
            concern: self.concern.rank(found.item),
            source: self.index.source(label),
            chars: self.index.chars(label),
        }
    }
}

/// Everything, when nothing was asked: what concerns the person first, then by folded label.
pub(crate) fn listed(index: &Index, concern: &Concern, limit: usize) -> Results {
    let all = 0..index.len() as u32;
    let mut items: Vec<u32> = all.filter(|item| concern.admits(*item)).collect();
    let total = items.len();
    let folded = |item: u32| index.folded(index.preferred(item));
    keep_best(&mut items, limit, |a, b| {
        let concerns = concern.rank(*a).cmp(&concern.rank(*b));
        concerns
            .then_with(|| folded(*a).cmp(folded(*b)))
            .then(a.cmp(b))
    });
    let hit = |item: u32| {
        let label = index.preferred(item);
        Hit {
            item,
            label,
            tier: Tier::Listed,
            score: None,
        }
    };
    Results {
        total,
        hits: items.into_iter().map(hit).collect(),
    }
}

/// Sorts the first `limit` of `all` and drops the rest.
fn keep_best<T>(all: &mut Vec<T>, limit: usize, mut order: impl FnMut(&T, &T) -> Ordering) {
    if limit == 0 {
        return all.clear();
    }
    if all.len() > limit {
        all.select_nth_unstable_by(limit - 1, &mut order);
        all.truncate(limit);
    }
    all.sort_unstable_by(order);
}
