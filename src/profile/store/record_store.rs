//! Reading the file of the record, and writing it without ever losing it.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::backup::{Backup, BackupFiles, BackupId, BackupSummary};
use super::disk::{self, Disk, MAX_SIZE, SystemDisk};
use super::error::{StoreError, io_error, refused};
use super::lock::Lock;
use crate::file;
use crate::profile::history::Record;
use crate::profile::json_format::{self, FormatError, MIGRATIONS, Migration};
use crate::profile::moment::Moment;

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
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
    pub(super) path: PathBuf,
    pub(super) migrations: &'static [Migration],
    seen: Arc<Mutex<Option<KnownFile>>>,
    pub(super) disk: Arc<dyn Disk>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct KnownFile {
    pub(super) stamp: FileStamp,
    pub(super) schema: u32,
    /// How often the record was saved.
    pub(super) saves: u64,
}

impl Store {
    /// The record at `path`. Nothing is read or made yet. A symbolic link is followed whenever the file
    /// is read or written; lock and kept versions lie beside the file it leads to.
    pub fn open(path: PathBuf) -> Self {
        Self {
            path,
            migrations: MIGRATIONS,
            seen: Arc::default(),
            disk: Arc::new(SystemDisk),
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

    /// The record as [`Store::read`] gives it, without taking note of it: the file still counts as changed by something
    /// else.
    ///
    /// # Errors
    /// Those of [`Store::read`].
    pub fn peek(&self) -> Result<Option<Record>, StoreError> {
        let loaded = self.load(&self.target()?)?;
        Ok(loaded.map(|(record, _)| record))
    }

    /// The state of the file now; none when there is none.
    pub fn stamp(&self) -> Option<FileStamp> {
        let metadata = self.disk.metadata(&self.path);
        metadata.ok().as_ref().map(FileStamp::of)
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
    /// [`StoreError::Locked`] when another holds it, [`StoreError::ReadOnly`] when the record or its folder may not be
    /// written, [`StoreError::NoLocks`] or [`StoreError::Io`] when there can be none.
    pub fn lock(&self, wait: Duration) -> Result<Lock, StoreError> {
        let target = self.target()?;
        let disk = &*self.disk;
        let folder = disk::folder_of(&target);
        disk.make_folder(folder)
            .map_err(|e| refused(folder, "make the folder", e))?;
        self.check_writable(&target)?;
        let lock = Lock::take(disk, &target, wait)?;
        disk::remove_leftovers(disk, folder, &target);
        disk::remove_leftovers(disk, &self.names(&target).backups(), &target);
        disk::check_writable(disk, &target).map_err(|e| refused(&target, "write beside", e))?;
        Ok(lock)
    }

    /// Refuses a record that is marked as not to be written. A save would replace it all the same.
    fn check_writable(&self, target: &Path) -> Result<(), StoreError> {
        let metadata = match self.disk.metadata(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            metadata => metadata.map_err(|e| io_error(target, "look at", e))?,
        };
        // Neither a lock nor a copy is to be made beside a device.
        file::regular(&metadata)
            .or_else(|e| file::is_misplaced(&e).then_some(()).ok_or(e))
            .map_err(|e| io_error(target, "write", e))?;
        if metadata.permissions().readonly() {
            return Err(StoreError::ReadOnly {
                path: target.to_owned(),
                source: io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    "the file is marked as read-only",
                ),
            });
        }
        Ok(())
    }

    /// Writes the record: whole or not at all, and down to the device. It is kept as a version as well, and so is what it
    /// replaces when that is not among them.
    ///
    /// # Errors
    /// [`StoreError::Changed`] when the file is another one than this store last read or wrote, or
    /// than the lock is for, [`StoreError::Damaged`] or [`StoreError::Newer`] when it is no longer
    /// readable, [`StoreError::TooLarge`] when it could not be read again, and what the system refuses. The file is then as it was. Only after [`StoreError::NotSynced`] it is the
    /// new one.
    pub fn save(&self, lock: &Lock, record: &Record, now: Moment) -> Result<(), StoreError> {
        let target = self.locked_target(lock)?;
        let replaced = self.check_unchanged(&target)?;
        let names = self.names(&target);
        let refused = |e| refused(&target, "write", e);
        let mut former = None;
        if let Some(seen) = replaced {
            if seen.schema < self.known() {
                match names.link_or_copy(&target, &names.of_schema(seen.schema)) {
                    // The first file of that schema is the one worth keeping.
                    Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                    kept => kept.map_err(refused)?,
                }
            }
            former = keep(&names, &target, now)?;
        }
        let counted = [record.saves, replaced.map_or(0, |seen| seen.saves)];
        let last = counted.into_iter().max().unwrap_or(0);
        let saves = last.max(names.last_save()).saturating_add(1);
        let text = record
            .to_counted_json(saves)
            .map_err(|source| StoreError::Form {
                path: target.clone(),
                source,
            })?;
        if text.len() as u64 > MAX_SIZE {
            return Err(StoreError::TooLarge { path: target });
        }
        let folder = disk::folder_of(&target);
        let written =
            disk::write_new(&*self.disk, folder, &target, text.as_bytes()).map_err(refused)?;
        let seen = KnownFile {
            stamp: FileStamp::of(&written.metadata),
            schema: self.known(),
            saves,
        };
        written.replace(&target).map_err(refused)?;
        // Whatever fails from here on, this is the file now.
        *self.seen() = Some(seen);
        let synced = self.sync_names(&target);
        // The record is saved: a copy too few is made up for by the next save.
        names
            .keep_written(&target, text.as_bytes(), saves, former, now.at)
            .ok();
        names.prune();
        synced
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

    /// Forces the name of a file that was just replaced to the device.
    pub(super) fn sync_names(&self, target: &Path) -> Result<(), StoreError> {
        disk::sync_names(&*self.disk, disk::folder_of(target)).map_err(|source| {
            let path = self.path.clone();
            StoreError::NotSynced { path, source }
        })
    }

    /// What [`Store::save`] will replace; none when there is no file.
    fn check_unchanged(&self, target: &Path) -> Result<Option<KnownFile>, StoreError> {
        let stamp = match self.disk.metadata(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => FileStamp::of(&metadata.map_err(|e| refused(target, "look at", e))?),
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

    pub(super) fn load(&self, target: &Path) -> Result<Option<(Record, KnownFile)>, StoreError> {
        let path = self.path.clone();
        let (bytes, metadata) = match self.disk.read(target, MAX_SIZE) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            // It can be set aside, and a version brought back.
            Err(e) if file::is_misplaced(&e) => {
                return Err(StoreError::Damaged {
                    path,
                    detail: e.to_string(),
                    newest_good: self.newest_good(target),
                });
            }
            read => read.map_err(|e| io_error(&path, "read", e))?,
        };
        match json_format::read(&bytes, self.migrations) {
            Ok(read) => {
                let stamp = FileStamp::of(&metadata);
                let seen = KnownFile {
                    stamp,
                    schema: read.schema,
                    saves: read.record.saves,
                };
                Ok(Some((read.record, seen)))
            }
            Err(FormatError::Newer { found, known }) => {
                Err(StoreError::Newer { path, found, known })
            }
            Err(FormatError::Damaged { detail }) => Err(StoreError::Damaged {
                path,
                detail,
                newest_good: self.newest_good(target),
            }),
        }
    }

    fn newest_good(&self, target: &Path) -> Option<Box<Backup>> {
        let names = self.names(target);
        let all = names.list().ok()?;
        let mut all = all.into_iter().map(|stamp| self.inspect(&names, stamp));
        all.find(|b| b.good).map(Box::new)
    }

    pub(super) fn inspect(&self, names: &BackupFiles<'_>, stamp: BackupId) -> Backup {
        let name = names.version(stamp);
        let bytes = names.read(&names.path(stamp)).ok();
        let read = bytes.as_ref();
        let read = read.and_then(|bytes| json_format::read(bytes, self.migrations).ok());
        Backup {
            at: stamp.at,
            size: bytes.map_or(0, |bytes| bytes.len() as u64),
            good: read.is_some(),
            holds: read.map(|read| BackupSummary::of(&read.record.profile)),
            name,
        }
    }

    pub(super) fn target(&self) -> Result<PathBuf, StoreError> {
        disk::follow(&*self.disk, &self.path).map_err(|e| io_error(&self.path, "find", e))
    }

    pub(super) fn names(&self, target: &Path) -> BackupFiles<'_> {
        BackupFiles::of(&*self.disk, target)
    }

    pub(super) fn locked_target(&self, lock: &Lock) -> Result<PathBuf, StoreError> {
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
        json_format::OLDEST + self.migrations.len() as u32
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Option<KnownFile>> {
        // What a panicking thread left is a whole value all the same.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FileStamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
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

pub(super) fn keep(
    names: &BackupFiles<'_>,
    target: &Path,
    now: Moment,
) -> Result<Option<BackupId>, StoreError> {
    names
        .keep(target, now.at)
        .map_err(|e| refused(&names.backups(), "keep a version in", e))
}
