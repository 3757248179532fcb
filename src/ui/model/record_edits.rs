//! The changes that screens make to the record: claims, moves, the plan, evidence, settings, trials.

use crate::catalog::{MilestoneId, SkillIx, StepId};
use crate::profile::change::{self, PlanChange};
use crate::profile::history::{NextChange, Record};
use crate::profile::{Claim, Evidence, FIRST_RUN};
use crate::text::{capitalize, plural};
use crate::ui::model::Model;
use crate::ui::model::change_order::Journal;
use crate::ui::model::open_record::Access;
use crate::ui::model::trial::{Rebased, Trial};
use crate::usecase::plan_change;
use crate::wording;

impl Model {
    /// Marks a skill the way the space key does.
    pub fn cycle(&mut self, skill: SkillIx) -> bool {
        self.change(|record, catalog, now| change::cycle(record, catalog, skill, now))
    }

    /// Sets or removes the claim on a skill.
    pub fn mark(&mut self, skill: SkillIx, claim: Option<Claim>) -> bool {
        self.change(|record, catalog, now| change::mark(record, catalog, skill, claim, now))
    }

    /// Sets the same claim on several skills, as one change.
    pub fn mark_all(&mut self, skills: &[SkillIx], claim: Claim) -> bool {
        self.change(|record, catalog, now| {
            change::mark_all(record, catalog, skills, Some(claim), now)
        })
    }

    /// Denies a skill, or takes the denial back.
    pub fn deny(&mut self, skill: SkillIx) -> bool {
        self.change(|record, catalog, now| change::deny(record, catalog, skill, now))
    }

    /// Reaches a milestone or takes it back.
    pub fn reach(&mut self, id: &MilestoneId, reached: bool) -> bool {
        self.change(|record, catalog, now| change::milestone(record, catalog, id, reached, now))
    }

    /// Makes the move of a step or takes it back.
    pub fn make_move(&mut self, step: &StepId, made: bool) -> bool {
        let Some(to) = self.step(step).map(|s| s.to) else {
            return false;
        };
        self.change(|record, catalog, now| {
            if made {
                change::make_move(record, catalog, step, to, now)
            } else {
                change::unmake_move(record, catalog, step, now)
            }
        })
    }

    /// Changes start, roles held before, goal, track or route.
    pub fn update_plan(&mut self, change: PlanChange) -> bool {
        let mut new_track = None;
        let changed = self.change(|record, catalog, now| {
            let update = plan_change::update_plan(record, catalog, change, now);
            new_track = update.new_track;
            update.title
        });
        if let Some(new_track) = new_track {
            self.notify(wording::plan::track_change(&self.catalog, &new_track));
        }
        changed
    }

    pub fn add_evidence(&mut self, evidence: Evidence) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        let title = "written down".to_owned();
        self.change(|record, catalog, now| {
            change::add_evidence(record, catalog, evidence, now);
            Some(title)
        })
    }

    /// Replaces a piece of evidence by what it says now.
    pub fn change_evidence(&mut self, number: u64, evidence: Evidence) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        self.change(|record, catalog, now| {
            change::change_evidence(record, catalog, number, evidence, now)
        })
    }

    /// Removes a piece of evidence.
    pub fn remove_evidence(&mut self, number: u64) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        self.change(|record, catalog, now| change::remove_evidence(record, catalog, number, now))
    }

    /// Undoes the last change.
    pub fn undo(&mut self) {
        let undone =
            self.change_or_undo(|record, _, now| Some(format!("undone: {}", record.undo(now)?)));
        if undone {
            let journal = self.record_journal();
            self.change_order.note_undo(journal);
        } else if self.is_trial() {
            self.notify("Here the what-if began: there is nothing to undo in it");
        } else if self.record.is_writable() {
            self.notify(match self.record.record().next_undo() {
                NextChange::Unknown(title) => wording::record::by_later_version(title),
                NextChange::Nothing | NextChange::Change(_) => {
                    capitalize(wording::record::NOTHING_TO_UNDO)
                }
            });
        }
    }

    /// Redoes what was undone; brings back what was tried and just dropped.
    pub fn redo(&mut self) {
        if self.resume_trial() {
            return;
        }
        let redone = self
            .change_or_undo(|record, _, now| Some(format!("done again: {}", record.redo(now)?)));
        if redone {
            let journal = self.record_journal();
            self.change_order.note_redo(journal);
        } else if self.is_trial() || self.record.is_writable() {
            self.notify(capitalize(wording::record::NOTHING_TO_REDO));
        }
    }

    /// Keeps a setting of the planner with the record. Undo does not take it back. Returns whether it is kept.
    pub fn remember(&mut self, setting: &str, value: impl Into<serde_json::Value>) -> bool {
        self.record.set_setting(setting, Some(value.into()))
    }

    /// The question of the first run on which the program ended, if it did: as the record has it, whatever is tried.
    pub fn open_question(&self) -> Option<&str> {
        self.record.setting(FIRST_RUN)?.as_str()
    }

    /// Remembers at which question the first run is, so that it can go on after an interruption; `None` once it is
    /// over. Undo does not take it back. Nothing is remembered during a trial, whose answers are not in the record.
    pub fn remember_question(&mut self, word: Option<&str>) {
        let same = self.open_question() == word;
        if !same && !self.is_trial() && !self.record().profile.is_empty() {
            self.record.set_setting(FIRST_RUN, word.map(Into::into));
        }
    }

    /// Begins a trial. Nothing happens when there is one.
    pub fn begin_trial(&mut self) {
        if !self.is_trial() {
            let copy = self.record.trial_copy();
            self.set_trial(copy);
        }
    }

    fn set_trial(&mut self, record: Record) {
        let is_current = self.jobs.computed() == Some(self.generation());
        let trial = Trial {
            record,
            before: self.person().clone(),
            routes: self.jobs.routes().filter(|_| is_current).cloned(),
        };
        self.record.set_trial(trial);
    }

    /// Takes what is being tried into the record, as one change. Where the record cannot be written the trial goes on.
    /// Returns whether the trial ended.
    pub fn keep_trial(&mut self) -> bool {
        if let (Access::ReadOnly(why), true) = (self.access(), self.is_trial()) {
            let refusal = format!("Nothing was kept: {why}. The what-if goes on");
            self.notify(refusal);
            return false;
        }
        let Some(count) = self.record.keep_trial(self.now) else {
            return false;
        };
        self.change_order.forget(Journal::Trial);
        if count > 0 {
            self.change_order.note(Journal::Record);
            let what = plural(count, "change", "changes");
            self.notify(format!("Kept {what}; undo takes it back as one"));
        } else {
            self.notify("Nothing was different, so nothing was kept");
        }
        self.derive();
        true
    }

    /// Drops what is being tried: the record stays as it is. Redo brings the trial back until something changes.
    pub fn drop_trial(&mut self) {
        let Some(count) = self.record.drop_trial() else {
            return;
        };
        self.change_order.forget(Journal::Trial);
        if count == 0 {
            self.notify("The what-if is over; nothing had been tried");
        } else {
            let what = plural(count, "change", "changes");
            self.notify(format!(
                "Dropped {what}: your record is as before. Redo tries again"
            ));
        }
        self.derive();
    }

    /// Brings back the trial that was dropped last, if nothing changed since. Returns whether there was one.
    fn resume_trial(&mut self) -> bool {
        let Some(record) = self.record.take_dropped() else {
            return false;
        };
        self.set_trial(record);
        self.derive();
        self.notify("What if: back to what was tried");
        true
    }

    /// Refuses evidence during a trial, with a message: evidence is a fact, and a trial is none. Returns whether it
    /// does.
    pub fn refuses_evidence(&mut self) -> bool {
        if self.is_trial() {
            self.notify("Evidence is a fact: first keep or drop the what-if");
        }
        self.is_trial()
    }

    /// Puts a record that was read again in place of the present one, and what is being tried on top of it if possible.
    pub fn replace(&mut self, record: Record) -> Rebased {
        self.change_order.forget(Journal::Record);
        let replaced = self.record.replace(record);
        self.replaced(replaced)
    }

    /// Puts what was changed here on top of a record that was read again, edit by edit, in place of the present one.
    /// It is not saved yet then.
    pub fn put_on_top(&mut self, theirs: Record) -> Rebased {
        let replaced = self.record.put_on_top(theirs, self.now);
        self.replaced(replaced)
    }

    fn replaced(&mut self, (rebased, trial): (Rebased, Option<Record>)) -> Rebased {
        self.derive();
        if let Some(record) = trial {
            self.set_trial(record);
            self.derive();
        }
        rebased
    }
}
