//! Places in the text of an advert.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// A range of Unicode code points of an advert's text.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    serde::Deserialize,
    JsonSchema,
)]
pub struct Span {
    pub start: usize,
    /// The first code point behind it.
    pub end: usize,
}

impl Span {
    /// The words of a text that stand there.
    pub fn of(self, text: &str) -> &str {
        let mut bytes = text
            .char_indices()
            .map(|(at, _)| at)
            .chain(std::iter::once(text.len()));
        let start = bytes.clone().nth(self.start).unwrap_or(text.len());
        let end = bytes.nth(self.end).unwrap_or(text.len());
        text.get(start..end).unwrap_or_default()
    }
}

/// Whether two ranges share a place.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether `inner` lies within `outer`.
pub(crate) fn is_within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_code_points() {
        let span = Span { start: 1, end: 5 };
        assert_eq!(span.of("aßü €b"), "ßü €");
        assert_eq!(Span { start: 4, end: 9 }.of("abc"), "");
    }
}
