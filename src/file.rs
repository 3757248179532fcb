//! Reading regular files up to a limit, and creating folders for the owner only.
//!
//! All files of the person are read here, so that a pipe, a device or an endless file is refused everywhere.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// The limit for small files such as settings, in bytes.
pub(crate) const SMALL: u64 = 1 << 20;

/// Reads a regular file of at most `limit` bytes; returns the content and the metadata.
///
/// # Errors
/// If it is not a regular file, is too large, or cannot be read.
pub(crate) fn read(path: &Path, limit: u64) -> io::Result<(Vec<u8>, Metadata)> {
    let file = open(path, OpenOptions::new().read(true))?;
    let metadata = file.metadata()?;
    let too_large = || {
        let most = match limit >> 20 {
            0 => format!("{limit} bytes"),
            megabytes => format!("{megabytes} MB"),
        };
        let kind = io::ErrorKind::FileTooLarge;
        Err(io::Error::new(kind, format!("it is larger than {most}")))
    };
    if metadata.len() > limit {
        return too_large();
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    if file.take(limit + 1).read_to_end(&mut bytes)? as u64 > limit {
        return too_large();
    }
    Ok((bytes, metadata))
}

/// Reads a regular file of at most `limit` bytes as text.
///
/// # Errors
/// Those of [`read`]; `InvalidData` if it is not UTF-8.
pub(crate) fn read_text(path: &Path, limit: u64) -> io::Result<String> {
    let (bytes, _) = read(path, limit)?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to() + 1;
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("byte {at} is not UTF-8 text"),
        )
    })
}

/// Refuses the path of anything but a regular file. The path need not exist.
///
/// # Errors
/// Those of [`regular`], and errors of the system.
pub(crate) fn check_regular(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        metadata => regular(&metadata?),
    }
}

/// Opens a regular file. It never waits for the other end of a pipe.
///
/// # Errors
/// If it is not a regular file, or cannot be opened.
pub(crate) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    // Opening a device can have effects.
    check_regular(path)?;
    open_without_waiting(path, options)
}

/// Opens a regular file, even if another kind of file replaced it after it was checked.
fn open_without_waiting(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits() as i32);
    }
    let file = options.open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

/// Refuses anything but a regular file.
///
/// # Errors
/// `IsADirectory`; `Unsupported` for a device; `InvalidInput` for a pipe or a socket.
pub(crate) fn regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        return Ok(());
    }
    let (kind, what) = if metadata.is_dir() {
        (io::ErrorKind::IsADirectory, "it is a folder")
    } else if is_device(metadata) {
        (io::ErrorKind::Unsupported, "it is not a regular file")
    } else {
        (io::ErrorKind::InvalidInput, "it is not a regular file")
    };
    Err(io::Error::new(kind, what))
}

#[cfg(unix)]
fn is_device(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_device(_: &Metadata) -> bool {
    // It may not belong to the person.
    true
}

/// Whether an error of [`read`] says that there is a folder, a pipe or too large a file: the person can move it away. A
/// device does not belong to them, and an error of the system may be temporary.
pub(crate) fn is_misplaced(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, InvalidInput, IsADirectory};
    let is_ours = error.raw_os_error().is_none();
    is_ours && matches!(error.kind(), FileTooLarge | InvalidInput | IsADirectory)
}

/// Creates a folder and its parents, for the owner only, whatever the umask. An existing folder does not change.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match create(folder) {
        // Another process created it in the meantime.
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}

#[cfg(unix)]
fn create(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    const OWNER: u32 = 0o700;
    fs::DirBuilder::new().mode(OWNER).create(folder)?;
    // The umask may have removed permissions. File systems without permissions refuse this, which is no error.
    fs::set_permissions(folder, fs::Permissions::from_mode(OWNER)).ok();
    Ok(())
}

#[cfg(not(unix))]
fn create(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &Path, limit: u64, expected: Result<&str, &str>) {
        let read = read_text(path, limit).map_err(|e| e.to_string());
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(read, expected);
    }

    #[test]
    fn regular_files_are_read_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "1234").unwrap();
        check(&file, 4, Ok("1234"));
        check(&file, 3, Err("it is larger than 3 bytes"));
        check(folder.path(), 3, Err("it is a folder"));
        fs::write(&file, b"12\xff").unwrap();
        check(&file, SMALL, Err("byte 3 is not UTF-8 text"));
        assert!(check_regular(&file).is_ok());
        assert!(check_regular(&folder.path().join("none")).is_ok());
        assert!(check_regular(folder.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        for path in [&pipe, &link, Path::new("/dev/zero")] {
            check(path, SMALL, Err("it is not a regular file"));
            assert!(check_regular(path).is_err());
        }
        // A pipe that replaces a file between check and opening.
        for options in [
            OpenOptions::new().read(true),
            OpenOptions::new().write(true),
        ] {
            assert!(open_without_waiting(&pipe, options).is_err());
        }
    }

    #[test]
    fn what_stands_in_the_way_is_told_from_what_the_system_refuses() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "1234").unwrap();
        let check = |path: &Path, limit, expected| {
            let error = read(path, limit).unwrap_err();
            assert_eq!(is_misplaced(&error), expected, "{error:?}");
        };
        check(&file, 3, true);
        check(folder.path(), 3, true);
        check(&folder.path().join("none"), 3, false);
        check(&file.join("x"), 3, false);
        #[cfg(unix)]
        check(Path::new("/dev/zero"), 3, false);
        for kind in [io::ErrorKind::InvalidInput, io::ErrorKind::IsADirectory] {
            assert!(is_misplaced(&io::Error::new(kind, "ours")));
        }
        #[cfg(unix)]
        for errno in [
            rustix::io::Errno::INVAL,
            rustix::io::Errno::ISDIR,
            rustix::io::Errno::FBIG,
        ] {
            assert!(!is_misplaced(&errno.into()), "{errno}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn folders_are_made_for_the_owner() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        make_folder(&deep).unwrap();
        for path in deep.ancestors().take(3) {
            let mode = fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", path.display());
        }
        fs::write(folder.path().join("file"), "").unwrap();
        assert!(make_folder(&folder.path().join("file")).is_err());
        assert!(make_folder(&folder.path().join("file/x")).is_err());
    }
}
