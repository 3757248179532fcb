//! What the tests of this part share.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::profile::Moment;

/// The moment `days` after 23 November 2026, noon UTC.
pub(super) fn moment(days: i64) -> Moment {
    let noon: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let at = noon
        .checked_add(SignedDuration::from_hours(24 * days))
        .unwrap();
    let on = TimeZone::UTC.to_datetime(at).date();
    Moment { on, at }
}
