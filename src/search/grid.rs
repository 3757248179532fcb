//! The score of the fuzzy crate for ASCII, reckoned over bytes in rows that are kept.
//!
//! The crate copies a label, the query and what stands between them into vectors of chars for every score; at thousands
//! of labels a key that is nearly all of the time. This is the same recurrence (an alignment with affine gaps, one row a
//! letter of the query) with nothing around it, and equal to a matcher that has scored nothing yet,
//! which a property test holds against the crate. Knows nothing of tiers; what is not ASCII is left to the crate.

/// What stands for "no alignment ends here".
const NEVER: i32 = i16::MIN as i32;

/// What a letter earns that is the query's.
const MATCH: i32 = 16;

/// What a letter earns at least right behind the letter before it.
const BESIDE: i32 = 4;

/// What the first char left out costs, and each further one.
const GAP: i32 = 4;
const LONGER: i32 = 1;

/// One char of a label under one letter of the query.
#[derive(Clone, Copy)]
struct Cell {
    /// The best alignment in which this letter stands here.
    here: i32,
    /// The best alignment in which it stands before.
    before: i32,
    /// What a letter earns that continues a run from here.
    run: i32,
}

const BLANK: Cell = Cell {
    here: NEVER,
    before: NEVER,
    run: 0,
};

/// Room for the rows, used again for every label.
#[derive(Default)]
pub(crate) struct Grid {
    /// Two rows take turns. What a row holds of the letter before the last is not wiped: the crate has it so, and some
    /// scores come of it.
    rows: [Vec<Cell>; 2],
    /// What a letter earns by its place: at the head of the label or behind a space or sign.
    places: Vec<i32>,
    /// Where each letter of the query can stand first.
    firsts: Vec<usize>,
}

impl Grid {
    /// The score of a folded label for a folded query, both ASCII; none where its letters do not occur in order.
    pub(crate) fn score(&mut self, label: &[u8], query: &[u8]) -> Option<i64> {
        self.firsts.clear();
        let mut at = 0;
        for wanted in query {
            at += label.get(at..)?.iter().position(|c| c == wanted)? + 1;
            self.firsts.push(at - 1);
        }
        self.clear(label);
        let Self {
            rows: [one, other],
            places,
            firsts,
        } = self;
        let (mut above, mut row) = (&mut one[..], &mut other[..]);
        for (wanted, first) in query.iter().zip(firsts.iter()) {
            let here = label[*first..].iter().zip(&places[*first..]);
            let cells = row[*first..].iter_mut();
            fill(cells, &above[*first..], here, *wanted);
            std::mem::swap(&mut above, &mut row);
        }
        let last = *firsts.last()?;
        let best = above[last..].iter().map(|cell| cell.here).max()?;
        Some(i64::from(best))
    }

    /// The rows and places for another label, as before its first letter.
    fn clear(&mut self, label: &[u8]) {
        let columns = label.len() + 1;
        let start = Cell {
            before: -LONGER,
            ..BLANK
        };
        for (row, blank) in self.rows.iter_mut().zip([start, BLANK]) {
            row.clear();
            row.resize(columns, blank);
        }
        self.places.clear();
        let behind = |c: &u8| i32::from(BEHIND[usize::from(*c & 127)]);
        let head = 2 * i32::from(HEAD);
        let places = std::iter::once(head).chain(label.iter().map(behind));
        self.places.extend(places.take(label.len()));
    }
}

/// Fills a row from the place on where its letter can stand first; the row's first cell is that before it.
fn fill<'a>(
    cells: std::slice::IterMut<'_, Cell>,
    above: &[Cell],
    label: impl Iterator<Item = (&'a u8, &'a i32)>,
    wanted: u8,
) {
    let mut cells = cells;
    let Some(mut last) = cells.next() else {
        return;
    };
    for ((cell, above), (c, place)) in cells.zip(above).zip(label) {
        let before = (last.here - GAP).max(last.before - LONGER);
        if *c == wanted {
            let run = last.run.max(*place).max(BESIDE);
            last.run = run;
            cell.here = MATCH + (above.here + run).max(above.before + place);
        } else {
            cell.here = NEVER;
            cell.run = 0;
        }
        cell.before = before;
        last = cell;
    }
}

/// What the first char of a word earns behind nothing, a space or a bracket, and behind another sign.
const HEAD: u8 = 8;
const BREAK: u8 = 7;

/// What a char earns behind each ASCII char.
const BEHIND: [u8; 128] = behind();

const fn behind() -> [u8; 128] {
    let mut earned = [0; 128];
    let mut c = 0;
    while c < 128 {
        earned[c as usize] = match c {
            0 | b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => HEAD,
            b'!'..=b'\'' | b'*'..=b'.' | b':'..=b'@' | b'^'..=b'`' | b'~' => BREAK,
            _ => 0,
        };
        c += 1;
    }
    earned
}
