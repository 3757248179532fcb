//! `begin`: where the person stands and where they want to go.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::routes;
use crate::catalog::track::Track;
use crate::catalog::{Basis, Catalog, OccupationIx, RouteId, TrackId};

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{self, Lines, Reply, sentence};
use crate::cli::reply;
use crate::planning::current_role::current_role;
use crate::profile::change::{PastRole, PlanChange};
use crate::profile::date_span::begins;
use crate::profile::{DateSpan, DateSpanError, FIRST_RUN, Record};
use crate::usecase::person::Person;
use crate::usecase::plan_change::{self, EndMismatch, PlanUpdate};
use crate::usecase::route_id::plan_id;
use crate::wording;

/// Where the person stands and wants to go, after the change.
#[derive(Serialize, JsonSchema)]
pub(super) struct Begun<'a> {
    changed: bool,
    /// What was changed; null when all of it was on record already.
    title: Option<&'a str>,
    /// The code of the occupation.
    start: Option<&'a str>,
    roles_held: Vec<&'a str>,
    goal: Option<&'a str>,
    track: Option<&'a str>,
    route: Option<String>,
    remark: Option<&'a str>,
}

pub(super) fn begin(context: &Context, args: &args::Begin) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let one = |name: &Option<String>| name.as_deref().map(|n| context.occupation(n)).transpose();
    let today = context.now().on;
    let before = args.before.iter().map(|n| earlier(context, n, today));
    let before: Vec<PastRole> = before.collect::<Result<_, _>>()?;
    let since = args.since.as_deref().map(|text| begins(text, today));
    let since = since.transpose().map_err(|e| wrong_date(&e))?;
    let track = args.track.as_deref().map(|id| track(catalog, id));
    let track = track.transpose()?;
    let computed_route = match args.route.as_deref() {
        Some(id) if catalog.tracks.route(id).is_none() => routes::by_codes(catalog, id)?,
        _ => None,
    };
    let mut change = PlanChange {
        start: one(&args.start)?,
        before: Some(before).filter(|before| !before.is_empty()),
        goal: one(&args.goal)?,
        ..PlanChange::default()
    };
    if computed_route.is_none() {
        (change.track, change.route) = with_route(catalog, track, args.route.as_deref())?;
    }
    context.change(|record, catalog, now| {
        if let Some(occupations) = &computed_route {
            choose_computed(record, catalog, &mut change, track, occupations)?;
        }
        if !args.mandate && change.needs_mandate(catalog, &record.profile) {
            return Err(no_mandate(catalog));
        }
        if let Some(from) = since {
            // Without a start all roles said are earlier ones.
            let profile = &record.profile;
            let present = || {
                profile.start.as_ref()?;
                current_role(catalog, profile)
            };
            let Some(start) = change.start.or_else(present) else {
                let message = "there is no present occupation yet that could have a date";
                return Err(Failure::no(message)
                    .hint("name it as well: cisopath begin --start NAME --since DATE"));
            };
            let span = DateSpan {
                from: Some(from),
                until: None,
            };
            change.span = Some((start, span));
        }
        let update = plan_change::update_plan(record, catalog, change, now);
        // The questions that were left open are answered here.
        record.profile.settings.shift_remove(FIRST_RUN);
        Ok(reply(record, catalog, update))
    })
}

/// Refuses chief information security officer as the start without `--mandate`: the title is often meant as the goal.
fn no_mandate(catalog: &Catalog) -> Failure {
    let chief = catalog.goal().map(|ix| reply::occupation(catalog, ix));
    Failure::no("to begin as chief information security officer, say that you hold the mandate")
        .hint(wording::goal::MANDATE)
        .hint("if that is your post, add --mandate; if you work towards it, name the job you have now")
        .with("candidates", chief.into_iter().collect::<Vec<_>>())
}

/// An earlier occupation, with its dates where they were said: `NAME=FROM..UNTIL`. No name of ESCO holds "=".
fn earlier(context: &Context, text: &str, today: Date) -> Result<PastRole, Failure> {
    let Some((name, dates)) = text.rsplit_once('=') else {
        return Ok(context.occupation(text)?.into());
    };
    let span = DateSpan::parse(dates, today).map_err(|e| wrong_date(&e))?;
    Ok(PastRole {
        occupation: context.occupation(name)?,
        span: Some(span),
    })
}

fn wrong_date(error: &DateSpanError) -> Failure {
    Failure::usage(error.to_string()).hint(
        "dates are years, months or days: --since 2019-03, --before \"NAME=2015..2019-06\", either end may be left out",
    )
}

fn track<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a Track, Failure> {
    let known = catalog.tracks.tracks.iter().map(|t| (&*t.id, &*t.title));
    let found = catalog.tracks.track(id);
    found.ok_or_else(|| unknown_id("track", id, known).hint("`cisopath tracks` lists them"))
}

/// Chooses a computed route: it begins where the person stands and sets the goal, unless another was said.
fn choose_computed(
    record: &Record,
    catalog: &Catalog,
    change: &mut PlanChange,
    track: Option<&Track>,
    occupations: &[OccupationIx],
) -> Result<(), Failure> {
    if track.is_some() {
        return Err(Failure::usage("a computed route is on no track").hint("leave --track out"));
    }
    plan_change::take_computed(change, &record.profile, catalog, occupations).map_err(|misfit| {
        let (verb, option, end, named) = match misfit {
            EndMismatch::Start { route, named } => ("starts", "start", route, named),
            EndMismatch::Goal { route, named } => ("ends", "goal", route, named),
        };
        let [end, named] = [end, named].map(|ix| output::label(catalog, ix));
        let hint = format!("look for others with `cisopath routes`, or say --{option} \"{end}\"");
        Failure::usage(format!("this route {verb} at {end}, not at {named}")).hint(hint)
    })
}

/// The track and the route, by id, that were named.
fn with_route(
    catalog: &Catalog,
    track: Option<&Track>,
    route: Option<&str>,
) -> Result<(Option<TrackId>, Option<RouteId>), Failure> {
    let Some(id) = route else {
        return Ok((track.map(|t| t.id.clone()), None));
    };
    let Some((of, route)) = catalog.tracks.route(id) else {
        let routes = catalog.tracks.tracks.iter().flat_map(|t| &t.routes);
        let known = routes.map(|r| (&*r.id, &*r.title));
        return Err(unknown_id("route", id, known).hint("`cisopath tracks` lists them"));
    };
    if let Some(track) = track.filter(|t| t.id != of.id) {
        let (of, track) = (&of.id, &track.id);
        let message = format!("the route {id} is on the track {of}, not on {track}");
        return Err(Failure::usage(message));
    }
    Ok((Some(of.id.clone()), Some(route.id.clone())))
}

fn reply(record: &Record, catalog: &Catalog, update: PlanUpdate) -> Reply {
    let PlanUpdate { title, new_track } = update;
    let remark = new_track.map(|change| wording::plan::track_change(catalog, &change));
    let person = Person::new(catalog, record.profile.clone());
    let plan = person.plan.as_ref();
    let roles = person.profile.roles(catalog);
    let goal = person.profile.goal_in(catalog);
    let start = person.profile.start_in(catalog);
    let answer = Begun {
        changed: title.is_some(),
        title: title.as_deref(),
        start: start.map(|o| output::code(catalog, o)),
        roles_held: reply::codes(catalog, &roles),
        goal: goal.map(|o| output::code(catalog, o)),
        track: plan.and_then(|p| p.track.as_deref()),
        route: plan.map(|p| plan_id(catalog, p)),
        remark: remark.as_deref(),
    };
    let mut text = Lines::default();
    match &title {
        Some(title) => text.line(sentence(title)),
        None => text.line("Nothing to change: all of that is on record already."),
    };
    if let Some(remark) = &remark {
        text.line(remark);
    }
    if person.profile.start.is_none() {
        text.line("Your present job is not known yet: cisopath begin --start NAME");
    }
    if let Some(plan) = plan {
        let stations = plan.stations();
        let names: Vec<&str> = stations
            .iter()
            .map(|o| output::label(catalog, *o))
            .collect();
        text.line(format!("Your route: {}.", names.join(" → ")));
        if let Some(note) = wording::plan::notes(catalog, plan) {
            text.line(note);
        }
        if let Some(step) = plan.current.and_then(|at| plan.steps.get(at)) {
            text.line(wording::plan::brought(plan).unwrap_or_default());
            // A move that no leap allows is not one to hear of later.
            let caution = wording::step::caution(catalog, step);
            if step.basis == Basis::Derived && !caution.is_empty() {
                text.line(caution)
                    .line("For routes with smaller steps: cisopath routes");
            }
        }
    }
    Reply::new(answer, text.done())
}
