//! Where lines turn: before each column of stations is a strip in which they run up and down. Lines to one station share
//! a column of it; lines that only happen to run in the same rows get columns of their own, or they would look joined.

use std::collections::BTreeMap;

use super::grid::{GridCell, Segment};
use crate::catalog::OccupationIx;

/// What runs up and down in one column of a strip: all lines to a station, or all that leave one for another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bundle {
    To(OccupationIx),
    From(OccupationIx),
}

/// The rows of a bundle, and where in its strip it runs.
#[derive(Clone, Debug)]
struct Run {
    strip: usize,
    bundle: Bundle,
    first: usize,
    last: usize,
    mine: bool,
    /// Stations in whose row a line of the bundle begins, with the row.
    from: Vec<(OccupationIx, usize)>,
    column: usize,
}

impl Run {
    /// Whether two bundles would look joined in one column. Lines that part at a station, one up and one down, are.
    fn meets(&self, other: &Self) -> bool {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        if self.strip != other.strip || first > last {
            return false;
        }
        let part = |run: &Self| run.from.iter().find(|f| f.1 == first).copied();
        let parting = first == last && part(self).is_some() && part(self) == part(other);
        !parting
    }
}

/// Gives each segment its columns of the strips; says how many columns each strip has.
pub(super) fn assign_lanes(
    segments: &mut [Segment],
    places: &BTreeMap<OccupationIx, GridCell>,
    columns: usize,
) -> Vec<usize> {
    let mut runs: Vec<Run> = Vec::new();
    let turns = |segment: &Segment| {
        let (from, to) = (places[&segment.from], places[&segment.to]);
        let apart = from.column != to.column;
        let leaves = (apart && segment.lane != from.row).then_some((
            from.column + 1,
            Bundle::From(segment.from),
            from.row,
            segment.lane,
        ));
        let enters = (apart && segment.lane != to.row).then_some((
            to.column,
            Bundle::To(segment.to),
            segment.lane,
            to.row,
        ));
        [leaves, enters]
    };
    for segment in segments.iter() {
        for (strip, bundle, begin, end) in turns(segment).into_iter().flatten() {
            let known = runs
                .iter()
                .position(|r| (r.strip, r.bundle) == (strip, bundle));
            let at = known.unwrap_or_else(|| {
                runs.push(Run {
                    strip,
                    bundle,
                    first: begin,
                    last: begin,
                    mine: false,
                    from: Vec::new(),
                    column: 0,
                });
                runs.len() - 1
            });
            let run = &mut runs[at];
            run.first = run.first.min(begin.min(end));
            run.last = run.last.max(begin.max(end));
            run.mine |= segment.mine;
            run.from.push((segment.from, begin));
        }
    }
    // The person's route turns last, nearest to the stations.
    runs.sort_by_key(|r| (!r.mine, r.first, r.last));
    for at in 0..runs.len() {
        let (before, rest) = runs.split_at_mut(at);
        let Some(run) = rest.first_mut() else { break };
        let taken = |column| before.iter().any(|r| r.column == column && r.meets(run));
        let free = (0..=before.len()).find(|column| !taken(*column));
        run.column = free.unwrap_or(0);
    }
    let mut widths = vec![1; columns];
    for run in &runs {
        if let Some(width) = widths.get_mut(run.strip) {
            *width = (*width).max(run.column + 1);
        }
    }
    let column_of = |turn: Option<(usize, Bundle, usize, usize)>| {
        let found = turn.and_then(|(strip, bundle, ..)| {
            runs.iter().find(|r| (r.strip, r.bundle) == (strip, bundle))
        });
        found.map_or(0, |r| r.column)
    };
    for segment in segments.iter_mut() {
        let [leaves, enters] = turns(segment);
        segment.leave = column_of(leaves);
        segment.enter = column_of(enters);
    }
    widths
}
