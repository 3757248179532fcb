//! A backend that says a frame in few bytes: what goes over a slow line is what makes a key feel slow.
//!
//! Everything but the cells and the size is left to ratatui's own backend. Expects every attribute reset when a frame begins
//! and leaves it so.
//! Knows nothing of what is drawn.

mod order;
mod pen;
mod shown;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use self::order::{Change, by_colour};
use self::pen::Pen;
use self::shown::Shown;

/// From so many changed cells on another order may be shorter.
const MANY: usize = 80;

/// From so many bytes on it is worth the time to look for it.
const LONG: usize = 400;

/// Writes frames to `W`, remembering what the terminal shows.
#[derive(Debug)]
pub(super) struct Sparing<W: Write> {
    plain: CrosstermBackend<W>,
    /// To ask the terminal for it before every frame takes longer than to draw some.
    size: Size,
    shown: Shown,
    /// Whether nothing was drawn since the terminal was cleared.
    cleared: bool,
}

impl<W: Write> Sparing<W> {
    /// For a terminal of this size that shows nothing yet.
    pub(super) fn new(writer: W, size: Size) -> Self {
        Self {
            plain: CrosstermBackend::new(writer),
            size,
            shown: Shown::blank(size),
            cleared: false,
        }
    }

    /// The terminal has this size from now on. Whoever owns this says so after every change: nothing else is believed.
    pub(super) fn resize(&mut self, size: Size) {
        self.size = size;
    }
}

/// The changes without those to the right half of a wide sign: Ratatui clears some after the sign, which would take the half
/// away; the pen clears them before it.
fn uncovered<'a>(content: impl Iterator<Item = Change<'a>>) -> Vec<Change<'a>> {
    let mut changes: Vec<Change<'a>> = Vec::new();
    for (x, y, cell) in content {
        let covered = changes.last().is_some_and(|(left, row, sign)| {
            *row == y && (1..sign.cell_width()).contains(&x.saturating_sub(*left))
        });
        if !covered {
            changes.push((x, y, cell));
        }
    }
    changes
}

/// The bytes of these changes, which are shown from now on.
fn said(changes: &[Change<'_>], shown: &mut Shown) -> Vec<u8> {
    let mut pen = Pen::new(shown);
    for (x, y, cell) in changes {
        pen.put(*x, *y, cell);
    }
    pen.end()
}

impl<W: Write> Backend for Sparing<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let changes = uncovered(content);
        // A whole screen is said once in a long time; to look twice at every cell of it is not worth its bytes.
        let whole = std::mem::take(&mut self.cleared);
        let looks = changes.len() >= MANY && !whole;
        let before = looks.then(|| self.shown.clone());
        let mut bytes = said(&changes, &mut self.shown);
        if let Some(mut shown) = before
            && bytes.len() > LONG
        {
            let other = said(&by_colour(&changes, shown.width()), &mut shown);
            if other.len() < bytes.len() {
                (bytes, self.shown) = (other, shown);
            }
        }
        self.plain.write_all(&bytes)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.cleared = true;
        self.shown = match clear_type {
            ClearType::All => Shown::blank(self.size),
            _ => Shown::default(),
        };
        self.plain.clear_region(clear_type)
    }

    fn append_lines(&mut self, n: u16) -> io::Result<()> {
        self.shown = Shown::default();
        self.plain.append_lines(n)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.plain.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.plain.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal's answer would have to be read, and only the thread that reads the keys reads.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.plain.set_cursor_position(position)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.plain.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.plain)
    }
}

#[cfg(test)]
mod tests;
