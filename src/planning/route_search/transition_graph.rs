//! The fixed graph of a person: which moves are feasible for them, and what each costs.
//!
//! A move u → v is judged on the person's skills with the essential skills of u held and its optional ones likely. It
//! is feasible when v's coverage then reaches the leap; it costs the hours of v's essential skills then missing and
//! [`crate::planning::hours::MOVE`]. Knows nothing of starts, goals and routes.
//!
//! `measure` says what makes a move feasible, `inward` finds who leads to an occupation; `around` does so for single
//! ones, in both directions, where most of the graph is not wanted.

mod around;
mod inward;
mod measure;
mod outward;

use std::ops::Range;
use std::panic::resume_unwind;

use crate::catalog::OccupationIx;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::gap::Leap;
use crate::planning::hours::MOVE;
use crate::planning::route_search::person_weights::PersonWeights;

pub(super) use self::around::Around;
use self::inward::Inward;
pub(super) use self::measure::Measure;

/// From so many occupations on, half of the moves are looked for by a thread beside: below that it would take longer to
/// start one.
const LARGE: usize = 1_000;

/// A feasible move, seen from where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Position of the occupation it leads to.
    pub to: u32,
    /// Its hours.
    pub cost: u32,
}

/// All feasible moves of a person at one leap.
#[derive(Clone, Debug)]
pub struct TransitionGraph {
    starts: Vec<u32>,
    edges: Vec<Edge>,
    /// Whether the person's own skills reach the leap: every occupation leads there. Such moves are not listed.
    open: Vec<bool>,
    /// The positions of those.
    all_open: Vec<u32>,
}

/// The largest leap that a move may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The small leap.
    Small,
    /// The medium leap.
    Medium,
    /// The large leap.
    Large,
    /// Any move is feasible.
    Any,
}

impl Limit {
    /// All limits, the strictest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Any];

    /// The leap, if there is a limit at all.
    pub fn leap(self) -> Option<Leap> {
        match self {
            Self::Small => Some(Leap::Small),
            Self::Medium => Some(Leap::Medium),
            Self::Large => Some(Leap::Large),
            Self::Any => None,
        }
    }

    /// The least coverage that a move must have, 0 to 1.
    pub fn least(self) -> f64 {
        self.leap().map_or(0.0, Leap::least)
    }

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        self.leap().map_or("any", Leap::word)
    }
}

impl TransitionGraph {
    /// The moves that are feasible for a person within this limit.
    pub fn new(flat: &FlatCatalog, weights: &PersonWeights, limit: Limit) -> Self {
        Self::found(flat, weights, limit, flat.len() >= LARGE)
    }

    /// The same; half of it is found by a thread beside if that is wanted, which changes no answer.
    pub(super) fn found(
        flat: &FlatCatalog,
        weights: &PersonWeights,
        limit: Limit,
        beside: bool,
    ) -> Self {
        let count = flat.len();
        let measure = Measure::new(flat, weights, limit);
        let open: Vec<bool> = (0..count).map(|v| measure.is_open(v)).collect();
        let leads = |range: Range<usize>| {
            let mut inward = Inward::new(&measure);
            let mut found: Vec<(u32, Edge)> = Vec::new();
            for v in range.filter(|v| !open[*v]) {
                let all = MOVE + weights.open_hours[v];
                inward.to(v, |u, brought| {
                    let cost = all - brought.hours();
                    found.push((u, Edge { to: v as u32, cost }));
                });
            }
            found
        };
        let found = if beside {
            std::thread::scope(|scope| {
                let half = || leads(count / 2..count);
                let second = std::thread::Builder::new().spawn_scoped(scope, half);
                let first = leads(0..count / 2);
                // Where there is no thread to be had, it is done here.
                let second =
                    second.map(|thread| thread.join().unwrap_or_else(|p| resume_unwind(p)));
                [first, second.unwrap_or_else(|_| half())]
            })
        } else {
            [leads(0..count), Vec::new()]
        };
        // Rows by start. The ends came ascending, so each row is ascending too.
        let mut starts = vec![0; count + 1];
        for (from, _) in found.iter().flatten() {
            starts[*from as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let nothing = Edge { to: 0, cost: 0 };
        let mut edges = vec![nothing; found.iter().map(Vec::len).sum()];
        let mut next = starts.clone();
        for (from, edge) in found.into_iter().flatten() {
            let place = &mut next[from as usize];
            edges[*place as usize] = edge;
            *place += 1;
        }
        Self {
            starts,
            edges,
            all_open: (0..count as u32).filter(|v| open[*v as usize]).collect(),
            open,
        }
    }

    /// The moves from an occupation to those that the person's own skills do not open, by where they lead.
    pub(super) fn from(&self, u: usize) -> &[Edge] {
        &self.edges[self.starts[u] as usize..self.starts[u + 1] as usize]
    }

    /// Positions of the occupations that the person's own skills open: every other occupation leads there.
    pub(super) fn all_open(&self) -> &[u32] {
        &self.all_open
    }

    /// Whether the move from `u` to `v` is feasible.
    pub(super) fn leads(&self, u: usize, v: usize) -> bool {
        let listed = || {
            let row = self.from(u);
            row.binary_search_by_key(&(v as u32), |e| e.to).is_ok()
        };
        u != v && (self.open[v] || listed())
    }

    /// Every feasible move from an occupation with its cost, by where it leads.
    pub fn moves(
        &self,
        flat: &FlatCatalog,
        weights: &PersonWeights,
        from: OccupationIx,
    ) -> Vec<(OccupationIx, u32)> {
        let u = from.index();
        let open = self.all_open.iter().map(|v| *v as usize);
        let open = open
            .filter(|v| *v != u)
            .map(|v| (v as u32, weights.cost(flat, u, v)));
        let listed = self.from(u).iter().map(|e| (e.to, e.cost));
        let mut all: Vec<_> = listed.chain(open).collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(to, cost)| (OccupationIx(to), cost))
            .collect()
    }

    /// How many moves are listed: those to occupations that the person's own skills do not open.
    pub fn listed(&self) -> usize {
        self.edges.len()
    }
}
