//! Pay as an advert states it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::span::Span;

/// An amount or a range of pay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pay {
    /// `None` for "up to".
    #[serde(serialize_with = "whole")]
    pub min: Option<f64>,
    /// `None` for "from".
    #[serde(serialize_with = "whole")]
    pub max: Option<f64>,
    /// The code of ISO 4217; empty if the advert does not say.
    pub currency: String,
    pub unit: Option<PayUnit>,
    /// The unit is not stated but the usual one for such an amount.
    #[serde(default)]
    pub is_unit_guessed: bool,
    /// It holds a bonus or more beside the base.
    #[serde(default)]
    pub total: bool,
    pub basis: PayBasis,
    /// The words of the advert's text that state it.
    pub span: Option<Span>,
}

impl Pay {
    /// Whether the range is so wide that it covers two jobs.
    pub(crate) fn is_wide(&self) -> bool {
        self.min
            .zip(self.max)
            .is_some_and(|(min, max)| max > min * 1.5)
    }
}

/// The period that an amount pays for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PayUnit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl PayUnit {
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word in JSON and in options.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// Where an amount stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PayBasis {
    /// In a field of the page.
    Field,
    /// In the text.
    Text,
    /// The person noted it.
    You,
}

/// What an amount must be converted by, where that is stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PayTerms {
    /// Monthly salaries in a year, 12 to 16.
    #[serde(default)]
    pub salaries: Option<u8>,
    /// The share of full time that the amount pays for, in percent, below 100.
    #[serde(default)]
    pub share: Option<u8>,
}

/// Writes an amount without its decimal places where they are zero.
#[expect(clippy::ref_option, reason = "serde gives a reference to the field")]
fn whole<S: Serializer>(amount: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) if amount.fract() == 0.0 && amount.abs() < 1e15 => {
            serializer.serialize_some(&(*amount as i64))
        }
        amount => amount.serialize(serializer),
    }
}
