//! What the event loop waits for.

use crate::ui::input::Input;
use crate::ui::model::action::Action;
use crate::ui::runtime::worker::SaveReply;

/// Something that happened outside.
#[derive(Debug)]
pub(super) enum Event {
    /// The terminal sent something.
    Input(Input),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// Another program changed the record's file.
    FileChanged,
    /// SIGTSTP arrived.
    #[cfg_attr(not(unix), allow(dead_code, reason = "only Unix has such signals"))]
    Suspend,
    /// SIGCONT arrived: the planner was stopped and goes on.
    #[cfg_attr(not(unix), allow(dead_code, reason = "only Unix has such signals"))]
    Resume,
    /// A signal asks the planner to end, or the terminal is gone. It goes before everything that waits.
    Terminate,
    /// A save ended.
    Saved(SaveReply),
    /// Something was computed in the background: its result.
    Computed(Action),
}
