//! Search while somebody types: each letter narrows what the letters before it left.
//!
//! A label that matches a query letter by letter matches everything that the query begins with, in whatever tier: so
//! only the labels of the last level need another look, and going back a letter finds its level still there.
//! The rows are those of [`Index::search`], always.

use super::rank::{self, Candidate};
use super::tier::Query;
use super::{Concern, Index, LabelRef, Results};

/// How many rows a session gives unless told otherwise: more than any screen shows at once.
pub const ROWS: usize = 200;

/// How many queries back the labels are kept. A longer query narrows the last level kept.
const LEVELS: usize = 24;

/// The search of one input field.
#[derive(Debug)]
pub struct Session {
    limit: usize,
    index: [usize; 3],
    levels: Vec<Level>,
    results: Results,
}

/// The labels that matched a query letter by letter, in any tier.
#[derive(Debug)]
struct Level {
    query: String,
    labels: Vec<u32>,
}

impl Default for Session {
    fn default() -> Self {
        Self::new(ROWS)
    }
}

impl Session {
    /// A session that gives at most `limit` rows.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            index: [0; 3],
            levels: Vec::new(),
            results: Results::default(),
        }
    }

    /// How many rows it gives at most.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Gives at most `limit` rows from the next update on: a list that was scrolled to its end asks for more.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The rows of the last update.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// The rows for what the field holds now.
    pub fn update(&mut self, index: &Index, query: &str, concern: &Concern) -> &Results {
        let query = Query::new(query);
        self.go_back_to(index, &query);
        self.results = if query.is_empty() {
            rank::listed(index, concern, self.limit)
        } else {
            let literal = self.candidates(index, &query);
            let near = index.words().candidates(&query);
            let candidates = rank::merged(&literal, &near);
            let results = rank::rank(index, &query, concern, &candidates, self.limit);
            self.keep(query, &literal);
            results
        };
        &self.results
    }

    /// Drops the levels that `query` does not continue.
    fn go_back_to(&mut self, index: &Index, query: &Query) {
        if self.index != index.stamp() {
            self.index = index.stamp();
            self.levels.clear();
        }
        while self
            .levels
            .pop_if(|level| !query.text().starts_with(&level.query))
            .is_some()
        {}
    }

    /// Every label that matches letter by letter, in order.
    fn candidates(&self, index: &Index, query: &Query) -> Vec<Candidate> {
        let letters = index.letters();
        let look = |label: u32| {
            let tier = query.tier(index.folded(LabelRef(label)))?;
            Some(Candidate {
                label,
                tier,
                cost: 0,
            })
        };
        let Some(level) = self.levels.last() else {
            let all = letters.iter().zip(0..);
            let likely = all.filter(|(letters, _)| query.may_match(**letters));
            return likely.filter_map(|(_, label)| look(label)).collect();
        };
        let left = level.labels.iter().copied();
        let likely = left.filter(|label| query.may_match(letters[*label as usize]));
        likely.filter_map(look).collect()
    }

    fn keep(&mut self, query: Query, candidates: &[Candidate]) {
        if self.levels.len() == LEVELS
            || self.levels.last().is_some_and(|l| l.query == query.text())
        {
            return;
        }
        let labels = candidates.iter().map(|candidate| candidate.label).collect();
        self.levels.push(Level {
            query: query.into_text(),
            labels,
        });
    }
}
