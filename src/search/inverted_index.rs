//! An inverted index: the words of all labels, each with the labels that hold it, and the initials of every label.

use std::collections::HashMap;

use memchr::memmem;

use super::abbreviation::{can_be_initials, initials};
use super::fuzzy_words::{Cost, INITIALS, NO_MATCH, Reading, WordMatcher};
use crate::text::words;

#[derive(Debug)]
pub(crate) struct InvertedIndex {
    /// The vocabulary, ascending.
    words: Vec<Word>,
    /// The initials of every label, each followed by a space.
    initials: String,
    /// Where the initials of each label end.
    initials_ends: Vec<u32>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    text: Box<str>,
    /// The labels that hold it, ascending.
    labels: Box<[u32]>,
}

impl InvertedIndex {
    /// The index of folded labels; a label is named by its position.
    pub(crate) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut postings: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut index = Self {
            words: Vec::new(),
            initials: String::new(),
            initials_ends: Vec::new(),
        };
        for (at, label) in (0..).zip(labels) {
            for word in words(label) {
                let labels = postings.entry(word).or_default();
                if labels.last() != Some(&at) {
                    labels.push(at);
                }
            }
            index.initials.extend(initials(label));
            index.initials.push(' ');
            index.initials_ends.push(index.initials.len() as u32);
        }
        let words = postings.into_iter().map(|(text, labels)| Word {
            text: text.into(),
            labels: labels.into(),
        });
        index.words = words.collect();
        index.words.sort_unstable();
        index
    }

    /// How each label answers a word of a query.
    pub(crate) fn costs(&self, word: &str, reading: Reading) -> Vec<Cost> {
        let mut costs = vec![NO_MATCH; self.initials_ends.len()];
        let mut matcher = WordMatcher::new(word, reading);
        for each in &self.words {
            let cost = matcher.cost(&each.text);
            if cost != NO_MATCH {
                for label in &each.labels {
                    let known = &mut costs[*label as usize];
                    *known = cost.min(*known);
                }
            }
        }
        if can_be_initials(word) {
            for at in memmem::find_iter(self.initials.as_bytes(), word) {
                let label = self
                    .initials_ends
                    .partition_point(|end| *end as usize <= at);
                costs[label] = INITIALS.min(costs[label]);
            }
        }
        costs
    }

    /// Whether a word of a query begins a word of any label.
    pub(crate) fn is_known(&self, word: &str) -> bool {
        let at = self.words.partition_point(|known| *known.text < *word);
        self.words
            .get(at)
            .is_some_and(|known| known.text.starts_with(word))
    }

    /// How many labels have words that begin so, a label counted for each.
    pub(crate) fn count(&self, beginning: &str) -> usize {
        let at = self.words.partition_point(|known| *known.text < *beginning);
        let words = self.words[at..].iter();
        words
            .take_while(|known| known.text.starts_with(beginning))
            .map(|known| known.labels.len())
            .sum()
    }

    /// Whether a word stands in any label.
    pub(crate) fn has(&self, word: &str) -> bool {
        let known = self.words.binary_search_by(|known| (*known.text).cmp(word));
        known.is_ok()
    }

    /// The labels with a word in which `part` stands.
    pub(crate) fn containing(&self, part: &str) -> Vec<bool> {
        let finder = memmem::Finder::new(part);
        let mut containing = vec![false; self.initials_ends.len()];
        for word in self
            .words
            .iter()
            .filter(|word| finder.find(word.text.as_bytes()).is_some())
        {
            for label in &word.labels {
                containing[*label as usize] = true;
            }
        }
        containing
    }

    /// The vocabulary with the labels of each word.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &[u32])> {
        self.words.iter().map(|word| (&*word.text, &*word.labels))
    }
}
