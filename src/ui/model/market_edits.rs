//! What screens ask of the kept adverts. The record is not changed by it, and a what-if has no adverts of its own.

use std::sync::Arc;

use crate::market::AdvertId;
use crate::planning::plan::Plan;
use crate::ui::model::market::{
    AdvertSource, MarketAnswer, MarketChange, MarketJob, ReadAdvert, ReadingJob, Task,
};
use crate::ui::model::{Access, Model};

impl Model {
    /// Adds what a source holds, in the background.
    pub fn add_adverts(&mut self, source: AdvertSource) {
        self.write_market(Task::Add(source));
    }

    /// Changes the kept adverts, in the background.
    pub fn change_market(&mut self, change: MarketChange) {
        self.write_market(Task::Change(change));
    }

    fn write_market(&mut self, task: Task) {
        if let Access::ReadOnly(why) = self.access() {
            let refusal = format!("Nothing was changed: {why}");
            self.notify(refusal);
            return;
        }
        let now = self.now;
        self.market.ask(MarketJob { task, now });
    }

    /// Takes the answer to a job with the files of the adverts.
    pub fn finish_market_job(&mut self, answer: MarketAnswer) {
        if let Some(message) = self.market.take_answer(answer) {
            self.notify(message);
        }
    }

    /// The next advert to be read in the background, once; `first` before the others.
    pub fn reading_job(&mut self, first: Option<AdvertId>) -> Option<ReadingJob> {
        let route = self.plan().map(Plan::stations).unwrap_or_default();
        let request = self.market.next_reading(first, &route)?;
        Some(ReadingJob {
            request,
            catalog: Arc::clone(&self.catalog),
            reader: Arc::clone(&self.reader),
        })
    }

    /// Takes what was read in an advert.
    pub fn finish_reading(&mut self, read: ReadAdvert) {
        self.market.take_reading(read);
    }
}
