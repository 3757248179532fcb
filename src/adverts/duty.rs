//! The duties by which a class of responsibility is proposed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A duty of whoever has a whole programme.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    Policy,
    CrossDepartmentEnforcement,
    RiskDecisions,
    ResiliencePlanning,
    RecoveryReadiness,
    /// A budget of its own.
    Budget,
    /// People who report to it.
    People,
}
