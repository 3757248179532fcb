//! Bringing data in: the official CSV form of ESCO, the slice of it that is embedded, and adverts from saved pages.
//!
//! An importer gives a value and a list of problems and never stops at a bad row. It knows nothing of the
//! person, and writes no file itself.

pub(crate) mod classification;
pub(crate) mod csv_table;
pub mod esco;
pub(crate) mod files;
mod hierarchy;
mod html_parser;
mod html_text;
mod job_posting;
mod limits;
pub(crate) mod problem;
mod readers;
pub mod slice;
pub mod web_page;

pub use classification::{Classification, ReadError};
pub use problem::{Problem, Problems};
