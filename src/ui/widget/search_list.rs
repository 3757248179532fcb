//! A list that is searched by typing: the field with its count, the rows found, the cursor. What the rows are and
//! how they look is the screen's business.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::field::field;
use super::list_view::{Ends, ListView};
use crate::search::{Hit, Index, Results, Source, positions};
use crate::text::{thousands, width};
use crate::ui::input::command::Command;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::text_field::TextField;
use crate::wording::search::above_nearest;

/// A row: which item, and which of its labels was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// The item's position in the catalogue.
    pub item: u32,
    /// The label that matched; none for a row that stands here for another reason.
    pub hit: Option<Hit>,
    /// How far in it stands, where the list is a tree.
    pub depth: u8,
}

impl ListRow {
    /// How the label matched, where that is not plain.
    fn remark(&self) -> &'static str {
        self.hit.map_or("", |hit| hit.tier.remark())
    }

    /// The columns that the remark takes at the right of the row, with the gap before it.
    pub fn remark_width(&self) -> u16 {
        match width(self.remark()) {
            0 => 0,
            columns => columns as u16 + 2,
        }
    }

    /// A row that stands here whatever was searched for.
    pub fn new(item: u32) -> Self {
        Self {
            item,
            hit: None,
            depth: 0,
        }
    }
}

impl From<Hit> for ListRow {
    fn from(hit: Hit) -> Self {
        Self {
            hit: Some(hit),
            ..Self::new(hit.item)
        }
    }
}

/// What an action did to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEvent {
    /// It was not for the list.
    Ignored,
    /// Nothing the screen must follow.
    Done,
    /// The cursor moved.
    Moved,
    /// The text changed: search anew.
    QueryChanged,
    /// The row under the cursor is to be opened.
    Open,
}

/// The rows that a query finds.
#[derive(Clone, Debug, Default)]
pub struct FoundRows {
    pub rows: Vec<ListRow>,
    /// How many were found, listed or not; 0 where nothing is meant and the rows only come nearest.
    pub total: usize,
    /// What is said of a term for which there is nothing.
    pub note: Option<Arc<str>>,
}

impl From<Results> for FoundRows {
    fn from(results: Results) -> Self {
        Self {
            rows: results.hits.into_iter().map(ListRow::from).collect(),
            total: results.total,
            note: results.note,
        }
    }
}

#[derive(Clone, Debug)]
pub struct SearchList {
    field: TextField,
    typing: bool,
    cursor: Cursor,
    found: FoundRows,
    /// Its pane, for clicks and heights.
    pane: Pane,
}

impl SearchList {
    /// An empty list in pane `pane`.
    pub fn new(pane: Pane) -> Self {
        Self {
            field: TextField::default(),
            typing: false,
            cursor: Cursor::default(),
            found: FoundRows::default(),
            pane,
        }
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        self.field.text()
    }

    /// Empties the field.
    pub fn clear_query(&mut self) {
        self.field.clear();
    }

    /// Whether printable keys are text.
    pub fn typing(&self) -> bool {
        self.typing
    }

    /// Ends typing; the text stays.
    pub fn stop_typing(&mut self) {
        self.typing = false;
    }

    /// What is said above the rows, when nothing is meant and they only come nearest.
    pub fn note(&self) -> Option<String> {
        let first = self.rows().first().and_then(|row| row.hit);
        let note = self.found.note.as_deref();
        match first.filter(|hit| hit.tier.is_nearest()) {
            Some(_) => Some(above_nearest(note)),
            None => note.map(str::to_owned),
        }
    }

    pub fn rows(&self) -> &[ListRow] {
        &self.found.rows
    }

    /// The item under the cursor.
    pub fn selected(&self) -> Option<u32> {
        self.found.rows.get(self.cursor.at).map(|r| r.item)
    }

    /// Puts rows in place and the cursor on the first.
    pub fn fill(&mut self, found: FoundRows) {
        self.found = found;
        self.cursor = Cursor::default();
    }

    /// Puts rows in place and keeps the cursor on its item, which stays in the list where it was even if it
    /// is not among them any more: an item that was just changed must not vanish.
    pub fn refill(&mut self, mut found: FoundRows, height: usize) {
        let rows = &mut found.rows;
        if let Some(kept) = self.found.rows.get(self.cursor.at).copied()
            && rows.iter().all(|r| r.item != kept.item)
        {
            rows.insert(self.cursor.at.min(rows.len()), kept);
        }
        let kept = self.selected();
        self.found = found;
        if let Some(item) = kept {
            self.select(item, height);
        }
    }

    /// How many were found, listed or not.
    pub fn total(&self) -> usize {
        self.found.total
    }

    /// Whether the cursor has reached the end of what is listed and more was found.
    pub fn wants_more(&self) -> bool {
        self.found.rows.len() < self.found.total && self.cursor.at + 1 >= self.found.rows.len()
    }

    /// Puts the cursor on an item that is on screen, without scrolling.
    pub fn put_cursor_on(&mut self, item: u32) {
        if let Some(at) = self.found.rows.iter().position(|r| r.item == item) {
            self.cursor.at = at;
        }
    }

    /// Puts the cursor on an item if the list has it.
    pub fn select(&mut self, item: u32, height: usize) {
        if let Some(at) = self.found.rows.iter().position(|r| r.item == item) {
            self.cursor.go(at, self.found.rows.len(), height);
        }
    }

    /// Answers an action; `height` is that of the list in the last frame.
    pub fn update(&mut self, action: &Action, height: usize) -> ListEvent {
        let len = self.found.rows.len();
        match action {
            Action::Type(typed) if self.typing => {
                return if self.field.apply(typed) {
                    ListEvent::QueryChanged
                } else {
                    ListEvent::Done
                };
            }
            Action::Do(command) => match command {
                Command::Search => {
                    self.typing = true;
                    self.field.select_all();
                    return ListEvent::Done;
                }
                Command::Back if self.typing || !self.field.is_empty() => {
                    self.typing = false;
                    if self.field.is_empty() {
                        return ListEvent::Done;
                    }
                    self.field.clear();
                    return ListEvent::QueryChanged;
                }
                Command::Open => {
                    self.typing = false;
                    return if len == 0 {
                        ListEvent::Done
                    } else {
                        ListEvent::Open
                    };
                }
                command => {
                    if !self.cursor.command(*command, len, height) {
                        return ListEvent::Ignored;
                    }
                }
            },
            Action::Point { pane, row } if *pane == self.pane => {
                if *row == self.cursor.at {
                    return ListEvent::Open;
                }
                self.cursor.at = (*row).min(len.saturating_sub(1));
            }
            Action::Wheel { pane, down } if *pane == self.pane => {
                self.cursor.wheel(*down, len, height);
            }
            _ => return ListEvent::Ignored,
        }
        ListEvent::Moved
    }

    /// "37 of 111".
    pub fn count(&self, of: usize) -> String {
        format!("{} of {}", thousands(self.found.total), thousands(of))
    }

    /// Draws the field on one row, `remark` at its right.
    pub fn view_field(
        &self,
        ctx: ViewContext<'_>,
        hint: &str,
        remark: &str,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        if area.is_empty() {
            return;
        }
        let hint = if self.typing { "type to search" } else { hint };
        let cursor = field("/", &self.field, hint, remark, ctx.theme, area, buf);
        hits.click(area, Command::Search);
        if self.typing {
            hits.cursor = Some(cursor);
        }
    }

    /// Draws the rows into `area`; `parts` gives the two ends of a row.
    pub fn view_rows<'a>(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
        parts: impl Fn(&ListRow) -> Ends<'a>,
    ) {
        let view = ListView::new(ctx.theme, self.pane, focus);
        view.draw(self.cursor, self.found.rows.len(), area, buf, hits, |at| {
            let each = &self.found.rows[at];
            let (mut left, mut right) = parts(each);
            if each.depth > 0 {
                let indent = "  ".repeat(usize::from(each.depth));
                left.spans.insert(0, Span::raw(indent));
            }
            let remark = each.remark();
            if !remark.is_empty() {
                // At the right, where no long label cuts it.
                let gap = if right.spans.is_empty() { "" } else { "  " };
                let remark = Span::styled(format!("{remark}{gap}"), ctx.theme.dim);
                right.spans.insert(0, remark);
            }
            (left, right)
        });
    }

    /// What a row matched: the label when it is not the preferred one, and the places of the matched letters.
    pub fn matched<'i>(&self, index: &'i Index, found: &ListRow) -> (Option<&'i str>, Vec<usize>) {
        let Some(hit) = found.hit.filter(|_| !self.field.is_empty()) else {
            return (None, Vec::new());
        };
        let label = index.label(hit.label);
        let other = (label.source != Source::Preferred).then_some(label.text);
        let lit = positions(self.field.text(), label.text, hit.tier);
        (other, lit)
    }
}
