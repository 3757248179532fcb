//! What follows from a record: gaps, coverage, closeness, the route as steps, what to do next.
//!
//! Pure functions over catalogue, record and states: no file, no clock, and nothing that can fail. No route and no
//! hit are values.

pub mod boosts;
pub mod by_skill_group;
pub mod closeness;
pub mod completion;
pub mod computed_plan;
pub mod curated_options;
mod curated_plan;
pub mod current_plan;
pub mod current_role;
pub mod flat_catalog;
pub mod forecast;
pub mod gap;
pub mod hours;
pub mod job_history;
pub mod plan;
pub mod plausibility;
pub mod related_skills;
pub mod release_diff;
pub mod reselect_route;
pub mod route_choices;
pub mod route_search;
pub mod skill_comparison;
pub mod skill_impact;
pub mod suggestion;
pub mod suggestions;
#[cfg(test)]
mod testing;
