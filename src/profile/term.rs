//! What the person worked with that ESCO has no skill for, such as NIS2 or a SIEM.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;

/// A term that the person worked with, under its own name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a term")]
pub struct Term {
    pub name: String,
    /// What was done with it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(flatten)]
    pub when: Moment,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}
