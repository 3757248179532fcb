//! Merging: changes made here, applied to a record that was changed elsewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use super::edit::Edit;
use super::history::{Record, SharedEntry};
use super::moment::Moment;

impl Record {
    /// The titles of the changes since this record was `base`, oldest first.
    pub fn titles_since(&self, base: &Self) -> Vec<String> {
        let (undone, done) = self.since(base);
        let undone = undone.map(|entry| format!("undone: {}", entry.title));
        undone
            .chain(done.map(|entry| entry.title.clone()))
            .collect()
    }

    /// Applies the changes since this record was `base` to `theirs`, each as a change of its own. Where both set the
    /// same thing, this record wins; evidence that both added is kept twice.
    #[must_use]
    pub fn rebase_onto(&self, base: &Self, theirs: &Self, now: Moment) -> Self {
        let mut out = theirs.clone();
        let (undone, done) = self.since(base);
        for entry in undone {
            if out.history.done.back() == Some(entry) {
                out.undo(now);
            } else {
                let title = format!("undone: {}", entry.title);
                out.commit(title, entry.inverse.clone(), now);
            }
        }
        let there: BTreeSet<_> = theirs
            .history
            .done
            .iter()
            .map(|e| (e.when.at, &*e.title))
            .collect();
        let mut numbers = BTreeMap::new();
        let both = base.history.last_evidence.saturating_add(1)..=theirs.history.last_evidence;
        for entry in done {
            // It was saved before the file changed.
            let is_there = there.contains(&(entry.when.at, &*entry.title));
            if is_there && theirs.history.done.contains(entry) {
                continue;
            }
            let mut edit = entry.edit.clone();
            out.renumber(&mut edit, &both, &mut numbers);
            out.commit(entry.title.as_str(), edit, entry.when);
        }
        merge(
            &mut out.profile.settings,
            &base.profile.settings,
            &self.profile.settings,
        );
        out
    }

    /// The changes of `base` that were undone since, newest first, and the new ones, oldest first.
    fn since<'a>(
        &'a self,
        base: &'a Self,
    ) -> (
        impl Iterator<Item = &'a SharedEntry>,
        impl Iterator<Item = &'a SharedEntry>,
    ) {
        let compacted = |record: &Self| record.older().map_or(0, |older| older.count);
        let gone = compacted(self).saturating_sub(compacted(base)) as usize;
        let before: &VecDeque<SharedEntry> = &base.history.done;
        let common = before.iter().skip(gone).zip(&self.history.done);
        let common = common.take_while(|(a, b)| a == b).count();
        let undone = before.iter().skip(gone + common).rev();
        (undone, self.history.done.iter().skip(common))
    }

    /// Gives evidence a free number if both sides used its number.
    fn renumber(
        &self,
        edit: &mut Edit,
        both: &RangeInclusive<u64>,
        numbers: &mut BTreeMap<u64, u64>,
    ) {
        match edit {
            Edit::Batch(edits) => {
                for edit in edits {
                    self.renumber(edit, both, numbers);
                }
            }
            Edit::Evidence { id, .. } if both.contains(id) => {
                let next = self.next_evidence_id();
                let taken = numbers.values().next_back().map_or(0, |last| last + 1);
                id.clone_from(numbers.entry(*id).or_insert(next.max(taken)));
            }
            _ => {}
        }
    }
}

/// Sets in `out` what differs between `base` and `mine`. Settings that are objects on both sides are merged by field.
fn merge(out: &mut Map<String, Value>, base: &Map<String, Value>, mine: &Map<String, Value>) {
    let keys: BTreeSet<&String> = base.keys().chain(mine.keys()).collect();
    for key in keys {
        let (before, after) = (base.get(key), mine.get(key));
        if before == after {
            continue;
        }
        match (after, out.get_mut(key)) {
            (Some(Value::Object(after)), Some(Value::Object(there))) => {
                let none = Map::new();
                let before = before.and_then(Value::as_object).unwrap_or(&none);
                merge(there, before, after);
            }
            (Some(after), _) => {
                out.insert(key.clone(), after.clone());
            }
            (None, _) => {
                out.shift_remove(key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::profile::testing::{any_edit, moment, record_with};

    fn goal(uri: &str) -> Edit {
        Edit::Goal(Some(uri.into()))
    }

    fn track(id: &str) -> Edit {
        Edit::Track(Some(id.into()))
    }

    fn evidence(record: &mut Record, note: &str, seconds: i64) {
        let id = record.next_evidence_id();
        let evidence = serde_json::from_value(json!({
            "subject": "s", "date": "2026-11-23", "at": "2026-11-23T14:23:01Z", "note": note,
        }));
        let evidence = Some(Box::new(evidence.unwrap()));
        record.commit(note, Edit::Evidence { id, evidence }, moment(seconds));
    }

    #[test]
    fn both_sides_are_kept() {
        let mut base = record_with(3);
        base.commit("to be undone", goal("undone"), moment(10));
        let (mut mine, mut theirs) = (base.clone(), base.clone());
        mine.undo(moment(11));
        mine.commit("my goal", goal("mine"), moment(12));
        evidence(&mut mine, "mine", 13);
        mine.profile.settings.insert("theme".into(), "light".into());
        theirs.commit("their track", track("theirs"), moment(11));
        evidence(&mut theirs, "theirs", 12);
        theirs.profile.settings.insert("mouse".into(), false.into());
        assert_eq!(
            mine.titles_since(&base),
            ["undone: to be undone", "my goal", "mine"]
        );

        let merged = mine.rebase_onto(&base, &theirs, moment(20));
        assert_eq!(merged.profile.goal.as_deref(), Some("mine"));
        assert_eq!(merged.profile.track.as_deref(), Some("theirs"));
        let notes: Vec<_> = merged.profile.evidence.values().map(|e| &*e.note).collect();
        assert!(
            notes.contains(&"mine") && notes.contains(&"theirs"),
            "{notes:?}"
        );
        assert_eq!(merged.profile.settings["theme"], "light");
        assert_eq!(merged.profile.settings["mouse"], false);
        let titles: Vec<_> = merged.journal().take(2).map(|e| &*e.title).collect();
        assert_eq!(titles, ["mine", "my goal"]);
    }

    #[test]
    fn what_was_saved_after_all_is_not_done_twice() {
        let base = record_with(2);
        let mut mine = base.clone();
        mine.commit("my goal", goal("mine"), moment(10));
        let mut theirs = mine.clone();
        theirs.commit("their goal", goal("theirs"), moment(11));
        let merged = mine.rebase_onto(&base, &theirs, moment(20));
        assert_eq!(merged, theirs);
    }

    #[test]
    fn drafts_of_both_sides_are_kept() {
        let of = |drafts: Value| {
            let mut record = Record::new(moment(0));
            record.profile.settings.insert("drafts".into(), drafts);
            record
        };
        let base = of(json!({"a": 1, "b": 1}));
        let mine = of(json!({"a": 2, "c": 1}));
        let theirs = of(json!({"a": 1, "b": 1, "d": 1}));
        let merged = mine.rebase_onto(&base, &theirs, moment(1));
        let expected = json!({"a": 2, "c": 1, "d": 1});
        assert_eq!(merged.profile.settings["drafts"], expected);
    }

    proptest! {
        #[test]
        fn on_top_of_what_it_began_with_it_is_the_same(
            edits in vec(any_edit(), 0..8),
            undone in 0_usize..4,
        ) {
            let base = record_with(4);
            let mut mine = base.clone();
            for (at, edit) in edits.into_iter().enumerate() {
                mine.commit(format!("mine {at}"), edit, moment(100 + at as i64));
            }
            for _ in 0..undone {
                mine.undo(moment(200));
            }
            let merged = mine.rebase_onto(&base, &base, moment(300));
            prop_assert_eq!(&merged.profile, &mine.profile);
            prop_assert_eq!(mine.rebase_onto(&mine, &base, moment(300)), base);
        }
    }
}
