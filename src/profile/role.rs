//! A role held: an occupation that the person has or had.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::date_span::DateSpan;

/// An occupation the person has or had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a role held")]
pub struct RoleHeld {
    /// Which, by URI.
    pub occupation: String,
    /// First day, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, where given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The step whose completion added it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_step: Option<String>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl RoleHeld {
    /// A role without dates that no move added.
    pub(super) fn new(occupation: &str) -> Self {
        Self {
            occupation: occupation.to_owned(),
            from: None,
            until: None,
            by_step: None,
            unknown: Map::new(),
        }
    }

    /// When it was held, as far as that was said.
    pub fn span(&self) -> DateSpan {
        DateSpan {
            from: self.from,
            until: self.until,
        }
    }
}
