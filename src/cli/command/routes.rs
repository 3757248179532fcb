//! `routes`, and `route` with a start or a goal: ways between any two occupations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::track::MoveClass;
use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::cli::args::{LeapLimit, RoutesArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, OccupationName, StepShare};
use crate::planning::current_role::current_role;
use crate::planning::gap::{Leap, leap};
use crate::planning::route_choices::{RouteChoices, RouteSource};
use crate::planning::route_search::k_shortest::MOVES;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::route_search::{
    FoundRoute, FoundRoutes, IscoFilter, NearestMiss, RouteFinder, RouteQuery,
};
use crate::text::{capitalize, plural, thousands, truncate};
use crate::usecase::person::Person;
use crate::usecase::route_id::route_id;
use crate::wording::{self, figures};

/// How wide an occupation's name may be in a table, in columns.
const NAME: usize = 34;

/// What stands below a list of routes.
const MORE: &str = "The missing skills: --json. Side by side: cisopath compare ID ID.";

/// Routes between two occupations.
#[derive(Serialize, JsonSchema)]
pub(super) struct Routes<'a> {
    from: OccupationName<'a>,
    to: OccupationName<'a>,
    leap: Limit,
    routes: Vec<RouteReply<'a>>,
    /// Curated routes with a move that the leap does not allow.
    curated_beyond_leap: Vec<RouteReply<'a>>,
}

/// A route with what its moves ask for.
#[derive(Serialize, JsonSchema)]
pub(super) struct RouteReply<'a> {
    id: String,
    basis: Basis,
    track: Option<String>,
    route: Option<String>,
    title: Option<String>,
    /// The codes of its occupations.
    occupations: Vec<&'a str>,
    hours: u32,
    hours_of_roles_held: u32,
    /// The lowest coverage of its moves, 0 to 1.
    weakest: f64,
    unusual: bool,
    steps: Vec<RouteStep<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RouteStep<'a> {
    from: &'a str,
    to: &'a str,
    label: &'a str,
    r#move: MoveClass,
    /// On arrival, 0 to 1.
    coverage: f64,
    leap: Option<Leap>,
    hours: u32,
    essential: StepShare<'a>,
}

/// The route that comes nearest where none is within the leap.
#[derive(Serialize, JsonSchema)]
struct Miss<'a> {
    #[serde(flatten)]
    route: RouteReply<'a>,
    misses: HardestMove,
}

/// The move for which the leap is too small.
#[derive(Serialize, JsonSchema)]
struct HardestMove {
    /// Its place in the steps, from 0.
    step: usize,
    coverage: f64,
    /// The coverage that the leap asks for.
    least: f64,
}

pub(super) fn list(context: &Context, args: &RoutesArgs) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let query = query(context, &person, args)?;
    let flat = context.flat()?;
    let (states, roles) = person.states_at(catalog, query.from);
    let finder = RouteFinder::new(catalog, &flat, &states, &roles);
    if let Some(reply) = choices(&finder, &person, args, &query) {
        return Ok(reply);
    }
    let answer = finder.routes(&query);
    let each = |routes: &[FoundRoute]| -> Vec<_> {
        let routes = routes.iter();
        routes.map(|r| route(catalog, &finder, r)).collect()
    };
    let value = Routes {
        from: reply::occupation(catalog, query.from),
        to: reply::occupation(catalog, query.to),
        leap: query.limit,
        routes: each(&answer.routes),
        curated_beyond_leap: each(&answer.beyond),
    };
    let mut text = Lines::default();
    if !answer.routes.is_empty() {
        head(&mut text, catalog, &query, &answer);
        let first_unusual = answer.routes.iter().position(|r| r.unusual);
        for (at, found) in answer.routes.iter().enumerate() {
            if first_unusual == Some(at) {
                text.gap()
                    .line(format!("{}.", wording::routes::unusual_heading()));
            }
            text.gap();
            route_text(&mut text, &finder, &format!("{}. ", at + 1), found);
        }
        beyond_text(&mut text, catalog, &answer);
        text.gap().line(MORE);
        return Ok(Reply::new(value, text.done()));
    }
    let nearest_miss = answer.nearest_miss.as_ref();
    let nearest_miss = nearest_miss.map(|m| miss(catalog, &finder, &query, m));
    if let Some(miss) = &answer.nearest_miss {
        miss_text(&mut text, &finder, &query, miss);
    }
    beyond_text(&mut text, catalog, &answer);
    Err(none(&finder, &query, &answer)
        .with_answer(value, text.done())
        .with("leap_that_would_do", answer.sufficient_limit)
        .with("nearest_miss", nearest_miss))
}

/// The routes that the chooser on the screen lists, in its order. None when something else was asked for than the way of
/// the person to their goal.
fn choices(
    finder: &RouteFinder<'_>,
    person: &Person,
    args: &RoutesArgs,
    query: &RouteQuery,
) -> Option<Reply> {
    let catalog = finder.catalog();
    let goal = person.profile.goal_in(catalog);
    if args.leap.is_some() || !wishes(query).is_empty() || goal != Some(query.to) {
        return None;
    }
    let all = RouteChoices::with_computed(finder, &person.profile, query.count);
    if all.from != Some(query.from) || all.routes.is_empty() {
        return None;
    }
    let shown = all.first(query.count, person.plan.as_ref());
    let mut text = Lines::default();
    ends_text(&mut text, catalog, query);
    let count = plural(all.routes.len(), "route", "routes");
    text.line(if shown.len() < all.routes.len() {
        format!("{} of {count}; --k N shows more", shown.len())
    } else {
        count
    });
    let computed = shown.iter().any(|c| c.plan.track.is_none());
    if let Some(remark) = wording::routes::larger_leap(&all).filter(|_| computed) {
        text.line(format!("{}.", capitalize(&remark)));
    }
    let first_unusual = shown.iter().position(|c| c.unusual);
    let mut routes = Vec::new();
    for (at, choice) in shown.into_iter().enumerate() {
        let Some(found) = choice.open(finder) else {
            continue;
        };
        // A curated route is taken by its own id, also where the person joins it on the way.
        let id = match &choice.which {
            RouteSource::Curated { route, .. } => route.to_string(),
            RouteSource::Computed(_) => route_id(catalog, &found.occupations),
        };
        if first_unusual == Some(at) {
            text.gap()
                .line(format!("{}.", wording::routes::unusual_heading()));
        }
        text.gap();
        let title = wording::plan::title(catalog, &choice.plan);
        table_text(
            &mut text,
            finder,
            &format!("{}. ", at + 1),
            &found,
            (&id, &title),
        );
        let mut value = route(catalog, finder, &found);
        value.id = id;
        if found.curated.is_some() {
            value.title = Some(title);
        }
        routes.push(value);
    }
    text.gap().line(MORE);
    let value = Routes {
        from: reply::occupation(catalog, query.from),
        to: reply::occupation(catalog, query.to),
        leap: all.beyond.unwrap_or(query.limit),
        routes,
        curated_beyond_leap: Vec::new(),
    };
    Some(Reply::new(value, text.done()))
}

/// The wishes of a query beside its leap, as they are typed.
fn wishes(query: &RouteQuery) -> Vec<&'static str> {
    let groups = match query.groups {
        Some(IscoFilter::Only(_)) => "--stay-in",
        Some(IscoFilter::Except(_)) => "--leave",
        None => "",
    };
    let said = [
        (!query.via.is_empty(), "--via"),
        (!query.avoid.is_empty(), "--avoid"),
        (query.moves < MOVES, "--steps"),
        (query.groups.is_some(), groups),
    ];
    said.into_iter()
        .filter_map(|(is, name)| is.then_some(name))
        .collect()
}

/// What is asked for; where the person stands and wants to go fills the gaps.
pub(super) fn query(
    context: &Context,
    person: &Person,
    args: &RoutesArgs,
) -> Result<RouteQuery, Failure> {
    let catalog = context.catalog()?;
    let of = |name: &String| context.occupation(name);
    let all = |names: &[String]| names.iter().map(of).collect::<Result<Vec<_>, _>>();
    let from = match &args.from {
        Some(name) => of(name)?,
        None => current_role(catalog, &person.profile).ok_or_else(|| {
            if person.profile.start.is_some() {
                return Failure::no("this catalogue lacks the occupation in which your routes start")
                    .hint("what you said is kept; take the catalogue into use that has it: cisopath catalog list")
                    .hint("or name another start with --from NAME")
                    .with("routes", [(); 0]);
            }
            let unknown = Failure::no("where the routes start is not known");
            let unknown = unknown.hint(
                "name it with --from NAME, or say where you are: cisopath begin --start NAME",
            );
            unknown.with("routes", [(); 0])
        })?,
    };
    let to = match &args.to {
        Some(name) => of(name)?,
        None => person.profile.goal_in(catalog).ok_or_else(|| {
            let unknown =
                Failure::no("this catalogue lacks your goal").hint("name one with --to NAME");
            unknown.with("routes", [(); 0])
        })?,
    };
    let avoid = all(&args.avoid)?;
    let via = all(&args.via)?;
    for (ix, what) in [(from, "start"), (to, "goal")] {
        if avoid.contains(&ix) {
            return Err(Failure::usage(format!("the {what} cannot be avoided"))
                .hint("--avoid names an occupation on the way"));
        }
    }
    if let Some(both) = via.iter().find(|v| avoid.contains(v)) {
        let name = output::label(catalog, *both);
        return Err(Failure::usage(format!(
            "{name} is named by --via and by --avoid"
        )));
    }
    let groups = args.stay_in.as_ref().map(|g| IscoFilter::Only(g.0.clone()));
    let mut query = RouteQuery::new(from, to);
    query.limit = args.leap.map_or(query.limit, limit);
    query.count = args.k.map_or(query.count, |k| k as usize);
    query.moves = args.steps.map_or(query.moves, |n| n as usize);
    query.groups = groups.or_else(|| args.leave.as_ref().map(|g| IscoFilter::Except(g.0.clone())));
    query.via = via;
    query.avoid = avoid;
    Ok(query)
}

fn limit(leap: LeapLimit) -> Limit {
    match leap {
        LeapLimit::Small => Limit::Small,
        LeapLimit::Medium => Limit::Medium,
        LeapLimit::Large => Limit::Large,
        LeapLimit::Any => Limit::Any,
    }
}

/// The occupations of a route whose name is their codes; none when it is another name.
pub(super) fn by_codes(
    catalog: &Catalog,
    name: &str,
) -> Result<Option<Vec<OccupationIx>>, Failure> {
    let codes = name.split('-').map(|code| catalog.occupation_by_code(code));
    let all: Option<Vec<OccupationIx>> = codes.collect();
    let all = all.filter(|all| all.len() > 1);
    let twice = |all: &[OccupationIx]| (1..all.len()).any(|at| all[..at].contains(&all[at]));
    if all.as_deref().is_some_and(twice) {
        return Err(Failure::usage("a route passes no occupation twice"));
    }
    Ok(all)
}

/// A route for scripts.
pub(super) fn route<'a>(
    catalog: &'a Catalog,
    finder: &RouteFinder<'_>,
    found: &FoundRoute,
) -> RouteReply<'a> {
    let curated = found.curated.as_ref();
    let base = finder.states_in(found.occupations.first().copied());
    let steps = found.steps.iter().map(|step| RouteStep {
        from: output::code(catalog, step.from),
        to: output::code(catalog, step.to),
        label: output::label(catalog, step.to),
        r#move: step.class,
        coverage: step.coverage,
        leap: leap(step.coverage),
        hours: step.hours,
        essential: reply::step_share(catalog, &base, &step.essential),
    });
    RouteReply {
        id: route_id(catalog, &found.occupations),
        basis: found.basis,
        track: curated.map(|c| c.track.to_string()),
        route: curated.map(|c| c.route.to_string()),
        title: wording::plan::found_title(catalog, found),
        occupations: reply::codes(catalog, &found.occupations),
        hours: found.hours(),
        hours_of_roles_held: found.hours_into(finder.roles()),
        weakest: found.weakest(),
        unusual: found.unusual,
        steps: steps.collect(),
    }
}

fn miss<'a>(
    catalog: &'a Catalog,
    finder: &RouteFinder<'_>,
    query: &RouteQuery,
    miss: &NearestMiss,
) -> Miss<'a> {
    Miss {
        route: route(catalog, finder, &miss.route),
        misses: HardestMove {
            step: miss.step,
            coverage: miss.coverage,
            least: query.limit.least(),
        },
    }
}

fn none(finder: &RouteFinder<'_>, query: &RouteQuery, answer: &FoundRoutes) -> Failure {
    let catalog = finder.catalog();
    let [from, to] = [query.from, query.to].map(|o| output::label(catalog, o));
    if query.from == query.to {
        return Failure::no(format!(
            "{from} is both start and goal: there is no step between"
        ))
        .hint("name another goal with --to NAME");
    }
    let leap = match query.limit.leap() {
        Some(leap) => format!("with moves of at most the {} leap", leap.word()),
        None => "with these wishes".to_owned(),
    };
    let wishes = wishes(query);
    let within = if wishes.is_empty() {
        String::new()
    } else {
        format!(" and with {}", wishes.join(", "))
    };
    let mut failure = Failure::no(format!(
        "there is no route from {from} to {to} {leap}{within}"
    ));
    let free = RouteQuery {
        limit: query.limit,
        count: 1,
        ..RouteQuery::new(query.from, query.to)
    };
    if !wishes.is_empty() && !finder.routes(&free).routes.is_empty() {
        failure = failure.hint(format!("without {} there is one", wishes.join(", ")));
    }
    match answer.sufficient_limit {
        Some(limit) => failure.hint(format!("--leap {} finds one", limit.word())),
        None => failure
            .hint("no leap finds one: ask for fewer stops (--via), more steps, or other groups"),
    }
}

fn ends_text(text: &mut Lines, catalog: &Catalog, query: &RouteQuery) {
    for (word, end) in [("From", query.from), ("To  ", query.to)] {
        let occupation = catalog.occupation(end);
        text.line(format!(
            "{word} {} ({})",
            occupation.label(),
            occupation.code()
        ));
    }
}

fn head(text: &mut Lines, catalog: &Catalog, query: &RouteQuery, answer: &FoundRoutes) {
    ends_text(text, catalog, query);
    let found = plural(answer.routes.len(), "route", "routes");
    let has_curated = answer.routes.iter().any(|r| r.curated.is_some());
    let order = if has_curated {
        ", curated ones first"
    } else {
        ""
    };
    let leap = match query.limit.leap() {
        Some(leap) => format!(
            "{} leap, which covers {} on arrival",
            leap.word(),
            figures::coverage(leap.least())
        ),
        None => "any leap".to_owned(),
    };
    let most = match query.limit.leap() {
        Some(_) => format!("at most the {leap}"),
        None => leap,
    };
    text.line(format!("{found}{order}; {most}"));
}

/// A route as a table; hours that go to moves the person has made already are named.
pub(super) fn route_text(
    text: &mut Lines,
    finder: &RouteFinder<'_>,
    lead: &str,
    found: &FoundRoute,
) {
    let id = route_id(finder.catalog(), &found.occupations);
    let title = wording::plan::found_title(finder.catalog(), found);
    table_text(text, finder, lead, found, (&id, &title.unwrap_or_default()));
}

/// The same under a given id and title.
fn table_text(
    text: &mut Lines,
    finder: &RouteFinder<'_>,
    lead: &str,
    found: &FoundRoute,
    (id, title): (&str, &str),
) {
    let catalog = finder.catalog();
    let known = match found.hours_into(finder.roles()) {
        0 => String::new(),
        known => format!(
            " ({} of them into roles you have held)",
            thousands(known as usize)
        ),
    };
    let what = match &found.curated {
        None => "computed (derived)".to_owned(),
        Some(_) if found.basis == Basis::Derived => {
            format!("curated, with a computed move: {title}")
        }
        Some(_) => format!("curated ({}): {title}", found.basis.word()),
    };
    text.line(format!(
        "{lead}{}, {} hours{known}, {what}",
        plural(found.steps.len(), "step", "steps"),
        thousands(found.hours() as usize)
    ));
    let mut table = Table::indented(3).right(&[1, 2, 3, 4, 5]);
    table.row(["to", "coverage", "hours", "held", "earlier", "to gain"].map(str::to_owned));
    for step in &found.steps {
        table.row([
            truncate(output::label(catalog, step.to), NAME).into_owned(),
            figures::coverage(step.coverage),
            thousands(step.hours as usize),
            step.essential.held.to_string(),
            step.essential.earlier.to_string(),
            step.essential.missing.len().to_string(),
        ]);
    }
    text.table(&table).line(format!("   id {id}"));
}

fn miss_text(text: &mut Lines, finder: &RouteFinder<'_>, query: &RouteQuery, miss: &NearestMiss) {
    let catalog = finder.catalog();
    if let Some(step) = miss.route.steps.get(miss.step) {
        text.line(format!(
            "Nearest miss: from the stop before it alone, the move to {} has a coverage of {}, and this leap needs {}; the \
             figures below count every stop.",
            output::label(catalog, step.to),
            figures::coverage(miss.coverage),
            figures::coverage(query.limit.least())
        ));
    }
    route_text(text, finder, "   ", &miss.route);
}

fn beyond_text(text: &mut Lines, catalog: &Catalog, answer: &FoundRoutes) {
    if answer.beyond.is_empty() {
        return;
    }
    text.gap().line("Curated, with a move beyond this leap:");
    let mut table = Table::indented(3).right(&[0, 1]);
    for found in &answer.beyond {
        table.row([
            format!("{} hours", thousands(found.hours() as usize)),
            format!("lowest coverage {}", figures::coverage(found.weakest())),
            route_id(catalog, &found.occupations),
            wording::plan::found_title(catalog, found).unwrap_or_default(),
        ]);
    }
    text.table(&table);
}
