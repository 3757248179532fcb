//! Bringing a kept version of the record back, and setting a damaged record aside.

use std::io;
use std::path::{Path, PathBuf};

use super::backup::{Backup, BackupFiles, BackupId};
use super::disk;
use super::error::{StoreError, io_error, refused};
use super::lock::Lock;
use super::record_store::{FileStamp, KnownFile, Store, keep};
use crate::file;
use crate::profile::json_format;
use crate::profile::moment::Moment;

impl Store {
    /// The kept versions, newest first.
    ///
    /// # Errors
    /// [`StoreError::Io`] when they cannot be listed.
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        let target = self.target()?;
        let names = self.names(&target);
        let all = list(&names)?;
        Ok(all.into_iter().map(|s| self.inspect(&names, s)).collect())
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
        let names = self.names(&target);
        let all = list(&names)?;
        let found = if let Some(name) = name {
            all.into_iter().find(|s| names.version(*s) == name)
        } else {
            self.newest_other(&names, &target, all)?
        };
        let Some(found) = found else {
            let name = name.map(str::to_owned);
            return Err(StoreError::NoBackup { name });
        };
        let file = names.path(found);
        let bytes = names.read(&file).map_err(|e| io_error(&file, "read", e))?;
        let read =
            json_format::read(&bytes, self.migrations).map_err(|source| StoreError::BadBackup {
                name: names.version(found),
                source,
            })?;
        let backup = self.inspect(&names, found);

        let refused = |e| refused(&target, "write", e);
        let folder = disk::folder_of(&target);
        let written = disk::write_new(&*self.disk, folder, &target, &bytes).map_err(refused)?;
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
        let saves = read.record.saves.max(names.last_save()).saturating_add(1);
        let seen = KnownFile {
            stamp: FileStamp::of(&written.metadata),
            schema: read.schema,
            saves,
        };
        written.replace(&target).map_err(refused)?;
        *self.seen() = Some(seen);
        let synced = self.sync_names(&target);
        names
            .keep_written(&target, &bytes, saves, None, now.at)
            .ok();
        synced.map(|()| backup)
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
        let aside = self
            .names(&target)
            .keep_damaged(&target, now.at)
            .map_err(refused)?;
        match self.disk.remove(&target) {
            // What can have no second name was moved.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            removed => removed.map_err(refused)?,
        }
        *self.seen() = None;
        self.sync_names(&target)?;
        Ok(aside)
    }

    /// The newest good version that is not what the file holds; where all hold the same, the newest good one.
    fn newest_other(
        &self,
        names: &BackupFiles<'_>,
        target: &Path,
        all: Vec<BackupId>,
    ) -> Result<Option<BackupId>, StoreError> {
        let present = match names.read(target) {
            Err(e) if e.kind() == io::ErrorKind::NotFound || file::is_misplaced(&e) => Vec::new(),
            read => read.map_err(|e| io_error(&self.path, "read", e))?,
        };
        let other = |s: &&BackupId| {
            let held = names.read(&names.path(**s));
            held.is_ok_and(|bytes| bytes != present)
        };
        let good = all.into_iter().filter(|s| self.inspect(names, *s).good);
        let good: Vec<BackupId> = good.collect();
        Ok(good.iter().find(other).or(good.first()).copied())
    }
}

fn list(names: &BackupFiles<'_>) -> Result<Vec<BackupId>, StoreError> {
    names
        .list()
        .map_err(|e| io_error(&names.backups(), "list", e))
}
