//! The map pane of the path screen: which routes are lines, what is marked, and what is said of the station
//! under the cursor.

use std::cell::OnceCell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::plan::Plan;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::metro::layout::{Direction, MapLayout, MapLine};
use crate::ui::widget::metro::{Metro, StationMark};
use crate::ui::widget::pane::pane;

/// Lines and where they run.
#[derive(Debug, Default)]
struct RenderedMap {
    lines: Vec<MapLine>,
    layout: MapLayout,
}

impl RenderedMap {
    fn of(lines: Vec<MapLine>) -> Self {
        Self {
            layout: MapLayout::new(&lines),
            lines,
        }
    }
}

/// The map: a small one with a line per track, and a large one with a line per start for screens with room.
#[derive(Debug)]
pub(super) struct TrackMap {
    small: RenderedMap,
    /// Made when there is first room for it.
    large: OnceCell<RenderedMap>,
    selected: Option<OccupationIx>,
}

impl TrackMap {
    pub(super) fn new(model: &Model) -> Self {
        Self {
            small: RenderedMap::of(lines(model, false)),
            large: OnceCell::new(),
            selected: model
                .plan()
                .map(|p| p.start)
                .or_else(|| model.catalog.goal()),
        }
    }

    /// Looks at the record anew; says whether the route is another one.
    pub(super) fn refresh(&mut self, model: &Model) -> bool {
        let small = lines(model, false);
        if small == self.small.lines {
            return false;
        }
        *self = Self::new(model);
        true
    }

    pub(super) fn selected(&self) -> Option<OccupationIx> {
        self.selected
    }

    pub(super) fn select(&mut self, station: Option<OccupationIx>) {
        if station.is_some() {
            self.selected = station;
        }
    }

    pub(super) fn select_track(&mut self, id: &str, model: &Model) {
        let mut tracks = model.catalog.tracks.tracks.iter();
        let track = tracks.position(|t| &*t.id == id);
        let line = self.small.lines.iter().find(|l| Some(l.track) == track);
        self.select(line.map(|l| l.stations[0]));
    }

    /// The rows of the map that is drawn where `height` rows can be had.
    pub(super) fn rows(&self, height: u16, model: &Model) -> u16 {
        self.drawn(usize::from(height), model).layout.rows as u16
    }

    /// The large map if `height` rows are enough for it, else the small one.
    fn drawn(&self, height: usize, model: &Model) -> &RenderedMap {
        if height <= self.small.layout.rows {
            return &self.small;
        }
        let large = || RenderedMap::of(lines(model, true));
        let large = self.large.get_or_init(large);
        if height >= large.layout.rows {
            large
        } else {
            &self.small
        }
    }

    /// Moves the cursor; says whether there was somewhere to go.
    pub(super) fn go(&mut self, direction: Direction, model: &Model) -> bool {
        let drawn = self.drawn(model.view.panes.height(Pane::Map), model);
        let Some(at) = self
            .selected
            .filter(|s| drawn.layout.places.contains_key(s))
        else {
            self.selected = drawn.lines.first().map(|l| l.stations[0]);
            return self.selected.is_some();
        };
        let mine: Vec<OccupationIx> = drawn.lines.iter().flat_map(|l| l.own().to_vec()).collect();
        match drawn.layout.neighbour(at, direction, &mine) {
            Some(next) => {
                self.selected = Some(next);
                true
            }
            None => false,
        }
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let model = ctx.model;
        let catalog = &*model.catalog;
        let remark = self
            .selected
            .map(|s| remark(catalog, s))
            .unwrap_or_default();
        let inner = pane("Tracks", "", focus, ctx.theme, area, buf);
        hits.pane(Pane::Map, inner);
        let drawn = self.drawn(usize::from(inner.height), model);
        let metro = Metro {
            lines: &drawn.lines,
            layout: &drawn.layout,
            names: &|station| catalog.short_name(station),
            marks: &|station| mark(model, station),
            selected: self.selected,
            focus,
            theme: ctx.theme,
        };
        let map = metro.draw(inner, buf);
        // The border says the name where the map has no room for it.
        let unnamed = self.selected.filter(|_| !map.named);
        let remark = match unnamed.map(|station| catalog.short_name(station)) {
            Some(name) if !remark.contains(name) => format!("{name} · {remark}"),
            _ => remark,
        };
        pane("Tracks", &remark, focus, ctx.theme, area, buf);
        for (area, station) in map.areas {
            hits.click(
                area,
                Action::Point {
                    pane: Pane::Map,
                    row: station.index(),
                },
            );
        }
    }
}

/// What stands in the border: the station's full name, and what adverts call it.
fn remark(catalog: &Catalog, station: OccupationIx) -> String {
    let occupation = catalog.occupation(station);
    let adverts = catalog
        .tracks
        .station(station)
        .map_or(&[][..], |s| &s.adverts);
    let mut out = format!("{} {}", occupation.code(), occupation.label());
    if !adverts.is_empty() {
        let names: Vec<&str> = adverts.iter().take(3).map(|a| &**a).collect();
        out = format!("{out} · in adverts: {}", names.join(", "));
    }
    out
}

/// Where the person is, what was or is theirs, and the goal. All roles held count, on whatever track they lie.
fn mark(model: &Model, station: OccupationIx) -> StationMark {
    let roles = model.roles();
    let mut steps = model.plan().into_iter().flat_map(|p| &p.steps);
    if roles.present == Some(station) {
        StationMark::Present
    } else if roles.goal == Some(station) {
        StationMark::Goal
    } else if roles.held.contains(&station) || steps.any(|s| s.done && s.to == station) {
        StationMark::Passed
    } else {
        StationMark::Ahead
    }
}

/// The lines of the map: of each track its default route, or all of its starts on the large map; the person's
/// route in the place of its track's, on the rest of it where they joined midway, or first when it is on none.
fn lines(model: &Model, large: bool) -> Vec<MapLine> {
    let catalog = &*model.catalog;
    let plan = model.plan().filter(|p| !p.steps.is_empty());
    let stations = |p: &Plan| {
        [p.start]
            .into_iter()
            .chain(p.steps.iter().map(|s| s.to))
            .collect()
    };
    let mine: Vec<OccupationIx> = plan.map(stations).unwrap_or_default();
    let my_track = plan.and_then(|p| p.track.as_deref());
    let mut out: Vec<MapLine> = Vec::new();
    if plan.is_some() && my_track.is_none() {
        out.push(MapLine {
            track: 0,
            title: "Your route".to_owned(),
            short_title: "Your route".to_owned(),
            stations: mine.clone(),
            mine: true,
            from: 0,
        });
    }
    for (at, track) in catalog.tracks.tracks.iter().enumerate() {
        let own = my_track == Some(&*track.id);
        let mut routes: Vec<Vec<OccupationIx>> = Vec::new();
        // Who begins midway has the track before them all the same: it keeps its stations and its title.
        let all = || {
            track
                .routes
                .iter()
                .map(|r| catalog.tracks.occupations_of(r))
        };
        let joined = all()
            .find(|route| route.len() > mine.len() && route.ends_with(&mine))
            .filter(|_| own && all().all(|route| route != mine));
        let from = joined.as_ref().map_or(0, |all| all.len() - mine.len());
        if own {
            routes.push(joined.unwrap_or_else(|| mine.clone()));
        }
        for route in &track.routes {
            let stations = catalog.tracks.occupations_of(route);
            let new_start = routes.iter().all(|r| r.first() != stations.first());
            let on_mine = own && mine.contains(stations.first().unwrap_or(&OccupationIx(u32::MAX)));
            if stations.len() > 1 && (routes.is_empty() || (large && new_start && !on_mine)) {
                routes.push(stations);
            }
        }
        for (i, stations) in routes.into_iter().enumerate() {
            let title = |text: &str| if i == 0 { text } else { "" }.to_owned();
            out.push(MapLine {
                track: at,
                title: title(&track.title),
                short_title: title(track.short_title()),
                stations,
                mine: own && i == 0,
                from: if i == 0 { from } else { 0 },
            });
        }
    }
    out
}

#[cfg(test)]
mod tests;
