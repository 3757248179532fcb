//! Says the same to the terminal in fewer bytes: what goes over a slow line is what makes a key feel slow.
//!
//! Crossterm names the background with every colour and the row with every move, changed or not, and the sixteen colours
//! by their long names. Works on one frame, which begins and ends with everything reset. Knows nothing of what is drawn.

/// The same frame, shorter.
pub(super) fn shorter(frame: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(frame.len());
    let mut pen = Pen {
        plain_ground: true,
        row: None,
    };
    let mut rest = frame;
    while let Some(at) = rest.iter().position(|byte| *byte == 0x1b) {
        let (text, from) = rest.split_at(at);
        out.extend_from_slice(text);
        let Some(sequence) = Sequence::first(from) else {
            // Something else than the sequences that are understood here: it stays as it is.
            out.push(0x1b);
            rest = &from[1..];
            continue;
        };
        pen.say(&sequence, &mut out);
        rest = &from[sequence.whole.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// A control sequence.
struct Sequence<'a> {
    whole: &'a [u8],
    /// Its numbers; none where there is something else in it.
    numbers: Option<Vec<u16>>,
    end: u8,
}

impl<'a> Sequence<'a> {
    /// The control sequence with which `bytes` begin.
    fn first(bytes: &'a [u8]) -> Option<Self> {
        let inside = bytes.strip_prefix(b"\x1b[")?;
        let len = inside
            .iter()
            .position(|byte| (0x40..=0x7e).contains(byte))?;
        let (inside, end) = (inside.get(..len)?, *inside.get(len)?);
        let numbers = std::str::from_utf8(inside).ok().and_then(|text| {
            let numbers = text.split(';').map(str::parse);
            numbers.collect::<Result<Vec<u16>, _>>().ok()
        });
        Some(Self {
            whole: bytes.get(..len + 3)?,
            numbers,
            end,
        })
    }
}

/// What the terminal is known to be set to.
struct Pen {
    /// Whether the background is the terminal's own.
    plain_ground: bool,
    /// The row of the cursor, where a move named it.
    row: Option<u16>,
}

impl Pen {
    fn say(&mut self, sequence: &Sequence<'_>, out: &mut Vec<u8>) {
        let numbers = sequence.numbers.as_deref();
        // The background's number may be 49 too: what stands before it says which it is.
        let with_ground = match (sequence.end, numbers) {
            (b'm', Some([front @ .., 49])) => colour(front),
            _ => None,
        };
        let said = match (sequence.end, numbers) {
            _ if with_ground.is_some() => {
                let ground = if self.plain_ground { "" } else { ";49" };
                self.plain_ground = true;
                with_ground.map(|colour| format!("\x1b[{colour}{ground}m"))
            }
            (b'm', Some([0])) => {
                self.plain_ground = true;
                None
            }
            (b'H', Some([row, column])) => {
                let here = self.row.replace(*row) == Some(*row);
                here.then(|| format!("\x1b[{column}G"))
            }
            // A weight leaves the colours, a mode the cursor.
            (b'm', Some([1..=29])) | (b'h' | b'l', _) => None,
            (b'm', _) => {
                self.plain_ground = false;
                None
            }
            _ => {
                self.row = None;
                None
            }
        };
        match said {
            Some(said) => out.extend_from_slice(said.as_bytes()),
            None => out.extend_from_slice(sequence.whole),
        }
    }
}

/// The shortest name of a foreground colour; none for what is no such colour alone.
fn colour(numbers: &[u16]) -> Option<String> {
    match numbers {
        [39] => Some("39".to_owned()),
        [38, 5, n @ 0..=7] => Some((30 + n).to_string()),
        [38, 5, n @ 8..=15] => Some((90 + n - 8).to_string()),
        [38, 5, n] => Some(format!("38;5;{n}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
