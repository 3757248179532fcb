//! The files of the adverts: `adverts.json` beside the record, and `adverts/<hash>.txt`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_128;

use super::advert::Advert;
use super::collection::{Addition, Market};
use super::error::MarketError;
use crate::posting::Posting;
use crate::profile::{FileStamp, FileStore, Moment};

/// The name of the file of the adverts, beside the record.
const FILE: &str = "adverts.json";

/// The folder of the texts, beside the record.
pub const FOLDER: &str = "adverts";

/// The limit for the file of a text, in bytes.
const TEXT: u64 = 64 << 20;

/// The adverts on disk, kept with the care of the record: see [`FileStore`].
#[derive(Clone, Debug)]
pub struct MarketStore(FileStore<Market>);

/// What adding adverts did.
#[derive(Clone, Debug)]
pub struct Added {
    /// One for each advert that was given, in their order.
    pub additions: Vec<Addition>,
    /// All adverts that are kept now.
    pub market: Market,
    /// Whether anything differs now, and can be undone.
    pub is_recorded: bool,
}

impl MarketStore {
    /// The adverts beside a record. Nothing is read.
    pub fn beside(record: &Path) -> Self {
        Self(FileStore::open(record.with_file_name(FILE)))
    }

    /// The file of the adverts.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder of the texts.
    pub fn folder(&self) -> PathBuf {
        self.0.path().with_file_name(FOLDER)
    }

    /// The present state of the file; `None` if there is no file.
    pub fn stamp(&self) -> Option<FileStamp> {
        self.0.stamp()
    }

    /// Whether the file changed since this store last read or wrote it.
    pub fn has_changed(&self) -> bool {
        self.0.has_changed()
    }

    /// Reads the adverts; none if there is no file.
    ///
    /// # Errors
    /// [`MarketError`] if the file cannot be read.
    pub fn read(&self) -> Result<Market, MarketError> {
        Ok(self.0.read()?.unwrap_or_default())
    }

    /// Changes the adverts under their lock, and saves them if they changed. Returns what `change` returns.
    ///
    /// # Errors
    /// [`MarketError`] if the file cannot be locked within `wait`, read or written.
    pub fn update<R>(
        &self,
        wait: Duration,
        now: Moment,
        change: impl FnOnce(&mut Market) -> R,
    ) -> Result<R, MarketError> {
        Ok(self.0.update(wait, now, change)?)
    }

    /// Adds adverts, their texts first.
    ///
    /// # Errors
    /// Those of [`MarketStore::update`].
    pub fn add(
        &self,
        wait: Duration,
        now: Moment,
        postings: Vec<Posting>,
    ) -> Result<Added, MarketError> {
        let lock = self.0.lock(wait)?;
        let before = self.0.read()?.unwrap_or_default();
        let hash = |posting: Posting| {
            let hash = (!posting.text.is_empty()).then(|| hash_of(&posting.text));
            (posting, hash)
        };
        let postings: Vec<_> = postings.into_iter().map(hash).collect();
        for (posting, hash) in &postings {
            if let Some(hash) = hash {
                self.0
                    .write_beside(&lock, &file_of(hash), posting.text.as_bytes())?;
            }
        }
        let mut market = before.clone();
        let read = RefCell::new(HashMap::new());
        let text_of = |hash: &str| -> Option<String> {
            let mut read = read.borrow_mut();
            let text = read
                .entry(hash.to_owned())
                .or_insert_with(|| self.text(hash).ok().flatten());
            text.clone()
        };
        let additions = market.add(&postings, &text_of, now);
        if market != before {
            self.0.save(&lock, &market, now)?;
        }
        let is_recorded = !market.has_same_history(&before);
        Ok(Added {
            additions,
            market,
            is_recorded,
        })
    }

    /// Reads the text of an advert; `None` without one.
    ///
    /// # Errors
    /// [`MarketError::Store`] if the file cannot be read.
    pub fn text_of(&self, advert: &Advert) -> Result<Option<String>, MarketError> {
        match &advert.hash {
            Some(hash) => self.text(hash),
            None => Ok(None),
        }
    }

    fn text(&self, hash: &str) -> Result<Option<String>, MarketError> {
        // The file of adverts may have been written by hand: a hash names no other folder.
        if !hash.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Ok(None);
        }
        let bytes = self.0.read_beside(&file_of(hash), TEXT)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn file_of(hash: &str) -> PathBuf {
    Path::new(FOLDER).join(format!("{hash}.txt"))
}

/// The hash of a text, in 32 hexadecimal digits.
fn hash_of(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::testing::moment;
    use crate::market::{AdditionKind, AdvertId, AdvertState};

    fn posting(title: &str, text: &str) -> Posting {
        Posting {
            title: title.to_owned(),
            text: text.to_owned(),
            ..Posting::default()
        }
    }

    fn kinds(added: &Added) -> Vec<AdditionKind> {
        added.additions.iter().map(|a| a.kind).collect()
    }

    #[test]
    fn adverts_and_texts_are_kept_and_a_second_run_adds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = MarketStore::beside(&folder.path().join("profile.json"));
        assert!(store.read().unwrap().is_empty());
        let postings = || {
            vec![
                posting("CISO", "You own the budget."),
                posting("Deputy", ""),
            ]
        };
        let add = || store.add(Duration::ZERO, moment(0), postings()).unwrap();
        assert_eq!(kinds(&add()), [AdditionKind::Added, AdditionKind::Added]);
        let market = store.read().unwrap();
        let texts = market
            .adverts()
            .map(|advert| store.text_of(advert).unwrap());
        let texts: Vec<_> = texts.collect();
        assert_eq!(texts, [None, Some("You own the budget.".to_owned())]);
        assert_eq!(std::fs::read_dir(store.folder()).unwrap().count(), 1);

        assert_eq!(kinds(&add()), [AdditionKind::Same, AdditionKind::Same]);
        assert_eq!(store.read().unwrap(), market);
        assert_eq!(std::fs::read_dir(store.folder()).unwrap().count(), 1);
        // A hash cannot name a file elsewhere.
        assert_eq!(store.text("../profile").unwrap(), None);
    }

    #[test]
    fn fields_of_a_later_version_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = MarketStore::beside(&folder.path().join("profile.json"));
        let file = r#"{"schema": 1, "later": [1], "adverts": [{"id": 3, "title": "CISO", "first_seen": "2026-11-23",
            "last_seen": "2026-11-23", "later": {"x": null}}], "history": {"later": 1}}"#;
        std::fs::write(store.path(), file).unwrap();
        store
            .update(Duration::ZERO, moment(0), |market| {
                let state = AdvertState::Applied;
                market.set_state(AdvertId(3), state, moment(0).on, "", moment(0))
            })
            .unwrap();
        let written = std::fs::read_to_string(store.path()).unwrap();
        let value: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(value["later"][0], 1);
        assert_eq!(value["history"]["later"], 1);
        assert!(value["adverts"][0]["later"]["x"].is_null());
        assert_eq!(value["adverts"][0]["states"][0]["state"], "applied");
    }

    #[test]
    fn a_damaged_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = MarketStore::beside(&folder.path().join("profile.json"));
        for (file, said) in [
            (
                "{\"schema\": 1, \"adverts\": [3]}",
                "is damaged: invalid type",
            ),
            ("", "it is empty"),
            ("{\"schema\": 2}", "has schema 2"),
        ] {
            std::fs::write(store.path(), file).unwrap();
            let added = store.add(Duration::ZERO, moment(0), vec![posting("CISO", "x")]);
            let error = added.unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
            assert_eq!(std::fs::read_to_string(store.path()).unwrap(), file);
        }
    }
}
