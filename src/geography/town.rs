//! The table of towns, `data/towns.txt`: which country a town's name means. `tools/towns` makes it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::country::Country;

const FILE: &str = include_str!("../../data/towns.txt");

/// What the name of a town of more than 100,000 people means.
#[derive(Default)]
pub(super) struct Town {
    /// The country where nearly everybody means it.
    pub(super) meant: Option<Country>,
    /// All countries that have a town of the name, where there are several; the largest town first.
    pub(super) shared: Vec<Country>,
}

static TOWNS: LazyLock<HashMap<&'static str, Town>> = LazyLock::new(|| read(FILE));

/// The town of a folded name.
pub(super) fn town(folded: &str) -> Option<&'static Town> {
    TOWNS.get(folded)
}

fn read(file: &'static str) -> HashMap<&'static str, Town> {
    let mut towns: HashMap<_, Town> = HashMap::new();
    let mut lines = file.lines();
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        let mut cells = line.split('\t');
        let country = cells.next().and_then(Country::from_code);
        for name in cells {
            towns.entry(name).or_default().meant = country;
        }
    }
    for line in lines {
        let mut cells = line.split('\t');
        let name = cells.next().unwrap_or_default();
        towns.entry(name).or_default().shared = cells.filter_map(Country::from_code).collect();
    }
    towns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn the_table_is_folded_and_complete() {
        assert!(TOWNS.len() > 6000);
        for (name, town) in TOWNS.iter() {
            assert_eq!(fold(name), *name);
            assert!(town.meant.is_some() || town.shared.len() > 1, "{name}");
        }
    }

    #[test]
    fn a_name_means_the_town_that_is_many_times_as_large() {
        for (name, meant) in [
            ("london", Some("GB")),
            ("paris", Some("FR")),
            ("birmingham", None),
            ("dublin", Some("IE")),
            ("hamburg", Some("DE")),
            ("cambridge", None),
            ("valencia", None),
            ("newcastle", None),
            ("worcester", None),
            ("heidelberg", Some("DE")),
            ("barcelona", Some("ES")),
        ] {
            assert_eq!(
                town(name).unwrap().meant.map(Country::code),
                meant,
                "{name}"
            );
        }
    }
}
