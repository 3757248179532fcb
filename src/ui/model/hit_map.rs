//! What the last frame says of the mouse: the areas that take clicks and the sizes of the panes.

use ratatui::layout::{Position, Rect};

use crate::ui::model::action::Action;
use crate::ui::model::pane::{Pane, PaneSizes};

/// The areas of a frame that answer to the mouse, and the sizes of its panes.
#[derive(Clone, Debug, PartialEq)]
pub struct HitMap {
    clicks: Vec<(Rect, Action)>,
    wheels: Vec<(Rect, Pane)>,
    /// The frame of the overlay on top.
    frame: Option<Rect>,
    /// Zero for a pane that was not drawn.
    pub(crate) panes: PaneSizes,
    /// The position of the terminal's cursor, in a text field.
    pub cursor: Option<Position>,
}

impl Default for HitMap {
    fn default() -> Self {
        Self {
            clicks: Vec::new(),
            wheels: Vec::new(),
            frame: None,
            panes: PaneSizes::new(0, 0),
            cursor: None,
        }
    }
}

impl HitMap {
    /// Makes a click into `area` do `action`. Later areas lie on top.
    pub fn click(&mut self, area: Rect, action: impl Into<Action>) {
        self.clicks.push((area, action.into()));
    }

    /// Says where the content of a pane is drawn: the wheel scrolls it there.
    pub fn pane(&mut self, pane: Pane, area: Rect) {
        self.wheels.push((area, pane));
        self.panes.set(pane, area);
    }

    /// Makes each line of `area` a row of `pane`, from row `top` up to `len`.
    pub fn rows(&mut self, pane: Pane, area: Rect, top: usize, len: usize) {
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

    /// Says that an overlay with this inner area lies on top: clicks beyond its frame are outside.
    pub fn set_frame(&mut self, inner: Rect) {
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

    /// Makes each cell of `area` one of `pane`, which has no rows.
    pub fn cells(&mut self, pane: Pane, area: Rect) {
        self.pane(pane, area);
        let (column, row) = (0, 0);
        self.click(area, Action::PointAt { pane, column, row });
    }

    /// The action of a click at this position.
    pub fn at(&self, column: u16, row: u16) -> Option<Action> {
        let place = Position::new(column, row);
        let mut clicks = self.clicks.iter().rev();
        let (area, action) = clicks.find(|(area, _)| area.contains(place))?;
        Some(match action {
            Action::PointAt { pane, .. } => Action::PointAt {
                pane: *pane,
                column: column - area.x,
                row: row - area.y,
            },
            action => action.clone(),
        })
    }

    /// The pane at this position.
    pub fn wheel(&self, column: u16, row: u16) -> Option<Pane> {
        let place = Position::new(column, row);
        self.wheels
            .iter()
            .rev()
            .find(|(area, _)| area.contains(place))
            .map(|(_, p)| *p)
    }
}
