//! The person's record: claims about skills, roles held, milestones reached, moves made, evidence, certificates, what
//! they said to conditions of adverts, and the journal of changes.
//!
//! What can be derived (states, progress, coverage) is never stored. Things are identified by ESCO URIs and the slugs
//! of our data, never by positions; ids and fields that this version does not know are kept. Only [`store`] touches
//! the file system, and nothing here reads a clock.

mod answers;
mod certificate;
pub mod change;
mod claim;
mod condition;
mod data;
pub mod date_span;
mod edit;
pub mod evidence;
pub mod history;
mod json_format;
mod json_formatter;
mod merge;
mod moment;
mod role;
mod state;
pub mod store;
mod term;
#[cfg(test)]
mod testing;
mod trial;
mod unknown_fields;

pub use certificate::Certificate;
pub use claim::{Claim, Mark};
pub use condition::{ConditionAnswer, ConditionKey, ConditionKind};
pub use data::{FIRST_RUN, Profile, SCHEMA};
pub use date_span::{DateSpan, DateSpanError};
pub use edit::Edit;
pub use evidence::Evidence;
pub use history::{JournalEntry, NextChange, Record};
pub use json_format::{FormatError, Migration};
pub(crate) use json_format::{damaged, schema_of};
pub(crate) use json_formatter::print as print_json;
pub use moment::Moment;
pub use role::RoleHeld;
pub use state::{SkillState, States};
pub use store::{Backup, Document, FileStamp, FileStore, Lock, Store, StoreError};
pub use term::Term;
