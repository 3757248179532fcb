//! Where the parts of the path screen stand: the map above, steps and step below, beside each other or in turns.
//! Knows sizes only, nothing of what is drawn.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::ui::widget::pane::{TWO_PANES, two_panes};

/// The pane that has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Focus {
    Map,
    Steps,
    Detail,
}

/// Rows below the map that a large map must leave.
const BELOW_LARGE_MAP: u16 = 22;

/// Under this height of the body the map and the panes take turns.
const BOTH: u16 = 18;

/// Where the parts of the screen stand.
pub(super) struct Areas {
    pub(super) map: Rect,
    pub(super) steps: Rect,
    pub(super) detail: Rect,
}

/// Where the parts stand in `area`; `map_rows` says how many rows a map needs that may have so many. A part that is not
/// shown has no rows.
pub(super) fn areas(area: Rect, focus: Focus, map_rows: impl Fn(u16) -> u16) -> Areas {
    let none = Rect { height: 0, ..area };
    let rows = map_rows(area.height.saturating_sub(BELOW_LARGE_MAP + 2));
    let (map, below) = if area.height < BOTH {
        if focus == Focus::Map {
            (area, none)
        } else {
            (none, area)
        }
    } else {
        let airy = (rows * 2).saturating_sub(1);
        let inner = if area.height >= airy + BELOW_LARGE_MAP {
            airy
        } else {
            rows
        };
        // Neighbours share a border.
        let rows = [Constraint::Length(inner + 2), Constraint::Fill(1)];
        let [map, below] = Layout::vertical(rows).spacing(-1).areas(area);
        (map, below)
    };
    let nothing = Rect { height: 0, ..below };
    let (steps, detail) = match focus {
        _ if area.width >= TWO_PANES => two_panes(below, (area.width * 2 / 5).min(70)),
        Focus::Detail => (nothing, below),
        Focus::Map | Focus::Steps => (below, nothing),
    };
    Areas { map, steps, detail }
}
