//! The screens behind the tabs. Each owns its state, update and view, and knows nothing of the others.

pub mod guide;
pub mod path;
pub mod roles;
pub mod skills;

/// How far what a screen shows agrees with the record. A screen that is not seen puts its work off: the first frame and
/// a key on another screen must not pay for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freshness {
    /// It was never seen.
    Never,
    /// The record changed since it was seen.
    Stale,
    /// It agrees.
    Current,
}
