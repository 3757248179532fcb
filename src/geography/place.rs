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
/// Each part of the text allows some countries: a name one, a code a country and those with a state of that code
/// ("CA", "DE"), a town all that have one of its name. The answer is the only country that all parts allow. A town
/// that nearly everybody means decides where several are left.
pub fn country_of_place(text: &str) -> Option<(Country, CountryBasis)> {
    let parts = Part::all(text);
    let country = match parts.as_slice() {
        // A field that holds a country; beside a town it may be a state.
        [part] if part.is_code => part.allowed.first().copied(),
        parts => allowed_by_all(parts),
    }?;
    let is_stated = parts.iter().any(|part| part.states(country));
    let basis = if is_stated {
        CountryBasis::Stated
    } else {
        CountryBasis::Town
    };
    Some((country, basis))
}

/// Whether every part of a text names a place that is known, in whatever country it is.
pub fn names_only_places(text: &str) -> bool {
    let parts = Part::all(text);
    !parts.is_empty() && parts.iter().all(|part| !part.allowed.is_empty())
}

fn allowed_by_all(parts: &[Part]) -> Option<Country> {
    // What is no place that we know allows everything.
    let mut known = parts.iter().filter(|part| !part.allowed.is_empty());
    let mut allowed = known.next()?.allowed.clone();
    for part in known {
        allowed.retain(|country| part.allowed.contains(country));
    }
    if let [country] = allowed.as_slice() {
        return Some(*country);
    }
    let mut meant = parts.iter().filter_map(|part| part.town?.meant);
    let country = meant.next().filter(|country| allowed.contains(country))?;
    meant.all(|other| other == country).then_some(country)
}

/// What one part of a place means.
#[derive(Default)]
struct Part {
    /// The country whose code or name it is.
    country: Option<Country>,
    /// The same, then those that have a state or a town of the name.
    allowed: Vec<Country>,
    /// Nothing for one that may be a state too.
    town: Option<&'static Town>,
    is_code: bool,
}

impl Part {
    /// The parts of a text that name a place.
    fn all(text: &str) -> Vec<Self> {
        if let Some(part) = Country::from_name(text).and_then(|_| Self::look_up(text, false)) {
            return vec![part];
        }
        let mut text = text.replace(['–', '—', '·', '•'], ",");
        for separator in [" - ", " or ", " oder "] {
            text = text.replace(separator, ",");
        }
        let mut parts = Vec::new();
        let mut is_bracketed = false;
        for piece in text.split_inclusive(SEPARATORS) {
            parts.extend(Self::of(piece.trim_end_matches(SEPARATORS), is_bracketed));
            is_bracketed = piece.ends_with(['(', '[']);
        }
        parts
    }

    /// What `text` means, without postal codes and words that name no place. Nothing if nothing is left.
    fn of(text: &str, is_bracketed: bool) -> Option<Self> {
        // D-20095 Hamburg, CH-8001 Zürich, London EC1A 1BB
        let is_postal = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !is_postal(word))
            .collect();
        let whole = words.join(" ");
        let is_filler = |word: &&str| FILLERS.contains(&fold(word).as_str());
        let kept: Vec<&str> = words.into_iter().filter(|word| !is_filler(word)).collect();
        let kept = kept.join(" ");
        let look_up = |name| Self::look_up(name, is_bracketed);
        let known = look_up(&whole).or_else(|| look_up(&kept));
        // Köln-Porz
        let known = known.or_else(|| look_up(whole.split_once('-')?.0));
        known.or_else(|| (!kept.is_empty()).then(Self::default))
    }

    fn look_up(name: &str, is_bracketed: bool) -> Option<Self> {
        let folded = fold(name);
        let code = Country::from_code(name);
        let divisions = table().divided(&folded).iter().chain(table().divided(name));
        let divisions = divisions.map(|at| Country(*at));
        // Swiss and German adverts put the code of a state in brackets, others only that of a country.
        let divisions =
            divisions.filter(|country| !is_bracketed || ["CH", "DE"].contains(&country.code()));
        let country = code.or_else(|| Country::from_name(name));
        let mut allowed: Vec<Country> = country.into_iter().collect();
        allowed.extend(divisions);
        let town = town(&folded);
        let is_only_town = allowed
            .iter()
            .all(|country| town.is_some_and(|town| town.meant == Some(*country)));
        for country in town
            .into_iter()
            .flat_map(|town| town.meant.iter().chain(&town.shared))
        {
            if !allowed.contains(country) {
                allowed.push(*country);
            }
        }
        (!allowed.is_empty()).then_some(Self {
            country,
            allowed,
            town: town.filter(|_| is_only_town),
            is_code: code.is_some(),
        })
    }

    /// Whether it is the code or name of the country or of one of its states.
    fn states(&self, country: Country) -> bool {
        self.country == Some(country) || self.town.is_none() && self.allowed.contains(&country)
    }
}

const SEPARATORS: [char; 9] = [',', ';', '/', '|', '(', ')', '[', ']', '\n'];

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
            ("Hamburg, DE", "DE", Stated),
            ("San Francisco, CA", "US", Stated),
            ("Cambridge, MA", "US", Stated),
            ("Munich, BY, DE", "DE", Stated),
            ("Walldorf, BW, DE", "DE", Stated),
            ("Bern (BE)", "CH", Stated),
            ("Luzern (LU)", "CH", Stated),
            ("Ghent, BE", "BE", Stated),
            ("Paris, Texas", "US", Stated),
            ("Bristol / London", "GB", Town),
            ("Zurich Area, Switzerland", "CH", Stated),
            ("Washington, D.C.", "US", Town),
            ("Bosnia and Herzegovina", "BA", Stated),
            ("Cambridge, UK", "GB", Stated),
            ("London, Ontario", "CA", Stated),
            ("Atlanta, Georgia", "US", Stated),
            ("Tbilisi, Georgia", "GE", Stated),
            ("New York, NY", "US", Stated),
            ("München, Bayern", "DE", Stated),
            ("Springfield, Illinois, United States", "US", Stated),
            ("Singapore", "SG", Stated),
            ("Baltia Bank, Riga, Latvia", "LV", Stated),
            // Which of the five is not known, but all that have many people are there.
            ("Springfield", "US", Town),
            ("DE", "DE", Stated),
            ("USA", "US", Stated),
        ] {
            let found = country_of_place(text).map(|(country, basis)| (country.code(), basis));
            assert_eq!(found, Some((code, basis)), "{text}");
        }
    }

    #[test]
    fn an_ambiguous_place_is_a_place() {
        for text in ["Cambridge", "Cambridge (hybrid)", "Hamburg / Zürich"] {
            assert!(names_only_places(text), "{text}");
        }
        for text in ["", "Remote", "Example Bank", "Example Bank, Cambridge"] {
            assert!(!names_only_places(text), "{text}");
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
            "Hitzkirch (LU)",
            "Torino (TO)",
            "Berlin, London or Remote",
            "Hamburg / Zürich",
            "Germany or Switzerland, Austria",
            "our office",
            "(((",
        ] {
            assert_eq!(country_of_place(text), None, "{text}");
        }
    }
}
