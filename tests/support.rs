//! What the tests share.

pub mod home;
pub mod planner;
pub mod svg;
