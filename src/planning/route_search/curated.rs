//! The curated routes, or the parts of them, that lead from one occupation to another.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::route_search::evaluator::{Evaluator, RouteCost};
use crate::planning::route_search::found_route::CuratedRef;
use crate::planning::route_search::k_shortest::PathQuery;

/// Those that meet the query, whatever leaps they ask for, those with the fewest hours first. Each set of occupations once.
pub(super) fn curated_routes(
    catalog: &Catalog,
    query: &PathQuery,
    evaluator: &mut Evaluator<'_>,
) -> Vec<(RouteCost, CuratedRef)> {
    let mut out: Vec<(RouteCost, CuratedRef)> = Vec::new();
    for track in &catalog.tracks.tracks {
        for route in &track.routes {
            let all = catalog.tracks.occupations_of(route);
            let part = part_between(&all, query.from, query.to);
            let Some(part) = part.filter(|part| meets(part, query)) else {
                continue;
            };
            let cost = evaluator.evaluate(part);
            if out.iter().all(|(other, _)| other.set() != cost.set()) {
                let of = CuratedRef {
                    track: track.id.clone(),
                    route: route.id.clone(),
                };
                out.push((cost, of));
            }
        }
    }
    out.sort_by_key(|(cost, _)| cost.total());
    out
}

/// The part of a route from one occupation to a later one.
fn part_between(
    all: &[OccupationIx],
    from: OccupationIx,
    to: OccupationIx,
) -> Option<&[OccupationIx]> {
    let at = |wanted| all.iter().position(|o| *o == wanted);
    let (start, end) = (at(from)?, at(to)?);
    (start < end).then(|| &all[start..=end])
}

fn meets(part: &[OccupationIx], query: &PathQuery) -> bool {
    let [_, stops @ .., _] = part else {
        return false;
    };
    part.len() <= query.moves + 1
        && stops.iter().all(|stop| !query.closed[stop.index()])
        && query.via.iter().all(|via| stops.contains(via))
}
