//! The files of the adverts while the planner runs: jobs for their thread, changes by other programs, reading in the
//! background.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use super::options::RunError;
use crate::ui::app::App;
use crate::ui::model::action::Action;
use crate::ui::model::market::{MarketJob, ReadingJob, Task};
use crate::ui::runtime::event::Event;
use crate::ui::runtime::event_loop::EventLoop;
use crate::ui::runtime::market_worker::MarketWorker;

impl EventLoop {
    /// Reads the adverts where there are some. Without a file no thread is started.
    pub(super) fn read_market(&mut self, app: &App) {
        if self.market.stamp().is_some() {
            self.ask_to_read(app, false);
        }
    }

    pub(super) fn read_changed_market(&mut self, app: &App) {
        self.ask_to_read(app, true);
    }

    fn ask_to_read(&mut self, app: &App, changed: bool) {
        let job = MarketJob {
            task: Task::Read { changed },
            catalog: Arc::clone(&app.model.catalog),
            now: app.model.now,
        };
        let stamp = self.market.stamp();
        let worker = self.market_worker();
        worker.read = stamp;
        worker.send(job);
    }

    fn market_worker(&mut self) -> &mut MarketWorker {
        let (store, answers) = (&self.market, &self.answers);
        self.market_worker
            .get_or_insert_with(|| MarketWorker::start(store.clone(), answers.clone()))
    }

    /// Whether another program changed the file of the adverts. False while a job of our own is under way, when it
    /// cannot be known.
    pub(super) fn market_has_changed(&self) -> bool {
        let worker = self.market_worker.as_ref();
        let is_busy = worker.is_some_and(MarketWorker::is_busy);
        let is_reported = worker.is_some_and(|w| w.read.is_some() && w.read == self.market.stamp());
        !is_busy && !is_reported && self.market.has_changed()
    }

    /// Hands on what the screens ask of the adverts, and reads the next one in the background, one at a time.
    pub(super) fn work_on_market(&mut self, app: &mut App) {
        while let Some(job) = app.model.market.take_job() {
            self.market_worker().send(job);
        }
        if self.reading_running {
            return;
        }
        let shown = app.market.shown(&app.model);
        if let Some(job) = app.model.reading_job(shown) {
            self.reading_running = true;
            // The thread ends only when this sender does, so there is always a receiver.
            drop(self.readings().send(job));
        }
    }

    /// The thread that reads adverts. It is one for all of them: what patterns keep in memory they keep for each
    /// thread, 10 MB and more.
    fn readings(&mut self) -> &Sender<ReadingJob> {
        let (store, answers) = (&self.market, &self.answers);
        self.readings.get_or_insert_with(|| {
            let (jobs, inbox) = channel::<ReadingJob>();
            let (store, answers) = (store.clone(), answers.clone());
            std::thread::spawn(move || {
                for job in inbox {
                    let read = Action::AdvertRead(Box::new(job.run(&store)));
                    // There is no receiver any more when the planner is being left.
                    drop(answers.send(Event::Computed(read)));
                }
            });
            jobs
        })
    }

    pub(super) fn market_answered(&mut self) {
        if let Some(worker) = &mut self.market_worker {
            worker.answered += 1;
        }
    }

    /// Carries out what waits and ends the thread.
    ///
    /// # Errors
    /// Why the last change could not be saved.
    pub(super) fn finish_market(&mut self, app: &mut App) -> Result<(), RunError> {
        while let Some(job) = app.model.market.take_job() {
            self.market_worker().send(job);
        }
        let worker = self.market_worker.take();
        worker.map_or(Ok(()), |worker| worker.finish().map_err(RunError::Unsaved))
    }
}
