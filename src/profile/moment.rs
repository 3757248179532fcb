//! A moment in time, as the record stores it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// A moment: the local civil date a person would name, and the instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(expecting = "a moment")]
pub struct Moment {
    /// Local civil date.
    pub on: Date,
    /// UTC instant.
    pub at: Timestamp,
}
