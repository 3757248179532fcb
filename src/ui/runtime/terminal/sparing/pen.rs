//! Writes one frame's cells: where the cursor stands, what it is set to, and the shortest way to the next cell.

use std::io::Write;

use crossterm::style::Colored;
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Modifier;

use crate::ui::runtime::terminal::sparing::shown::{Look, Shown};

/// What shows on a blank.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Asks for a sign to be drawn as an emoji, two columns wide.
const EMOJI: char = '\u{FE0F}';

/// Each modifier with what sets it and what takes it away. The two weights are taken away together.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The cursor of the terminal while a frame is written.
pub(super) struct Pen<'a> {
    shown: &'a mut Shown,
    out: Vec<u8>,
    /// Column and row of the next cell; none where it is not known.
    at: Option<(u16, u16)>,
    /// Blanks before `at` that are still to be written.
    blanks: u16,
    /// Whether all signs since the column was last named were of one column in every terminal. Others are not
    /// trusted to have moved the cursor as far as we think.
    sure: bool,
    /// The same since the row was last named: a sign wider than we think may have wrapped to the next row.
    row_sure: bool,
    look: Look,
}

impl<'a> Pen<'a> {
    pub(super) fn new(shown: &'a mut Shown) -> Self {
        Self {
            shown,
            out: Vec::with_capacity(4096),
            at: None,
            blanks: 0,
            sure: false,
            row_sure: false,
            look: Look::default(),
        }
    }

    /// Writes a cell.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let before = self.shown.at(x, y);
        if before.is_some_and(|before| before.0 == b' ' && same_blank(before.1, cell)) {
            self.shown.draw(x, y, cell);
            return;
        }
        if self.at != Some((x, y)) && !self.fill(x, y) {
            self.jump(x, y);
        }
        self.shown.draw(x, y, cell);
        let width = cell.cell_width();
        self.say(cell.symbol(), width, Look::of(cell));
        self.at = (width == 1).then(|| (x.saturating_add(1), y));
    }

    /// The bytes of the frame, after which everything is reset.
    pub(super) fn end(mut self) -> Vec<u8> {
        self.erase_blanks();
        self.dip(Look::default());
        self.out
    }

    /// Says the unchanged cells on the way to a cell again, if all are known, look like the pen and cost no more than
    /// a move. False if nothing was written.
    fn fill(&mut self, x: u16, y: u16) -> bool {
        let Some((from, row)) = self.at else {
            return false;
        };
        if !self.sure || row != y || from > x || x - from > 6 {
            return false;
        }
        let mut signs = [b' '; 6];
        for (sign, column) in signs.iter_mut().zip(from..x) {
            match self.shown.at(column, y) {
                Some((known, look)) if self.as_seen(known == b' ', look) == self.look => {
                    *sign = known;
                }
                _ => return false,
            }
        }
        let Some(signs) = signs.get(..usize::from(x - from)) else {
            return false;
        };
        // Blanks that still wait are reckoned as erased, which a few would not be: a byte or two at most.
        if signs.len() > self.way(x, y).len() {
            return false;
        }
        for sign in signs {
            let look = self.look;
            self.say(char::from(*sign).encode_utf8(&mut [0; 4]), 1, look);
        }
        self.at = Some((x, y));
        true
    }

    fn jump(&mut self, x: u16, y: u16) {
        self.erase_blanks();
        let way = self.way(x, y);
        self.sure |= !way.ends_with('C') || way.starts_with('\r');
        self.row_sure |= way.ends_with('H');
        self.out.extend_from_slice(way.as_bytes());
        self.at = Some((x, y));
    }

    /// The shortest move to a cell from where the cursor really stands.
    fn way(&self, x: u16, y: u16) -> String {
        let column = u32::from(x) + 1;
        match self.at {
            Some((from, row)) if row == y => {
                let named = format!("\x1b[{column}G");
                let stands = from.saturating_sub(self.blanks);
                match x.checked_sub(stands) {
                    Some(1) if self.sure => "\x1b[C".to_owned(),
                    Some(by @ 2..) if self.sure => {
                        let by = format!("\x1b[{by}C");
                        if by.len() < named.len() { by } else { named }
                    }
                    _ => named,
                }
            }
            // Also from the last column, where the next sign would wrap: a return takes that back.
            Some((_, row)) if self.row_sure && row.checked_add(1) == Some(y) => match x {
                0 => "\r\n".to_owned(),
                1 => "\r\n\x1b[C".to_owned(),
                by => format!("\r\n\x1b[{by}C"),
            },
            _ if x == 0 => format!("\x1b[{}H", u32::from(y) + 1),
            _ => format!("\x1b[{};{column}H", u32::from(y) + 1),
        }
    }

    /// Writes a sign where the cursor stands. A blank on the terminal's own background waits for what comes after it.
    fn say(&mut self, symbol: &str, width: u16, look: Look) {
        let look = self.as_seen(symbol == " ", look);
        if symbol == " " && look == self.look && plain_blank(look) {
            self.blanks += 1;
            return;
        }
        self.write_blanks();
        self.dip(look);
        if width > 1 && symbol.contains(EMOJI) {
            // Some terminals leave what stood under the right half of such a sign.
            drop(write!(self.out, "\x1b[{width}X"));
        }
        self.out.extend_from_slice(symbol.as_bytes());
        self.sure &= symbol.is_ascii();
        self.row_sure &= symbol.is_ascii();
    }

    /// How a cell may be drawn: a blank takes everything from the pen that does not show on it.
    fn as_seen(&self, blank: bool, look: Look) -> Look {
        if !blank || look.modifier.intersects(SEEN_ON_BLANK) {
            return look;
        }
        Look {
            front: self.look.front,
            ground: look.ground,
            modifier: self.look.modifier - SEEN_ON_BLANK,
        }
    }

    /// Blanks with something right after them.
    fn write_blanks(&mut self) {
        let n = std::mem::take(&mut self.blanks);
        if n == 0 {
            return;
        }
        let erased = format!("\x1b[{n}X\x1b[{n}C");
        if erased.len() < usize::from(n) {
            self.out.extend_from_slice(erased.as_bytes());
        } else {
            self.out.extend(std::iter::repeat_n(b' ', n.into()));
        }
    }

    /// Blanks after which the cursor moves on: it may stay before them.
    fn erase_blanks(&mut self) {
        let n = self.blanks;
        if n == 0 {
            return;
        }
        let erased = format!("\x1b[{n}X");
        if erased.len() < usize::from(n) {
            self.out.extend_from_slice(erased.as_bytes());
            self.at = self.at.map(|(x, y)| (x.saturating_sub(n), y));
            self.blanks = 0;
        } else {
            self.write_blanks();
        }
    }

    /// Sets the pen.
    fn dip(&mut self, look: Look) {
        let from = std::mem::replace(&mut self.look, look);
        if from == look {
            return;
        }
        if look == Look::default() {
            self.out.extend_from_slice(b"\x1b[m");
            return;
        }
        // An empty number is nought, which resets.
        let changed = codes(from, look);
        let anew = format!(";{}", codes(Look::default(), look));
        let shorter = if anew.len() < changed.len() {
            anew
        } else {
            changed
        };
        // To a Vec nothing can fail.
        drop(write!(self.out, "\x1b[{shorter}m"));
    }
}

/// What makes one look of another.
fn codes(from: Look, to: Look) -> String {
    let mut codes = Vec::with_capacity(4);
    let gone = from.modifier - to.modifier;
    let mut new = to.modifier - from.modifier;
    for pair in [
        Modifier::BOLD | Modifier::DIM,
        Modifier::SLOW_BLINK | Modifier::RAPID_BLINK,
    ] {
        // Taken away together, so the one that stays is set again.
        if gone.intersects(pair) {
            new |= to.modifier & pair;
        }
    }
    for (modifier, _, off) in MODIFIERS {
        if gone.contains(modifier) {
            let off = off.to_string();
            if !codes.contains(&off) {
                codes.push(off);
            }
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if new.contains(modifier) {
            codes.push(on.to_string());
        }
    }
    // The same colour may have another name when bold.
    if from.front != to.front || (from.modifier ^ to.modifier).contains(Modifier::BOLD) {
        let front = front(to);
        if front != self::front(from) {
            codes.push(front);
        }
    }
    if from.ground != to.ground {
        codes.push(Colored::BackgroundColor(to.ground.into_crossterm()).to_string());
    }
    codes.join(";")
}

/// Whether a cell is as blank as it was: no other colour of a sign is seen.
fn same_blank(before: Look, cell: &Cell) -> bool {
    let now = Look::of(cell);
    cell.symbol() == " "
        && now.ground == before.ground
        && !(now.modifier | before.modifier).intersects(SEEN_ON_BLANK)
}

/// Whether a blank of this look may be erased instead of written.
fn plain_blank(look: Look) -> bool {
    look.ground == Look::default().ground && !look.modifier.intersects(SEEN_ON_BLANK)
}

/// What sets the colour of this look's signs; the sixteen colours by their short names, which some terminals draw
/// brighter when bold: there, by the long one.
pub(super) fn front(look: Look) -> String {
    let long = Colored::ForegroundColor(look.front.into_crossterm()).to_string();
    let index = long.strip_prefix("38;5;").and_then(|n| n.parse().ok());
    match index {
        Some(n @ 0_u8..=7) if !look.modifier.contains(Modifier::BOLD) => (30 + n).to_string(),
        Some(n @ 8..=15) => (90 + n - 8).to_string(),
        _ => long,
    }
}
