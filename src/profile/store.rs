//! The file of the record: reading it, writing it without ever losing it, its lock, its kept versions.
//!
//! Only this module and those below it touch the file system. It reads no clock, decides nothing for the
//! person and never writes over a file that it cannot read.

mod backup;
mod disk;
mod lock;

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

pub use backup::{Backup, Holds};
pub use lock::Lock;

use super::form::{self, FormError, MIGRATIONS, Migration};
use super::{Moment, Record};
use backup::Names;

/// More than any record has; a device that never ends is not read forever.
const LARGEST: u64 = 256 << 20;

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
        /// The newest kept version that is good: what [`Store::restore`] would bring back.
        newest_good: Option<String>,
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
        source: FormError,
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

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    size: u64,
    /// Device and number of the file: every save makes a new file.
    file: (u64, u64),
}

/// The place of a person's record.
///
/// It remembers the state of the file that it last read or wrote, and refuses to save over any other.
/// Clones share that memory.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
    migrations: &'static [Migration],
    seen: Arc<Mutex<Option<Seen>>>,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    stamp: Stamp,
    schema: u32,
}

impl Store {
    /// The record at `path`. Nothing is read or made yet. A symbolic link is followed whenever the file
    /// is read or written; lock and kept versions lie beside the file it leads to.
    pub fn open(path: PathBuf) -> Self {
        Self {
            path,
            migrations: MIGRATIONS,
            seen: Arc::default(),
        }
    }

    /// The path as it was given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The record; none when there is no file. Needs no lock: a file is replaced in one step.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Newer`], or [`StoreError::Io`].
    pub fn read(&self) -> Result<Option<Record>, StoreError> {
        let target = self.target()?;
        *self.seen() = None;
        let Some((record, seen)) = self.load(&target)? else {
            return Ok(None);
        };
        *self.seen() = Some(seen);
        Ok(Some(record))
    }

    /// The state of the file now; none when there is none.
    pub fn stamp(&self) -> Option<Stamp> {
        fs::metadata(&self.path).ok().as_ref().map(Stamp::of)
    }

    /// Whether the file is another one than this store last read or wrote.
    pub fn has_changed(&self) -> bool {
        let seen = self.seen().map(|s| s.stamp);
        self.stamp() != seen
    }

    /// Takes the lock that every writer needs, waiting for it at most `wait`. Makes the folder if there
    /// is none.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when another holds it, [`StoreError::ReadOnly`] or [`StoreError::Io`]
    /// when there can be none.
    pub fn lock(&self, wait: Duration) -> Result<Lock, StoreError> {
        let target = self.target()?;
        let folder = disk::folder_of(&target);
        disk::make_folder(folder).map_err(|e| refused(folder, "make the folder", e))?;
        let lock = Lock::take(&target, wait)?;
        disk::tidy_up(folder, &target);
        disk::tidy_up(&Names::of(&target).backups(), &target);
        Ok(lock)
    }

    /// Writes the record: whole or not at all, and down to the device. It is kept as a version as well, and so is what it
    /// replaces when that is not among them.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when the file is another one than this store last read or wrote, or
    /// than the lock is for, [`StoreError::Damaged`] or [`StoreError::Newer`] when it is no longer
    /// readable, and what the system refuses. The file is then as it was.
    pub fn save(&self, lock: &Lock, record: &Record, now: Moment) -> Result<(), StoreError> {
        let target = self.locked_target(lock)?;
        let replaced = self.check_unchanged(&target)?;
        let names = Names::of(&target);
        let refused = |e| refused(&target, "write", e);
        let text = record.to_json().map_err(|source| StoreError::Form {
            path: target.clone(),
            source,
        })?;
        let written =
            disk::write_new(disk::folder_of(&target), &target, text.as_bytes()).map_err(refused)?;
        let mut former = None;
        if let Some(seen) = replaced {
            if seen.schema < self.known() {
                match disk::second_name(&target, &names.of_schema(seen.schema)) {
                    // The first file of that schema is the one worth keeping.
                    Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                    kept => kept.map_err(refused)?,
                }
            }
            former = keep(&names, &target, now)?;
        }
        let metadata = disk::put_in_place(written, &target).map_err(refused)?;
        // The record is saved: a copy too few is made up for by the next save.
        names
            .keep_written(&target, text.as_bytes(), former, now.at)
            .ok();
        names.prune(now.at);
        *self.seen() = Some(Seen {
            stamp: Stamp::of(&metadata),
            schema: self.known(),
        });
        Ok(())
    }

    /// Reads the record under the lock (a new one when there is none), changes it, and saves it if it
    /// changed: what a command does. Gives what `change` gives; what it did is saved whatever it gives.
    ///
    /// # Errors
    /// Those of [`Store::lock`], [`Store::read`] and [`Store::save`].
    pub fn update<R>(
        &self,
        wait: Duration,
        now: Moment,
        change: impl FnOnce(&mut Record) -> R,
    ) -> Result<R, StoreError> {
        let lock = self.lock(wait)?;
        let before = self.read()?.unwrap_or_else(|| Record::new(now));
        let mut record = before.clone();
        let given = change(&mut record);
        if record != before {
            self.save(&lock, &record, now)?;
        }
        Ok(given)
    }

    /// The kept versions, newest first.
    ///
    /// # Errors
    /// [`StoreError::Io`] when they cannot be listed.
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        let names = Names::of(&self.target()?);
        let all = list(&names)?;
        Ok(all.into_iter().map(|s| self.look_at(&names, s)).collect())
    }

    /// Brings back a kept version: the newest good one that is not what the file holds, unless a name is given. The file
    /// it replaces is kept: as a version if it is good, else as `profile.damaged-<time>.json` beside.
    ///
    /// # Errors
    /// [`StoreError::NoBackup`], [`StoreError::BadBackup`], [`StoreError::Newer`] when a later version
    /// wrote the present file, [`StoreError::Changed`] when the lock is for another file, and what the
    /// system refuses. The file is then as it was.
    pub fn restore(
        &self,
        lock: &Lock,
        name: Option<&str>,
        now: Moment,
    ) -> Result<Backup, StoreError> {
        let target = self.locked_target(lock)?;
        let names = Names::of(&target);
        let all = list(&names)?;
        let found = if let Some(name) = name {
            all.into_iter().find(|s| names.version(*s) == name)
        } else {
            self.newest_other(&names, &target, all)
        };
        let Some(found) = found else {
            let name = name.map(str::to_owned);
            return Err(StoreError::NoBackup { name });
        };
        let file = names.backups().join(names.version(found));
        let (bytes, _) = read_file(&file).map_err(|e| io_error(&file, "read", e))?;
        let read = form::read(&bytes, self.migrations).map_err(|source| StoreError::BadBackup {
            name: names.version(found),
            source,
        })?;
        let backup = self.look_at(&names, found);

        let refused = |e| refused(&target, "write", e);
        let written =
            disk::write_new(disk::folder_of(&target), &target, &bytes).map_err(refused)?;
        match self.load(&target) {
            Ok(None) => {}
            Ok(Some(_)) => {
                keep(&names, &target, now)?;
            }
            // A second name, not another one: at no moment is there no file.
            Err(StoreError::Damaged { .. }) => {
                names.keep_damaged(&target, now.at).map_err(refused)?;
            }
            Err(e) => return Err(e),
        }
        let metadata = disk::put_in_place(written, &target).map_err(refused)?;
        names.keep_written(&target, &bytes, None, now.at).ok();
        *self.seen() = Some(Seen {
            stamp: Stamp::of(&metadata),
            schema: read.schema,
        });
        Ok(backup)
    }

    /// Sets a damaged file aside, as `profile.damaged-<time>.json` beside, and gives its path. Then there
    /// is no record, and saving makes one. For when the person agreed.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when the file is not damaged (any more) or the lock is for another one,
    /// [`StoreError::Newer`], and what the system refuses.
    pub fn set_aside(&self, lock: &Lock, now: Moment) -> Result<PathBuf, StoreError> {
        let target = self.locked_target(lock)?;
        match self.load(&target) {
            Err(StoreError::Damaged { .. }) => {}
            Err(e) => return Err(e),
            Ok(_) => {
                let path = self.path.clone();
                return Err(StoreError::Changed { path });
            }
        }
        let refused = |e| refused(&target, "set aside", e);
        let aside = Names::of(&target)
            .keep_damaged(&target, now.at)
            .map_err(refused)?;
        fs::remove_file(&target).map_err(refused)?;
        disk::sync_folder(disk::folder_of(&target)).map_err(refused)?;
        *self.seen() = None;
        Ok(aside)
    }

    /// What [`Store::save`] will replace; none when there is no file.
    fn check_unchanged(&self, target: &Path) -> Result<Option<Seen>, StoreError> {
        let Some(stamp) = fs::metadata(target).ok().as_ref().map(Stamp::of) else {
            return Ok(None);
        };
        let seen = *self.seen();
        match seen {
            Some(seen) if seen.stamp == stamp => Ok(Some(seen)),
            _ => {
                // Damage is worth more words than change.
                self.load(target)?;
                let path = self.path.clone();
                Err(StoreError::Changed { path })
            }
        }
    }

    fn load(&self, target: &Path) -> Result<Option<(Record, Seen)>, StoreError> {
        let (bytes, metadata) = match read_file(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|e| io_error(&self.path, "read", e))?,
        };
        let path = self.path.clone();
        match form::read(&bytes, self.migrations) {
            Ok(read) => {
                let stamp = Stamp::of(&metadata);
                let schema = read.schema;
                Ok(Some((read.record, Seen { stamp, schema })))
            }
            Err(FormError::Newer { found, known }) => Err(StoreError::Newer { path, found, known }),
            Err(FormError::Damaged { detail }) => Err(StoreError::Damaged {
                path,
                detail,
                newest_good: self.newest_good(target),
            }),
        }
    }

    /// The newest good version that is not what the file holds; where all hold the same, the newest good one.
    fn newest_other(
        &self,
        names: &Names,
        target: &Path,
        all: Vec<backup::Stamp>,
    ) -> Option<backup::Stamp> {
        let present = fs::read(target).unwrap_or_default();
        let other = |s: &&backup::Stamp| {
            let file = names.backups().join(names.version(**s));
            fs::read(file).is_ok_and(|bytes| bytes != present)
        };
        let good = all.into_iter().filter(|s| self.look_at(names, *s).good);
        let good: Vec<backup::Stamp> = good.collect();
        good.iter().find(other).or(good.first()).copied()
    }

    fn newest_good(&self, target: &Path) -> Option<String> {
        let names = Names::of(target);
        let all = names.list().ok()?;
        let mut all = all.into_iter().map(|stamp| self.look_at(&names, stamp));
        all.find(|b| b.good).map(|b| b.name)
    }

    fn look_at(&self, names: &Names, stamp: backup::Stamp) -> Backup {
        let name = names.version(stamp);
        let file = read_file(&names.backups().join(&name)).ok();
        let read = file.as_ref();
        let read = read.and_then(|(bytes, _)| form::read(bytes, self.migrations).ok());
        Backup {
            at: stamp.at,
            size: file.map_or(0, |(bytes, _)| bytes.len() as u64),
            good: read.is_some(),
            holds: read.map(|read| Holds::of(&read.record.profile)),
            name,
        }
    }

    fn target(&self) -> Result<PathBuf, StoreError> {
        disk::follow(&self.path).map_err(|e| io_error(&self.path, "find", e))
    }

    fn locked_target(&self, lock: &Lock) -> Result<PathBuf, StoreError> {
        let target = self.target()?;
        if lock.is_for(&target) {
            Ok(target)
        } else {
            // A link that leads elsewhere by now.
            let path = self.path.clone();
            Err(StoreError::Changed { path })
        }
    }

    /// The schema this store writes.
    fn known(&self) -> u32 {
        form::OLDEST + self.migrations.len() as u32
    }

    fn seen(&self) -> MutexGuard<'_, Option<Seen>> {
        // What a panicking thread left is a whole value all the same.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let file = {
            use std::os::unix::fs::MetadataExt;
            (metadata.dev(), metadata.ino())
        };
        #[cfg(not(unix))]
        let file = (0, 0);
        Self {
            modified: metadata.modified().ok(),
            size: metadata.len(),
            file,
        }
    }
}

/// The content of a file and its metadata at the moment of reading.
fn read_file(path: &Path) -> io::Result<(Vec<u8>, Metadata)> {
    // Opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    let mut bytes = Vec::new();
    if file.take(LARGEST).read_to_end(&mut bytes)? as u64 == LARGEST {
        return Err(io::Error::other("it is too large to be a record"));
    }
    Ok((bytes, metadata))
}

fn list(names: &Names) -> Result<Vec<backup::Stamp>, StoreError> {
    names
        .list()
        .map_err(|e| io_error(&names.backups(), "list", e))
}

fn keep(names: &Names, target: &Path, now: Moment) -> Result<Option<backup::Stamp>, StoreError> {
    names
        .keep(target, now.at)
        .map_err(|e| refused(&names.backups(), "keep a version in", e))
}

fn io_error(path: &Path, action: &'static str, source: io::Error) -> StoreError {
    let path = path.to_owned();
    StoreError::Io {
        path,
        action,
        source,
    }
}

/// As [`io_error`], where writing was tried.
fn refused(path: &Path, action: &'static str, source: io::Error) -> StoreError {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    if matches!(source.kind(), PermissionDenied | ReadOnlyFilesystem) {
        let path = path.to_owned();
        return StoreError::ReadOnly { path, source };
    }
    io_error(path, action, source)
}

#[cfg(test)]
mod tests;
