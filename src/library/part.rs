//! The parts of a catalogue's file: bytes behind a head with the file's version, their length and their checksum.

use std::io::{self, Read, Write};

use xxhash_rust::xxh3::xxh3_64;

/// The first bytes of every part.
const MAGIC: [u8; 8] = *b"cisopath";

/// Bytes of the head: magic, version (4), length (8), checksum (8), the numbers little-endian.
const HEAD: usize = 28;

/// Why a part is refused.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("it is not a catalogue of cisopath")]
    Foreign,
    #[error("it has format {found}; this version reads format {known}")]
    Version { found: u32, known: u32 },
    #[error("it is damaged: a checksum is wrong")]
    Damaged,
}

pub(super) fn write(to: &mut impl Write, version: u32, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&MAGIC)?;
    to.write_all(&version.to_le_bytes())?;
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(&xxh3_64(bytes).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads the next part. The length in the head is not trusted: memory grows with the bytes that are there.
///
/// # Errors
/// [`PartError`] when it is no part, of another version, or not what was written.
pub(super) fn read(from: &mut impl Read, known: u32) -> Result<Vec<u8>, PartError> {
    let mut head = Vec::with_capacity(HEAD);
    from.take(HEAD as u64).read_to_end(&mut head)?;
    let numbers = head.strip_prefix(&MAGIC).ok_or(PartError::Foreign)?;
    let (version, numbers) = numbers.split_first_chunk().ok_or(PartError::Damaged)?;
    let found = u32::from_le_bytes(*version);
    if found != known {
        return Err(PartError::Version { found, known });
    }
    let (len, numbers) = numbers.split_first_chunk().ok_or(PartError::Damaged)?;
    let (checksum, _) = numbers.split_first_chunk().ok_or(PartError::Damaged)?;
    let len = u64::from_le_bytes(*len);
    let mut bytes = Vec::new();
    from.take(len).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == len && xxh3_64(&bytes) == u64::from_le_bytes(*checksum) {
        Ok(bytes)
    } else {
        Err(PartError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let mut bytes = Vec::new();
        write(&mut bytes, 3, b"one").unwrap();
        write(&mut bytes, 3, b"").unwrap();
        bytes
    }

    fn read_both(mut bytes: &[u8], version: u32) -> Result<[Vec<u8>; 2], PartError> {
        Ok([read(&mut bytes, version)?, read(&mut bytes, version)?])
    }

    #[test]
    fn parts_come_back_in_order() {
        assert_eq!(
            read_both(&written(), 3).unwrap(),
            [b"one".to_vec(), Vec::new()]
        );
    }

    #[test]
    fn another_version_is_named() {
        let error = read_both(&written(), 4).unwrap_err();
        assert_eq!(
            error.to_string(),
            "it has format 3; this version reads format 4"
        );
    }

    #[test]
    fn any_wrong_byte_and_any_missing_one_is_found() {
        let whole = written();
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 1;
            assert!(read_both(&wrong, 3).is_err(), "byte {at}");
            assert!(read_both(&whole[..at], 3).is_err(), "cut at {at}");
        }
    }
}
