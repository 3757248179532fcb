//! The map of every route and every start that the program has, at every width.

use std::collections::BTreeSet;

use super::*;
use crate::profile::change::PlanChange;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::overlay::testing::model;
use crate::ui::widget::metro::check::Check;
use crate::ui::widget::metro::grid::Segment;

/// The lines of every map, small and large, are distinct: of every route, of every station of it as the start, and of
/// every occupation.
fn all_lines() -> Vec<(Model, Vec<MapLine>)> {
    let mut out: Vec<(Model, Vec<MapLine>)> = Vec::new();
    let mut seen: BTreeSet<Vec<(usize, Vec<OccupationIx>)>> = BTreeSet::new();
    let mut add = |begin: PlanChange| {
        for large in [false, true] {
            let mut model = model();
            model.update_plan(begin.clone());
            let lines = lines(&model, large);
            let key = lines
                .iter()
                .map(|l| (usize::from(l.mine), l.stations.clone()));
            if seen.insert(key.collect()) {
                out.push((model, lines));
            }
        }
    };
    let catalog = model().catalog.clone();
    for track in &catalog.tracks.tracks {
        for route in &track.routes {
            for start in catalog.tracks.occupations_of(route) {
                add(PlanChange {
                    start: Some(start),
                    track: Some(track.id.clone()),
                    route: Some(route.id.clone()),
                    ..PlanChange::default()
                });
            }
        }
    }
    for start in 0..catalog.occupations().len() {
        add(PlanChange {
            start: Some(OccupationIx(start as u32)),
            ..PlanChange::default()
        });
    }
    out
}

/// Draws a map in some widths with each of its stations selected.
fn check(model: &Model, drawn: &RenderedMap, widths: impl Iterator<Item = u16>) {
    let themes = [false, true].map(|ascii| Theme::new(ThemeName::Dark, ascii));
    let marks = |station| mark(model, station);
    let names = |station| model.catalog.short_name(station);
    for columns in widths {
        let rows = drawn.layout.rows as u16;
        // As tight as it gets, and with a blank row between the lines.
        let rows = [rows, rows * 2][usize::from(columns % 2)];
        let with = |selected| Metro {
            lines: &drawn.lines,
            layout: &drawn.layout,
            names: &names,
            marks: &marks,
            selected,
            focus: true,
            theme: &themes[usize::from(columns % 3 == 0)],
        };
        // What the frame takes of a screen: two columns at each side.
        let area = Rect::new(2, 2, columns - 4, rows);
        let map = Check::new(&with(None), area);
        let mut faults: Vec<String> = map.interrupted(&with(None)).into_iter().collect();
        for selected in drawn.layout.places.keys() {
            let found = map.faults(&with(Some(*selected)));
            faults.extend(
                found
                    .into_iter()
                    .map(|f| format!("{}: {f}", names(*selected))),
            );
        }
        let line = |l: &MapLine| l.stations.iter().map(|s| names(*s)).collect::<Vec<_>>();
        let lines: Vec<_> = drawn.lines.iter().map(line).collect();
        assert!(
            faults.is_empty(),
            "{columns} columns, {lines:?}: {faults:#?}"
        );
    }
}

#[test]
fn no_name_hides_a_line_or_a_station_and_the_route_is_one_line() {
    for (at, (model, lines)) in all_lines().into_iter().enumerate() {
        let drawn = RenderedMap::of(lines);
        // Each map in a few widths, all widths over the maps together.
        check(&model, &drawn, (60..=200).skip(at % 47).step_by(47));
    }
}

/// Where a segment runs up and down: the strip, the column in it, the rows.
fn turns(segment: &Segment, layout: &MapLayout) -> Vec<(usize, usize, usize, usize)> {
    let (from, to) = (layout.places[&segment.from], layout.places[&segment.to]);
    let rows = |a: usize, b: usize| (a.min(b), a.max(b));
    let mut out = Vec::new();
    if segment.lane != from.row && from.column != to.column {
        let (first, last) = rows(from.row, segment.lane);
        out.push((from.column + 1, segment.leave, first, last));
    }
    if segment.lane != to.row && from.column != to.column {
        let (first, last) = rows(to.row, segment.lane);
        out.push((to.column, segment.enter, first, last));
    }
    out
}

#[test]
fn lines_without_a_common_station_do_not_turn_into_each_other() {
    for (model, lines) in all_lines() {
        let layout = RenderedMap::of(lines).layout;
        let name = |station| model.catalog.short_name(station);
        for (i, a) in layout.segments.iter().enumerate() {
            let strangers = layout.segments.iter().take(i).filter(|b| {
                let ends = [b.from, b.to];
                !ends.contains(&a.from) && !ends.contains(&a.to)
            });
            for b in strangers {
                let of_b = turns(b, &layout);
                let overlap = turns(a, &layout)
                    .into_iter()
                    .any(|(strip, column, first, last)| {
                        of_b.iter().any(|t| {
                            (t.0, t.1) == (strip, column) && first.max(t.2) <= last.min(t.3)
                        })
                    });
                let ends = [a.from, a.to, b.from, b.to].map(name);
                assert!(
                    !overlap,
                    "{} to {} and {} to {}",
                    ends[0], ends[1], ends[2], ends[3]
                );
            }
        }
    }
}

#[test]
fn whoever_begins_midway_keeps_the_whole_track() {
    let catalog = model().catalog.clone();
    for track in &catalog.tracks.tracks {
        let whole = catalog.tracks.occupations_of(&track.routes[0]);
        let mut model = model();
        model.update_plan(PlanChange {
            start: Some(whole[whole.len() - 2]),
            track: Some(track.id.clone()),
            ..PlanChange::default()
        });
        let lines = lines(&model, false);
        let titled: Vec<_> = lines.iter().filter(|l| !l.title.is_empty()).collect();
        assert_eq!(titled.len(), catalog.tracks.tracks.len());
        let of_track = titled.iter().find(|l| *l.title == *track.title).unwrap();
        assert_eq!(of_track.stations, whole);
        let mine: Vec<_> = lines.iter().filter(|l| l.mine).collect();
        assert_eq!(mine.len(), 1);
        assert_eq!(mine[0].own(), &whole[whole.len() - 2..]);
        // Each title stands in the row of the start that it names, and none in another's.
        let layout = MapLayout::new(&lines);
        let rows: BTreeSet<usize> = lines
            .iter()
            .zip(&layout.titles)
            .filter(|(line, _)| !line.title.is_empty())
            .map(|(line, row)| {
                assert_eq!(*row, layout.places[&line.stations[0]].row, "{}", line.title);
                *row
            })
            .collect();
        assert_eq!(rows.len(), titled.len());
    }
}
