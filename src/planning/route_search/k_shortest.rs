//! The loopless routes between two occupations in a person's graph, the cheapest first.
//!
//! Exact by construction: first the least cost to go from every occupation within every number of moves is found
//! backwards from the goal (Bellman 1958); then beginnings of routes are taken from a heap by what they cost so far plus
//! what they must still cost at least (A*, Hart, Nilsson and Raphael 1968), so that whole routes come out in order,
//! each once. Of equal costs the one whose occupations stand earlier in the catalogue comes first: a beginning of a
//! route stands before the route, so ties come out in that order too. A walk that returns to where it was may make
//! the bound too low, never too high. Knows nothing of what a route is worth once its earlier steps are counted.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::catalog::OccupationIx;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::transition_graph::TransitionGraph;

/// Most moves of a route.
pub const MOVES: usize = 5;

/// No way there.
const NEVER: u32 = u32::MAX;

/// What routes are wanted, in positions.
#[derive(Clone, Debug)]
pub struct PathQuery {
    /// Where they start.
    pub from: OccupationIx,
    /// Where they end.
    pub to: OccupationIx,
    /// Most moves, 1 to [`MOVES`].
    pub moves: usize,
    /// Occupations that may not be a stop, by position; start and goal are not asked.
    pub closed: Vec<bool>,
    /// Occupations that every route passes; none of them closed, none the start or the goal, none twice.
    pub via: Vec<OccupationIx>,
}

/// What to do with a route in which a stop is bypassed by a feasible move from an earlier occupation to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BypassedStops {
    /// It is a route like any other.
    Keep,
    /// It is passed over, unless the stop was asked for. The shorter route costs less, so it came before: the skills
    /// that a stop brings cost on the way to it what they cost later, and the move to it comes on top.
    Skip,
}

/// A route of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphPath {
    /// The sum of its moves' costs, in hours.
    pub cost: u32,
    /// Its occupations, start and goal included.
    pub occupations: Vec<OccupationIx>,
}

/// The beginning of a route.
#[derive(Clone, Copy, PartialEq, Eq)]
struct PartialPath {
    /// The least that a whole route can cost which begins so.
    bound: u32,
    cost: u32,
    len: u8,
    /// Which of the occupations to pass were passed.
    passed: u8,
    path: [u32; MOVES + 1],
}

impl PartialPath {
    fn path(&self) -> &[u32] {
        &self.path[..usize::from(self.len)]
    }
}

impl Ord for PartialPath {
    /// The heap gives the greatest first, so this is turned round.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_bound = other.bound.cmp(&self.bound);
        by_bound.then_with(|| other.path().cmp(self.path()))
    }
}

impl PartialOrd for PartialPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Routes, the cheapest first.
pub struct ShortestPaths<'a> {
    flat: &'a FlatCatalog,
    weights: &'a PersonWeights,
    graph: &'a TransitionGraph,
    way: &'a PathQuery,
    bypassed: BypassedStops,
    /// Least cost to the goal, by moves left, occupations passed and position.
    to_go: Vec<u32>,
    heap: BinaryHeap<PartialPath>,
    /// How many beginnings may still be looked at.
    patience: usize,
}

impl<'a> ShortestPaths<'a> {
    /// The routes that `way` asks for. The iterator ends when there are no more.
    pub fn new(
        flat: &'a FlatCatalog,
        weights: &'a PersonWeights,
        graph: &'a TransitionGraph,
        way: &'a PathQuery,
        bypassed: BypassedStops,
    ) -> Self {
        let mut out = Self {
            flat,
            weights,
            graph,
            way,
            bypassed,
            to_go: Vec::new(),
            heap: BinaryHeap::new(),
            patience: usize::MAX,
        };
        // More stops to pass than there is room for: no route, and no tables for it.
        if way.via.len() < way.moves && way.from != way.to {
            out.look_back();
            out.begin();
        }
        out
    }

    /// Gives up after so many beginnings of routes: what came until then are the cheapest all the same.
    #[must_use]
    pub fn patient(mut self, beginnings: usize) -> Self {
        self.patience = beginnings;
        self
    }

    fn all_passed(&self) -> u8 {
        ((1_u16 << self.way.via.len()) - 1) as u8
    }

    /// `passed` and the occupation `v`.
    fn pass(&self, passed: u8, v: u32) -> u8 {
        let at = self.way.via.iter().position(|w| w.0 == v);
        at.map_or(passed, |at| passed | 1 << at)
    }

    fn place(&self, moves: usize, passed: u8, u: usize) -> usize {
        let masks = usize::from(self.all_passed()) + 1;
        (moves * masks + usize::from(passed)) * self.flat.len() + u
    }

    /// Calls `each` with every move from `u` that may lie on a route: where to and at what cost.
    fn each_move(&self, u: usize, mut each: impl FnMut(u32, u32)) {
        let may_stop = |v: u32| {
            let goal = v == self.way.to.0;
            v != self.way.from.0 && (goal || !self.way.closed[v as usize])
        };
        for edge in self.graph.from(u) {
            if may_stop(edge.to) {
                each(edge.to, edge.cost);
            }
        }
        // Where the person could go at once, any later stop before it is bypassed.
        let here = OccupationIx(u as u32);
        let anchor = here == self.way.from || self.way.via.contains(&here);
        if anchor || self.bypassed == BypassedStops::Keep {
            for v in self.graph.all_open() {
                if may_stop(*v) && *v as usize != u {
                    each(*v, self.weights.cost(self.flat, u, *v as usize));
                }
            }
        }
    }

    /// Fills the table of least costs, from the goal backwards.
    fn look_back(&mut self) {
        let (count, masks) = (self.flat.len(), usize::from(self.all_passed()) + 1);
        let mut to_go = vec![NEVER; (self.way.moves + 1) * masks * count];
        let goal = self.way.to.index();
        for moves in 0..=self.way.moves {
            to_go[self.place(moves, self.all_passed(), goal)] = 0;
        }
        // Nobody comes back to the start: its row is needed for the whole number of moves only.
        let start = self.way.from.index();
        for moves in 1..=self.way.moves {
            let last = moves == self.way.moves;
            for u in (0..count).filter(|u| *u != goal) {
                let needed = if u == start {
                    last
                } else {
                    !self.way.closed[u]
                };
                if needed {
                    self.look_back_from(&mut to_go, u, moves);
                }
            }
        }
        self.to_go = to_go;
    }

    fn look_back_from(&self, to_go: &mut [u32], u: usize, moves: usize) {
        let masks = self.all_passed() + 1;
        self.each_move(u, |v, cost| {
            for passed in 0..masks {
                let there = to_go[self.place(moves - 1, self.pass(passed, v), v as usize)];
                if there != NEVER {
                    let here = &mut to_go[self.place(moves, passed, u)];
                    *here = (*here).min(cost + there);
                }
            }
        });
    }

    fn begin(&mut self) {
        let mut path = [0; MOVES + 1];
        path[0] = self.way.from.0;
        let bound = self.to_go[self.place(self.way.moves, 0, self.way.from.index())];
        if bound != NEVER {
            self.heap.push(PartialPath {
                bound,
                cost: 0,
                len: 1,
                passed: 0,
                path,
            });
        }
    }

    /// Puts every beginning that is one move longer on the heap.
    fn go_on(&mut self, so_far: &PartialPath) {
        let path = so_far.path();
        let Some(last) = path.last() else { return };
        let left = self.way.moves - path.len();
        // Once the goal can be reached at once, every other way to it is bypassed.
        let only_goal = self.bypassed == BypassedStops::Skip
            && so_far.passed == self.all_passed()
            && self.graph.leads(*last as usize, self.way.to.index());
        let mut longer = Vec::new();
        self.each_move(*last as usize, |v, cost| {
            if path.contains(&v) || (only_goal && v != self.way.to.0) {
                return;
            }
            let passed = self.pass(so_far.passed, v);
            let there = self.to_go[self.place(left, passed, v as usize)];
            if there == NEVER || self.is_bypassed(path, v) {
                return;
            }
            let cost = so_far.cost + cost;
            let mut next = PartialPath {
                bound: cost + there,
                cost,
                len: so_far.len + 1,
                passed,
                path: so_far.path,
            };
            next.path[path.len()] = v;
            longer.push(next);
        });
        self.heap.extend(longer);
    }

    /// Whether an earlier occupation leads to `v` past stops of which none was asked for.
    fn is_bypassed(&self, path: &[u32], v: u32) -> bool {
        if self.bypassed == BypassedStops::Keep {
            return false;
        }
        let asked = |u: &u32| self.way.via.contains(&OccupationIx(*u));
        let earlier = path.len() - 1;
        for at in (0..earlier).rev() {
            if asked(&path[at + 1]) {
                return false;
            }
            if self.graph.leads(path[at] as usize, v as usize) {
                return true;
            }
        }
        false
    }
}

impl Iterator for ShortestPaths<'_> {
    type Item = GraphPath;

    fn next(&mut self) -> Option<GraphPath> {
        while let Some(best) = self.heap.pop() {
            if best.path().last() == Some(&self.way.to.0) {
                return Some(GraphPath {
                    cost: best.cost,
                    occupations: best.path().iter().map(|o| OccupationIx(*o)).collect(),
                });
            }
            self.patience = self.patience.checked_sub(1)?;
            self.go_on(&best);
        }
        None
    }
}

#[cfg(test)]
mod tests;
