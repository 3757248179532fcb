//! A certificate that the person holds or plans.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::date_span::DateSpan;
use super::moment::Moment;

/// A certificate of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a certificate")]
pub struct Certificate {
    /// The name that people use, such as "CISA".
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Whether it is only planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    #[serde(flatten)]
    pub when: Moment,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Certificate {
    /// A certificate that is held, without dates.
    pub fn new(name: &str, when: Moment) -> Self {
        Self {
            name: name.to_owned(),
            since: None,
            until: None,
            planned: false,
            when,
            unknown: Map::new(),
        }
    }

    /// Whether it is held and valid on a day.
    pub fn is_valid(&self, day: Date) -> bool {
        !self.planned && !self.is_expired(day)
    }

    /// Whether it was held and is no longer valid on a day.
    pub fn is_expired(&self, day: Date) -> bool {
        !self.planned && self.until.is_some_and(|until| until < day)
    }

    pub fn span(&self) -> DateSpan {
        DateSpan {
            from: self.since,
            until: self.until,
        }
    }
}
