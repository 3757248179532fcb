//! Why the record could not be read or written.

use std::io;
use std::path::{Path, PathBuf};

use super::backup::Backup;
use super::disk::MAX_SIZE;
use crate::profile::json_format::FormatError;

/// Why the record could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a record. It is left as it is.
    #[error("the record {path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
        /// The newest kept version that is good: what [`Store::restore`](super::Store::restore) would bring back.
        newest_good: Option<Box<Backup>>,
    },
    /// A later version of the program wrote the file. It is left as it is.
    #[error(
        "the record {path} has schema {found}, written by a later version; this one knows {known}"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u64,
        /// The latest schema this version knows.
        known: u32,
    },
    /// Another program holds the lock.
    #[error("the record {path} is in use by another cisopath")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// Something else wrote the file since it was read: read it again, then change it.
    #[error("the record {path} was changed by something else since it was read")]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file system has no locks, so that nobody can be kept from writing at the same time.
    #[error("the file system of the record {path} has no file locks")]
    NoLocks {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The record was written, and the system does not say that it is safe on the device.
    #[error("the record {path} was written, but a power cut may still lose the change")]
    NotSynced {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file or its folder may not be written.
    #[error("the record {path} may not be written")]
    ReadOnly {
        /// What may not be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The record cannot be put into the form of a file: a fault of the program. Nothing was written.
    #[error("the record {path} cannot be written down")]
    Form {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// The record would be larger than what is read. Nothing was written.
    #[error("the record {path} would be larger than {} MB, which is the limit", MAX_SIZE >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// There is no such kept version, or no good one at all.
    #[error("there is no {} of the record", name.as_ref().map_or_else(
        || "good kept version".to_owned(),
        |name| format!("kept version {name}"),
    ))]
    NoBackup {
        /// The name asked for; none when the newest good one was asked for.
        name: Option<String>,
    },
    /// The kept version that was asked for cannot be used.
    #[error("the kept version {name} cannot be restored")]
    BadBackup {
        /// Its name.
        name: String,
        /// Why.
        source: FormatError,
    },
    /// The system refused.
    #[error("cannot {action} {path}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried: "read", "write".
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
}

pub(super) fn io_error(path: &Path, action: &'static str, source: io::Error) -> StoreError {
    let path = path.to_owned();
    StoreError::Io {
        path,
        action,
        source,
    }
}

/// As [`io_error`], where writing was tried.
pub(super) fn refused(path: &Path, action: &'static str, source: io::Error) -> StoreError {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem) {
        let path = path.to_owned();
        return StoreError::ReadOnly { path, source };
    }
    io_error(path, action, source)
}
