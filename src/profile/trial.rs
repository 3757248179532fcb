//! Trials: what if this were so?
//!
//! A trial is a copy of the record with an empty journal, so that undo and redo stay within it. Keeping it is one
//! change of the record.

use super::edit::Edit;
use super::history::{History, Record};
use super::moment::Moment;

/// The number of changes that the title of a kept trial names.
const NAMED: usize = 3;

impl Record {
    /// A copy with an empty journal.
    #[must_use]
    pub fn trial(&self) -> Self {
        Self {
            profile: self.profile.clone(),
            history: History {
                changed: self.history.changed,
                last_evidence: self.history.last_evidence,
                ..History::default()
            },
            saves: self.saves,
            unknown_fields: self.unknown_fields.clone(),
        }
    }

    /// Applies the changes of a trial as one change and returns its title; `None` if nothing changed.
    pub fn keep(&mut self, trial: &Self, now: Moment) -> Option<String> {
        let title = title(trial);
        let edit = Edit::Batch(squash(trial));
        self.commit_titled(title, edit, now)
    }

    /// The same trial of `other`, which replaced this record; `None` if the two differ in something that was tried.
    #[must_use]
    pub fn rebase_trial(&self, trial: &Self, other: &Self) -> Option<Self> {
        let (mut old, mut new) = (self.profile.clone(), other.profile.clone());
        for edit in squash(trial) {
            if edit.clone().apply(&mut old) != edit.apply(&mut new) {
                return None;
            }
        }
        let mut out = other.trial();
        for entry in &trial.history.done {
            out.commit(entry.title.as_str(), entry.edit.clone(), entry.when);
        }
        Some(out)
    }
}

/// The edits of a trial: of those that set the same thing, only the last.
fn squash(trial: &Record) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    let done = trial.history.done.iter();
    for edit in done.flat_map(|entry| entry.edit.clone().leaves()) {
        out.retain(|before| !before.sets_what(&edit));
        out.push(edit);
    }
    out
}

/// Such as "marked risk management as held" or "kept 5 tried changes: moved to IT auditor, …".
fn title(trial: &Record) -> String {
    let titles: Vec<&str> = trial.history.done.iter().map(|e| &*e.title).collect();
    match titles.as_slice() {
        [one] => (*one).to_owned(),
        all => {
            let named = all.iter().take(NAMED).copied().collect::<Vec<_>>();
            let more = if all.len() > NAMED { ", …" } else { "" };
            format!(
                "kept {} tried changes: {}{more}",
                all.len(),
                named.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::profile::history::NextChange;
    use crate::profile::testing::{any_edit, moment, record_with};

    fn goal(uri: &str) -> Edit {
        Edit::Goal(Some(uri.into()))
    }

    #[test]
    fn a_trial_begins_without_a_past() {
        let mut record = record_with(4);
        record.undo(moment(5));
        let mut trial = record.trial();
        assert_eq!(trial.profile, record.profile);
        assert_eq!(trial.next_undo(), NextChange::Nothing);
        assert_eq!(trial.next_redo(), NextChange::Nothing);
        assert_eq!(trial.next_evidence_id(), record.next_evidence_id());
        trial.commit("tried", goal("g"), moment(6));
        assert!(trial.undo(moment(7)).is_some() && trial.undo(moment(8)).is_none());
        assert_eq!(trial.profile, record.profile);
    }

    #[test]
    fn what_is_kept_is_one_change_with_a_title() {
        let mut record = Record::new(moment(0));
        let mut trial = record.trial();
        trial.commit("set the goal to a", goal("a"), moment(1));
        assert_eq!(
            record.clone().keep(&trial, moment(2)).unwrap(),
            "set the goal to a"
        );
        trial.commit("set the goal to b", goal("b"), moment(1));
        let title = record.keep(&trial, moment(2)).unwrap();
        assert_eq!(
            title,
            "kept 2 tried changes: set the goal to a, set the goal to b"
        );
        assert_eq!(record.journal().count(), 1);
        let entry = record.journal().next().unwrap();
        assert_eq!(entry.edit, goal("b"), "the goal is set once");
    }

    #[test]
    fn what_comes_to_nothing_is_not_kept() {
        let mut record = record_with(2);
        let before = record.clone();
        let mut trial = record.trial();
        trial.commit("set the goal", goal("g"), moment(3));
        trial.commit(
            "as before",
            Edit::Goal(before.profile.goal.clone()),
            moment(4),
        );
        assert_eq!(record.keep(&trial, moment(5)), None);
        assert_eq!(record, before);
    }

    #[test]
    fn a_trial_moves_to_another_record_unless_both_changed_the_same() {
        let record = Record::new(moment(0));
        let mut trial = record.trial();
        trial.commit("set the goal", goal("tried"), moment(1));
        let mut other = record.clone();
        other.commit("track", Edit::Track(Some("audit".into())), moment(2));
        let moved = record.rebase_trial(&trial, &other).unwrap();
        assert_eq!(moved.profile.goal.as_deref(), Some("tried"));
        assert_eq!(moved.profile.track.as_deref(), Some("audit"));
        assert_eq!(moved.journal().count(), 1);
        other.commit("goal", goal("outside"), moment(3));
        assert_eq!(record.rebase_trial(&trial, &other), None);
    }

    proptest! {
        #[test]
        fn keeping_gives_what_was_tried_and_undo_gives_back_what_was(
            edits in vec(any_edit(), 0..10),
            undone in 0_usize..4,
        ) {
            let mut record = record_with(6);
            let before = record.clone();
            let mut trial = record.trial();
            for (at, edit) in edits.into_iter().enumerate() {
                trial.commit(format!("tried {at}"), edit, moment(at as i64));
            }
            for _ in 0..undone {
                trial.undo(moment(50));
            }
            prop_assert_eq!(&record, &before);
            let kept = record.keep(&trial, moment(60)).is_some();
            prop_assert_eq!(&record.profile, &trial.profile);
            if kept {
                prop_assert_eq!(record.journal().count(), before.journal().count() + 1);
                record.undo(moment(61));
            }
            prop_assert_eq!(&record.profile, &before.profile);
        }
    }
}
