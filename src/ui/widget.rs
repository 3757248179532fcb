//! Pieces that several screens draw.

pub mod bar;
pub mod browser;
pub mod comparison;
pub mod cursor;
pub mod field;
pub mod flow;
pub mod hints;
pub mod metro;
pub mod occupation_line;
pub mod page;
pub mod page_actions;
pub mod pane;
pub mod rows;
pub mod search_list;
pub mod skill_line;
pub mod text_field;
