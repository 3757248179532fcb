//! Writing so that a file is either the old one or the new one, never half of either, whatever happens
//! in between.
//!
//! Knows nothing of records.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// The end of the name of a file being written.
const BEING_WRITTEN: &str = ".tmp";
/// How many random characters stand before it.
const RANDOM: usize = 6;

/// The file that a path leads to: symbolic links are followed, also to a file that does not exist yet.
/// What is written in place of a link would part it from the file it stands for.
pub(super) fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&at) {
            Ok(next) => at = folder_of(&at).join(next),
            Err(_) => return Ok(at),
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

/// Makes a folder and those above it, for the owner only. One that exists stays as it is.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens a file to be locked, and makes it, for the owner only, when there is none.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes `bytes` into a new file in `folder`, readable by the owner only, down to the device. Its name
/// says for whom it is written: several records may share a folder.
pub(super) fn write_new(folder: &Path, owner: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let file = written(folder, owner, bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes `bytes` under a name that is free. The file appears whole, but nothing is forced to the device.
///
/// # Errors
/// `AlreadyExists` when the name is taken.
pub(super) fn write_copy(owner: &Path, bytes: &[u8], name: &Path) -> io::Result<()> {
    let file = written(folder_of(name), owner, bytes)?;
    file.persist_noclobber(name).map_err(|e| e.error)?;
    Ok(())
}

fn written(folder: &Path, owner: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(&prefix(owner))
        .rand_bytes(RANDOM)
        .suffix(BEING_WRITTEN)
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

fn prefix(owner: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(owner.file_name().unwrap_or_default());
    prefix.push("-");
    prefix
}

/// Puts what was written in the place of `target`, in one step, and gives its metadata.
pub(super) fn put_in_place(written: NamedTempFile, target: &Path) -> io::Result<fs::Metadata> {
    let file = written.persist(target).map_err(|e| e.error)?;
    sync_folder(folder_of(target))?;
    file.metadata()
}

/// Makes the same content known under a second name that is free. Where the file system knows no hard
/// links, by a copy that appears whole.
///
/// # Errors
/// `AlreadyExists` when the name is taken.
pub(super) fn second_name(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => copy(file, name),
        done => done,
    }
}

fn copy(file: &Path, name: &Path) -> io::Result<()> {
    let written = write_new(folder_of(name), file, &fs::read(file)?)?;
    written.persist_noclobber(name).map_err(|e| e.error)?;
    Ok(())
}

/// Removes from `folder` what a killed writer of `owner` left half-written. Only for the holder of its lock.
pub(super) fn tidy_up(folder: &Path, owner: &Path) {
    let (Ok(entries), prefix) = (fs::read_dir(folder), prefix(owner)) else {
        return;
    };
    let is_left = |name: &str| {
        let middle = name
            .strip_prefix(prefix.to_str()?)?
            .strip_suffix(BEING_WRITTEN)?;
        (middle.len() == RANDOM).then_some(())
    };
    for entry in entries.flatten() {
        if entry.file_name().to_str().and_then(is_left).is_some() {
            // Nobody misses it if it stays.
            fs::remove_file(entry.path()).ok();
        }
    }
}

/// Makes sure that the names in a folder are on the device.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_appears_whole_and_takes_no_name_twice() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        fs::write(&a, "one").unwrap();
        copy(&a, &b).unwrap();
        assert_eq!(fs::read_to_string(&b).unwrap(), "one");
        for result in [copy(&a, &b), second_name(&a, &b)] {
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
        tidy_up(folder.path(), Path::new("/elsewhere/me.json"));
        let left = names.map(|name| folder.path().join(name).exists());
        assert_eq!(left, [true, false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_to_their_end() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("far")).unwrap();
        symlink("b", at("a")).unwrap();
        symlink("far/c", at("b")).unwrap();
        assert_eq!(follow(&at("a")).unwrap(), at("far/c"));
        symlink("round", at("round")).unwrap();
        assert!(follow(&at("round")).is_err());
        assert_eq!(folder_of(Path::new("x.json")), Path::new("."));
    }
}
