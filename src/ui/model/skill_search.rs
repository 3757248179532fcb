//! The search in the skills, of which a large catalogue has so many that a frame must not wait for it.
//!
//! A screen asks, and keeps its last rows while there is no answer. The event loop takes the search as a job, runs it on a
//! thread and brings the result back; then the screen asks again. Only the last thing asked counts.

use std::sync::Arc;

use crate::search::{Boosts, Results};
use crate::ui::model::search_indexes::SearchIndexes;

/// What was asked last.
#[derive(Debug, Default)]
pub(super) struct SkillSearch {
    /// Whether searches are left to the event loop; else they are run at once.
    pub(super) in_background: bool,
    generation: u64,
    query: Option<Query>,
    is_taken: bool,
    /// The results of the last query.
    results: Option<Results>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Query {
    text: String,
    boosts: Boosts,
    limit: usize,
}

/// A search to be run on any thread.
#[derive(Debug)]
pub struct SearchJob {
    generation: u64,
    indexes: Arc<SearchIndexes>,
    query: Query,
}

/// The result of a [`SearchJob`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResult {
    generation: u64,
    results: Results,
}

impl SearchJob {
    pub fn run(self) -> SearchResult {
        SearchResult {
            generation: self.generation,
            results: self.query.run(&self.indexes),
        }
    }
}

impl Query {
    fn run(&self, indexes: &SearchIndexes) -> Results {
        indexes
            .skills()
            .search(&self.text, &self.boosts, self.limit)
    }
}

impl SkillSearch {
    /// The results of a query, none while it waits to be run.
    pub(super) fn ask(
        &mut self,
        indexes: &SearchIndexes,
        text: &str,
        boosts: &Boosts,
        limit: usize,
    ) -> Option<Results> {
        // Listing everything is sorting at most.
        if !self.in_background || text.trim().is_empty() {
            self.query = None;
            return Some(indexes.skills().search(text, boosts, limit));
        }
        let query = Query {
            text: text.to_owned(),
            boosts: boosts.clone(),
            limit,
        };
        if self.query.as_ref() != Some(&query) {
            self.generation += 1;
            self.query = Some(query);
            self.is_taken = false;
            self.results = None;
        }
        self.results.clone()
    }

    /// The search that waits to be run, once.
    pub(super) fn take_job(&mut self, indexes: &Arc<SearchIndexes>) -> Option<SearchJob> {
        let query = self.query.as_ref().filter(|_| !self.is_taken)?;
        self.is_taken = true;
        Some(SearchJob {
            generation: self.generation,
            indexes: Arc::clone(indexes),
            query: query.clone(),
        })
    }

    /// Takes a result; false for one of an earlier query.
    pub(super) fn finish(&mut self, result: SearchResult) -> bool {
        let is_current = result.generation == self.generation;
        if is_current {
            self.results = Some(result.results);
        }
        is_current
    }

    /// Runs at once what waits, for an answer that cannot wait.
    pub(super) fn run(&mut self, indexes: &SearchIndexes) {
        if let Some(query) = self.query.as_ref().filter(|_| self.results.is_none()) {
            self.results = Some(query.run(indexes));
            self.is_taken = true;
        }
    }
}
