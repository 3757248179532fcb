//! What is said of a search that finds nothing, or only what comes near.

use crate::text::capitalize;

/// What stands before what comes nearest to a query by which nothing is meant.
pub(crate) const NEAREST: &str = "nothing is meant: nearest are";

/// The same above a list of rows, behind what is said of the term.
pub(crate) fn above_nearest(note: Option<&str>) -> String {
    let nearest = capitalize(NEAREST);
    match note {
        Some(note) => format!("{}. {nearest}", note.trim_end_matches('.')),
        None => nearest,
    }
}
