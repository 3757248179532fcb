//! The labels and synonyms of one kind of thing, folded, in one text. Built once and never changed.

use std::ops::Range;
use std::sync::OnceLock;

use super::entry::Entry;
use super::inverted_index::InvertedIndex;
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

/// The labels of one kind of thing. An item is its position among the entries.
#[derive(Debug, Default)]
pub struct Index {
    text: String,
    /// Every label: item by item, the preferred one first.
    labels: Vec<LabelSpan>,
    /// The first label of each item.
    preferred: Vec<u32>,
    synonyms: Vec<Synonym>,
    words: OnceLock<InvertedIndex>,
    by_label: OnceLock<Vec<u32>>,
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
        self.by_label();
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
