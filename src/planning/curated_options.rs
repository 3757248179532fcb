//! The curated routes for a person, in the order in which they are proposed.

use std::collections::BTreeMap;

use crate::catalog::track::{Route, Track};
use crate::catalog::{Catalog, RouteId, SkillIx, TrackId};
use crate::planning::curated_plan::{curated_plan, moves};
use crate::planning::job_history::{JobHistory, RoutePosition};
use crate::planning::plan::{Plan, steps};
use crate::profile::{Profile, States};

/// A curated route for a person.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CuratedOption {
    pub(crate) track: TrackId,
    pub(crate) route: RouteId,
    /// The route from where the person joins it.
    pub(crate) plan: Plan,
    pub(crate) position: RoutePosition,
}

/// A curated route before it is a plan.
pub(super) struct CuratedCandidate<'a> {
    pub(super) track: &'a Track,
    pub(super) route: &'a Route,
    position: RoutePosition,
}

/// What the tracks that pass a job of the person are sorted by, see [`lead`].
type Lead = (usize, bool);

/// Every curated route for a person: those that pass one of their jobs, then those that they would have to join.
pub(super) fn proposed_routes<'a>(
    catalog: &'a Catalog,
    profile: &Profile,
    states: &States,
    history: &JobHistory,
) -> Vec<CuratedCandidate<'a>> {
    let mut out = passed_routes(catalog, history);
    out.extend(routes_to_join(catalog, profile, states, history));
    out
}

/// The first of [`proposed_routes`], or the first on a track. Closeness is asked for only where no such route passes a job
/// of the person: the first frame need not wait for it.
pub(super) fn first_proposed<'a>(
    catalog: &'a Catalog,
    profile: &Profile,
    states: &States,
    history: &JobHistory,
    track: Option<&TrackId>,
) -> Option<CuratedCandidate<'a>> {
    let is_wanted = |r: &CuratedCandidate<'_>| track.is_none_or(|track| r.track.id == *track);
    let passed = passed_routes(catalog, history);
    passed.into_iter().find(is_wanted).or_else(|| {
        let others = routes_to_join(catalog, profile, states, history);
        others.into_iter().find(is_wanted)
    })
}

/// The curated routes that pass the present job of a person, then those that pass an earlier one, sorted by what there is to
/// gain on the first route of their track; within a track they keep the order of the file, which has the default first.
fn passed_routes<'a>(catalog: &'a Catalog, history: &JobHistory) -> Vec<CuratedCandidate<'a>> {
    let mut leads: BTreeMap<(&TrackId, u8), Lead> = BTreeMap::new();
    let mut out: Vec<(u8, Lead, CuratedCandidate<'a>)> = Vec::new();
    for (track, route) in routes(catalog) {
        let stations = catalog.tracks.occupations_of(route);
        if let Some(position) = history.position(&stations) {
            let rank = position.rank();
            let lead = || lead(catalog, history, track, route);
            let lead = *leads.entry((&track.id, rank)).or_insert_with(lead);
            let proposed = CuratedCandidate {
                track,
                route,
                position,
            };
            out.push((rank, lead, proposed));
        }
    }
    out.sort_by_key(|(rank, lead, _)| (*rank, *lead));
    out.into_iter().map(|(.., proposed)| proposed).collect()
}

/// The curated routes that pass no job of a person, by their weakest coverage.
fn routes_to_join<'a>(
    catalog: &'a Catalog,
    profile: &Profile,
    states: &States,
    history: &JobHistory,
) -> Vec<CuratedCandidate<'a>> {
    let mut out: Vec<(f64, CuratedCandidate<'a>)> = Vec::new();
    for (track, route) in routes(catalog) {
        let stations = catalog.tracks.occupations_of(route);
        if history.position(&stations).is_some() {
            continue;
        }
        if let Some(station) = stations.get(history.nearest(catalog, &stations)) {
            let moves = moves(catalog, history, route);
            let steps = steps(catalog, profile, states, &moves);
            let coverage = steps.iter().map(|s| s.coverage).fold(1.0, f64::min);
            let proposed = CuratedCandidate {
                track,
                route,
                position: RoutePosition::NotOnRoute(*station),
            };
            out.push((coverage, proposed));
        }
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    out.into_iter().map(|(_, proposed)| proposed).collect()
}

fn routes(catalog: &Catalog) -> impl Iterator<Item = (&Track, &Route)> {
    let tracks = catalog.tracks.tracks.iter();
    tracks.flat_map(|track| track.routes.iter().map(move |route| (track, route)))
}

/// The essential skills to gain on the first route of a track, for a person who has only the jobs that they named (marks and
/// moves must not make the proposal jump); of equals the track whose default that route is comes first.
fn lead(catalog: &Catalog, history: &JobHistory, track: &Track, route: &Route) -> Lead {
    let stations = catalog.tracks.occupations_of(route);
    let from = history.furthest(&stations).unwrap_or(0);
    let ahead = stations.iter().skip(from + 1);
    let essential = ahead.flat_map(|o| catalog.occupation(*o).essential());
    let mut open: Vec<SkillIx> = essential
        .copied()
        .filter(|s| !history.named_states.get(*s).is_held())
        .collect();
    open.sort_unstable();
    open.dedup();
    let default = track.routes.first().map(|r| &r.id);
    (open.len(), default != Some(&route.id))
}

/// The plans of [`proposed_routes`]. Where two routes of a track are the same from where the person joins them, the one that
/// they chose is kept, else the first.
pub(crate) fn curated_options(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
) -> Vec<CuratedOption> {
    let Some(history) = JobHistory::of(catalog, profile) else {
        return Vec::new();
    };
    let proposed = proposed_routes(catalog, profile, states, &history).into_iter();
    let mut out: Vec<CuratedOption> = Vec::new();
    for proposed in proposed {
        let route = (proposed.track, proposed.route);
        let plan = curated_plan(catalog, profile, states, &history, route);
        let option = CuratedOption {
            track: proposed.track.id.clone(),
            route: proposed.route.id.clone(),
            // A job reached by a move on another route is one to go on from.
            position: match proposed.position {
                RoutePosition::Current => RoutePosition::Current,
                _ if plan.start != history.start => RoutePosition::Earlier(plan.start),
                other => other,
            },
            plan,
        };
        let is_same = |o: &CuratedOption| {
            o.track == option.track && o.plan.stations() == option.plan.stations()
        };
        let known = out.iter().position(is_same);
        if known.is_none() || profile.route.as_ref() == Some(&option.route) {
            known.map(|at| out.remove(at));
            out.push(option);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::catalog::track::MoveClass;
    use crate::catalog::{Basis, OccupationIx};
    use crate::planning::plan::RouteNote;
    use crate::planning::testing::{derived, find, person, uri};

    /// The figures of a fresh person on the route over `codes`: new essential skills and coverage at each step.
    fn check(codes: &[&str], expected: &[(usize, f64)]) {
        let profile = person(&[codes[0]]);
        let states = States::of(&profile, &CATALOG);
        let stations: Vec<OccupationIx> = codes.iter().map(|code| find(code)).collect();
        let mut options = curated_options(&CATALOG, &profile, &states).into_iter();
        let option = options.find(|o| o.plan.stations() == stations);
        let option = option.unwrap_or_else(|| panic!("no route over {codes:?}"));
        assert!(option.position.passes());
        for (step, (new, coverage)) in option.plan.steps.iter().zip(expected) {
            assert_eq!(step.essential.missing.len(), *new, "{codes:?} {}", step.id);
            assert!(
                (step.coverage - coverage).abs() < 0.006,
                "{} {:.3}",
                step.id,
                step.coverage
            );
        }
    }

    #[test]
    fn the_curated_routes_have_the_published_figures() {
        for (codes, expected) in [
            (
                "2511.18 2519.2 2529.8 2529.1",
                &[(13, 0.46), (17, 0.26), (19, 0.70)][..],
            ),
            ("2529.7 2529.8 2529.1", &[(10, 0.57), (26, 0.60)]),
            (
                "2522.1.1 2529.6 2529.8 2529.1",
                &[(19, 0.27), (16, 0.33), (23, 0.62)],
            ),
            (
                "2412.3 2529.8 1213.9 2529.1",
                &[(21, 0.06), (8, 0.44), (20, 0.69)],
            ),
            (
                "1330.7 2529.5 2529.8 2529.1",
                &[(19, 0.10), (17, 0.28), (18, 0.70)],
            ),
            (
                "2519.4 2529.5 2529.8 2529.1",
                &[(12, 0.50), (16, 0.37), (19, 0.70)],
            ),
            (
                "2619.4 1213.9 2529.8 2529.1",
                &[(4, 0.65), (17, 0.23), (19, 0.69)],
            ),
        ] {
            let codes: Vec<&str> = codes.split(' ').collect();
            check(&codes, expected);
        }
    }

    #[test]
    fn the_default_route_of_a_track_is_taken_first() {
        let profile = person(&["2511.18"]);
        let plan = derived(&profile).1;
        assert_eq!(plan.track.as_deref(), Some("audit"));
        let lengths: Vec<_> = plan
            .steps
            .iter()
            .map(|s| s.essential.missing.len())
            .collect();
        assert_eq!(lengths, [13, 17, 19]);
        assert_eq!(plan.current, Some(0));
    }

    #[test]
    fn of_two_routes_that_are_the_same_from_here_the_chosen_one_stays() {
        let mut profile = person(&["2529.6"]);
        let named = |profile: &Profile| -> Vec<RouteId> {
            let all = curated_options(&CATALOG, profile, &States::of(profile, &CATALOG));
            all.into_iter().map(|o| o.route).collect()
        };
        let usual = named(&profile);
        let chosen = RouteId::from("system-admin-risk-ciso");
        assert!(!usual.contains(&chosen));
        profile.route = Some(chosen.clone());
        let all = named(&profile);
        assert!(all.contains(&chosen));
        assert_eq!(all.len(), usual.len());
    }

    #[test]
    fn a_start_on_no_track_joins_by_one_derived_step() {
        let mut profile = person(&["2513.3"]);
        for track in ["audit", "network-security"] {
            profile.track = Some(track.into());
            let plan = derived(&profile).1;
            assert_eq!(plan.track.as_deref(), Some(track));
            let derived = plan.steps.iter().filter(|s| s.basis == Basis::Derived);
            assert_eq!(derived.count(), 1);
            assert!(plan.steps[0].id.starts_with("derived-"));
            assert_eq!(plan.notes, [RouteNote::Joins]);
        }
    }

    #[test]
    fn the_nearest_station_is_the_closest_one() {
        let engineer = CATALOG
            .occupations()
            .find(|o| o.label() == "artificial intelligence engineer");
        let mut profile = person(&[engineer.unwrap().code()]);
        profile.track = Some("risk-management".into());
        profile.route = Some("recovery-resilience-risk-ciso".into());
        let plan = derived(&profile).1;
        let first = &plan.steps[0];
        assert_eq!(CATALOG.occupation(first.to).code(), "2529.5");
        // Next to nothing is covered: that is no similar post.
        assert!(first.coverage < 0.10);
        assert_eq!(first.class, MoveClass::Lateral);
    }

    #[test]
    fn another_goal_is_one_derived_step_that_says_so() {
        let mut profile = person(&["2511.18"]);
        profile.goal = Some(uri("1330.2"));
        let plan = derived(&profile).1;
        assert_eq!(plan.steps.len(), 1);
        assert_eq!(plan.notes, [RouteNote::OtherGoal]);
    }

    #[test]
    fn whoever_is_there_has_no_steps() {
        let profile = person(&["2529.1"]);
        let plan = derived(&profile).1;
        assert!(plan.steps.is_empty());
        assert!((plan.progress() - 1.0).abs() < f64::EPSILON);
    }
}
