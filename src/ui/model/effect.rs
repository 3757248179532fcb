//! What an update asks of the world. The run loop carries it out; nothing else does.

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write the record.
    Save,
    /// Leave the planner.
    Quit,
    /// Suspend to the shell.
    Suspend,
    /// Clear the screen and draw everything.
    Redraw,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Put the newest good version of the record in place of the damaged one and read it.
    RestoreBackup,
    /// Set the damaged record aside.
    SetAside,
    /// Read the record again: somebody else changed it.
    Reload,
    /// Read the record again, put what is not saved on top of it, and save that.
    PutOnTop,
    /// Read the record again and drop what is not saved.
    ReadAgain,
}
