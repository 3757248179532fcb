//! Bringing data in: the official CSV form of ESCO, and the slice of it that is embedded.
//!
//! An importer gives a value and a list of problems and never stops at a bad row. It knows nothing of the
//! person, and writes no file itself.

pub(crate) mod classification;
pub(crate) mod csv_table;
pub mod esco;
pub(crate) mod files;
mod hierarchy;
mod limits;
pub(crate) mod problem;
mod readers;
pub mod slice;

pub use classification::{Classification, ReadError};
pub use problem::{Problem, Problems};
