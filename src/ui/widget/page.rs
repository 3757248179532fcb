//! A page about one thing: one list of rows with a cursor, in groups that fold. The same rows decide where the
//! cursor may go and what is drawn; what is on a page is the screen's business.

mod build;
mod draw;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use self::build::Builder;
use super::pane::scroll_bar;
use super::rows::RowSelection;
use crate::catalog::{MilestoneId, OccupationIx, SkillIx, TrackId};
use crate::ui::input::command::Command;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;

/// Widest a line of prose gets, in columns.
pub const PROSE: usize = 96;

/// How a text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// A remark.
    Dim,
    /// To be seen first.
    Accent,
    /// Not to be overlooked.
    Caution,
}

/// The sign before an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A point.
    Point,
    /// A box, ticked or not.
    Tick(bool),
}

/// What can be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing; it is read.
    Text,
    /// It opens and closes a group.
    Fold(u8),
    /// A skill.
    Skill(SkillIx),
    /// An occupation.
    Occupation(OccupationIx),
    /// A step of the route.
    Step(usize),
    /// A track.
    Track(TrackId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Air.
    Blank,
    /// Text, behind the name of a fact or the air for it.
    Text {
        /// The fact; `None` for running text.
        name: Option<&'static str>,
        /// One line of text.
        text: String,
        /// How it is meant.
        tone: Tone,
    },
    /// A share with its bar.
    Share {
        /// The fact.
        name: &'static str,
        /// From 0 to 1.
        share: f64,
        /// What stands behind the bar.
        text: String,
    },
    /// A group's heading.
    Heading {
        /// Its title.
        title: String,
        /// Whether it is open.
        open: bool,
        /// A remark before the figures.
        remark: String,
        /// How many of how many are held.
        figures: Option<(usize, usize)>,
    },
    /// A skill with its state; `remark` in place of the reason for it.
    Skill {
        /// Which.
        skill: SkillIx,
        /// What stands at the right.
        remark: Option<String>,
    },
    /// An occupation with its standing.
    Occupation {
        /// Which.
        occupation: OccupationIx,
        /// What stands at the right, if not its code.
        remark: Option<String>,
    },
    /// Something else.
    Entry {
        /// The sign before it.
        sign: Marker,
        /// Its name.
        text: String,
        /// What stands at the right.
        remark: String,
    },
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRow {
    /// Columns before it.
    pub indent: u16,
    /// What it shows.
    pub content: Content,
    /// What can be done with it.
    pub target: Target,
    /// Whether the cursor may rest on it.
    pub live: bool,
    /// The group in which it stands; the same skill may stand in two.
    pub group: u8,
}

/// Where the cursor of a page is, and which groups are not as they usually are.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The cursor, counted in rows on which it may rest: such a count does not depend on how text is wrapped.
    /// None until it is moved: then it is where a page begins, which depends on how much is on screen.
    live: Option<usize>,
    /// The first row on screen.
    top: usize,
    toggled: BTreeSet<u8>,
    /// What the cursor is on, to find it again when rows come and go.
    anchor: Option<(u8, Target)>,
}

impl Page {
    /// Begins at the top; groups stay as they are.
    pub fn reset(&mut self) {
        *self = Self {
            toggled: std::mem::take(&mut self.toggled),
            ..Self::default()
        };
    }

    /// The record changed: finds what the cursor was on.
    pub fn refresh(&mut self, rows: &[PageRow], height: usize) {
        if self.live.is_none() {
            return;
        }
        let now = self.index(rows, height);
        let same = |row: &PageRow| {
            self.anchor
                .as_ref()
                .is_some_and(|(g, t)| row.group == *g && row.target == *t)
        };
        let here = rows.get(now).is_some_and(same);
        if !here {
            let nearest = rows
                .iter()
                .enumerate()
                .filter(|(_, r)| r.live && same(r))
                .min_by_key(|(at, _)| at.abs_diff(now));
            let at = nearest.map_or(now, |(at, _)| at);
            self.settle(rows, at, height, true);
        }
    }

    /// The row of the cursor in `rows`. A page begins with its first group when that is on screen, so that what can
    /// be acted on is near.
    fn index(&self, rows: &[PageRow], height: usize) -> usize {
        let mut live = rows
            .iter()
            .enumerate()
            .filter(|(_, r)| r.live)
            .map(|(at, _)| at);
        let Some(count) = self.live else {
            let heading = rows
                .iter()
                .position(|r| matches!(r.target, Target::Fold(_)));
            return heading
                .filter(|at| *at < height)
                .or(live.next())
                .unwrap_or(0);
        };
        let last = live.clone().next_back().unwrap_or(0);
        live.nth(count).unwrap_or(last)
    }

    /// Puts the cursor on row `at`, or on the next one where it may rest.
    fn settle(&mut self, rows: &[PageRow], at: usize, height: usize, down: bool) {
        let ahead = rows.iter().enumerate().skip(at).find(|(_, r)| r.live);
        let behind = rows
            .iter()
            .enumerate()
            .take(at + 1)
            .rev()
            .find(|(_, r)| r.live);
        let found = if down {
            ahead.or(behind)
        } else {
            behind.or(ahead)
        };
        let Some((at, row)) = found else {
            self.reset();
            return;
        };
        self.anchor = Some((row.group, row.target.clone()));
        self.live = Some(rows.iter().take(at).filter(|r| r.live).count());
        let mut cursor = Cursor { at, top: self.top };
        cursor.go(at, rows.len(), height);
        self.top = cursor.top;
    }

    /// The row under the cursor.
    pub fn selected<'a>(&self, rows: &'a [PageRow], height: usize) -> Option<&'a PageRow> {
        rows.get(self.index(rows, height)).filter(|r| r.live)
    }

    /// Moves by a command; says whether it was a movement.
    pub fn go(&mut self, command: Command, rows: &[PageRow], height: usize) -> bool {
        let before = self.index(rows, height);
        let mut cursor = Cursor {
            at: before,
            top: self.top,
        };
        if !cursor.command(command, rows.len(), height) {
            return false;
        }
        let down = matches!(command, Command::Down | Command::PageDown | Command::First);
        self.settle(rows, cursor.at, height, down);
        // At either end, what cannot have the cursor is shown all the same.
        let at = self.index(rows, height);
        if command == Command::First || (!down && at >= before) {
            self.top = (at + 1).saturating_sub(height);
        } else if command == Command::Last || (down && at <= before) {
            self.top = rows.len().saturating_sub(height).min(at);
        }
        true
    }

    /// Scrolls by the wheel.
    pub fn scroll(&mut self, down: bool, rows: &[PageRow], height: usize) {
        let mut cursor = Cursor {
            at: self.index(rows, height),
            top: self.top,
        };
        cursor.wheel(down, rows.len(), height);
        self.top = cursor.top;
        self.settle(rows, cursor.at, height, down);
    }

    /// Puts the cursor on row `at`; says whether it was there already. None where it may not rest.
    pub fn point(&mut self, at: usize, rows: &[PageRow], height: usize) -> Option<bool> {
        rows.get(at).filter(|r| r.live)?;
        let again = self.index(rows, height) == at;
        self.settle(rows, at, height, true);
        Some(again)
    }

    /// Whether a group is open that is `usually` so.
    pub fn is_open(&self, fold: u8, usually: bool) -> bool {
        usually != self.toggled.contains(&fold)
    }

    /// Opens or closes a group.
    pub fn toggle(&mut self, fold: u8) {
        if !self.toggled.remove(&fold) {
            self.toggled.insert(fold);
        }
    }

    /// Closes (or opens) the group around the cursor and puts the cursor on its heading; says whether something
    /// changed.
    pub fn fold(&mut self, close: bool, rows: &[PageRow], height: usize) -> bool {
        let Some(group) = self.selected(rows, height).map(|r| r.group) else {
            return false;
        };
        let heading =
            rows.iter()
                .enumerate()
                .find_map(|(at, row)| match (&row.target, &row.content) {
                    (Target::Fold(fold), Content::Heading { open, .. }) if row.group == group => {
                        Some((at, *fold, *open))
                    }
                    _ => None,
                });
        let Some((at, fold, _)) = heading.filter(|(.., open)| *open == close) else {
            return false;
        };
        self.settle(rows, at, height, false);
        self.toggle(fold);
        true
    }

    /// Draws the rows into `area` and says where clicks land.
    pub fn view(
        &self,
        ctx: ViewContext<'_>,
        rows: &[PageRow],
        (pane, focus): (u8, bool),
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let at = self.index(rows, usize::from(area.height));
        let top = Cursor { at, top: self.top }.top(rows.len(), usize::from(area.height));
        for (y, (row, each)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(top)) {
            let place = Rect {
                y,
                height: 1,
                ..area
            };
            let selection = if each.live {
                RowSelection::of(row, at, focus)
            } else {
                RowSelection::No
            };
            draw::row(ctx, each, selection, place, buf);
        }
        hits.rows(pane, area, top, rows.len());
        scroll_bar(area, top, rows.len(), ctx.theme, buf);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(live: bool, group: u8, target: Target) -> PageRow {
        PageRow {
            indent: 0,
            content: Content::Blank,
            target,
            live,
            group,
        }
    }

    fn skill(at: u32) -> PageRow {
        row(true, 1, Target::Skill(SkillIx(at)))
    }

    #[test]
    fn the_cursor_rests_on_live_rows_only() {
        let dead = || row(false, 0, Target::Text);
        let rows = vec![dead(), dead(), skill(0), dead(), skill(1), dead(), dead()];
        let mut page = Page::default();
        assert_eq!(page.index(&rows, 3), 2);
        assert!(page.go(Command::Down, &rows, 3));
        assert_eq!(page.index(&rows, 3), 4);
        page.go(Command::Down, &rows, 3);
        assert_eq!(
            (page.index(&rows, 3), page.top),
            (4, 4),
            "what follows is shown"
        );
        page.go(Command::Up, &rows, 3);
        page.go(Command::Up, &rows, 3);
        assert_eq!(
            (page.index(&rows, 3), page.top),
            (2, 0),
            "what stands before is shown"
        );
        assert!(!page.go(Command::Mark, &rows, 3));
    }

    #[test]
    fn the_cursor_finds_its_row_again() {
        let rows = vec![skill(7), skill(8), skill(9)];
        let mut page = Page::default();
        page.point(1, &rows, 3);
        let rows = vec![row(true, 0, Target::Text), skill(7), skill(8), skill(9)];
        page.refresh(&rows, 3);
        assert_eq!(page.index(&rows, 3), 2);
    }
}
