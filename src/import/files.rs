//! The files of a download: in folders and in zip files, as the ESCO portal hands them out.
//!
//! Knows where a file lies and what it is called, and nothing of what is in it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use zip::ZipArchive;
use zip::result::ZipError;

use super::classification::ReadError;

/// Most that all zip files together may inflate to, in bytes: 1 GiB. ESCO's files take a twentieth of it.
const MOST: u64 = 1 << 30;

/// What a file is read from.
pub type Source = Box<dyn Read>;

/// The files of a download.
#[derive(Debug)]
pub struct Files {
    entries: Vec<Entry>,
    /// Names of the folders and zip files that were handed in.
    names: Vec<String>,
    /// How many bytes zip files may still inflate to.
    left: u64,
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
    pub fn find(paths: &[PathBuf]) -> Result<Self, ReadError> {
        let mut out = Self {
            entries: Vec::new(),
            names: Vec::new(),
            left: MOST,
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
                out.file(path)?;
                continue;
            }
            let mut inside = Vec::new();
            for entry in fs::read_dir(path).map_err(io)? {
                inside.push(entry.map_err(io)?.path());
            }
            inside.sort();
            for path in inside.iter().filter(|p| p.is_file()) {
                out.file(path)?;
            }
        }
        Ok(out)
    }

    /// The names of the folders and zip files that were handed in.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The languages of the files whose name begins with `stem`, by their suffix.
    pub fn languages(&self, stem: &str) -> Vec<String> {
        let suffix = |entry: &Entry| {
            let rest = entry.name.to_lowercase();
            let rest = rest
                .strip_prefix(&stem.to_lowercase())?
                .strip_suffix(".csv")?
                .to_owned();
            rest.strip_prefix('_').map(str::to_owned)
        };
        self.entries.iter().filter_map(suffix).collect()
    }

    /// Opens the file with this stem: in the first of `languages` that there is, else without a language. None when there
    /// is no such file.
    ///
    /// # Errors
    /// [`ReadError`] when it cannot be read, or zip files inflate to too much.
    pub fn open(
        &mut self,
        stem: &str,
        languages: &[&str],
    ) -> Result<Option<(String, Source)>, ReadError> {
        let with = languages
            .iter()
            .map(|language| format!("{stem}_{language}.csv"));
        let names: Vec<String> = with.chain([format!("{stem}.csv")]).collect();
        let found = names.iter().find_map(|name| {
            let same = |entry: &&Entry| entry.name.eq_ignore_ascii_case(name);
            self.entries.iter().find(same)
        });
        let Some(Entry { name, place }) = found else {
            return Ok(None);
        };
        let (name, place) = (name.clone(), place.clone());
        let source: Source = match place {
            Place::File(path) => match File::open(&path) {
                Ok(file) => Box::new(BufReader::with_capacity(1 << 16, file)),
                Err(source) => return Err(ReadError::File { path, source }),
            },
            Place::Zipped { zip, at } => Box::new(Cursor::new(self.inflate(&zip, at)?)),
        };
        Ok(Some((name, source)))
    }

    fn file(&mut self, path: &Path) -> Result<(), ReadError> {
        let is = |ending: &str| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case(ending))
        };
        if is("csv") {
            self.entries.push(Entry {
                name: name_of(path.file_name()),
                place: Place::File(path.to_owned()),
            });
        } else if is("zip") {
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
            if inside
                .extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("csv"))
            {
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

    /// What a zipped file holds. What counts is what comes out of it, not what its head says.
    fn inflate(&mut self, path: &Path, at: usize) -> Result<Vec<u8>, ReadError> {
        let mut archive = archive(path)?;
        let entry = archive.by_index(at).map_err(|e| broken(path, e))?;
        let mut out = Vec::new();
        let read = entry.take(self.left + 1).read_to_end(&mut out);
        read.map_err(|source| ReadError::File {
            path: path.to_owned(),
            source,
        })?;
        match self.left.checked_sub(out.len() as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(ReadError::TooMuch {
                    path: path.to_owned(),
                });
            }
        }
        Ok(out)
    }
}

fn archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, ReadError> {
    let file = File::open(path).map_err(|source| ReadError::File {
        path: path.to_owned(),
        source,
    })?;
    ZipArchive::new(BufReader::new(file)).map_err(|e| broken(path, e))
}

fn broken(path: &Path, error: ZipError) -> ReadError {
    ReadError::File {
        path: path.to_owned(),
        source: match error {
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
        let (name, mut source) = files.open(stem, &["de", "en"]).unwrap()?;
        let mut text = String::new();
        source.read_to_string(&mut text).unwrap();
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
        files.left = 4999;
        assert!(matches!(
            files.open("skills", &["en"]),
            Err(ReadError::TooMuch { .. })
        ));
        files.left = 5000;
        assert!(files.open("skills", &["en"]).unwrap().is_some());
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
