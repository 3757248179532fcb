//! Errors of the store.

use std::io;
use std::path::{Path, PathBuf};

use super::backup::Backup;
use super::disk::MAX_SIZE;
use crate::profile::json_format::FormatError;

/// Why the record could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a record. It is not changed.
    #[error("the record {path} is damaged: {detail}")]
    Damaged {
        path: PathBuf,
        detail: String,
        /// The newest good kept version, which a restore would bring back.
        newest_good: Option<Box<Backup>>,
    },
    /// A later version of the program wrote the file. It is not changed.
    #[error(
        "the record {path} has schema {found}, written by a later version; this one knows {known}"
    )]
    Newer {
        path: PathBuf,
        found: u64,
        /// The latest schema that this version knows.
        known: u32,
    },
    /// Another program holds the lock.
    #[error("the record {path} is in use by another cisopath")]
    Locked { path: PathBuf },
    /// Another program wrote the file since it was read.
    #[error("the record {path} was changed by something else since it was read")]
    Changed { path: PathBuf },
    /// The file system has no locks.
    #[error("the file system of the record {path} has no file locks")]
    NoLocks { path: PathBuf, source: io::Error },
    /// The record was written, but not flushed to the device.
    #[error("the record {path} was written, but a power cut may still lose the change")]
    NotSynced { path: PathBuf, source: io::Error },
    /// The file or its folder may not be written.
    #[error("the record {path} may not be written")]
    ReadOnly { path: PathBuf, source: io::Error },
    /// The record cannot be serialized: a bug. Nothing was written.
    #[error("the record {path} cannot be written down")]
    Serialize {
        path: PathBuf,
        source: serde_json::Error,
    },
    /// The record would be too large to be read again. Nothing was written.
    #[error("the record {path} would be larger than {} MB, which is the limit", MAX_SIZE >> 20)]
    TooLarge { path: PathBuf },
    /// There is no such kept version, or no good one.
    #[error("there is no {} of the record", name.as_ref().map_or_else(
        || "good kept version".to_owned(),
        |name| format!("kept version {name}"),
    ))]
    NoBackup {
        /// `None` if the newest good one was asked for.
        name: Option<String>,
    },
    /// The kept version cannot be restored.
    #[error("the kept version {name} cannot be restored")]
    BadBackup { name: String, source: FormatError },
    #[error("cannot {action} {path}")]
    Io {
        path: PathBuf,
        /// Such as "read" or "write".
        action: &'static str,
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

/// Like [`io_error`], after an attempt to write.
pub(super) fn refused(path: &Path, action: &'static str, source: io::Error) -> StoreError {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem) {
        let path = path.to_owned();
        return StoreError::ReadOnly { path, source };
    }
    io_error(path, action, source)
}
