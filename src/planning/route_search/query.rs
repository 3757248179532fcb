//! Which routes are wanted.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::route_search::k_shortest::{MOVES, PathQuery};
use crate::planning::route_search::transition_graph::Limit;

/// What is asked of the stops between start and goal, by the first digit of their ISCO-08 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IscoFilter {
    /// Every stop belongs to one of these major groups.
    Only(Vec<char>),
    /// No stop belongs to one of these major groups.
    Except(Vec<char>),
}

impl IscoFilter {
    fn allows(&self, isco: &str) -> bool {
        let within = |groups: &[char]| groups.iter().any(|g| isco.starts_with(*g));
        match self {
            Self::Only(groups) => within(groups),
            Self::Except(groups) => !within(groups),
        }
    }
}

/// What routes are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteQuery {
    pub from: OccupationIx,
    pub to: OccupationIx,
    /// The largest leap allowed.
    pub limit: Limit,
    /// How many routes, at least 1.
    pub count: usize,
    /// Most moves, 1 to [`MOVES`]; more count as that.
    pub moves: usize,
    /// Occupations that every route passes.
    pub via: Vec<OccupationIx>,
    /// Occupations that no route passes.
    pub avoid: Vec<OccupationIx>,
    /// What groups the stops belong to.
    pub groups: Option<IscoFilter>,
}

impl RouteQuery {
    /// Five routes at the medium leap without further wishes.
    pub fn new(from: OccupationIx, to: OccupationIx) -> Self {
        Self {
            from,
            to,
            limit: Limit::Medium,
            count: 5,
            moves: MOVES,
            via: Vec::new(),
            avoid: Vec::new(),
            groups: None,
        }
    }

    /// The same for the graph of a catalogue.
    pub fn path_query(&self, catalog: &Catalog) -> PathQuery {
        let isco = catalog.occupations().map(|o| &*o.isco().code);
        let mut closed: Vec<bool> = isco
            .map(|isco| self.groups.as_ref().is_some_and(|g| !g.allows(isco)))
            .collect();
        for avoided in &self.avoid {
            closed[avoided.index()] = true;
        }
        let mut via: Vec<OccupationIx> = Vec::new();
        for stop in &self.via {
            if *stop != self.from && *stop != self.to && !via.contains(stop) {
                // A stop that is asked for is wanted whatever its group.
                closed[stop.index()] = self.avoid.contains(stop);
                via.push(*stop);
            }
        }
        PathQuery {
            from: self.from,
            to: self.to,
            moves: self.moves.clamp(1, MOVES),
            closed,
            via,
        }
    }
}
