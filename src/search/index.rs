//! The labels and synonyms of one kind of thing, folded, in one text. Built once and never changed.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::entry::Entry;
use super::fuzzy_words::Reading;
use super::inverted_index::InvertedIndex;
use super::meaning_config::MeaningConfig;
use super::query::QueryWord;
use crate::meaning::Nearest;
use crate::text::fold_into;

/// Where a label comes from; the earlier wins where all else is equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Preferred,
    Alternative,
    /// A curated synonym.
    Synonym,
}

/// A label or synonym of one [`Index`], for [`Index::label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelRef(pub(crate) u32);

/// A label as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label<'a> {
    pub text: &'a str,
    pub source: Source,
}

/// A complete word of so few letters begins no other word.
const WHOLE: usize = 2;

/// The same for a word that stands in a synonym: `log management` is not about logistics.
const WHOLE_IN_TERMS: usize = 3;

/// Words of fewer letters are taken as they are typed where labels have them.
const MIN_DOUBTED: usize = 6;

/// A word of so few labels may be a misspelling in them.
const RARE: usize = 3;

/// The labels of one kind of thing. An item is its position among the entries.
#[derive(Debug, Default)]
pub struct Index {
    text: String,
    /// Every label: item by item, the preferred one first.
    labels: Vec<LabelSpan>,
    /// The first label of each item.
    preferred: Vec<u32>,
    synonyms: Vec<Synonym>,
    /// The terms for which there is nothing, each with its row.
    absent_terms: Vec<(LabelSpan, usize)>,
    absent: Vec<AbsentRow>,
    words: OnceLock<InvertedIndex>,
    terms: OnceLock<InvertedIndex>,
    by_label: OnceLock<Vec<u32>>,
    /// None where there is no search by meaning.
    meaning_config: Option<MeaningConfig>,
    label_vectors: OnceLock<Nearest>,
}

/// Where a label stands in the text: folded, and behind that as shown, unless that is the same.
#[derive(Clone, Copy, Debug)]
struct LabelSpan {
    item: u32,
    from: u32,
    folded_len: u32,
    /// 0 where it is shown as it is folded.
    shown_len: u32,
}

/// A synonym of one item; see [`Term`](super::entry::Term) for its fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Synonym {
    span: LabelSpan,
    pub(crate) rank: u8,
    pub(crate) exact: bool,
    pub(crate) pinned: bool,
    pub(crate) whole: bool,
}

/// Terms that mean none of the things.
#[derive(Clone, Debug)]
pub(crate) struct AbsentRow {
    /// What comes nearest.
    pub(crate) nearest: Vec<u32>,
    /// What to say.
    pub(crate) note: Arc<str>,
}

impl LabelSpan {
    fn folded(&self) -> Range<usize> {
        let from = self.from as usize;
        from..from + self.folded_len as usize
    }

    fn shown(&self) -> Range<usize> {
        let folded = self.folded();
        match self.shown_len as usize {
            0 => folded,
            len => folded.end..folded.end + len,
        }
    }
}

impl Index {
    pub fn build<'a>(entries: impl IntoIterator<Item = Entry<'a>>) -> Self {
        let mut index = Self::default();
        for (item, entry) in (0..).zip(entries) {
            index.preferred.push(index.labels.len() as u32);
            for label in std::iter::once(entry.preferred).chain(entry.alternatives) {
                let span = index.store(item, label);
                index.labels.push(span);
            }
            for term in entry.synonyms {
                let span = index.store(item, term.text);
                index.synonyms.push(Synonym {
                    span,
                    rank: term.rank,
                    exact: term.exact,
                    pinned: term.pinned,
                    whole: term.whole,
                });
            }
        }
        index.text.shrink_to_fit();
        index.labels.shrink_to_fit();
        index
    }

    /// Adds terms that mean none of the things.
    pub(crate) fn add_absent<'a>(
        &mut self,
        terms: impl IntoIterator<Item = &'a str>,
        nearest: Vec<u32>,
        note: &str,
    ) {
        for term in terms {
            let span = self.store(0, term);
            self.absent_terms.push((span, self.absent.len()));
        }
        let note = note.into();
        self.absent.push(AbsentRow { nearest, note });
    }

    fn store(&mut self, item: u32, label: &str) -> LabelSpan {
        let start = self.text.len();
        fold_into(&mut self.text, label);
        let mut span = LabelSpan {
            item,
            from: start as u32,
            folded_len: (self.text.len() - start) as u32,
            shown_len: 0,
        };
        if self.slice(span.folded()) != label {
            self.text.push_str(label);
            span.shown_len = label.len() as u32;
        }
        span
    }

    /// Makes now what is otherwise made by the first search.
    pub fn prepare(&self) {
        self.words();
        self.terms();
        self.by_label();
        self.meaning();
    }

    /// How many things can be found.
    pub fn len(&self) -> usize {
        self.preferred.len()
    }

    pub fn is_empty(&self) -> bool {
        self.preferred.is_empty()
    }

    pub fn label(&self, label: LabelRef) -> Label<'_> {
        Label {
            text: self.slice(self.span(label).shown()),
            source: self.source(label),
        }
    }

    /// The preferred label of an item of this index.
    pub fn preferred(&self, item: u32) -> LabelRef {
        LabelRef(self.preferred[item as usize])
    }

    /// Every label in folded form, by position.
    pub(crate) fn folded_labels(&self) -> impl Iterator<Item = (LabelRef, &str)> {
        let labels = (0..).map(LabelRef).zip(&self.labels);
        labels.map(|(label, span)| (label, self.slice(span.folded())))
    }

    pub(crate) fn folded(&self, label: LabelRef) -> &str {
        self.slice(self.span(label).folded())
    }

    pub(crate) fn item(&self, label: LabelRef) -> u32 {
        self.span(label).item
    }

    pub(crate) fn source(&self, label: LabelRef) -> Source {
        match self.labels.get(label.0 as usize) {
            None => Source::Synonym,
            Some(span) if self.preferred(span.item) == label => Source::Preferred,
            Some(_) => Source::Alternative,
        }
    }

    /// Every synonym with its folded text.
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (LabelRef, &Synonym, &str)> {
        let labels = (self.labels.len() as u32..).map(LabelRef);
        let synonyms = labels.zip(&self.synonyms);
        synonyms.map(|(label, synonym)| (label, synonym, self.slice(synonym.span.folded())))
    }

    pub(crate) fn words(&self) -> &InvertedIndex {
        let folded = || self.folded_labels().map(|(_, text)| text);
        self.words.get_or_init(|| InvertedIndex::new(folded()))
    }

    /// The words of the synonyms and, at the positions behind these, of the absent terms.
    pub(crate) fn terms(&self) -> &InvertedIndex {
        self.terms.get_or_init(|| {
            let synonyms = self.synonyms().map(|(.., term)| term);
            let absent = self.absent_terms().map(|(_, term)| term);
            InvertedIndex::new(synonyms.chain(absent))
        })
    }

    /// Whether a word of a query begins a word of any label or term: then it is taken as it was typed.
    pub(crate) fn is_known(&self, word: &str) -> bool {
        self.words().is_known(word) || self.terms().is_known(word)
    }

    /// How a word of a query is read.
    pub(crate) fn reading(&self, word: &QueryWord) -> Reading {
        let letters = word.text.chars().count();
        let is_short =
            letters <= WHOLE || letters <= WHOLE_IN_TERMS && self.terms().has(&word.text);
        Reading {
            is_known: !word.is_doubted && self.is_known(&word.text),
            is_whole: word.is_complete && is_short,
        }
    }

    /// Whether a word is known from so few labels that it may be a misspelling in them.
    pub(crate) fn is_doubtful(&self, word: &str) -> bool {
        let is_long = word.chars().nth(MIN_DOUBTED - 1).is_some();
        is_long && !self.terms().is_known(word) && (1..=RARE).contains(&self.words().count(word))
    }

    /// The terms that mean nothing here, folded, each with its row.
    pub(crate) fn absent_terms(&self) -> impl Iterator<Item = (usize, &str)> {
        let terms = self.absent_terms.iter();
        terms.map(|(span, row)| (*row, self.slice(span.folded())))
    }

    pub(crate) fn absent_row(&self, row: usize) -> &AbsentRow {
        &self.absent[row]
    }

    /// The same index with a search by meaning.
    pub(crate) fn with_meaning(mut self, config: Option<MeaningConfig>) -> Self {
        self.meaning_config = config;
        self
    }

    /// Whether the labels are titles of occupations.
    pub(crate) fn has_titles(&self) -> bool {
        self.meaning_config
            .as_ref()
            .is_some_and(|config| config.has_titles)
    }

    /// What a search by meaning needs, and the labels in meaning, by position.
    pub(crate) fn meaning(&self) -> Option<(&MeaningConfig, &Nearest)> {
        let config = self.meaning_config.as_ref()?;
        let labels = || self.folded_labels().map(|(_, text)| text);
        let nearest = || Nearest::new(config.table, labels());
        Some((config, self.label_vectors.get_or_init(nearest)))
    }

    /// How many synonyms there are.
    pub(crate) fn synonym_count(&self) -> usize {
        self.synonyms.len()
    }

    /// The items in the order of their folded preferred labels.
    pub(crate) fn by_label(&self) -> &[u32] {
        self.by_label.get_or_init(|| {
            let mut items: Vec<u32> = (0..self.len() as u32).collect();
            items.sort_by_key(|item| self.folded(self.preferred(*item)));
            items
        })
    }

    fn span(&self, label: LabelRef) -> &LabelSpan {
        let at = label.0 as usize;
        let synonym = at.wrapping_sub(self.labels.len());
        self.labels
            .get(at)
            .unwrap_or_else(|| &self.synonyms[synonym].span)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}
