//! The values that screens and commands both show: who the person is, what a step, a route or a trial comes to.
//!
//! Plain values over catalogue, record and planning; no sentences, no files and no terminal.

pub(crate) mod advert_report;
pub(crate) mod comparison;
pub(crate) mod demands;
pub(crate) mod market_gaps;
pub(crate) mod near_evidence;
pub(crate) mod pay_comparison;
pub(crate) mod person;
pub(crate) mod plan_change;
pub(crate) mod route_id;
pub(crate) mod step_report;
