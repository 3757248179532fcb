//! Routes to choose from in sentences.

use super::figures::percent;
use crate::planning::gap::Leap;
use crate::planning::plausibility;
use crate::planning::route_choices::RouteChoices;
use crate::text::plural;

/// What stands above the unusual routes, without a full stop: what makes them so, and why curated ones are not among them.
pub fn unusual_heading() -> String {
    let least = percent(plausibility::LEAST);
    format!(
        "Unusual computed routes: coverage under {least} or a distant stop, and no curator vouches for them"
    )
}

/// How many routes are listed: "7 routes", "the best 7 routes" where there are more.
pub fn count(choices: &RouteChoices, listed: usize) -> String {
    let count = plural(listed, "route", "routes");
    if choices.has_more || listed < choices.routes.len() {
        format!("the best {count}")
    } else {
        count
    }
}

/// What is said where the medium leap gives no computed route.
pub fn larger_leap(choices: &RouteChoices) -> Option<String> {
    let leap = choices.beyond?.leap().map_or("very large", Leap::word);
    Some(format!(
        "no computed route within a medium leap; these need a {leap} one"
    ))
}
