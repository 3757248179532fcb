//! The thread that owns the files of the adverts while the planner runs.

use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use crate::market::MarketStore;
use crate::profile::store::FileStamp;
use crate::ui::model::action::Action;
use crate::ui::model::market::MarketJob;
use crate::ui::runtime::event::Event;

/// The handle to the thread.
#[derive(Debug)]
pub(super) struct MarketWorker {
    jobs: Sender<MarketJob>,
    /// Gives the changes that could not be saved: the number of the job, from 1, and why.
    thread: JoinHandle<Vec<(u64, String)>>,
    sent: u64,
    pub(super) answered: u64,
    /// The state of the file when it was last to be read: a damaged one is reported once.
    pub(super) read: Option<FileStamp>,
}

impl MarketWorker {
    pub(super) fn start(store: MarketStore, answers: Sender<Event>) -> Self {
        let (jobs, inbox) = channel::<MarketJob>();
        let thread = std::thread::spawn(move || {
            let mut lost = Vec::new();
            for (number, job) in (1..).zip(inbox) {
                let answer = job.run(&store);
                if let Some(problem) = answer.problem().filter(|_| answer.is_lost) {
                    lost.push((number, problem.to_owned()));
                }
                // There is no receiver any more when the planner is being left; the change is saved all the same.
                drop(answers.send(Event::Computed(Action::MarketAnswer(Box::new(answer)))));
            }
            lost
        });
        Self {
            jobs,
            thread,
            sent: 0,
            answered: 0,
            read: None,
        }
    }

    pub(super) fn send(&mut self, job: MarketJob) {
        self.sent += 1;
        // The thread ends only when this sender does, so there is always a receiver.
        drop(self.jobs.send(job));
    }

    pub(super) fn is_busy(&self) -> bool {
        self.sent != self.answered
    }

    /// Waits until every job is done.
    ///
    /// # Errors
    /// Why a change could not be saved of which nobody was told.
    pub(super) fn finish(self) -> Result<(), String> {
        drop(self.jobs);
        let told = |(number, _): &(u64, String)| *number <= self.answered;
        match self.thread.join() {
            Ok(lost) => match lost.into_iter().find(|each| !told(each)) {
                Some((_, problem)) => Err(problem),
                None => Ok(()),
            },
            Err(_) => Err("the thread that keeps the adverts has ended".to_owned()),
        }
    }
}
