//! What is made once of a catalogue, when a screen first needs it, so that a key need not go through all of it for that.

use std::cell::OnceCell;

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::closeness::VectorNorms;
use crate::planning::related_skills::RelatedSkillIndex;
use crate::text::width;

/// Columns that codes get at most.
const CODE: usize = 12;

/// What was made so far.
#[derive(Debug, Default)]
pub(super) struct CatalogCache {
    lengths: OnceCell<VectorNorms>,
    relations: OnceCell<RelatedSkillIndex>,
    alphabet: OnceCell<Vec<u32>>,
    code_columns: OnceCell<usize>,
}

impl CatalogCache {
    pub(super) fn lengths(&self, catalog: &Catalog) -> &VectorNorms {
        self.lengths.get_or_init(|| VectorNorms::of(catalog))
    }

    pub(super) fn relations(&self, catalog: &Catalog) -> &RelatedSkillIndex {
        self.relations
            .get_or_init(|| RelatedSkillIndex::of(catalog))
    }

    /// Where an occupation stands when all are put in the order of their labels, whatever their case.
    pub(super) fn by_label(&self, catalog: &Catalog, ix: OccupationIx) -> u32 {
        let places = self.alphabet.get_or_init(|| {
            let mut all: Vec<OccupationIx> = catalog.occupations().map(|o| o.ix).collect();
            all.sort_by_cached_key(|ix| catalog.occupation(*ix).label().to_lowercase());
            let mut places = vec![0; all.len()];
            for (place, ix) in (0..).zip(all) {
                places[ix.index()] = place;
            }
            places
        });
        places[ix.index()]
    }

    pub(super) fn code_columns(&self, catalog: &Catalog) -> usize {
        *self.code_columns.get_or_init(|| {
            let codes = catalog.occupations().map(|o| width(o.code()));
            codes.max().unwrap_or(0).min(CODE)
        })
    }
}
