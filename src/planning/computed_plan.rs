//! A computed route as the plan of a person.

use crate::catalog::{Catalog, OccupationIx, OccupationUri};
use crate::planning::plan::{Move, Plan, RouteNote};
use crate::profile::{Profile, States};

/// The computed route that the person chose. A stop that the catalogue lacks is left out, with a note.
pub(super) fn chosen_plan(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    (start, goal): (OccupationIx, OccupationIx),
    stops: &[OccupationUri],
) -> Plan {
    let known = stops
        .iter()
        .filter_map(|uri| catalog.occupation_by_uri(uri));
    let known: Vec<OccupationIx> = known.collect();
    let mut plan = computed_plan(catalog, profile, states, (start, goal), &known);
    let gone = stops.len() - known.len();
    if gone > 0 {
        plan.notes = vec![RouteNote::StopsUnknown(gone)];
    }
    plan
}

/// The route from start to goal over these stops. A move that is curated on some track is that one.
pub(super) fn computed_plan(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    (start, goal): (OccupationIx, OccupationIx),
    stops: &[OccupationIx],
) -> Plan {
    let stops = stops
        .iter()
        .copied()
        .filter(|ix| *ix != start && *ix != goal);
    let mut occupations: Vec<OccupationIx> =
        std::iter::once(start).chain(stops).chain([goal]).collect();
    occupations.dedup();
    let pairs = occupations.windows(2);
    let moves: Vec<Move<'_>> = pairs
        .map(|pair| Move::between(catalog, pair[0], pair[1]))
        .collect();
    let ends = (start, goal);
    Plan::derived(catalog, profile, states, ends, &moves, RouteNote::Computed)
}

/// The stations from `start` to `present`, the latter included, where the person made each move between them; None where
/// they came there otherwise.
pub(crate) fn made_moves(
    catalog: &Catalog,
    profile: &Profile,
    start: OccupationIx,
    present: OccupationIx,
) -> Option<Vec<OccupationIx>> {
    let mut out = vec![start];
    // The latest role comes first.
    let roles = profile.roles_held.iter().rev();
    for role in roles.filter(|r| r.by_step.is_some()) {
        let to = catalog.occupation_by_uri(&role.occupation)?;
        let step = Move::between(catalog, *out.last()?, to).id(catalog);
        if !profile.moves.contains_key(&step) {
            return None;
        }
        out.push(to);
        if to == present {
            return Some(out.split_off(1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Basis;
    use crate::catalog::testing::CATALOG;
    use crate::planning::testing::{derived, uri};

    #[test]
    fn the_chosen_route_is_the_plan_and_what_is_gone_is_said() {
        let mut profile = Profile {
            start: Some(uri("2511.18")),
            stops: Some(vec![uri("2519.2"), uri("1213.9")]),
            ..Profile::default()
        };
        let found = derived(&profile).1;
        let codes: Vec<&str> = found
            .steps
            .iter()
            .map(|s| CATALOG.occupation(s.to).code())
            .collect();
        assert_eq!(codes, ["2519.2", "1213.9", "2529.1"]);
        assert_eq!(found.basis, Basis::Derived);
        // The first move is curated on a track: it keeps its milestones.
        assert!(!found.steps[0].milestones.is_empty());

        profile.stops = Some(vec!["of:another-release".into(), uri("2519.2")]);
        let found = derived(&profile).1;
        assert_eq!(found.steps.len(), 2);
        assert_eq!(found.notes, [RouteNote::StopsUnknown(1)]);
        profile.stops = Some(vec![uri("2511.18")]);
        assert_eq!(
            derived(&profile).1.steps.len(),
            1,
            "no step leads to where one is"
        );
    }
}
