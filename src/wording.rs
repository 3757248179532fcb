//! Sentences, figures and error texts that screens and commands both show.

pub mod errors;
pub mod figures;
pub mod goal;
pub mod impact;
pub mod plan;
pub mod release;
pub mod routes;
pub mod step;
pub mod suggestion;
