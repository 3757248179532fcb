//! The jobs of a person, and where they are on a curated route.
//!
//! All named jobs count, earlier ones like the present one: a route is joined at the furthest of its stations that was ever
//! theirs. Marks and the moves of the route do not decide it, or it would jump while the person ticks.

use crate::catalog::{Catalog, OccupationIx, StepId};
use crate::planning::closeness::Closeness;
use crate::profile::{Profile, States};

/// Where a person is on a curated route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RoutePosition {
    /// It passes their present job.
    Current,
    /// It passes only a job they had before, this one the furthest along it.
    Earlier(OccupationIx),
    /// It passes none of their jobs; a move joins it at this station.
    NotOnRoute(OccupationIx),
}

impl RoutePosition {
    /// Whether the route passes one of their jobs; else a move joins it.
    pub(crate) fn passes(self) -> bool {
        !matches!(self, Self::NotOnRoute(_))
    }

    /// The routes a person is on come before those they would have to join.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Current => 0,
            Self::Earlier(_) => 1,
            Self::NotOnRoute(_) => 2,
        }
    }
}

/// The jobs of a person.
pub(super) struct JobHistory {
    /// The job in which they began to plan.
    pub(super) start: OccupationIx,
    /// Earlier jobs that they named.
    earlier: Vec<OccupationIx>,
    /// Jobs that they reached by a step, with its id.
    pub(super) reached: Vec<(OccupationIx, StepId)>,
    /// The states of skills that follow from the named jobs alone.
    pub(super) named_states: States,
}

impl JobHistory {
    /// None without a start that the catalogue has.
    pub(super) fn of(catalog: &Catalog, profile: &Profile) -> Option<Self> {
        let start = profile.start_in(catalog)?;
        let named = profile.roles_held.iter().filter(|r| r.by_step.is_none());
        let roles: Vec<OccupationIx> = named
            .filter_map(|r| catalog.occupation_by_uri(&r.occupation))
            .collect();
        let reached = profile.roles_held.iter().filter_map(|r| {
            let role = catalog.occupation_by_uri(&r.occupation)?;
            Some((role, r.by_step.clone()?))
        });
        Some(Self {
            start,
            reached: reached.collect(),
            named_states: States::derive(catalog, &roles, []),
            earlier: roles.into_iter().filter(|r| *r != start).collect(),
        })
    }

    /// The furthest station that was one of the named jobs. The goal is where they want to be, also again: it counts as
    /// the start only.
    pub(super) fn furthest(&self, stations: &[OccupationIx]) -> Option<usize> {
        let goal = stations.len().saturating_sub(1);
        if stations.last() == Some(&self.start) {
            return Some(goal);
        }
        let theirs = |o: &OccupationIx| *o == self.start || self.earlier.contains(o);
        stations[..goal].iter().rposition(theirs)
    }

    /// Where the person is on a route over these stations that passes one of their jobs; none on another.
    pub(super) fn position(&self, stations: &[OccupationIx]) -> Option<RoutePosition> {
        if stations.contains(&self.start) {
            return Some(RoutePosition::Current);
        }
        let station = stations.get(self.furthest(stations)?)?;
        Some(RoutePosition::Earlier(*station))
    }

    /// The station (not the goal) that is closest to a named job; the first of equals. Closeness, not coverage: where next
    /// to nothing is covered, one common skill that happens to be essential would decide.
    pub(super) fn nearest(&self, catalog: &Catalog, stations: &[OccupationIx]) -> usize {
        let before_goal = stations.len().saturating_sub(1);
        let mut best = (0, f64::MIN);
        for (at, station) in stations.iter().take(before_goal).enumerate() {
            let named = self.earlier.iter().chain([&self.start]);
            let close = named.map(|job| Closeness::between(catalog, *job, *station).mean());
            let close = close.fold(0.0, f64::max);
            if close > best.1 {
                best = (at, close);
            }
        }
        best.0
    }
}
