//! Checks around the record for `doctor`.

use std::path::PathBuf;

use super::disk::{self, Disk};
use super::error::{StoreError, refused};
use super::lock::Lock;
use super::record_store::Store;

/// The size of the trial file in bytes: more than a small record.
const TRIAL: usize = 64 << 10;

impl Store {
    /// Writes a file beside the record as a save does, and removes it.
    ///
    /// # Errors
    /// Those of a save.
    pub fn try_saving(&self, lock: &Lock) -> Result<(), StoreError> {
        let target = self.locked_target(lock)?;
        let disk: &dyn Disk = &*self.disk;
        let folder = disk::folder_of(&target);
        let written = disk::write_new(disk, folder, &target, &vec![b' '; TRIAL]);
        written
            .and_then(|written| {
                drop(written);
                disk::sync_names(disk, folder)
            })
            .map_err(|e| refused(&target, "write beside", e))
    }

    /// The record and the folder of its versions if others than the owner can read them, with their permissions.
    pub fn exposed(&self) -> Vec<(PathBuf, u32)> {
        let Ok(target) = self.target() else {
            return Vec::new();
        };
        let backups = self.names(&target).backups();
        exposed([target, backups])
    }

    /// Files beside the record that look like conflict copies of a sync tool.
    pub fn conflict_copies(&self) -> Vec<PathBuf> {
        let Ok(target) = self.target() else {
            return Vec::new();
        };
        let folder = disk::folder_of(&target);
        let (Some(name), Some(stem)) = (target.file_name(), target.file_stem()) else {
            return Vec::new();
        };
        let stem = stem.to_string_lossy();
        let mut copies: Vec<PathBuf> = self
            .disk
            .list(folder)
            .unwrap_or_default()
            .into_iter()
            .filter(|other| other != name && is_conflict(&other.to_string_lossy(), &stem))
            .map(|other| folder.join(other))
            .collect();
        copies.sort();
        copies
    }
}

/// Whether sync tools give such a name to conflict copies: `profile.sync-conflict-…` (Syncthing), `profile (conflicted
/// copy …)` (Dropbox, Nextcloud), `profile_conflict-…`, `profile (1)`, `profile [2]`.
fn is_conflict(name: &str, stem: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem) else {
        return false;
    };
    let rest = rest.to_lowercase();
    let copy = rest.trim_start();
    let numbered = [('(', ')'), ('[', ']')].iter().any(|(open, close)| {
        let inner = copy.strip_prefix(*open).and_then(|r| r.split_once(*close));
        inner.is_some_and(|(number, _)| number.parse::<u32>().is_ok())
    });
    rest.contains("conflict") || numbered
}

/// The files and folders that others than the owner can read, with their permissions.
#[cfg(unix)]
pub fn exposed(paths: impl IntoIterator<Item = PathBuf>) -> Vec<(PathBuf, u32)> {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: PathBuf| {
        let mode = std::fs::metadata(&path).ok()?.permissions().mode() & 0o777;
        (mode & 0o077 != 0).then_some((path, mode))
    };
    paths.into_iter().filter_map(mode).collect()
}

/// The files and folders that others than the owner can read, with their permissions.
#[cfg(not(unix))]
pub fn exposed(_: impl IntoIterator<Item = PathBuf>) -> Vec<(PathBuf, u32)> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_sync_tools_are_known_by_their_names() {
        for name in [
            "profile.sync-conflict-20261123-100000-ABCDEFG.json",
            "profile (conflicted copy 2026-11-23 100000).json",
            "profile (Zoe's conflicted copy 2026-11-23).json",
            "profile_conflict-20261123-100000.json",
            "profile (1).json",
            "profile [2].json",
            "profile(1).json",
        ] {
            assert!(is_conflict(name, "profile"), "{name}");
        }
        for name in [
            "profile.json",
            "profile.json.lock",
            "profile.schema-1.json",
            "profile.damaged-20261123T120000.000000Z.json",
            "profile (old).json",
            "other (1).json",
            "backups",
        ] {
            assert!(!is_conflict(name, "profile"), "{name}");
        }
    }
}
