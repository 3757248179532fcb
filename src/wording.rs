//! Sentences, figures and error texts that screens and commands both show.

pub(crate) mod advert;
pub(crate) mod catalog;
pub(crate) mod certificate;
pub(crate) mod closeness;
pub mod comparison;
pub mod errors;
pub(crate) mod evidence;
pub mod figures;
pub mod goal;
pub mod impact;
pub mod market;
pub mod milestone;
pub(crate) mod pay;
pub mod plan;
pub(crate) mod record;
pub mod release;
pub mod routes;
pub(crate) mod search;
pub(crate) mod skill;
pub mod step;
pub mod suggestion;

/// What is said of assumptions where no role is held.
pub const NO_JOB: &str =
    "You have named no job yet. What your jobs suggest appears here once you name them.";

/// What is said when no assumption is left to confirm or deny.
pub const NOTHING_ASSUMED: &str =
    "Nothing is assumed: you have answered for every skill that your roles suggest.";
