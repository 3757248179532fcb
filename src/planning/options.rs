//! Which routes there are for a person, and which is theirs.

use super::closeness::closeness;
use super::over::chosen;
use super::route::{Move, Plan, steps, weakest};
use crate::catalog::track::{Route, Track};
use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::profile::{Profile, States};

/// A curated route as it stands for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteOption {
    /// The track's id.
    pub track: String,
    /// The route's id.
    pub route: String,
    /// The route from where the person is.
    pub plan: Plan,
    /// Whether the route passes where the person starts; else it is joined by a derived step.
    pub fits: bool,
}

/// The person's route: the one they chose; else of their track, else of all tracks, the first that begins where they
/// start; else the first that passes there; else the nearest one with a derived step to join it. None without a
/// start or goal that the catalogue has.
pub fn plan(catalog: &Catalog, profile: &Profile, states: &States) -> Option<Plan> {
    let start = profile.start_in(catalog)?;
    let goal = profile.goal_in(catalog)?;
    if let Some(stops) = &profile.stops {
        return Some(chosen(catalog, profile, states, (start, goal), stops));
    }
    if catalog.goal() != Some(goal) {
        return Some(direct(catalog, profile, states, goal));
    }
    let mut note = None;
    if let Some(id) = &profile.route {
        match catalog.tracks.route(id) {
            Some((track, route)) => {
                let said = said(catalog, profile);
                return Some(along(catalog, profile, states, &said, start, (track, route)).plan);
            }
            None => {
                note = Some(format!(
                    "The route \"{id}\" is not in this version; another is shown."
                ));
            }
        }
    }
    let mut plan = usual(catalog, profile, states, start)?;
    if let Some(note) = note {
        plan.note = Some(plan.note.map_or(note.clone(), |n| format!("{note} {n}")));
    }
    Some(plan)
}

/// The route of whoever chose none: of their track if they chose one, else of all tracks, the first that begins where
/// they start; else the first that passes there; else the first of all options.
fn usual(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    start: OccupationIx,
) -> Option<Plan> {
    let chosen = profile.track.as_deref();
    let of_track = |t: &&Track| chosen.is_none() || chosen == Some(&*t.id);
    let routes = || {
        catalog
            .tracks
            .tracks
            .iter()
            .filter(of_track)
            .flat_map(|t| t.routes.iter().map(move |r| (t, r)))
    };
    let at = |r: &Route| {
        catalog
            .tracks
            .occupations_of(r)
            .iter()
            .position(|o| *o == start)
    };
    let fitting = routes()
        .find(|(_, r)| at(r) == Some(0))
        .or_else(|| routes().find(|(_, r)| at(r).is_some()));
    if let Some(way) = fitting {
        return Some(
            along(
                catalog,
                profile,
                states,
                &said(catalog, profile),
                start,
                way,
            )
            .plan,
        );
    }
    // A track that this version lacks is no wish.
    let mut joined: Vec<(&Track, &Route)> = routes().collect();
    if joined.is_empty() {
        let tracks = catalog.tracks.tracks.iter();
        joined = tracks
            .flat_map(|t| t.routes.iter().map(move |r| (t, r)))
            .collect();
    }
    let said = said(catalog, profile);
    let weakest = |route: &Route| {
        let way = way(catalog, &said, start, route);
        weakest(catalog, profile, states, &way.moves)
    };
    let mut best: Option<(f64, (&Track, &Route))> = None;
    for (track, route) in joined {
        let here = weakest(route);
        if best.is_none_or(|(most, _)| here > most) {
            best = Some((here, (track, route)));
        }
    }
    best.map(|(_, of)| along(catalog, profile, states, &said, start, of).plan)
}

/// Every curated route for a person: those that begin where they start first, then those that pass there (both in the
/// order of the file, which has each track's default first), then the rest by their weakest coverage.
pub fn options(catalog: &Catalog, profile: &Profile, states: &States) -> Vec<RouteOption> {
    let Some(start) = profile.start_in(catalog) else {
        return Vec::new();
    };
    let said = said(catalog, profile);
    let mut out: Vec<(u8, RouteOption)> = Vec::new();
    for track in &catalog.tracks.tracks {
        for route in &track.routes {
            let at = catalog
                .tracks
                .occupations_of(route)
                .iter()
                .position(|o| *o == start);
            let rank = match at {
                Some(0) => 0,
                Some(_) => 1,
                None => 2,
            };
            let option = along(catalog, profile, states, &said, start, (track, route));
            out.push((rank, option));
        }
    }
    out.sort_by(|(a, x), (b, y)| {
        a.cmp(b).then_with(|| {
            if *a < 2 {
                std::cmp::Ordering::Equal
            } else {
                y.plan.weakest().total_cmp(&x.plan.weakest())
            }
        })
    });
    // Two routes may be the same from where the person is: one is enough.
    let mut seen: Vec<Vec<OccupationIx>> = Vec::new();
    out.retain(|(_, option)| {
        let stations: Vec<OccupationIx> = option.plan.steps.iter().map(|s| s.to).collect();
        let new = !seen.contains(&stations);
        seen.push(stations);
        new
    });
    out.into_iter().map(|(_, option)| option).collect()
}

/// The moves of a curated route from where the person starts.
struct CuratedWay<'a> {
    moves: Vec<Move<'a>>,
    /// The station at which a derived or another track's move joins it, when it does not pass the start.
    joined_at: Option<OccupationIx>,
}

/// The rest of a route when it passes the start, else the route joined at its nearest station.
fn way<'a>(
    catalog: &'a Catalog,
    said: &[OccupationIx],
    start: OccupationIx,
    route: &'a Route,
) -> CuratedWay<'a> {
    let stations = catalog.tracks.occupations_of(route);
    let passes = stations.iter().position(|o| *o == start);
    let from = passes.unwrap_or_else(|| nearest(catalog, said, start, &stations));
    let joined_at = stations.get(from).copied().filter(|_| passes.is_none());
    // The move may be curated on another track.
    let joining = joined_at.map(|station| match catalog.tracks.between(start, station) {
        Some(transition) => Move::Curated(transition),
        None => Move::Derived(start, station),
    });
    let rest = catalog.tracks.transitions_of(route).skip(from);
    CuratedWay {
        moves: joining.into_iter().chain(rest.map(Move::Curated)).collect(),
        joined_at,
    }
}

/// A curated route from where the person starts.
fn along(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    said: &[OccupationIx],
    start: OccupationIx,
    (track, route): (&Track, &Route),
) -> RouteOption {
    let way = way(catalog, said, start, route);
    let mut note = way.joined_at.map(|station| {
        format!(
            "No curated route starts at {}; the first step is derived from skills and joins the track at {}.",
            catalog.occupation(start).label,
            catalog.occupation(station).label
        )
    });
    let goal = catalog.tracks.occupations_of(route).last().copied();
    let steps = steps(catalog, profile, states, &way.moves);
    if steps.is_empty() {
        note = Some("You hold this occupation already: there is no step left.".to_owned());
    }
    let derived = steps.iter().any(|s| s.basis == Basis::Derived);
    let plan = Plan {
        start,
        goal: goal.unwrap_or(start),
        track: Some(track.id.to_string()),
        route: Some(route.id.to_string()),
        title: route.title.to_string(),
        basis: if derived { Basis::Derived } else { route.basis },
        note,
        current: steps.iter().position(|s| !s.done),
        steps,
    };
    RouteOption {
        track: track.id.to_string(),
        route: route.id.to_string(),
        plan,
        fits: way.joined_at.is_none(),
    }
}

/// The roles that were said, present and earlier. Neither marks nor moves decide where a route is joined, or it would
/// jump while the person ticks.
fn said(catalog: &Catalog, profile: &Profile) -> Vec<OccupationIx> {
    let said = profile.roles_held.iter().filter(|r| r.by_step.is_none());
    said.filter_map(|r| catalog.occupation_by_uri(&r.occupation))
        .collect()
}

/// The station (not the goal) that is closest to the start or to another role said; the first of equals. Closeness, not
/// coverage: where next to nothing is covered, one common skill that happens to be essential would decide.
fn nearest(
    catalog: &Catalog,
    said: &[OccupationIx],
    start: OccupationIx,
    stations: &[OccupationIx],
) -> usize {
    let before_goal = stations.len().saturating_sub(1);
    let roles = || std::iter::once(start).chain(said.iter().copied());
    let mut best = (0, f64::MIN);
    for (at, station) in stations.iter().take(before_goal).enumerate() {
        let close = roles().map(|role| closeness(catalog, role, *station));
        let close = close.fold(0.0, f64::max);
        if close > best.1 {
            best = (at, close);
        }
    }
    best.0
}

/// To a goal that no track leads to: one derived step from the present occupation.
fn direct(catalog: &Catalog, profile: &Profile, states: &States, goal: OccupationIx) -> Plan {
    let roles = profile.roles(catalog);
    let from = roles.iter().copied().find(|r| *r != goal);
    let from = from.or_else(|| profile.start_in(catalog)).unwrap_or(goal);
    let moves = if from == goal {
        Vec::new()
    } else {
        vec![Move::Derived(from, goal)]
    };
    let steps = steps(catalog, profile, states, &moves);
    let note = if steps.is_empty() {
        "You hold this occupation already: there is no step left.".to_owned()
    } else {
        let ciso = catalog
            .goal()
            .map_or("the goal", |g| &*catalog.occupation(g).label);
        format!("Curated tracks lead to {ciso}; this step is derived from skills alone.")
    };
    Plan {
        start: from,
        goal,
        track: None,
        route: None,
        title: format!("Straight to {}", catalog.occupation(goal).label),
        basis: Basis::Derived,
        note: Some(note),
        current: steps.iter().position(|s| !s.done),
        steps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::track::MoveClass;
    use crate::profile::RoleHeld;

    fn fresh(catalog: &Catalog, start: &str) -> Profile {
        let uri = catalog.occupation_by_code(start).unwrap();
        let uri = catalog.occupation(uri).uri.to_string();
        let role = RoleHeld {
            occupation: uri.clone(),
            from: None,
            until: None,
            by_step: None,
            unknown: serde_json::Map::new(),
        };
        Profile {
            start: Some(uri),
            roles_held: vec![role],
            ..Profile::default()
        }
    }

    /// The figures of a fresh person on the route over `codes`: new essential skills and coverage at each step.
    fn check(codes: &[&str], expected: &[(usize, f64)]) {
        let catalog = Catalog::embedded().unwrap();
        let profile = fresh(&catalog, codes[0]);
        let states = States::of(&profile, &catalog);
        let stations: Vec<OccupationIx> = codes
            .iter()
            .map(|c| catalog.occupation_by_code(c).unwrap())
            .collect();
        let option = options(&catalog, &profile, &states)
            .into_iter()
            .find(|o| {
                o.plan
                    .steps
                    .iter()
                    .map(|s| s.to)
                    .eq(stations[1..].iter().copied())
            })
            .unwrap_or_else(|| panic!("no route over {codes:?}"));
        assert!(option.fits);
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
        check(
            &["2511.18", "2519.2", "2529.8", "2529.1"],
            &[(13, 0.46), (17, 0.26), (19, 0.70)],
        );
        check(&["2529.7", "2529.8", "2529.1"], &[(10, 0.57), (26, 0.60)]);
        check(
            &["2522.1.1", "2529.6", "2529.8", "2529.1"],
            &[(19, 0.27), (16, 0.33), (23, 0.62)],
        );
        check(
            &["2412.3", "2529.8", "1213.9", "2529.1"],
            &[(21, 0.06), (8, 0.44), (20, 0.69)],
        );
        check(
            &["1330.7", "2529.5", "2529.8", "2529.1"],
            &[(19, 0.10), (17, 0.28), (18, 0.70)],
        );
        check(
            &["2519.4", "2529.5", "2529.8", "2529.1"],
            &[(12, 0.50), (16, 0.37), (19, 0.70)],
        );
        check(
            &["2619.4", "1213.9", "2529.8", "2529.1"],
            &[(4, 0.65), (17, 0.23), (19, 0.69)],
        );
    }

    #[test]
    fn the_default_route_of_a_track_is_taken_first() {
        let catalog = Catalog::embedded().unwrap();
        let profile = fresh(&catalog, "2511.18");
        let plan = plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
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
    fn a_start_on_no_track_joins_by_one_derived_step() {
        let catalog = Catalog::embedded().unwrap();
        let mut profile = fresh(&catalog, "2513.3");
        for track in ["audit", "network-security"] {
            profile.track = Some(track.to_owned());
            let plan = plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
            assert_eq!(plan.track.as_deref(), Some(track));
            let derived = plan
                .steps
                .iter()
                .filter(|s| s.basis == Basis::Derived)
                .count();
            assert_eq!(derived, 1);
            assert!(plan.steps[0].id.starts_with("derived-"));
            assert!(plan.note.is_some());
        }
    }

    #[test]
    fn the_nearest_station_is_the_closest_one() {
        let catalog = Catalog::embedded().unwrap();
        let engineer = catalog
            .occupations()
            .iter()
            .find(|o| &*o.label == "artificial intelligence engineer");
        let mut profile = fresh(&catalog, &engineer.unwrap().code);
        profile.track = Some("risk-management".to_owned());
        profile.route = Some("recovery-resilience-risk-ciso".to_owned());
        let plan = plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        let first = &plan.steps[0];
        assert_eq!(&*catalog.occupation(first.to).code, "2529.5");
        // Next to nothing is covered: that is no similar post.
        assert!(first.coverage < 0.10);
        assert_eq!(first.class, MoveClass::Lateral);
    }

    #[test]
    fn another_goal_is_one_derived_step_that_says_so() {
        let catalog = Catalog::embedded().unwrap();
        let mut profile = fresh(&catalog, "2511.18");
        let cio = catalog.occupation_by_code("1330.2").unwrap();
        profile.goal = Some(catalog.occupation(cio).uri.to_string());
        let plan = plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        assert_eq!(plan.steps.len(), 1);
        assert!(
            plan.note
                .unwrap()
                .starts_with("Curated tracks lead to chief ICT security officer")
        );
    }

    #[test]
    fn whoever_is_there_has_no_steps() {
        let catalog = Catalog::embedded().unwrap();
        let profile = fresh(&catalog, "2529.1");
        let plan = plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        assert!(plan.steps.is_empty());
        assert!((plan.progress() - 1.0).abs() < f64::EPSILON);
    }
}
