//! A curated route as the plan of a person, from where they join it.

use crate::catalog::track::{Route, Track};
use crate::catalog::{Basis, Catalog, StepId};
use crate::planning::current_role::current_role;
use crate::planning::job_history::JobHistory;
use crate::planning::plan::{Move, Plan, RouteNote, steps};
use crate::profile::{Profile, States};

/// The moves of a curated route from where the person joins it.
pub(super) fn moves<'a>(
    catalog: &'a Catalog,
    history: &JobHistory,
    route: &'a Route,
) -> Vec<Move<'a>> {
    let stations = catalog.tracks.occupations_of(route);
    let held = history.furthest(&stations);
    let from = held.unwrap_or_else(|| history.nearest(catalog, &stations));
    let joined = stations.get(from).copied().filter(|_| held.is_none());
    // The move may be curated on another track.
    let joining = joined.map(|station| Move::between(catalog, history.start, station));
    let rest = catalog.tracks.transitions_of(route).skip(from);
    let moves: Vec<Move<'a>> = joining
        .into_iter()
        .chain(rest.filter_map(Move::of))
        .collect();
    // A job reached by one of these moves is a step that was made; one reached on another route lies behind.
    let own = |step: &StepId| moves.iter().any(|m| m.id(catalog) == *step);
    let behind = |m: &Move<'_>| {
        let mut reached = history.reached.iter();
        reached.any(|(role, step)| m.to == *role && !own(step))
    };
    let behind = moves.iter().rposition(behind).map_or(0, |at| at + 1);
    moves.into_iter().skip(behind).collect()
}

/// A curated route as the plan of a person.
pub(super) fn curated_plan(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    history: &JobHistory,
    (track, route): (&Track, &Route),
) -> Plan {
    let stations = catalog.tracks.occupations_of(route);
    let goal = stations.last().copied().unwrap_or(history.start);
    let steps = steps(catalog, profile, states, &moves(catalog, history, route));
    let start = steps.first().map_or(history.start, |s| s.from);
    let note = if steps.is_empty() {
        Some(RouteNote::GoalHeld)
    } else if start != history.start {
        let now = current_role(catalog, profile) == Some(start);
        Some(RouteNote::GoesOn { now })
    } else if stations.contains(&start) {
        None
    } else {
        Some(RouteNote::Joins)
    };
    let derived = steps.iter().any(|s| s.basis == Basis::Derived);
    Plan {
        start,
        goal,
        track: Some(track.id.clone()),
        route: Some(route.id.clone()),
        basis: if derived { Basis::Derived } else { route.basis },
        notes: note.into_iter().collect(),
        current: steps.iter().position(|s| !s.done),
        steps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::planning::curated_options::curated_options;
    use crate::planning::testing::{begun, derived, find, now, person};
    use crate::profile::{Claim, Record, change};

    /// The track and the stations of a person who had these jobs and chose this track, or none.
    fn check(jobs: &[&str], track: Option<&str>, expected: (&str, &[&str])) -> Plan {
        let mut profile = person(jobs);
        profile.track = track.map(Into::into);
        let (states, found) = derived(&profile);
        let codes = found.stations();
        let codes: Vec<&str> = codes
            .iter()
            .map(|o| CATALOG.occupation(*o).code())
            .collect();
        let way = (found.track.as_deref().unwrap(), &*codes);
        assert_eq!(way, expected, "{jobs:?} on {track:?}");
        // The first option is the default.
        let first = curated_options(&CATALOG, &profile, &states)
            .into_iter()
            .find(|o| track.is_none_or(|t| o.track == t));
        assert_eq!(first.unwrap().plan, found, "{jobs:?} on {track:?}");
        found
    }

    #[test]
    fn a_route_goes_on_from_the_furthest_job_ever_held() {
        let both = ["2529.6", "2511.18"];
        let audit = ["2511.18", "2519.2", "2529.8", "2529.1"];
        let found = check(&both, Some("audit"), ("audit", &audit));
        assert_eq!(found.notes, [RouteNote::GoesOn { now: false }]);
        // Both jobs count: an IT auditor alone has 13 to gain.
        assert_eq!(found.steps[0].essential.missing.len(), 12);
        check(
            &["2511.18", "2522.1.1", "2529.6"],
            Some("network-security"),
            ("network-security", &["2529.6", "2529.8", "2529.1"]),
        );
        // A person who was there once and left begins at the present role.
        check(&["2511.18", "2529.1"], None, ("audit", &audit));
    }

    #[test]
    fn a_job_reached_on_another_way_counts_and_ticking_moves_nothing() {
        let mut record = begun(&["2529.6", "2511.18"]);
        let of = |record: &Record| derived(&record.profile).1;
        let before = of(&record);
        let step = &before.steps[0];
        change::make_move(&mut record, &CATALOG, &step.id, step.to, now());
        let ticked = of(&record);
        assert_eq!(ticked.stations(), before.stations());
        assert_eq!(ticked.steps_done(), 1);

        record.profile.route = Some("auditor-manager-risk-ciso".into());
        let other = of(&record);
        assert_eq!(other.notes, [RouteNote::GoesOn { now: true }]);
        // Marks decide neither where a route is joined nor which is proposed.
        record.profile.route = None;
        let skills = CATALOG.occupation(find("2519.2")).essential();
        change::mark_all(&mut record, &CATALOG, skills, Some(Claim::Held), now());
        assert_eq!(of(&record).stations(), before.stations());
    }

    #[test]
    fn the_track_of_the_present_job_is_proposed_with_least_to_gain_and_defaults_first() {
        let graph = ("network-security", &["2529.6", "2529.8", "2529.1"][..]);
        let found = check(&["2529.6", "2511.18"], None, graph);
        assert!(found.notes.is_empty());
        check(&["2529.6"], None, graph);
        check(
            &["2529.5"],
            None,
            ("ict-project-leadership", &["2529.5", "2529.8", "2529.1"]),
        );
        // A job that is on no track: the earlier one decides.
        check(
            &["2513.3", "2522.1.1"],
            None,
            (
                "network-security",
                &["2522.1.1", "2529.6", "2529.8", "2529.1"],
            ),
        );
    }

    #[test]
    fn every_start_of_a_track_keeps_the_route_named_for_it() {
        for track in &CATALOG.tracks.tracks {
            let route = &track.routes[0];
            let start = CATALOG.tracks.occupations_of(route)[0];
            let profile = person(&[CATALOG.occupation(start).code()]);
            let found = derived(&profile).1;
            assert_eq!(found.route.as_deref(), Some(&*route.id));
            assert!(found.notes.is_empty());
        }
    }
}
