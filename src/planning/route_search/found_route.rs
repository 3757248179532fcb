//! Routes that were found, with their figures.

use crate::catalog::track::MoveClass;
use crate::catalog::{Basis, OccupationIx, RouteId, TrackId};
use crate::planning::gap::SkillBreakdown;
use crate::planning::route_search::transition_graph::Limit;

/// A curated route, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuratedRef {
    pub track: TrackId,
    pub route: RouteId,
}

/// A route with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRoute {
    /// `editorial` for a curated route, else `derived`.
    pub basis: Basis,
    pub curated: Option<CuratedRef>,
    /// Its occupations, start and goal included.
    pub occupations: Vec<OccupationIx>,
    pub steps: Vec<FoundStep>,
    /// Whether it is computed and unusual; see the module `plausibility`.
    pub unusual: bool,
}

/// A move of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundStep {
    pub from: OccupationIx,
    pub to: OccupationIx,
    pub class: MoveClass,
    /// Coverage on arrival, 0 to 1, earlier steps included.
    pub coverage: f64,
    /// Hours of what is missing then, and of the move.
    pub hours: u32,
    /// Essential skills; held are those of the start as well.
    pub essential: SkillBreakdown,
}

impl FoundRoute {
    /// Hours of the whole route.
    pub fn hours(&self) -> u32 {
        self.steps.iter().map(|s| s.hours).sum()
    }

    /// Hours of the moves into one of `roles`: a person who held the role has made such a move.
    pub fn hours_into(&self, roles: &[OccupationIx]) -> u32 {
        let into = self.steps.iter().filter(|s| roles.contains(&s.to));
        into.map(|s| s.hours).sum()
    }

    /// The lowest coverage on arrival; 1 for a route without moves.
    pub fn weakest(&self) -> f64 {
        self.steps.iter().map(|s| s.coverage).fold(1.0, f64::min)
    }
}

/// Routes, or why there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRoutes {
    /// The routes within the leap: curated ones, then computed ones, then unusual ones, each by hours.
    pub routes: Vec<FoundRoute>,
    /// Curated routes that ask for a larger leap.
    pub beyond: Vec<FoundRoute>,
    /// The strictest limit that gives a route, when the one asked for gives none.
    pub sufficient_limit: Option<Limit>,
    /// The route that misses the leap by least, when there is none within it.
    pub nearest_miss: Option<NearestMiss>,
}

/// A route that misses the leap.
#[derive(Clone, Debug, PartialEq)]
pub struct NearestMiss {
    pub route: FoundRoute,
    /// Its hardest move, as a place in the route's steps.
    pub step: usize,
    /// Coverage of that move as the graph judges it: from the occupation before it alone.
    pub coverage: f64,
}
