//! Alternative labels, kept as one text: an occupation or skill has ten on average, and thousands of small
//! allocations would be most of what loading costs. They are most of a catalogue's text and no frame needs them before
//! something is searched for or a page is opened, so that text may come later.

use std::ops::Range;
use std::sync::Arc;

use arcstr::ArcStr;
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::lazy::Lazily;

/// What stands between two labels. No label of ESCO holds it; the importer replaces it.
pub const SEPARATOR: char = '|';

/// A text that many share and that may come when it is first asked for.
pub type LaterText = Arc<Lazily<ArcStr>>;

/// Labels in the order in which the file has them.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'c> {
    text: &'c LaterText,
    /// Where they begin and end in it, in bytes.
    place: (u32, u32),
}

impl<'c> Labels<'c> {
    /// Labels from a part of a text, in bytes. Should the text turn out not to have that part, there are none.
    pub(super) fn part(text: &'c LaterText, range: Range<u32>) -> Self {
        Self {
            text,
            place: (range.start, range.end),
        }
    }

    /// The labels with [`SEPARATOR`] between them.
    pub fn joined(self) -> &'c str {
        let (start, end) = self.place;
        // Without a label there is no reason to have the text read.
        if start == end {
            return "";
        }
        let range = start as usize..end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The labels one by one.
    pub fn iter(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.joined().split(SEPARATOR).filter(|l| !l.is_empty())
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.joined().is_empty()
    }

    /// The labels with `between` between them.
    pub fn join(self, between: &str) -> String {
        self.iter().collect::<Vec<_>>().join(between)
    }
}

impl PartialEq for Labels<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.joined() == other.joined()
    }
}

/// Joins labels with [`SEPARATOR`] between them, as a catalogue keeps them.
pub fn joined<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for label in labels {
        if !out.is_empty() {
            out.push(SEPARATOR);
        }
        out.push_str(&label.replace(SEPARATOR, "/"));
    }
    out
}

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for label in self.iter() {
            list.serialize_element(label)?;
        }
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(text: &str) -> LaterText {
        Arc::new(Lazily::ready(text.into()))
    }

    #[test]
    fn labels_come_back_as_they_went_in() {
        let text = joined(["ISO", "a|b", "caf\u{e9}"]);
        let whole = later(&text);
        let labels = Labels::part(&whole, 0..text.len() as u32);
        assert_eq!(
            labels.iter().collect::<Vec<_>>(),
            ["ISO", "a/b", "caf\u{e9}"]
        );
        assert_eq!(labels.join(", "), "ISO, a/b, caf\u{e9}");
        assert!(Labels::part(&whole, 0..0).is_empty());
    }

    #[test]
    fn a_part_that_is_not_there_has_no_labels() {
        let whole = later("ISO|\u{e9}");
        assert_eq!(Labels::part(&whole, 4..6).join(","), "\u{e9}");
        assert!(Labels::part(&whole, 4..5).is_empty(), "half a letter");
        assert!(Labels::part(&whole, 4..60).is_empty());
    }
}
