//! The metro map: the tracks as lines that run to the goal, shared stations once, the person's route heavy.
//!
//! Knows occupations only as names; what they mean is the screen's business.

pub mod canvas;
#[cfg(test)]
pub(crate) mod check;
pub(crate) mod grid;
mod label;
mod lanes;
pub mod layout;
pub(crate) mod map;
mod projection;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::canvas::{Canvas, Weight};
use self::grid::{GridCell, Segment};
use self::label::Labels;
pub use self::map::{Metro, StationMark};
use self::projection::{AIR, LEAST_LINE, Projection};
use crate::catalog::OccupationIx;
use crate::text::{truncate, width};

/// What became of a map.
#[derive(Debug, Default)]
pub struct DrawnMap {
    /// Where each station and its name stand, for the mouse.
    pub areas: Vec<(Rect, OccupationIx)>,
    /// Whether the name of the selected station stands on the map, and in full.
    pub named: bool,
}

impl Metro<'_> {
    /// Draws the map.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> DrawnMap {
        let area = area.intersection(buf.area);
        if self.layout.columns == 0 || area.width < 20 || area.height == 0 {
            return DrawnMap::default();
        }
        let projection = self.projection(area);
        let (inline, canvas) = self.lines(&projection, area);
        canvas.draw(self.theme.signs.ascii, buf);
        self.titles(&projection, area, buf);
        let labels = Labels::new(self, &projection, area, &canvas, &inline).place();
        let mut drawn = DrawnMap::default();
        for (station, place) in &self.layout.places {
            let (x, y) = (projection.x[place.column], projection.y(place.row));
            if !area.contains((x, y).into()) {
                continue;
            }
            let label = labels.get(station);
            let selected = Some(*station) == self.selected;
            let style = self.station_style(*station);
            let highlight = if self.focus {
                self.theme.selected
            } else {
                self.theme.selected_idle
            };
            // A label that does not stand beside its station is tied to it by their looks.
            let beside = label.is_some_and(|l| l.beside);
            let sign_style = if selected && !beside {
                highlight
            } else {
                style
            };
            buf.set_string(x, y, self.sign(*station), sign_style);
            let mut click = Rect {
                x,
                y,
                width: 1,
                height: 1,
            };
            if let Some(label) = label {
                let style = if selected { highlight } else { style };
                buf.set_string(label.x, label.y, &label.text, style);
                let place = label.area();
                if beside {
                    click = click.union(place);
                } else {
                    drawn.areas.push((place, *station));
                }
                drawn.named |= selected && label.whole;
            }
            drawn.areas.push((click, *station));
        }
        drawn
    }

    /// Draws the titles of the lines.
    fn titles(&self, projection: &Projection, area: Rect, buf: &mut Buffer) {
        for (line, row) in self.lines.iter().zip(&self.layout.titles) {
            let title = if projection.short {
                &line.short_title
            } else {
                &line.title
            };
            let style = if line.mine {
                self.theme.route
            } else {
                self.theme.tracks[line.track % 5]
            };
            let (x, y) = (area.x, projection.y(*row));
            if !title.is_empty() && area.contains((x, y).into()) {
                buf.set_string(x, y, truncate(title, usize::from(projection.title)), style);
            }
        }
    }

    fn sign(&self, station: OccupationIx) -> &'static str {
        let signs = &self.theme.signs;
        match (self.marks)(station) {
            StationMark::Ahead => signs.station,
            StationMark::Passed => signs.passed,
            StationMark::Present => signs.present,
            StationMark::Goal => signs.goal,
        }
    }

    fn station_style(&self, station: OccupationIx) -> Style {
        let theme = self.theme;
        match (self.marks)(station) {
            StationMark::Ahead if self.is_mine(station) => theme.route,
            StationMark::Ahead => theme.text,
            StationMark::Passed => theme.held,
            StationMark::Present => theme.accent,
            StationMark::Goal => theme.title,
        }
    }

    fn is_mine(&self, station: OccupationIx) -> bool {
        self.lines.iter().any(|l| l.own().contains(&station))
    }

    /// Lays the lines, and says which stations have their name on their line: it begins after the name.
    fn lines(&self, projection: &Projection, area: Rect) -> (BTreeSet<OccupationIx>, Canvas) {
        let mut inline: BTreeSet<OccupationIx> = self
            .layout
            .places
            .iter()
            .filter(|(station, place)| self.has_room(**station, **place, projection))
            .map(|(station, _)| *station)
            .collect();
        loop {
            let mut canvas = Canvas::new(area);
            self.lay(projection, &inline, &mut canvas);
            let names = inline.len();
            // Another line may run where a name would stand: then its own line has to begin at the station.
            inline.retain(|station| {
                let place = self.layout.places[station];
                let (x, y) = (projection.x[place.column], projection.y(place.row));
                let end = x + 1 + width((self.names)(*station)) as u16;
                (x + 1..=end).all(|x| !canvas.is_line((x, y)))
            });
            if inline.len() == names {
                return (inline, canvas);
            }
        }
    }

    /// Lays every segment on the canvas, and what joins a title that stands in a row of its own to its start.
    fn lay(&self, projection: &Projection, inline: &BTreeSet<OccupationIx>, canvas: &mut Canvas) {
        for (line, row) in self.lines.iter().zip(&self.layout.titles) {
            let start = self.layout.places[&line.stations[0]];
            let (from, to) = (projection.y(*row), projection.y(start.row));
            if !line.title.is_empty() && from != to && start.column == 0 {
                let x = projection.x[0].saturating_sub(2);
                let style = self.theme.tracks[line.track % 5];
                canvas.line(&[(x, from), (x, to), (x + 1, to)], Weight::Light, style);
            }
        }
        for segment in &self.layout.segments {
            let (from, to) = (
                self.layout.places[&segment.from],
                self.layout.places[&segment.to],
            );
            let mut left = projection.x[from.column] + 1;
            if inline.contains(&segment.from) {
                left += 1 + width((self.names)(segment.from)) as u16 + AIR;
            }
            let start = (left, projection.y(from.row));
            let end = (
                projection.x[to.column].saturating_sub(1),
                projection.y(to.row),
            );
            let enter = projection.strip(to.column, segment.enter);
            let style = self.style(segment);
            let weight = if segment.mine {
                Weight::Heavy
            } else {
                Weight::Light
            };
            let lane = projection.y(segment.lane);
            let points = if from.column == to.column {
                // Both stand in one column: out to the right, down, and back.
                let turn = start.0 + LEAST_LINE;
                vec![
                    start,
                    (turn, start.1),
                    (turn, end.1),
                    (projection.x[to.column] + 1, end.1),
                ]
            } else if segment.lane == from.row {
                let enter = enter.max(start.0);
                vec![start, (enter, start.1), (enter, end.1), end]
            } else {
                let leave = projection
                    .strip(from.column + 1, segment.leave)
                    .max(start.0);
                vec![
                    start,
                    (leave, start.1),
                    (leave, lane),
                    (enter, lane),
                    (enter, end.1),
                    end,
                ]
            };
            canvas.line(&points, weight, style);
        }
    }

    fn style(&self, segment: &Segment) -> Style {
        if segment.mine {
            let passed = |station| {
                matches!(
                    (self.marks)(station),
                    StationMark::Passed | StationMark::Present
                )
            };
            let done = passed(segment.from) && passed(segment.to);
            return if done {
                self.theme.held
            } else {
                self.theme.route
            };
        }
        match segment.tracks.iter().next() {
            Some(track) if segment.tracks.len() == 1 => self.theme.tracks[track % 5],
            _ => self.theme.dim,
        }
    }

    /// Whether there is room for a station's name and a piece of line before the next column.
    fn has_room(&self, station: OccupationIx, place: GridCell, projection: &Projection) -> bool {
        let name = 2 + width((self.names)(station)) as u16 + AIR;
        let next = place.column + 1;
        let strip = self.layout.strips.get(next);
        strip.is_some_and(|columns| {
            projection.x[place.column] + name <= projection.strip(next, columns - 1)
        })
    }
}
