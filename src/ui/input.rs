//! Decodes the bytes of a terminal into keys, clicks, pastes and replies. Has no clock and reads nothing itself.

pub mod command;
pub mod edit_command;
pub mod key_context;
pub mod keymap;
#[cfg(unix)]
mod parser;
#[cfg(unix)]
mod splitter;
mod terminal_event;

#[cfg(unix)]
use std::time::Duration;

pub use terminal_event::{Input, Reply};

/// Decodes bytes into inputs.
#[cfg(unix)]
#[derive(Debug, Default)]
pub struct Decoder {
    splitter: splitter::Splitter,
}

#[cfg(unix)]
impl Decoder {
    /// Returns the inputs that these bytes complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        let units = self.splitter.feed(bytes);
        units.into_iter().filter_map(parser::parse).collect()
    }

    /// The time without bytes after which an incomplete sequence ends; `None` while nothing is incomplete.
    pub fn wait(&self) -> Option<Duration> {
        self.splitter.wait()
    }

    /// Returns the inputs that end because no byte came for `time`.
    pub fn silence(&mut self, time: Duration) -> Vec<Input> {
        let units = self.splitter.silence(time);
        units.into_iter().filter_map(parser::parse).collect()
    }
}

/// Decodes bytes that nothing follows.
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
