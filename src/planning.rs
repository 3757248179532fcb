//! What follows from a record: gaps, coverage, closeness, the route as steps, what to do next.
//!
//! Pure functions over catalogue, record and states: no file, no clock, and nothing that can fail. No route and no
//! hit are values.

pub mod closeness;
pub mod concern;
pub mod explain;
pub mod gap;
pub mod next;
pub mod options;
pub mod route;
