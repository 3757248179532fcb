//! The record's file while the planner runs: the lock, changes from outside, ways out of damage.

use super::event::Event;
use super::event_loop::EventLoop;
use crate::profile::history::Record;
use crate::profile::store::StoreError;
use crate::ui::app::App;
use crate::ui::session::Access;
use crate::ui::worker::{Worker, sentence};

impl EventLoop {
    /// From now on the worker has the lock and saves.
    pub(super) fn begin_writing(&mut self) {
        if let Some(lock) = self.lock.take() {
            let answers = self.answers.clone();
            // Nobody listens any more when the planner is being left; the work is done all the same.
            self.worker = Some(Worker::start(self.store.clone(), lock, move |answer| {
                drop(answers.send(Event::Saved(answer)));
            }));
        }
    }

    /// Whether somebody else changed the file. While a save of ours is under way that cannot be told.
    pub(super) fn changed(&self) -> bool {
        !self.worker.as_ref().is_some_and(Worker::is_busy) && self.store.has_changed()
    }

    /// After a way out of a damaged record was taken: read it and go on writing, or say what went wrong.
    pub(super) fn repaired(&mut self, app: &mut App, outcome: Result<String, StoreError>) {
        let read = outcome.and_then(|said| Ok((said, self.store.read()?)));
        match read {
            Ok((said, record)) => {
                let what_if = app.reload(record.unwrap_or_else(|| Record::new(app.session.now)));
                app.session.access = Access::Write;
                self.begin_writing();
                app.ask_where();
                app.say(format!("{said}{what_if}"));
            }
            Err(error) => app.say(sentence(&error)),
        }
    }

    /// Somebody else changed the file. What is not saved yet is not given up for it.
    pub(super) fn reload(&mut self, app: &mut App) {
        if app.session.unsaved.is_some() {
            app.say("The record changed outside; yours stays on screen and is not saved");
            return;
        }
        match self.store.read() {
            Ok(Some(record)) => {
                let what_if = app.reload(record);
                app.say(format!(
                    "The record changed outside and was read again{what_if}"
                ));
            }
            Ok(None) => {}
            Err(error) => app.say(sentence(&error)),
        }
    }
}
