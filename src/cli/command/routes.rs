//! `routes`, and `route` with a start or a goal: routes between any two occupations.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::track::MoveClass;
use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::cli::args::{LeapLimit, RoutesArgs};
use crate::cli::context::{Context, OTHER_CATALOGUE};
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

/// A found route with the id by which it is chosen.
pub(super) struct NamedRoute<'a> {
    id: String,
    title: Option<String>,
    found: &'a FoundRoute,
}

impl<'a> NamedRoute<'a> {
    pub(super) fn new(catalog: &Catalog, found: &'a FoundRoute) -> Self {
        Self {
            id: route_id(catalog, &found.occupations),
            title: wording::plan::found_title(catalog, found),
            found,
        }
    }

    pub(super) fn reply<'c>(&self, finder: &RouteFinder<'c>) -> RouteReply<'c> {
        let (catalog, found) = (finder.catalog(), self.found);
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
            id: self.id.clone(),
            basis: found.basis,
            track: curated.map(|c| c.track.to_string()),
            route: curated.map(|c| c.route.to_string()),
            title: self.title.clone(),
            occupations: reply::codes(catalog, &found.occupations),
            hours: found.hours(),
            hours_of_roles_held: found.hours_into(finder.roles()),
            weakest: found.weakest(),
            unusual: found.unusual,
            steps: steps.collect(),
        }
    }

    /// Writes the route as a table below a line that begins with `lead`.
    pub(super) fn write(&self, text: &mut Lines, finder: &RouteFinder<'_>, lead: &str) {
        let (catalog, found) = (finder.catalog(), self.found);
        let title = self.title.as_deref().unwrap_or_default();
        let held = match found.hours_into(finder.roles()) {
            0 => String::new(),
            hours => {
                let hours = thousands(hours as usize);
                format!(" ({hours} of them into roles you have held)")
            }
        };
        let origin = match &found.curated {
            None => "computed (derived)".to_owned(),
            Some(_) if found.basis == Basis::Derived => {
                format!("curated, with a computed move: {title}")
            }
            Some(_) => format!("curated ({}): {title}", found.basis.word()),
        };
        let steps = plural(found.steps.len(), "step", "steps");
        let hours = thousands(found.hours() as usize);
        text.line(format!("{lead}{steps}, {hours} hours{held}, {origin}"));
        let heads = ["to", "coverage", "hours", "held", "earlier", "to gain"];
        let mut table = Table::indented(3).right(&[1, 2, 3, 4, 5]).header(heads);
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
        text.table(&table).line(format!("   id {}", self.id));
    }
}

/// Numbers the routes, with a heading over the unusual ones.
fn write_numbered(text: &mut Lines, finder: &RouteFinder<'_>, routes: &[NamedRoute<'_>]) {
    let first_unusual = routes.iter().position(|r| r.found.unusual);
    for (at, route) in routes.iter().enumerate() {
        if first_unusual == Some(at) {
            let heading = wording::routes::unusual_heading();
            text.gap().line(format!("{heading}."));
        }
        text.gap();
        route.write(text, finder, &format!("{}. ", at + 1));
    }
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
    let found = finder.routes(&query);
    let named = |found| NamedRoute::new(catalog, found);
    let routes: Vec<NamedRoute<'_>> = found.routes.iter().map(named).collect();
    let beyond: Vec<NamedRoute<'_>> = found.beyond.iter().map(named).collect();
    let answer = Routes {
        from: reply::occupation(catalog, query.from),
        to: reply::occupation(catalog, query.to),
        leap: query.limit,
        routes: routes.iter().map(|r| r.reply(&finder)).collect(),
        curated_beyond_leap: beyond.iter().map(|r| r.reply(&finder)).collect(),
    };
    let mut text = Lines::default();
    if !routes.is_empty() {
        write_head(&mut text, catalog, &query, &found);
        write_numbered(&mut text, &finder, &routes);
        write_beyond(&mut text, &beyond);
        text.gap().line(MORE);
        return Ok(Reply::new(answer, text.done()));
    }
    let nearest_miss = found.nearest_miss.as_ref().map(|miss| Miss {
        route: NamedRoute::new(catalog, &miss.route).reply(&finder),
        misses: HardestMove {
            step: miss.step,
            coverage: miss.coverage,
            least: query.limit.least(),
        },
    });
    if let Some(miss) = &found.nearest_miss {
        write_miss(&mut text, &finder, &query, miss);
    }
    write_beyond(&mut text, &beyond);
    Err(none(&finder, &query, &found)
        .with_answer(answer, text.done())
        .with("leap_that_would_do", found.sufficient_limit)
        .with("nearest_miss", nearest_miss))
}

/// The routes that the chooser on the screen lists, in its order. None when something else was asked for than the route
/// of the person to their goal.
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
    write_ends(&mut text, catalog, query);
    let computed = shown.iter().filter(|c| c.plan.track.is_none()).count();
    let is_mixed = (1..shown.len()).contains(&computed);
    let order = if is_mixed { ", curated ones first" } else { "" };
    let count = wording::routes::count(&all, shown.len()) + order;
    text.line(if all.has_more || shown.len() < all.routes.len() {
        format!("{}; --k N shows more", capitalize(&count))
    } else {
        count
    });
    if let Some(remark) = wording::routes::larger_leap(&all).filter(|_| computed > 0) {
        text.line(format!("{}.", capitalize(&remark)));
    }
    let found = shown.into_iter().map(|c| Some((c, c.open(finder)?)));
    let found: Vec<_> = found.flatten().collect();
    let routes = found.iter().map(|(choice, found)| {
        let mut named = NamedRoute::new(catalog, found);
        // A curated route is chosen by its own id, also where the person joins it on the way.
        if let RouteSource::Curated { route, .. } = &choice.which {
            named.id = route.to_string();
        }
        if found.curated.is_some() {
            named.title = Some(wording::plan::title(catalog, &choice.plan));
        }
        named
    });
    let routes: Vec<NamedRoute<'_>> = routes.collect();
    write_numbered(&mut text, finder, &routes);
    text.gap().line(MORE);
    let answer = Routes {
        from: reply::occupation(catalog, query.from),
        to: reply::occupation(catalog, query.to),
        leap: all.beyond.unwrap_or(query.limit),
        routes: routes.iter().map(|r| r.reply(finder)).collect(),
        curated_beyond_leap: Vec::new(),
    };
    Some(Reply::new(answer, text.done()))
}

/// The wishes of a query beside its leap, as they are typed.
fn wishes(query: &RouteQuery) -> Vec<&'static str> {
    let groups = match query.groups {
        Some(IscoFilter::Only(_)) => "--stay-in",
        Some(IscoFilter::Except(_)) => "--leave",
        None => "",
    };
    let wishes = [
        (!query.via.is_empty(), "--via"),
        (!query.avoid.is_empty(), "--avoid"),
        (query.moves < MOVES, "--steps"),
        (query.groups.is_some(), groups),
    ];
    let named = wishes.into_iter().filter(|(is_named, _)| *is_named);
    named.map(|(_, option)| option).collect()
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
    let unknown = |message: &str| Failure::no(message).with("routes", [(); 0]);
    let from =
        match &args.from {
            Some(name) => of(name)?,
            None => current_role(catalog, &person.profile).ok_or_else(|| {
                match person.profile.start {
            Some(_) => unknown("this catalogue lacks the occupation in which your routes start")
                .hint(OTHER_CATALOGUE)
                .hint("or name another start with --from NAME"),
            None => unknown("where the routes start is not known").hint(
                "name it with --from NAME, or say where you are: cisopath begin --start NAME",
            ),
        }
            })?,
        };
    let to = match &args.to {
        Some(name) => of(name)?,
        None => person.profile.goal_in(catalog).ok_or_else(|| {
            unknown("this catalogue lacks your goal").hint("name one with --to NAME")
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
        let message = format!("{name} is named by --via and by --avoid");
        return Err(Failure::usage(message));
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

/// Why there is no route, and what would give one.
fn none(finder: &RouteFinder<'_>, query: &RouteQuery, answer: &FoundRoutes) -> Failure {
    let catalog = finder.catalog();
    let [from, to] = [query.from, query.to].map(|o| output::label(catalog, o));
    if query.from == query.to {
        let message = format!("{from} is both start and goal: there is no step between");
        return Failure::no(message).hint("name another goal with --to NAME");
    }
    let leap = match query.limit.leap() {
        Some(leap) => format!("with moves of at most the {} leap", leap.word()),
        None => "with these wishes".to_owned(),
    };
    let wishes = wishes(query).join(", ");
    let mut message = format!("there is no route from {from} to {to} {leap}");
    if !wishes.is_empty() {
        message = format!("{message} and with {wishes}");
    }
    let mut failure = Failure::no(message);
    let free = RouteQuery {
        limit: query.limit,
        count: 1,
        ..RouteQuery::new(query.from, query.to)
    };
    if !wishes.is_empty() && !finder.routes(&free).routes.is_empty() {
        failure = failure.hint(format!("without {wishes} there is one"));
    }
    match answer.sufficient_limit {
        Some(limit) => failure.hint(format!("--leap {} finds one", limit.word())),
        None => failure
            .hint("no leap finds one: ask for fewer stops (--via), more steps, or other groups"),
    }
}

fn write_ends(text: &mut Lines, catalog: &Catalog, query: &RouteQuery) {
    for (word, end) in [("From", query.from), ("To  ", query.to)] {
        let (label, code) = (output::label(catalog, end), output::code(catalog, end));
        text.line(format!("{word} {label} ({code})"));
    }
}

fn write_head(text: &mut Lines, catalog: &Catalog, query: &RouteQuery, found: &FoundRoutes) {
    write_ends(text, catalog, query);
    let count = plural(found.routes.len(), "route", "routes");
    let has_curated = found.routes.iter().any(|r| r.curated.is_some());
    let order = if has_curated {
        ", curated ones first"
    } else {
        ""
    };
    let limit = query.limit.leap().map_or("any leap".to_owned(), |leap| {
        let least = figures::coverage(leap.least());
        let word = leap.word();
        format!("at most the {word} leap, which covers {least} on arrival")
    });
    text.line(format!("{count}{order}; {limit}"));
}

fn write_miss(text: &mut Lines, finder: &RouteFinder<'_>, query: &RouteQuery, miss: &NearestMiss) {
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
    NamedRoute::new(catalog, &miss.route).write(text, finder, "   ");
}

fn write_beyond(text: &mut Lines, beyond: &[NamedRoute<'_>]) {
    if beyond.is_empty() {
        return;
    }
    let mut table = Table::indented(3).right(&[0, 1]);
    for route in beyond {
        table.row([
            format!("{} hours", thousands(route.found.hours() as usize)),
            format!(
                "lowest coverage {}",
                figures::coverage(route.found.weakest())
            ),
            route.id.clone(),
            route.title.clone().unwrap_or_default(),
        ]);
    }
    text.gap()
        .line("Curated, with a move beyond this leap:")
        .table(&table);
}
