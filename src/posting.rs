//! What an advert says of itself: its fields and its text, as a page or a file states them.

mod address;
mod pay;
mod place;
mod span;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use address::page_of;
pub use pay::{Pay, PayBasis, PayTerms, PayUnit};
pub use place::{Place, PlaceBasis};
pub use span::Span;
pub(crate) use span::{is_within, overlap};

/// Whether the work can be done from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Remote {
    Yes,
    /// On some days.
    Partly,
    No,
    #[default]
    Unknown,
}

/// One advert as it was read. What is not stated is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posting {
    pub title: String,
    pub organisation: String,
    pub places: Vec<Place>,
    pub remote: Remote,
    /// As stated, such as `FULL_TIME`, or words of the text.
    pub employment_types: Vec<String>,
    pub posted: Option<Date>,
    pub until: Option<Date>,
    pub pay: Vec<Pay>,
    /// The address of the page.
    pub address: String,
    /// Lines without control characters and without markup.
    pub text: String,
}
