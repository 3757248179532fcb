//! The curated routes, or the parts of them, that lead from one occupation to another.

use super::{Atlas, Curated, Query};
use crate::catalog::OccupationIx;
use crate::planning::candidate::Way;
use crate::planning::told::{Teller, Told};

/// Curated routes with their figures.
pub(super) struct CuratedRoutes {
    /// Those within the limit of the query.
    pub(super) within: Vec<(Told, Curated)>,
    /// Those that ask for a larger leap.
    pub(super) beyond: Vec<(Told, Curated)>,
}

/// Those that meet the wishes of the query. Each set of occupations once.
pub(super) fn routes(
    atlas: &Atlas<'_>,
    query: &Query,
    way: &Way,
    teller: &mut Teller<'_>,
) -> CuratedRoutes {
    let mut out: Vec<(Told, Curated)> = Vec::new();
    for track in &atlas.catalog.tracks.tracks {
        for route in &track.routes {
            let all = atlas.catalog.tracks.occupations_of(route);
            let Some(part) = between(&all, query.from, query.to) else {
                continue;
            };
            if !meets(part, way) {
                continue;
            }
            let told = teller.tell(part);
            if out.iter().all(|(other, _)| other.set() != told.set()) {
                let of = Curated {
                    track: track.id.to_string(),
                    route: route.id.to_string(),
                    title: route.title.to_string(),
                };
                out.push((told, of));
            }
        }
    }
    out.sort_by_key(|(told, _)| told.total());
    let (within, beyond) = out
        .into_iter()
        .partition(|(told, _)| told.weakest() >= query.limit.least());
    CuratedRoutes { within, beyond }
}

/// The part of a route from one occupation to a later one.
fn between(all: &[OccupationIx], from: OccupationIx, to: OccupationIx) -> Option<&[OccupationIx]> {
    let at = |wanted| all.iter().position(|o| *o == wanted);
    let (start, end) = (at(from)?, at(to)?);
    (start < end).then(|| &all[start..=end])
}

fn meets(part: &[OccupationIx], way: &Way) -> bool {
    let [_, stops @ .., _] = part else {
        return false;
    };
    part.len() <= way.moves + 1
        && stops.iter().all(|stop| !way.closed[stop.index()])
        && way.via.iter().all(|via| stops.contains(via))
}
