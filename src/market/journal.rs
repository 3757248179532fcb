//! The changes of adverts, for undo and redo.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::advert::{Advert, AdvertId};
use crate::profile::Moment;

/// The number of changes that can be undone.
pub(super) const MAX_ENTRIES: usize = 200;

/// One change in the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a change")]
pub struct MarketEntry {
    #[serde(flatten)]
    pub when: Moment,
    /// Such as "added 3 adverts".
    pub title: String,
    pub(super) changes: Vec<AdvertChange>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) decisions: Vec<DecisionChange>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// An advert before and after a change; `None` where it is not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a change of an advert")]
pub(super) struct AdvertChange {
    pub(super) id: AdvertId,
    pub(super) before: Option<Advert>,
    pub(super) after: Option<Advert>,
}

/// What was decided about some words and a skill before a change and after it; `None` where nothing was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a change of a decision")]
pub(super) struct DecisionChange {
    pub(super) words: String,
    /// The URI of the skill.
    pub(super) skill: String,
    pub(super) before: Option<bool>,
    pub(super) after: Option<bool>,
}

/// The changes that were made and those that were undone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a history of adverts")]
pub(super) struct Journal {
    /// Oldest first.
    #[serde(default)]
    pub(super) done: Vec<MarketEntry>,
    /// The last one is redone first.
    #[serde(default)]
    pub(super) undone: Vec<MarketEntry>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub(super) unknown: Map<String, Value>,
}
