//! What follows from a record: gaps, coverage, closeness, the route as steps, what to do next.
//!
//! Pure functions over catalogue, record and states: no file, no clock, and nothing that can fail. No route and no
//! hit are values.

mod along;
pub mod atlas;
pub mod beside;
pub mod candidate;
pub mod choice;
pub mod closeness;
pub mod compare;
pub mod concern;
pub mod explain;
pub mod finish;
pub mod gap;
pub mod ground;
pub mod grouped;
pub mod hours;
pub mod leverage;
pub mod network;
pub mod next;
pub mod options;
pub mod outlook;
pub mod over;
pub mod present;
pub mod refit;
pub mod related;
pub mod release;
pub mod route;
pub mod standing;
mod suggestion;
#[cfg(test)]
mod testing;
pub mod told;
pub mod unusual;
