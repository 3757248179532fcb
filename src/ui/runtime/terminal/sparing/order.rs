//! The order in which a frame's cells are said. To name a colour of the 256 takes more bytes than to move, so a page of
//! many grey words is said shorter with each such colour in a pass of its own.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use crate::ui::runtime::terminal::sparing::pen::front;
use crate::ui::runtime::terminal::sparing::shown::Look;

/// A changed cell: column, row, what it shows from now on.
pub(super) type Change<'a> = (u16, u16, &'a Cell);

/// A colour whose name is longer than this is said in a pass of its own; those of the sixteen have two digits.
const SHORT: usize = 2;

/// The changes with what has a short colour first, then one long colour after the other, each row by row.
///
/// Signs that a terminal may draw wider than they count stay in the first pass, where what stands right of them is said
/// after them; in the last column there is nothing right of them.
pub(super) fn by_colour<'a>(changes: &[Change<'a>], columns: u16) -> Vec<Change<'a>> {
    let mut passes: Vec<(Look, usize)> = Vec::new();
    let mut before: Option<(u16, u16, usize)> = None;
    let mut ordered: Vec<(usize, Change<'a>)> = Vec::with_capacity(changes.len());
    for change @ (x, y, cell) in changes.iter().copied() {
        let left = before.filter(|(column, row, _)| *row == y && column.checked_add(1) == Some(x));
        let pass = match cell.symbol() {
            // No colour of its own: it is said with what stands left of it.
            " " => left.map_or(0, |(.., pass)| pass),
            sign if sign.is_ascii() || x.checked_add(1) == Some(columns) => {
                pass_of(Look::of(cell), &mut passes)
            }
            _ => 0,
        };
        before = Some((x, y, pass));
        ordered.push((pass, change));
    }
    ordered.sort_by_key(|(pass, _)| *pass);
    ordered.into_iter().map(|(_, change)| change).collect()
}

/// Nought for a short colour, else a number of its own.
fn pass_of(look: Look, passes: &mut Vec<(Look, usize)>) -> usize {
    // All that its colour's name hangs on.
    let colour = Look {
        front: look.front,
        ground: Look::default().ground,
        modifier: look.modifier & Modifier::BOLD,
    };
    if let Some((_, pass)) = passes.iter().find(|(known, _)| *known == colour) {
        return *pass;
    }
    let long = front(colour).len() > SHORT;
    let pass = if long { passes.len() + 1 } else { 0 };
    passes.push((colour, pass));
    pass
}
