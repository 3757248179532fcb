//! Where the parts of the path screen stand: the map above, steps and step below, beside each other or in turns.
//! Knows sizes only, nothing of what is drawn.

use ratatui::layout::Rect;

use super::Focus;
use crate::ui::widget::pane::TWO_PANES;

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
        let map = Rect {
            height: inner + 2,
            ..area
        };
        // Neighbours share a border.
        let y = map.bottom() - 1;
        (
            map,
            Rect {
                y,
                height: area.bottom() - y,
                ..area
            },
        )
    };
    if area.width >= TWO_PANES {
        let left = (area.width * 2 / 5).min(70);
        let steps = Rect {
            width: left + 1,
            ..below
        };
        let detail = Rect {
            x: below.x + left,
            width: below.width - left,
            ..below
        };
        return Areas { map, steps, detail };
    }
    let nothing = Rect { height: 0, ..below };
    match focus {
        Focus::Detail => Areas {
            map,
            steps: nothing,
            detail: below,
        },
        Focus::Map | Focus::Steps => Areas {
            map,
            steps: below,
            detail: nothing,
        },
    }
}
