//! The curated routes, or the parts of them, that lead from one occupation to another.

use super::{CuratedRef, RouteFinder, RouteQuery};
use crate::catalog::OccupationIx;
use crate::planning::route_search::evaluator::{Evaluator, RouteCost};
use crate::planning::route_search::k_shortest::PathQuery;

/// Curated routes with their figures.
pub(super) struct CuratedRoutes {
    /// Those within the limit of the query.
    pub(super) within: Vec<(RouteCost, CuratedRef)>,
    /// Those that ask for a larger leap.
    pub(super) beyond: Vec<(RouteCost, CuratedRef)>,
}

/// Those that meet the wishes of the query. Each set of occupations once.
pub(super) fn routes(
    finder: &RouteFinder<'_>,
    query: &RouteQuery,
    way: &PathQuery,
    evaluator: &mut Evaluator<'_>,
) -> CuratedRoutes {
    let mut out: Vec<(RouteCost, CuratedRef)> = Vec::new();
    for track in &finder.catalog.tracks.tracks {
        for route in &track.routes {
            let all = finder.catalog.tracks.occupations_of(route);
            let Some(part) = between(&all, query.from, query.to) else {
                continue;
            };
            if !meets(part, way) {
                continue;
            }
            let cost = evaluator.evaluate(part);
            if out.iter().all(|(other, _)| other.set() != cost.set()) {
                let of = CuratedRef {
                    track: track.id.to_string(),
                    route: route.id.to_string(),
                };
                out.push((cost, of));
            }
        }
    }
    out.sort_by_key(|(cost, _)| cost.total());
    let (within, beyond) = out
        .into_iter()
        .partition(|(cost, _)| cost.weakest() >= query.limit.least());
    CuratedRoutes { within, beyond }
}

/// The part of a route from one occupation to a later one.
fn between(all: &[OccupationIx], from: OccupationIx, to: OccupationIx) -> Option<&[OccupationIx]> {
    let at = |wanted| all.iter().position(|o| *o == wanted);
    let (start, end) = (at(from)?, at(to)?);
    (start < end).then(|| &all[start..=end])
}

fn meets(part: &[OccupationIx], way: &PathQuery) -> bool {
    let [_, stops @ .., _] = part else {
        return false;
    };
    part.len() <= way.moves + 1
        && stops.iter().all(|stop| !way.closed[stop.index()])
        && way.via.iter().all(|via| stops.contains(via))
}
