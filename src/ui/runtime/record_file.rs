//! The file of the record while the planner runs: its lock, changes by other programs, recovery from damage.

use std::time::Duration;

use crate::profile::history::Record;
use crate::profile::store::StoreError;
use crate::ui::app::App;
use crate::ui::model::Access;
use crate::ui::model::action::Action;
use crate::ui::model::effect::Effect;
use crate::ui::runtime::event::Event;
use crate::ui::runtime::event_loop::EventLoop;
use crate::ui::runtime::setup::IN_USE;
use crate::ui::runtime::worker::{SaveReply, Worker};
use crate::wording::errors;

impl EventLoop {
    /// Starts the worker, which takes the lock and saves from now on.
    pub(super) fn begin_writing(&mut self) {
        if let Some(lock) = self.lock.take() {
            let answers = self.answers.clone();
            // There is no receiver any more when the planner is being left; the record is saved all the same.
            self.worker = Some(Worker::start(self.store.clone(), lock, move |answer| {
                drop(answers.send(Event::Saved(answer)));
            }));
        }
    }

    /// Whether another program changed the file and that was not reported yet. False while a save of our own is under way,
    /// when it cannot be known.
    pub(super) fn changed(&self) -> bool {
        let busy = self.worker.as_ref().is_some_and(Worker::is_busy);
        let reported = self.reported.is_some() && self.reported == self.store.stamp();
        !busy && !reported && self.store.has_changed()
    }

    /// Reads the repaired record and starts writing, or says what went wrong.
    pub(super) fn repaired(&mut self, app: &mut App, outcome: Result<String, StoreError>) {
        let done = match outcome {
            // The file is written; the device does not confirm that it is safe from a power cut.
            Err(error @ StoreError::NotSynced { .. }) => Ok(errors::in_a_line(&error)),
            outcome => outcome,
        };
        let read = done.and_then(|message| Ok((message, self.store.read()?)));
        match read {
            Ok((message, record)) => {
                let what_if = app.reload(record.unwrap_or_else(|| Record::new(app.model.now)));
                app.model.set_access(Access::Write);
                self.begin_writing();
                app.ask_where();
                app.notify(format!("{message}{what_if}"));
            }
            Err(error) => app.notify(errors::in_a_line(&error)),
        }
    }

    /// Hands the record to the worker.
    pub(super) fn save(&mut self, app: &mut App) {
        if let Some(worker) = &mut self.worker {
            worker.save(app.model.record().clone(), app.model.now);
            app.model.save_status.saving = true;
        }
    }

    /// Handles the end of a save. The record counts as saved once the last save sent has ended.
    pub(super) fn saved(&mut self, app: &mut App, (number, result): SaveReply) -> Vec<Effect> {
        let Some(worker) = &mut self.worker else {
            return Vec::new();
        };
        let last = worker.answered(number);
        app.model.save_status.saving = worker.is_busy();
        let failed = result.is_err();
        let result = result.map(|warning| {
            if let Some(warning) = warning {
                app.notify(warning);
            }
        });
        match last {
            None if !failed => return Vec::new(),
            Some(record) if !failed => app.model.mark_saved(record),
            _ => {}
        }
        let effects = app.update(Action::Saved(result));
        if failed && self.store.has_changed() {
            self.ask(app);
        }
        effects
    }

    /// Reads the file that another program changed. Asks first if there are unsaved changes.
    pub(super) fn reload(&mut self, app: &mut App) {
        if app.model.save_status.unsaved.is_some() {
            self.ask(app);
            return;
        }
        self.read_again(app);
    }

    /// Reads the file again and drops unsaved changes.
    pub(super) fn read_again(&mut self, app: &mut App) {
        match self.store.read() {
            Ok(Some(record)) => {
                let what_if = app.reload(record);
                app.model.save_status.unsaved = None;
                app.notify(format!(
                    "The record changed outside and was read again{what_if}"
                ));
            }
            Ok(None) => {
                app.notify("The record was removed outside; your next change writes it again");
            }
            Err(StoreError::Damaged { .. }) if *app.model.access() == Access::Write => {
                self.ask(app);
            }
            Err(error) => self.report(app, &error),
        }
    }

    /// Asks what to do with unsaved changes, once for each state of the file.
    fn ask(&mut self, app: &mut App) {
        self.reported = self.store.stamp();
        match self.store.peek() {
            Err(error @ StoreError::Damaged { .. }) => {
                app.ask_about_change(Some(errors::in_a_line(&error)));
            }
            Err(error) => self.report(app, &error),
            // Settings and drafts alone are not worth a question.
            Ok(_) if app.model.unsaved_titles().is_empty() => self.put_on_top(app),
            Ok(_) => app.ask_about_change(None),
        }
    }

    /// Reads the file again, applies the unsaved changes to it, and saves. A damaged file is set aside.
    pub(super) fn put_on_top(&mut self, app: &mut App) {
        match self.store.read() {
            Ok(theirs) => {
                let theirs = theirs.unwrap_or_else(|| Record::new(app.model.now));
                let what_if = app.put_on_top(theirs);
                self.save(app);
                app.notify(format!("Your changes are on top of the file{what_if}"));
            }
            Err(StoreError::Damaged { .. }) => {
                if let Some(worker) = &mut self.worker {
                    worker.replace_damaged(app.model.record().clone(), app.model.now);
                    app.model.save_status.saving = true;
                    app.notify("The damaged file is kept beside the record, which is saved anew");
                }
            }
            Err(error) => self.report(app, &error),
        }
    }

    /// Reports an error of the file, once for each state of the file.
    fn report(&mut self, app: &mut App, error: &StoreError) {
        self.reported = self.store.stamp();
        app.notify(errors::in_a_line(error));
    }

    /// Takes the lock once the other planner that had it is gone, and reads the record again. Returns whether it did.
    pub(super) fn take_over(&mut self, app: &mut App) -> bool {
        if self.refused.as_deref() != Some(IN_USE) {
            return false;
        }
        let lock = match self.store.lock(Duration::ZERO) {
            Err(StoreError::Locked { .. }) => return false,
            lock => lock,
        };
        self.refused = None;
        let read = lock.and_then(|lock| Ok((lock, self.store.read()?)));
        match read {
            Ok((lock, record)) => {
                let what_if = app.reload(record.unwrap_or_else(|| Record::new(app.model.now)));
                self.lock = Some(lock);
                app.model.set_access(Access::Write);
                self.begin_writing();
                app.ask_where();
                app.notify(format!(
                    "The other cisopath has left: what you change is saved from now on{what_if}"
                ));
            }
            Err(error) => {
                let why = errors::in_a_line(&error);
                app.notify(format!("Read-only: {why}"));
                app.model.set_access(Access::ReadOnly(why));
            }
        }
        true
    }

    /// Applies unsaved changes to a file that another program changed, without asking: a signal ended the planner.
    pub(super) fn rescue(&mut self, app: &mut App) {
        if self.terminated && app.model.save_status.unsaved.is_some() && self.store.has_changed() {
            self.put_on_top(app);
        }
    }
}
