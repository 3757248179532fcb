//! Sets of letters: what tells in a few instructions that most labels cannot match a query.
//!
//! They are made of folded text and are worth keeping for the labels of a whole classification, so they have a form in
//! bytes. Who matches what by them is not known here.

use std::io::Read;

/// The set of letters in folded text as bits.
pub fn letters(folded: &str) -> u64 {
    folded.chars().fold(0, |set, c| set | letter(c))
}

/// The letters of folded text at the head of words: the first one, and those behind a space or sign.
pub fn heads(folded: &str) -> u64 {
    let mut before = ' ';
    let mut heads = 0;
    for c in folded.chars() {
        if !before.is_alphanumeric() {
            heads |= letter(c);
        }
        before = c;
    }
    heads
}

/// One letter as a set. Rare letters share bits; a space has none, so that it may be missing between words.
pub fn letter(c: char) -> u64 {
    const ASCII: [u64; 128] = ascii();
    let other = || 1 << (48 + c as u32 % 16);
    ASCII.get(c as usize).copied().unwrap_or_else(other)
}

const fn ascii() -> [u64; 128] {
    let mut sets = [0; 128];
    let mut c = 0;
    while c < 128 {
        sets[c as usize] = match c {
            b' ' => 0,
            b'a'..=b'z' => 1 << (c - b'a'),
            b'0'..=b'9' => 1 << (26 + c - b'0'),
            _ => 1 << (36 + c % 12),
        };
        c += 1;
    }
    sets
}

/// The [`letters`] and [`heads`] of many labels, by their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterSets {
    /// The letters of each.
    pub letters: Vec<u64>,
    /// The heads of each.
    pub heads: Vec<u64>,
}

impl LetterSets {
    /// Adds those of a folded label.
    pub fn push(&mut self, folded: &str) {
        self.letters.push(letters(folded));
        self.heads.push(heads(folded));
    }

    /// How many labels they are of.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether they are of none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Adds those of another label to `bytes`, in the form that [`Self::read`] reads.
    pub fn pack(folded: &str, bytes: &mut Vec<u8>) {
        bytes.extend(letters(folded).to_le_bytes());
        bytes.extend(heads(folded).to_le_bytes());
    }

    /// The sets in `len` bytes of what [`Self::pack`] made.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn read(from: &mut dyn Read, len: usize) -> std::io::Result<Self> {
        let labels = len / (2 * size_of::<u64>());
        let mut sets = Self {
            letters: Vec::with_capacity(labels),
            heads: Vec::with_capacity(labels),
        };
        let mut number = [0; size_of::<u64>()];
        for _ in 0..labels {
            for of in [&mut sets.letters, &mut sets.heads] {
                from.read_exact(&mut number)?;
                of.push(u64::from_le_bytes(number));
            }
        }
        Ok(sets)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_stand_behind_spaces_and_signs() {
        let of = |text: &str| text.chars().fold(0, |set, c| set | letter(c));
        assert_eq!(heads("iso/iec 27001"), of("i2"));
        assert_eq!(letters("iso iec"), of("isoec"));
        assert_eq!(letters(" "), 0);
    }

    #[test]
    fn what_was_packed_is_read_again() {
        let (mut sets, mut bytes) = (LetterSets::default(), Vec::new());
        for label in ["audit", "", "über"] {
            sets.push(label);
            LetterSets::pack(label, &mut bytes);
        }
        assert_eq!(LetterSets::read(&mut &*bytes, bytes.len()).unwrap(), sets);
        assert!(LetterSets::read(&mut &bytes[..20], bytes.len()).is_err());
    }
}
