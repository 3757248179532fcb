//! What a search by meaning needs to know of a catalogue: what the profession asks for, and what is not searched for.

use crate::catalog::exclusion::Exclusions;
use crate::catalog::{Catalog, OccupationIx};
use crate::meaning::Table;

/// The profession: the ISCO groups of managers (12), of ICT (133, 25, 35), of audit, finance, risk and management
/// advice (2411 to 2413, 2421), and of their associates in finance and insurance (3312, 3321).
const PROFESSION: [&str; 10] = [
    "12", "133", "25", "35", "2411", "2412", "2413", "2421", "3312", "3321",
];

/// What a search by meaning needs to know of a catalogue.
#[derive(Debug)]
pub(crate) struct MeaningConfig {
    pub(crate) table: &'static Table,
    /// Of each item whether an occupation of the profession asks for it, or is it.
    pub(crate) in_profession: Vec<bool>,
    /// Whether the labels are titles, which share words such as "officer" that say little.
    pub(crate) has_titles: bool,
    /// What is not searched for by meaning.
    pub(crate) exclusions: Exclusions,
}

impl MeaningConfig {
    /// The configuration for the skills; none for a catalogue in a language that the table does not know.
    pub(crate) fn skills(catalog: &Catalog) -> Option<Self> {
        let mut items = vec![false; catalog.skills().len()];
        for occupation in catalog
            .occupations()
            .filter(|o| is_in_profession(catalog, o.ix))
        {
            for skill in occupation.essential().iter().chain(occupation.optional()) {
                items[skill.index()] = true;
            }
        }
        Self::new(catalog, items, false)
    }

    /// The configuration for the occupations.
    pub(crate) fn occupations(catalog: &Catalog) -> Option<Self> {
        let all = catalog.occupations();
        let items = all.map(|o| is_in_profession(catalog, o.ix)).collect();
        Self::new(catalog, items, true)
    }

    fn new(catalog: &Catalog, in_profession: Vec<bool>, has_titles: bool) -> Option<Self> {
        Table::of_language(catalog.language()).map(|table| Self {
            table,
            in_profession,
            has_titles,
            exclusions: catalog.exclusions.clone(),
        })
    }
}

fn is_in_profession(catalog: &Catalog, ix: OccupationIx) -> bool {
    let isco = &catalog.occupation(ix).isco().code;
    PROFESSION.iter().any(|group| isco.starts_with(group))
}
