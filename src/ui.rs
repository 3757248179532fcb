//! The screens. What a frame looks like, top to bottom, and who owns each part:
//!
//! ```text
//!  cisopath  1 Path  2 Roles  3 Skills  4 Guide          ← frame
//! ╭ Tracks ────────────────────────────────────────────╮
//! │ the metro map                                      │ ← screen::path with widget::metro
//! ├ Steps ───────────────┬ Step 2 of 3 ────────────────┤
//! │ the route's steps    │ skills, milestones          │ ← screen::path
//! ╰──────────────────────┴─────────────────────────────╯   (or screen::roles, ::skills, ::guide)
//!  ↑↓←→ move  enter open  …                saved 14:02   ← frame
//!        overlay::… lie on top, the last one has the keys ← layer
//! ```
//!
//! [`app::App`] is a value; `update` is the only way it changes and `view` is pure. Only [`run`] and
//! [`terminal`] meet the world. Knows nothing of the command line.

pub mod action;
pub mod app;
pub mod backdrop;
pub mod effect;
pub mod frame;
pub mod hit;
pub mod indexes;
pub mod input;
pub mod keymap;
pub mod layer;
pub mod list;
pub mod outcome;
pub mod overlay;
pub mod run;
pub mod screen;
pub mod session;
pub mod terminal;
pub mod text_field;
pub mod theme;
pub mod widget;
pub mod worker;
