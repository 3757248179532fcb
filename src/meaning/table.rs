//! The table: a vector for each word that ESCO's labels and descriptions use.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::vector::{DIMENSIONS, Sum, Vector};

/// One word a line, in the order of the rows.
const WORDS: &str = include_str!("../../data/words/words.txt");

/// The rows: two numbers a byte, the low half first, each from -7 to 7 in two's complement.
const ROWS: &[u8] = include_bytes!("../../data/words/vectors.i4");

/// What the numbers of a row are multiplied by: one little-endian `f32` a row.
const SCALES: &[u8] = include_bytes!("../../data/words/scales.f32");

/// Bytes of a row.
const ROW: usize = DIMENSIONS / 2;

/// The table of word vectors.
#[derive(Debug)]
pub struct Table {
    /// The row of each word.
    rows: HashMap<&'static str, u16, FixedState>,
}

impl Table {
    /// The table that is part of the program. Its index of words is made by the first caller; the rows are read where
    /// they lie.
    pub fn embedded() -> &'static Self {
        static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
            rows: WORDS.lines().zip(0..).collect(),
        });
        &TABLE
    }

    /// The table for labels of a language (an ISO 639-1 code); none but English has one.
    pub fn of_language(language: &str) -> Option<&'static Self> {
        (language == "en").then(Self::embedded)
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether it has a word in small letters.
    pub fn has(&self, word: &str) -> bool {
        self.rows.contains_key(word)
    }

    /// The vector of a text; none where it has no word of the table.
    pub fn vector(&self, text: &str) -> Option<Vector> {
        self.sum(text).map(|sum| Vector::from(&sum))
    }

    /// The vectors of a text's words, added up; words that the table lacks count nothing. None where it has none.
    pub fn sum(&self, text: &str) -> Option<Sum> {
        let mut sum = None;
        for row in self.rows(&lowercase(text)) {
            add_row(sum.get_or_insert_default(), row);
        }
        sum
    }

    /// The rows of the words of a text in small letters that the table has.
    pub(super) fn rows(&self, text: &str) -> impl Iterator<Item = u16> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '#';
        let words = text.split(move |c| !is_word(c)).filter(|w| !w.is_empty());
        words.filter_map(|word| self.rows.get(word).copied())
    }
}

/// A text with its ASCII letters small; most labels are so.
pub(super) fn lowercase(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Adds a row to a sum.
pub(super) fn add_row(sum: &mut Sum, row: u16) {
    let (numbers, scale) = numbers(row);
    sum.add_row(numbers, scale);
}

/// The dot product of a row with the numbers of a vector.
pub(super) fn product(row: u16, vector: &Vector) -> f32 {
    let (numbers, scale) = numbers(row);
    vector.product(numbers) as f32 * scale
}

/// The numbers of a row, two a byte, and what they are multiplied by.
fn numbers(row: u16) -> (&'static [u8], f32) {
    let row = usize::from(row);
    let numbers = ROWS.get(row * ROW..(row + 1) * ROW).unwrap_or_default();
    let scale = SCALES.get(row * 4..).and_then(|s| s.first_chunk());
    (
        numbers,
        scale.map_or(0.0, |bytes| f32::from_le_bytes(*bytes)),
    )
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_files_are_those_that_were_made_together() {
        let check = |bytes: &[u8], expected: &str| {
            assert_eq!(format!("{:x}", Sha256::digest(bytes)), expected);
        };
        check(
            ROWS,
            "e77d423b735b1c38017a91045832d968e63ff07f0ba472c82bc6b437ed70dc8e",
        );
        check(
            SCALES,
            "0c469714ff58489024c45139449c25d96fa1d45db915eef5ab18f091ccbb7acc",
        );
        check(
            WORDS.as_bytes(),
            "9d5cb7bfd1a5437a62a18e924fa09c3c8401a6b3969756437f03b9fe2faaea33",
        );
        let words = Table::embedded().len();
        assert_eq!(words, 14_973);
        assert_eq!([ROWS.len(), SCALES.len()], [words * ROW, words * 4]);
    }

    #[test]
    fn texts_alike_in_meaning_are_near() {
        let table = Table::embedded();
        let near = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|text| table.vector(text).unwrap());
            a.cosine(&b)
        };
        let asked = "assess third parties before we buy";
        assert!(
            near(asked, "assess supplier risks") > near(asked, "assess the risks of wildfires")
        );
        assert!(near("Manage STAFF!", "manage staff") > 0.9999);
        assert!(near("hire people", "recruit employees") > near("hire people", "rent equipment"));
    }

    #[test]
    fn words_that_it_lacks_count_nothing() {
        let table = Table::embedded();
        assert_eq!(table.vector("xyzzy, … é"), None);
        assert_eq!(table.vector("xyzzy risk"), table.vector("risk"));
        assert!(table.has("risk") && !table.has("xyzzy"));
    }
}
