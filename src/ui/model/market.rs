//! The kept adverts as the screens see them: what the file has, what is to be changed in it, and what was read in each.
//!
//! Screens ask for a [`MarketJob`]; the event loop carries jobs out one after the other on a thread that owns the files and
//! brings each answer back. Until then the adverts are shown as they were.

mod change;
mod job;
mod reading;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::civil::Date;

pub use self::change::MarketChange;
pub use self::job::{AdvertSource, MarketAnswer, MarketJob, Task};
pub(super) use self::reading::SharedReader;
pub use self::reading::{AdvertReading, Content, ReadAdvert, ReadingJob};
use self::reading::{Readings, Request};
use crate::adverts::{PostKind, Reading};
use crate::catalog::OccupationIx;
use crate::market::{Advert, AdvertId, FOLDER, Market};
use crate::posting::Span;
use crate::usecase::advert_report::AdvertReport;

/// What a report depends on: the advert, the generations of the adverts and of the record, the day.
type ReportKey = (AdvertId, u64, u64, Date);

/// The kept adverts with what was read in them.
#[derive(Debug, Default)]
pub struct MarketModel {
    /// The file, for sentences.
    path: PathBuf,
    market: Market,
    /// Why the file cannot be read.
    problem: Option<String>,
    waiting: VecDeque<MarketJob>,
    readings: Readings,
    /// The advert that was added last and was not shown yet.
    added: Option<AdvertId>,
    /// Counts the changes of adverts and readings.
    generation: u64,
    /// The report that was made last: a page is drawn many times.
    report: RefCell<Option<(ReportKey, Rc<AdvertReport>)>>,
}

impl MarketModel {
    /// Sets the name of the file, for sentences.
    pub fn set_path(&mut self, path: &Path) {
        path.clone_into(&mut self.path);
    }

    /// The file of the adverts.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder of their texts.
    pub fn folder(&self) -> PathBuf {
        self.path.with_file_name(FOLDER)
    }

    pub fn market(&self) -> &Market {
        &self.market
    }

    /// The adverts, the newest first.
    pub fn adverts(&self) -> impl DoubleEndedIterator<Item = &Advert> {
        self.market.adverts()
    }

    pub fn advert(&self, id: AdvertId) -> Option<&Advert> {
        self.market.advert(id)
    }

    /// Why the file cannot be read, while that is so.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// What is known of the text of an advert.
    pub fn reading(&self, advert: &Advert) -> AdvertReading<'_> {
        self.readings.of(advert)
    }

    /// What was read in an advert, once it was.
    pub fn read(&self, advert: &Advert) -> Option<&Reading> {
        match self.reading(advert) {
            AdvertReading::Read(read) => Some(&read.reading),
            _ => None,
        }
    }

    /// The report of an advert as it was made last, or as `make` makes it now.
    pub(super) fn report(
        &self,
        id: AdvertId,
        record: u64,
        today: Date,
        make: impl FnOnce() -> Option<AdvertReport>,
    ) -> Option<Rc<AdvertReport>> {
        let key = (id, self.generation, record, today);
        let mut last = self.report.borrow_mut();
        if let Some((known, report)) = &*last
            && *known == key
        {
            return Some(Rc::clone(report));
        }
        let report = Rc::new(make()?);
        *last = Some((key, Rc::clone(&report)));
        Some(report)
    }

    /// The words of an advert at some places of its text.
    pub fn words(&self, id: AdvertId, spans: &[Span]) -> Vec<String> {
        let reading = self.advert(id).map(|advert| self.reading(advert));
        let Some(AdvertReading::Read(content)) = reading else {
            return Vec::new();
        };
        let words = spans.iter().map(|span| span.of(&content.text).to_owned());
        words.collect()
    }

    /// Which post an advert is, once it was read.
    pub fn kind(&self, advert: &Advert) -> Option<PostKind> {
        self.read(advert).map(|reading| reading.post.kind)
    }

    /// The advert that was added last, once.
    pub fn take_added(&mut self) -> Option<AdvertId> {
        self.added.take()
    }

    /// Asks for a job.
    pub(super) fn ask(&mut self, job: MarketJob) {
        self.waiting.push_back(job);
    }

    /// The next job that waits, once.
    pub fn take_job(&mut self) -> Option<MarketJob> {
        self.waiting.pop_front()
    }

    /// Takes the answer to a job; gives what to say of it.
    pub(super) fn take_answer(&mut self, answer: MarketAnswer) -> Option<String> {
        self.generation += 1;
        match answer.market {
            Ok(market) => {
                self.problem = None;
                self.readings.keep(market.adverts());
                self.market = market;
                self.added = answer.added.or(self.added);
            }
            Err(_) if !answer.is_read => {}
            Err(ref problem) => self.problem = Some(problem.clone()),
        }
        answer.message
    }

    /// The next advert to be read, once: `first` before the others. The adverts are read again for another route.
    pub(super) fn next_reading(
        &mut self,
        first: Option<AdvertId>,
        route: &[OccupationIx],
    ) -> Option<Request> {
        let first = first.and_then(|id| self.market.advert(id));
        let adverts = first.into_iter().chain(self.market.adverts());
        self.readings.next(adverts, route)
    }

    /// Takes what was read in an advert.
    pub(super) fn take_reading(&mut self, read: ReadAdvert) {
        self.generation += 1;
        self.readings.take(read);
    }
}
