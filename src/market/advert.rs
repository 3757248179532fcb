//! One kept advert.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::adverts::ResponsibilityClass;
use crate::geography::Country;
use crate::posting::{Pay, PayTerms, Place, PlaceBasis, Posting, Remote};

/// The number of an advert, from 1. Numbers are not used twice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct AdvertId(pub u64);

impl fmt::Display for AdvertId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AdvertId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// How far the person is with an advert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AdvertState {
    Interesting,
    Applied,
    Interview,
    Offer,
    Closed,
}

impl AdvertState {
    pub const ALL: [Self; 5] = [
        Self::Interesting,
        Self::Applied,
        Self::Interview,
        Self::Offer,
        Self::Closed,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Interesting => "interesting",
            Self::Applied => "applied",
            Self::Interview => "interview",
            Self::Offer => "offer",
            Self::Closed => "closed",
        }
    }
}

/// A state with its day and what the person noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StateChange {
    pub state: AdvertState,
    pub date: Date,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Pay that the person noted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OwnPay {
    pub pay: Pay,
    #[serde(default)]
    pub terms: PayTerms,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub date: Date,
}

/// An advert as it is kept. Its text lies in a file of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "an advert")]
pub struct Advert {
    pub id: AdvertId,
    pub title: String,
    #[serde(default)]
    pub organisation: String,
    #[serde(default)]
    pub places: Vec<Place>,
    #[serde(default)]
    pub remote: Remote,
    #[serde(default)]
    pub employment_types: Vec<String>,
    #[serde(default)]
    pub posted: Option<Date>,
    #[serde(default)]
    pub until: Option<Date>,
    /// The day on which it was first added.
    pub first_seen: Date,
    /// The day on which it was last added.
    pub last_seen: Date,
    /// The days on which it was posted again, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posted_again: Vec<Date>,
    #[serde(default)]
    pub pay: Vec<Pay>,
    #[serde(default)]
    pub address: String,
    /// The hash of the text, which names its file; `None` without a text.
    #[serde(default)]
    pub hash: Option<String>,
    /// Oldest first; the last one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<StateChange>,
    /// The class of responsibility that the person set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ResponsibilityClass>,
    /// What the person noted, such as the pay of an offer; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_pay: Vec<OwnPay>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Advert {
    /// A new advert of what a page says.
    pub(super) fn new(id: AdvertId, posting: &Posting, hash: Option<String>, today: Date) -> Self {
        let mut advert = Self {
            id,
            title: String::new(),
            organisation: String::new(),
            places: Vec::new(),
            remote: Remote::Unknown,
            employment_types: Vec::new(),
            posted: None,
            until: None,
            first_seen: today,
            last_seen: today,
            posted_again: Vec::new(),
            pay: Vec::new(),
            address: String::new(),
            hash: None,
            states: Vec::new(),
            class: None,
            own_pay: Vec::new(),
            unknown: Map::new(),
        };
        advert.take(posting, hash);
        advert
    }

    /// Takes over what a page says now. What the page leaves open and what the person said stays.
    pub(super) fn take(&mut self, posting: &Posting, hash: Option<String>) {
        let text = |new: &str, old: &mut String| {
            if !new.is_empty() {
                new.clone_into(old);
            }
        };
        text(&posting.title, &mut self.title);
        text(&posting.organisation, &mut self.organisation);
        text(&posting.address, &mut self.address);
        if !posting.places.is_empty() {
            self.take_places(&posting.places);
        }
        if posting.remote != Remote::Unknown {
            self.remote = posting.remote;
        }
        if !posting.employment_types.is_empty() {
            self.employment_types.clone_from(&posting.employment_types);
        }
        self.posted = posting.posted.or(self.posted);
        self.until = posting.until.or(self.until);
        if hash.is_some() && self.hash != hash {
            self.hash = hash;
            // Spans are of the text before.
            self.pay.retain(|pay| pay.span.is_none());
        }
        if !posting.pay.is_empty() {
            self.pay.clone_from(&posting.pay);
        }
    }

    fn take_places(&mut self, places: &[Place]) {
        let mut said = std::mem::replace(&mut self.places, places.to_vec());
        said.retain(|place| place.basis == PlaceBasis::You);
        let mut is_taken = false;
        for place in &mut self.places {
            if let Some(said) = said.iter().find(|said| said.text == place.text) {
                place.clone_from(said);
                is_taken = true;
            }
        }
        // The places are named in another way now.
        let Some(said) = said.first().filter(|_| !is_taken) else {
            return;
        };
        for place in &mut self.places {
            if place.basis == PlaceBasis::Unknown {
                place.country = said.country;
                place.basis = PlaceBasis::You;
            }
        }
    }

    /// Whether another state of this advert says the same, whenever it was seen last.
    pub(super) fn is_equal_but_seen(&self, other: &Self) -> bool {
        let other = Self {
            last_seen: self.last_seen,
            ..other.clone()
        };
        *self == other
    }

    /// The country of its places; `None` where none is known or they lie in several.
    pub fn country(&self) -> Option<Country> {
        let mut countries = self.places.iter().filter_map(|place| place.country);
        let first = countries.next()?;
        countries.all(|other| other == first).then_some(first)
    }

    /// What a census counts of it: its country, and whether it is remote.
    pub fn counted(&self) -> (Option<Country>, bool) {
        (self.country(), self.remote == Remote::Yes)
    }

    /// The present state; `None` for an advert that is new.
    pub fn state(&self) -> Option<AdvertState> {
        self.states.last().map(|change| change.state)
    }
}
