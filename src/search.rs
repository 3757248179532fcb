//! Search: what people type, found in preferred and alternative labels and in synonyms, what they mean first.
//!
//! A label's [`Tier`] says how it matches the query. An item stands in the tier of its best label; `Row::order` in
//! `ranking.rs` says what orders the items of a tier: the nearer label, then what concerns the person ([`Boosts`], an
//! argument), then what `SkimMatcherV2` scores higher. An inverted index of words finds the labels; `reference` says
//! the same by looking at each, for tests. Where few labels match in words, those that are close in meaning follow.

mod abbreviation;
pub mod boosts;
mod candidate;
mod candidates;
mod catalog_index;
mod close_items;
mod entry;
mod fuzzy_words;
mod highlight;
mod index;
mod inverted_index;
mod matcher;
mod meaning_config;
mod nearest;
mod query;
mod ranking;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod relevance_tests;
mod spacing;
mod terms;
mod tier;
pub mod title;

pub use boosts::Boosts;
pub use entry::{Entry, Term};
pub use highlight::positions;
pub use index::{Index, Label, LabelRef, Source};
pub use query::{MAX_QUERY_CHARS, cut_note, searched};
pub use ranking::{Hit, Results};
pub use tier::{How, Tier};
