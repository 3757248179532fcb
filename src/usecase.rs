//! The values that screens and commands both show: who the person is, what a step, a route or a trial comes to.
//!
//! Plain values over catalogue, record and planning; no sentences, no files and no terminal.

pub mod comparison;
pub mod person;
pub mod plan_change;
pub mod route_id;
pub mod step_report;
