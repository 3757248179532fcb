//! cisopath: a career path planner for the terminal, from five fields to chief information security officer.
//!
//! ARCHITECTURE.md says what each module is for and in which layer it is.

pub mod adverts;
pub mod catalog;
mod cli;
pub mod config;
mod file;
pub mod geography;
pub mod import;
pub mod library;
pub mod market;
pub mod meaning;
pub mod planning;
pub mod posting;
pub mod profile;
pub mod search;
pub mod start;
mod text;
pub mod ui;
mod usecase;
pub mod wording;
