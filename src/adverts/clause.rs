//! The clauses of a sentence.

use std::ops::Range;

/// The part of a sentence around a place, between semicolons, dashes and full stops.
pub(super) fn clause(text: &str, at: usize) -> Range<usize> {
    let ends = [";", " – ", " — ", ". ", ": "];
    let head = text.get(..at).unwrap_or_default();
    let tail = text.get(at..).unwrap_or_default();
    let start = ends
        .iter()
        .filter_map(|end| Some(head.rfind(end)? + end.len()))
        .max();
    let end = ends.iter().filter_map(|end| tail.find(end)).min();
    start.unwrap_or(0)..end.map_or(text.len(), |end| at + end)
}
