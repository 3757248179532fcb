//! What lies on top of a screen for a while. Each owns its state, update and view.

pub mod assumptions;
pub mod begin;
pub mod confirm;
pub mod damaged;
pub mod evidence;
pub mod filter;
pub mod help;
pub mod messages;
pub mod palette;
pub mod routes;
pub mod side_by_side;
pub mod what_if;

#[cfg(test)]
pub(crate) mod testing;
