//! What is made once of a catalogue, when a screen first needs it: a key need not go through all of it for that.

use std::cell::OnceCell;
use std::sync::{Arc, OnceLock};

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::hours::{HoursTable, SkillHours};
use crate::text::width;
use crate::ui::model::jobs::SharedFlatCatalog;
use crate::ui::model::search_indexes::SearchIndexes;

/// Columns that codes get at most.
const CODE: usize = 12;

/// What was made so far.
#[derive(Debug)]
pub(super) struct CatalogCache {
    catalog: Arc<Catalog>,
    /// Hours of a missing skill.
    pub(super) hours: HoursTable,
    pub(super) flat_catalog: SharedFlatCatalog,
    pub(super) indexes: Arc<SearchIndexes>,
    skill_hours: OnceCell<SkillHours>,
    alphabet: OnceCell<Vec<u32>>,
    code_columns: OnceCell<usize>,
}

impl CatalogCache {
    pub(super) fn new(catalog: Arc<Catalog>, hours: HoursTable) -> Self {
        Self {
            indexes: Arc::new(SearchIndexes::new(Arc::clone(&catalog))),
            catalog,
            hours,
            flat_catalog: Arc::new(OnceLock::new()),
            skill_hours: OnceCell::new(),
            alphabet: OnceCell::new(),
            code_columns: OnceCell::new(),
        }
    }

    pub(super) fn skill_hours(&self) -> &SkillHours {
        self.skill_hours
            .get_or_init(|| SkillHours::new(&self.catalog, &self.hours))
    }

    /// The rank of an occupation when all are sorted by their labels, whatever their case.
    pub(super) fn by_label(&self, ix: OccupationIx) -> u32 {
        let ranks = self.alphabet.get_or_init(|| {
            let mut all: Vec<OccupationIx> = self.catalog.occupations().map(|o| o.ix).collect();
            all.sort_by_cached_key(|ix| self.catalog.occupation(*ix).label().to_lowercase());
            let mut ranks = vec![0; all.len()];
            for (rank, ix) in (0..).zip(all) {
                ranks[ix.index()] = rank;
            }
            ranks
        });
        ranks[ix.index()]
    }

    pub(super) fn code_columns(&self) -> usize {
        *self.code_columns.get_or_init(|| {
            let codes = self.catalog.occupations().map(|o| width(o.code()));
            codes.max().unwrap_or(0).min(CODE)
        })
    }
}
