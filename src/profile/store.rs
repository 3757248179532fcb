//! The file of the record: reading and writing it, its lock, its kept versions.
//!
//! Only this module and its children touch the file system. They read no clock, decide nothing for the person, and
//! never write over a file that they cannot read.

mod backup;
mod disk;
mod error;
#[cfg(test)]
#[cfg(unix)]
mod faults;
mod health;
mod lock;
mod record_store;
mod restore;
#[cfg(test)]
mod tests;

pub use backup::{Backup, BackupSummary};
pub use error::StoreError;
#[cfg(all(test, unix))]
pub(crate) use faults::unsynced;
pub use health::exposed;
pub use lock::Lock;
pub use record_store::{Document, FileStamp, FileStore, Store};
