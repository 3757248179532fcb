//! What is done with the files of the adverts, as values: a job is run by the thread that owns the files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::change::MarketChange;
use crate::catalog::Catalog;
use crate::file;
use crate::import::web_page::{self, Refusal};
use crate::market::{AdditionKind, AdvertId, Market, MarketError, MarketStore};
use crate::posting::Posting;
use crate::profile::Moment;
use crate::text::capitalize;
use crate::wording::{errors, market as wording};

/// How long a change waits for a command that holds the lock.
const WAIT: Duration = Duration::from_secs(2);

/// The words that a pasted text has at least to be taken for an advert.
const WORDS: usize = 20;

/// Where an advert comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdvertSource {
    Pasted(String),
    File(PathBuf),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Read the file; `changed` where another program wrote it meanwhile.
    Read {
        changed: bool,
    },
    Add(AdvertSource),
    Change(MarketChange),
}

/// Something to be done with the files of the adverts.
#[derive(Clone, Debug)]
pub struct MarketJob {
    pub task: Task,
    pub catalog: Arc<Catalog>,
    pub now: Moment,
}

/// The answer to a [`MarketJob`].
#[derive(Clone, Debug, PartialEq)]
pub struct MarketAnswer {
    /// The adverts as the file has them now, or why they are not known.
    pub market: Result<Market, String>,
    /// Whether the file was only read.
    pub is_read: bool,
    /// Whether a change could not be saved.
    pub is_lost: bool,
    /// Whether a change that was asked for changed nothing. Undo and redo are no such changes.
    pub is_unchanged: bool,
    /// What to say of it.
    pub message: Option<String>,
    /// The first advert that was added, or known again.
    pub added: Option<AdvertId>,
}

impl MarketAnswer {
    pub fn problem(&self) -> Option<&str> {
        self.market.as_ref().err().map(String::as_str)
    }
}

impl MarketJob {
    pub fn run(self, store: &MarketStore) -> MarketAnswer {
        match self.task {
            Task::Read { changed } => {
                let read = store.read();
                let message = match &read {
                    Ok(_) => changed
                        .then(|| "The adverts changed outside and were read again".to_owned()),
                    Err(error) => Some(errors::in_a_line(error)),
                };
                MarketAnswer {
                    market: read.map_err(|error| errors::in_a_line(&error)),
                    is_read: true,
                    is_lost: false,
                    is_unchanged: false,
                    message,
                    added: None,
                }
            }
            Task::Add(source) => match postings(&source) {
                Ok(postings) => add(store, postings, self.now),
                Err(refusal) => refused(refusal),
            },
            Task::Change(change) => {
                let changed = store.update(WAIT, self.now, |market| {
                    let changed = change.apply(market, &self.catalog, self.now);
                    (changed, market.clone())
                });
                let answer = match changed {
                    Ok((changed, market)) => MarketAnswer {
                        market: Ok(market),
                        is_read: false,
                        is_lost: false,
                        is_unchanged: !changed.as_ref().is_some_and(|c| c.is_recorded),
                        message: Some(changed.map_or_else(
                            || change.nothing().to_owned(),
                            |changed| capitalize(&changed.title),
                        )),
                        added: None,
                    },
                    Err(error) => not_saved(&error),
                };
                MarketAnswer {
                    is_unchanged: answer.is_unchanged && !change.is_undo_or_redo(),
                    ..answer
                }
            }
        }
    }
}

fn add(store: &MarketStore, postings: Vec<Posting>, now: Moment) -> MarketAnswer {
    let added = match store.add(WAIT, now, postings) {
        Ok(added) => added,
        Err(error) => return not_saved(&error),
    };
    let without_text = added
        .additions
        .iter()
        .filter(|addition| addition.kind == AdditionKind::Added)
        .filter_map(|addition| added.market.advert(addition.id))
        .any(|advert| advert.hash.is_none());
    let note = if without_text {
        " One has no text: only its fields are kept."
    } else {
        ""
    };
    MarketAnswer {
        is_read: false,
        is_lost: false,
        is_unchanged: !added.is_recorded,
        message: Some(format!("{}{note}", wording::added(&added.additions))),
        added: added.additions.first().map(|addition| addition.id),
        market: Ok(added.market),
    }
}

fn refused(why: String) -> MarketAnswer {
    MarketAnswer {
        market: Err(why.clone()),
        is_read: false,
        is_lost: false,
        is_unchanged: true,
        message: Some(why),
        added: None,
    }
}

fn not_saved(error: &MarketError) -> MarketAnswer {
    MarketAnswer {
        is_lost: true,
        ..refused(format!("Not saved: {}", errors::in_a_line(error)))
    }
}

/// The adverts of a source, or a sentence that says why there are none.
fn postings(source: &AdvertSource) -> Result<Vec<Posting>, String> {
    match source {
        AdvertSource::Pasted(text) => {
            if is_address(text) {
                return Err(
                    "Not added: that is an address, and no page is fetched; copy the text of the page".to_owned(),
                );
            }
            let refused =
                |refusal: Refusal| format!("Not added: what was pasted is no advert: {refusal}");
            let postings = web_page::read(text.as_bytes()).map_err(refused)?;
            if postings.iter().all(is_fragment) {
                return Err(
                    "Not added: what was pasted is too short for an advert; copy the whole of it"
                        .to_owned(),
                );
            }
            Ok(postings)
        }
        AdvertSource::File(path) => {
            let name = path.display().to_string();
            let content = file::read(path, web_page::MAX_SIZE)
                .map_err(|error| format!("Not added: {name} cannot be read: {error}"))?;
            web_page::read(&content.0)
                .map_err(|refusal| format!("Not added: {name}: {}", refusal.for_file(path)))
        }
    }
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    let begins = text.starts_with("https://") || text.starts_with("http://");
    begins && !text.contains(char::is_whitespace)
}

/// Whether a text is too short for an advert, and no field says that it is one.
fn is_fragment(posting: &Posting) -> bool {
    let has_field =
        !posting.organisation.is_empty() || !posting.address.is_empty() || posting.posted.is_some();
    !has_field && posting.text.split_whitespace().nth(WORDS - 1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pasted: &str, expected: Result<usize, &str>) {
        let found = postings(&AdvertSource::Pasted(pasted.to_owned()));
        match (found, expected) {
            (Ok(found), Ok(count)) => assert_eq!(found.len(), count),
            (Err(found), Err(part)) => assert!(found.contains(part), "{found}"),
            (found, _) => panic!("{pasted}: {found:?}"),
        }
    }

    #[test]
    fn what_is_no_advert_is_refused_with_a_sentence() {
        check("https://example.com/jobs/1", Err("no page is fetched"));
        check("ls -la\n", Err("too short"));
        check("  \n", Err("it is empty"));
        check("%PDF-1.4 x", Err("it is a PDF"));
        check("{\"a\": 1}", Err("JSON without a JobPosting"));
    }

    #[test]
    fn texts_and_pages_are_adverts() {
        let text = "CISO\nYou own the information security programme of the group, lead a team of four, and report to \
                    the chief executive officer every quarter of the year.";
        check(text, Ok(1));
        let json = r#"{"@type": "JobPosting", "title": "CISO", "hiringOrganization": "Example", "description": "x"}"#;
        check(json, Ok(1));
    }
}
