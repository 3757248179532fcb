//! A curated route from where a person stands: where they join it, and what it is called for them.
//!
//! All jobs count, earlier ones like the present one, and those reached by a move on another way: a route is joined at
//! the furthest of its stations that was ever theirs. Marks and the route's own moves do not decide it, or it would jump
//! while the person ticks.

use super::closeness::closeness;
use crate::catalog::track::{Route, Track};
use crate::catalog::{Basis, Catalog, OccupationIx, StepId};
use crate::planning::current_role::current_role;
use crate::planning::plan::{Move, Plan, RouteNote, steps};
use crate::profile::{Profile, States};

/// How a person stands to a curated route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoutePosition {
    /// It passes their present job.
    Current,
    /// It passes only a job they had before, this one the furthest along it.
    Earlier(OccupationIx),
    /// It passes none of their jobs; a move joins it at this station.
    NotOnRoute(OccupationIx),
}

impl RoutePosition {
    /// Whether the route passes a job of theirs; else a move joins it.
    pub fn passes(self) -> bool {
        !matches!(self, Self::NotOnRoute(_))
    }

    /// Sorts the routes a person stands on before those they would have to join.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Current => 0,
            Self::Earlier(_) => 1,
            Self::NotOnRoute(_) => 2,
        }
    }
}

/// The jobs that a person named.
pub(super) struct JobHistory {
    /// The one in which they began to plan.
    pub(super) present: OccupationIx,
    earlier: Vec<OccupationIx>,
    /// Those that they reached by a step, with its id.
    reached: Vec<(OccupationIx, StepId)>,
    /// The states that the jobs give alone which they named.
    pub(super) said: States,
}

impl JobHistory {
    /// The jobs that they named: the present one, then earlier ones.
    pub(super) fn roles(&self) -> Vec<OccupationIx> {
        let earlier = self.earlier.iter().copied();
        std::iter::once(self.present).chain(earlier).collect()
    }

    /// None without a start that the catalogue has.
    pub(super) fn of(catalog: &Catalog, profile: &Profile) -> Option<Self> {
        let present = profile.start_in(catalog)?;
        let said = profile.roles_held.iter().filter(|r| r.by_step.is_none());
        let roles: Vec<OccupationIx> = said
            .filter_map(|r| catalog.occupation_by_uri(&r.occupation))
            .collect();
        let reached = profile.roles_held.iter().filter_map(|r| {
            let role = catalog.occupation_by_uri(&r.occupation)?;
            Some((role, r.by_step.clone()?))
        });
        Some(Self {
            present,
            reached: reached.collect(),
            said: States::derive(catalog, &roles, []),
            earlier: roles.into_iter().filter(|r| *r != present).collect(),
        })
    }

    /// The furthest station that was theirs. The goal is where they want to be, also again: it counts as the present
    /// job only.
    pub(super) fn furthest(&self, stations: &[OccupationIx]) -> Option<usize> {
        let goal = stations.len().saturating_sub(1);
        if stations.last() == Some(&self.present) {
            return Some(goal);
        }
        let theirs = |o: &OccupationIx| *o == self.present || self.earlier.contains(o);
        stations[..goal].iter().rposition(theirs)
    }

    /// How the person stands to a route over these stations; none when it has none.
    pub(super) fn position(
        &self,
        catalog: &Catalog,
        stations: &[OccupationIx],
    ) -> Option<RoutePosition> {
        if stations.contains(&self.present) {
            return Some(RoutePosition::Current);
        }
        let at = self.furthest(stations);
        let station =
            stations.get(at.unwrap_or_else(|| nearest(catalog, &self.roles(), stations)))?;
        Some(match at {
            Some(_) => RoutePosition::Earlier(*station),
            None => RoutePosition::NotOnRoute(*station),
        })
    }
}

/// The moves of a curated route from where the person joins it.
pub(super) fn moves<'a>(
    catalog: &'a Catalog,
    past: &JobHistory,
    route: &'a Route,
) -> Vec<Move<'a>> {
    let stations = catalog.tracks.occupations_of(route);
    let held = past.furthest(&stations);
    let from = held.unwrap_or_else(|| nearest(catalog, &past.roles(), &stations));
    let joined = stations.get(from).copied().filter(|_| held.is_none());
    // The move may be curated on another track.
    let joining = joined.map(
        |station| match catalog.tracks.between(past.present, station) {
            Some(transition) => Move::Curated(transition),
            None => Move::Derived(past.present, station),
        },
    );
    let rest = catalog.tracks.transitions_of(route).skip(from);
    let moves: Vec<Move<'a>> = joining.into_iter().chain(rest.map(Move::Curated)).collect();
    // What was reached by one of these moves is a step that is made; what was reached on another way lies behind.
    let own = |step: &StepId| moves.iter().any(|m| m.id(catalog) == *step);
    let behind = |m: &Move<'_>| {
        let mut reached = past.reached.iter();
        reached.any(|(role, step)| m.to() == Some(*role) && !own(step))
    };
    let behind = moves.iter().rposition(behind).map_or(0, |at| at + 1);
    moves.into_iter().skip(behind).collect()
}

/// The station (not the goal) that is closest to a role said; the first of equals. Closeness, not coverage: where next
/// to nothing is covered, one common skill that happens to be essential would decide.
fn nearest(catalog: &Catalog, said: &[OccupationIx], stations: &[OccupationIx]) -> usize {
    let before_goal = stations.len().saturating_sub(1);
    let mut best = (0, f64::MIN);
    for (at, station) in stations.iter().take(before_goal).enumerate() {
        let close = said.iter().map(|role| closeness(catalog, *role, *station));
        let close = close.fold(0.0, f64::max);
        if close > best.1 {
            best = (at, close);
        }
    }
    best.0
}

/// A curated route as the plan of a person.
pub(super) fn along(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    past: &JobHistory,
    (track, route): (&Track, &Route),
) -> Plan {
    let stations = catalog.tracks.occupations_of(route);
    let goal = stations.last().copied().unwrap_or(past.present);
    let steps = steps(catalog, profile, states, &moves(catalog, past, route));
    let start = steps.first().map_or(past.present, |s| s.from);
    let note = if steps.is_empty() {
        Some(RouteNote::GoalHeld)
    } else if start != past.present {
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
    use crate::planning::curated_options::{curated_options, current_plan};
    use crate::profile::{Claim, Moment, Record, RoleHeld, change};

    /// Somebody with these jobs, the present one first.
    fn person(catalog: &Catalog, jobs: &[&str]) -> Profile {
        let uri = |code: &str| {
            let ix = catalog.occupation_by_code(code).unwrap();
            catalog.occupation(ix).uri().to_string()
        };
        let role = |code: &&str| RoleHeld {
            occupation: uri(code),
            from: None,
            until: None,
            by_step: None,
            unknown: serde_json::Map::new(),
        };
        Profile {
            start: Some(uri(jobs[0])),
            roles_held: jobs.iter().map(role).collect(),
            ..Profile::default()
        }
    }

    /// The track and the stations of whoever had these jobs and chose this track, or none.
    fn check(jobs: &[&str], track: Option<&str>, expected: (&str, &[&str])) -> Plan {
        let catalog = Catalog::embedded().unwrap();
        let mut profile = person(&catalog, jobs);
        profile.track = track.map(Into::into);
        let states = States::of(&profile, &catalog);
        let found = current_plan(&catalog, &profile, &states).unwrap();
        let codes = found.stations();
        let codes: Vec<&str> = codes
            .iter()
            .map(|o| catalog.occupation(*o).code())
            .collect();
        let way = (found.track.as_deref().unwrap(), &*codes);
        assert_eq!(way, expected, "{jobs:?} on {track:?}");
        // What stands first among all options is what somebody gets who chooses nothing.
        let first = curated_options(&catalog, &profile, &states)
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
        // Whoever was there once and left begins where they are.
        check(&["2511.18", "2529.1"], None, ("audit", &audit));
    }

    #[test]
    fn a_job_reached_on_another_way_counts_and_ticking_moves_nothing() {
        let catalog = Catalog::embedded().unwrap();
        let now = Moment {
            on: jiff::civil::date(2026, 11, 23),
            at: jiff::Timestamp::UNIX_EPOCH,
        };
        let mut record = Record::new(now);
        record.profile = person(&catalog, &["2529.6", "2511.18"]);
        let of = |record: &Record| {
            let states = States::of(&record.profile, &catalog);
            current_plan(&catalog, &record.profile, &states).unwrap()
        };
        let before = of(&record);
        let step = &before.steps[0];
        change::make_move(&mut record, &catalog, &step.id, step.to, now);
        let ticked = of(&record);
        assert_eq!(ticked.stations(), before.stations());
        assert_eq!(ticked.steps_done(), 1);

        record.profile.route = Some("auditor-manager-risk-ciso".into());
        let other = of(&record);
        assert_eq!(other.notes, [RouteNote::GoesOn { now: true }]);
        // Marks decide neither where a route is joined nor which is proposed.
        record.profile.route = None;
        for skill in catalog
            .occupation_by_code("2519.2")
            .map(|o| catalog.occupation(o))
            .unwrap()
            .essential()
        {
            change::mark(&mut record, &catalog, *skill, Some(Claim::Held), now);
        }
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
        let catalog = Catalog::embedded().unwrap();
        for track in &catalog.tracks.tracks {
            let route = &track.routes[0];
            let start = catalog.tracks.occupations_of(route)[0];
            let profile = person(&catalog, &[catalog.occupation(start).code()]);
            let found = current_plan(&catalog, &profile, &States::of(&profile, &catalog)).unwrap();
            assert_eq!(found.route.as_deref(), Some(&*route.id));
            assert!(found.notes.is_empty());
        }
    }
}
