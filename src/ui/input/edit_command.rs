//! The edits of a text field, and the keys that make them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// An edit of a text field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditCommand {
    /// Text, typed or pasted.
    Text(String),
    /// Text and backspaces that arrived between two frames.
    Several(Vec<EditCommand>),
    Backspace,
    Delete,
    /// Back to the start of the word, deleting.
    WordBack,
    /// Delete to the start of the field.
    KillToStart,
    /// Delete to the end of the field.
    KillToEnd,
    Left,
    Right,
    /// Cursor a word left.
    WordLeft,
    /// Cursor a word right.
    WordRight,
    Start,
    End,
}

impl EditCommand {
    /// The edit that a key makes in a text field, if any.
    pub fn from_key(event: KeyEvent) -> Option<Self> {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            KeyCode::Char(c) if !control && !alt => Self::Text(c.to_string()),
            KeyCode::Backspace if alt || control => Self::WordBack,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Char('h') if control => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Char('w') if control => Self::WordBack,
            KeyCode::Char('u') if control => Self::KillToStart,
            KeyCode::Char('k') if control => Self::KillToEnd,
            KeyCode::Char('b') if alt => Self::WordLeft,
            KeyCode::Char('f') if alt => Self::WordRight,
            KeyCode::Left if control || alt => Self::WordLeft,
            KeyCode::Right if control || alt => Self::WordRight,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Home => Self::Start,
            KeyCode::End => Self::End,
            KeyCode::Char('a') if control => Self::Start,
            KeyCode::Char('e') if control => Self::End,
            _ => return None,
        })
    }
}
