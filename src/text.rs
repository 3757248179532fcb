//! Text from outside made safe and measured: folding for search, sanitizing, widths in terminal columns.
//!
//! Every other module may use it.

mod fold;
mod phrase;
mod sanitize;
mod shell;
mod stem;
mod width;

pub(crate) use fold::{fold, fold_char, fold_into, fold_with_origins, folds_to, name_key, words};
pub(crate) use phrase::{capitalize, join_with_and, plural, thousands};
pub(crate) use sanitize::{is_unsafe_to_print, normalize, sanitize};
pub(crate) use shell::shell_word;
pub(crate) use stem::is_own_stem;
pub(crate) use width::{ELLIPSIS, truncate, width, wrap};
