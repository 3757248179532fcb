//! How a map is spread over an area: which columns of the terminal its columns get, which titles, how many rows.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::map::Metro;
use crate::text::width;

/// Columns between a station's name and the line that leaves it, and the least length of that line.
pub(super) const AIR: u16 = 1;
pub(super) const LEAST_LINE: u16 = 2;

/// Columns from one line that turns in a strip to the next.
const APART: u16 = 2;

/// How the map is spread over an area.
pub(super) struct Projection {
    /// x of each column of stations.
    pub(super) x: Vec<u16>,
    /// Columns of the title before the lines.
    pub(super) title: u16,
    /// Whether the short titles are used.
    pub(super) short: bool,
    /// Rows of the terminal per row of the map.
    pub(super) step: u16,
    pub(super) top: u16,
    /// Whether there is room to turn apart what does not belong together.
    pub(super) parted: bool,
}

impl Projection {
    /// The row of the terminal of a row of the map.
    pub(super) fn y(&self, row: usize) -> u16 {
        self.top + row as u16 * self.step
    }

    /// The column in which lines turn before they enter a column of stations: one of the strip there.
    pub(super) fn strip(&self, column: usize, within: usize) -> u16 {
        let within = if self.parted {
            within as u16 * APART
        } else {
            0
        };
        self.x[column].saturating_sub(LEAST_LINE + 1 + within)
    }
}

impl Metro<'_> {
    /// Finds columns for an area: all names if they fit; else names are given up column by column, those with
    /// nothing of the person's route first.
    pub(super) fn projection(&self, area: Rect) -> Projection {
        let layout = self.layout;
        let longest = |short: bool| {
            let titles = self
                .lines
                .iter()
                .map(|l| if short { &l.short_title } else { &l.title });
            titles.map(|t| width(t)).max().unwrap_or(0) as u16
        };
        let mut names: Vec<u16> = vec![0; layout.columns];
        let mut mine: BTreeMap<usize, bool> = BTreeMap::new();
        for (station, place) in &layout.places {
            let name = width((self.names)(*station)) as u16 + 1;
            names[place.column] = names[place.column].max(name);
            let own = self.lines.iter().any(|l| l.own().contains(station));
            *mine.entry(place.column).or_default() |= own;
        }
        let last = layout.columns - 1;
        let extra = |column: usize| (layout.strips[column] as u16 - 1) * APART;
        let apart: u16 = (1..layout.columns).map(extra).sum();
        let mut parted = true;
        let needed = |names: &[u16], title: u16| {
            let lines = (AIR + LEAST_LINE + 1) * last as u16 + apart;
            title + 2 + names.iter().map(|n| n + 1).sum::<u16>() + lines
        };
        let mut title = longest(false);
        let mut short = false;
        if needed(&names, title) > area.width {
            title = longest(true);
            short = true;
        }
        // The order of giving up: columns in the middle, first those off the person's route, longest first.
        let mut order: Vec<usize> = (1..last).collect();
        order.sort_by_key(|c| (mine[c], std::cmp::Reverse(names[*c])));
        for column in order {
            if needed(&names, title) <= area.width {
                break;
            }
            names[column] = 0;
        }
        if needed(&names, title) > area.width {
            names[0] = 0;
        }
        let mut wanted = needed(&names, title);
        if wanted > area.width {
            parted = false;
            wanted -= apart;
        }
        let spare = area.width.saturating_sub(wanted);
        let gaps = (last as u16).max(1);
        let mut x = vec![area.x + title + 2];
        for (i, name) in names.iter().take(last).enumerate() {
            let share = spare / gaps + u16::from((i as u16) < spare % gaps);
            let before = x[i];
            let strip = if parted { extra(i + 1) } else { 0 };
            x.push(before + 1 + name + AIR + LEAST_LINE + 1 + share + strip);
        }
        let rows = layout.rows as u16;
        let step = if (rows * 2).saturating_sub(1) <= area.height {
            2
        } else {
            1
        };
        let used = (rows.saturating_sub(1)) * step + 1;
        let top = area.y + area.height.saturating_sub(used) / 2;
        Projection {
            x,
            title,
            short,
            step,
            top,
            parted,
        }
    }
}
