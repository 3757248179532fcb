//! Which routes there are for a person, and which is theirs.

use crate::catalog::track::{Route, Track};
use crate::catalog::{Basis, Catalog, OccupationIx, RouteId, SkillIx, TrackId};
use crate::planning::computed_plan::chosen;
use crate::planning::curated_plan::{JobHistory, along, moves};
use crate::planning::plan::{Move, Plan, RouteNote, steps, weakest};
use crate::profile::{Profile, States};

pub use crate::planning::curated_plan::RoutePosition;

/// A curated route as it stands for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct CuratedOption {
    /// The track's id.
    pub track: TrackId,
    /// The route's id.
    pub route: RouteId,
    /// The route from where the person joins it.
    pub plan: Plan,
    /// How the person stands to it.
    pub position: RoutePosition,
}

/// The person's route: the one they chose; else of their track, else of all tracks, the first of [`curated_options`]. None
/// without a start or goal that the catalogue has.
pub fn current_plan(catalog: &Catalog, profile: &Profile, states: &States) -> Option<Plan> {
    let past = JobHistory::of(catalog, profile)?;
    let goal = profile.goal_in(catalog)?;
    if let Some(stops) = &profile.stops {
        let ends = (past.present, goal);
        return Some(chosen(catalog, profile, states, ends, stops));
    }
    if catalog.goal() != Some(goal) {
        return Some(direct(catalog, profile, states, goal));
    }
    let mut note = None;
    if let Some(id) = &profile.route {
        match catalog.tracks.route(id) {
            Some(way) => return Some(along(catalog, profile, states, &past, way)),
            None => {
                note = Some(RouteNote::RouteUnknown(id.clone()));
            }
        }
    }
    let mut plan = usual(catalog, profile, states, &past)?;
    plan.notes.splice(..0, note);
    Some(plan)
}

/// The route of whoever chose none: what [`curated_options`] of their track, else of all, puts first, without making all of
/// them.
fn usual(catalog: &Catalog, profile: &Profile, states: &States, past: &JobHistory) -> Option<Plan> {
    let all = || ways(catalog, past);
    let mut open: Vec<CuratedWay<'_>> = all()
        .filter(|w| profile.track.as_deref() == Some(&*w.track.id))
        .collect();
    if open.is_empty() {
        // A track that this version lacks is no wish.
        open = all().collect();
    }
    let nearest = open.iter().map(|w| w.position.rank()).min()?;
    open.retain(|w| w.position.rank() == nearest);
    if let RoutePosition::NotOnRoute(_) = open.first()?.position {
        let mut best: Option<(f64, &CuratedWay<'_>)> = None;
        for way in &open {
            let moves = moves(catalog, past, way.route);
            let here = weakest(catalog, profile, states, &moves);
            if best.is_none_or(|(most, _)| here > most) {
                best = Some((here, way));
            }
        }
        let (_, way) = best?;
        return Some(along(catalog, profile, states, past, way.which()));
    }
    // A track speaks with the first of its routes.
    open.dedup_by_key(|w| w.track.id.clone());
    let way = open.iter().min_by_key(|w| lead(catalog, past, w))?;
    Some(along(catalog, profile, states, past, way.which()))
}

/// A curated route before it is a plan.
struct CuratedWay<'a> {
    track: &'a Track,
    route: &'a Route,
    position: RoutePosition,
}

impl<'a> CuratedWay<'a> {
    fn which(&self) -> (&'a Track, &'a Route) {
        (self.track, self.route)
    }
}

/// Every curated route, in the order of the file.
fn ways<'a>(catalog: &'a Catalog, past: &JobHistory) -> impl Iterator<Item = CuratedWay<'a>> {
    let tracks = catalog.tracks.tracks.iter();
    let routes = tracks.flat_map(|track| track.routes.iter().map(move |route| (track, route)));
    routes.filter_map(|(track, route)| {
        let position = past.position(catalog, &catalog.tracks.occupations_of(route))?;
        Some(CuratedWay {
            track,
            route,
            position,
        })
    })
}

/// See [`lead`].
type Lead = (usize, bool);

/// What a track is sorted by, from the first of its routes: the essential skills to gain for whoever has only the jobs
/// they named (marks and moves must not make the proposal jump); of equals the track whose default that route is.
fn lead(catalog: &Catalog, past: &JobHistory, way: &CuratedWay<'_>) -> Lead {
    let stations = catalog.tracks.occupations_of(way.route);
    let from = past.furthest(&stations).unwrap_or(0);
    let ahead = stations.iter().skip(from + 1);
    let asked = ahead.flat_map(|o| catalog.occupation(*o).essential());
    let mut open: Vec<SkillIx> = asked
        .copied()
        .filter(|s| !past.said.get(*s).is_held())
        .collect();
    open.sort_unstable();
    open.dedup();
    let default = way.track.routes.first().map(|r| &r.id);
    (open.len(), default != Some(&way.route.id))
}

/// Every curated route for a person: those that pass their present job first, then those that pass an earlier one,
/// then the rest by their weakest coverage. Of the former the tracks stand in the order of what there is to gain on the
/// first of their routes; within a track they stand as in the file, which has the default first.
pub fn curated_options(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
) -> Vec<CuratedOption> {
    let Some(past) = JobHistory::of(catalog, profile) else {
        return Vec::new();
    };
    let mut leads: Vec<(&TrackId, u8, Lead)> = Vec::new();
    let mut out: Vec<(u8, Lead, CuratedOption)> = Vec::new();
    for way in ways(catalog, &past) {
        let plan = along(catalog, profile, states, &past, way.which());
        let (id, rank) = (&way.track.id, way.position.rank());
        let known = leads.iter().find(|(t, r, _)| (*t, *r) == (id, rank));
        let lead = known.map_or_else(|| lead(catalog, &past, &way), |(_, _, lead)| *lead);
        leads.push((id, rank, lead));
        // A job reached by a move on another way is one to go on from.
        let position = match way.position {
            RoutePosition::Current => RoutePosition::Current,
            _ if plan.start != past.present => RoutePosition::Earlier(plan.start),
            other => other,
        };
        let option = CuratedOption {
            track: id.clone(),
            route: way.route.id.clone(),
            plan,
            position,
        };
        out.push((rank, lead, option));
    }
    out.sort_by(|(a, lead, x), (b, other, y)| {
        a.cmp(b).then_with(|| {
            if *a < 2 {
                lead.cmp(other)
            } else {
                y.plan.weakest().total_cmp(&x.plan.weakest())
            }
        })
    });
    // Two routes of a track may be the same from where the person joins them: one is enough, and that is the one they
    // chose.
    let way = |o: &CuratedOption| (o.track.clone(), o.plan.stations());
    let chosen = out.iter().map(|(_, _, o)| o);
    let mut chosen = chosen.filter(|o| profile.route.as_ref() == Some(&o.route));
    let chosen = chosen.next().map(|o| (way(o), o.route.clone()));
    let mut seen: Vec<(TrackId, Vec<OccupationIx>)> = Vec::new();
    out.retain(|(_, _, option)| {
        let way = way(option);
        if let Some((theirs, route)) = &chosen
            && *theirs == way
        {
            return *route == option.route;
        }
        let new = !seen.contains(&way);
        seen.push(way);
        new
    });
    out.into_iter().map(|(_, _, option)| option).collect()
}

/// To a goal that no track leads to: one derived step from the present occupation.
fn direct(catalog: &Catalog, profile: &Profile, states: &States, goal: OccupationIx) -> Plan {
    let roles = profile.roles(catalog);
    let start = profile.start_in(catalog);
    // Once the move is made the goal is a role as well; whoever began there has no way to go.
    let from = roles.iter().copied().find(|r| *r != goal);
    let from = from.filter(|_| start != Some(goal)).or(start);
    let from = from.unwrap_or(goal);
    let moves = if from == goal {
        Vec::new()
    } else {
        vec![Move::Derived(from, goal)]
    };
    let steps = steps(catalog, profile, states, &moves);
    let note = if steps.is_empty() {
        RouteNote::GoalHeld
    } else {
        RouteNote::OtherGoal
    };
    Plan {
        start: from,
        goal,
        track: None,
        route: None,
        basis: Basis::Derived,
        notes: vec![note],
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
        let uri = catalog.occupation(uri).uri().to_string();
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
        let option = curated_options(&catalog, &profile, &states)
            .into_iter()
            .find(|o| {
                o.plan
                    .steps
                    .iter()
                    .map(|s| s.to)
                    .eq(stations[1..].iter().copied())
            })
            .unwrap_or_else(|| panic!("no route over {codes:?}"));
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
        let plan = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
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
        let catalog = Catalog::embedded().unwrap();
        let mut profile = fresh(&catalog, "2529.6");
        let named = |profile: &Profile| -> Vec<RouteId> {
            let all = curated_options(&catalog, profile, &States::of(profile, &catalog));
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
        let catalog = Catalog::embedded().unwrap();
        let mut profile = fresh(&catalog, "2513.3");
        for track in ["audit", "network-security"] {
            profile.track = Some(track.into());
            let plan = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
            assert_eq!(plan.track.as_deref(), Some(track));
            let derived = plan
                .steps
                .iter()
                .filter(|s| s.basis == Basis::Derived)
                .count();
            assert_eq!(derived, 1);
            assert!(plan.steps[0].id.starts_with("derived-"));
            assert_eq!(plan.notes, [RouteNote::Joins]);
        }
    }

    #[test]
    fn the_nearest_station_is_the_closest_one() {
        let catalog = Catalog::embedded().unwrap();
        let engineer = catalog
            .occupations()
            .find(|o| o.label() == "artificial intelligence engineer");
        let mut profile = fresh(&catalog, engineer.unwrap().code());
        profile.track = Some("risk-management".into());
        profile.route = Some("recovery-resilience-risk-ciso".into());
        let plan = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        let first = &plan.steps[0];
        assert_eq!(catalog.occupation(first.to).code(), "2529.5");
        // Next to nothing is covered: that is no similar post.
        assert!(first.coverage < 0.10);
        assert_eq!(first.class, MoveClass::Lateral);
    }

    #[test]
    fn another_goal_is_one_derived_step_that_says_so() {
        let catalog = Catalog::embedded().unwrap();
        let mut profile = fresh(&catalog, "2511.18");
        let cio = catalog.occupation_by_code("1330.2").unwrap();
        profile.goal = Some(catalog.occupation(cio).uri().to_string());
        let plan = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        assert_eq!(plan.steps.len(), 1);
        assert_eq!(plan.notes, [RouteNote::OtherGoal]);
    }

    #[test]
    fn whoever_is_there_has_no_steps() {
        let catalog = Catalog::embedded().unwrap();
        let profile = fresh(&catalog, "2529.1");
        let plan = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
        assert!(plan.steps.is_empty());
        assert!((plan.progress() - 1.0).abs() < f64::EPSILON);
    }
}
