//! Sentences, figures and error texts that screens and commands both show.

pub(crate) mod closeness;
pub mod comparison;
pub mod errors;
pub mod figures;
pub mod goal;
pub mod impact;
pub mod market;
pub mod milestone;
pub mod plan;
pub mod release;
pub mod routes;
pub mod search;
pub mod step;
pub mod suggestion;

/// What is said when no assumption is left to confirm or deny.
pub const NOTHING_ASSUMED: &str =
    "Nothing is assumed: you have answered for every skill that your roles suggest.";
