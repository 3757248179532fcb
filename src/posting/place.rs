//! A place of work and the country in which it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geography::{Country, CountryBasis, country_of_place};

/// How the country of a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlaceBasis {
    /// The advert states the country.
    Stated,
    /// The advert names a town that is there.
    Town,
    /// The person said so.
    You,
    Unknown,
}

/// A place of work as the advert names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub text: String,
    pub country: Option<Country>,
    pub basis: PlaceBasis,
}

impl Place {
    /// A place by its text.
    pub fn of(text: &str) -> Self {
        let found = country_of_place(text);
        let basis = match found {
            Some((_, CountryBasis::Stated)) => PlaceBasis::Stated,
            Some((_, CountryBasis::Town)) => PlaceBasis::Town,
            None => PlaceBasis::Unknown,
        };
        Self {
            text: text.to_owned(),
            country: found.map(|(country, _)| country),
            basis,
        }
    }

    /// A place of which a field states the country, by code or name.
    pub fn stated(text: &str, country: &str) -> Self {
        match Country::parse(country) {
            Some(country) => Self {
                text: text.to_owned(),
                country: Some(country),
                basis: PlaceBasis::Stated,
            },
            None => Self::of(text),
        }
    }
}
