//! Pieces that several screens draw.

pub mod bar;
pub(crate) mod browser;
pub mod comparison;
pub mod cursor;
pub mod field;
pub mod flow;
pub mod hints;
pub(crate) mod list_view;
pub mod metro;
pub mod occupation_line;
pub(crate) mod page;
pub(crate) mod page_actions;
pub mod pane;
pub mod rows;
pub mod search_list;
pub mod skill_line;
pub mod text_field;
pub mod world_map;
