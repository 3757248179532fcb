//! A grid of line pieces: each cell knows how heavily lines leave it north, east, south and west, and so which
//! box-drawing character it is. Lines that meet join by themselves.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How heavy a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Any line.
    Light = 1,
    /// The person's route.
    Heavy = 2,
}

/// Characters by weight north, east, south, west (0 none, 1 light, 2 heavy), as digits of a number to base 3.
const BOXES: &str =
    " ╴╸╷╮┑╻┒┓╶─╾╭┬┭┎┰┱╺╼━┍┮┯┏┲┳╵╯┙│┤┥╽┧┪╰┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋";

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// North, east, south, west.
    arms: [u8; 4],
    style: Style,
    /// What decided the style: a heavier line wins.
    rank: u8,
}

/// Line pieces by place, column and row, within an area; what lies outside is dropped.
#[derive(Debug)]
pub struct Canvas {
    area: Rect,
    cells: Vec<Cell>,
}

impl Canvas {
    /// An empty canvas over an area.
    pub fn new(area: Rect) -> Self {
        let cells = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            cells: vec![Cell::default(); cells],
        }
    }

    fn index(&self, (x, y): (u16, u16)) -> Option<usize> {
        let inside = self.area.contains((x, y).into());
        let (column, row) = (x.wrapping_sub(self.area.x), y.wrapping_sub(self.area.y));
        inside.then(|| usize::from(row) * usize::from(self.area.width) + usize::from(column))
    }

    /// A line from one place to another through the corners between them; each piece is horizontal or vertical. It comes
    /// from the left, so that it is joined to what it begins at even where it turns at once.
    pub fn line(&mut self, places: &[(u16, u16)], weight: Weight, style: Style) {
        if let Some(first) = places.first() {
            self.arm(*first, 3, weight, style);
        }
        for pair in places.windows(2) {
            let [(x1, y1), (x2, y2)] = [pair[0], pair[1]];
            if y1 == y2 {
                for x in x1.min(x2)..x1.max(x2) {
                    self.arm((x, y1), 1, weight, style);
                    self.arm((x + 1, y1), 3, weight, style);
                }
            } else {
                for y in y1.min(y2)..y1.max(y2) {
                    self.arm((x1, y), 2, weight, style);
                    self.arm((x1, y + 1), 0, weight, style);
                }
            }
        }
    }

    fn arm(&mut self, place: (u16, u16), arm: usize, weight: Weight, style: Style) {
        let Some(at) = self.index(place) else { return };
        let cell = &mut self.cells[at];
        cell.arms[arm] = cell.arms[arm].max(weight as u8);
        if weight as u8 > cell.rank {
            cell.rank = weight as u8;
            cell.style = style;
        } else if weight as u8 == cell.rank && cell.style != style {
            // Two tracks share the piece: it belongs to neither.
            cell.style = Style::new();
        }
    }

    /// Whether a line passes this place.
    pub fn is_line(&self, place: (u16, u16)) -> bool {
        self.index(place).is_some_and(|at| self.cells[at].rank > 0)
    }

    /// Draws the lines.
    pub fn draw(&self, ascii: bool, buf: &mut Buffer) {
        let boxes: Vec<char> = BOXES.chars().collect();
        let places = self.area.positions().zip(&self.cells);
        for (place, cell) in places.filter(|(_, cell)| cell.rank > 0) {
            let arms = whole(cell.arms);
            let symbol = if ascii {
                ascii_of(arms)
            } else {
                boxes[index(arms)]
            };
            buf[place].set_char(symbol).set_style(cell.style);
        }
    }
}

/// A line's end fills its cell: half a dash would look like a gap.
fn whole(mut arms: [u8; 4]) -> [u8; 4] {
    if arms.iter().filter(|a| **a > 0).count() == 1 {
        for (one, other) in [(0, 2), (1, 3)] {
            let weight = arms[one].max(arms[other]);
            arms[one] = weight;
            arms[other] = weight;
        }
    }
    arms
}

fn index(arms: [u8; 4]) -> usize {
    arms.iter().fold(0, |sum, arm| sum * 3 + usize::from(*arm))
}

/// `-` and `|`, `=` and `#` where heavy, `+` where lines meet.
fn ascii_of([north, east, south, west]: [u8; 4]) -> char {
    match ((north | south), (east | west)) {
        (0, 2) => '=',
        (0, _) => '-',
        (2, 0) => '#',
        (_, 0) => '|',
        _ => '+',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[(&[(u16, u16)], Weight)], ascii: bool, expected: &[&str]) {
        let area = Rect::new(0, 0, 5, 3);
        let mut canvas = Canvas::new(area);
        for (places, weight) in lines {
            canvas.line(places, *weight, Style::new());
        }
        let mut buf = Buffer::empty(area);
        canvas.draw(ascii, &mut buf);
        let drawn: Vec<String> = (0..3)
            .map(|y| (0..5).map(|x| buf[(x, y)].symbol()).collect())
            .collect();
        assert_eq!(drawn, expected);
    }

    const TWO: &[(&[(u16, u16)], Weight)] = &[
        (&[(0, 0), (2, 0), (2, 1), (4, 1)], Weight::Light),
        (&[(0, 2), (2, 2), (2, 1), (4, 1)], Weight::Heavy),
    ];

    #[test]
    fn lines_that_meet_join() {
        check(TWO, false, &["──╮  ", "  ┢━━", "━━┛  "]);
    }

    #[test]
    fn ascii_tells_the_heavy_line_apart() {
        check(TWO, true, &["--+  ", "  +==", "==+  "]);
    }

    #[test]
    fn every_combination_has_a_character() {
        assert_eq!(BOXES.chars().count(), 81);
    }
}
