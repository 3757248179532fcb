//! A person's graph: which moves between occupations are feasible within a leap, and what each costs.
//!
//! A move u → v is judged with the essential skills of u held and its optional ones likely. It is feasible when v is then
//! covered to the leap; it costs the hours of v's essential skills that are then missing, and those of the move itself.

use itertools::Itertools as _;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::OccupationIx;
use crate::catalog::csr::Csr;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::gap::Leap;
use crate::planning::route_search::person_weights::PersonWeights;

/// Rarity points within which a sum is too close to the leap: added up in another order it may differ in its last bits.
const ROUNDING: f64 = 1e-6;

/// A feasible move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// Position of the occupation it leads to.
    pub(super) to: u32,
    pub(super) hours: u32,
}

/// All feasible moves of a person within a leap.
#[derive(Clone, Debug)]
pub struct TransitionGraph {
    /// The moves by start, without those to reachable occupations.
    edges: Csr<Edge>,
    /// Whether the person's own skills cover the occupation to the leap: every other one leads there.
    is_reachable: Vec<bool>,
    /// The positions of those.
    reachable: Vec<u32>,
}

/// The largest leap that a move may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    Small,
    Medium,
    Large,
    /// Any move is feasible.
    Any,
}

impl Limit {
    /// All limits, the strictest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Medium, Self::Large, Self::Any];

    /// None where there is no limit.
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
    pub fn new(flat: &FlatCatalog, weights: &PersonWeights, limit: Limit) -> Self {
        let (count, least) = (flat.len(), limit.least());
        let is_reachable: Vec<bool> = (0..count)
            .map(|v| weights.coverage(flat, OccupationIx(v as u32)) >= least)
            .collect();
        let (reachable, others): (Vec<u32>, Vec<u32>) =
            (0..count as u32).partition(|v| is_reachable[*v as usize]);
        let mut brought = vec![0.0; count];
        let edges = (0..count).map(|u| {
            if !others.is_empty() {
                weights.add_points_from(flat, u, &mut brought);
            }
            let is_feasible = |v: usize| {
                // Rarity points beyond those that are enough.
                let spare = brought[v] + weights.covered[v] - least * flat.points[v];
                let is_enough = || weights.coverage_from(flat, u, v) >= least;
                v != u && (spare > ROUNDING || spare > -ROUNDING && is_enough())
            };
            let to = others.iter().copied();
            let row: Vec<Edge> = to
                .filter(|v| is_feasible(*v as usize))
                .map(|to| Edge {
                    to,
                    hours: weights.hours_from(flat, u, to as usize),
                })
                .collect();
            brought.fill(0.0);
            row
        });
        Self {
            edges: edges.collect(),
            reachable,
            is_reachable,
        }
    }

    /// The moves from an occupation to those that are not [reachable](Self::reachable) anyway, by where they lead.
    pub(super) fn from(&self, u: usize) -> &[Edge] {
        self.edges.of(u)
    }

    /// Positions of the occupations that the person's own skills cover to the leap: every other occupation leads there.
    pub(super) fn reachable(&self) -> &[u32] {
        &self.reachable
    }

    /// Whether the move from `u` to `v` is feasible.
    pub(super) fn leads(&self, u: usize, v: usize) -> bool {
        let is_listed = || {
            self.from(u)
                .binary_search_by_key(&(v as u32), |e| e.to)
                .is_ok()
        };
        u != v && (self.is_reachable[v] || is_listed())
    }

    /// Every feasible move from an occupation with its hours, by where it leads.
    pub fn moves(
        &self,
        flat: &FlatCatalog,
        weights: &PersonWeights,
        from: OccupationIx,
    ) -> Vec<(OccupationIx, u32)> {
        let u = from.index();
        let reachable = self.reachable.iter().filter(|v| **v != from.0);
        let reachable = reachable.map(|v| (*v, weights.hours_from(flat, u, *v as usize)));
        let listed = self.from(u).iter().map(|e| (e.to, e.hours));
        let all = listed
            .chain(reachable)
            .map(|(to, hours)| (OccupationIx(to), hours));
        all.sorted_unstable().collect()
    }
}
