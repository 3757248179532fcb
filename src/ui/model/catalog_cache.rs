//! What is made once of a catalogue, when a screen first needs it: a key need not go through all of it for that.

use std::cell::OnceCell;
use std::sync::{Arc, OnceLock};

use crate::catalog::Catalog;
use crate::planning::hours::{HoursTable, SkillHours};
use crate::ui::model::jobs::SharedFlatCatalog;
use crate::ui::model::search_indexes::SearchIndexes;

/// What was made so far.
#[derive(Debug)]
pub(super) struct CatalogCache {
    catalog: Arc<Catalog>,
    /// Hours of a missing skill.
    pub(super) hours: HoursTable,
    pub(super) flat_catalog: SharedFlatCatalog,
    pub(super) indexes: Arc<SearchIndexes>,
    skill_hours: OnceCell<SkillHours>,
}

impl CatalogCache {
    pub(super) fn new(catalog: Arc<Catalog>, hours: HoursTable) -> Self {
        Self {
            indexes: Arc::new(SearchIndexes::new(Arc::clone(&catalog))),
            catalog,
            hours,
            flat_catalog: Arc::new(OnceLock::new()),
            skill_hours: OnceCell::new(),
        }
    }

    pub(super) fn skill_hours(&self) -> &SkillHours {
        self.skill_hours
            .get_or_init(|| SkillHours::new(&self.catalog, &self.hours))
    }
}
