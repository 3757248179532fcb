//! The widest path between two occupations: the walk whose least coverage is as large as can be, in the fewest moves.
//!
//! It runs over the moves of the large leap and every move out of the start and out of the stops that are asked for:
//! somebody far away from everything misses with their first move, and hears by how much. Labels are taken from a heap,
//! the widest first and of equal ones that with the fewest moves (Dijkstra 1959, with the least coverage in place of the
//! sum), so the first one at the goal is the answer.

use std::collections::BinaryHeap;

use super::between::bit;
use crate::catalog::OccupationIx;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::route_search::k_shortest::PathQuery;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::transition_graph::Around;

/// Coverages are compared in so many parts: sums of the same skills in another order differ in their last bits, and a
/// difference that is none must not lengthen the walk.
const PARTS: f64 = 1_000_000.0;

/// A walk from the start as far as it is known, as a member of the heap. The fields are in the order of comparison.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    width: u32,
    moves_left: usize,
    /// Position among the walks; the newest of equal ones is taken first.
    at: usize,
}

/// A coverage (0 to 1) in whole parts.
pub(super) fn parts(coverage: f64) -> u32 {
    (coverage * PARTS).round() as u32
}

/// The widest walk, start and goal included. It passes every stop that is asked for, and another place twice where that
/// is the only way to do so. None where there is no walk.
pub(super) fn widest(
    flat: &FlatCatalog,
    weights: &PersonWeights,
    around: &mut Around<'_>,
    way: &PathQuery,
) -> Option<Vec<OccupationIx>> {
    let (count, stops) = (flat.len(), way.via.len());
    if way.from == way.to || stops >= way.moves {
        return None;
    }
    let all_passed = (1_usize << stops) - 1;
    // By place (an occupation and which of the stops were passed on arrival), the most moves left of a label taken there:
    // a later label is no wider, so it counts only with more moves left.
    let mut settled: Vec<Option<usize>> = vec![None; (all_passed + 1) * count];
    // Each walk as its last place and the walk before it.
    let mut walks = vec![(way.from.index(), None)];
    let mut heap = BinaryHeap::from([Label {
        width: parts(1.0),
        moves_left: way.moves,
        at: 0,
    }]);
    while let Some(label) = heap.pop() {
        let (place, _) = walks[label.at];
        if settled[place] >= Some(label.moves_left) {
            continue;
        }
        settled[place] = Some(label.moves_left);
        let (passed, u) = (place / count, place % count);
        if u == way.to.index() {
            if passed == all_passed {
                return Some(back(&walks, label.at, count));
            }
            continue;
        }
        let Some(moves_left) = label.moves_left.checked_sub(1) else {
            continue;
        };
        let here = OccupationIx(u as u32);
        let everywhere: Vec<u32>;
        let (row, open) = if here == way.from || way.via.contains(&here) {
            everywhere = (0..count as u32).collect();
            (&everywhere[..], &[][..])
        } else {
            around.row_and_open(u)
        };
        for v in row.iter().chain(open) {
            let bit = bit(way, *v);
            let next = (passed | bit) * count + *v as usize;
            let is_stop = *v == way.to.0 || !way.closed[*v as usize];
            let is_known = settled[next] >= Some(moves_left);
            if *v == way.from.0 || *v as usize == u || !is_stop || passed & bit != 0 || is_known {
                continue;
            }
            let coverage = weights.coverage_from(flat, u, *v as usize);
            walks.push((next, Some(label.at)));
            heap.push(Label {
                width: label.width.min(parts(coverage)),
                moves_left,
                at: walks.len() - 1,
            });
        }
    }
    None
}

/// The occupations of a walk, from the start on.
fn back(walks: &[(usize, Option<usize>)], at: usize, count: usize) -> Vec<OccupationIx> {
    let before = |at: &usize| walks[*at].1;
    let mut walk: Vec<OccupationIx> = std::iter::successors(Some(at), before)
        .map(|at| OccupationIx((walks[at].0 % count) as u32))
        .collect();
    walk.reverse();
    walk
}
