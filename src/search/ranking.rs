//! Search: the rows for a query, in order.

use std::cmp::{Ordering, Reverse};

use super::boosts::Boosts;
use super::candidates::{Candidate, Meaning, candidates, nearest};
use super::fuzzy_words::Cost;
use super::index::{Index, LabelRef, Source};
use super::matcher::Scorer;
use super::query::Query;
use super::tier::Tier;

/// Of labels that only their scores tell apart so many are scored, the preferred and shorter ones.
const MAX_SCORED: usize = 4_000;

/// How many of the nearest are given where nothing matches.
const NEAREST: usize = 5;

/// One row of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The item's position: what `SkillIx` and `OccupationIx` hold.
    pub item: u32,
    /// The item's best label or synonym for this query.
    pub label: LabelRef,
    /// How that label matches.
    pub tier: Tier,
    /// What `SkimMatcherV2` gives that label, both folded; none where it does not match (words in another order) or where
    /// nothing was asked.
    pub score: Option<i64>,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// How many items match, shown or not.
    pub total: usize,
    /// The first of them, best first; where none matches, the few that come nearest.
    pub hits: Vec<Hit>,
}

impl Results {
    /// Whether nothing matches and the hits are only what comes nearest.
    pub fn is_fallback(&self) -> bool {
        self.total == 0 && !self.hits.is_empty()
    }

    /// The hits that match.
    pub fn matches(&self) -> &[Hit] {
        if self.total == 0 { &[] } else { &self.hits }
    }
}

impl Index {
    /// The best `limit` rows for a query, and how many items match. Nothing asked: everything, by boost, then by label.
    pub fn search(&self, query: &str, boosts: &Boosts, limit: usize) -> Results {
        let query = Query::new(query);
        if query.is_empty() {
            return self.list(boosts, limit);
        }
        let found = candidates(self, &query, boosts);
        if found.is_empty() {
            let near = nearest(self, &query, boosts);
            let hits = rank(self, &query, boosts, near, limit.min(NEAREST)).hits;
            return Results { total: 0, hits };
        }
        rank(self, &query, boosts, found, limit)
    }

    fn list(&self, boosts: &Boosts, limit: usize) -> Results {
        let by_label = self.by_label().iter().copied();
        let mut items: Vec<u32> = by_label.filter(|item| boosts.admits(*item)).collect();
        let total = items.len();
        items.sort_by_key(|item| boosts.rank(*item));
        items.truncate(limit);
        let hit = |item: u32| Hit {
            item,
            label: self.preferred(item),
            tier: Tier::Listed,
            score: None,
        };
        Results {
            total,
            hits: items.into_iter().map(hit).collect(),
        }
    }
}

/// A candidate with everything that orders rows.
struct Row<'a> {
    candidate: Candidate,
    boost: u8,
    score: Option<i64>,
    source: Source,
    /// The label as shown, and its length in chars.
    label: &'a str,
    chars: usize,
}

impl<'a> Row<'a> {
    fn new(index: &'a Index, boosts: &Boosts, candidate: Candidate) -> Self {
        let label = index.label(candidate.label);
        Self {
            candidate,
            boost: boosts.rank(candidate.item),
            score: None,
            source: label.source,
            label: label.text,
            chars: label.text.chars().count(),
        }
    }

    /// What orders rows before their scores do.
    fn rank(&self) -> (Tier, Meaning, Cost, u8) {
        let candidate = self.candidate;
        (
            candidate.tier,
            candidate.meaning,
            candidate.cost,
            self.boost,
        )
    }

    /// The order of rows: the tier; what synonyms say; how far the label is; the boost; the score; preferred before
    /// alternative labels; the shorter; the label.
    fn order(&self, other: &Self) -> Ordering {
        let key = |row: &Self| (row.rank(), Reverse(row.score), row.source, row.chars);
        let by_key = key(self).cmp(&key(other));
        let by_label = by_key.then_with(|| self.label.cmp(other.label));
        by_label.then_with(|| self.candidate.item.cmp(&other.candidate.item))
    }
}

/// The best `limit` rows of what matches, one for each item.
fn rank(
    index: &Index,
    query: &Query,
    boosts: &Boosts,
    mut found: Vec<Candidate>,
    limit: usize,
) -> Results {
    let class = |found: &Candidate| (found.tier, found.meaning, found.cost);
    let mut best = vec![None; index.len()];
    for each in &found {
        let best = &mut best[each.item as usize];
        *best = best.map_or(Some(class(each)), |known| Some(class(each).min(known)));
    }
    found.retain(|each| best[each.item as usize] == Some(class(each)));
    let row = |candidate| Row::new(index, boosts, candidate);
    let mut rows: Vec<Row<'_>> = found.into_iter().map(row).collect();
    rows.sort_unstable_by(Row::order);
    let scorer = Scorer::new(query.text());
    for rows in rows.chunk_by_mut(|a, b| a.rank() == b.rank()) {
        // Letters that happen to occur in order say nothing of words that are nearly right.
        let scored = rows
            .iter_mut()
            .filter(|row| row.candidate.tier != Tier::Fuzzy);
        for row in scored.take(MAX_SCORED) {
            row.score = scorer.score(index.folded(row.candidate.label));
        }
        rows.sort_unstable_by(Row::order);
    }
    rows.retain(|row| best[row.candidate.item as usize].take().is_some());
    let total = rows.len();
    rows.truncate(limit);
    let hit = |row: Row<'_>| Hit {
        item: row.candidate.item,
        label: row.candidate.label,
        tier: row.candidate.tier,
        score: scorer.score(index.folded(row.candidate.label)),
    };
    Results {
        total,
        hits: rows.into_iter().map(hit).collect(),
    }
}
