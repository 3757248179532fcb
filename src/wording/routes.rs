//! Routes to choose from in sentences.

use super::figures::percent;
use crate::planning::gap::Leap;
use crate::planning::plausibility;
use crate::planning::route_choices::RouteChoices;

/// What stands above the unusual routes, without a full stop: what makes them so, and why curated ones are not among them.
pub fn unusual_heading() -> String {
    let least = percent(plausibility::LEAST);
    format!(
        "Unusual computed routes: coverage under {least} or a distant stop, and no curator vouches for them"
    )
}

/// What is said where the medium leap gives no computed route.
pub fn larger_leap(choices: &RouteChoices) -> Option<String> {
    let leap = choices.beyond?.leap().map_or("very large", Leap::word);
    Some(format!(
        "no computed route within a medium leap; these need a {leap} one"
    ))
}
