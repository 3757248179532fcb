//! What screens ask of the kept adverts. The record is not changed by it, and a what-if has no adverts of its own.

use std::rc::Rc;
use std::sync::Arc;

use crate::market::{Advert, AdvertId};
use crate::planning::plan::Plan;
use crate::ui::model::change_order::Journal;
use crate::ui::model::market::{
    AdvertReading, AdvertSource, MarketAnswer, MarketChange, MarketJob, ReadAdvert, ReadingJob,
    Task,
};
use crate::ui::model::{Access, Model};
use crate::usecase::market_gaps::{AdvertKind, MarketGaps};
use crate::usecase::{self, advert_report::AdvertReport};

impl Model {
    /// Adds what a source holds, in the background.
    pub fn add_adverts(&mut self, source: AdvertSource) {
        self.write_market(Task::Add(source));
    }

    /// Changes the kept adverts, in the background.
    pub fn change_market(&mut self, change: MarketChange) {
        self.write_market(Task::Change(change));
    }

    /// Undoes the newest change of this run: of the record or of the kept adverts. Before the first one of this run,
    /// the last change of the adverts is undone.
    pub fn undo_with_adverts(&mut self) {
        match self.change_order.newest() {
            Journal::Record | Journal::Trial => self.undo(),
            Journal::Adverts => self.change_market(MarketChange::Undo),
        }
    }

    /// Redoes what was undone last: of the record or of the kept adverts.
    pub fn redo_with_adverts(&mut self) {
        match self.change_order.last_undone() {
            Journal::Record | Journal::Trial => self.redo(),
            Journal::Adverts => self.change_market(MarketChange::Redo),
        }
    }

    fn write_market(&mut self, task: Task) {
        if let Access::ReadOnly(why) = self.access() {
            let refusal = format!("Nothing was changed: {why}");
            self.notify(refusal);
            return;
        }
        match &task {
            Task::Read { .. } => {}
            Task::Change(MarketChange::Undo) => self.change_order.note_undo(Journal::Adverts),
            Task::Change(MarketChange::Redo) => self.change_order.note_redo(Journal::Adverts),
            Task::Add(_) | Task::Change(_) => self.change_order.note(Journal::Adverts),
        }
        self.market.ask(MarketJob {
            task,
            catalog: Arc::clone(&self.catalog),
            now: self.now,
        });
    }

    /// Takes the answer to a job with the files of the adverts.
    pub fn finish_market_job(&mut self, answer: MarketAnswer) {
        if answer.is_unchanged {
            // It was noted when it was asked for.
            self.change_order.forget_last(Journal::Adverts);
        }
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

    /// What was read in a kept advert; `None` until then.
    fn read_advert<'a>(
        &'a self,
        advert: &'a Advert,
    ) -> Option<usecase::advert_report::ReadAdvert<'a>> {
        let AdvertReading::Read(content) = self.market.reading(advert) else {
            return None;
        };
        Some(usecase::advert_report::ReadAdvert {
            kept: Some(advert),
            text: &content.text,
            reading: &content.reading,
            pay: if advert.pay.is_empty() {
                &content.reading.pay
            } else {
                &advert.pay
            },
            decisions: self.market.market().decisions(),
        })
    }

    /// What the adverts of a kind ask for, of those that were read.
    pub(crate) fn market_gaps(&self, kind: AdvertKind) -> MarketGaps {
        let read = self
            .market
            .adverts()
            .filter_map(|advert| self.read_advert(advert));
        MarketGaps::new(
            &self.catalog,
            self.person(),
            &read.collect::<Vec<_>>(),
            kind,
        )
    }

    /// An advert against the record, once it was read.
    pub(crate) fn advert_report(&self, id: AdvertId) -> Option<Rc<AdvertReport>> {
        self.market.report(id, self.generation(), self.now.on, || {
            let read = self.read_advert(self.market.advert(id)?)?;
            Some(AdvertReport::new(
                &self.catalog,
                self.person(),
                &read,
                self.now.on,
            ))
        })
    }

    /// Takes what was read in an advert.
    pub fn finish_reading(&mut self, read: ReadAdvert) {
        self.market.take_reading(read);
    }
}
