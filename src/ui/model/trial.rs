//! What if: a copy of the record that takes the changes until they are kept or dropped.

use crate::planning::forecast::RouteSummary;
use crate::profile::history::Record;
use crate::usecase::person::Person;

/// A trial.
#[derive(Debug)]
pub(super) struct Trial {
    /// The copy.
    pub(super) record: Record,
    /// The person as they are.
    pub(super) before: Person,
    /// Their routes, once they are known.
    pub(super) routes: Option<RouteSummary>,
}

impl Trial {
    /// The titles of the changes, oldest first.
    pub(super) fn titles(&self) -> Vec<&str> {
        let mut out: Vec<&str> = self.record.journal().map(|e| &*e.title).collect();
        out.reverse();
        out
    }
}

/// What becomes of a trial when the record was read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebased {
    /// There was none.
    Nothing,
    /// It goes on over the new record.
    GoesOn,
    /// It was dropped: the record changed in what was tried.
    Dropped,
}
