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
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::Terminal;
    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::{TerminalOptions, Viewport};

    use super::super::Gathered;
    use super::shorter;

    fn check(long: &str, short: &str) {
        assert_eq!(shorter(long.as_bytes()), short.as_bytes());
    }

    #[test]
    fn what_is_so_already_is_not_said() {
        check("\x1b[38;5;12;49ma\x1b[39;49mb", "\x1b[94ma\x1b[39mb");
        check("\x1b[38;5;246;49ma", "\x1b[38;5;246ma");
        check(
            "\x1b[38;5;1;48;5;2ma\x1b[39;49mb",
            "\x1b[38;5;1;48;5;2ma\x1b[39;49mb",
        );
        check(
            "\x1b[3;7Ha\x1b[3;20Hb\x1b[4;2Hc",
            "\x1b[3;7Ha\x1b[20Gb\x1b[4;2Hc",
        );
        check(
            "\x1b[1mx\x1b[0m\x1b[?25l\x1b7\x1b",
            "\x1b[1mx\x1b[0m\x1b[?25l\x1b7\x1b",
        );
    }

    /// Cells: column, row, letter, colours, weight.
    type Cells = Vec<(u16, u16, char, Option<u8>, Option<u8>, bool)>;

    /// What a terminal shows after these frames, and how many bytes they had.
    fn shown(frames: &[Cells], short: bool) -> (String, usize) {
        let [rows, columns] = [6, 20].map(|n| NonZero::new(n).unwrap());
        let gathered = Gathered::default();
        let mut screen = vt100::Parser::new(rows, columns, 0);
        let mut terminal = Terminal::with_options(
            CrosstermBackend::new(gathered.clone()),
            TerminalOptions {
                viewport: Viewport::Fixed(Rect::new(0, 0, 20, 6)),
            },
        )
        .unwrap();
        let mut sum = 0;
        for cells in frames {
            terminal
                .draw(|frame| {
                    for (x, y, letter, front, ground, bold) in cells {
                        let mut style = Style {
                            fg: front.map(Color::Indexed),
                            bg: ground.map(Color::Indexed),
                            ..Style::default()
                        };
                        if *bold {
                            style = style.add_modifier(Modifier::BOLD | Modifier::REVERSED);
                        }
                        frame.buffer_mut()[(*x, *y)]
                            .set_char(*letter)
                            .set_style(style);
                    }
                })
                .unwrap();
            let bytes = std::mem::take(&mut *gathered.0.borrow_mut());
            let bytes = if short { shorter(&bytes) } else { bytes };
            sum += bytes.len();
            screen.process(&bytes);
        }
        (screen.screen().state_formatted(), sum)
    }

    proptest! {
        #[test]
        fn the_terminal_shows_the_same(frames in proptest::collection::vec(
            proptest::collection::vec(
                (0_u16..20, 0_u16..6, prop_oneof![Just('a'), Just('─'), Just(' ')],
                 proptest::option::of(any::<u8>()), proptest::option::weighted(0.2, any::<u8>()), any::<bool>()),
                0..40),
            1..5,
        )) {
            let ((long, all), (short, fewer)) = (shown(&frames, false), shown(&frames, true));
            prop_assert_eq!(long, short);
            prop_assert!(fewer <= all);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            shorter(&bytes);
        }
    }
}
