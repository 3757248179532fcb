//! All kept adverts: adding, changing and removing them, undo and redo.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::address;
use super::advert::{Advert, AdvertId, AdvertState, OwnPay, StateChange};
use super::decision::Decisions;
use super::duplicate::is_same;
use super::journal::{AdvertChange, DecisionChange, Journal, MAX_ENTRIES, MarketEntry};
use crate::adverts::ResponsibilityClass;
use crate::catalog::Skill;
use crate::geography::Country;
use crate::posting::{Place, PlaceBasis, Posting};
use crate::profile::store::BackupSummary;
use crate::profile::{Document, FormatError, Migration, Moment, damaged, print_json, schema_of};
use crate::text::plural;

/// The schema that this version writes.
const SCHEMA: u32 = 1;

/// What an advert that was added is to those that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdditionKind {
    /// It is new.
    Added,
    /// It was kept already, and this posting of it is known.
    Same,
    /// It was kept already, and was posted again: with another text, date or address.
    Again,
}

/// An advert that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addition {
    pub id: AdvertId,
    pub kind: AdditionKind,
}

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Such as "removed \"CISO\"".
    pub title: String,
    /// Whether anything differs now, and can be undone.
    pub is_recorded: bool,
}

/// The content of the file of adverts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a file of adverts")]
pub struct Market {
    schema: u32,
    /// How often the file was saved. Orders the kept versions.
    #[serde(default)]
    saves: u64,
    /// The highest number that an advert ever had.
    #[serde(default)]
    last_id: u64,
    /// By number.
    #[serde(default)]
    adverts: Vec<Advert>,
    #[serde(default, skip_serializing_if = "Decisions::is_empty")]
    decisions: Decisions,
    #[serde(default)]
    history: Journal,
    /// Fields that this version does not know.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

impl Default for Market {
    fn default() -> Self {
        Self {
            schema: SCHEMA,
            saves: 0,
            last_id: 0,
            adverts: Vec::new(),
            decisions: Decisions::default(),
            history: Journal::default(),
            unknown: Map::new(),
        }
    }
}

impl Market {
    /// The adverts, the newest first.
    pub fn adverts(&self) -> impl DoubleEndedIterator<Item = &Advert> {
        self.adverts.iter().rev()
    }

    pub fn len(&self) -> usize {
        self.adverts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.adverts.is_empty()
    }

    pub fn advert(&self, id: AdvertId) -> Option<&Advert> {
        self.adverts.iter().find(|advert| advert.id == id)
    }

    /// What the person decided about words of adverts.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Adds adverts as one change, each with the hash of its text, `None` without a text. `text_of` reads the text of a
    /// hash.
    pub(super) fn add(
        &mut self,
        postings: &[(Posting, Option<String>)],
        text_of: &dyn Fn(&str) -> Option<String>,
        now: Moment,
    ) -> Vec<Addition> {
        let before = self.adverts.clone();
        let mut additions = Vec::new();
        for (posting, hash) in postings {
            additions.push(self.add_one(posting, hash.clone(), text_of, now.on));
        }
        let count = |kind| additions.iter().filter(|a| a.kind == kind).count();
        let updated = self.adverts.iter().zip(&before);
        let updated = updated.filter(|(after, before)| !after.is_equal_but_seen(before));
        let adverts = |count| plural(count, "advert", "adverts");
        let title = match (
            count(AdditionKind::Added),
            count(AdditionKind::Again),
            updated.count(),
        ) {
            // That an advert was seen on another day is nothing to undo.
            (0, 0, 0) => return additions,
            (0, 0, updated) => format!("updated {}", adverts(updated)),
            (0, again, _) => format!("noted {} as posted again", adverts(again)),
            (added, ..) => format!("added {}", adverts(added)),
        };
        self.note(title, &before, now);
        additions
    }

    fn add_one(
        &mut self,
        posting: &Posting,
        hash: Option<String>,
        text_of: &dyn Fn(&str) -> Option<String>,
        today: Date,
    ) -> Addition {
        let found = self
            .adverts
            .iter()
            .position(|advert| is_same(advert, posting, hash.as_deref(), text_of));
        let Some(advert) = found.and_then(|at| self.adverts.get_mut(at)) else {
            self.last_id = self.last_id.saturating_add(1);
            let id = AdvertId(self.last_id);
            self.adverts.push(Advert::new(id, posting, hash, today));
            let kind = AdditionKind::Added;
            return Addition { id, kind };
        };
        let is_reposted = posting.posted.is_some()
            && advert.posted.is_some_and(|day| Some(day) != posting.posted);
        let is_moved = address::key(&posting.address)
            .zip(address::key(&advert.address))
            .is_some_and(|(new, old)| new != old);
        let is_changed = hash.is_some() && advert.hash != hash;
        let day = posting.posted.unwrap_or(today);
        // One of several postings that is added once more.
        let is_known = advert.posted_again.contains(&day)
            || (advert.posted == Some(day) && !advert.posted_again.is_empty());
        let kind = if (is_reposted || is_moved || is_changed) && !is_known {
            advert.posted_again.push(day);
            AdditionKind::Again
        } else {
            AdditionKind::Same
        };
        // "posted" says when it was posted first.
        let first = advert.posted;
        advert.take(posting, hash);
        advert.posted = first.or(advert.posted);
        advert.last_seen = advert.last_seen.max(today);
        let id = advert.id;
        Addition { id, kind }
    }

    /// Sets the state of an advert; `None` if there is no such advert.
    pub fn set_state(
        &mut self,
        id: AdvertId,
        state: AdvertState,
        date: Date,
        note: &str,
        now: Moment,
    ) -> Option<Changed> {
        let change = StateChange {
            state,
            date,
            note: note.trim().to_owned(),
        };
        self.change(id, now, |advert| {
            if advert.states.last() != Some(&change) {
                advert.states.push(change);
            }
            format!("marked \"{}\" as {}", advert.title, state.word())
        })
    }

    /// Sets the country of an advert: of the places whose country is unknown or was said before, if there are such;
    /// else of those known by their town, else of all. An advert without a place gets one. `None` if there is no such
    /// advert.
    pub fn set_country(&mut self, id: AdvertId, country: Country, now: Moment) -> Option<Changed> {
        use PlaceBasis::{Stated, Town, Unknown, You};
        self.change(id, now, |advert| {
            if advert.places.is_empty() {
                advert.places.push(Place {
                    text: country.name().to_owned(),
                    country: None,
                    basis: Unknown,
                });
            }
            let has = |bases: &[PlaceBasis]| advert.places.iter().any(|p| bases.contains(&p.basis));
            let bases = if has(&[Unknown, You]) {
                [Unknown, You]
            } else if has(&[Town]) {
                [Town, Town]
            } else {
                [Stated, Stated]
            };
            for place in advert
                .places
                .iter_mut()
                .filter(|p| bases.contains(&p.basis))
            {
                place.country = Some(country);
                place.basis = You;
            }
            format!("said that \"{}\" is in {}", advert.title, country.name())
        })
    }

    /// Sets the class of responsibility of an advert; with `None` the proposed one counts again. `None` if there is
    /// no such advert.
    pub fn set_class(
        &mut self,
        id: AdvertId,
        class: Option<ResponsibilityClass>,
        now: Moment,
    ) -> Option<Changed> {
        self.change(id, now, |advert| {
            advert.class = class;
            match class {
                Some(class) => format!("set the class of \"{}\" to {}", advert.title, class.word()),
                None => format!("left the class of \"{}\" as proposed", advert.title),
            }
        })
    }

    /// Notes pay of an advert; `None` if there is no such advert.
    pub fn note_pay(&mut self, id: AdvertId, pay: OwnPay, now: Moment) -> Option<Changed> {
        self.change(id, now, |advert| {
            advert.own_pay.push(pay);
            format!("noted pay of \"{}\"", advert.title)
        })
    }

    /// Removes an advert; `None` if there is no such advert. The file of its text stays, since the removal can be
    /// undone.
    pub fn remove(&mut self, id: AdvertId, now: Moment) -> Option<Changed> {
        let title = format!("removed \"{}\"", self.advert(id)?.title);
        let before = self.adverts.clone();
        self.adverts.retain(|advert| advert.id != id);
        Some(self.note(title, &before, now))
    }

    /// Accepts these words of adverts as asking for a skill, rejects them, or takes back what was decided with
    /// `None`. It holds for each advert with the words.
    pub fn decide(
        &mut self,
        words: &[&str],
        skill: &Skill<'_>,
        accepted: Option<bool>,
        now: Moment,
    ) -> Changed {
        let mut changes = Vec::new();
        for words in words {
            let before = self.decisions.get(words, skill.uri());
            if before == accepted {
                continue;
            }
            self.decisions.set(words, skill.uri(), accepted);
            changes.push(DecisionChange {
                words: (*words).to_owned(),
                skill: skill.uri().to_owned(),
                before,
                after: accepted,
            });
        }
        let did = match accepted {
            Some(true) => "accepted",
            Some(false) => "rejected",
            None => "took back the decision on",
        };
        let words = words.first().copied().unwrap_or_default();
        let title = format!("{did} {} for \"{words}\"", skill.label());
        self.record(title, Vec::new(), changes, now)
    }

    fn change(
        &mut self,
        id: AdvertId,
        now: Moment,
        change: impl FnOnce(&mut Advert) -> String,
    ) -> Option<Changed> {
        let before = self.adverts.clone();
        let advert = self.adverts.iter_mut().find(|advert| advert.id == id)?;
        let title = change(advert);
        Some(self.note(title, &before, now))
    }

    /// Writes what differs from `before` into the journal, and nothing if nothing does.
    fn note(&mut self, title: String, before: &[Advert], now: Moment) -> Changed {
        let find = |adverts: &[Advert], id| adverts.iter().find(|advert| advert.id == id).cloned();
        let mut ids: Vec<AdvertId> = before
            .iter()
            .chain(&self.adverts)
            .map(|advert| advert.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let changes = ids.into_iter().map(|id| AdvertChange {
            id,
            before: find(before, id),
            after: find(&self.adverts, id),
        });
        let changes: Vec<_> = changes
            .filter(|change| change.before != change.after)
            .collect();
        self.record(title, changes, Vec::new(), now)
    }

    /// Writes changes into the journal, and nothing if there are none.
    fn record(
        &mut self,
        title: String,
        changes: Vec<AdvertChange>,
        decisions: Vec<DecisionChange>,
        now: Moment,
    ) -> Changed {
        if changes.is_empty() && decisions.is_empty() {
            let is_recorded = false;
            return Changed { title, is_recorded };
        }
        self.history.undone.clear();
        self.history.done.push(MarketEntry {
            when: now,
            title: title.clone(),
            changes,
            decisions,
            unknown: Map::new(),
        });
        if self.history.done.len() > MAX_ENTRIES {
            self.history.done.remove(0);
        }
        let is_recorded = true;
        Changed { title, is_recorded }
    }

    /// The changes that are not undone, newest first.
    pub fn journal(&self) -> impl Iterator<Item = &MarketEntry> {
        self.history.done.iter().rev()
    }

    /// Whether the same changes can be undone and redone.
    pub(super) fn has_same_history(&self, other: &Self) -> bool {
        self.history == other.history
    }

    /// Undoes the last change and returns its title; `None` if there is none.
    pub fn undo(&mut self) -> Option<String> {
        let entry = self.history.done.pop()?;
        for change in &entry.changes {
            self.put(change.id, change.before.clone());
        }
        for change in &entry.decisions {
            self.decisions
                .set(&change.words, &change.skill, change.before);
        }
        let title = entry.title.clone();
        self.history.undone.push(entry);
        Some(title)
    }

    /// Redoes the change that was undone last and returns its title; `None` if there is none.
    pub fn redo(&mut self) -> Option<String> {
        let entry = self.history.undone.pop()?;
        for change in &entry.changes {
            self.put(change.id, change.after.clone());
        }
        for change in &entry.decisions {
            self.decisions
                .set(&change.words, &change.skill, change.after);
        }
        let title = entry.title.clone();
        self.history.done.push(entry);
        Some(title)
    }

    /// Gives adverts whose number another one has, such as in a file that was put together by hand, a new one.
    fn number_anew(&mut self) {
        self.adverts.dedup();
        let mut before = None;
        for advert in &mut self.adverts {
            if before == Some(advert.id) {
                self.last_id = self.last_id.saturating_add(1);
                advert.id = AdvertId(self.last_id);
            } else {
                before = Some(advert.id);
            }
        }
        self.adverts.sort_by_key(|advert| advert.id);
    }

    fn put(&mut self, id: AdvertId, mut advert: Option<Advert>) {
        if let (Some(advert), Some(present)) = (&mut advert, self.advert(id)) {
            // That it was seen is no change, and is not undone with one.
            advert.last_seen = advert.last_seen.max(present.last_seen);
        }
        self.adverts.retain(|advert| advert.id != id);
        self.adverts.extend(advert);
        self.adverts.sort_by_key(|advert| advert.id);
    }
}

impl Document for Market {
    const MIGRATIONS: &'static [Migration] = &[];

    fn new(_: Moment) -> Self {
        Self::default()
    }

    fn read(bytes: &[u8], _: &[Migration]) -> Result<(Self, u32), FormatError> {
        let (text, schema) = schema_of(bytes, SCHEMA)?;
        let mut market: Self = serde_json::from_str(text).map_err(|e| damaged(&e.to_string()))?;
        market.adverts.sort_by_key(|advert| advert.id);
        let highest = market.adverts.last().map_or(0, |advert| advert.id.0);
        market.last_id = market.last_id.max(highest);
        market.number_anew();
        Ok((market, schema))
    }

    fn saves(&self) -> u64 {
        self.saves
    }

    fn to_counted_json(&self, saves: u64) -> serde_json::Result<String> {
        let saved = Self {
            saves,
            ..self.clone()
        };
        print_json(&saved)
    }

    fn summary(&self) -> Option<BackupSummary> {
        None
    }
}

#[cfg(test)]
mod tests;
