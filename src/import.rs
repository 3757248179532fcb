//! Bringing data in: the official CSV form of ESCO, and the slice of it that is embedded.
//!
//! An importer gives a value and a list of problems and never stops at a bad row. It knows nothing of the
//! person, and writes no file itself.

pub mod esco;
pub mod problem;
pub mod slice;
pub mod table;

pub use esco::{Classification, ReadError};
pub use problem::Problem;
