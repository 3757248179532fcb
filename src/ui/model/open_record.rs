//! The record that the planner has open: as it is here, as the file has it, the trial over it and the drafts beside it.
//!
//! Its fields are private. The record is changed by [`OpenRecord::change`] (what undo takes back),
//! [`OpenRecord::set_setting`] (settings and drafts, which stand beside the journal), [`OpenRecord::keep_trial`], and,
//! after the file was read again, [`OpenRecord::replace`] and [`OpenRecord::put_on_top`].

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::planning::forecast::RouteSummary;
use crate::profile::Moment;
use crate::profile::history::Record;
use crate::text::capitalize;
use crate::ui::model::drafts::{DRAFTS, Drafts};
use crate::ui::model::trial::{Rebased, Trial};

/// Whether the record can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Write,
    /// It cannot; the sentence says why.
    ReadOnly(String),
}

/// The open record.
#[derive(Debug)]
pub(super) struct OpenRecord {
    access: Access,
    /// As it is or will be saved.
    record: Record,
    /// As the file had it when this planner last read or wrote it.
    base: Arc<Record>,
    /// What is tried: it is shown in place of the record, which stays as it is.
    trial: Option<Trial>,
    /// The trial that was dropped last; redo brings it back.
    dropped: Option<Record>,
    drafts: Drafts,
    /// Whether something changed that was not handed over to be saved.
    dirty: bool,
}

impl OpenRecord {
    pub(super) fn new(record: Record, access: Access) -> Self {
        Self {
            access,
            drafts: Drafts::of(&record.profile),
            base: Arc::new(record.clone()),
            record,
            trial: None,
            dropped: None,
            dirty: false,
        }
    }

    /// The record, for saving. It has nothing of a trial.
    pub(super) fn record(&self) -> &Record {
        &self.record
    }

    /// The record, or the copy on which something is tried.
    pub(super) fn shown(&self) -> &Record {
        self.trial.as_ref().map_or(&self.record, |t| &t.record)
    }

    pub(super) fn access(&self) -> &Access {
        &self.access
    }

    pub(super) fn set_access(&mut self, access: Access) {
        self.access = access;
    }

    pub(super) fn trial(&self) -> Option<&Trial> {
        self.trial.as_ref()
    }

    pub(super) fn set_trial(&mut self, trial: Trial) {
        self.trial = Some(trial);
    }

    /// Sets the routes from before the trial.
    pub(super) fn set_trial_routes(&mut self, routes: RouteSummary) {
        if let Some(trial) = &mut self.trial {
            trial.routes = Some(routes);
        }
    }

    pub(super) fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    pub(super) fn drafts_mut(&mut self) -> &mut Drafts {
        &mut self.drafts
    }

    pub(super) fn is_writable(&self) -> bool {
        self.access == Access::Write
    }

    /// Whether something changed since the last call, so that it must be saved.
    pub(super) fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Changes the record, or the trial. Gives what to say of it, or nothing where `change` changed nothing.
    ///
    /// # Errors
    /// A sentence that says why a record that cannot be written is not changed.
    pub(super) fn change(
        &mut self,
        catalog: &Catalog,
        now: Moment,
        change: impl FnOnce(&mut Record, &Catalog, Moment) -> Option<String>,
    ) -> Result<Option<String>, String> {
        if let Some(trial) = &mut self.trial {
            let title = change(&mut trial.record, catalog, now);
            return Ok(title.map(|title| format!("What if: {title}")));
        }
        if let Access::ReadOnly(why) = &self.access {
            return Err(format!("Nothing was changed: {why}"));
        }
        let Some(title) = change(&mut self.record, catalog, now) else {
            return Ok(None);
        };
        self.dirty = true;
        self.dropped = None;
        Ok(Some(capitalize(&title)))
    }

    /// A setting that the record has beside the journal.
    pub(super) fn setting(&self, name: &str) -> Option<&Value> {
        self.record.profile.settings.get(name)
    }

    /// Sets or removes a setting of the record, not of the trial. Returns false where the record cannot be written.
    pub(super) fn set_setting(&mut self, name: &str, value: Option<Value>) -> bool {
        if !self.is_writable() {
            return false;
        }
        let settings = &mut self.record.profile.settings;
        match value {
            Some(value) => settings.insert(name.to_owned(), value),
            None => settings.shift_remove(name),
        };
        self.dirty = true;
        true
    }

    /// A copy to try something on.
    pub(super) fn trial_copy(&mut self) -> Record {
        self.dropped = None;
        self.record.trial()
    }

    /// Ends the trial and makes the record as it is there, as one change. Returns how many changes were kept: none where
    /// nothing is different.
    pub(super) fn keep_trial(&mut self, now: Moment) -> Option<usize> {
        let trial = self.trial.take()?;
        if self.record.keep(&trial.record, now).is_none() {
            return Some(0);
        }
        self.dirty = true;
        Some(trial.titles().len())
    }

    /// Ends the trial. Returns how many changes were dropped.
    pub(super) fn drop_trial(&mut self) -> Option<usize> {
        let trial = self.trial.take()?;
        let count = trial.titles().len();
        if count > 0 {
            self.dropped = Some(trial.record);
        }
        Some(count)
    }

    /// The trial that was dropped last, when nothing changed since.
    pub(super) fn take_dropped(&mut self) -> Option<Record> {
        self.dropped.take().filter(|_| self.trial.is_none())
    }

    /// Puts a record that was read again in place of this one. Returns what becomes of the trial, and the copy on which it
    /// goes on.
    pub(super) fn replace(&mut self, theirs: Record) -> (Rebased, Option<Record>) {
        self.base = Arc::new(theirs.clone());
        self.put(theirs)
    }

    /// Puts what was changed here, edit by edit, on top of a record that was read again, in place of this one. It is not
    /// saved yet then.
    pub(super) fn put_on_top(&mut self, theirs: Record, now: Moment) -> (Rebased, Option<Record>) {
        let merged = self.record.rebase_onto(&self.base, &theirs, now);
        self.base = Arc::new(theirs);
        self.put(merged)
    }

    fn put(&mut self, record: Record) -> (Rebased, Option<Record>) {
        self.dropped = None;
        self.dirty = false;
        let tried = self.trial.take();
        let rebased = tried.map(|trial| self.record.rebase_trial(&trial.record, &record));
        self.drafts.renew(&record.profile);
        self.record = record;
        match rebased {
            None => (Rebased::Nothing, None),
            Some(None) => (Rebased::Dropped, None),
            Some(copy) => (Rebased::GoesOn, copy),
        }
    }

    /// Marks this record as the one that the file holds.
    pub(super) fn mark_saved(&mut self, record: Arc<Record>) {
        self.base = record;
    }

    /// The titles of the changes that are not in the file.
    pub(super) fn unsaved_titles(&self) -> Vec<String> {
        self.record.titles_since(&self.base)
    }

    /// How many drafts are lost when the planner is left: none where the record can be written and has room for them.
    pub(super) fn drafts_at_risk(&self) -> usize {
        self.drafts
            .at_risk(self.is_writable(), self.setting(DRAFTS))
    }

    /// Puts the drafts that changed into the record, to be saved with it. Where the record cannot be written or has no
    /// room, they stay here.
    pub(super) fn save_drafts(&mut self) {
        if !self.is_writable() {
            return;
        }
        let kept = self.setting(DRAFTS).cloned();
        let mut kept = kept.unwrap_or_else(|| Map::new().into());
        if self.drafts.write_to(&mut kept) {
            let is_empty = kept.as_object().is_some_and(Map::is_empty);
            self.set_setting(DRAFTS, (!is_empty).then_some(kept));
        }
    }
}
