//! Where the names of stations stand on a map. A name never covers a line, a station or a title: the names that lines
//! make room for come first, then the selected station's, which also looks above, below and before its station, then
//! what else finds room.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::map::Metro;
use super::projection::Projection;
use crate::catalog::OccupationIx;
use crate::text::{sanitize, truncate, width};

/// A name shorter than this, an ellipsis included, says too little.
const LEAST: u16 = 6;

/// A name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) x: u16,
    pub(super) y: u16,
    /// The name, or as much of it as there is room for.
    pub(super) text: String,
    /// Whether it is the whole name.
    pub(super) whole: bool,
    /// Whether it stands in its station's row, a column from it.
    pub(super) beside: bool,
}

impl Label {
    /// The cells it takes.
    pub(super) fn area(&self) -> Rect {
        Rect {
            x: self.x,
            y: self.y,
            width: width(&self.text) as u16,
            height: 1,
        }
    }
}

/// What is taken of a map, and what has been named.
pub(super) struct Labels<'a, 'm> {
    metro: &'a Metro<'m>,
    projection: &'a Projection,
    area: Rect,
    canvas: &'a Canvas,
    inline: &'a BTreeSet<OccupationIx>,
    /// Stations, titles and names.
    taken: Vec<Rect>,
    done: BTreeMap<OccupationIx, Label>,
}

impl<'a, 'm> Labels<'a, 'm> {
    pub(super) fn new(
        metro: &'a Metro<'m>,
        projection: &'a Projection,
        area: Rect,
        canvas: &'a Canvas,
        inline: &'a BTreeSet<OccupationIx>,
    ) -> Self {
        let cells = |x, y, width| Rect {
            x,
            y,
            width,
            height: 1,
        };
        let stations = metro.layout.places.values();
        let titles = metro.lines.iter().zip(&metro.layout.titles);
        let taken = stations
            .map(|p| cells(projection.x[p.column], projection.y(p.row), 1))
            .chain(
                titles
                    .filter(|(line, _)| !line.title.is_empty())
                    .map(|(_, row)| cells(area.x, projection.y(*row), projection.title)),
            )
            .collect();
        Self {
            metro,
            projection,
            area,
            canvas,
            inline,
            taken,
            done: BTreeMap::new(),
        }
    }

    /// The names that are shown.
    pub(super) fn place(mut self) -> BTreeMap<OccupationIx, Label> {
        let selected = self.metro.selected;
        let mut order: Vec<OccupationIx> = self.metro.layout.places.keys().copied().collect();
        order.sort_by_key(|s| (!self.inline.contains(s), Some(*s) != selected));
        for station in order {
            let (x, y) = self.at(station);
            if !self.area.contains((x, y).into()) {
                continue;
            }
            let name = sanitize((self.metro.names)(station)).into_owned();
            let wanted = width(&name) as u16;
            let label = if self.inline.contains(&station) {
                Some((x + 2, y, wanted))
            } else if Some(station) == selected {
                self.best_place((x, y), wanted)
            } else {
                self.after((x, y), wanted)
                    .filter(|(_, _, room)| *room == wanted)
            };
            let Some((left, row, room)) = label else {
                continue;
            };
            let label = Label {
                x: left,
                y: row,
                text: truncate(&name, usize::from(room)).into_owned(),
                whole: room >= wanted,
                beside: row == y,
            };
            self.taken.push(label.area());
            self.done.insert(station, label);
        }
        self.done
    }

    fn at(&self, station: OccupationIx) -> (u16, u16) {
        let place = self.metro.layout.places[&station];
        (
            self.projection.x[place.column],
            self.projection.y(place.row),
        )
    }

    /// The best place for a name of `wanted` columns near a station, and how much of it has room there: the whole name
    /// after it, below, above or before it, else the longest part.
    fn best_place(&self, (x, y): (u16, u16), wanted: u16) -> Option<(u16, u16, u16)> {
        let rows = [y.checked_add(1), y.checked_sub(1)];
        let beyond = rows.into_iter().flatten();
        let after = self.after((x, y), wanted);
        let before = x.checked_sub(1).and_then(|beside| {
            let (start, _) = self.run(beside, y)?;
            let room = wanted.min(beside.checked_sub(start)?);
            Some((beside - room, y, room))
        });
        let over = beyond.filter_map(|row| {
            let (start, end) = self.run(x, row)?;
            let room = wanted.min(end - start);
            // It begins over its station, and moves to the left as far as it must.
            Some((x.min(end - room), row, room))
        });
        let found: Vec<(u16, u16, u16)> = after.into_iter().chain(over).chain(before).collect();
        let most = found.iter().map(|(_, _, room)| *room).max()?;
        let enough = most == wanted || most >= LEAST;
        found.into_iter().find(|f| enough && f.2 == most)
    }

    /// The place of a name after its station, and how much of it has room there.
    fn after(&self, (x, y): (u16, u16), wanted: u16) -> Option<(u16, u16, u16)> {
        let (_, end) = self.run(x + 1, y)?;
        Some((x + 2, y, wanted.min(end.checked_sub(x + 2)?)))
    }

    /// The columns around a free cell of a row that a name may take, from and to (not included): free ones, and a
    /// blank column towards what stands beside them.
    fn run(&self, x: u16, y: u16) -> Option<(u16, u16)> {
        let area = self.area;
        if !self.is_free(x, y) {
            return None;
        }
        let start = (area.x..x).rev().take_while(|x| self.is_free(*x, y)).last();
        let end = (x..area.right()).take_while(|x| self.is_free(*x, y)).last();
        let (mut start, mut end) = (start.unwrap_or(x), end.unwrap_or(x) + 1);
        if start > area.x && start < x {
            start += 1;
        }
        if end < area.right() && end > x + 1 {
            end -= 1;
        }
        Some((start, end))
    }

    fn is_free(&self, x: u16, y: u16) -> bool {
        let taken = |rect: &Rect| rect.contains((x, y).into());
        self.area.contains((x, y).into())
            && !self.canvas.is_line((x, y))
            && !self.taken.iter().any(taken)
    }
}
