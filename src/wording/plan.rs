//! The person's route in sentences.

use crate::catalog::track::Track;
use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::planning::plan::{Plan, RouteNote};
use crate::planning::reselect_route::TrackChange;
use crate::planning::route_search::FoundRoute;
use crate::text::{join_with_and, plural};

/// The name of a route.
pub fn title(catalog: &Catalog, plan: &Plan) -> String {
    if let Some(route) = &plan.route {
        return curated_title(catalog, route, &plan.stations());
    }
    let stops = plan.steps.iter().filter(|s| s.to != plan.goal);
    let names: Vec<&str> = stops.map(|s| catalog.short_name(s.to)).collect();
    if names.is_empty() {
        format!("Straight to {}", catalog.occupation(plan.goal).label())
    } else {
        format!("Via {}", join_with_and(&names))
    }
}

/// The name of a curated route or of the part of it over these occupations. Its own name says where it begins: for a
/// person who joins it later, the name is the occupations.
fn curated_title(catalog: &Catalog, route: &str, occupations: &[OccupationIx]) -> String {
    if let Some((_, route)) = catalog.tracks.route(route)
        && (occupations.len() < 2
            || catalog.tracks.occupations_of(route).first() == occupations.first())
    {
        return route.title.to_string();
    }
    let names: Vec<&str> = occupations.iter().map(|o| catalog.short_name(*o)).collect();
    names.join(" → ")
}

/// The name of a found route, when it is a curated one or a part of it.
pub fn found_title(catalog: &Catalog, found: &FoundRoute) -> Option<String> {
    let curated = found.curated.as_ref()?;
    Some(curated_title(catalog, &curated.route, &found.occupations))
}

/// What must be said about a route, in one paragraph.
pub fn notes(catalog: &Catalog, plan: &Plan) -> Option<String> {
    let notes: Vec<String> = plan.notes.iter().map(|n| note(catalog, plan, n)).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

fn note(catalog: &Catalog, plan: &Plan, note: &RouteNote) -> String {
    let start = catalog.occupation(plan.start).label();
    match note {
        RouteNote::RouteUnknown(id) => {
            format!("The route \"{id}\" is not in this version; another is shown.")
        }
        RouteNote::StopsUnknown(count) => {
            let stops = plural(*count, "stop", "stops");
            format!("This catalogue lacks {stops} of this route; the rest is shown.")
        }
        RouteNote::GoalHeld => "You hold this occupation already. No step is left.".to_owned(),
        RouteNote::GoesOn { now: true } => {
            format!("You are {start} already: the route goes on from there.")
        }
        RouteNote::GoesOn { now: false } => {
            format!("You were {start} before: the route goes on from there.")
        }
        RouteNote::Joins => joins(catalog, plan),
        RouteNote::OtherGoal => {
            let ciso = catalog.goal();
            let ciso = ciso.map_or("the goal", |goal| catalog.occupation(goal).label());
            format!("Curated tracks lead to {ciso}; this step is derived from skills alone.")
        }
        RouteNote::Computed => {
            "This route is computed from skills; nobody has curated it as a whole.".to_owned()
        }
    }
}

/// Why the first step is no part of the route, and which tracks need none.
fn joins(catalog: &Catalog, plan: &Plan) -> String {
    let start = catalog.occupation(plan.start).label();
    let passes = |track: &&Track| {
        let mut routes = track.routes.iter();
        routes.any(|r| catalog.tracks.occupations_of(r).contains(&plan.start))
    };
    let track = plan
        .track
        .as_deref()
        .and_then(|id| catalog.tracks.track(id));
    let track = track.map_or("", |t| &*t.title);
    let others = catalog.tracks.tracks.iter().filter(passes);
    let others: Vec<&str> = others.map(|t| &*t.title).collect();
    let first = if others.is_empty() {
        format!("No curated route starts at {start}")
    } else if others.contains(&track) {
        format!("This route does not pass {start}, another one of {track} does")
    } else {
        let does = if others.len() == 1 { "does" } else { "do" };
        let others = others.join(" and ");
        format!("No route on the track {track} goes through {start} ({others} {does})")
    };
    let Some(step) = plan.steps.first() else {
        return format!("{first}.");
    };
    let source = match step.basis {
        Basis::Derived => "is derived from skills and joins",
        _ => "is curated elsewhere and joins",
    };
    let station = catalog.occupation(step.to).label();
    format!("{first}; the first step {source} the track at {station}.")
}

/// The place of the person on the route: "step 1 of 3".
pub fn place(plan: &Plan) -> String {
    match (plan.current, plan.steps.len()) {
        (Some(at), all) => format!("step {} of {all}", at + 1),
        (None, 0) => "goal reached".to_owned(),
        (None, all) => format!("{all} of {all} steps made"),
    }
}

/// What the person brings for the next step: "You bring 12 of 22 essential skills of the next step; 10 to gain."
pub fn brought(plan: &Plan) -> Option<String> {
    let current = plan.current.filter(|_| !plan.is_reached())?;
    let share = &plan.steps.get(current)?.essential;
    Some(format!(
        "You bring {} of {} of the next step; {} to gain.",
        share.held + share.earlier,
        plural(share.needed, "essential skill", "essential skills"),
        share.missing.len()
    ))
}

/// What is said when another track takes the place of the chosen one.
pub fn track_change(catalog: &Catalog, change: &TrackChange) -> String {
    let title = |id: &str| {
        let track = catalog.tracks.track(id);
        track.map_or_else(|| id.to_owned(), |t| t.title.to_string())
    };
    let (former, track) = (title(&change.former), title(&change.track));
    let name = |ix| catalog.occupation(ix).label();
    match change.continues {
        None => format!(
            "No route on the track {former} goes through {}; {track} has one and is your track now.",
            name(change.start)
        ),
        Some(job) => format!(
            "No route on the track {former} goes through one of your jobs; {track} continues from {} and is your track now.",
            name(job)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{OccupationIx, RouteId, TrackId};
    use crate::profile::change::PlanChange;
    use crate::profile::{Moment, Record};
    use crate::usecase::person::Person;
    use crate::usecase::plan_change::update_plan;

    /// A person with these jobs, the present one first, on a track, a route or a computed route over stops.
    struct Case<'a> {
        jobs: &'a [&'a str],
        track: Option<&'a str>,
        route: Option<&'a str>,
        stops: Option<&'a [&'a str]>,
    }

    const AUDITOR: Case<'static> = Case {
        jobs: &["2511.18"],
        track: None,
        route: None,
        stops: None,
    };

    fn now() -> Moment {
        Moment {
            on: "2026-11-23".parse().unwrap(),
            at: "2026-11-23T10:00:00Z".parse().unwrap(),
        }
    }

    fn find(catalog: &Catalog, code: &str) -> OccupationIx {
        catalog.occupation_by_code(code).unwrap()
    }

    fn record(catalog: &Catalog, case: &Case<'_>) -> Record {
        let find = |code: &&str| find(catalog, code);
        let before = case.jobs[1..].iter().map(find);
        let stops = case.stops.map(|codes| codes.iter().map(find).collect());
        let mut record = Record::new(now());
        let change = PlanChange {
            start: Some(find(&case.jobs[0])),
            before: Some(before.map(Into::into).collect()),
            track: case.track.map(TrackId::from),
            route: case.route.map(RouteId::from),
            stops,
            ..PlanChange::default()
        };
        update_plan(&mut record, catalog, change, now());
        record
    }

    #[track_caller]
    fn check(case: &Case<'_>, expected_title: &str, expected_notes: &str) {
        let catalog = Catalog::embedded().unwrap();
        let record = record(&catalog, case);
        let plan = Person::new(&catalog, record.profile).plan.unwrap();
        assert_eq!(title(&catalog, &plan), expected_title);
        let notes = notes(&catalog, &plan).unwrap_or_default();
        assert!(notes.starts_with(expected_notes), "{notes}");
        assert_eq!(notes.is_empty(), expected_notes.is_empty(), "{notes}");
    }

    #[test]
    fn a_route_has_its_own_name_only_where_it_is_begun() {
        check(&AUDITOR, "IT auditor via audit management", "");
        let before = Case {
            jobs: &["2529.6", "2511.18"],
            track: Some("audit"),
            ..AUDITOR
        };
        let said = "You were IT auditor before: the route goes on from there.";
        check(&before, "IT auditor via audit management", said);
        let admin = Case {
            jobs: &["2529.6"],
            ..AUDITOR
        };
        check(&admin, "security admin → cyber risk lead → CISO", "");
        let computed = Case {
            stops: Some(&["2519.2", "1213.9"]),
            ..AUDITOR
        };
        let said = "This route is computed from skills;";
        check(&computed, "Via audit manager and compliance lead", said);
        let straight = Case {
            stops: Some(&[]),
            ..AUDITOR
        };
        check(&straight, "Straight to chief ICT security officer", said);
    }

    #[test]
    fn a_route_that_must_be_joined_says_which_tracks_need_no_joining() {
        let cloud = Case {
            route: Some("cloud-admin-risk-ciso"),
            ..AUDITOR
        };
        let catalog = Catalog::embedded().unwrap();
        let record = record(&catalog, &cloud);
        let plan = Person::new(&catalog, record.profile).plan.unwrap();
        let said = "No route on the track Security engineering goes through IT auditor (Audit does); the first step";
        let notes = notes(&catalog, &plan).unwrap();
        assert!(notes.starts_with(said), "{notes}");
    }

    #[test]
    fn another_track_is_named_when_the_new_job_is_on_none_of_the_chosen_one() {
        let catalog = Catalog::embedded().unwrap();
        let audit = Case {
            track: Some("audit"),
            ..AUDITOR
        };
        let mut record = record(&catalog, &audit);
        let change = PlanChange {
            start: Some(find(&catalog, "1330.7")),
            before: Some(Vec::new()),
            ..PlanChange::default()
        };
        let update = update_plan(&mut record, &catalog, change, now());
        let said = track_change(&catalog, &update.new_track.unwrap());
        assert!(
            said.starts_with("No route on the track Audit goes through"),
            "{said}"
        );
    }
}
