//! The loopless paths between two occupations in a person's graph, the cheapest first.
//!
//! The least hours from every occupation to the goal within every number of moves are found backwards from the goal
//! (Bellman 1958). Then partial paths are taken from a heap by their hours so far plus the least hours still to go (A*,
//! Hart, Nilsson and Raphael 1968), so that whole paths come out in order, each once. Of equal hours the path whose
//! occupations stand earlier in the catalogue comes first. A walk that returns to where it was may make the bound too
//! low, never too high.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::catalog::OccupationIx;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::transition_graph::TransitionGraph;

/// Most moves of a path.
pub const MOVES: usize = 5;

const UNREACHABLE: u32 = u32::MAX;

/// Which paths are wanted.
#[derive(Clone, Debug)]
pub struct PathQuery {
    pub from: OccupationIx,
    pub to: OccupationIx,
    /// Most moves, 1 to [`MOVES`].
    pub moves: usize,
    /// Occupations that may not be a stop, by position; start and goal are not asked.
    pub closed: Vec<bool>,
    /// Occupations that every path passes; none of them closed, none the start or the goal, none twice.
    pub via: Vec<OccupationIx>,
}

impl PathQuery {
    /// Whether a move may lead to this occupation.
    pub(super) fn allows(&self, occupation: u32) -> bool {
        let is_open = occupation == self.to.0 || !self.closed[occupation as usize];
        occupation != self.from.0 && is_open
    }

    /// The bit of an occupation that every path passes; 0 for another.
    pub(super) fn via_bit(&self, occupation: u32) -> u8 {
        let at = self.via.iter().position(|via| via.0 == occupation);
        at.map_or(0, |at| 1 << at)
    }
}

/// What to do with a path in which a stop is bypassed by a feasible move from an earlier occupation to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BypassedStops {
    /// It is a path like any other.
    Keep,
    /// It is left out, unless the stop was asked for. The shorter path costs less, so it came before: the skills that a
    /// stop brings take as many hours on the way to it as they take later, and the move to it comes on top.
    Skip,
}

/// A path of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphPath {
    /// The sum over its moves.
    pub hours: u32,
    /// Start and goal included.
    pub occupations: Vec<OccupationIx>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct PartialPath {
    /// The least hours of a whole path that begins so.
    bound: u32,
    hours: u32,
    len: u8,
    /// Bits of the occupations to pass that were passed.
    passed: u8,
    occupations: [u32; MOVES + 1],
}

impl PartialPath {
    fn occupations(&self) -> &[u32] {
        &self.occupations[..usize::from(self.len)]
    }
}

impl Ord for PartialPath {
    /// Reversed: the heap gives the greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = other.bound.cmp(&self.bound);
        by_bound.then_with(|| other.occupations().cmp(self.occupations()))
    }
}

impl PartialOrd for PartialPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The paths of a query, the cheapest first.
pub struct ShortestPaths<'a> {
    flat: &'a FlatCatalog,
    weights: &'a PersonWeights,
    graph: &'a TransitionGraph,
    query: &'a PathQuery,
    bypassed: BypassedStops,
    /// Least hours to the goal, by moves left, occupations passed and position.
    to_go: Vec<u32>,
    heap: BinaryHeap<PartialPath>,
    expansions_left: usize,
}

impl<'a> ShortestPaths<'a> {
    pub fn new(
        flat: &'a FlatCatalog,
        weights: &'a PersonWeights,
        graph: &'a TransitionGraph,
        query: &'a PathQuery,
        bypassed: BypassedStops,
    ) -> Self {
        let mut out = Self {
            flat,
            weights,
            graph,
            query,
            bypassed,
            to_go: Vec::new(),
            heap: BinaryHeap::new(),
            expansions_left: usize::MAX,
        };
        // With more stops to pass than there is room for there is no path, and no table.
        if query.via.len() < query.moves && query.from != query.to {
            out.fill_to_go();
            out.push_start();
        }
        out
    }

    /// Ends the search after so many expanded paths: what came until then are the cheapest all the same.
    #[must_use]
    pub fn max_expansions(mut self, expansions: usize) -> Self {
        self.expansions_left = expansions;
        self
    }

    fn all_passed(&self) -> u8 {
        (1 << self.query.via.len()) - 1
    }

    fn to_go_at(&self, moves: usize, passed: u8, u: usize) -> usize {
        let masks = usize::from(self.all_passed()) + 1;
        (moves * masks + usize::from(passed)) * self.flat.len() + u
    }

    /// Calls `each` with the end and the hours of every move from `u` that may lie on a path.
    fn each_move(&self, u: usize, mut each: impl FnMut(u32, u32)) {
        let listed = self.graph.from(u).iter();
        for edge in listed.filter(|e| self.query.allows(e.to)) {
            each(edge.to, edge.hours);
        }
        // What the person can reach at once bypasses any stop before it.
        let here = OccupationIx(u as u32);
        let is_anchor = here == self.query.from || self.query.via.contains(&here);
        if is_anchor || self.bypassed == BypassedStops::Keep {
            for v in self
                .graph
                .reachable()
                .iter()
                .filter(|v| self.query.allows(**v))
            {
                if *v as usize != u {
                    each(*v, self.weights.hours_from(self.flat, u, *v as usize));
                }
            }
        }
    }

    fn fill_to_go(&mut self) {
        let (count, masks) = (self.flat.len(), usize::from(self.all_passed()) + 1);
        let mut to_go = vec![UNREACHABLE; (self.query.moves + 1) * masks * count];
        let (start, goal) = (self.query.from.index(), self.query.to.index());
        for moves in 0..=self.query.moves {
            to_go[self.to_go_at(moves, self.all_passed(), goal)] = 0;
        }
        for moves in 1..=self.query.moves {
            // No path comes back to the start: its row is needed for the whole number of moves only.
            let is_needed = |u: usize| match u {
                u if u == goal => false,
                u if u == start => moves == self.query.moves,
                u => !self.query.closed[u],
            };
            for u in (0..count).filter(|u| is_needed(*u)) {
                self.each_move(u, |v, hours| {
                    for passed in 0..masks as u8 {
                        let then = passed | self.query.via_bit(v);
                        let there = to_go[self.to_go_at(moves - 1, then, v as usize)];
                        if there != UNREACHABLE {
                            let here = &mut to_go[self.to_go_at(moves, passed, u)];
                            *here = (*here).min(hours + there);
                        }
                    }
                });
            }
        }
        self.to_go = to_go;
    }

    fn push_start(&mut self) {
        let mut occupations = [0; MOVES + 1];
        occupations[0] = self.query.from.0;
        let bound = self.to_go[self.to_go_at(self.query.moves, 0, self.query.from.index())];
        if bound != UNREACHABLE {
            self.heap.push(PartialPath {
                bound,
                hours: 0,
                len: 1,
                passed: 0,
                occupations,
            });
        }
    }

    /// Puts every path that is one move longer on the heap.
    fn expand(&mut self, so_far: &PartialPath) {
        let path = so_far.occupations();
        let Some(last) = path.last().map(|last| *last as usize) else {
            return;
        };
        let moves_left = self.query.moves - path.len();
        // Once the goal can be reached at once, every other way to it is bypassed.
        let only_goal = self.bypassed == BypassedStops::Skip
            && so_far.passed == self.all_passed()
            && self.graph.leads(last, self.query.to.index());
        let mut longer = Vec::new();
        self.each_move(last, |v, hours| {
            if path.contains(&v) || (only_goal && v != self.query.to.0) {
                return;
            }
            let passed = so_far.passed | self.query.via_bit(v);
            let to_go = self.to_go[self.to_go_at(moves_left, passed, v as usize)];
            if to_go == UNREACHABLE || self.is_bypassed(path, v) {
                return;
            }
            let hours = so_far.hours + hours;
            let mut next = PartialPath {
                bound: hours + to_go,
                hours,
                len: so_far.len + 1,
                passed,
                occupations: so_far.occupations,
            };
            next.occupations[path.len()] = v;
            longer.push(next);
        });
        self.heap.extend(longer);
    }

    /// Whether an earlier occupation leads to `v` past stops of which none was asked for.
    fn is_bypassed(&self, path: &[u32], v: u32) -> bool {
        if self.bypassed == BypassedStops::Keep {
            return false;
        }
        let asked_for = |u: u32| self.query.via.contains(&OccupationIx(u));
        let pairs = path.windows(2).rev();
        pairs
            .take_while(|pair| !asked_for(pair[1]))
            .any(|pair| self.graph.leads(pair[0] as usize, v as usize))
    }
}

impl Iterator for ShortestPaths<'_> {
    type Item = GraphPath;

    fn next(&mut self) -> Option<GraphPath> {
        while let Some(best) = self.heap.pop() {
            if best.occupations().last() == Some(&self.query.to.0) {
                return Some(GraphPath {
                    hours: best.hours,
                    occupations: best
                        .occupations()
                        .iter()
                        .map(|o| OccupationIx(*o))
                        .collect(),
                });
            }
            self.expansions_left = self.expansions_left.checked_sub(1)?;
            self.expand(&best);
        }
        None
    }
}

#[cfg(test)]
mod tests;
