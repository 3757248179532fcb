//! A country by its code of ISO 3166.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::table::table;
use crate::text::fold;

/// A country or territory with an alpha-2 code of ISO 3166, or Kosovo (`XK`). It is ordered and written as its code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub struct Country(pub(super) u8);

impl Country {
    /// Every country, by code.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..table().countries.len() as u8).map(Self)
    }

    /// The country of an alpha-2 or alpha-3 code in capitals.
    pub fn from_code(code: &str) -> Option<Self> {
        let alpha2 = match code.len() {
            2 => code,
            3 => rust_iso3166::from_alpha3(code)?.alpha2,
            _ => return None,
        };
        table().position(alpha2).map(Self)
    }

    /// The country of a name as people write it in English, German or the country's own language.
    pub fn from_name(name: &str) -> Option<Self> {
        table().named(&fold(name.trim())).map(Self)
    }

    /// The country of a field that holds a country: a code or a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_code(text.trim()).or_else(|| Self::from_name(text))
    }

    /// The alpha-2 code.
    pub fn code(self) -> &'static str {
        let row = table().countries.get(usize::from(self.0));
        row.map_or("", |row| row.code)
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        let row = table().countries.get(usize::from(self.0));
        row.map_or("", super::table::CountryRow::name)
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl From<Country> for &'static str {
    fn from(country: Country) -> Self {
        country.code()
    }
}

/// A code that no country has.
#[derive(Debug, thiserror::Error)]
#[error("no country has the code \"{0}\"")]
pub struct UnknownCode(String);

impl TryFrom<String> for Country {
    type Error = UnknownCode;

    fn try_from(code: String) -> Result<Self, UnknownCode> {
        Self::from_code(&code).ok_or(UnknownCode(code))
    }
}

impl schemars::JsonSchema for Country {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Country".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-Z]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_understood() {
        for (text, code) in [
            ("DE", "DE"),
            ("DEU", "DE"),
            ("XK", "XK"),
            ("Germany", "DE"),
            ("Deutschland", "DE"),
            ("SCHWEIZ", "CH"),
            ("Österreich", "AT"),
            ("Vereinigtes Königreich", "GB"),
            ("UK", "GB"),
            ("USA", "US"),
            ("U.S.", "US"),
            ("South Korea", "KR"),
            ("Niederlande", "NL"),
            ("Turkey", "TR"),
            ("Türkei", "TR"),
            ("Czech Republic", "CZ"),
            (" Côte d’Ivoire ", "CI"),
            ("Georgia", "GE"),
        ] {
            assert_eq!(
                Country::parse(text).map(Country::code),
                Some(code),
                "{text}"
            );
        }
        for text in ["de", "ZZ", "EU", "Europe", "", "Congo", "D"] {
            assert_eq!(Country::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_country_is_written_as_its_code() {
        for country in Country::all() {
            let text = serde_json::to_string(&country).unwrap();
            assert_eq!(text, format!("\"{}\"", country.code()));
            assert_eq!(serde_json::from_str::<Country>(&text).unwrap(), country);
            assert!(!country.name().is_empty());
        }
        assert!(serde_json::from_str::<Country>("\"ZZ\"").is_err());
    }
}
