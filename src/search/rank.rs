//! From the labels that match to the best rows: one tier after the other, and nothing is scored in a tier that
//! is not reached.
//!
//! Scoring is what costs, so a label is scored only when its item can still become a row and the label can be its
//! best. Every comparison of two rows is in [`Row::order`]; all of it that needs no text is one number ([`Row::key`]),
//! for there can be an item for every skill of ESCO.

use std::cmp::{Ordering, Reverse};

use super::in_order::InOrder;
use super::index::Meant;
use super::matcher::Scorer;
use super::scan::Matches;
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
    /// A number that is smaller for the better of two rows; the same where only [`Self::order`] tells them apart, or where a
    /// part is larger than any real one.
    fn key(&self) -> u64 {
        const SCORES: i64 = (1 << 20) - 1;
        // Long gaps make scores below nothing.
        const LEAST: i64 = -(1 << 19);
        const CHARS: u32 = (1 << 11) - 1;
        let score = match self.hit.score {
            _ if self.hit.tier.is_approximate() => 0,
            Some(score) => SCORES - (score - LEAST).clamp(1, SCORES),
            None => SCORES,
        };
        let mut key = u64::from(self.hit.tier.number());
        let mut then = |part: u64, bits: u32| key = key << bits | part;
        then(self.meant.number(), 11);
        then(u64::from(self.cost), 8);
        then(u64::from(self.concern), 8);
        then(score as u64, 20);
        then(self.source as u64, 2);
        then(u64::from(self.chars.min(CHARS)), 11);
        key
    }

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

/// The best `limit` rows of what matches.
pub(crate) fn rank(
    index: &Index,
    query: &Query,
    concern: &Concern,
    matches: &Matches,
    limit: usize,
) -> Results {
    let mut meant = index.meant(query.text(), matches.worded);
    meant.retain(|(item, ..)| concern.admits(*item));
    let found = found(index, concern, &matches.candidates, &meant);
    let ranking = Ranking {
        index,
        query,
        concern,
        meant,
        scorer: Scorer::new(query.text()),
        letters: InOrder::new(query),
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
        lettered: found.iter().filter(|f| f.tier == Tier::Close).count(),
        hits,
    }
}

/// The items that match, by item.
pub(crate) fn items(
    index: &Index,
    query: &Query,
    concern: &Concern,
    matches: &Matches,
) -> Vec<u32> {
    let mut meant = index.meant(query.text(), matches.worded);
    meant.retain(|(item, ..)| concern.admits(*item));
    let found = found(index, concern, &matches.candidates, &meant);
    found.into_iter().map(|found| found.item).collect()
}

/// How many rows more than wanted are kept until it is asked again which items can still become rows.
const AT_A_TIME: usize = 100;

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

/// Whether of the labels in a tier only the first is known before the ranking.
fn is_lettered(tier: Tier) -> bool {
    matches!(tier, Tier::Substring | Tier::Close)
}

/// Everything that orders the rows of one query.
struct Ranking<'a> {
    index: &'a Index,
    query: &'a Query,
    concern: &'a Concern,
    meant: Vec<(u32, Meant, LabelRef)>,
    scorer: Scorer,
    letters: InOrder<'a>,
}

impl Ranking<'_> {
    /// The best rows among items that reach the same tier, in order.
    ///
    /// A row's bound (the row if its labels scored as high as they can) never stands behind the row itself. So the items
    /// with the best bounds are scored first, and of the others only those whose bounds do not stand behind the last row
    /// that is kept by then.
    fn best_rows<'f>(
        &self,
        reached: impl Iterator<Item = &'f Found<'f>>,
        limit: usize,
    ) -> Vec<Row> {
        let bound = |found| Some((self.bound(found)?, found));
        let mut left: Vec<(u64, &Found)> = reached.filter_map(bound).collect();
        if left.len() > limit {
            left.select_nth_unstable_by_key(limit, |(bound, _)| *bound);
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut full = limit;
        let mut last = u64::MAX;
        for (bound, found) in left {
            // Where the numbers are the same the labels may still decide.
            if bound <= last {
                rows.extend(self.score(found, last));
            }
            if rows.len() >= full {
                keep_best(&mut rows, limit, |a, b| a.order(b, self.index));
                last = rows.last().map_or(last, Row::key);
                full = limit.saturating_add(AT_A_TIME);
            }
        }
        keep_best(&mut rows, limit, |a, b| a.order(b, self.index));
        rows
    }

    /// The number of the item's row if each of its labels scored as high as it can.
    fn bound(&self, found: &Found<'_>) -> Option<u64> {
        self.labels(found)
            .map(|label| self.bound_of(found, label))
            .min()
    }

    /// The item's row: that of its best label, if its number is `last` at most.
    fn score(&self, found: &Found<'_>, mut last: u64) -> Option<Row> {
        let mut best: Option<Row> = None;
        for label in self.labels(found) {
            if self.bound_of(found, label) > last {
                continue;
            }
            if found.tier == Tier::Close && !self.may_be_close(found, label, last) {
                continue;
            }
            let Some(row) = self.scored(found, label).filter(|row| row.key() <= last) else {
                continue;
            };
            if best.is_none_or(|best| row.order(&best, self.index).is_lt()) {
                last = row.key();
                best = Some(row);
            }
        }
        best
    }

    /// The labels among which the best one is: those of the item's tier, and some that turn out not to be of it.
    fn labels<'b>(&'b self, found: &'b Found<'_>) -> impl Iterator<Item = LabelRef> + 'b {
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
        let (known, all) = if is_lettered(tier) {
            (&[][..], self.index.labels_of(item))
        } else {
            (labels, 0..0)
        };
        let letters = self.index.letters();
        let known = known.iter().filter(move |label| label.tier == tier);
        let likely = all.filter(|label| self.query.may_match(letters[*label as usize]));
        known
            .map(|label| label.label)
            .chain(likely)
            .map(LabelRef)
            .chain(terms.map(|term| term.2))
    }

    fn bound_of(&self, found: &Found<'_>, label: LabelRef) -> u64 {
        let (text, heads) = (self.index.folded(label), self.index.heads(label));
        let score = self.scorer.bound(text, heads, found.tier);
        self.row(found, label, Some(score)).key()
    }

    /// Whether the query's letters occur in a label, and its row can have the number `last` or a smaller one, as far as can
    /// be told without scoring.
    fn may_be_close(&self, found: &Found<'_>, label: LabelRef, last: u64) -> bool {
        if !self.letters.occur_in(self.index.folded_bytes(label.0)) {
            return false;
        }
        if last == u64::MAX {
            return true;
        }
        let (text, heads) = (self.index.folded(label), self.index.heads(label));
        let score = self.scorer.close_bound(text, heads);
        self.row(found, label, Some(score)).key() <= last
    }

    /// The row of a label; none where the label turns out not to be of the item's tier.
    fn scored(&self, found: &Found<'_>, label: LabelRef) -> Option<Row> {
        let text = self.index.folded(label);
        if found.tier == Tier::Substring && !self.query.stands_in(text) {
            return None;
        }
        let score = self.scorer.score(text);
        if found.tier == Tier::Close && score.is_none() {
            return None;
        }
        Some(self.row(found, label, score))
    }

    fn row(&self, found: &Found<'_>, label: LabelRef, score: Option<i64>) -> Row {
        let tier = match found.tier {
            Tier::Close => self.scorer.tier(score),
            known => known,
        };
        let source = self.index.source(label);
        Row {
            hit: Hit {
                item: found.item,
                label,
                tier,
                score,
            },
            meant: found.meant.unwrap_or_default().within(tier),
            cost: match tier {
                // What bears the name before what is also called that.
                Tier::Equal => u8::from(source == Source::Alternative),
                _ if tier.is_approximate() => found.cost(label),
                _ => 0,
            },
            concern: self.concern.rank(found.item),
            source,
            chars: self.index.chars(label),
        }
    }
}

/// Everything, when nothing was asked: what concerns the person first, then by folded label.
pub(crate) fn listed(index: &Index, concern: &Concern, limit: usize) -> Results {
    let by_label = index.by_label().iter().copied();
    let mut items: Vec<u32> = by_label.filter(|item| concern.admits(*item)).collect();
    let total = items.len();
    // Stable: what concerns the person alike stays in the order of labels.
    items.sort_by_key(|item| concern.rank(*item));
    items.truncate(limit);
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
        lettered: 0,
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
