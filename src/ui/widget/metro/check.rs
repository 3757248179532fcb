//! What must hold of any drawn map; for the tests of the widget and of the screen that has the real lines.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::map::{Metro, StationMark};
use super::projection::{AIR, Projection};
use crate::catalog::OccupationIx;
use crate::text::{sanitize, width};

/// A map in an area, its lines laid once for all the stations that can be selected.
pub(crate) struct Check {
    area: Rect,
    projection: Projection,
    inline: BTreeSet<OccupationIx>,
    canvas: Canvas,
    bare: Buffer,
}

impl Check {
    pub(crate) fn new(metro: &Metro<'_>, area: Rect) -> Self {
        let projection = metro.projection(area);
        let (inline, canvas) = metro.lines(&projection, area);
        let mut bare = Buffer::empty(area);
        canvas.draw(metro.theme.signs.ascii, &mut bare);
        Self {
            area,
            projection,
            inline,
            canvas,
            bare,
        }
    }

    /// What is wrong with the map as it is drawn: nothing, if it is drawn well.
    pub(crate) fn faults(&self, metro: &Metro<'_>) -> Vec<String> {
        let Self {
            area,
            projection,
            inline,
            canvas,
            bare,
        } = self;
        let area = *area;
        let mut out = Vec::new();
        let mut full = Buffer::empty(area);
        metro.draw(area, &mut full);
        for place in area.positions() {
            if canvas.is_line(place.into()) && full[place].symbol() != bare[place].symbol() {
                let (is, was) = (full[place].symbol(), bare[place].symbol());
                out.push(format!("`{was}` became `{is}` at {place}"));
            }
        }
        for (station, place) in &metro.layout.places {
            let name = (metro.names)(*station);
            let at = Position::new(projection.x[place.column], projection.y(place.row));
            if !area.contains(at) {
                out.push(format!("{name} is outside, at {at}"));
                continue;
            }
            if canvas.is_line(at.into()) {
                out.push(format!("a line runs over {name}"));
            }
            if full[at].symbol() != metro.sign(*station) {
                out.push(format!("{} stands on {name}", full[at].symbol()));
            }
            let shown: String = (at.x + 2..area.right())
                .map(|x| full[(x, at.y)].symbol())
                .collect();
            if inline.contains(station) && !shown.starts_with(&*sanitize(name)) {
                out.push(format!("a gap where the name of {name} should be"));
            }
        }
        for (line, row) in metro.lines.iter().zip(&metro.layout.titles) {
            let title: String = (area.x..area.x + projection.title)
                .map(|x| full[(x, projection.y(*row))].symbol())
                .collect();
            if !line.title.is_empty()
                && ![&*line.title, &*line.short_title].contains(&title.trim_end())
            {
                out.push(format!(
                    "instead of the title {} stands {title}",
                    line.title
                ));
            }
        }
        out
    }

    /// Says so if the person's route is not one heavy line from where they are to the goal.
    pub(crate) fn interrupted(&self, metro: &Metro<'_>) -> Option<String> {
        let Self {
            area,
            projection,
            inline,
            canvas,
            ..
        } = self;
        let line = metro.lines.iter().find(|l| l.mine)?;
        let from = line
            .own()
            .iter()
            .find(|s| (metro.marks)(**s) == StationMark::Present)?;
        let at = |station| {
            let place = metro.layout.places[station];
            (projection.x[place.column], projection.y(place.row))
        };
        let stations: Vec<((u16, u16), u16)> = line
            .own()
            .iter()
            .map(|s| {
                let name = 1 + width((metro.names)(*s)) as u16 + AIR;
                (at(s), if inline.contains(s) { name } else { 0 })
            })
            .collect();
        let goal = at(line.stations.last()?);
        let heavy = |place: (u16, u16), arm: usize| canvas.arms(place)[arm] == 2;
        let mut seen: BTreeSet<(u16, u16)> = BTreeSet::new();
        let mut open = vec![at(from)];
        while let Some((x, y)) = open.pop() {
            if !area.contains((x, y).into()) || !seen.insert((x, y)) {
                continue;
            }
            if let Some((_, name)) = stations.iter().find(|(place, _)| *place == (x, y)) {
                // From a station: over its name and before it, wherever a heavy line begins.
                for beside in [x.wrapping_sub(1), x + 1 + name, x + 1] {
                    if heavy((beside, y), 1) || heavy((beside, y), 3) {
                        open.push((beside, y));
                    }
                }
                continue;
            }
            let mut to = |arm: usize, place: (u16, u16), back: usize| {
                if heavy((x, y), arm)
                    && (heavy(place, back) || stations.iter().any(|s| s.0 == place))
                {
                    open.push(place);
                }
            };
            to(0, (x, y.wrapping_sub(1)), 2);
            to(1, (x + 1, y), 3);
            to(2, (x, y + 1), 0);
            to(3, (x.wrapping_sub(1), y), 1);
            // The last piece before a station has no arm towards it, the first after it comes from the left.
            if heavy((x, y), 3) || heavy((x, y), 1) {
                for ((sx, sy), name) in &stations {
                    if *sy == y && (sx.wrapping_sub(1) == x || sx + 1 + name == x || sx + 1 == x) {
                        open.push((*sx, *sy));
                    }
                }
            }
        }
        (!seen.contains(&goal)).then(|| "the route does not reach the goal".to_owned())
    }
}
