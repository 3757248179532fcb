//! What was read in the adverts: each text once, on a thread, and again only when the route changes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::adverts::{self, Reader, Reading};
use crate::catalog::{Catalog, OccupationIx};
use crate::market::{Advert, MarketStore};

/// The reader, made by the first job.
pub(crate) type SharedReader = Arc<OnceLock<Option<Reader>>>;

/// The readings by the hash of the text.
#[derive(Debug, Default)]
pub(super) struct Readings {
    done: HashMap<String, Option<Content>>,
    /// The texts that were handed out for this route.
    asked: HashSet<String>,
    /// The occupations of the person's route.
    route: Vec<OccupationIx>,
    generation: u64,
}

/// A text with what was read in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub text: String,
    pub reading: Reading,
}

/// What is known of the text of an advert.
#[derive(Clone, Copy, Debug)]
pub enum AdvertReading<'a> {
    /// It was kept without a text.
    NoText,
    /// It is being read.
    Waiting,
    /// The file of its text is gone or cannot be read.
    Lost,
    Read(&'a Content),
}

/// An advert to be read.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    advert: Advert,
    hash: String,
    route: Vec<OccupationIx>,
    generation: u64,
}

/// An advert to be read, on any thread.
#[derive(Debug)]
pub struct ReadingJob {
    pub(crate) request: Request,
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) reader: SharedReader,
}

/// The answer to a [`ReadingJob`]; without content where the text is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadAdvert {
    hash: String,
    content: Option<Content>,
    generation: u64,
}

impl ReadingJob {
    pub fn run(self, store: &MarketStore) -> ReadAdvert {
        let Request {
            advert,
            hash,
            route,
            generation,
        } = self.request;
        let reader = self.reader.get_or_init(|| Reader::new(&self.catalog).ok());
        let text = store.text_of(&advert).ok().flatten();
        let content = text.zip(reader.as_ref()).map(|(text, reader)| {
            let advert = adverts::AdvertText {
                text: &text,
                title: Some(&*advert.title).filter(|title| !title.is_empty()),
                route: &route,
            };
            Content {
                reading: reader.read(&self.catalog, &advert),
                text,
            }
        });
        ReadAdvert {
            hash,
            content,
            generation,
        }
    }
}

impl Readings {
    pub(super) fn of(&self, advert: &Advert) -> AdvertReading<'_> {
        let Some(hash) = &advert.hash else {
            return AdvertReading::NoText;
        };
        match self.done.get(hash) {
            Some(Some(content)) => AdvertReading::Read(content),
            Some(None) => AdvertReading::Lost,
            None => AdvertReading::Waiting,
        }
    }

    /// The first advert that was not handed out yet. Readings for an earlier route are shown until there are new ones.
    pub(super) fn next<'a>(
        &mut self,
        adverts: impl Iterator<Item = &'a Advert>,
        route: &[OccupationIx],
    ) -> Option<Request> {
        if self.route != route {
            self.route = route.to_vec();
            self.asked.clear();
            self.generation += 1;
        }
        for advert in adverts {
            if let Some(hash) = &advert.hash
                && self.asked.insert(hash.clone())
            {
                return Some(Request {
                    advert: advert.clone(),
                    hash: hash.clone(),
                    route: self.route.clone(),
                    generation: self.generation,
                });
            }
        }
        None
    }

    /// Takes what was read; drops it where the route has changed since.
    pub(super) fn take(&mut self, read: ReadAdvert) {
        if read.generation == self.generation && self.asked.contains(&read.hash) {
            self.done.insert(read.hash, read.content);
        }
    }

    /// Forgets the readings of texts that are not kept any more, and those of texts that were gone.
    pub(super) fn keep<'a>(&mut self, adverts: impl Iterator<Item = &'a Advert>) {
        let kept: HashSet<&String> = adverts.filter_map(|advert| advert.hash.as_ref()).collect();
        let is_lost = |hash: &String| self.done.get(hash).is_some_and(Option::is_none);
        self.asked
            .retain(|hash| kept.contains(hash) && !is_lost(hash));
        self.done
            .retain(|hash, content| kept.contains(hash) && content.is_some());
    }
}
