//! Effects: what an update asks the event loop to do.

/// Something that only the event loop can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Save,
    Quit,
    Suspend,
    /// Clear the screen and draw everything.
    Redraw,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Put the newest good version of the record in place of the damaged one and read it.
    RestoreBackup,
    /// Set the damaged record aside and start with an empty one.
    SetAside,
    /// Read the record again: another program changed it.
    Reload,
    /// Read the record again, apply the unsaved changes to it, and save.
    PutOnTop,
    /// Read the record again and drop the unsaved changes.
    ReadAgain,
}
