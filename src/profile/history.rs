//! The record: the profile and the journal of changes that led to it, with undo and redo.

use std::collections::{BTreeSet, VecDeque};
use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::data::Profile;
use super::edit::Edit;
use super::moment::Moment;
use super::unknown_fields::UnknownFields;

/// The number of changes that the journal holds. Older ones are compacted.
pub const MAX_ENTRIES: usize = 10_000;

/// One change in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a change")]
pub struct JournalEntry {
    #[serde(flatten)]
    pub when: Moment,
    /// Such as "marked risk management as held".
    pub title: String,
    #[serde(deserialize_with = "Edit::from_one_value")]
    pub edit: Edit,
    #[serde(deserialize_with = "Edit::from_one_value")]
    pub inverse: Edit,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// An entry that copies of a record share: a save must not copy a long journal.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "JournalEntry")]
pub(super) struct SharedEntry(Arc<JournalEntry>);

impl From<JournalEntry> for SharedEntry {
    fn from(entry: JournalEntry) -> Self {
        Self(Arc::new(entry))
    }
}

impl Deref for SharedEntry {
    type Target = JournalEntry;

    fn deref(&self) -> &JournalEntry {
        &self.0
    }
}

impl PartialEq for SharedEntry {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Serialize for SharedEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A summary of the changes that are too old for the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a sum of older changes")]
pub struct CompactedChanges {
    pub count: u64,
    pub from: Date,
    pub until: Date,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// What undo or redo would change next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextChange<'a> {
    Nothing,
    /// The title of the change.
    Change(&'a str),
    /// The title of a change that only a later version can undo or redo.
    Unknown(&'a str),
}

/// The history section of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a history")]
pub(super) struct History {
    /// When the record last changed, by undo and redo as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) changed: Option<Moment>,
    /// The highest number that evidence ever had: numbers are not used twice.
    #[serde(default)]
    pub(super) last_evidence: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) older: Option<CompactedChanges>,
    /// Oldest first.
    #[serde(default)]
    pub(super) done: VecDeque<SharedEntry>,
    /// The last one is redone first.
    #[serde(default)]
    pub(super) undone: Vec<SharedEntry>,
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}

/// The content of a record file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Changes go through [`Record::commit`]: undo knows no others.
    pub profile: Profile,
    pub(super) history: History,
    /// How often the record was saved, counted by the store. Orders the kept versions.
    pub(super) saves: u64,
    pub(super) unknown_fields: UnknownFields,
}

impl Record {
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

    /// Applies an edit and writes it into the journal; clears the changes that could be redone.
    ///
    /// Returns false, and writes nothing, if the edit changes nothing.
    pub fn commit(&mut self, title: impl Into<String>, edit: Edit, now: Moment) -> bool {
        let Some((edit, inverse)) = edit.apply_changes(&mut self.profile) else {
            return false;
        };
        let history = &mut self.history;
        history.last_evidence = history.last_evidence.max(edit.evidence_id().unwrap_or(0));
        history.changed = Some(now);
        history.undone.clear();
        let entry = JournalEntry {
            when: now,
            title: title.into(),
            edit,
            inverse,
            unknown: Map::new(),
        };
        history.done.push_back(entry.into());
        history.compact();
        true
    }

    /// Like [`Record::commit`], but returns the title if something changed.
    pub(super) fn commit_titled(
        &mut self,
        title: String,
        edit: Edit,
        now: Moment,
    ) -> Option<String> {
        self.commit(title.as_str(), edit, now).then_some(title)
    }

    /// Undoes the last change and returns its title; `None` if there is none that this version can undo.
    ///
    /// The change keeps its date, so that redo restores it.
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

    /// Redoes the change that was undone last and returns its title; `None` as for undo.
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

    pub fn next_undo(&self) -> NextChange<'_> {
        next(self.history.done.back().map(Deref::deref))
    }

    pub fn next_redo(&self) -> NextChange<'_> {
        next(self.history.undone.last().map(Deref::deref))
    }

    /// The changes that are not undone, newest first.
    pub fn journal(&self) -> impl Iterator<Item = &JournalEntry> {
        self.history.done.iter().rev().map(Deref::deref)
    }

    pub fn older(&self) -> Option<&CompactedChanges> {
        self.history.older.as_ref()
    }

    /// When the record last changed, by undo and redo as well; `None` in a file that does not say.
    pub fn changed(&self) -> Option<Moment> {
        self.history.changed
    }

    /// The number for the next piece of evidence. Numbers of removed evidence are not used again.
    pub fn next_evidence_id(&self) -> u64 {
        let highest = self.profile.evidence.keys().next_back().copied();
        let last = self.history.last_evidence.max(highest.unwrap_or(0));
        // After the last number of all, the first one that is free.
        last.checked_add(1).unwrap_or_else(|| {
            let entries = self.history.done.iter().chain(&self.history.undone);
            let edits = entries.flat_map(|e| [e.edit.clone(), e.inverse.clone()]);
            let named = edits.flat_map(Edit::leaves).filter_map(|e| e.evidence_id());
            let used: BTreeSet<u64> = named.chain(self.profile.evidence.keys().copied()).collect();
            (1..=last).find(|id| !used.contains(id)).unwrap_or(last)
        })
    }

    /// Raises the counter to the numbers in use: a file may lack it.
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
    /// Replaces the changes beyond the journal's length by a summary.
    fn compact(&mut self) {
        while self.done.len() > MAX_ENTRIES {
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
        Edit::Goal(Some(uri.into()))
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
        let record = record_with(MAX_ENTRIES + 3);
        assert_eq!(record.journal().count(), MAX_ENTRIES);
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
