//! The thread that saves: it owns the file of the record and its lock while the planner runs.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use crate::profile::Moment;
use crate::profile::history::Record;
use crate::profile::store::{Lock, Store, StoreError};
use crate::wording::errors;

/// A record to be saved.
#[derive(Debug)]
struct SaveJob {
    record: Arc<Record>,
    now: Moment,
    /// The number of the save.
    number: u64,
    /// Whether a damaged file is set aside first.
    damaged: bool,
}

/// The result of a save: a warning, if any, or why it failed.
pub(super) type SaveResult = Result<Option<String>, String>;

/// The number of the last save covered, and its result.
pub(super) type SaveReply = (u64, SaveResult);

/// The handle to the thread.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: Sender<SaveJob>,
    thread: JoinHandle<Result<(), String>>,
    sent: u64,
    answered: u64,
    /// What was sent last.
    last: Option<Arc<Record>>,
}

impl Worker {
    /// Starts the thread, which holds `lock` and calls `answer` after each save.
    pub(super) fn start(
        store: Store,
        lock: Lock,
        answer: impl Fn(SaveReply) + Send + 'static,
    ) -> Self {
        let (jobs, inbox) = channel();
        let thread = std::thread::spawn(move || work(&store, &lock, &inbox, &answer));
        Self {
            jobs,
            thread,
            sent: 0,
            answered: 0,
            last: None,
        }
    }

    /// Saves a record soon. A later record replaces one that is still waiting.
    pub(super) fn save(&mut self, record: Record, now: Moment) {
        self.send(record, now, false);
    }

    /// Saves a record and sets the damaged file aside first.
    pub(super) fn replace_damaged(&mut self, record: Record, now: Moment) {
        self.send(record, now, true);
    }

    fn send(&mut self, record: Record, now: Moment, damaged: bool) {
        self.sent += 1;
        let record = Arc::new(record);
        self.last = Some(Arc::clone(&record));
        let job = SaveJob {
            record,
            now,
            number: self.sent,
            damaged,
        };
        // The thread ends only when this sender does, so there is always a receiver.
        drop(self.jobs.send(job));
    }

    /// Counts an answer. Returns the record that was sent last once every save is answered.
    pub(super) fn answered(&mut self, number: u64) -> Option<Arc<Record>> {
        self.answered = self.answered.max(number);
        self.last.take_if(|_| self.sent == self.answered)
    }

    /// Whether a save is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.sent != self.answered
    }

    /// Waits until everything is saved and releases the lock. A save that failed is tried once more.
    ///
    /// # Errors
    /// Why the last change could not be saved.
    pub(super) fn finish(self) -> Result<(), String> {
        drop(self.jobs);
        match self.thread.join() {
            Ok(last) => last,
            Err(_) => Err("the thread that saves has ended".to_owned()),
        }
    }
}

fn work(
    store: &Store,
    lock: &Lock,
    inbox: &Receiver<SaveJob>,
    answer: &dyn Fn(SaveReply),
) -> Result<(), String> {
    let save = |job: &SaveJob| {
        let aside = if job.damaged {
            store.set_aside(lock, job.now).map(drop)
        } else {
            Ok(())
        };
        match aside.and_then(|()| store.save(lock, &job.record, job.now)) {
            Ok(()) => Ok(None),
            // The file is the new one: saving it again would not make it safer.
            Err(e @ StoreError::NotSynced { .. }) => Ok(Some(errors::in_a_line(&e))),
            Err(e) => Err(errors::in_a_line(&e)),
        }
    };
    let mut failed: Option<SaveJob> = None;
    while let Ok(mut job) = inbox.recv() {
        while let Ok(later) = inbox.try_recv() {
            let damaged = job.damaged || later.damaged;
            job = SaveJob { damaged, ..later };
        }
        let result = save(&job);
        let number = job.number;
        failed = result.is_err().then_some(job);
        answer((number, result));
    }
    match failed {
        Some(job) => save(&job).map(drop),
        None => Ok(()),
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::profile::store::unsynced;

    #[test]
    fn a_change_that_was_written_counts_as_saved_with_a_warning() {
        let (_folder, store) = unsynced();
        let now = Moment {
            on: "2026-11-23".parse().unwrap(),
            at: "2026-11-23T10:00:00Z".parse().unwrap(),
        };
        let lock = store.lock(Duration::ZERO).unwrap();
        let mut record = store.read().unwrap().unwrap();
        record.profile.goal = Some("another".into());
        let (answers, inbox) = channel();
        let mut worker = Worker::start(store.clone(), lock, move |a| drop(answers.send(a)));
        worker.save(record, now);
        let (number, result) = inbox.recv().unwrap();
        assert!(result.unwrap().unwrap().contains("power cut"));
        assert!(worker.answered(number).is_some() && !worker.is_busy());
        worker.finish().unwrap();
        let saved = store.read().unwrap().unwrap();
        assert_eq!(saved.profile.goal.as_deref(), Some("another"));
    }
}
