//! The record as a person has it: the profile and the dated changes that led to it. Undo, redo and
//! the journal live here and outlast the program.
//!
//! Knows neither files nor catalogues, and reads no clock.

use std::collections::{BTreeSet, VecDeque};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::data::Profile;
use super::edit::Edit;
use super::moment::Moment;
use super::unknown_fields::UnknownFields;

/// How many changes the journal holds; older ones are summed up.
pub const JOURNAL: usize = 10_000;

/// One change in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a change")]
pub struct JournalEntry {
    /// When it was done.
    #[serde(flatten)]
    pub when: Moment,
    /// What was done, in words: "marked risk management as held".
    pub title: String,
    /// What was done.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// The changes that are too old for the journal, summed up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a sum of older changes")]
pub struct CompactedChanges {
    /// How many.
    pub count: u64,
    /// The day of the first.
    pub from: Date,
    /// The day of the last.
    pub until: Date,
    /// Fields of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What undo or redo would do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextChange<'a> {
    /// There is nothing.
    Nothing,
    /// The change with this title.
    Change(&'a str),
    /// The change with this title is by a later version, which alone can undo or redo it.
    Unknown(&'a str),
}

/// The history section of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a history")]
pub(super) struct History {
    /// When the record last changed, undo and redo included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Moment>,
    /// The highest number that evidence ever had, so that no number comes twice.
    #[serde(default)]
    pub(super) last_evidence: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) older: Option<CompactedChanges>,
    /// What was done, oldest first.
    #[serde(default)]
    pub(super) done: VecDeque<JournalEntry>,
    /// What was undone; the last one is redone first.
    #[serde(default)]
    pub(super) undone: Vec<JournalEntry>,
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}

/// A person's record: what one file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What is so. Change it by [`Record::commit`], or undo will not know.
    pub profile: Profile,
    pub(super) history: History,
    /// How often the record was saved, as its file says. The store counts; kept versions stand in this order.
    pub(super) saves: u64,
    /// What the file says beside moments and this version does not know.
    pub(super) unknown_fields: UnknownFields,
}

impl Record {
    /// The record of somebody who said nothing yet.
    pub fn new(now: Moment) -> Self {
        let history = History {
            changed: Some(now),
            ..History::default()
        };
        Self {
            profile: Profile::default(),
            history,
            saves: 0,
            unknown_fields: UnknownFields::default(),
        }
    }

    /// Makes a change and writes it into the journal. What was undone before can no longer be redone.
    ///
    /// Gives false, and records nothing, when all is as the edit wants it already.
    pub fn commit(&mut self, title: impl Into<String>, edit: Edit, now: Moment) -> bool {
        let Some((edit, inverse)) = edit.apply_changes(&mut self.profile) else {
            return false;
        };
        let history = &mut self.history;
        history.last_evidence = history.last_evidence.max(edit.evidence_id().unwrap_or(0));
        history.changed = Some(now);
        history.undone.clear();
        history.done.push_back(JournalEntry {
            when: now,
            title: title.into(),
            edit,
            inverse,
            unknown: Map::new(),
        });
        history.compact();
        true
    }

    /// As [`Record::commit`], and gives the title when something changed.
    pub(super) fn commit_titled(
        &mut self,
        title: String,
        edit: Edit,
        now: Moment,
    ) -> Option<String> {
        self.commit(title.as_str(), edit, now).then_some(title)
    }

    /// Takes back the last change and gives its title. None when there is nothing to undo, or when
    /// [`Record::next_undo`] says that this version cannot.
    ///
    /// The change leaves the journal and keeps its date, so that redo puts it back as it was.
    pub fn undo(&mut self, now: Moment) -> Option<String> {
        let NextChange::Change(_) = self.next_undo() else {
            return None;
        };
        let entry = self.history.done.pop_back()?;
        let _edit = entry.inverse.clone().apply(&mut self.profile);
        self.history.changed = Some(now);
        let title = entry.title.clone();
        self.history.undone.push(entry);
        Some(title)
    }

    /// Makes the change again that was undone last, and gives its title. None as for undo.
    pub fn redo(&mut self, now: Moment) -> Option<String> {
        let NextChange::Change(_) = self.next_redo() else {
            return None;
        };
        let entry = self.history.undone.pop()?;
        let _inverse = entry.edit.clone().apply(&mut self.profile);
        self.history.changed = Some(now);
        let title = entry.title.clone();
        self.history.done.push_back(entry);
        Some(title)
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> NextChange<'_> {
        next(self.history.done.back())
    }

    /// What redo would make again.
    pub fn next_redo(&self) -> NextChange<'_> {
        next(self.history.undone.last())
    }

    /// The changes, newest first. Undone ones are not among them.
    pub fn journal(&self) -> impl Iterator<Item = &JournalEntry> {
        self.history.done.iter().rev()
    }

    /// The changes that are too old for the journal.
    pub fn older(&self) -> Option<&CompactedChanges> {
        self.history.older.as_ref()
    }

    /// When the record last changed, undo and redo included. None only in a file that does not say.
    pub fn changed(&self) -> Option<Moment> {
        self.history.changed
    }

    /// The number for the next piece of evidence. Numbers of removed ones do not come again.
    pub fn next_evidence_id(&self) -> u64 {
        let highest = self.profile.evidence.keys().next_back().copied();
        let last = self.history.last_evidence.max(highest.unwrap_or(0));
        // At the end of all numbers, one between those that are in use.
        last.checked_add(1).unwrap_or_else(|| {
            let entries = self.history.done.iter().chain(&self.history.undone);
            let edits = entries.flat_map(|e| [e.edit.clone(), e.inverse.clone()]);
            let named = edits.flat_map(Edit::leaves).filter_map(|e| e.evidence_id());
            let used: BTreeSet<u64> = named.chain(self.profile.evidence.keys().copied()).collect();
            (1..=last).find(|id| !used.contains(id)).unwrap_or(last)
        })
    }

    /// Brings the counter up to the numbers in use; a file may come without it.
    pub(super) fn count_evidence(&mut self) {
        let history = &mut self.history;
        let entries = history.done.iter().chain(&history.undone);
        let named = entries.filter_map(|e| e.edit.evidence_id().max(e.inverse.evidence_id()));
        let used = self.profile.evidence.keys().copied();
        let highest = named.chain(used).max().unwrap_or(0);
        history.last_evidence = history.last_evidence.max(highest);
    }
}

impl History {
    /// Moves what is beyond the journal's length into the sum.
    fn compact(&mut self) {
        while self.done.len() > JOURNAL {
            let Some(entry) = self.done.pop_front() else {
                return;
            };
            let day = entry.when.on;
            let older = self.older.get_or_insert(CompactedChanges {
                count: 0,
                from: day,
                until: day,
                unknown: Map::new(),
            });
            older.count = older.count.saturating_add(1);
            // A clock may have been set back.
            older.from = older.from.min(day);
            older.until = older.until.max(day);
        }
    }
}

fn next(entry: Option<&JournalEntry>) -> NextChange<'_> {
    match entry {
        None => NextChange::Nothing,
        Some(e) if e.edit.is_known() && e.inverse.is_known() => NextChange::Change(&e.title),
        Some(e) => NextChange::Unknown(&e.title),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::profile::testing::{any_edit, any_profile, moment, record_with};

    fn goal(uri: &str) -> Edit {
        Edit::Goal(Some(uri.to_owned()))
    }

    fn titles(record: &Record) -> Vec<&str> {
        record.journal().map(|e| &*e.title).collect()
    }

    #[test]
    fn undo_and_redo_move_entries_and_keep_their_dates() {
        let mut record = Record::new(moment(0));
        assert!(record.commit("set a", goal("a"), moment(1)));
        assert!(record.commit("set b", goal("b"), moment(2)));
        assert!(!record.commit("set b", goal("b"), moment(3)));
        assert_eq!(titles(&record), ["set b", "set a"]);

        assert_eq!(record.undo(moment(4)).as_deref(), Some("set b"));
        assert_eq!(record.profile.goal.as_deref(), Some("a"));
        assert_eq!(record.next_redo(), NextChange::Change("set b"));
        assert_eq!(record.changed(), Some(moment(4)));
        assert_eq!(record.redo(moment(5)).as_deref(), Some("set b"));
        assert_eq!(record.journal().next().unwrap().when, moment(2));
        assert_eq!(record.redo(moment(6)), None);

        assert_eq!(record.undo(moment(7)).as_deref(), Some("set b"));
        assert!(record.commit("set c", goal("c"), moment(8)));
        assert_eq!(record.next_redo(), NextChange::Nothing);
        assert_eq!(titles(&record), ["set c", "set a"]);
    }

    #[test]
    fn undo_outlasts_the_program() {
        let mut record = record_with(5);
        record.undo(moment(9));
        let mut record = Record::from_json(&record.to_json().unwrap()).unwrap();
        assert!(record.redo(moment(10)).is_some());
        while record.undo(moment(11)).is_some() {}
        assert_eq!(record.profile, Profile::default());
    }

    #[test]
    fn a_change_by_a_later_version_blocks_undo_and_stays() {
        let later = json!({
            "schema": 1,
            "history": {
                "done": [{
                    "on": "2026-11-23", "at": "2026-11-23T14:23:01Z", "title": "planned a review",
                    "edit": {"review": {"id": 1}}, "inverse": {"review": {"id": null}}, "mood": "calm",
                }],
            },
        });
        let mut record = Record::from_json(&later.to_string()).unwrap();
        assert_eq!(record.next_undo(), NextChange::Unknown("planned a review"));
        assert_eq!(record.undo(moment(0)), None);
        record.commit("set a", goal("a"), moment(1));
        assert!(record.undo(moment(2)).is_some());
        assert_eq!(record.undo(moment(3)), None);
        let saved: Value = serde_json::from_str(&record.to_json().unwrap()).unwrap();
        assert_eq!(saved["history"]["done"][0], later["history"]["done"][0]);
    }

    #[test]
    fn the_oldest_changes_are_summed_up() {
        let record = record_with(JOURNAL + 3);
        assert_eq!(record.journal().count(), JOURNAL);
        let older = record.older().unwrap();
        assert_eq!(older.count, 3);
        assert_eq!(older.from, moment(0).on);
        assert_eq!(record.journal().last().unwrap().when, moment(3));
    }

    #[test]
    fn numbers_of_evidence_do_not_come_again() {
        let mut record = Record::new(moment(0));
        let evidence = serde_json::from_value(json!({
            "subject": "s", "date": "2026-11-23", "at": "2026-11-23T14:23:01Z", "note": "n",
        }))
        .unwrap();
        let id = record.next_evidence_id();
        let evidence = Some(Box::new(evidence));
        record.commit("added", Edit::Evidence { id, evidence }, moment(1));
        record.undo(moment(2));
        record.commit("set a", goal("a"), moment(3));
        let record = Record::from_json(&record.to_json().unwrap()).unwrap();
        assert!(record.next_evidence_id() > id);
    }

    #[test]
    fn numbers_of_evidence_never_collide_not_even_at_their_end() {
        let mut record = Record::new(moment(0));
        record.history.last_evidence = u64::MAX - 1;
        let evidence = json!({
            "subject": "s", "date": "2026-11-23", "at": "2026-11-23T14:23:01Z", "note": "n",
        });
        for at in 0..4 {
            let id = record.next_evidence_id();
            assert!(!record.profile.evidence.contains_key(&id));
            let evidence = Some(Box::new(serde_json::from_value(evidence.clone()).unwrap()));
            record.commit("added", Edit::Evidence { id, evidence }, moment(at));
            // What was undone keeps its number: redo puts it back.
            if at == 2 {
                record.undo(moment(9));
                assert_ne!(record.next_evidence_id(), id);
                record.redo(moment(10));
            }
        }
        assert_eq!(record.profile.evidence.len(), 4);
    }

    proptest! {
        #[test]
        fn undoing_all_and_redoing_all_changes_nothing(
            before in any_profile(),
            edits in vec(any_edit(), 0..12),
        ) {
            let mut record = Record::new(moment(0));
            record.profile = before.clone();
            for (i, edit) in edits.into_iter().enumerate() {
                record.commit(format!("change {i}"), edit, moment(i as i64));
            }
            let after = record.profile.clone();
            let journal: Vec<JournalEntry> = record.journal().cloned().collect();
            while record.undo(moment(99)).is_some() {}
            prop_assert_eq!(&record.profile, &before);
            while record.redo(moment(99)).is_some() {}
            prop_assert_eq!(&record.profile, &after);
            prop_assert_eq!(record.journal().cloned().collect::<Vec<_>>(), journal);
        }
    }
}
