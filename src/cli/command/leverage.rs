//! `leverage`: which missing skill does most.

use serde_json::{Value, json};

use super::routes;
use crate::cli::args::RoutesArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::planning::atlas::{Answer, Atlas, Found};
use crate::planning::leverage::{CLOSE, levers};
use crate::text::{cut, plural};

/// How wide a skill's name may be in the table, in columns.
const NAME: usize = 40;

/// The routes that skills are measured on: those found, else the nearest miss.
fn measured(answer: Answer) -> Vec<Found> {
    if answer.routes.is_empty() {
        let miss = answer.nearest_miss.map(|m| m.route);
        return miss.into_iter().collect();
    }
    answer.routes
}

pub(super) fn list(context: &Context, args: &RoutesArgs, limit: usize) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let query = routes::query(context, &person, args)?;
    let ground = context.ground()?;
    let (standing, roles) = routes::standing_at(catalog, &person, query.from);
    let atlas = Atlas::new(catalog, &ground, &standing, &roles);
    let answer = atlas.routes(&query);
    let within = !answer.routes.is_empty();
    let routes = measured(answer);
    let all = levers(&atlas, query.from, &routes, query.limit);
    let states = atlas.base(Some(query.from));
    let skills = all.iter().take(limit).map(|lever| {
        let mut value = output::skill(catalog, &states, lever.skill);
        value["hours"] = json!(lever.hours);
        value["saves"] = json!(lever.saves);
        value["saves_in_all"] = json!(lever.saves_in_all);
        value["routes"] = json!(lever.routes);
        let opens = lever.opens.iter().map(|o| output::code(catalog, *o));
        value["opens"] = opens.collect();
        value
    });
    let skills: Value = skills.collect();
    let answer = json!({
        "from": output::occupation(catalog, query.from),
        "to": output::occupation(catalog, query.to),
        "leap": query.limit.word(),
        "routes": routes.iter().map(|r| routes::id(catalog, r)).collect::<Value>(),
        "total": all.len(),
        "leverage": skills,
    });

    let mut text = Lines::default();
    let [from, to] = [query.from, query.to].map(|o| output::label(catalog, o));
    text.line(format!("{from} to {to}"));
    text.line(match (within, routes.len()) {
        (true, 1) => "Measured on the one route within the leap.".to_owned(),
        (true, n) => format!("Measured on {n} routes within the leap."),
        (false, 0) => {
            "There is no route to measure on; occupations opened are all there is.".to_owned()
        }
        (false, _) => "No route is within the leap: measured on the nearest miss.".to_owned(),
    });
    let mut table = Table::default().right(&[0, 1, 2, 3]);
    table.row(["saves", "in all", "routes", "opens", "skill"].map(str::to_owned));
    for lever in all.iter().take(limit) {
        table.row([
            format!("{} h", lever.saves),
            format!("{} h", lever.saves_in_all),
            lever.routes.to_string(),
            lever.opens.len().to_string(),
            cut(catalog.skill(lever.skill).label(), NAME).into_owned(),
        ]);
    }
    text.gap().table(&table).gap().line(format!(
        "{} of {}. Saves: hours off the shortest route; opens: of the {CLOSE} closest",
        limit.min(all.len()),
        plural(all.len(), "skill", "skills")
    ));
    text.line("occupations, how many come within the leap.");
    Ok(Reply::new(answer, text.done()))
}
