//! What was read in the adverts: each text under its title once, on a thread, and again only when the route changes.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::adverts::{self, Reader, Reading};
use crate::catalog::{Catalog, OccupationIx};
use crate::market::{Advert, MarketStore};

/// The reader, made by the first job.
pub(crate) type SharedReader = Arc<OnceLock<Option<Reader>>>;

/// What a reading depends on, beside the route: equal texts under different titles are read apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ReadingKey {
    /// The hash of the text.
    hash: String,
    title: String,
}

impl ReadingKey {
    /// The key of an advert that has a text.
    fn of(advert: &Advert) -> Option<Self> {
        Some(Self {
            hash: advert.hash.clone()?,
            title: advert.title.clone(),
        })
    }
}

/// The readings of the kept adverts.
#[derive(Debug, Default)]
pub(super) struct Readings {
    done: HashMap<ReadingKey, Option<Content>>,
    /// Those that were handed out for this route.
    asked: HashSet<ReadingKey>,
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
    key: ReadingKey,
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
    key: ReadingKey,
    content: Option<Content>,
    generation: u64,
}

impl ReadingJob {
    pub fn run(self, store: &MarketStore) -> ReadAdvert {
        let Request {
            advert,
            key,
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
            key,
            content,
            generation,
        }
    }
}

impl Readings {
    pub(super) fn of(&self, advert: &Advert) -> AdvertReading<'_> {
        let Some(key) = ReadingKey::of(advert) else {
            return AdvertReading::NoText;
        };
        match self.done.get(&key) {
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
            if let Some(key) = ReadingKey::of(advert)
                && self.asked.insert(key.clone())
            {
                return Some(Request {
                    advert: advert.clone(),
                    key,
                    route: self.route.clone(),
                    generation: self.generation,
                });
            }
        }
        None
    }

    /// Takes what was read; drops it where the route has changed since.
    pub(super) fn take(&mut self, read: ReadAdvert) {
        if read.generation == self.generation && self.asked.contains(&read.key) {
            self.done.insert(read.key, read.content);
        }
    }

    /// Forgets the readings of adverts that are not kept any more, and those of texts that were gone.
    pub(super) fn keep<'a>(&mut self, adverts: impl Iterator<Item = &'a Advert>) {
        let kept: HashSet<ReadingKey> = adverts.filter_map(ReadingKey::of).collect();
        let is_lost = |key: &ReadingKey| self.done.get(key).is_some_and(Option::is_none);
        self.asked.retain(|key| kept.contains(key) && !is_lost(key));
        self.done
            .retain(|key, content| kept.contains(key) && content.is_some());
    }
}
