//! Alternative labels, kept as one text: an occupation or skill has ten on average, and thousands of small
//! allocations would be most of what loading costs. They are most of a catalogue's text and no frame needs them before
//! something is searched for or a page is opened, so that text may come later.

use std::ops::Range;
use std::sync::Arc;

use arcstr::{ArcStr, Substr};
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::lazy::Lazily;

/// A piece of a text that many share: loading a catalogue copies no label.
pub type Text = Substr;

/// `piece` as a part of `whole`, when it is one, else as a text of its own.
pub(super) fn shared(whole: &ArcStr, piece: &str) -> Text {
    whole
        .try_substr_from(piece)
        .unwrap_or_else(|| Substr::from(piece))
}

/// What stands between two labels. No label of ESCO holds it; the importer replaces it.
pub const SEPARATOR: char = '|';

/// A text that many share and that may come when it is first asked for.
pub type LaterText = Arc<Lazily<ArcStr>>;

/// Labels in the order in which the file has them.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// None where there are no labels.
    whole: Option<LaterText>,
    range: Range<u32>,
}

impl Labels {
    /// Labels from their text with [`SEPARATOR`] between them.
    pub fn from_joined(text: &str) -> Self {
        let range = 0..text.len() as u32;
        Self::part(&Arc::new(Lazily::ready(text.into())), range)
    }

    /// Labels from a part of a text, in bytes. Should the text turn out not to have that part, there are none.
    pub(super) fn part(whole: &LaterText, range: Range<u32>) -> Self {
        Self {
            whole: (!range.is_empty()).then(|| Arc::clone(whole)),
            range,
        }
    }

    fn text(&self) -> &str {
        let range = self.range.start as usize..self.range.end as usize;
        let whole = self.whole.as_ref();
        whole.and_then(|text| text.get(range)).unwrap_or_default()
    }

    /// The labels one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.text().split(SEPARATOR).filter(|l| !l.is_empty())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// The labels with `between` between them.
    pub fn join(&self, between: &str) -> String {
        self.iter().collect::<Vec<_>>().join(between)
    }
}

impl PartialEq for Labels {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// Joins labels as [`Labels::from_joined`] takes them.
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

impl Serialize for Labels {
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

    #[test]
    fn labels_come_back_as_they_went_in() {
        let labels = Labels::from_joined(&joined(["ISO", "a|b", "café"]));
        assert_eq!(labels.iter().collect::<Vec<_>>(), ["ISO", "a/b", "café"]);
        assert_eq!(labels.join(", "), "ISO, a/b, café");
        assert!(Labels::default().is_empty());
    }

    #[test]
    fn a_part_that_is_not_there_has_no_labels() {
        let whole = Arc::new(Lazily::new(|| ArcStr::from("ISO|é")));
        assert_eq!(Labels::part(&whole, 4..6).join(","), "é");
        assert!(Labels::part(&whole, 4..5).is_empty(), "half a letter");
        assert!(Labels::part(&whole, 4..60).is_empty());
    }
}
