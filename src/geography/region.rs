//! Regions of the world, as a tree: the world, continents, and parts of continents.

use std::collections::BTreeMap;
use std::fmt;

use super::bounds::Bounds;
use super::country::Country;
use super::table::{RegionRow, table};

/// A region of `data/countries.json`, larger ones before their parts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u8);

impl Region {
    /// The region that holds all others; the first one of the table.
    pub const WORLD: Self = Self(0);

    /// Every region.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..table().regions.len() as u8).map(Self)
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|region| region.id() == id)
    }

    /// The smallest region that a country belongs to.
    pub fn of(country: Country) -> Self {
        let row = table().countries.get(usize::from(country.0));
        row.and_then(|row| Self::from_id(row.region))
            .unwrap_or(Self::WORLD)
    }

    fn row(self) -> Option<&'static RegionRow> {
        table().regions.get(usize::from(self.0))
    }

    /// What commands call it, such as `western-europe`.
    pub fn id(self) -> &'static str {
        self.row().map_or("", |row| row.id)
    }

    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The name where there is little room.
    pub fn short_name(self) -> &'static str {
        self.row().map_or("", |row| row.short)
    }

    /// The next larger region.
    pub fn parent(self) -> Option<Self> {
        self.row()?.parent.and_then(Self::from_id)
    }

    /// What a map of it shows.
    pub fn view(self) -> Bounds {
        let world = [-180.0, -56.0, 180.0, 76.0];
        self.row().map_or(world.into(), |row| row.view)
    }

    /// Itself and the regions around it, the smallest first.
    pub fn with_parents(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |region| region.parent())
    }

    /// The continent: the largest region around it that is not the world.
    #[must_use]
    pub fn continent(self) -> Self {
        let below_world = |region: &Self| region.parent() == Some(Self::WORLD);
        self.with_parents().find(below_world).unwrap_or(self)
    }

    pub fn contains(self, country: Country) -> bool {
        Self::of(country)
            .with_parents()
            .any(|region| region == self)
    }

    /// The smallest region that holds at least four fifths of what is counted; the world, if nothing is.
    pub fn smallest_holding(counts: &BTreeMap<Country, usize>) -> Self {
        let total: usize = counts.values().sum();
        let held = |region: Self| -> usize {
            let inside = counts
                .iter()
                .filter(|(country, _)| region.contains(**country));
            inside.map(|(_, count)| count).sum()
        };
        // The parts of a region stand after it, so the last region that holds enough has no part that does.
        let mut regions = Self::all().rev();
        let found = regions.find(|region| total > 0 && held(*region) * 5 >= total * 4);
        found.unwrap_or(Self::WORLD)
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_region_holds_four_fifths() {
        for (counts, region) in [
            (&[][..], "world"),
            (&[("DE", 6), ("GB", 3), ("CH", 2), ("SG", 1)], "europe"),
            (&[("DE", 8), ("GB", 2)], "western-europe"),
            (&[("SG", 1)], "south-eastern-asia"),
            (&[("US", 3), ("MX", 1)], "north-america"),
            (&[("US", 1), ("DE", 1)], "world"),
        ] {
            let counts = counts
                .iter()
                .map(|(code, n)| (Country::from_code(code).unwrap(), *n));
            assert_eq!(Region::smallest_holding(&counts.collect()).id(), region);
        }
    }

    #[test]
    fn every_region_comes_after_the_one_around_it() {
        assert_eq!(Region::WORLD.id(), "world");
        for region in Region::all() {
            assert!(region.parent().is_none_or(|parent| parent < region));
            assert!(Region::WORLD == region.with_parents().last().unwrap());
        }
        let germany = Country::from_code("DE").unwrap();
        assert_eq!(Region::of(germany).continent().id(), "europe");
    }
}
