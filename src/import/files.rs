//! The files of a download, in folders and in zip files, found by their names.

use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::classification::ReadError;
use super::limits;

/// The files of a download.
#[derive(Debug)]
pub(crate) struct Files {
    entries: Vec<Entry>,
    /// Names of the folders and zip files that were given.
    names: Vec<String>,
    /// Folders with files inside the folders that were given. They are not read.
    inside: Vec<PathBuf>,
    /// How many bytes may still be read.
    left: Rc<Cell<u64>>,
}

#[derive(Debug)]
struct Entry {
    /// The name without folders.
    name: String,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Zipped { zip: PathBuf, at: usize },
}

impl Files {
    /// Looks through folders and zip files; a zip file in a folder is looked through as well.
    ///
    /// # Errors
    /// [`ReadError`] when one cannot be read, is no zip file, or has a path that leads out of itself.
    pub(crate) fn find(paths: &[PathBuf]) -> Result<Self, ReadError> {
        let mut out = Self {
            entries: Vec::new(),
            names: Vec::new(),
            inside: Vec::new(),
            left: Rc::new(Cell::new(limits::DOWNLOAD)),
        };
        for path in paths {
            let io = |source| ReadError::File {
                path: path.clone(),
                source,
            };
            // `.` has a name as well.
            let named = fs::canonicalize(path).map_err(io)?;
            let name = named.file_name().unwrap_or_default();
            out.names.push(name.to_string_lossy().into_owned());
            if !named.is_dir() {
                if !named.is_file() {
                    let kind = ErrorKind::Unsupported;
                    return Err(io(io::Error::new(
                        kind,
                        "it is neither a file nor a folder",
                    )));
                }
                out.file(path)?;
                continue;
            }
            for path in inside(path).map_err(io)? {
                if path.is_file() {
                    out.file(&path)?;
                } else if out.inside.len() < limits::FOLDERS && holds_files(&path) {
                    out.inside.push(path);
                }
            }
        }
        Ok(out)
    }

    /// The names of the folders and zip files that were given.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The languages of the files whose name begins with `stem`, by their suffix.
    pub(crate) fn languages(&self, stem: &str) -> Vec<String> {
        let suffix = |entry: &Entry| {
            let rest = entry.name.to_lowercase();
            let rest = rest
                .strip_prefix(&stem.to_lowercase())?
                .strip_suffix(".csv")?
                .to_owned();
            rest.strip_prefix('_')
                .filter(|language| is_language(language))
                .map(str::to_owned)
        };
        self.entries.iter().filter_map(suffix).collect()
    }

    /// The name of the file with this stem: in the first of `languages` that there is, else without a language.
    ///
    /// # Errors
    /// [`ReadError::Missing`] when there is none, with what may be meant.
    pub(crate) fn found(&self, stem: &str, languages: &[&str]) -> Result<String, ReadError> {
        let with = languages
            .iter()
            .map(|language| format!("{stem}_{language}.csv"));
        let names: Vec<String> = with.chain([format!("{stem}.csv")]).collect();
        let found = names.iter().find_map(|name| self.entry(name));
        found.map(|entry| entry.name.clone()).ok_or_else(|| {
            let copies = names.iter().flat_map(|name| self.copies_of(name));
            let copies = copies.map(|name| format!("\"{name}\""));
            let inside = self.inside.iter();
            let inside = inside.map(|path| format!("the folder {}", path.display()));
            ReadError::Missing {
                name: names[0].clone(),
                there: copies.chain(inside).collect(),
            }
        })
    }

    /// Files whose names say that they are other copies of this one: `skills_en (1).csv` of `skills_en.csv`.
    pub(crate) fn copies_of(&self, name: &str) -> impl Iterator<Item = &str> {
        let stem = name.trim_end_matches(".csv").to_lowercase();
        let is_copy = move |other: &&str| {
            let other = other.to_lowercase();
            let rest = other.strip_prefix(&stem);
            rest.is_some_and(|rest| rest.trim_start().starts_with(['(', '-']))
        };
        let names = self.entries.iter().map(|entry| entry.name.as_str());
        names.filter(is_copy)
    }

    /// Reads a file that [`Self::found`] named.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be opened, and what `take` says.
    pub(crate) fn read<T>(
        &mut self,
        name: &str,
        take: impl FnOnce(&mut dyn Read) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let Some(place) = self.entry(name).map(|entry| entry.place.clone()) else {
            return Err(ReadError::Missing {
                name: name.to_owned(),
                there: Vec::new(),
            });
        };
        let left = Rc::clone(&self.left);
        match place {
            Place::File(path) => match File::open(&path) {
                Ok(inner) => take(&mut Metered { inner, left }),
                Err(source) => Err(ReadError::File { path, source }),
            },
            Place::Zipped { zip, at } => {
                let mut archive = archive(&zip)?;
                let inner = archive.by_index(at).map_err(|e| broken(&zip, e))?;
                take(&mut Metered { inner, left })
            }
        }
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let same = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name);
        self.entries.iter().find(same)
    }

    fn file(&mut self, path: &Path) -> Result<(), ReadError> {
        if is_csv(path) {
            self.entries.push(Entry {
                name: name_of(path.file_name()),
                place: Place::File(path.to_owned()),
            });
        } else if is_zip(path) {
            self.zip(path)?;
        }
        Ok(())
    }

    fn zip(&mut self, path: &Path) -> Result<(), ReadError> {
        let mut archive = archive(path)?;
        for at in 0..archive.len() {
            let entry = archive.by_index_raw(at).map_err(|e| broken(path, e))?;
            let Some(inside) = entry.enclosed_name() else {
                let name = entry.name().map_err(|e| broken(path, e))?;
                return Err(ReadError::Outside {
                    path: path.to_owned(),
                    name: name.into_owned(),
                });
            };
            if is_csv(&inside) {
                self.entries.push(Entry {
                    name: name_of(inside.file_name()),
                    place: Place::Zipped {
                        zip: path.to_owned(),
                        at,
                    },
                });
            }
        }
        Ok(())
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("csv"))
}

fn is_zip(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

fn is_language(suffix: &str) -> bool {
    (2..=3).contains(&suffix.len()) && suffix.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The entries of a folder, by name.
fn inside(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let mut out: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    out.sort();
    Ok(out)
}

/// Whether a path is a folder with files of a download; one that cannot be read is none.
fn holds_files(path: &Path) -> bool {
    path.is_dir() && inside(path).is_ok_and(|all| all.iter().any(|p| is_csv(p) || is_zip(p)))
}

/// A reader that stops at the limit of bytes. The bytes that come out count, not the size that a zip file states.
struct Metered<R> {
    inner: R,
    /// How many bytes may still be read.
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = loop {
            match self.inner.read(bytes) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let left = self.left.get().checked_sub(read as u64);
        self.left.set(left.ok_or(ErrorKind::FileTooLarge)?);
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Opens a zip file. Its directory is kept in memory and therefore limited.
fn archive(path: &Path) -> Result<ZipArchive<Metered<BufReader<File>>>, ReadError> {
    let file = File::open(path).map_err(|source| ReadError::File {
        path: path.to_owned(),
        source,
    })?;
    let left = Rc::new(Cell::new(limits::ZIP_DIRECTORY));
    let metered = Metered {
        inner: BufReader::new(file),
        left: Rc::clone(&left),
    };
    let archive = ZipArchive::new(metered).map_err(|e| broken(path, e))?;
    left.set(u64::MAX);
    Ok(archive)
}

fn broken(path: &Path, error: ZipError) -> ReadError {
    ReadError::File {
        path: path.to_owned(),
        source: match error {
            ZipError::Io(source) if source.kind() == ErrorKind::FileTooLarge => {
                return ReadError::TooMany {
                    file: path.display().to_string(),
                    what: "an endless list of files".to_owned(),
                };
            }
            ZipError::Io(source) => source,
            other => io::Error::other(other),
        },
    }
}

fn name_of(name: Option<&OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(path: &Path, files: &[(&str, &str)]) {
        let mut zip = ZipWriter::new(File::create(path).unwrap());
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
    }

    fn read(files: &mut Files, stem: &str) -> Option<(String, String)> {
        let name = files.found(stem, &["de", "en"]).ok()?;
        let mut text = String::new();
        files
            .read(&name, |source| {
                source.read_to_string(&mut text).unwrap();
                Ok(())
            })
            .unwrap();
        Some((name, text))
    }

    #[test]
    fn files_are_found_in_folders_and_zips_with_or_without_a_language() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("Skills_EN.csv"), "1").unwrap();
        fs::write(dir.path().join("readme.md"), "no").unwrap();
        zip(
            &dir.path().join("a.zip"),
            &[("deep/occupations_en.csv", "2"), ("deep/", "")],
        );
        zip(
            &dir.path().join("b.ZIP"),
            &[("relations.csv", "3"), ("skills_de.csv", "4")],
        );
        let mut files = Files::find(&[dir.path().to_owned()]).unwrap();
        let mut check = |stem: &str, name: &str, text: &str| {
            assert_eq!(
                read(&mut files, stem),
                Some((name.to_owned(), text.to_owned()))
            );
        };
        check("occupations", "occupations_en.csv", "2");
        check("relations", "relations.csv", "3");
        check("skills", "skills_de.csv", "4");
        assert_eq!(read(&mut files, "skill"), None);
        let mut languages = files.languages("skills");
        languages.sort();
        assert_eq!(languages, ["de", "en"]);
    }

    #[test]
    fn what_leads_outside_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("bad.zip");
        zip(&path, &[("../occupations_en.csv", "x")]);
        let error = Files::find(&[path]).unwrap_err();
        assert!(error.to_string().contains("leads out of it"), "{error}");
    }

    #[test]
    fn what_inflates_too_far_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("large.zip");
        zip(&path, &[("skills_en.csv", &"x".repeat(5000))]);
        let mut files = Files::find(std::slice::from_ref(&path)).unwrap();
        let mut read = |left| {
            files.left.set(left);
            files.read("skills_en.csv", |source| {
                let mut text = String::new();
                Ok(source.read_to_string(&mut text).map_err(|e| e.kind()))
            })
        };
        assert_eq!(read(4999).unwrap(), Err(ErrorKind::FileTooLarge));
        assert_eq!(read(5000).unwrap(), Ok(5000));
    }

    #[test]
    fn what_may_be_meant_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("ESCO dataset");
        fs::create_dir(&inner).unwrap();
        let check = |files: &[&str], stem: &str, expected: &str| {
            for name in files {
                fs::write(dir.path().join(name), "x").unwrap();
            }
            let files = Files::find(&[dir.path().to_owned()]).unwrap();
            let found = match files.found(stem, &["en"]) {
                Ok(name) => name,
                Err(error) => error.to_string(),
            };
            assert_eq!(found, expected);
            assert_eq!(files.languages(stem), ["en"; 0]);
        };
        let none = "the download has no file \"skills_en.csv\"";
        check(&[], "skills", none);
        let copies = &["skills_en (1).csv", "skills_english.csv"];
        let copy = format!("{none}; there is \"skills_en (1).csv\"");
        check(copies, "skills", &copy);
        fs::write(inner.join("skills_en.csv"), "x").unwrap();
        let both = format!("{copy}, the folder {}", inner.display());
        check(&[], "skills", &both);
    }

    #[test]
    fn what_is_no_zip_or_not_there_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("not.zip");
        fs::write(&path, "text").unwrap();
        for path in [path, dir.path().join("missing")] {
            let error = Files::find(std::slice::from_ref(&path)).unwrap_err();
            assert!(
                error.to_string().contains(&path.display().to_string()),
                "{error}"
            );
        }
    }
}
