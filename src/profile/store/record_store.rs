//! Reading the file of a document such as the record, and writing it without ever losing it.

use std::fmt::Debug;
use std::fs::Metadata;
use std::io;
use std::marker::PhantomData;
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

/// Identifies the state of a file without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    modified: Option<SystemTime>,
    size: u64,
    /// Device and inode: every save makes a new file.
    file: (u64, u64),
}

/// What a [`FileStore`] keeps: one JSON document a file, with a schema and a count of saves.
pub trait Document: Clone + Debug + PartialEq {
    /// The migrations from schema 1 to the present one.
    const MIGRATIONS: &'static [Migration];

    /// A document without content.
    fn new(now: Moment) -> Self;

    /// Reads a document of any schema that `migrations` know; returns the schema that it had as well.
    fn read(bytes: &[u8], migrations: &[Migration]) -> Result<(Self, u32), FormatError>;

    /// How often the document was saved.
    fn saves(&self) -> u64;

    /// The text of the file, with this count of saves.
    fn to_counted_json(&self, saves: u64) -> serde_json::Result<String>;

    /// Counts that help to choose among kept versions.
    fn summary(&self) -> Option<BackupSummary>;
}

impl Document for Record {
    const MIGRATIONS: &'static [Migration] = MIGRATIONS;

    fn new(now: Moment) -> Self {
        Self::new(now)
    }

    fn read(bytes: &[u8], migrations: &[Migration]) -> Result<(Self, u32), FormatError> {
        let read = json_format::read(bytes, migrations)?;
        Ok((read.record, read.schema))
    }

    fn saves(&self) -> u64 {
        self.saves
    }

    fn to_counted_json(&self, saves: u64) -> serde_json::Result<String> {
        self.to_counted_json(saves)
    }

    fn summary(&self) -> Option<BackupSummary> {
        Some(BackupSummary::of(&self.profile))
    }
}

/// The file of the record.
pub type Store = FileStore<Record>;

/// The file of a document.
///
/// The store remembers the state of the file that it last read or wrote, and refuses to save over any other. Clones
/// share that state.
#[derive(Clone, Debug)]
pub struct FileStore<D> {
    pub(super) path: PathBuf,
    pub(super) migrations: &'static [Migration],
    seen: Arc<Mutex<Option<KnownFile>>>,
    pub(super) disk: Arc<dyn Disk>,
    document: PhantomData<fn() -> D>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct KnownFile {
    pub(super) stamp: FileStamp,
    pub(super) schema: u32,
    pub(super) saves: u64,
}

impl<D: Document> FileStore<D> {
    /// Names the file without reading it. A symbolic link is followed on every access; the lock and the kept versions
    /// lie beside its target.
    pub fn open(path: PathBuf) -> Self {
        Self {
            path,
            migrations: D::MIGRATIONS,
            seen: Arc::default(),
            disk: Arc::new(SystemDisk),
            document: PhantomData,
        }
    }

    /// The path as given to [`Store::open`].
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the document; `None` if there is no file. It needs no lock, since the file is replaced in one step.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], [`StoreError::Newer`], or [`StoreError::Io`].
    pub fn read(&self) -> Result<Option<D>, StoreError> {
        let target = self.target()?;
        *self.seen() = None;
        let Some((record, seen)) = self.load(&target)? else {
            return Ok(None);
        };
        *self.seen() = Some(seen);
        Ok(Some(record))
    }

    /// Like [`Store::read`], but the file still counts as changed by another program.
    ///
    /// # Errors
    /// Those of [`Store::read`].
    pub fn peek(&self) -> Result<Option<D>, StoreError> {
        let loaded = self.load(&self.target()?)?;
        Ok(loaded.map(|(record, _)| record))
    }

    /// The present state of the file; `None` if there is no file.
    pub fn stamp(&self) -> Option<FileStamp> {
        let metadata = self.disk.metadata(&self.path);
        metadata.ok().as_ref().map(FileStamp::of)
    }

    /// Whether the file changed since this store last read or wrote it.
    pub fn has_changed(&self) -> bool {
        let seen = self.seen().map(|s| s.stamp);
        self.stamp() != seen
    }

    /// Takes the lock that every writer needs, and waits for it at most `wait`. Creates a missing folder.
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

    /// Refuses a read-only file: saving would replace it.
    fn check_writable(&self, target: &Path) -> Result<(), StoreError> {
        let metadata = match self.disk.metadata(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            metadata => metadata.map_err(|e| io_error(target, "look at", e))?,
        };
        // No lock and no copy is created beside a device.
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

    /// Writes the document atomically and flushes it to the device. Keeps it as a version, and the file that it replaces
    /// as well if that is not kept yet.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if the file changed since this store last read or wrote it, or the lock is for another
    /// file; [`StoreError::Damaged`] or [`StoreError::Newer`] if the file cannot be read any more;
    /// [`StoreError::TooLarge`]; errors of the system. The file is then unchanged, except after
    /// [`StoreError::NotSynced`].
    pub fn save(&self, lock: &Lock, record: &D, now: Moment) -> Result<(), StoreError> {
        let target = self.locked_target(lock)?;
        let replaced = self.check_unchanged(&target)?;
        let names = self.names(&target);
        let refused = |e| refused(&target, "write", e);
        let mut former = None;
        if let Some(seen) = replaced {
            if seen.schema < self.known() {
                match names.link_or_copy(&target, &names.of_schema(seen.schema)) {
                    // Only the first file of that schema is kept.
                    Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                    kept => kept.map_err(refused)?,
                }
            }
            former = keep(&names, &target, now)?;
        }
        let counted = [record.saves(), replaced.map_or(0, |seen| seen.saves)];
        let last = counted.into_iter().max().unwrap_or(0);
        let saves = last.max(names.last_save()).saturating_add(1);
        let text = record
            .to_counted_json(saves)
            .map_err(|source| StoreError::Serialize {
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
        // The file is replaced, whatever fails from here on.
        *self.seen() = Some(seen);
        let synced = self.sync_names(&target);
        // The record is saved. The next save makes up for a missing version.
        names
            .keep_written(&target, text.as_bytes(), saves, former, now.at)
            .ok();
        names.prune();
        synced
    }

    /// Reads the document under the lock (a new one if there is no file), changes it, and saves it if it changed.
    /// Returns what `change` returns.
    ///
    /// # Errors
    /// Those of [`Store::lock`], [`Store::read`] and [`Store::save`].
    pub fn update<R>(
        &self,
        wait: Duration,
        now: Moment,
        change: impl FnOnce(&mut D) -> R,
    ) -> Result<R, StoreError> {
        let lock = self.lock(wait)?;
        let before = self.read()?.unwrap_or_else(|| D::new(now));
        let mut record = before.clone();
        let given = change(&mut record);
        if record != before {
            self.save(&lock, &record, now)?;
        }
        Ok(given)
    }

    /// Writes a file beside the document once: a file of that name stays as it is. `name` is relative to the folder of
    /// the document; a missing folder is created.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if the lock is for another file; errors of the system.
    pub fn write_beside(&self, lock: &Lock, name: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let target = self.locked_target(lock)?;
        let disk = &*self.disk;
        let path = disk::folder_of(&target).join(name);
        let folder = disk::folder_of(&path);
        disk.make_folder(folder)
            .map_err(|e| refused(folder, "make the folder", e))?;
        disk::remove_leftovers(disk, folder, &target);
        match disk::write_copy(disk, &target, bytes, &path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            written => written.map_err(|e| refused(&path, "write", e)),
        }
    }

    /// Reads a file beside the document of at most `limit` bytes; `None` if there is no file.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn read_beside(&self, name: &Path, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let path = disk::folder_of(&self.target()?).join(name);
        match self.disk.read(&path, limit) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            read => Ok(Some(read.map_err(|e| io_error(&path, "read", e))?.0)),
        }
    }

    /// Flushes the name of a replaced file to the device.
    pub(super) fn sync_names(&self, target: &Path) -> Result<(), StoreError> {
        disk::sync_names(&*self.disk, disk::folder_of(target)).map_err(|source| {
            let path = self.path.clone();
            StoreError::NotSynced { path, source }
        })
    }

    /// The file that [`Store::save`] will replace; `None` if there is none.
    fn check_unchanged(&self, target: &Path) -> Result<Option<KnownFile>, StoreError> {
        let stamp = match self.disk.metadata(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            metadata => FileStamp::of(&metadata.map_err(|e| refused(target, "look at", e))?),
        };
        let seen = *self.seen();
        match seen {
            Some(seen) if seen.stamp == stamp => Ok(Some(seen)),
            _ => {
                // An error about damage tells more than one about a change.
                self.load(target)?;
                let path = self.path.clone();
                Err(StoreError::Changed { path })
            }
        }
    }

    pub(super) fn load(&self, target: &Path) -> Result<Option<(D, KnownFile)>, StoreError> {
        let path = self.path.clone();
        let (bytes, metadata) = match self.disk.read(target, MAX_SIZE) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            // Such a file can be set aside, and a version restored.
            Err(e) if file::is_misplaced(&e) => {
                return Err(StoreError::Damaged {
                    path,
                    detail: e.to_string(),
                    newest_good: self.newest_good(target),
                });
            }
            read => read.map_err(|e| io_error(&path, "read", e))?,
        };
        match D::read(&bytes, self.migrations) {
            Ok((document, schema)) => {
                let stamp = FileStamp::of(&metadata);
                let seen = KnownFile {
                    stamp,
                    schema,
                    saves: document.saves(),
                };
                Ok(Some((document, seen)))
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
        let read = read.and_then(|bytes| D::read(bytes, self.migrations).ok());
        Backup {
            at: stamp.at,
            size: bytes.map_or(0, |bytes| bytes.len() as u64),
            good: read.is_some(),
            holds: read.and_then(|(document, _)| document.summary()),
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
            // A link has got another target.
            let path = self.path.clone();
            Err(StoreError::Changed { path })
        }
    }

    /// The schema that this store writes.
    fn known(&self) -> u32 {
        json_format::OLDEST + self.migrations.len() as u32
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Option<KnownFile>> {
        // The value is whole even if a thread panicked.
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
