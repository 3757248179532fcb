//! A page: rows in groups that fold, with a cursor that rests on the rows that can be acted on.
//!
//! The cursor is kept as the target of its row, so that it stays on it while rows come, go and wrap. Movements that find
//! no such row within a screen scroll the text; a cursor that would leave the screen is dropped or moves to a visible row,
//! so that a key never acts on what cannot be seen.

pub(crate) mod build;
pub(crate) mod content;
pub(crate) mod draw;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cursor::{Cursor, wheel_rows};
use super::list_view::{Ends, ListView};
use super::rows::RowSelection;
use crate::ui::input::command::Command;
use crate::ui::model::hit_map::HitMap;

/// A row whose content is `C` and on which `T` can be acted on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row<T, C> {
    pub(crate) content: C,
    /// What keys and clicks act on; the cursor rests only where there is something.
    pub(crate) target: Option<T>,
    /// Columns before the content; the rows of a group are deeper than its heading.
    pub(crate) indent: u16,
    /// Whether the group below is open, where the row folds one.
    pub(crate) open: Option<bool>,
    /// Whether the row is a further line of the one above.
    pub(crate) continues: bool,
    /// Whether the cursor is here before it is moved for the first time.
    pub(crate) is_start: bool,
}

impl<T, C> Row<T, C> {
    pub(crate) fn new(content: C, target: Option<T>) -> Self {
        Self {
            content,
            target,
            indent: 0,
            open: None,
            continues: false,
            is_start: false,
        }
    }

    fn is_selectable(&self) -> bool {
        self.target.is_some() && !self.continues
    }
}

/// What a click did to the cursor of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Click {
    /// The row cannot be selected.
    Nothing,
    Selected,
    /// The row was selected before.
    Again,
}

#[derive(Clone, Debug)]
enum Selection<T> {
    /// The cursor was not moved yet: it is on the start row, or on the first selectable one, when that is on the first screen.
    Initial,
    Nothing,
    /// On the row with this target; `nth` counts the rows before it with the same one.
    On {
        target: T,
        nth: usize,
    },
}

/// The cursor of a page, its scroll offset, and the groups that are not folded as usual.
#[derive(Clone, Debug)]
pub(crate) struct Page<T> {
    selection: Selection<T>,
    /// The row where the target was last found; none before it was looked for.
    at: Option<usize>,
    top: usize,
    toggled: Vec<T>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            selection: Selection::Initial,
            at: None,
            top: 0,
            toggled: Vec::new(),
        }
    }
}

impl<T: Clone + PartialEq> Page<T> {
    /// A page that is read: nothing is selected before the first movement.
    pub(crate) fn reading(top: usize) -> Self {
        Self {
            selection: Selection::Nothing,
            top,
            ..Self::default()
        }
    }

    /// Goes back to the start; groups stay as they are.
    pub(crate) fn reset(&mut self) {
        *self = Self {
            toggled: std::mem::take(&mut self.toggled),
            ..Self::default()
        };
    }

    /// The row under the cursor and the first row on screen.
    pub(crate) fn position<C>(&self, rows: &[Row<T, C>], height: usize) -> (Option<usize>, usize) {
        let height = height.max(1);
        match &self.selection {
            Selection::Initial => {
                let mut first = rows.iter().take(height);
                let at = first.clone().position(|r| r.is_start);
                (at.or_else(|| first.position(Row::is_selectable)), 0)
            }
            Selection::Nothing => (None, self.top.min(rows.len().saturating_sub(height))),
            Selection::On { target, nth } => {
                let Some(at) = self.find(rows, target, *nth) else {
                    return (None, self.top.min(rows.len().saturating_sub(height)));
                };
                let shift = self.at.map_or(0, |before| at as isize - before as isize);
                let top = self.top.saturating_add_signed(shift);
                (Some(at), Cursor { at, top }.top(rows.len(), height))
            }
        }
    }

    /// The row of a target: where it was, the row with the same ordinal among equal ones, or else the nearest selectable row.
    fn find<C>(&self, rows: &[Row<T, C>], target: &T, nth: usize) -> Option<usize> {
        let mut equal = positions(rows, target);
        let nearest = || {
            let selectable = rows.iter().enumerate().filter(|(_, r)| r.is_selectable());
            selectable
                .map(|(at, _)| at)
                .min_by_key(|at| at.abs_diff(self.at.unwrap_or(0)))
        };
        equal
            .nth(nth)
            .or_else(|| positions(rows, target).next())
            .or_else(nearest)
    }

    fn put<C>(&mut self, at: Option<usize>, top: usize, rows: &[Row<T, C>]) {
        self.top = top;
        let target = at.and_then(|at| Some((at, rows.get(at)?.target.clone()?)));
        self.selection = match target {
            Some((at, target)) => {
                self.at = Some(at);
                let nth = positions(rows, &target).take_while(|p| *p < at).count();
                Selection::On { target, nth }
            }
            None => Selection::Nothing,
        };
    }

    /// Puts the cursor on the first row with a target, once there is one.
    pub(crate) fn select(&mut self, target: T) {
        self.selection = Selection::On { target, nth: 0 };
        self.at = None;
    }

    pub(crate) fn is_scrolled(&self) -> bool {
        self.top > 0
    }

    /// The row under the cursor.
    pub(crate) fn selected<'r, C>(
        &self,
        rows: &'r [Row<T, C>],
        height: usize,
    ) -> Option<&'r Row<T, C>> {
        rows.get(self.position(rows, height).0?)
    }

    /// The target under the cursor.
    pub(crate) fn target<C>(&self, rows: &[Row<T, C>], height: usize) -> Option<T> {
        self.selected(rows, height)?.target.clone()
    }

    /// The target that a command acts on; the cursor stays on it wherever it stands afterwards.
    pub(crate) fn hold<C>(&mut self, rows: &[Row<T, C>], height: usize) -> Option<T> {
        let (at, top) = self.position(rows, height);
        self.put(at, top, rows);
        self.target(rows, height)
    }

    /// Moves by a command; tells whether it was a movement.
    pub(crate) fn go<C>(&mut self, command: Command, rows: &[Row<T, C>], height: usize) -> bool {
        let height = height.max(1);
        let last_top = rows.len().saturating_sub(height);
        match command {
            Command::Up => self.step(false, rows, height),
            Command::Down => self.step(true, rows, height),
            Command::PageUp => self.turn_page(false, rows, height),
            Command::PageDown => self.turn_page(true, rows, height),
            Command::First => self.put(nearest(rows, 0..height, true), 0, rows),
            Command::Last => self.put(nearest(rows, last_top..rows.len(), false), last_top, rows),
            _ => return false,
        }
        true
    }

    fn step<C>(&mut self, down: bool, rows: &[Row<T, C>], height: usize) {
        let (at, top) = self.position(rows, height);
        let beyond = match (at, down) {
            (Some(at), true) => at + 1..rows.len(),
            (Some(at), false) => 0..at,
            (None, true) => top..rows.len(),
            (None, false) => 0..(top + height).min(rows.len()),
        };
        let within_a_screen = |next: &usize| match at {
            Some(at) => next.abs_diff(at) < height,
            None => (top..top + height).contains(next),
        };
        match nearest(rows, beyond, down).filter(within_a_screen) {
            Some(next) => {
                let top = reveal(rows, next, top, height);
                self.put(Some(next), top, rows);
            }
            None => self.scroll(if down { 1 } else { -1 }, rows, height),
        }
    }

    fn turn_page<C>(&mut self, down: bool, rows: &[Row<T, C>], height: usize) {
        let (at, top) = self.position(rows, height);
        let page = height.max(2) as isize - 1;
        let delta = if down { page } else { -page };
        let Some(at) = at else {
            self.scroll(delta, rows, height);
            return;
        };
        let last = rows.len().saturating_sub(1);
        let wanted = at.saturating_add_signed(delta).min(last);
        let top = Cursor { at: wanted, top }.top(rows.len(), height);
        let visible = top..(top + height).min(rows.len());
        let found = if down {
            nearest(rows, wanted..visible.end, true)
                .or_else(|| nearest(rows, visible.start..wanted, false))
        } else {
            nearest(rows, visible.start..wanted + 1, false)
                .or_else(|| nearest(rows, wanted..visible.end, true))
        };
        match found {
            Some(found) if found != at => {
                let top = reveal(rows, found, top, height);
                self.put(Some(found), top, rows);
            }
            _ => self.scroll(delta, rows, height),
        }
    }

    /// Scrolls; the cursor stays where it is while that is on screen.
    fn scroll<C>(&mut self, delta: isize, rows: &[Row<T, C>], height: usize) {
        let (at, before) = self.position(rows, height);
        let last_top = rows.len().saturating_sub(height);
        let top = before.saturating_add_signed(delta).min(last_top);
        if top == before {
            return;
        }
        let visible = top..(top + height).min(rows.len());
        let kept = at.filter(|at| visible.contains(at));
        let at = at.and_then(|_| kept.or_else(|| nearest(rows, visible, delta > 0)));
        self.put(at, top, rows);
    }

    /// Scrolls by a turn of the wheel.
    pub(crate) fn wheel<C>(&mut self, down: bool, rows: &[Row<T, C>], height: usize) {
        self.scroll(wheel_rows(down), rows, height.max(1));
    }

    /// Puts the cursor on the row that is clicked.
    pub(crate) fn point<C>(&mut self, row: usize, rows: &[Row<T, C>], height: usize) -> Click {
        let clicked = rows.get(row).filter(|r| r.target.is_some());
        let first_line = |_| (0..=row).rev().find(|at| !rows[*at].continues);
        let Some(at) = clicked.and_then(first_line) else {
            return Click::Nothing;
        };
        let (before, top) = self.position(rows, height);
        self.put(Some(at), top, rows);
        if before == Some(at) {
            Click::Again
        } else {
            Click::Selected
        }
    }

    /// Whether a group is open that usually is or is not.
    pub(crate) fn is_open(&self, group: &T, usually: bool) -> bool {
        usually != self.toggled.contains(group)
    }

    /// Opens or closes a group.
    pub(crate) fn toggle(&mut self, group: T) {
        match self.toggled.iter().position(|g| *g == group) {
            Some(at) => {
                self.toggled.swap_remove(at);
            }
            None => self.toggled.push(group),
        }
    }

    /// Folds every group as usual.
    pub(crate) fn reset_groups(&mut self) {
        self.toggled.clear();
    }

    /// Closes the group around the cursor and goes to its heading, or opens the one whose heading the cursor is on; tells
    /// whether something changed.
    pub(crate) fn fold<C>(&mut self, close: bool, rows: &[Row<T, C>], height: usize) -> bool {
        let (Some(at), top) = self.position(rows, height) else {
            return false;
        };
        let encloses = |row: &usize| *row == at || (close && rows[*row].indent < rows[at].indent);
        let heading = (0..=at)
            .rev()
            .find(|row| encloses(row) && rows[*row].open == Some(close));
        let Some(heading) = heading else { return false };
        let cursor = Cursor { at: heading, top };
        self.put(Some(heading), cursor.top(rows.len(), height), rows);
        if let Some(group) = rows[heading].target.clone() {
            self.toggle(group);
        }
        true
    }

    /// Scrolls so that the group under the cursor, which was just opened, is seen as far as its heading stays on screen.
    pub(crate) fn show_group<C>(&mut self, rows: &[Row<T, C>], height: usize) {
        if let (Some(at), top) = self.position(rows, height) {
            let below = rows[at + 1..].iter();
            let count = below.take_while(|r| r.indent > rows[at].indent).count();
            let least = (at + count + 1).saturating_sub(height);
            self.put(Some(at), top.max(least).min(at), rows);
        }
    }

    /// Draws the rows; `ends` gives the two ends of each.
    pub(crate) fn view<'l, C>(
        &self,
        list: ListView<'_>,
        rows: &[Row<T, C>],
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
        ends: impl Fn(&Row<T, C>) -> Ends<'l>,
    ) {
        let (at, top) = self.position(rows, usize::from(area.height));
        let selected = at.map_or(0..0, |at| item(rows, at));
        list.draw_from(top, rows.len(), area, buf, hits, |row| {
            let selection = if selected.contains(&row) {
                list.selection
            } else {
                RowSelection::No
            };
            (ends(&rows[row]), selection)
        });
    }
}

/// The rows with a target.
fn positions<'a, T: PartialEq, C>(
    rows: &'a [Row<T, C>],
    target: &'a T,
) -> impl Iterator<Item = usize> + 'a {
    let equal =
        |(_, row): &(usize, &Row<T, C>)| !row.continues && row.target.as_ref() == Some(target);
    rows.iter().enumerate().filter(equal).map(|(at, _)| at)
}

/// The selectable row that is first in a range, or last.
fn nearest<T, C>(rows: &[Row<T, C>], mut range: Range<usize>, first: bool) -> Option<usize> {
    range.end = range.end.min(rows.len());
    let is_selectable = |at: &usize| rows[*at].is_selectable();
    if first {
        range.find(is_selectable)
    } else {
        range.rev().find(is_selectable)
    }
}

/// The rows of the item that begins at a row.
fn item<T, C>(rows: &[Row<T, C>], at: usize) -> Range<usize> {
    let further = rows[at + 1..].iter().take_while(|r| r.continues).count();
    at..at + 1 + further
}

/// The first row on screen that shows the item at `at`; what cannot be selected above the first item and below the last
/// one is shown with it.
fn reveal<T, C>(rows: &[Row<T, C>], at: usize, top: usize, height: usize) -> usize {
    let item = item(rows, at);
    if item.end <= height && nearest(rows, 0..at, true).is_none() {
        return 0;
    }
    let last_top = rows.len().saturating_sub(height);
    if rows.len() - at <= height && nearest(rows, item.end..rows.len(), true).is_none() {
        return last_top;
    }
    let least = item.end.saturating_sub(height).min(at);
    top.clamp(least, at).min(last_top)
}

#[cfg(test)]
mod tests;
