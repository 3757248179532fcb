//! The search indexes of the catalogue. Each is built once: on a thread after the first frame, or by the first search.

use std::sync::{Arc, OnceLock};

use crate::catalog::Catalog;
use crate::search::Index;

/// From so many skills on, making the indexes takes longer than a frame. Below that they are made on first
/// use, so that no memory is taken before.
const LARGE: usize = 4_000;

/// The indexes of one catalogue.
#[derive(Debug)]
pub struct SearchIndexes {
    catalog: Arc<Catalog>,
    skills: OnceLock<Index>,
    occupations: OnceLock<Index>,
}

impl SearchIndexes {
    /// Indexes that are made on first use.
    pub fn new(catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            skills: OnceLock::new(),
            occupations: OnceLock::new(),
        }
    }

    /// Whether they should be made before their first use.
    pub fn are_large(&self) -> bool {
        self.catalog.skills().len() >= LARGE
    }

    /// Makes both now, with everything that a search needs; that of the first question before the other.
    pub fn prepare(&self) {
        self.occupations().prepare();
        self.skills().prepare();
    }

    /// The index over skills.
    pub fn skills(&self) -> &Index {
        self.skills.get_or_init(|| Index::skills(&self.catalog))
    }

    /// The index over occupations.
    pub fn occupations(&self) -> &Index {
        let make = || Index::occupations(&self.catalog);
        self.occupations.get_or_init(make)
    }
}
