//! Where the commands on adverts take them from.

use std::path::Path;

use crate::adverts::{self, Reader, Reading};
use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::file;
use crate::import::web_page::{self, Refusal};
use crate::market::{Advert, AdvertId, MarketStore};
use crate::planning::plan::Plan;
use crate::posting::{Pay, Posting};
use crate::usecase::person::Person;

/// The name of standard input.
const STDIN: &str = "-";

/// The adverts of a file, or of standard input.
pub(crate) fn read(context: &Context, path: &Path) -> Result<Vec<Posting>, Refusal> {
    let most = web_page::MAX_SIZE;
    let bytes = if path == Path::new(STDIN) {
        // One byte more tells that it is too large.
        (context.runtime.input)(most + 1)
    } else {
        file::read(path, most).map(|(bytes, _)| bytes)
    };
    let bytes = bytes.map_err(|error| Refusal {
        why: error.to_string(),
        at: None,
    })?;
    web_page::read(&bytes)
}

pub(crate) fn unknown(id: AdvertId) -> Failure {
    Failure::no(format!("there is no advert {id}"))
        .hint("`cisopath advert list` shows their numbers")
}

/// The text of an advert, to be read.
pub(crate) struct Source {
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    /// From the fields of its page and from its text.
    pub(crate) pay: Vec<Pay>,
    /// None of a file.
    pub(crate) kept: Option<Advert>,
}

impl Source {
    /// That of a kept advert; `None` for one that was kept without a text.
    ///
    /// # Errors
    /// When the file of its text cannot be read.
    pub(crate) fn kept(store: &MarketStore, advert: &Advert) -> Result<Option<Self>, Failure> {
        Ok(store.text_of(advert)?.map(|text| Self {
            title: Some(advert.title.clone()),
            text,
            pay: advert.pay.clone(),
            kept: Some(advert.clone()),
        }))
    }

    /// Reads it for a person.
    pub(crate) fn read(&self, catalog: &Catalog, reader: &Reader, person: &Person) -> Reading {
        let route = person.plan.as_ref().map(Plan::stations);
        let advert = adverts::AdvertText {
            text: &self.text,
            title: self.title.as_deref(),
            route: &route.unwrap_or_default(),
        };
        reader.read(catalog, &advert)
    }
}

/// A kept advert by its number, else that of a file or of standard input (`-`).
///
/// # Errors
/// A failure that says why it cannot be read.
pub(crate) fn find(context: &Context, name: &str) -> Result<Source, Failure> {
    if let Ok(id) = name.parse() {
        let store = context.market()?;
        let market = store.read()?;
        let advert = market
            .advert(AdvertId(id))
            .ok_or_else(|| unknown(AdvertId(id)))?;
        return Source::kept(&store, advert)?.ok_or_else(|| {
            Failure::no(format!("advert {id} was kept without a text"))
                .hint("save the page again and add it: cisopath advert add FILE")
        });
    }
    let path = Path::new(name);
    if name != STDIN {
        let cannot = |error| Failure::io(format!("{name} cannot be read")).because(&error);
        let found = path.metadata().and_then(|found| file::regular(&found));
        found.map_err(cannot)?;
    }
    let refused = |why: &str| Failure::data(format!("{name} cannot be read as an advert: {why}"));
    let mut postings = read(context, path).map_err(|refusal| refused(&refusal.for_file(path)))?;
    match (postings.pop(), postings.len()) {
        (Some(posting), 0) if !posting.text.is_empty() => Ok(Source {
            title: Some(posting.title).filter(|title| !title.is_empty()),
            text: posting.text,
            pay: posting.pay,
            kept: None,
        }),
        (Some(_), more @ 1..) => Err(refused(&format!("it holds {} adverts", more + 1))
            .hint("keep them all, then read one by its number: cisopath advert add FILE")),
        _ => Err(refused("it has no text")),
    }
}
