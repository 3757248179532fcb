//! What the terminal shows: as much of it as is needed to say an unchanged cell again.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) front: Color,
    pub(super) ground: Color,
    pub(super) modifier: Modifier,
}

impl Look {
    /// Of this cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            front: cell.fg,
            ground: cell.bg,
            modifier: cell.modifier,
        }
    }
}

/// What each cell shows; none where that is not known or is more than one byte, which is cheaper passed over than said
/// again.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    width: u16,
    cells: Vec<Option<(u8, Look)>>,
}

impl Shown {
    /// A terminal of this size that was just cleared.
    pub(super) fn blank(size: Size) -> Self {
        let count = usize::from(size.width) * usize::from(size.height);
        Self {
            width: size.width,
            cells: vec![Some((b' ', Look::default())); count],
        }
    }

    /// Columns; 0 if nothing is known.
    pub(super) fn width(&self) -> u16 {
        self.width
    }

    /// The sign of a cell and how it looks; none if it is not known.
    pub(super) fn at(&self, x: u16, y: u16) -> Option<(u8, Look)> {
        self.cells.get(self.place(x, y)?).copied().flatten()
    }

    /// A cell is drawn.
    pub(super) fn draw(&mut self, x: u16, y: u16, cell: &Cell) {
        let sign = match cell.symbol().as_bytes() {
            [sign] if !sign.is_ascii_control() => Some((*sign, Look::of(cell))),
            _ => None,
        };
        self.set(x, y, sign);
        // A wide sign covers its neighbours.
        for right in 1..cell.cell_width() {
            self.set(x.saturating_add(right), y, None);
        }
    }

    fn set(&mut self, x: u16, y: u16, to: Option<(u8, Look)>) {
        if let Some(cell) = self.place(x, y).and_then(|at| self.cells.get_mut(at)) {
            *cell = to;
        }
    }

    fn place(&self, x: u16, y: u16) -> Option<usize> {
        (x < self.width).then(|| usize::from(y) * usize::from(self.width) + usize::from(x))
    }
}
