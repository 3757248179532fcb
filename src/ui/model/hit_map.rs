//! What a frame leaves behind for the next input: where clicks land, and how many rows each pane has.

use ratatui::layout::{Position, Rect};

use crate::ui::model::PANES;
use crate::ui::model::action::Action;

/// The areas of a frame that answer to the mouse, and the heights of its panes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitMap {
    clicks: Vec<(Rect, Action)>,
    wheels: Vec<(Rect, u8)>,
    /// The frame of the overlay on top.
    frame: Option<Rect>,
    /// Rows of each pane; 0 where it was not drawn.
    pub heights: [usize; PANES],
    /// Columns of each pane; 0 where it was not drawn.
    pub widths: [usize; PANES],
    /// Where the terminal's cursor belongs: in a text field.
    pub cursor: Option<Position>,
}

impl HitMap {
    /// A click into `area` does `action`. What is said later lies on top.
    pub fn click(&mut self, area: Rect, action: impl Into<Action>) {
        self.clicks.push((area, action.into()));
    }

    /// `area` shows the content of pane `pane`: the wheel scrolls it, and it has so many rows.
    pub fn pane(&mut self, pane: u8, area: Rect) {
        self.wheels.push((area, pane));
        if let Some(height) = self.heights.get_mut(usize::from(pane)) {
            *height = usize::from(area.height);
        }
        if let Some(width) = self.widths.get_mut(usize::from(pane)) {
            *width = usize::from(area.width);
        }
    }

    /// Every row of `area` is a row of `pane`, from row `top` on, at most `len` rows in all.
    pub fn rows(&mut self, pane: u8, area: Rect, top: usize, len: usize) {
        self.pane(pane, area);
        for (line, row) in (top..len).enumerate().take(usize::from(area.height)) {
            let area = Rect {
                y: area.y + line as u16,
                height: 1,
                ..area
            };
            self.click(area, Action::Point { pane, row });
        }
    }

    /// An overlay lies on top, this is its inside: whatever is beyond its frame is outside.
    pub fn over(&mut self, inner: Rect) {
        let left = inner.x.saturating_sub(2);
        let top = inner.y.saturating_sub(1);
        self.frame = Some(Rect {
            x: left,
            y: top,
            width: inner.right().saturating_add(2).saturating_sub(left),
            height: inner.bottom().saturating_add(1).saturating_sub(top),
        });
    }

    /// Whether a click at this place misses the overlay on top.
    pub fn is_outside(&self, column: u16, row: u16) -> bool {
        let place = Position::new(column, row);
        self.frame.is_some_and(|frame| !frame.contains(place))
    }

    /// What a click at this place does.
    pub fn at(&self, column: u16, row: u16) -> Option<&Action> {
        let place = Position::new(column, row);
        self.clicks
            .iter()
            .rev()
            .find(|(area, _)| area.contains(place))
            .map(|(_, a)| a)
    }

    /// The pane over which the wheel turned.
    pub fn wheel(&self, column: u16, row: u16) -> Option<u8> {
        let place = Position::new(column, row);
        self.wheels
            .iter()
            .rev()
            .find(|(area, _)| area.contains(place))
            .map(|(_, p)| *p)
    }
}
