//! The words of a text with their stems, by which labels are found in it.

use std::collections::HashMap;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{fold, is_own_stem};

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// The hash of its stem.
    pub(super) stem: u64,
    /// The hash of the word itself, without the ending of a plural.
    pub(super) form: u64,
}

impl Word {
    fn new(at: Range<usize>, hashes: Hashes) -> Self {
        let Hashes { stem, form } = hashes;
        Self { at, stem, form }
    }
}

/// Words that neither labels nor texts are compared by.
const PASSED_OVER: [&str; 8] = ["the", "a", "an", "our", "your", "its", "their", "all"];

/// Finds words and their stems.
pub(super) struct Words(Stemmer);

impl Words {
    /// For a language by its ISO 639-1 code; one without a stemmer of its own is cut as English is.
    pub(super) fn new(language: &str) -> Self {
        Self(Stemmer::create(match language {
            "de" => Algorithm::German,
            "fr" => Algorithm::French,
            "it" => Algorithm::Italian,
            "es" => Algorithm::Spanish,
            "nl" => Algorithm::Dutch,
            _ => Algorithm::English,
        }))
    }

    /// The hash of a word's stem. The British and the American spelling have one.
    pub(super) fn stem(&self, word: &str) -> u64 {
        self.hash_of_stem(&american(word))
    }

    fn hash_of_stem(&self, word: &str) -> u64 {
        if is_own_stem(word) {
            return xxh3_64(word.as_bytes());
        }
        xxh3_64(self.0.stem(word).as_bytes())
    }

    /// The words of a text without articles and possessives. A hyphen, a slash and an apostrophe separate words.
    pub(super) fn of(&self, text: &str) -> Vec<Word> {
        let words = split(text).filter_map(|at| {
            let hashes = self.hashes(text.get(at.clone())?)?;
            Some(Word::new(at, hashes))
        });
        words.collect()
    }

    /// None for a word that is passed over.
    fn hashes(&self, word: &str) -> Option<Hashes> {
        let american = american(word);
        if PASSED_OVER.contains(&american.as_str()) {
            return None;
        }
        let form = american.strip_suffix('s').filter(|form| form.len() > 2);
        Some(Hashes {
            stem: self.hash_of_stem(&american),
            form: xxh3_64(form.unwrap_or(&american).as_bytes()),
        })
    }
}

/// The hashes of a [`Word`].
#[derive(Clone, Copy, Debug)]
struct Hashes {
    stem: u64,
    form: u64,
}

/// The words of many texts that share most of them, as labels do: each word is stemmed once.
pub(super) struct SharedWords<'w, 't> {
    words: &'w Words,
    hashes: HashMap<&'t str, Option<Hashes>>,
}

impl<'w, 't> SharedWords<'w, 't> {
    pub(super) fn new(words: &'w Words) -> Self {
        Self {
            words,
            hashes: HashMap::new(),
        }
    }

    /// As [`Words::of`].
    pub(super) fn of(&mut self, text: &'t str) -> impl Iterator<Item = Word> {
        split(text).filter_map(move |at| {
            let word = text.get(at.clone())?;
            let known = self.hashes.entry(word);
            let hashes = (*known.or_insert_with(|| self.words.hashes(word)))?;
            Some(Word::new(at, hashes))
        })
    }
}

/// The places of the words of a text, in bytes.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = None;
    let ends = std::iter::once((text.len(), ' '));
    text.char_indices().chain(ends).filter_map(move |(at, c)| {
        if c.is_alphanumeric() || matches!(c, '+' | '#' | '&') {
            start.get_or_insert(at);
            None
        } else {
            start.take().map(|from| from..at)
        }
    })
}

/// A word folded, in American spelling.
fn american(word: &str) -> String {
    fold(word)
        .replace("isation", "ization")
        .replace("ise", "ize")
}

/// The hash of a sequence of words with one more at its end.
pub(super) fn join(sequence: u64, stem: u64) -> u64 {
    sequence.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ stem
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let words = Words::new("en");
        let stems = |text| {
            words
                .of(text)
                .into_iter()
                .map(|w| w.stem)
                .collect::<Vec<_>>()
        };
        stems(a) == stems(b)
    }

    #[test]
    fn forms_of_a_word_are_one() {
        assert!(same("Managing budgets", "manage budget"));
        assert!(same("counter-measures", "counter measure"));
        assert!(same("organizational", "organisational"));
        assert!(!same("C", "C++"));
        assert!(!same("risk team", "team risk"));
        assert!(same("lead a team", "lead your team"));
        assert!(!same("manage the security", "manage securities"));
    }
}
