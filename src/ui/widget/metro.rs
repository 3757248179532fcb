//! The metro map: the tracks as lines that run to the goal, shared stations once, the person's route heavy.
//!
//! Knows occupations only as names; what they mean is the screen's business.

pub mod canvas;
pub mod layout;

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use self::canvas::{Canvas, Weight};
use self::layout::{MapLayout, MapLine, Place};
use crate::catalog::OccupationIx;
use crate::text::{cut, width};
use crate::ui::theme::Theme;

/// How a station is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Ahead.
    Ahead,
    /// Passed by the person.
    Passed,
    /// Where the person is.
    Present,
    /// The goal.
    Goal,
}

/// A map ready to be drawn.
pub struct Metro<'a> {
    /// The lines, a row each.
    pub lines: &'a [MapLine],
    /// Where everything stands.
    pub layout: &'a MapLayout,
    /// A station's name, short.
    pub names: &'a dyn Fn(OccupationIx) -> &'a str,
    /// How a station is drawn.
    pub marks: &'a dyn Fn(OccupationIx) -> Mark,
    /// The station under the cursor.
    pub selected: Option<OccupationIx>,
    /// Whether the map has the keys.
    pub focus: bool,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Columns between a station's name and the line that leaves it, and the least length of that line.
const AIR: u16 = 1;
const LEAST_LINE: u16 = 2;

/// How the map is spread over an area.
struct Spread {
    /// x of each column of stations.
    x: Vec<u16>,
    /// Columns of the title before the lines.
    title: u16,
    /// Whether the short titles are used.
    short: bool,
    /// Rows of the terminal per row of the map.
    step: u16,
    top: u16,
}

impl Metro<'_> {
    /// Draws the map; gives the area of each station, for the mouse.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Vec<(Rect, OccupationIx)> {
        if self.layout.columns == 0 || area.width < 20 || area.height == 0 {
            return Vec::new();
        }
        let spread = self.spread(area);
        let y = |row: usize| spread.top + row as u16 * spread.step;
        let mut canvas = Canvas::new(area.intersection(buf.area));
        self.lay(&spread, &mut canvas);
        canvas.draw(self.theme.signs.ascii, buf);
        for (row, line) in self.lines.iter().enumerate() {
            let title = if spread.short {
                &line.short_title
            } else {
                &line.title
            };
            let style = if line.mine {
                self.theme.route
            } else {
                self.theme.tracks[line.track % 5]
            };
            let place = Rect {
                x: area.x,
                y: y(row),
                width: spread.title,
                height: 1,
            };
            if area.contains((place.x, place.y).into()) {
                buf.set_string(
                    place.x,
                    place.y,
                    cut(title, usize::from(spread.title)),
                    style,
                );
            }
        }
        let mut areas = Vec::new();
        // The selected station is drawn last: its name is always shown, over whatever is in the way.
        let mut order: Vec<(&OccupationIx, &Place)> = self.layout.places.iter().collect();
        order.sort_by_key(|(station, _)| Some(**station) == self.selected);
        for (station, place) in order {
            let at = (spread.x[place.column], y(place.row));
            if area.contains(at.into()) {
                areas.push((self.station(*station, at, area, &canvas, buf), *station));
            }
        }
        areas
    }

    /// Draws one station and as much of its name as there is free room for.
    fn station(
        &self,
        station: OccupationIx,
        (x, y): (u16, u16),
        area: Rect,
        canvas: &Canvas,
        buf: &mut Buffer,
    ) -> Rect {
        let theme = self.theme;
        let selected = Some(station) == self.selected;
        let (sign, mut style) = match (self.marks)(station) {
            Mark::Ahead => (theme.signs.station, theme.text),
            Mark::Passed => (theme.signs.passed, theme.held),
            Mark::Present => (theme.signs.present, theme.accent),
            Mark::Goal => (theme.signs.goal, theme.title),
        };
        let mine = self
            .lines
            .iter()
            .any(|l| l.mine && l.stations.contains(&station));
        if mine && style == theme.text {
            style = theme.route;
        }
        buf.set_string(x, y, sign, style);
        let name = crate::text::harmless((self.names)(station));
        let wanted = width(&name) as u16;
        let mut at = x + 2;
        let free = (at..area.right())
            .take(usize::from(wanted))
            .take_while(|x| !canvas.is_line((*x, y)))
            .count() as u16;
        let fits = free == wanted && at + wanted <= area.right();
        if !fits && !selected {
            return Rect {
                x,
                y,
                width: 1,
                height: 1,
            };
        }
        if selected {
            style = if self.focus {
                theme.selected
            } else {
                theme.selected_idle
            };
            if at + wanted > area.right() {
                at = area.right().saturating_sub(wanted).max(area.x);
            }
        }
        let room = usize::from(area.right().saturating_sub(at));
        buf.set_stringn(at, y, &name, room, style);
        if selected && !fits && at > area.x && at > x + 1 {
            buf.set_string(at - 1, y, " ", Style::new());
        }
        Rect {
            x: x.min(at),
            y,
            width: at.max(x) - x.min(at) + wanted,
            height: 1,
        }
    }

    /// Lays every segment on the canvas.
    fn lay(&self, spread: &Spread, canvas: &mut Canvas) {
        let y = |row: usize| spread.top + row as u16 * spread.step;
        for segment in &self.layout.segments {
            let (from, to) = (
                self.layout.places[&segment.from],
                self.layout.places[&segment.to],
            );
            let start = (self.line_start(segment.from, from, spread), y(from.row));
            let end = (spread.x[to.column].saturating_sub(1), y(to.row));
            let enter = spread.x[to.column].saturating_sub(LEAST_LINE + 1);
            let style = self.style(segment);
            let weight = if segment.mine {
                Weight::Heavy
            } else {
                Weight::Light
            };
            let lane = y(segment.lane);
            let points = if from.column == to.column {
                // Both stand in one column: out to the right, down, and back.
                let turn = start.0 + LEAST_LINE;
                vec![
                    start,
                    (turn, start.1),
                    (turn, end.1),
                    (spread.x[to.column] + 1, end.1),
                ]
            } else if segment.lane == from.row {
                vec![
                    start,
                    (enter.max(start.0), start.1),
                    (enter.max(start.0), end.1),
                    end,
                ]
            } else {
                let leave = spread.x[from.column + 1]
                    .saturating_sub(LEAST_LINE + 1)
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

    fn style(&self, segment: &layout::Segment) -> Style {
        if segment.mine {
            let passed = |station| matches!((self.marks)(station), Mark::Passed | Mark::Present);
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

    /// The first column of the line that leaves a station: after its name where there is room for it.
    fn line_start(&self, station: OccupationIx, place: Place, spread: &Spread) -> u16 {
        let x = spread.x[place.column];
        let Some(next) = spread.x.get(place.column + 1) else {
            return x + 1;
        };
        let name = 2 + width((self.names)(station)) as u16 + AIR;
        if x + name + LEAST_LINE < *next {
            x + name
        } else {
            x + 1
        }
    }

    /// Finds columns for an area: all names if they fit; else names are given up column by column, those with
    /// nothing of the person's route first.
    fn spread(&self, area: Rect) -> Spread {
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
            let own = self
                .lines
                .iter()
                .any(|l| l.mine && l.stations.contains(station));
            *mine.entry(place.column).or_default() |= own;
        }
        let last = layout.columns - 1;
        let needed = |names: &[u16], title: u16| {
            let lines = (AIR + LEAST_LINE + 1) * last as u16;
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
        let spare = area.width.saturating_sub(needed(&names, title));
        let gaps = (last as u16).max(1);
        let mut x = vec![area.x + title + 2];
        for (i, name) in names.iter().take(last).enumerate() {
            let share = spare / gaps + u16::from((i as u16) < spare % gaps);
            let before = x[i];
            x.push(before + 1 + name + AIR + LEAST_LINE + 1 + share);
        }
        let rows = layout.rows as u16;
        let step = if (rows * 2).saturating_sub(1) <= area.height {
            2
        } else {
            1
        };
        let used = (rows.saturating_sub(1)) * step + 1;
        let top = area.y + area.height.saturating_sub(used) / 2;
        Spread {
            x,
            title,
            short,
            step,
            top,
        }
    }
}
