//! What lies on top of a screen for a while. Each owns its state, update and view.

pub mod advert_filter;
pub mod advert_state;
pub mod assumptions;
pub mod compare_occupations;
pub mod confirm;
pub mod evidence;
pub mod filter;
pub mod help;
pub mod messages;
pub mod palette;
pub mod prompt;
pub mod recovery;
pub mod routes;
pub mod setup_wizard;
pub mod what_if;

#[cfg(test)]
pub(crate) mod testing;
