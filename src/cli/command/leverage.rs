//! `leverage`: which missing skills the most routes ask for.

use serde_json::{Value, json};

use super::routes;
use crate::cli::args::RoutesArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::planning::forecast::{measured_routes, routes_ahead};
use crate::planning::route_search::RouteFinder;
use crate::planning::skill_impact::{CLOSE, skill_impacts};
use crate::text::{plural, truncate};
use crate::usecase::route_id::route_id;
use crate::wording::figures;

/// How wide a skill's name may be in the table, in columns.
const NAME: usize = 40;

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
        let mut value = output::skill(catalog, &states, impact.skill);
        value["hours"] = json!(impact.hours);
        let saves = shortest.is_some_and(|r| r.asks_for(impact.skill));
        value["saves"] = json!(if saves { impact.hours } else { 0 });
        value["saves_in_all"] = json!(impact.hours as usize * impact.routes);
        value["routes"] = json!(impact.routes);
        let opens = impact.opens.iter().map(|o| output::code(catalog, *o));
        value["opens"] = opens.collect();
        value
    });
    let skills: Value = skills.collect();
    let answer = json!({
        "from": output::occupation(catalog, query.from),
        "to": output::occupation(catalog, query.to),
        "leap": query.limit.word(),
        "routes": routes.iter().map(|r| route_id(catalog, &r.occupations)).collect::<Value>(),
        "total": all.len(),
        "leverage": skills,
    });

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
    let mut table = Table::default().right(&[0, 1, 2]);
    table.row(["study", "routes", "opens", "skill"].map(str::to_owned));
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
