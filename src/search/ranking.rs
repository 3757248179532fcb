//! Search: the rows for a query, in order.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::boosts::Boosts;
use super::candidate::{Candidate, Class, SynonymRank};
use super::candidates::candidates;
use super::close_items::{CloseItems, FEW, close_items};
use super::index::{Index, LabelRef, Source};
use super::matcher::Scorer;
use super::nearest::nearest;
use super::query::{Query, content_words};
use super::terms::{Part, Within, absent_row, misspelt_absent_row, within};
use super::tier::Tier;
use crate::catalog::resolve::without_seniority;
use crate::text::words;

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
    /// What `SkimMatcherV2` gives that label, both folded; none where it does not match (words in another order) or
    /// where nothing was asked.
    pub score: Option<i64>,
    /// Whether it is clearly what was meant.
    pub is_sure: bool,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// How many items match, shown or not.
    pub total: usize,
    /// The first of them, best first; where none matches, the few that come nearest.
    pub hits: Vec<Hit>,
    /// What to say of a term for which there is nothing.
    pub note: Option<Arc<str>>,
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
        if let Some(row) = absent_row(self, &query) {
            return self.absent_results(row, boosts, limit);
        }
        let mut found = candidates(self, &query, boosts);
        let is_approximate = found.iter().all(|each| each.tier.is_approximate());
        if is_approximate && self.has_titles() {
            // Nobody is called a senior security engineer, but security engineers are.
            let post = without_seniority(query.typed());
            if !post.is_empty() && post != query.typed() {
                return self.search(&post, boosts, limit);
            }
        }
        if found.iter().all(|each| each.tier > Tier::Substring)
            && let Some((row, cost)) = misspelt_absent_row(self, &query)
            && found
                .iter()
                .all(|each| (each.tier, each.distance) > (Tier::Fuzzy, cost))
        {
            return self.absent_results(row, boosts, limit);
        }
        let found_any = !found.is_empty();
        // Labels that have more words than a query, none of them as typed, are a weaker guess than a term within it.
        if found.iter().all(|each| each.is_longer) {
            match within(self, &query, Part::Half) {
                Some(Within::Absent(row)) if !found_any => {
                    return self.absent_results(row, boosts, limit);
                }
                Some(Within::Synonyms(meant)) => found.extend(meant),
                _ => {}
            }
            found.retain(|each| boosts.admits(each.item));
        }
        if found.is_empty() {
            match within(self, &query, Part::Telling) {
                Some(Within::Absent(row)) => return self.absent_results(row, boosts, limit),
                Some(Within::Synonyms(meant)) => found.extend(meant),
                None => {}
            }
            found.retain(|each| boosts.admits(each.item));
        }
        if found.iter().any(|each| each.tier <= Tier::Synonym) {
            // Where it has a name, initials that fit as well do so by chance.
            found.retain(|each| each.tier != Tier::Abbreviation);
        }
        let is_worded = found.iter().any(|each| each.tier <= Tier::Substring);
        let mut results = rank(self, &query, boosts, found, limit.max(FEW));
        if results.total < FEW {
            let close = close_items(self, &query, boosts, is_worded);
            self.append_close(&mut results, &query, boosts, &close);
            if results.total == 0 {
                let near = nearest(self, &query, boosts, close.near);
                results.hits = rank(self, &query, boosts, near, NEAREST).hits;
            }
        }
        results.hits.truncate(limit);
        results
    }

    /// Adds what is close in meaning behind what matches in words.
    fn append_close(
        &self,
        results: &mut Results,
        query: &Query,
        boosts: &Boosts,
        close: &CloseItems,
    ) {
        let is_new = |item: u32| results.hits.iter().all(|hit| hit.item != item);
        let new = close.close.iter().filter(|each| is_new(each.item));
        let mut added = rank(self, query, boosts, new.copied().collect(), usize::MAX);
        let sure = close.close.first().filter(|_| close.first_is_sure);
        for hit in &mut added.hits {
            hit.is_sure = sure.is_some_and(|first| first.item == hit.item);
        }
        results.total += added.total;
        results.hits.append(&mut added.hits);
    }

    /// What is said of terms that mean nothing here, and what comes nearest to them.
    fn absent_results(&self, row: usize, boosts: &Boosts, limit: usize) -> Results {
        let row = self.absent_row(row);
        let nearest = row.nearest.iter().filter(|item| boosts.admits(**item));
        let hit = |item: &u32| Hit {
            item: *item,
            label: self.preferred(*item),
            tier: Tier::Partial,
            score: None,
            is_sure: false,
        };
        Results {
            total: 0,
            hits: nearest.take(limit).map(hit).collect(),
            note: Some(Arc::clone(&row.note)),
        }
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
            is_sure: true,
        };
        Results {
            total,
            hits: items.into_iter().map(hit).collect(),
            note: None,
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
    fn rank(&self) -> (Class, u8) {
        (self.candidate.class(), self.boost)
    }

    /// The order of rows: the tier; how far the label is; what synonyms say; the boost; the score; preferred before
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
    let mut best: Vec<Option<Class>> = vec![None; index.len()];
    for each in &found {
        let best = &mut best[each.item as usize];
        *best = best.map_or(Some(each.class()), |known| Some(each.class().min(known)));
    }
    found.retain(|each| best[each.item as usize] == Some(each.class()));
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
        is_sure: is_sure(index, query, &row.candidate),
    };
    Results {
        total,
        hits: rows.into_iter().map(hit).collect(),
        note: None,
    }
}

/// Whether a candidate that matches in words is clearly meant: its label is the query or has the same words, or the
/// query is first of all a synonym of it.
fn is_sure(index: &Index, query: &Query, candidate: &Candidate) -> bool {
    match candidate.tier {
        Tier::Listed | Tier::Equal => true,
        Tier::Synonym => candidate.synonym == SynonymRank::default(),
        Tier::WordsInOrder | Tier::Words => {
            let label = index.folded(candidate.label);
            let has = |word: &str| words(label).any(|known| known == word);
            !candidate.synonym.is_near
                && content_words(label).count() == query.content().count()
                && query.content().all(|word| has(&word.text))
        }
        _ => false,
    }
}
