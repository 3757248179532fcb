//! How many adverts there are in each country and region.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::country::Country;
use super::region::Region;

/// Adverts counted by country and continent. `total` is `unknown` and the counts of all regions together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Census {
    /// All adverts.
    pub total: usize,
    /// Countries that have adverts.
    pub countries: usize,
    /// Adverts without a known country, remote ones among them.
    pub unknown: usize,
    /// Those of them whose work is done from elsewhere.
    pub remote: usize,
    /// The continents that have adverts, the largest count first.
    pub regions: Vec<RegionCount>,
}

/// The adverts of a region: `count` is the sum over its countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegionCount {
    /// Such as `europe`.
    pub id: &'static str,
    pub count: usize,
    /// The largest count first.
    pub countries: Vec<CountryCount>,
}

/// The adverts of a country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountryCount {
    /// ISO 3166 alpha-2 code.
    pub code: Country,
    pub count: usize,
}

impl Census {
    /// Counts adverts, each by its country and whether it is remote. One with places in several countries has none.
    pub fn of(adverts: impl IntoIterator<Item = (Option<Country>, bool)>) -> Self {
        let mut counts: BTreeMap<Country, usize> = BTreeMap::new();
        let (mut total, mut unknown, mut remote) = (0, 0, 0);
        for (country, is_remote) in adverts {
            total += 1;
            if let Some(country) = country {
                *counts.entry(country).or_default() += 1;
            } else {
                unknown += 1;
                remote += usize::from(is_remote);
            }
        }
        let mut by_region: BTreeMap<Region, Vec<CountryCount>> = BTreeMap::new();
        for (&code, &count) in &counts {
            let continent = Region::of(code).continent();
            let countries = by_region.entry(continent).or_default();
            countries.push(CountryCount { code, count });
        }
        let mut regions: Vec<_> = by_region
            .into_iter()
            .map(|(region, mut countries)| {
                countries.sort_by_key(|each| (std::cmp::Reverse(each.count), each.code));
                RegionCount {
                    id: region.id(),
                    count: countries.iter().map(|each| each.count).sum(),
                    countries,
                }
            })
            .collect();
        regions.sort_by_key(|region| std::cmp::Reverse(region.count));
        Self {
            total,
            countries: counts.len(),
            unknown,
            remote,
            regions,
        }
    }

    /// The count of each country.
    pub fn by_country(&self) -> BTreeMap<Country, usize> {
        let countries = self.regions.iter().flat_map(|region| &region.countries);
        countries.map(|each| (each.code, each.count)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_census_is_written_as_the_command_promises() {
        let adverts = ["CH", "DE", "DE", "SG"].map(Country::from_code);
        let adverts = adverts.into_iter().map(|country| (country, true));
        let census = Census::of(adverts.chain([(None, false), (None, true)]));
        let expected = serde_json::json!({
            "total": 6,
            "countries": 3,
            "unknown": 2,
            "remote": 1,
            "regions": [
                { "id": "europe", "count": 3, "countries": [
                    { "code": "DE", "count": 2 },
                    { "code": "CH", "count": 1 },
                ] },
                { "id": "asia", "count": 1, "countries": [{ "code": "SG", "count": 1 }] },
            ],
        });
        assert_eq!(serde_json::to_value(census).unwrap(), expected);
    }

    proptest! {
        #[test]
        fn the_sums_agree(adverts in prop::collection::vec(prop::option::of(0_usize..249), 0..60)) {
            let adverts: Vec<_> = adverts.iter().map(|at| at.and_then(|at| Country::all().nth(at))).collect();
            let census = Census::of(adverts.iter().map(|country| (*country, false)));
            let in_regions: usize = census.regions.iter().map(|region| region.count).sum();
            prop_assert_eq!(census.total, adverts.len());
            prop_assert_eq!(census.total, in_regions + census.unknown);
            for region in &census.regions {
                let sum: usize = region.countries.iter().map(|each| each.count).sum();
                prop_assert_eq!(region.count, sum);
            }
            for (country, count) in census.by_country() {
                prop_assert_eq!(adverts.iter().filter(|a| **a == Some(country)).count(), count);
            }
            prop_assert_eq!(census.by_country().len(), census.countries);
        }
    }
}
