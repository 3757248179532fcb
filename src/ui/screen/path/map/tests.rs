//! The map of every route and every start that the program has, at every width.

use super::*;
use crate::profile::change::BeginChange;
use crate::ui::overlay::testing::session;
use crate::ui::theme::{Theme, ThemeName};
use crate::ui::widget::metro::check::faults;

/// The lines of every map, small and large, told apart: of every route, of every station of it as the start, and of
/// every occupation.
fn all_lines() -> Vec<(Session, Vec<MapLine>)> {
    let mut out: Vec<(Session, Vec<MapLine>)> = Vec::new();
    let mut seen: BTreeSet<Vec<(usize, Vec<OccupationIx>)>> = BTreeSet::new();
    let mut add = |begin: BeginChange| {
        for large in [false, true] {
            let mut session = session();
            session.begin(begin.clone());
            let lines = lines(&session, large);
            let key = lines
                .iter()
                .map(|l| (usize::from(l.mine), l.stations.clone()));
            if seen.insert(key.collect()) {
                out.push((session, lines));
            }
        }
    };
    let catalog = session().catalog.clone();
    for track in &catalog.tracks.tracks {
        for route in &track.routes {
            for start in catalog.tracks.occupations_of(route) {
                add(BeginChange {
                    start: Some(start),
                    track: Some(track.id.to_string()),
                    route: Some(route.id.to_string()),
                    ..BeginChange::default()
                });
            }
        }
    }
    for start in 0..catalog.occupations().len() {
        add(BeginChange {
            start: Some(OccupationIx(start as u32)),
            ..BeginChange::default()
        });
    }
    out
}

/// Draws a map in some widths with each of its stations selected.
fn check(session: &Session, drawn: &Drawn, widths: impl Iterator<Item = u16>) {
    let themes = [false, true].map(|ascii| Theme::new(ThemeName::Dark, ascii));
    let stations: Vec<OccupationIx> = drawn.layout.places.keys().copied().collect();
    for columns in widths {
        for (i, selected) in stations.iter().enumerate() {
            let rows = drawn.layout.rows as u16;
            // As tight as it gets, and with a row of air between the lines.
            let rows = if (i + usize::from(columns)) % 3 == 0 {
                rows * 2
            } else {
                rows
            };
            let metro = Metro {
                lines: &drawn.lines,
                layout: &drawn.layout,
                names: &|station| session.catalog.short_name(station),
                marks: &|station| mark(session, station),
                selected: Some(*selected),
                focus: true,
                theme: &themes[i % 2],
            };
            // What the frame takes of a screen: two columns at each side.
            let area = Rect::new(2, 2, columns - 4, rows);
            let faults = faults(&metro, area);
            assert!(
                faults.is_empty(),
                "{columns} columns, {} selected, lines {:?}: {faults:#?}",
                session.catalog.short_name(*selected),
                drawn
                    .lines
                    .iter()
                    .map(|l| l
                        .stations
                        .iter()
                        .map(|s| session.catalog.short_name(*s))
                        .collect::<Vec<_>>())
                    .collect::<Vec<_>>(),
            );
        }
    }
}

#[test]
fn no_name_hides_a_line_or_a_station_and_the_route_is_one_line() {
    for (at, (session, lines)) in all_lines().into_iter().enumerate() {
        let drawn = Drawn::of(lines);
        // Each map in a few widths, all widths over the maps together.
        check(&session, &drawn, (60..=200).skip(at % 47).step_by(47));
    }
}
