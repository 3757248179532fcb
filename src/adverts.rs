//! Reading adverts: what post a text describes, what it asks for and what it pays, each with the words that say so.
//!
//! The input is a text, the output are values; nothing is stored and nobody's record is changed. Places in the text
//! are [`Span`](crate::posting::Span)s of Unicode code points. The phrasings stand in `data/reading.json`, with
//! examples that are its tests.

mod answer;
mod candidates;
mod checklist;
mod clause;
mod condition;
mod condition_key;
mod conditions;
mod context;
mod demands;
mod duty;
mod employment;
mod exclusion;
mod label_index;
mod number;
mod pattern;
mod pay;
mod phrasing;
mod post;
mod questions;
mod reader;
#[cfg(test)]
mod reader_tests;
mod record_match;
mod responsibility;
mod section;
mod sentence;
mod standing;
mod word;

pub use answer::{Answer, Item};
pub use checklist::ChecklistRow;
pub use condition::Condition;
pub use context::Need;
pub use demands::{How, SkillDemand, Tier};
pub use duty::Duty;
pub use employment::employment_in;
pub use pay::{noted_pay, pay_in};
pub use phrasing::PhrasingError;
pub use post::{Post, PostKind};
pub use questions::Question;
pub use reader::{AbsentTerm, AdvertText, OccupationMatch, Reader, Reading};
pub use record_match::{RecordMatch, has_worked_with, record_match};
pub use responsibility::{Lean, Responsibility, ResponsibilityClass};
pub use standing::{Basis, Met, Standing, standing};
