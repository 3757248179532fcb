//! How an occupation relates to a skill.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The relation between an occupation and a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Usually required.
    Essential,
    /// May be required or add value.
    Optional,
}

impl Relation {
    /// Both, essential first.
    pub const ALL: [Self; 2] = [Self::Essential, Self::Optional];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Essential => "essential",
            Self::Optional => "optional",
        }
    }
}
