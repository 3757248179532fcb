//! What a person says about a skill. A claim wins over what the roles held suggest.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;

/// What a person can say of a skill. It wins over what is derived, and stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Claim {
    /// "I have it."
    Held,
    /// "I am learning it."
    Learning,
    /// "I do not have it", whatever my roles suggest.
    Missing,
}

/// What was said of one skill, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a claim about a skill")]
pub struct Mark {
    /// What.
    #[serde(rename = "said")]
    pub claim: Claim,
    /// When.
    #[serde(flatten)]
    pub when: Moment,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}
