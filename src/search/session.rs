//! Search while somebody types: each letter narrows what the letters before it left.
//!
//! A label that matches a query letter by letter matches everything that the query begins with, in whatever tier: so
//! only the items of the last level need another look, and going back a letter finds its level still there.
//! The rows are those of [`Index::search`], always.

use super::marks::Marks;
use super::rank;
use super::scan::{Matches, scan};
use super::shown::{Shown, shown};
use super::tier::Query;
use super::{Concern, Index, Results};

/// How many rows a session gives unless told otherwise: more than any screen shows at once.
pub const ROWS: usize = 200;

/// How many queries back the items are kept. A longer query narrows the last level kept.
const LEVELS: usize = 24;

/// The search of one input field.
#[derive(Debug)]
pub struct Session {
    limit: usize,
    index: [usize; 3],
    levels: Vec<Level>,
    marks: Marks,
    results: Results,
}

/// The items of which a label matched a query letter by letter, in any tier.
#[derive(Debug)]
struct Level {
    query: String,
    items: Vec<u32>,
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
            marks: Marks::default(),
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
            let matches = self.matches(index, &query, concern);
            let results = rank::rank(index, &query, concern, &matches, self.limit);
            self.keep(query, matches.literal);
            results
        };
        &self.results
    }

    /// What is shown of the rows for what the field holds now.
    pub fn shown(&mut self, index: &Index, query: &str, concern: &Concern) -> Shown {
        let limit = self.limit;
        let shown = shown(limit, |limit| {
            self.limit = limit;
            self.update(index, query, concern).clone()
        });
        self.limit = limit;
        shown
    }

    /// Drops the levels that `query` does not continue.
    fn go_back_to(&mut self, index: &Index, query: &Query) {
        if self.index != index.stamp() {
            self.index = index.stamp();
            self.levels.clear();
            self.marks.forget();
        }
        while self
            .levels
            .pop_if(|level| !query.text().starts_with(&level.query))
            .is_some()
        {}
    }

    fn matches(&mut self, index: &Index, query: &Query, concern: &Concern) -> Matches {
        let among = self.levels.last().map(|level| &level.items[..]);
        scan(index, query, concern, among, self.limit, &mut self.marks)
    }

    fn keep(&mut self, query: Query, mut items: Vec<u32>) {
        if self.levels.len() == LEVELS
            || self.levels.last().is_some_and(|l| l.query == query.text())
        {
            return;
        }
        items.shrink_to_fit();
        self.levels.push(Level {
            query: query.into_text(),
            items,
        });
    }
}
