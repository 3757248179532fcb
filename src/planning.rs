//! What follows from a record: gaps, coverage, closeness, the route as steps, what to do next.
//!
//! Pure functions over catalogue, record and states: no file, no clock, and nothing that can fail. No route and no
//! hit are values.

pub(crate) mod boosts;
pub(crate) mod by_skill_group;
pub mod closeness;
pub mod completion;
pub(crate) mod computed_plan;
pub(crate) mod curated_options;
mod curated_plan;
pub mod current_plan;
pub(crate) mod current_role;
pub mod flat_catalog;
pub mod forecast;
pub mod gap;
pub mod hours;
pub(crate) mod job_history;
pub mod plan;
pub(crate) mod plausibility;
pub mod related_skills;
pub(crate) mod release_diff;
pub mod reselect_route;
pub mod route_choices;
pub mod route_search;
pub(crate) mod skill_comparison;
pub mod skill_impact;
pub mod suggestion;
pub mod suggestions;
#[cfg(test)]
mod testing;
