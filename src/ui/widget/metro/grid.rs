//! Cells of a metro map and the pieces of line between them.

use std::collections::BTreeSet;

use crate::catalog::OccupationIx;

/// A station's place: column from 0 at the left, row from 0 at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GridCell {
    pub column: usize,
    pub row: usize,
}

/// A piece of track between two neighbouring stations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The station at its left end (or upper, when both stand in one column).
    pub from: OccupationIx,
    /// The other.
    pub to: OccupationIx,
    /// The tracks that use it.
    pub tracks: BTreeSet<usize>,
    /// Whether the person's route uses it.
    pub mine: bool,
    /// The row in which it runs between the columns: `from`'s, `to`'s or a free one.
    pub lane: usize,
    /// The column of the strip behind its left end, and of that before its right end, in which it turns: from 0 at the
    /// right.
    pub leave: usize,
    /// See `leave`.
    pub enter: usize,
}
