//! Atomic writing: a file is the old one or the new one, whatever happens in between.
//!
//! Every call to the file system goes through [`Disk`], so that tests can make each of them fail.

use std::ffi::{OsStr, OsString};
use std::fmt::Debug;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::file;

/// The limit for the file of a record, in bytes: far more than any record has. A larger file is neither read nor
/// written.
pub(super) const MAX_SIZE: u64 = 64 << 20;

/// The end of the name of a file being written.
const BEING_WRITTEN: &str = ".tmp";
/// The number of digits before it.
const NUMBER: usize = 6;

/// The calls to the file system that the store makes.
pub(super) trait Disk: Debug + Send + Sync {
    /// The target of a symbolic link.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    /// The content of a regular file of at most `limit` bytes, and its metadata.
    fn read(&self, path: &Path, limit: u64) -> io::Result<(Vec<u8>, Metadata)> {
        file::read(path, limit)
    }

    /// The names in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        let entries = fs::read_dir(folder)?;
        entries.map(|entry| Ok(entry?.file_name())).collect()
    }

    /// Creates a folder and its parents, for the owner only. An existing folder does not change.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        file::make_folder(folder)
    }

    /// Opens a lock file, and creates a missing one for the owner only.
    fn open_lock(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        let options = owned(options.write(true).create(true).truncate(false));
        let file = file::open(path, options)?;
        keep_for_owner(&file);
        Ok(file)
    }

    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }

    /// Creates a new file for the owner only, whatever the umask.
    fn create(&self, path: &Path) -> io::Result<File> {
        let file = owned(OpenOptions::new().write(true).create_new(true)).open(path)?;
        keep_for_owner(&file);
        Ok(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Flushes the content of a file to the device.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Flushes the names in a folder to the device.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    /// Renames a file atomically, and replaces a file of that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Gives a file a second name that is free.
    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        fs::hard_link(file, name)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }
}

/// The file system of the machine.
#[derive(Debug)]
pub(super) struct SystemDisk;

impl Disk for SystemDisk {}

fn owned(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Restores the owner's permissions if the umask removed them. File systems without permissions refuse this.
fn keep_for_owner(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        const OWNER: u32 = 0o600;
        let mode = file
            .metadata()
            .map(|metadata| metadata.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o777 != OWNER) {
            file.set_permissions(fs::Permissions::from_mode(OWNER)).ok();
        }
    }
}

/// A written file under a temporary name. It is removed unless it is renamed.
#[derive(Debug)]
pub(super) struct PendingFile<'d> {
    disk: &'d dyn Disk,
    path: PathBuf,
    pub(super) metadata: Metadata,
    named: bool,
}

impl Drop for PendingFile<'_> {
    fn drop(&mut self) {
        if !self.named {
            // If this fails, the next holder of the lock removes it.
            self.disk.remove(&self.path).ok();
        }
    }
}

impl PendingFile<'_> {
    /// Replaces `target` atomically. The name is not flushed to the device.
    pub(super) fn replace(mut self, target: &Path) -> io::Result<()> {
        self.disk.rename(&self.path, target)?;
        self.named = true;
        Ok(())
    }

    /// Gives it a name that is free. Only the holder of the lock creates such names.
    fn name(self, name: &Path) -> io::Result<()> {
        check_free(self.disk, name)?;
        self.replace(name)
    }
}

/// Refuses a name that is taken.
fn check_free(disk: &dyn Disk, name: &Path) -> io::Result<()> {
    match disk.metadata(name) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

/// The target of a path, after all symbolic links. The target need not exist. Writing to the path itself would replace
/// a link by a file.
pub(super) fn follow(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    use io::ErrorKind::{InvalidInput, NotADirectory, NotFound, Unsupported};
    let mut at = path.to_owned();
    for _ in 0..40 {
        match disk.read_link(&at) {
            Ok(next) => at = folder_of(&at).join(next),
            Err(e)
                if matches!(
                    e.kind(),
                    InvalidInput | NotFound | NotADirectory | Unsupported
                ) =>
            {
                return Ok(at);
            }
            Err(e) => return Err(e),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// The folder in which a file lies.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes a new file in `folder`, readable by the owner only, and flushes it to the device. Its temporary name
/// contains the name of `owner`, since several records may share a folder. Only for the holder of the lock of `owner`.
pub(super) fn write_new<'d>(
    disk: &'d dyn Disk,
    folder: &Path,
    owner: &Path,
    bytes: &[u8],
) -> io::Result<PendingFile<'d>> {
    let (path, mut file) = create(disk, folder, owner)?;
    let mut written = PendingFile {
        disk,
        path,
        metadata: file.metadata()?,
        named: false,
    };
    disk.write(&mut file, bytes)?;
    disk.sync(&file)?;
    written.metadata = file.metadata()?;
    Ok(written)
}

/// Creates a file in the folder of `owner` and removes it again.
pub(super) fn check_writable(disk: &dyn Disk, owner: &Path) -> io::Result<()> {
    let (path, file) = create(disk, folder_of(owner), owner)?;
    drop(file);
    disk.remove(&path)
}

fn create(disk: &dyn Disk, folder: &Path, owner: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let mut name = prefix(owner);
        name.push(format!("{number:0NUMBER$}{BEING_WRITTEN}"));
        let path = folder.join(name);
        match disk.create(&path) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            file => return Ok((path, file?)),
        }
    }
}

fn prefix(owner: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(owner.file_name().unwrap_or_default());
    prefix.push("-");
    prefix
}

/// Writes `bytes` under a free name, and flushes content and name to the device. The file appears whole.
///
/// # Errors
/// `AlreadyExists` when the name is taken.
pub(super) fn write_copy(
    disk: &dyn Disk,
    owner: &Path,
    bytes: &[u8],
    name: &Path,
) -> io::Result<()> {
    write_new(disk, folder_of(name), owner, bytes)?.name(name)?;
    sync_names(disk, folder_of(name))
}

/// Gives a file a second name by a hard link, or by a copy on file systems without hard links.
///
/// # Errors
/// `AlreadyExists` when the name is taken.
pub(super) fn link_or_copy(
    disk: &dyn Disk,
    file: &Path,
    name: &Path,
    limit: u64,
) -> io::Result<()> {
    match disk.link(file, name) {
        Ok(()) => sync_names(disk, folder_of(name)),
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Err(e),
        Err(_) => write_copy(disk, file, &disk.read(file, limit)?.0, name),
    }
}

/// Gives a file a second name, or moves what cannot have two.
///
/// # Errors
/// `AlreadyExists` when the name is taken.
pub(super) fn set_aside(disk: &dyn Disk, file: &Path, name: &Path, limit: u64) -> io::Result<()> {
    match link_or_copy(disk, file, name, limit) {
        // A folder has one name only, and a copy of too large a file could fill the device.
        Err(e) if file::is_misplaced(&e) => {
            check_free(disk, name)?;
            disk.rename(file, name)?;
            sync_names(disk, folder_of(name))
        }
        done => done,
    }
}

/// Flushes the names in a folder to the device. Some file systems and folders without read permission refuse it, which
/// is no error.
pub(super) fn sync_names(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match disk.sync_folder(folder) {
        Err(e) if matches!(e.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        done => done,
    }
}

/// The temporary files in `folder` of a killed writer of `owner`.
pub(super) fn leftovers(disk: &dyn Disk, folder: &Path, owner: &Path) -> Vec<PathBuf> {
    let (Ok(names), prefix) = (disk.list(folder), prefix(owner)) else {
        return Vec::new();
    };
    let is_left = |name: &OsStr| {
        let name = name.as_encoded_bytes();
        let middle = name
            .strip_prefix(prefix.as_encoded_bytes())
            .and_then(|rest| rest.strip_suffix(BEING_WRITTEN.as_bytes()));
        middle.is_some_and(|middle| middle.len() == NUMBER)
    };
    let left = names.into_iter().filter(|name| is_left(name));
    left.map(|name| folder.join(name)).collect()
}

/// Removes the temporary files in `folder` of a killed writer of `owner`. Only for the holder of its lock.
pub(super) fn remove_leftovers(disk: &dyn Disk, folder: &Path, owner: &Path) {
    for path in leftovers(disk, folder, owner) {
        // It does no harm if it stays.
        disk.remove(&path).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_appears_whole_and_takes_no_name_twice() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&a, "one").unwrap();
        write_copy(&SystemDisk, &a, b"one", &b).unwrap();
        assert_eq!(fs::read_to_string(&b).unwrap(), "one");
        let again = [
            write_copy(&SystemDisk, &a, b"two", &b),
            link_or_copy(&SystemDisk, &a, &b, 9),
        ];
        for result in again {
            assert_eq!(result.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn only_the_own_left_overs_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let names = [
            "me.json",
            ".me.json-a1b2c3.tmp",
            ".me.json-x.json-a1b2c3.tmp",
            ".you.json-a1b2c3.tmp",
        ];
        for name in names {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        remove_leftovers(&SystemDisk, folder.path(), Path::new("/elsewhere/me.json"));
        let left = names.map(|name| folder.path().join(name).exists());
        assert_eq!(left, [true, false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_their_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let follow = |path: &Path| follow(&SystemDisk, path);
        fs::create_dir(at("far")).unwrap();
        symlink("b", at("a")).unwrap();
        symlink("far/c", at("b")).unwrap();
        assert_eq!(follow(&at("a")).unwrap(), at("far/c"));
        symlink("round", at("round")).unwrap();
        assert!(follow(&at("round")).is_err());
        assert_eq!(folder_of(Path::new("x.json")), Path::new("."));
    }
}
