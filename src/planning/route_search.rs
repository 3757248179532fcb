//! Route search: the routes of a person between any two occupations.

mod curated;
pub(in crate::planning) mod evaluator;
mod finder;
mod found_route;
pub mod k_shortest;
pub mod person_weights;
mod query;
pub mod transition_graph;
mod widest_path;

pub use finder::RouteFinder;
pub use found_route::{CuratedRef, FoundRoute, FoundRoutes, FoundStep, NearestMiss};
pub use query::{IscoFilter, RouteQuery};

#[cfg(test)]
mod tests;
