//! `leverage`: which missing skills the most routes ask for.

use schemars::JsonSchema;
use serde::Serialize;

use super::routes;
use crate::cli::args::RoutesArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, OccupationName, SkillWithState};
use crate::planning::forecast::{measured_routes, routes_ahead};
use crate::planning::route_search::RouteFinder;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::skill_impact::{CLOSE, skill_impacts};
use crate::text::{plural, truncate};
use crate::usecase::route_id::route_id;
use crate::wording::figures;

/// How wide a skill's name may be in the table, in columns.
const NAME: usize = 40;

/// The missing skills that the most routes ask for.
#[derive(Serialize, JsonSchema)]
pub(super) struct LeverageReply<'a> {
    from: OccupationName<'a>,
    to: OccupationName<'a>,
    leap: Limit,
    /// The ids of the routes that were measured.
    routes: Vec<String>,
    /// How many skills there are, shown or not.
    total: usize,
    leverage: Vec<SkillLeverage<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SkillLeverage<'a> {
    #[serde(flatten)]
    skill: SkillWithState<'a>,
    /// Of study.
    hours: u32,
    /// Hours that the shortest route has fewer once it is held.
    saves: u32,
    saves_in_all: usize,
    /// How many of the routes ask for it.
    routes: usize,
    /// The codes of close occupations that it brings within the leap.
    opens: Vec<&'a str>,
}

pub(super) fn list(context: &Context, args: &RoutesArgs, limit: usize) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let query = routes::query(context, &person, args)?;
    let flat = context.flat()?;
    let (standing, roles) = person.states_at(catalog, query.from);
    let finder = RouteFinder::new(catalog, &flat, &standing, &roles);
    // Without wishes the figures are those of `next` and of the screens: the person's own route counts too.
    let plan = person.plan.as_ref().filter(|_| args.is_empty());
    let own = plan.and_then(|plan| routes_ahead(&finder, &person.profile, Some(plan)));
    let (query, answer, plan) = if let Some((query, answer)) = own {
        (query, answer, plan)
    } else {
        let answer = finder.routes(&query);
        (query, answer, None)
    };
    let within = !answer.routes.is_empty();
    let routes = measured_routes(&finder, query.from, plan, answer);
    let all = skill_impacts(&finder, query.from, &routes, query.limit);
    let shortest = routes.iter().min_by_key(|r| r.hours);
    let states = finder.states_in(Some(query.from));
    let skills = all.iter().take(limit).map(|impact| {
        let saves = shortest.is_some_and(|r| r.asks_for(impact.skill));
        SkillLeverage {
            skill: reply::skill(catalog, &states, impact.skill),
            hours: impact.hours,
            saves: if saves { impact.hours } else { 0 },
            saves_in_all: impact.hours as usize * impact.routes,
            routes: impact.routes,
            opens: reply::codes(catalog, &impact.opens),
        }
    });
    let ids = routes.iter().map(|r| route_id(catalog, &r.occupations));
    let answer = LeverageReply {
        from: reply::occupation(catalog, query.from),
        to: reply::occupation(catalog, query.to),
        leap: query.limit,
        routes: ids.collect(),
        total: all.len(),
        leverage: skills.collect(),
    };

    let mut text = Lines::default();
    let [from, to] = [query.from, query.to].map(|o| output::label(catalog, o));
    text.line(format!("{from} to {to}"));
    text.line(match (within, routes.len()) {
        (true, 1) => "Based on one route.".to_owned(),
        (true, n) if plan.is_some() => {
            format!("Based on {n} routes: yours and the best within the leap.")
        }
        (true, n) => format!("Based on {n} routes within the leap."),
        (false, 0) => "There is no route: only roles that a skill opens are shown.".to_owned(),
        (false, _) if plan.is_some() => {
            "No route is within the leap: based on yours and on the nearest miss.".to_owned()
        }
        (false, _) => "No route is within the leap: based on the nearest miss.".to_owned(),
    });
    let mut table = Table::default()
        .right(&[0, 1, 2])
        .header(["study", "routes", "opens", "skill"]);
    for impact in all.iter().take(limit) {
        table.row([
            figures::hours(impact.hours),
            impact.routes.to_string(),
            impact.opens.len().to_string(),
            truncate(catalog.skill(impact.skill).label(), NAME).into_owned(),
        ]);
    }
    text.gap().table(&table).gap().line(format!(
        "{} of {}. Study: about so many hours to learn it; routes: how many need it;",
        limit.min(all.len()),
        plural(all.len(), "skill", "skills")
    ));
    text.line(format!(
        "opens: how many of the {CLOSE} closest roles come within the leap with it."
    ));
    Ok(Reply::new(answer, text.done()))
}
