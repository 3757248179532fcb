//! The tests at the boundary a user sees: commands, screens, and the rules of the house.
// What helpers of tests share may panic like the tests themselves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    unreachable_pub
)]

mod agreement;
mod cli;
mod house;
mod properties;
mod queries;
mod screens;
mod support;
