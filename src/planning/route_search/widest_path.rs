//! The widest path between two occupations: the walk whose least coverage is as large as can be, in the fewest moves.
//!
//! It takes the moves of the graph, and every move out of the start and out of the stops that are asked for: who is far
//! from everything misses the leap with their first move, and is told by how much. Labels come from a heap, the widest
//! first and of equal ones that with the fewest moves (Dijkstra 1959, with the least coverage in place of the sum), so the
//! first one at the goal is the answer.

use std::collections::BinaryHeap;

use crate::catalog::OccupationIx;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::route_search::k_shortest::PathQuery;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::transition_graph::TransitionGraph;

/// Coverages are compared in so many parts: sums of the same skills in another order differ in their last bits, and
/// such a difference must not lengthen the walk.
const PARTS: f64 = 1_000_000.0;

/// A walk from the start as far as it is known. The fields are in the order of comparison.
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

/// The widest walk, start and goal included. It passes every stop that is asked for, and another occupation twice where
/// that is the only way to do so. None where there is no walk.
pub(super) fn widest_path(
    flat: &FlatCatalog,
    weights: &PersonWeights,
    graph: &TransitionGraph,
    query: &PathQuery,
) -> Option<Vec<OccupationIx>> {
    let (count, stops) = (flat.len(), query.via.len());
    if query.from == query.to || stops >= query.moves {
        return None;
    }
    let all_passed = (1_usize << stops) - 1;
    // By place (an occupation and which of the stops were passed on arrival), the most moves left of a label taken there:
    // a later label is no wider, so it counts only with more moves left.
    let mut settled: Vec<Option<usize>> = vec![None; (all_passed + 1) * count];
    // Each walk as its last place and the walk before it.
    let mut walks = vec![(query.from.index(), None)];
    let mut heap = BinaryHeap::from([Label {
        width: parts(1.0),
        moves_left: query.moves,
        at: 0,
    }]);
    while let Some(label) = heap.pop() {
        let (place, _) = walks[label.at];
        if settled[place] >= Some(label.moves_left) {
            continue;
        }
        settled[place] = Some(label.moves_left);
        let (passed, u) = (place / count, place % count);
        if u == query.to.index() {
            if passed == all_passed {
                return Some(occupations(&walks, label.at, count));
            }
            continue;
        }
        let Some(moves_left) = label.moves_left.checked_sub(1) else {
            continue;
        };
        let here = OccupationIx(u as u32);
        let next: Vec<u32> = if here == query.from || query.via.contains(&here) {
            (0..count as u32).collect()
        } else {
            let listed = graph.from(u).iter().map(|e| e.to);
            listed.chain(graph.reachable().iter().copied()).collect()
        };
        for v in next
            .into_iter()
            .filter(|v| *v as usize != u && query.allows(*v))
        {
            let bit = usize::from(query.via_bit(v));
            let next = (passed | bit) * count + v as usize;
            if passed & bit != 0 || settled[next] >= Some(moves_left) {
                continue;
            }
            let coverage = weights.coverage_from(flat, u, v as usize);
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
fn occupations(walks: &[(usize, Option<usize>)], at: usize, count: usize) -> Vec<OccupationIx> {
    let before = |at: &usize| walks[*at].1;
    let mut walk: Vec<OccupationIx> = std::iter::successors(Some(at), before)
        .map(|at| OccupationIx((walks[at].0 % count) as u32))
        .collect();
    walk.reverse();
    walk
}
