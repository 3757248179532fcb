//! A file of sections, each with its length and checksum: a section can be read without the ones before it, and what is
//! read is what was written.
//!
//! Knows nothing of what the sections hold.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::Range;

use arcstr::ArcStr;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// What every file begins with.
const MAGIC: [u8; 8] = *b"cisopath";

/// Numbers before the sections, in bytes: magic, version, count of sections.
const HEAD: usize = MAGIC.len() + 2 * size_of::<u32>();

/// An entry of the table of sections, in bytes: length and checksum.
const ENTRY: usize = 2 * size_of::<u64>();

/// How much is read at a time where nothing is kept, in bytes: little enough for the stack, so that a thread that looks
/// through a section needs no heap of its own.
const PIECE: usize = 1 << 14;

/// Most sections a file may have.
const MOST: usize = 16;

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// It cannot be read at all.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is no such file.
    #[error("it is not a catalogue of cisopath")]
    Foreign,
    /// It was written by another version of the program.
    #[error("it has format {found}; this version reads format {known}")]
    Version {
        /// The format it names.
        found: u32,
        /// The format that is read.
        known: u32,
    },
    /// Its bytes are not those that were written.
    #[error("it is damaged: a checksum is wrong")]
    Damaged,
}

/// Writes a file: the sections, in order.
///
/// # Errors
/// When the bytes cannot be written.
pub fn write(to: &mut impl Write, version: u32, sections: &[&[u8]]) -> io::Result<()> {
    let mut head = MAGIC.to_vec();
    head.extend(version.to_le_bytes());
    head.extend((sections.len() as u32).to_le_bytes());
    for section in sections {
        head.extend((section.len() as u64).to_le_bytes());
        head.extend(xxh3_64(section).to_le_bytes());
    }
    head.extend(xxh3_64(&head).to_le_bytes());
    to.write_all(&head)?;
    sections
        .iter()
        .try_for_each(|section| to.write_all(section))
}

/// An open file of sections.
#[derive(Debug)]
pub struct Container {
    file: File,
    /// Where each section begins, its length and its checksum.
    sections: Vec<(u64, usize, u64)>,
}

impl Container {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// [`ContainerError`] when it is no such file, of another version, or damaged.
    pub fn open(mut file: File, version: u32) -> Result<Self, ContainerError> {
        let mut head = [0; HEAD];
        let whole = |error: io::Error| match error.kind() {
            io::ErrorKind::UnexpectedEof => ContainerError::Foreign,
            _ => ContainerError::Io(error),
        };
        file.read_exact(&mut head).map_err(whole)?;
        if head[..MAGIC.len()] != MAGIC {
            return Err(ContainerError::Foreign);
        }
        let found = number(&head, MAGIC.len());
        if found != version {
            return Err(ContainerError::Version {
                found,
                known: version,
            });
        }
        let count = number(&head, MAGIC.len() + size_of::<u32>()) as usize;
        if count > MOST {
            return Err(ContainerError::Damaged);
        }
        let mut table = vec![0; count * ENTRY + size_of::<u64>()];
        let damaged = |error: io::Error| match error.kind() {
            io::ErrorKind::UnexpectedEof => ContainerError::Damaged,
            _ => ContainerError::Io(error),
        };
        file.read_exact(&mut table).map_err(damaged)?;
        let (entries, sum) = table.split_at(count * ENTRY);
        if xxh3_64(&[&head, entries].concat()) != long(sum, 0) {
            return Err(ContainerError::Damaged);
        }
        let mut at = (HEAD + table.len()) as u64;
        let all = file.metadata()?.len();
        let mut sections = Vec::with_capacity(count);
        for entry in entries.chunks_exact(ENTRY) {
            let len = long(entry, 0);
            sections.push((at, len as usize, long(entry, size_of::<u64>())));
            at = at.saturating_add(len);
        }
        if at != all {
            return Err(ContainerError::Damaged);
        }
        Ok(Self { file, sections })
    }

    /// How many bytes a section has; 0 for one that is not there.
    fn size(&self, section: usize) -> usize {
        self.sections.get(section).map_or(0, |(_, len, _)| *len)
    }

    /// Reads a section into `bytes`, which have its size.
    fn fill(&self, section: usize, bytes: &mut [u8]) -> Result<(), ContainerError> {
        let (at, _, sum) = *self.sections.get(section).ok_or(ContainerError::Damaged)?;
        read_at(&self.file, bytes, at)?;
        if xxh3_64(bytes) == sum {
            Ok(())
        } else {
            Err(ContainerError::Damaged)
        }
    }

    /// A section to be read piece by piece. What was read is not known to be right before [`Section::finish`] says so.
    ///
    /// # Errors
    /// [`ContainerError`] when there is no such section.
    pub fn section(&self, section: usize) -> Result<Section<'_>, ContainerError> {
        let (at, len, sum) = *self.sections.get(section).ok_or(ContainerError::Damaged)?;
        Ok(Section {
            file: &self.file,
            at,
            left: len,
            hasher: Xxh3::new(),
            sum,
        })
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// [`ContainerError`] when they cannot be read or are not those that were written.
    pub fn bytes(&self, section: usize) -> Result<Vec<u8>, ContainerError> {
        let mut bytes = vec![0; self.size(section)];
        self.fill(section, &mut bytes)?;
        Ok(bytes)
    }

    /// The text of a section.
    ///
    /// # Errors
    /// As [`Self::bytes`], and when it is no text.
    pub fn text(&self, section: usize) -> Result<ArcStr, ContainerError> {
        let mut filled = Ok(());
        let text = ArcStr::init_with(self.size(section), |bytes| {
            filled = self.fill(section, bytes);
        });
        filled?;
        text.map_err(|_| ContainerError::Damaged)
    }

    /// A part of the text of a section, in bytes. Only the whole section has a checksum: whoever wants to know that the
    /// part is what was written looks through the section before ([`Section::finish`]).
    ///
    /// # Errors
    /// [`ContainerError`] when it is not there, cannot be read, or is no text.
    pub fn part(&self, section: usize, part: Range<usize>) -> Result<String, ContainerError> {
        let (at, len, _) = *self.sections.get(section).ok_or(ContainerError::Damaged)?;
        if part.end > len || part.start > part.end {
            return Err(ContainerError::Damaged);
        }
        let mut bytes = vec![0; part.len()];
        read_at(&self.file, &mut bytes, at + part.start as u64)?;
        String::from_utf8(bytes).map_err(|_| ContainerError::Damaged)
    }
}

/// A section of which a part was read.
pub struct Section<'c> {
    file: &'c File,
    /// Where the rest begins.
    at: u64,
    /// How many bytes are left.
    left: usize,
    hasher: Xxh3,
    sum: u64,
}

impl Section<'_> {
    /// How many bytes were not read yet.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Whether the whole section is what was written; reads the rest for that.
    ///
    /// # Errors
    /// [`ContainerError`] when it cannot be read or is not what was written.
    pub fn finish(mut self) -> Result<(), ContainerError> {
        let mut piece = [0; PIECE];
        while self.read(&mut piece)? > 0 {}
        if self.hasher.digest() == self.sum {
            Ok(())
        } else {
            Err(ContainerError::Damaged)
        }
    }
}

impl Read for Section<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let len = bytes.len().min(self.left);
        let part = &mut bytes[..len];
        read_at(self.file, part, self.at)?;
        self.hasher.update(part);
        self.at += len as u64;
        self.left -= len;
        Ok(len)
    }
}

/// Fills `bytes` from a place in the file. Sections are read by more than one thread, so no place is kept in the file
/// itself.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        match std::os::windows::fs::FileExt::seek_read(file, bytes, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                bytes = &mut bytes[read..];
                at += read as u64;
            }
        }
    }
    Ok(())
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes[at..].first_chunk().copied().unwrap_or_default();
    u32::from_le_bytes(four)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes[at..].first_chunk().copied().unwrap_or_default();
    u64::from_le_bytes(eight)
}

#[cfg(test)]
mod tests {
    use std::io::Seek;

    use super::*;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        file
    }

    fn written() -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, 3, &[b"one", b"", b"three"]).unwrap();
        bytes
    }

    #[test]
    fn sections_come_back_in_any_order() {
        let container = Container::open(file(&written()), 3).unwrap();
        let read = |at| container.bytes(at).unwrap();
        assert_eq!(
            (read(2), read(0), read(1)),
            (b"three".to_vec(), b"one".to_vec(), Vec::new())
        );
        assert_eq!(&*container.text(0).unwrap(), "one");
        assert!(container.bytes(3).is_err());
    }

    #[test]
    fn a_part_comes_back_by_its_place_and_never_from_another_section() {
        let container = Container::open(file(&written()), 3).unwrap();
        let part = |section, from, to| container.part(section, from..to).ok();
        assert_eq!(part(2, 1, 4).as_deref(), Some("hre"));
        assert_eq!(part(0, 0, 3).as_deref(), Some("one"));
        assert_eq!(part(0, 0, 4), None, "the next section is another's");
        assert_eq!(part(2, 4, 1), None);
        assert_eq!(part(3, 0, 0), None);
    }

    #[test]
    fn another_version_is_named() {
        let error = Container::open(file(&written()), 4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "it has format 3; this version reads format 4"
        );
    }

    #[test]
    fn any_wrong_byte_and_any_missing_one_is_found() {
        let whole = written();
        let all_read = |bytes: &[u8]| -> Result<(), ContainerError> {
            let container = Container::open(file(bytes), 3)?;
            (0..3).try_for_each(|at| {
                let bytes = container.bytes(at).map(|_| ());
                let piecemeal = container.section(at).and_then(Section::finish);
                assert_eq!(bytes.is_ok(), piecemeal.is_ok());
                bytes
            })
        };
        assert!(all_read(&whole).is_ok());
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 1;
            assert!(all_read(&wrong).is_err(), "byte {at}");
            assert!(all_read(&whole[..at]).is_err(), "cut at {at}");
        }
        assert!(all_read(&[&whole[..], b"more"].concat()).is_err());
    }
}
