//! Splits the bytes of a terminal into complete units, by the states of ECMA-48.
//!
//! Strings (DCS, OSC, APC, PM, SOS), private control sequences and unrequested reports are dropped whole.
//! There is no clock: the caller says for how long no byte came.

use std::time::Duration;

/// The time that an ESC waits for the rest of a key.
const ESCAPE: Duration = Duration::from_millis(50);

/// The time after which a lone introducer is a key pressed with Alt.
const INTRODUCER: Duration = Duration::from_millis(100);

/// The time without bytes after which a string, paste or control sequence counts as cut off.
const SILENCE: Duration = Duration::from_secs(1);

/// The longest string or control sequence that is dropped, in bytes. What follows is read as keys again.
const LONGEST_STRING: usize = 64 * 1024;

/// The longest sequence that is kept, in bytes: no key and no reply is longer.
const LONGEST_KEPT: usize = 256;

/// The longest paste, in bytes. The rest up to its end is dropped.
const LONGEST_PASTE: usize = 1024 * 1024;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const DEL: u8 = 0x7f;
/// CAN and SUB end every sequence.
const CANCEL: [u8; 2] = [0x18, 0x1a];
/// The eight-bit form of ST, the end of a string.
const ST_8BIT: u8 = 0x9c;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// A complete piece of input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A key, a mouse or focus report, or a reply that the planner may ask for (OSC 10 and 11, DA1).
    Sequence(Vec<u8>),
    /// The key of an introducer, pressed with Alt.
    Alt(char),
    /// Pasted text.
    Paste(Vec<u8>),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// In a UTF-8 character: the number of bytes that are missing.
    Character(u8),
    Escape,
    Ss3,
    Csi,
    /// In a sequence that goes on after its final byte: the number of bytes that are missing.
    Tail(u8),
    String,
    /// After an ESC in a string, which ends it or starts another sequence.
    StringEscape,
    /// In a paste: the number of bytes of its end marker seen so far.
    Paste(usize),
}

/// Splits bytes into units, however the reads were split.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    state: State,
    /// The sequence or paste so far. Sequences start with ESC, also where the terminal sent an eight-bit introducer.
    buffer: Vec<u8>,
    /// The number of bytes of the sequence or string so far, dropped ones included.
    length: usize,
    /// Whether the introducer was an eight-bit one, which no Alt key sends.
    eight_bit: bool,
    silent: Duration,
}

impl Splitter {
    /// Returns the units that these bytes complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Unit> {
        let mut units = Vec::new();
        if !bytes.is_empty() {
            self.silent = Duration::ZERO;
        }
        for byte in bytes {
            self.take(*byte, &mut units);
        }
        units
    }

    /// The time without bytes after which an incomplete unit ends; `None` while nothing is incomplete.
    pub(super) fn wait(&self) -> Option<Duration> {
        let patience = match self.state {
            State::Ground => return None,
            State::Escape => ESCAPE,
            State::Ss3 | State::Csi | State::String if self.is_bare() => INTRODUCER,
            _ => SILENCE,
        };
        Some(patience.saturating_sub(self.silent))
    }

    /// Returns the units that end because no byte came for `time`.
    pub(super) fn silence(&mut self, time: Duration) -> Vec<Unit> {
        self.silent += time;
        let mut units = Vec::new();
        if self.wait() == Some(Duration::ZERO) {
            self.give_up(&mut units);
        }
        units
    }

    /// Whether nothing followed the introducer yet.
    fn is_bare(&self) -> bool {
        self.length == 2
    }

    /// Ends an incomplete unit: it is a key if it can be one, otherwise it is dropped.
    fn give_up(&mut self, units: &mut Vec<Unit>) {
        match self.state {
            State::Escape => self.finish(units),
            State::Ss3 | State::Csi | State::String if self.is_bare() && !self.eight_bit => {
                units.extend(self.buffer.get(1).map(|b| Unit::Alt(char::from(*b))));
                self.reset();
            }
            State::Paste(seen) => {
                self.append(PASTE_END.get(..seen).unwrap_or_default());
                self.finish_paste(units);
            }
            _ => self.reset(),
        }
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        self.buffer.clear();
        self.length = 0;
        self.eight_bit = false;
    }

    /// Delivers the buffer as a unit.
    fn finish(&mut self, units: &mut Vec<Unit>) {
        units.push(Unit::Sequence(std::mem::take(&mut self.buffer)));
        self.reset();
    }

    fn finish_paste(&mut self, units: &mut Vec<Unit>) {
        units.push(Unit::Paste(std::mem::take(&mut self.buffer)));
        self.reset();
    }

    fn keep(&mut self, byte: u8) {
        self.length += 1;
        if self.buffer.len() < LONGEST_KEPT {
            self.buffer.push(byte);
        }
    }

    /// Appends to a paste.
    fn append(&mut self, bytes: &[u8]) {
        let room = LONGEST_PASTE.saturating_sub(self.buffer.len());
        let fits = bytes.get(..room).unwrap_or(bytes);
        self.buffer.extend_from_slice(fits);
    }

    fn take(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match self.state {
            State::Ground => self.begin(byte, units),
            State::Character(missing) => self.character(missing, byte, units),
            State::Escape => self.escape(byte, units),
            State::Ss3 => self.ss3(byte, units),
            State::Csi => self.csi(byte, units),
            State::Tail(missing) => self.tail(missing, byte, units),
            State::String => self.string(byte, units),
            State::StringEscape => self.string_escape(byte, units),
            State::Paste(seen) => self.paste(seen, byte, units),
        }
    }

    /// Ends an incomplete unit and reads the byte as the start of the next.
    fn interrupt(&mut self, byte: u8, units: &mut Vec<Unit>) {
        self.give_up(units);
        if !CANCEL.contains(&byte) {
            self.begin(byte, units);
        }
    }

    /// The first byte of a unit, also after an ESC that is Alt.
    fn begin(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match byte {
            ESC => {
                self.keep(ESC);
                self.state = State::Escape;
            }
            ..=DEL => {
                self.keep(byte);
                self.finish(units);
            }
            // In UTF-8 no character begins so: the eight-bit form of ESC and a letter.
            0x80..=0x9f => {
                self.reset();
                self.keep(ESC);
                self.keep(byte - 0x40);
                match introduced(byte - 0x40) {
                    Some(state) => self.state = state,
                    None => self.reset(),
                }
                self.eight_bit = self.state != State::Ground;
            }
            0xc2..=0xf4 => {
                self.keep(byte);
                self.state = State::Character(match byte {
                    0xc2..=0xdf => 1,
                    0xe0..=0xef => 2,
                    _ => 3,
                });
            }
            _ => self.reset(),
        }
    }

    fn character(&mut self, missing: u8, byte: u8, units: &mut Vec<Unit>) {
        if !(0x80..=0xbf).contains(&byte) {
            return self.interrupt(byte, units);
        }
        self.keep(byte);
        if missing > 1 {
            self.state = State::Character(missing - 1);
            return;
        }
        // Surrogates and needlessly long forms have the right number of bytes too.
        if std::str::from_utf8(&self.buffer).is_ok() {
            self.finish(units);
        } else {
            self.reset();
        }
    }

    fn escape(&mut self, byte: u8, units: &mut Vec<Unit>) {
        if byte == ESC {
            // Two presses, or one before a sequence.
            self.finish(units);
            self.begin(ESC, units);
        } else if let Some(state) = introduced(byte) {
            self.keep(byte);
            self.state = state;
        } else {
            self.begin(byte, units);
        }
    }

    fn ss3(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match byte {
            b'0'..=b'9' | b';' if self.length < LONGEST_KEPT => self.keep(byte),
            0x40..=0x7e => {
                self.keep(byte);
                // With parameters it is a form of some old terminals that the parser does not know.
                if self.length == 3 {
                    self.finish(units);
                } else {
                    self.reset();
                }
            }
            _ => self.interrupt(byte, units),
        }
    }

    fn csi(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match byte {
            // The keys F1 to F5 of the Linux console are `ESC [ [` and a letter.
            b'[' if self.is_bare() => {
                self.keep(byte);
                self.state = State::Tail(1);
            }
            // A mouse report in the oldest form: button, column and row follow.
            b'M' if self.is_bare() => {
                self.keep(byte);
                self.state = State::Tail(3);
            }
            0x20..=0x3f if self.length < LONGEST_STRING => self.keep(byte),
            0x40..=0x7e => {
                self.keep(byte);
                if self.buffer == PASTE_START {
                    self.reset();
                    self.state = State::Paste(0);
                } else if self.length <= LONGEST_KEPT && is_wanted(&self.buffer) {
                    self.finish(units);
                } else {
                    self.reset();
                }
            }
            _ => self.interrupt(byte, units),
        }
    }

    fn tail(&mut self, missing: u8, byte: u8, units: &mut Vec<Unit>) {
        if byte < 0x20 {
            return self.interrupt(byte, units);
        }
        self.keep(byte);
        if missing > 1 {
            self.state = State::Tail(missing - 1);
        } else {
            self.finish(units);
        }
    }

    fn string(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match byte {
            ESC => self.state = State::StringEscape,
            BEL => self.end_string(units),
            ST_8BIT if self.eight_bit => self.end_string(units),
            _ if self.length >= LONGEST_STRING => self.interrupt(byte, units),
            // A string has no other control characters: a key was pressed.
            ..0x08 | 0x0e..0x20 => self.interrupt(byte, units),
            _ => self.keep(byte),
        }
    }

    fn string_escape(&mut self, byte: u8, units: &mut Vec<Unit>) {
        if byte == b'\\' {
            self.end_string(units);
        } else {
            self.reset();
            self.begin(ESC, units);
            self.take(byte, units);
        }
    }

    fn end_string(&mut self, units: &mut Vec<Unit>) {
        let is_colour =
            [b"\x1b]10;", b"\x1b]11;"].contains(&self.buffer.first_chunk().unwrap_or(b"     "));
        if is_colour && self.length < LONGEST_KEPT {
            self.buffer.push(BEL);
            self.finish(units);
        } else {
            self.reset();
        }
    }

    fn paste(&mut self, seen: usize, byte: u8, units: &mut Vec<Unit>) {
        if PASTE_END.get(seen) == Some(&byte) {
            if seen + 1 == PASTE_END.len() {
                self.finish_paste(units);
            } else {
                self.state = State::Paste(seen + 1);
            }
            return;
        }
        self.append(PASTE_END.get(..seen).unwrap_or_default());
        if byte == ESC {
            self.state = State::Paste(1);
        } else {
            self.append(&[byte]);
            self.state = State::Paste(0);
        }
    }
}

/// The state that ESC and this byte lead to, if they introduce a sequence.
fn introduced(byte: u8) -> Option<State> {
    match byte {
        b'O' => Some(State::Ss3),
        b'[' => Some(State::Csi),
        // DCS, SOS, OSC, PM, APC.
        b'P' | b'X' | b']' | b'^' | b'_' => Some(State::String),
        _ => None,
    }
}

/// Whether a complete control sequence goes to the parser.
fn is_wanted(sequence: &[u8]) -> bool {
    let Some(([ESC, b'[', parameters @ ..], last)) = sequence.split_last().map(|(l, s)| (s, *l))
    else {
        return false;
    };
    match (parameters, last) {
        ([], _) | ([b'<', ..], b'M' | b'm') | ([b'?', ..], b'c') => true,
        // A cursor position, or F3 with a modifier in the form of xterm: the two cannot be told apart. The end of a
        // paste that has no beginning.
        (_, b'R') | (b"201", b'~') => false,
        // The parser leaks what follows anything but a digit.
        ([first, rest @ ..], _) => {
            first.is_ascii_digit() && rest.iter().all(|b| matches!(b, b'0'..=b'9' | b':' | b';'))
        }
    }
}

#[cfg(test)]
mod tests;
