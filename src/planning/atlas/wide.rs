//! The widest way where no route keeps within the leap, without the whole graph: the same as that of [`super::miss`], found
//! from the goal backwards by looking only at who leads to what has been reached.
//!
//! A way is as wide as the least coverage on it. From the goal the widest beginnings of ways are taken first (Dijkstra
//! 1959, with the least for the sum), and the start is asked about each: its first move may ask for anything, so the search
//! ends as soon as nothing left is wider than what the start has. Among ways of that width the one with the fewest moves
//! counts; layers of what is as wide, from the goal backwards, find it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Atlas;
use crate::catalog::OccupationIx;
use crate::planning::candidate::Way;
use crate::planning::network::{Inward, Limit};

/// A widest way.
pub(super) struct Wide {
    /// The least coverage on it, as the graph judges its moves.
    pub(super) coverage: f64,
    /// Its occupations.
    pub(super) path: Vec<OccupationIx>,
}

/// An occupation from which the goal can be reached this widely.
#[derive(Clone, Copy, PartialEq)]
struct Reached {
    width: f64,
    at: usize,
}

impl Eq for Reached {}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_width = self.width.total_cmp(&other.width);
        by_width.then_with(|| other.at.cmp(&self.at))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The widest way over the moves of the large leap and every move out of the start, with the fewest moves. None where that
/// takes more moves than are allowed, or where stops were asked for: then a narrower way may be the one.
pub(super) fn widest(atlas: &Atlas<'_>, way: &Way) -> Option<Wide> {
    if !way.via.is_empty() {
        return None;
    }
    let mut search = Search {
        atlas,
        way,
        inward: Inward::new(atlas.ground, &atlas.standing, Limit::Large),
    };
    let coverage = search.width();
    let path = search.path(coverage)?;
    Some(Wide { coverage, path })
}

struct Search<'a> {
    atlas: &'a Atlas<'a>,
    way: &'a Way,
    inward: Inward<'a>,
}

impl Search<'_> {
    /// Coverage of the first move.
    fn first_move(&self, to: usize) -> f64 {
        let start = self.way.from.index();
        self.atlas
            .standing
            .coverage_from(self.atlas.ground, start, to)
    }

    /// Who leads to `v` and may lie on the way before it. An open occupation is led to by everybody, and by nobody more widely
    /// than by the start.
    fn before(&mut self, v: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let way = self.way;
        let (start, goal) = (way.from.index(), way.to.index());
        let all = self.inward.to(v).iter().copied();
        all.filter(move |(u, _)| *u != start && *u != goal && !way.closed[*u])
    }

    /// How wide the widest way is.
    fn width(&mut self) -> f64 {
        let mut best = -1.0_f64;
        let mut widths = vec![-1.0; self.atlas.ground.len()];
        let goal = Reached {
            width: 1.0,
            at: self.way.to.index(),
        };
        let mut heap = BinaryHeap::from([goal]);
        while let Some(reached) = heap.pop() {
            if reached.width <= best {
                break;
            }
            if reached.width < widths[reached.at] {
                continue;
            }
            best = best.max(reached.width.min(self.first_move(reached.at)));
            for (at, coverage) in self.before(reached.at) {
                let width = coverage.min(reached.width);
                if width > widths[at] {
                    widths[at] = width;
                    heap.push(Reached { width, at });
                }
            }
        }
        best
    }

    /// The first of the ways with this width and the fewest moves.
    fn path(&mut self, width: f64) -> Option<Vec<OccupationIx>> {
        let goal = self.way.to.index();
        let mut layers = vec![vec![goal]];
        let mut known = vec![false; self.atlas.ground.len()];
        known[goal] = true;
        let first = loop {
            let layer = layers.last()?;
            if let Some(first) = layer.iter().find(|v| self.first_move(**v) >= width) {
                break *first;
            }
            // The start's own move comes on top.
            if layer.is_empty() || layers.len() == self.way.moves {
                return None;
            }
            let mut next = Vec::new();
            for v in layer.clone() {
                for (u, coverage) in self.before(v) {
                    if coverage >= width && !known[u] {
                        known[u] = true;
                        next.push(u);
                    }
                }
            }
            next.sort_unstable();
            layers.push(next);
        };
        layers.pop();
        let mut path = vec![self.way.from, OccupationIx(first as u32)];
        let mut at = first;
        for layer in layers.into_iter().rev() {
            let leads = |to: &usize| {
                let mut all = self.inward.to(*to).iter();
                all.any(|(from, coverage)| *from == at && *coverage >= width)
            };
            at = layer.into_iter().find(leads)?;
            path.push(OccupationIx(at as u32));
        }
        Some(path)
    }
}
