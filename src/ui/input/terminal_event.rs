//! One input of the terminal, decoded.

use crossterm::event::KeyEvent;

/// One input of the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Key(KeyEvent),
    /// Pasted text.
    Paste(String),
    /// A press of the left button: column, row.
    Click(u16, u16),
    /// A turn of the wheel: column, row, and whether towards the end.
    Wheel(u16, u16, bool),
    /// The window got the focus.
    Focus,
    /// A reply to a query, never a key.
    Reply(Reply),
}

/// A reply of the terminal. Colours are red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The foreground colour.
    Foreground([u8; 3]),
    /// The background colour.
    Background([u8; 3]),
    /// The device attributes. Every terminal sends them, so earlier queries without a reply get none.
    Attributes,
}
