//! The ids by which routes are named in commands.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::plan::Plan;

/// The id of a person's route: of a curated one its own, also where the person joins it on the way; else the codes of
/// its occupations.
pub(crate) fn plan_id(catalog: &Catalog, plan: &Plan) -> String {
    let route = plan.route.as_ref().map(ToString::to_string);
    route.unwrap_or_else(|| codes(catalog, &plan.stations()))
}

/// The id of a route over these occupations: that of the curated route which they are as a whole, else their codes.
pub(crate) fn route_id(catalog: &Catalog, occupations: &[OccupationIx]) -> String {
    let mut routes = catalog.tracks.tracks.iter().flat_map(|t| &t.routes);
    let whole = routes.find(|r| catalog.tracks.occupations_of(r) == occupations);
    whole.map_or_else(|| codes(catalog, occupations), |route| route.id.to_string())
}

fn codes(catalog: &Catalog, occupations: &[OccupationIx]) -> String {
    let codes = occupations.iter().map(|o| catalog.occupation(*o).code());
    codes.collect::<Vec<_>>().join("-")
}
