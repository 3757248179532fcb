//! The screens behind the tabs. Each owns its state, update and view, and knows nothing of the others.

pub mod guide;
pub mod market;
pub mod path;
pub mod roles;
pub mod skills;
