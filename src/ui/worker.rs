//! The one thread for slow work: it owns the record's file and lock while the planner runs, saves, and answers on the
//! planner's channel.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use crate::profile::Moment;
use crate::profile::history::Record;
use crate::profile::store::{Lock, Store};

/// A record to be saved, with the number of its save.
type Job = (Box<Record>, Moment, u64);

/// What the thread answers: the number of the last save it covers, and what went wrong if it failed.
pub type Answer = (u64, Result<(), String>);

/// The handle to the thread.
#[derive(Debug)]
pub struct Worker {
    jobs: Sender<Job>,
    thread: JoinHandle<Result<(), String>>,
    sent: u64,
    answered: u64,
}

impl Worker {
    /// Starts the thread, which tells `answer` how each save ended. `lock` is held until it ends.
    pub fn start(store: Store, lock: Lock, answer: impl Fn(Answer) + Send + 'static) -> Self {
        let (jobs, inbox) = channel();
        let thread = std::thread::spawn(move || work(&store, &lock, &inbox, &answer));
        Self {
            jobs,
            thread,
            sent: 0,
            answered: 0,
        }
    }

    /// Saves a record soon. A later record overtakes an earlier one.
    pub fn save(&mut self, record: Record, now: Moment) {
        self.sent += 1;
        // The thread ends only when this sender does, so there is always a receiver.
        drop(self.jobs.send((Box::new(record), now, self.sent)));
    }

    /// Takes note of an answer.
    pub fn answered(&mut self, number: u64) {
        self.answered = self.answered.max(number);
    }

    /// Whether something was sent that is not answered yet: until then the file is ours to change.
    pub fn is_busy(&self) -> bool {
        self.sent != self.answered
    }

    /// Waits until everything is saved, and lets go of the lock. A save that failed is tried once more.
    ///
    /// # Errors
    /// Why the last change could not be saved.
    pub fn finish(self) -> Result<(), String> {
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
    inbox: &Receiver<Job>,
    answer: &dyn Fn(Answer),
) -> Result<(), String> {
    let save = |record: &Record, now| store.save(lock, record, now).map_err(|e| sentence(&e));
    let mut failed: Option<Job> = None;
    while let Ok(mut job) = inbox.recv() {
        while let Ok(later) = inbox.try_recv() {
            job = later;
        }
        let outcome = save(&job.0, job.1);
        let number = job.2;
        failed = outcome.is_err().then_some(job);
        answer((number, outcome));
    }
    match failed {
        Some((record, now, _)) => save(&record, now),
        None => Ok(()),
    }
}

/// An error with its causes as one sentence.
pub fn sentence(error: &dyn std::error::Error) -> String {
    let mut out = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        out.push_str(": ");
        out.push_str(&error.to_string());
        cause = error.source();
    }
    out
}
