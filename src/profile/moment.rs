//! A moment in time, as the record stores it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// An instant, and the civil date that it had where the person was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a moment")]
pub struct Moment {
    pub on: Date,
    pub at: Timestamp,
}
