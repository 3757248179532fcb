//! Alternative labels of one occupation or skill, joined in one string.

use serde::ser::{Serialize, SerializeSeq, Serializer};

/// Stands between two labels. No label of ESCO has it; the importer replaces it.
pub(crate) const SEPARATOR: char = '|';

/// Labels in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels<'c>(&'c str);

impl<'c> Labels<'c> {
    pub(super) fn new(joined: &'c str) -> Self {
        Self(joined)
    }

    /// The labels with [`SEPARATOR`] between them.
    pub fn joined(self) -> &'c str {
        self.0
    }

    pub fn iter(self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.0.split(SEPARATOR).filter(|l| !l.is_empty())
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The labels with `between` between them.
    pub fn join(self, between: &str) -> String {
        self.iter().collect::<Vec<_>>().join(between)
    }
}

/// Joins labels with [`SEPARATOR`] between them.
pub(crate) fn join_labels<'a>(labels: impl IntoIterator<Item = &'a str>) -> String {
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

    #[test]
    fn labels_come_back_as_they_went_in() {
        let text = join_labels(["ISO", "a|b", "caf\u{e9}"]);
        let labels = Labels::new(&text);
        assert_eq!(
            labels.iter().collect::<Vec<_>>(),
            ["ISO", "a/b", "caf\u{e9}"]
        );
        assert_eq!(labels.join(", "), "ISO, a/b, caf\u{e9}");
        assert!(Labels::new("").is_empty());
    }
}
