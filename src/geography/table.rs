//! The table of countries and regions, `data/countries.json`, with the names that people write.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::bounds::Bounds;
use crate::text::fold;

const FILE: &str = include_str!("../../data/countries.json");

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct CountryFile {
    regions: Vec<RegionRow>,
    countries: Vec<CountryRow>,
    divisions: Vec<DivisionRow>,
}

#[derive(Deserialize)]
pub(super) struct RegionRow {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) short: &'static str,
    pub(super) parent: Option<&'static str>,
    pub(super) view: Bounds,
}

#[derive(Deserialize)]
pub(super) struct CountryRow {
    pub(super) code: &'static str,
    pub(super) region: &'static str,
    name: Option<&'static str>,
    #[serde(default)]
    names: Vec<&'static str>,
}

/// A state or province; its code is given where adverts write it.
#[derive(Deserialize)]
struct DivisionRow {
    country: &'static str,
    code: Option<&'static str>,
    name: &'static str,
}

/// Countries and regions by position; both are positions in the lists.
#[derive(Default)]
pub(super) struct Table {
    pub(super) regions: Vec<RegionRow>,
    /// Ascending by code.
    pub(super) countries: Vec<CountryRow>,
    /// Positions of countries by folded name.
    by_name: HashMap<String, u8>,
    /// Positions of countries by the folded name of a division, and by its code in capitals.
    by_division: HashMap<String, Vec<u8>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

/// The table; read on first use. A test holds that the embedded file can be read.
pub(super) fn table() -> &'static Table {
    &TABLE
}

impl CountryRow {
    /// What the screens call the country.
    pub(super) fn name(&self) -> &'static str {
        let iso = || rust_iso3166::from_alpha2(self.code).map_or(self.code, |iso| iso.name);
        self.name.unwrap_or_else(iso)
    }
}

impl Table {
    fn read() -> Self {
        let file: CountryFile = serde_json::from_str(FILE).unwrap_or_default();
        let mut countries = file.countries;
        countries.sort_by_key(|row| row.code);
        let mut table = Self {
            regions: file.regions,
            countries,
            ..Self::default()
        };
        for (at, row) in (0..).zip(&table.countries) {
            for name in row.names.iter().copied().chain([row.name()]) {
                table.by_name.insert(fold(name), at);
            }
        }
        for row in file.divisions {
            let Some(at) = table.position(row.country) else {
                continue;
            };
            for key in row
                .code
                .map(str::to_owned)
                .into_iter()
                .chain([fold(row.name)])
            {
                table.by_division.entry(key).or_default().push(at);
            }
        }
        table
    }

    /// The position of a country by its alpha-2 code.
    pub(super) fn position(&self, code: &str) -> Option<u8> {
        let at = self.countries.binary_search_by_key(&code, |row| row.code);
        at.ok().and_then(|at| u8::try_from(at).ok())
    }

    pub(super) fn named(&self, folded: &str) -> Option<u8> {
        self.by_name.get(folded).copied()
    }

    /// The countries that have a division of this folded name or code in capitals.
    pub(super) fn divided(&self, name: &str) -> &[u8] {
        self.by_division.get(name).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_table_is_complete_and_no_name_means_two_countries() {
        let table = table();
        assert_eq!(table.countries.len(), 249);
        let mut seen = BTreeMap::new();
        for row in &table.countries {
            let is_iso = rust_iso3166::from_alpha2(row.code).is_some();
            assert!(is_iso || row.code == "XK", "{}", row.code);
            assert!(table.regions.iter().any(|r| r.id == row.region));
            for name in row.names.iter().copied().chain([row.name()]) {
                let before = seen.insert(fold(name), row.code);
                assert!(before.is_none_or(|code| code == row.code), "{name}");
            }
        }
        for row in &table.regions {
            let parent = row
                .parent
                .map(|id| table.regions.iter().any(|r| r.id == id));
            assert_eq!(parent, (row.id != "world").then_some(true), "{}", row.id);
            assert!(row.view.width() > 0.0 && row.view.height() > 0.0);
        }
    }
}
