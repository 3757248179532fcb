//! The screens. What a frame looks like, top to bottom, and who owns each part:
//!
//! ```text
//!  cisopath  1 Path  2 Roles  3 Skills  4 Guide  5 Market ← app::frame
//! ╭ Tracks ────────────────────────────────────────────╮
//! │ the metro map                                      │ ← screen::path with widget::metro
//! ├ Steps ───────────────┬ Step 2 of 3 ────────────────┤
//! │ the route's steps    │ skills, milestones          │ ← screen::path
//! ╰──────────────────────┴─────────────────────────────╯   (or screen::roles, ::skills, ::guide, ::market)
//!  ↑↓←→ move  enter open  …                saved 14:02   ← app::frame
//!        overlay::… lie on top, the last one has the keys ← app::overlay_stack
//! ```
//!
//! [`app::App`] is a value; `update` is the only way it changes and `view` is pure. Only [`runtime`] meets the world.
//! Knows nothing of the command line.

pub mod app;
pub mod input;
pub mod model;
pub mod overlay;
pub mod runtime;
pub mod screen;
pub mod widget;
