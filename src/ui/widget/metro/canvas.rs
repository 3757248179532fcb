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

/// A style, and what decided it: a heavier line wins.
#[derive(Clone, Copy, Debug, Default)]
struct Paint {
    style: Style,
    rank: u8,
}

impl Paint {
    fn add(&mut self, weight: Weight, style: Style) {
        let rank = weight as u8;
        if rank > self.rank {
            *self = Self { style, rank };
        } else if rank == self.rank && self.style != style {
            // Two tracks share the piece: it belongs to neither.
            self.style = Style::new();
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// North, east, south, west.
    arms: [u8; 4],
    /// The paint of what lies in the cell, and of the vertical and of the horizontal part of it.
    paint: Paint,
    vertical: Paint,
    horizontal: Paint,
    /// The arms of the line that is being laid alone: whether it turns here is a question to one line, not to all.
    own: [bool; 4],
    /// Whether a line turns here: what else meets it here is joined to it.
    turned: bool,
}

/// How two lines that cross lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Upper {
    Vertical,
    Horizontal,
}

impl Cell {
    /// Two lines that only cross, neither of them turning here. The heavier one passes over the other.
    fn crossing(&self) -> Option<Upper> {
        let vertical = self.arms[0].min(self.arms[2]);
        let horizontal = self.arms[1].min(self.arms[3]);
        if self.turned || vertical == 0 || horizontal == 0 {
            return None;
        }
        Some(if vertical > horizontal {
            Upper::Vertical
        } else {
            Upper::Horizontal
        })
    }
}

/// Line pieces by place, column and row, within an area; what lies outside is dropped.
#[derive(Debug)]
pub struct Canvas {
    area: Rect,
    cells: Vec<Cell>,
    /// Cells of the line that is being laid.
    touched: Vec<usize>,
}

impl Canvas {
    /// An empty canvas over an area.
    pub fn new(area: Rect) -> Self {
        let cells = usize::from(area.width) * usize::from(area.height);
        Self {
            area,
            cells: vec![Cell::default(); cells],
            touched: Vec::new(),
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
            self.arm(*first, 3);
        }
        for pair in places.windows(2) {
            let [(x1, y1), (x2, y2)] = [pair[0], pair[1]];
            if y1 == y2 {
                for x in x1.min(x2)..x1.max(x2) {
                    self.arm((x, y1), 1);
                    self.arm((x + 1, y1), 3);
                }
            } else {
                for y in y1.min(y2)..y1.max(y2) {
                    self.arm((x1, y), 2);
                    self.arm((x1, y + 1), 0);
                }
            }
        }
        for at in std::mem::take(&mut self.touched) {
            let cell = &mut self.cells[at];
            let [north, east, south, west] = std::mem::take(&mut cell.own);
            for (arm, there) in [north, east, south, west].into_iter().enumerate() {
                if there {
                    cell.arms[arm] = cell.arms[arm].max(weight as u8);
                }
            }
            cell.paint.add(weight, style);
            if north || south {
                cell.vertical.add(weight, style);
            }
            if east || west {
                cell.horizontal.add(weight, style);
            }
            cell.turned |= (north || south) && (east || west);
        }
    }

    fn arm(&mut self, place: (u16, u16), arm: usize) {
        let Some(at) = self.index(place) else { return };
        let own = &mut self.cells[at].own;
        if *own == [false; 4] {
            self.touched.push(at);
        }
        own[arm] = true;
    }

    /// Whether a line passes this place.
    pub fn is_line(&self, place: (u16, u16)) -> bool {
        self.index(place)
            .is_some_and(|at| self.cells[at].paint.rank > 0)
    }

    /// How heavily lines leave this place north, east, south and west.
    pub fn arms(&self, place: (u16, u16)) -> [u8; 4] {
        self.index(place).map_or([0; 4], |at| self.cells[at].arms)
    }

    fn crossing(&self, place: (u16, u16)) -> Option<Upper> {
        self.index(place).and_then(|at| self.cells[at].crossing())
    }

    /// Draws the lines. Where two only cross, the lower one is interrupted, so that a crossing is not taken for a
    /// place where lines meet.
    pub fn draw(&self, ascii: bool, buf: &mut Buffer) {
        let boxes: Vec<char> = BOXES.chars().collect();
        let places = self.area.positions().zip(&self.cells);
        for (place, cell) in places.filter(|(_, cell)| cell.paint.rank > 0) {
            let [north, east, south, west] = cell.arms;
            let (arms, paint) = match cell.crossing() {
                Some(Upper::Vertical) => ([north, 0, south, 0], cell.vertical),
                Some(Upper::Horizontal) => ([0, east, 0, west], cell.horizontal),
                None => (self.short_of_crossing(place.into(), cell), cell.paint),
            };
            let symbol = if ascii {
                ascii_of(arms)
            } else {
                boxes[index(arms)]
            };
            buf[place].set_char(symbol).set_style(paint.style);
        }
    }

    /// The arms of a cell; a horizontal piece that goes under the vertical line beside it ends half a cell earlier:
    /// the gap to a line that is drawn in the middle of its cell would hardly be seen.
    fn short_of_crossing(&self, (x, y): (u16, u16), cell: &Cell) -> [u8; 4] {
        let mut arms = cell.arms;
        if arms[0] == 0 && arms[2] == 0 && arms[1] > 0 && arms[3] > 0 {
            let under = |x| self.crossing((x, y)) == Some(Upper::Vertical);
            let (before, after) = (under(x.wrapping_sub(1)), under(x + 1));
            // Between two crossings a piece stays whole, else nothing would be left of it.
            if before != after {
                arms[if before { 3 } else { 1 }] = 0;
                return arms;
            }
        }
        whole(arms)
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
    fn a_crossing_is_no_junction() {
        let across: &[(u16, u16)] = &[(0, 1), (4, 1)];
        let down: &[(u16, u16)] = &[(2, 0), (2, 2)];
        let (light, heavy) = (Weight::Light, Weight::Heavy);
        check(
            &[(across, light), (down, light)],
            false,
            &["  ╮  ", "─────", "  │  "],
        );
        check(
            &[(across, heavy), (down, light)],
            false,
            &["  ╮  ", "━━━━━", "  │  "],
        );
        check(
            &[(across, light), (down, heavy)],
            false,
            &["  ┓  ", "─╴┃╶─", "  ┃  "],
        );
        check(
            &[(across, light), (down, heavy)],
            true,
            &["  +  ", "--#--", "  #  "],
        );
        check(
            &[(across, light), (down, light)],
            true,
            &["  +  ", "-----", "  |  "],
        );
        // Where one of them turns they meet.
        let turns: &[(u16, u16)] = &[(0, 0), (2, 0), (2, 1), (4, 1)];
        check(
            &[
                (across, light),
                (turns, light),
                (&[(0, 2), (2, 2), (2, 1), (4, 1)], light),
            ],
            false,
            &["──╮  ", "──┼──", "──╯  "],
        );
    }

    #[test]
    fn every_combination_has_a_character() {
        assert_eq!(BOXES.chars().count(), 81);
    }
}
