//! The country of a place as adverts write it: "Frankfurt am Main", "Zürich (CH)", "Cambridge, MA", "Remote, EU".

use serde::{Deserialize, Serialize};

use super::country::Country;
use super::table::table;
use super::town::{Town, town};
use crate::text::fold;

/// Why a place is in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CountryBasis {
    /// The text has the country's code or name, or that of one of its states.
    Stated,
    /// The text names a town that is there.
    Town,
}

/// The country of a place, or nothing where the text has none, several, or one that may be meant otherwise.
///
/// A stated country counts more than a town. A code that is a country's and a state's ("CA", "DE") is decided by the
/// town beside it; beside a town that is not in the table it is unknown, unless it stands in brackets.
pub fn country_of_place(text: &str) -> Option<(Country, CountryBasis)> {
    if let Some(country) = Country::from_name(text) {
        let is_division = !table().divided(&fold(text.trim())).is_empty();
        return (!is_division).then_some((country, CountryBasis::Stated));
    }
    let parts = Part::all(text);
    let mut stated: Vec<Country> = Vec::new();
    let mut in_town: Vec<Country> = Vec::new();
    let mut towns: Vec<&Town> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let others = || parts.iter().enumerate().filter(|(other, _)| *other != at);
        let is_beside = |country: &Country| {
            let mut towns = others().filter_map(|(_, part)| part.town);
            towns.any(|town| town.meant == Some(*country) || town.shared.contains(country))
        };
        if part.may_be_division() && !part.bracketed && parts.len() > 1 {
            in_town.push(part.country_by_town(&parts)?);
        } else if let Some(country) = part.country {
            stated.push(country);
        } else {
            match (part.town, part.divisions.as_slice()) {
                (None, [country]) => stated.push(*country),
                // London, Ontario: there is a town called Ontario too.
                (Some(_), [country]) if is_beside(country) => in_town.push(*country),
                (Some(town), _) => towns.push(town),
                _ => {}
            }
        }
    }
    if let Some(country) = only(&stated) {
        return Some((country, CountryBasis::Stated));
    }
    if !stated.is_empty() {
        return None;
    }
    for town in towns {
        let is_known = in_town.iter().any(|country| town.shared.contains(country));
        if !is_known {
            in_town.push(town.meant?);
        }
    }
    Some((only(&in_town)?, CountryBasis::Town))
}

/// The country that all of the list are.
fn only(countries: &[Country]) -> Option<Country> {
    let (first, others) = countries.split_first()?;
    others.iter().all(|other| other == first).then_some(*first)
}

/// What one part of a place means.
#[derive(Default)]
struct Part {
    /// The country whose code or name it is.
    country: Option<Country>,
    /// The countries of which it is a state, by code or name.
    divisions: Vec<Country>,
    town: Option<&'static Town>,
    /// Whether it stands in brackets, as codes of countries do and those of states do not.
    bracketed: bool,
}

impl Part {
    /// The parts that mean something, or might.
    fn all(text: &str) -> Vec<Self> {
        let mut parts = Vec::new();
        let spaced = text.replace(['–', '—', '·', '•'], ",");
        let spaced = [" - ", " or ", " oder "]
            .iter()
            .fold(spaced, |text, word| text.replace(word, ","));
        let mut bracketed = false;
        for piece in spaced.split_inclusive([',', ';', '/', '|', '(', ')', '[', ']', '\n']) {
            let name = piece.trim_end_matches([',', ';', '/', '|', '(', ')', '[', ']', '\n']);
            parts.extend(Self::of(name).map(|part| Self { bracketed, ..part }));
            bracketed = piece.ends_with(['(', '[']);
        }
        parts
    }

    /// What `text` means, without postal codes and words that name no place. Nothing if nothing is left.
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        // D-20095 Hamburg, CH-8001 Zürich, London EC1A 1BB
        let words = text.split_whitespace();
        let words = words.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
        let words: Vec<&str> = words.collect();
        let whole = words.join(" ");
        let is_place = |word: &&str| !FILLERS.contains(&fold(word).as_str());
        let kept: Vec<&str> = words.iter().copied().filter(is_place).collect();
        let kept = kept.join(" ");
        let lookups = [whole.as_str(), kept.as_str()];
        let found = lookups.into_iter().find_map(Self::look_up);
        let before_hyphen = || Self::look_up(whole.split_once('-')?.0);
        match found.or_else(before_hyphen) {
            Some(part) => Some(part),
            // A town that is not in the table.
            None if !kept.is_empty() => Some(Self::default()),
            None => None,
        }
    }

    fn look_up(name: &str) -> Option<Self> {
        let folded = fold(name);
        let by_name = table().divided(&folded);
        let divisions = by_name.iter().chain(table().divided(name));
        let part = Self {
            country: Country::from_code(name).or_else(|| Country::from_name(name)),
            divisions: divisions.map(|at| Country(*at)).collect(),
            town: town(&folded),
            bracketed: false,
        };
        let means_something =
            part.country.is_some() || part.town.is_some() || !part.divisions.is_empty();
        means_something.then_some(part)
    }

    /// Whether it is the code or name of a country and may be that of another one's state.
    fn may_be_division(&self) -> bool {
        self.country
            .is_some_and(|country| self.divisions.iter().any(|other| *other != country))
    }

    /// The country of a part that may be a state or a country: the one that has the town beside it.
    fn country_by_town(&self, parts: &[Self]) -> Option<Country> {
        let may_be =
            |country: &Country| self.country == Some(*country) || self.divisions.contains(country);
        let town = parts.iter().find_map(|part| part.town)?;
        if let Some(meant) = town.meant.filter(may_be) {
            return Some(meant);
        }
        let candidates: Vec<_> = town.shared.iter().copied().filter(may_be).collect();
        only(&candidates)
    }
}

/// Words beside a place that name none, folded.
const FILLERS: &[&str] = &[
    "area",
    "bei",
    "bundesweit",
    "canton",
    "city",
    "greater",
    "grossraum",
    "headquarters",
    "home",
    "homeoffice",
    "hq",
    "hybrid",
    "in",
    "kanton",
    "metropolitan",
    "metropolregion",
    "mobile",
    "near",
    "of",
    "office",
    "on site",
    "only",
    "onsite",
    "ort",
    "raum",
    "region",
    "remote",
    "umgebung",
    "und",
    "vor",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_understood() {
        use CountryBasis::{Stated, Town};
        for (text, code, basis) in [
            ("Hamburg", "DE", Town),
            ("Hamburg, Germany", "DE", Stated),
            ("Zürich (CH)", "CH", Stated),
            ("Walldorf (DE)", "DE", Stated),
            ("Zug, CH", "CH", Stated),
            ("Frankfurt am Main", "DE", Town),
            ("Frankfurt", "DE", Town),
            ("Genf", "CH", Town),
            ("Geneva", "CH", Town),
            ("Genève / Lausanne", "CH", Town),
            ("München", "DE", Town),
            ("Muenchen", "DE", Town),
            ("Munich", "DE", Town),
            ("Köln-Porz", "DE", Town),
            ("D-20095 Hamburg", "DE", Town),
            ("London EC1A 1BB", "GB", Town),
            ("Greater London", "GB", Town),
            ("Großraum Stuttgart", "DE", Town),
            ("Remote (Germany)", "DE", Stated),
            ("Home Office Deutschland", "DE", Stated),
            ("Berlin oder remote", "DE", Town),
            ("Hamburg, DE", "DE", Town),
            ("San Francisco, CA", "US", Town),
            ("Cambridge, MA", "US", Town),
            ("Cambridge, UK", "GB", Stated),
            ("London, Ontario", "CA", Town),
            ("Atlanta, Georgia", "US", Town),
            ("Tbilisi, Georgia", "GE", Town),
            ("New York, NY", "US", Stated),
            ("München, Bayern", "DE", Stated),
            ("Springfield, Illinois, United States", "US", Stated),
            ("Singapore", "SG", Stated),
            ("DE", "DE", Stated),
            ("USA", "US", Stated),
        ] {
            let found = country_of_place(text).map(|(country, basis)| (country.code(), basis));
            assert_eq!(found, Some((code, basis)), "{text}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_nowhere_is_unknown() {
        for text in [
            "",
            "Remote, EU",
            "Remote",
            "Cambridge",
            "Georgia",
            "Walldorf, DE",
            "Vancouver, CA",
            "Zürich, DE",
            "Hamburg / Zürich",
            "Germany or Switzerland, Austria",
            "our office",
            "(((",
        ] {
            assert_eq!(country_of_place(text), None, "{text}");
        }
    }
}
