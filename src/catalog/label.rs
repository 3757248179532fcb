//! Alternative labels, kept as one text: an occupation or skill has ten on average, and thousands of small
//! allocations would be most of what loading costs.

use arcstr::{ArcStr, Substr};
use serde::ser::{Serialize, SerializeSeq, Serializer};

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

/// Labels in the order in which the file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels(Text);

impl Labels {
    /// Labels from their text with [`SEPARATOR`] between them.
    pub fn from_joined(text: Text) -> Self {
        Self(text)
    }

    /// The labels one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR).filter(|l| !l.is_empty())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The labels with `between` between them.
    pub fn join(&self, between: &str) -> String {
        self.iter().collect::<Vec<_>>().join(between)
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
        let labels = Labels::from_joined(joined(["ISO", "a|b", "café"]).into());
        assert_eq!(labels.iter().collect::<Vec<_>>(), ["ISO", "a/b", "café"]);
        assert_eq!(labels.join(", "), "ISO, a/b, café");
        assert!(Labels::default().is_empty());
    }
}
