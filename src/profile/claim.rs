//! What a person says about a skill. A claim wins over what the roles held suggest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::moment::Moment;

/// What a person can say about a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Claim {
    Held,
    Learning,
    /// The person denies the skill, whatever their roles suggest.
    Missing,
}

/// A claim about one skill, with its date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a claim about a skill")]
pub struct Mark {
    #[serde(rename = "said")]
    pub claim: Claim,
    #[serde(flatten)]
    pub when: Moment,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}
