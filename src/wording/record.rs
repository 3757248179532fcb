//! The record's changes and kept versions in sentences.

use crate::profile::store::BackupSummary;
use crate::text::plural;

pub(crate) const NOTHING_TO_UNDO: &str = "there is nothing to undo";

pub(crate) const NOTHING_TO_REDO: &str = "there is nothing to redo";

/// The remark on a kept version that seems to be from the future.
pub(crate) const FROM_FUTURE: &str = "its time lies in the future: the clock may be wrong";

/// Why a change that this version does not know cannot be undone or redone.
pub(crate) fn by_later_version(title: &str) -> String {
    format!("\u{201c}{title}\u{201d} was done by a later version, which alone can take it back")
}

/// The contents of a kept version, such as "34 skills marked, 2 milestones, 1 step".
pub(crate) fn backup(summary: BackupSummary) -> String {
    let milestones = plural(summary.milestones, "milestone", "milestones");
    let steps = plural(summary.steps, "step", "steps");
    let skills = plural(summary.skills, "skill", "skills");
    format!("{skills} marked, {milestones}, {steps}")
}
