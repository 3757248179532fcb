//! The catalogues that the person imported, in their data folder, and which of them is in use.
//!
//! A catalogue is one file of two parts: what the first frame needs, and alternative labels and descriptions. It is made of
//! ESCO's download and can be made again, so a file that is damaged or of another version is refused, never repaired.

mod part;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::catalog::from_json::EscoFile;
use crate::catalog::{Catalog, LoadError};
use crate::file;
use crate::text::truncate;
use part::PartError;

/// The version of the files that are read and written.
const FORMAT: u32 = 6;

/// The name of the catalogue that is part of the program.
pub const EMBEDDED: &str = "embedded";

/// The file that names the catalogue in use. Without it, it is the embedded one.
const IN_USE: &str = "in-use";

/// The file that names the previous one, until the planner has reported what changed.
const FORMER: &str = "in-use-before";

/// How the file of a catalogue ends.
const ENDING: &str = "catalog";

/// How the name of a file begins that is being written.
const BEING_WRITTEN: &str = ".tmp";

/// Files being written that are older were left by an import that was killed.
const LEFT: Duration = Duration::from_hours(24);

/// How much of a name that is none is repeated in a message, in columns.
const REPEATED: usize = 40;

/// Why a catalogue cannot be kept, opened or removed.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    #[error("there is no catalogue \"{0}\"")]
    Unknown(String),
    /// The embedded catalogue is part of the program.
    #[error("the embedded catalogue cannot be removed")]
    Embedded,
    /// A file or folder cannot be read or written.
    #[error("cannot use {}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The file that names the catalogue in use is damaged, or names none that is there.
    #[error("the file {} does not name a usable catalogue; the embedded catalogue is used", path.display())]
    Selection { path: PathBuf, source: io::Error },
    /// The file is not what this version wrote.
    #[error("the catalogue \"{id}\" is not used")]
    Refused { id: String, source: PartError },
    /// The file is whole, and what it holds does not fit together.
    #[error("the catalogue \"{id}\" is not used")]
    Load { id: String, source: LoadError },
}

/// What is known of a kept catalogue without loading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    pub release: String,
    pub language: String,
    pub occupations: usize,
    pub skills: usize,
}

impl Metadata {
    pub fn of(catalog: &Catalog) -> Self {
        Self {
            release: catalog.release().to_owned(),
            language: catalog.language().to_owned(),
            occupations: catalog.occupations().len(),
            skills: catalog.skills().len(),
        }
    }
}

/// A catalogue in the folder.
#[derive(Debug)]
pub struct Entry {
    pub id: String,
    /// What is known of it, or why it is refused.
    pub metadata: Result<Metadata, LibraryError>,
    /// Size of its file, in bytes.
    pub bytes: u64,
}

/// Which catalogue is in use.
#[derive(Debug, Default)]
pub struct Selection {
    /// Its name; none for the embedded one.
    pub id: Option<String>,
    /// Why the embedded one is used where another may have been chosen.
    pub problem: Option<LibraryError>,
}

/// The folder of kept catalogues. It need not exist.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
}

impl Library {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The name under which a release in a language is kept.
    pub fn id(release: &str, language: &str) -> String {
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || c == '.' {
                c
            } else {
                '_'
            }
        };
        let [release, language] =
            [release, language].map(|t| t.chars().map(safe).collect::<String>());
        format!("esco-{release}-{language}")
    }

    pub fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.{ENDING}"))
    }

    /// Keeps a classification with its descriptions (of its occupations, then of its skills) and returns its name. One
    /// of the same name is replaced; the file is there whole or not at all.
    ///
    /// # Errors
    /// [`LibraryError`] when it does not fit together or cannot be written.
    pub fn save<'d>(
        &self,
        file: &EscoFile,
        descriptions: impl IntoIterator<Item = &'d str>,
    ) -> Result<String, LibraryError> {
        let id = Self::id(&file.release, &file.language);
        let path = self.path(&id);
        let parts = file
            .to_binary(descriptions)
            .map_err(|source| LibraryError::Load {
                id: id.clone(),
                source,
            })?;
        file::make_folder(&self.folder)
            .and_then(|()| {
                replace(&path, |to| {
                    parts
                        .iter()
                        .try_for_each(|bytes| part::write(to, FORMAT, bytes))
                })
            })
            .map_err(|source| LibraryError::Io { path, source })?;
        Ok(id)
    }

    /// All kept catalogues, by name.
    ///
    /// # Errors
    /// [`LibraryError::Io`] when the folder is there and cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>, LibraryError> {
        let failed = |source| LibraryError::Io {
            path: self.folder.clone(),
            source,
        };
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other.map_err(failed)?,
        };
        let mut out = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            let is_catalog = path.extension().is_some_and(|e| e == ENDING);
            if let Some(id) = path
                .file_stem()
                .and_then(|n| n.to_str())
                .filter(|_| is_catalog)
            {
                out.push(Entry {
                    id: id.to_owned(),
                    metadata: self.check(id).map(|catalog| Metadata::of(&catalog)),
                    bytes: fs::metadata(&path).map_or(0, |m| m.len()),
                });
            }
        }
        out.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(out)
    }

    /// Which catalogue is in use. If the choice is damaged, the embedded one is used.
    pub fn selection(&self) -> Selection {
        let path = self.folder.join(IN_USE);
        let chosen = match file::read_text(&path, file::SMALL) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Selection::default(),
            text => text.and_then(|text| match text.trim() {
                "" => Err(io::Error::other("it is empty")),
                EMBEDDED => Ok(None),
                id if self.known(id).is_ok() => Ok(Some(id.to_owned())),
                id => Err(io::Error::other(format!(
                    "there is no catalogue \"{}\"",
                    truncate(id, REPEATED)
                ))),
            }),
        };
        match chosen {
            Ok(id) => Selection { id, problem: None },
            Err(source) => Selection {
                id: None,
                problem: Some(LibraryError::Selection { path, source }),
            },
        }
    }

    /// The name of the catalogue in use; none for the embedded one.
    pub fn in_use(&self) -> Option<String> {
        self.selection().id
    }

    /// A sentence for the person when the selection is damaged.
    pub fn notice(&self) -> Option<String> {
        let problem = self.selection().problem?;
        Some(with_cause(
            &problem,
            "cisopath catalog use NAME chooses again",
        ))
    }

    /// Makes a catalogue the one in use.
    ///
    /// # Errors
    /// [`LibraryError`] when there is none of this name, it is refused, or the choice cannot be written.
    pub fn activate(&self, id: &str) -> Result<(), LibraryError> {
        if id != EMBEDDED {
            self.check(id)?;
        }
        let former = self.in_use();
        let former = former.as_deref().unwrap_or(EMBEDDED);
        if former != id {
            self.write_marker(FORMER, former)?;
        }
        self.write_marker(IN_USE, id)
    }

    /// The name of the catalogue that was in use before the last switch; the second call gives none.
    pub fn take_previous(&self) -> Option<String> {
        let path = self.folder.join(FORMER);
        let former = file::read_text(&path, file::SMALL).ok()?;
        // If it stayed, the change would be reported at every start.
        fs::remove_file(&path).ok()?;
        Some(former.trim().to_owned())
    }

    fn write_marker(&self, name: &str, id: &str) -> Result<(), LibraryError> {
        let path = self.folder.join(name);
        file::make_folder(&self.folder)
            .and_then(|()| set_aside(&path))
            .and_then(|()| replace(&path, |to| writeln!(to, "{id}")))
            .map_err(|source| LibraryError::Io { path, source })
    }

    /// Removes the files that imports left half-written because they were killed, and gives how many: those a day older than
    /// `now`. A younger one may belong to an import that runs.
    pub fn remove_stale_files(&self, now: SystemTime) -> usize {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let is_left = |entry: &fs::DirEntry| {
            let name = entry.file_name();
            let written = name
                .as_encoded_bytes()
                .starts_with(BEING_WRITTEN.as_bytes());
            let modified = entry.metadata().ok().filter(fs::Metadata::is_file);
            let modified = modified.and_then(|metadata| metadata.modified().ok());
            let age = modified.and_then(|modified| now.duration_since(modified).ok());
            written && age.is_some_and(|age| age > LEFT)
        };
        let left = entries.filter(is_left);
        // A file that cannot be removed does no harm.
        left.filter(|entry| fs::remove_file(entry.path()).is_ok())
            .count()
    }

    /// Removes a catalogue. When it was in use, the embedded one is from now on; returns whether it was.
    ///
    /// # Errors
    /// [`LibraryError`] when there is none of this name or it cannot be removed.
    pub fn remove(&self, id: &str) -> Result<bool, LibraryError> {
        if id == EMBEDDED {
            return Err(LibraryError::Embedded);
        }
        let path = self.known(id)?;
        let was_in_use = self.in_use().as_deref() == Some(id);
        if was_in_use {
            self.activate(EMBEDDED)?;
        }
        fs::remove_file(&path).map_err(|source| LibraryError::Io { path, source })?;
        Ok(was_in_use)
    }

    /// Loads a catalogue by its name.
    ///
    /// # Errors
    /// [`LibraryError`] when there is none of this name or it is refused.
    pub fn open(&self, id: &str) -> Result<Catalog, LibraryError> {
        let load = |source| LibraryError::Load {
            id: id.to_owned(),
            source,
        };
        if id == EMBEDDED {
            return Catalog::embedded().map_err(load);
        }
        let (columns, mut rest) = self.first_part(id)?;
        let details = move || part::read(&mut rest, FORMAT).unwrap_or_default();
        Catalog::from_binary(&columns, details).map_err(load)
    }

    /// Loads a catalogue after reading all of its file: [`Library::open`] leaves alternative labels and descriptions for
    /// their first use, and does without them when they are damaged.
    ///
    /// # Errors
    /// [`LibraryError`] when there is none of this name or it is refused.
    pub fn check(&self, id: &str) -> Result<Catalog, LibraryError> {
        if id != EMBEDDED {
            let (_, mut rest) = self.first_part(id)?;
            part::read(&mut rest, FORMAT).map_err(|source| refused(id, source))?;
        }
        self.open(id)
    }

    /// The first part of a catalogue's file, and the file from its second part on.
    fn first_part(&self, id: &str) -> Result<(Vec<u8>, File), LibraryError> {
        let path = self.known(id)?;
        let mut file = File::open(&path).map_err(|source| LibraryError::Io { path, source })?;
        let columns = part::read(&mut file, FORMAT).map_err(|source| refused(id, source))?;
        Ok((columns, file))
    }

    /// Loads the catalogue in use; where its file is refused, the embedded one, with a sentence that says so.
    ///
    /// # Errors
    /// [`LibraryError`] when the file cannot be read.
    pub fn open_or_embedded(&self) -> Result<(Catalog, Option<String>), LibraryError> {
        let error = match self.open_in_use() {
            Err(error @ (LibraryError::Refused { .. } | LibraryError::Load { .. })) => error,
            opened => return opened.map(|catalog| (catalog, None)),
        };
        let notice = with_cause(
            &error,
            "the embedded one is used; cisopath import esco PATH imports it again",
        );
        Ok((self.open(EMBEDDED)?, Some(notice)))
    }

    /// Loads the catalogue in use; where the choice is damaged, the embedded one ([`Library::selection`] says so).
    ///
    /// # Errors
    /// [`LibraryError`] when it is refused.
    pub fn open_in_use(&self) -> Result<Catalog, LibraryError> {
        self.open(self.in_use().as_deref().unwrap_or(EMBEDDED))
    }

    /// The file of a catalogue that is there. A name with a folder in it is none.
    fn known(&self, id: &str) -> Result<PathBuf, LibraryError> {
        let path = self.path(id);
        let plain = !id.contains(['/', '\\']) && !id.starts_with('.');
        if plain && path.is_file() {
            Ok(path)
        } else {
            Err(LibraryError::Unknown(id.to_owned()))
        }
    }
}

fn refused(id: &str, source: PartError) -> LibraryError {
    let id = id.to_owned();
    LibraryError::Refused { id, source }
}

fn with_cause(error: &LibraryError, hint: &str) -> String {
    let cause = std::error::Error::source(error).map_or(String::new(), |e| format!(": {e}"));
    format!("{error}{cause} ({hint})")
}

/// Gives what stands in the place of a file and is none (a folder, a pipe) another name, so that a file can stand there.
fn set_aside(path: &Path) -> io::Result<()> {
    if file::check_regular(path).is_ok() {
        return Ok(());
    }
    let aside = |number| path.with_extension(format!("damaged-{number}"));
    let free = (1..=9999).map(aside).find(|path| !path.exists());
    fs::rename(path, free.unwrap_or_else(|| aside(1)))
}

/// Writes a file whole or not at all.
fn replace(
    path: &Path,
    write: impl FnOnce(&mut io::BufWriter<&mut tempfile::NamedTempFile>) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(BEING_WRITTEN)
        .tempfile_in(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask may have taken more from it than is meant; file systems without permissions refuse this.
        let owner = fs::Permissions::from_mode(0o600);
        file.as_file().set_permissions(owner).ok();
    }
    let mut to = io::BufWriter::new(&mut file);
    write(&mut to)?;
    to.flush()?;
    drop(to);
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests;
