//! What the terminal sends, as values. Reading and time are the business of [`crate::ui::runtime`].

pub mod command;
pub mod edit_command;
pub mod key_context;
pub mod keymap;
#[cfg(unix)]
mod parser;
#[cfg(unix)]
mod splitter;

#[cfg(unix)]
use std::time::Duration;

use crossterm::event::KeyEvent;

/// Something that the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// Pasted text.
    Paste(String),
    /// Left button pressed: column, row.
    Click(u16, u16),
    /// Wheel: column, row, towards the end.
    Wheel(u16, u16, bool),
    /// The window was given the keys.
    Focus,
    /// An answer to a question, never a key.
    Reply(Reply),
}

/// What a terminal answers. Colours are red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The colour of text.
    Foreground([u8; 3]),
    /// The colour behind text.
    Background([u8; 3]),
    /// The device's attributes, which every terminal knows: what was asked before and not answered never will be.
    Attributes,
}

/// Turns the bytes of a terminal into inputs.
#[cfg(unix)]
#[derive(Debug, Default)]
pub struct Decoder {
    splitter: splitter::Splitter,
}

#[cfg(unix)]
impl Decoder {
    /// Takes bytes; gives the inputs that they complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let units = self.splitter.feed(bytes);
        units.into_iter().filter_map(parser::parse).collect()
    }

    /// After how much more silence something incomplete is given up or delivered; `None` while nothing is incomplete.
    pub fn wait(&self) -> Option<Duration> {
        self.splitter.wait()
    }

    /// Takes note that nothing came for `time`; gives the inputs that this completes.
    pub fn silence(&mut self, time: Duration) -> Vec<Input> {
        let units = self.splitter.silence(time);
        units.into_iter().filter_map(parser::parse).collect()
    }
}

/// The inputs of bytes after which the terminal stays silent.
#[cfg(unix)]
pub fn decode(bytes: &[u8]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut inputs = decoder.feed(bytes);
    while let Some(wait) = decoder.wait() {
        inputs.extend(decoder.silence(wait));
    }
    inputs
}

#[cfg(all(test, unix))]
mod tests;
