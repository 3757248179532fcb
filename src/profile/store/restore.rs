//! Restoring a kept version of the record, and setting a damaged record aside.

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
    /// Lists the kept versions, newest first.
    ///
    /// # Errors
    /// [`StoreError::Io`].
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        let target = self.target()?;
        let names = self.names(&target);
        let all = list(&names)?;
        Ok(all.into_iter().map(|s| self.inspect(&names, s)).collect())
    }

    /// Restores a kept version: without a name, the newest good one that differs from the file. The replaced file is
    /// kept: as a version if it is good, else beside the record as `profile.damaged-<time>.json`.
    ///
    /// # Errors
    /// [`StoreError::NoBackup`]; [`StoreError::BadBackup`]; [`StoreError::Newer`] if a later version of the program
    /// wrote the present file; [`StoreError::Changed`] if the lock is for another file; errors of the system. The file
    /// is then unchanged.
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
            // The file gets a second name, so that there is one at any moment.
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

    /// Renames a damaged file to `profile.damaged-<time>.json` and returns its path. Saving then creates a new record.
    /// The caller asks the person first.
    ///
    /// # Errors
    /// [`StoreError::Changed`] if the file is not damaged or the lock is for another file; [`StoreError::Newer`];
    /// errors of the system.
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
            // A file that cannot have a second name was moved.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            removed => removed.map_err(refused)?,
        }
        *self.seen() = None;
        self.sync_names(&target)?;
        Ok(aside)
    }

    /// The newest good version that differs from the file; if none does, the newest good one.
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
