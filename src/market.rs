//! The adverts that the person keeps: their fields, states and notes, and what was decided about their words, with
//! undo, in one file beside the record; and their texts in files of their own.

mod address;
mod advert;
mod collection;
mod decision;
mod duplicate;
mod error;
mod journal;
mod similarity;
mod store;
#[cfg(test)]
mod testing;

pub use advert::{Advert, AdvertId, AdvertState, OwnPay, StateChange};
pub use collection::{Addition, AdditionKind, Changed, Market};
pub use decision::Decisions;
pub use error::MarketError;
pub use journal::MarketEntry;
pub use store::{Added, FOLDER, MarketStore};
