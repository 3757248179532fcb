//! The lock of the record: a lock of the operating system on an empty file beside it.
//!
//! The lock ends with the process that holds it; the file stays.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::disk::Disk;
use super::error::{StoreError, io_error, refused};

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write the record.
#[derive(Debug)]
pub struct Lock {
    record: PathBuf,
    file: File,
}

impl Lock {
    pub(super) fn take(disk: &dyn Disk, record: &Path, wait: Duration) -> Result<Self, StoreError> {
        let path = path_of(record);
        let file = disk
            .open_lock(&path)
            .map_err(|e| refused(&path, "open", e))?;
        // Pauses are counted, so that no clock is read.
        let mut left = wait;
        loop {
            match disk.try_lock(&file) {
                Ok(()) => {
                    return Ok(Self {
                        record: record.to_owned(),
                        file,
                    });
                }
                Err(TryLockError::Error(source)) if is_unknown(&source) => {
                    let path = record.to_owned();
                    return Err(StoreError::NoLocks { path, source });
                }
                Err(TryLockError::Error(e)) => return Err(io_error(&path, "lock", e)),
                Err(TryLockError::WouldBlock) if left.is_zero() => {
                    return Err(StoreError::Locked {
                        path: record.to_owned(),
                    });
                }
                Err(TryLockError::WouldBlock) => {
                    let pause = left.min(PAUSE);
                    thread::sleep(pause);
                    left -= pause;
                }
            }
        }
    }

    pub(super) fn is_for(&self, record: &Path) -> bool {
        self.record == record
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A child process may still hold an inherited handle. If this fails, closing the file unlocks it.
        self.file.unlock().ok();
    }
}

/// Whether the file system has no locks.
fn is_unknown(error: &io::Error) -> bool {
    #[cfg(unix)]
    let no_locks = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let no_locks = false;
    no_locks || error.kind() == io::ErrorKind::Unsupported
}

fn path_of(record: &Path) -> PathBuf {
    let mut name = OsString::from(record);
    name.push(".lock");
    name.into()
}
