//! A role held: an occupation that the person has or had.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::date_span::DateSpan;
use crate::catalog::{OccupationUri, StepId};

/// An occupation the person has or had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a role held")]
pub struct RoleHeld {
    /// The URI of the occupation.
    pub occupation: OccupationUri,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The id of the step whose move added the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_step: Option<StepId>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl RoleHeld {
    /// A role without dates that no move added.
    pub(crate) fn new(occupation: &str) -> Self {
        Self {
            occupation: occupation.into(),
            from: None,
            until: None,
            by_step: None,
            unknown: Map::new(),
        }
    }

    pub fn span(&self) -> DateSpan {
        DateSpan {
            from: self.from,
            until: self.until,
        }
    }
}
