//! What if: changes that go into a copy of the record, until they are kept or dropped.
//!
//! While something is tried the record itself is not touched, and nothing is saved: all screens show the copy because
//! they ask the model. Knows nothing of keys and of how it looks.

use std::sync::Arc;

use super::{Access, Model};
use crate::planning::forecast::{Figures, RouteSummary};
use crate::profile::history::Record;
use crate::ui::model::jobs::Person;

/// Something that is being tried.
#[derive(Debug)]
pub(super) struct Trial {
    /// The copy.
    pub(super) record: Record,
    /// The person as they are.
    pub(super) before: Person,
    /// Their routes, once they are known.
    pub(super) ways: Option<RouteSummary>,
}

/// What a trial does, beside what is so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// Figures as they are.
    pub before: Figures,
    /// Figures as they would be.
    pub now: Figures,
    /// Routes as they are, once they are known.
    pub ways_before: Option<&'a RouteSummary>,
    /// Routes as they would be, once they are known.
    pub ways_now: Option<&'a RouteSummary>,
}

/// What becomes of a trial when the record was read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rebased {
    /// Nothing was being tried.
    Nothing,
    /// It goes on over the new record.
    GoesOn,
    /// It was dropped: the record changed in what was tried.
    Dropped,
}

impl Model {
    /// Whether something is being tried.
    pub fn is_trial(&self) -> bool {
        self.trial.is_some()
    }

    /// What was tried, oldest first, in the words of the journal.
    pub fn tried(&self) -> Vec<&str> {
        let Some(trial) = &self.trial else {
            return Vec::new();
        };
        let mut out: Vec<&str> = trial.record.journal().map(|e| &*e.title).collect();
        out.reverse();
        out
    }

    /// Begins a trial. Nothing happens when there is one.
    pub fn begin_trial(&mut self) {
        if self.is_trial() {
            return;
        }
        self.lapsed = None;
        self.trial = Some(self.trial_of(self.record.trial()));
    }

    fn trial_of(&self, record: Record) -> Trial {
        let ways = self.ways().filter(|_| self.knows()).cloned();
        Trial {
            record,
            before: self.person(),
            ways,
        }
    }

    /// Makes what is being tried so, as one change. Where the record cannot be written the trial goes on. Whether the
    /// trial ended.
    pub fn keep_trial(&mut self) -> bool {
        if let (Access::ReadOnly(why), true) = (&self.access, self.is_trial()) {
            self.said
                .push(format!("Nothing was kept: {why}. The what-if goes on"));
            return false;
        }
        let Some(trial) = self.trial.take() else {
            return false;
        };
        let count = trial.record.journal().count();
        if self.record.keep(&trial.record, self.now).is_some() {
            self.dirty = true;
            let what = crate::text::plural(count, "change", "changes");
            self.say(format!("Kept {what}; undo takes it back as one"));
        } else {
            self.say("Nothing was different, so nothing was kept");
        }
        self.derive();
        true
    }

    /// Forgets what is being tried: the record is as it was. Redo brings the trial back until something changes.
    pub fn drop_trial(&mut self) {
        let Some(trial) = self.trial.take() else {
            return;
        };
        let count = trial.record.journal().count();
        if count == 0 {
            self.say("The what-if is over; nothing had been tried");
        } else {
            let what = crate::text::plural(count, "change", "changes");
            self.say(format!(
                "Dropped {what}: your record is as before. Redo tries again"
            ));
            self.lapsed = Some(trial.record);
        }
        self.derive();
    }

    /// Brings back the trial that was dropped last, when nothing changed since. Whether there was one.
    pub(super) fn resume_trial(&mut self) -> bool {
        let Some(record) = self.lapsed.take().filter(|_| !self.is_trial()) else {
            return false;
        };
        self.trial = Some(self.trial_of(record));
        self.derive();
        self.say("What if: back to what was tried");
        true
    }

    /// Evidence is a fact, and a trial is none: nothing is written down while one lasts. Says so.
    pub fn refuses_evidence(&mut self) -> bool {
        if self.is_trial() {
            self.say("Evidence is a fact: first keep or drop the what-if");
        }
        self.is_trial()
    }

    /// What the trial does. None without one.
    pub fn comparison(&self) -> Option<Comparison<'_>> {
        let trial = self.trial.as_ref()?;
        let catalog = &self.catalog;
        let hours = self.skill_hours();
        let of = |p: &Person| Figures::new(catalog, hours, &p.profile, &p.states, p.plan.as_ref());
        let plan = self.plan.as_ref();
        Some(Comparison {
            before: of(&trial.before),
            now: Figures::new(catalog, hours, self.profile(), &self.states, plan),
            ways_before: trial.ways.as_ref(),
            ways_now: self.ways(),
        })
    }

    /// Puts a record that was read anew in place of the present one, and what is being tried on top of it, where that
    /// can be.
    pub fn replace(&mut self, record: Record) -> Rebased {
        self.base = Arc::new(record.clone());
        self.put(record)
    }

    /// Puts what was changed here on top of a record that was read anew, edit by edit, in place of the present one; it is
    /// still to be saved then.
    pub fn put_on_top(&mut self, theirs: Record) -> Rebased {
        let merged = self.record.rebase_onto(&self.base, &theirs, self.now);
        self.base = Arc::new(theirs);
        self.put(merged)
    }

    /// The titles of what was changed here and is not in the file.
    pub fn unsaved_titles(&self) -> Vec<String> {
        self.record.titles_since(&self.base)
    }

    /// Takes note that the file holds this record now.
    pub fn is_saved_as(&mut self, record: Arc<Record>) {
        self.base = record;
    }

    fn put(&mut self, record: Record) -> Rebased {
        self.lapsed = None;
        self.dirty = false;
        let tried = self.trial.take().map(|trial| {
            let rebased = self.record.rebase_trial(&trial.record, &record);
            (trial.record.journal().count(), rebased)
        });
        self.drafts.renew(&record.profile);
        self.record = record;
        self.derive();
        match tried {
            None => Rebased::Nothing,
            Some((_, Some(rebased))) => {
                self.trial = Some(self.trial_of(rebased));
                self.derive();
                Rebased::GoesOn
            }
            Some((_, None)) => Rebased::Dropped,
        }
    }
}
