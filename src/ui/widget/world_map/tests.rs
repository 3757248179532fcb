//! Tests of whole maps.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::geography::Region;
use crate::ui::model::theme::ThemeName;

fn country(code: &str) -> Country {
    Country::from_code(code).unwrap()
}

fn counts(counts: &[(&str, usize)]) -> BTreeMap<Country, usize> {
    counts
        .iter()
        .map(|(code, count)| (country(code), *count))
        .collect()
}

/// The adverts of the drawings.
fn adverts() -> BTreeMap<Country, usize> {
    counts(&[("DE", 6), ("GB", 3), ("CH", 2), ("SG", 1)])
}

fn drawing(
    counts: &BTreeMap<Country, usize>,
    region: &str,
    width: u16,
    height: u16,
    theme: &Theme,
) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let map = WorldMap {
        counts,
        selected: None,
        viewport: Viewport::of(Region::from_id(region).unwrap()),
        theme,
    };
    let mut buf = Buffer::empty(area);
    map.draw(&map.layout(area), &mut buf);
    buf
}

fn text(buf: &Buffer) -> String {
    let rows = buf.content.chunks(usize::from(buf.area.width));
    let rows = rows.map(|row| {
        row.iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect::<String>()
    });
    rows.map(|row| row.trim_end().to_owned() + "\n").collect()
}

#[test]
fn drawings() {
    let theme = Theme::new(ThemeName::Dark, false);
    let ascii = Theme::new(ThemeName::Mono, true);
    let mut out = String::new();
    for (region, width, height, theme) in [
        ("europe", 58, 19, &theme),
        ("world", 58, 19, &theme),
        ("europe", 76, 31, &theme),
        ("world", 76, 31, &theme),
        ("europe", 58, 19, &ascii),
    ] {
        let drawn = drawing(&adverts(), region, width, height, theme);
        writeln!(out, "{region} {width}x{height}\n{}", text(&drawn)).unwrap();
    }
    insta::assert_snapshot!(out);
}

/// What is wrong with a map: nothing, if it is laid out well.
fn faults(map: &WorldMap<'_>, area: Rect) -> Vec<String> {
    let layout = map.layout(area);
    let mut faults = Vec::new();
    let mut seen: Vec<Country> = Vec::new();
    for (at, label) in layout.labels.iter().enumerate() {
        if label.area.intersection(area) != label.area {
            faults.push(format!("{label:?} is out of the map"));
        }
        // Side by side, 1 and 2 would read as 12.
        let beside = Rect {
            x: label.area.x.saturating_sub(1),
            width: label.area.width + 2,
            ..label.area
        };
        for other in &layout.labels[at + 1..] {
            if beside.intersects(other.area) {
                faults.push(format!("{label:?} touches {other:?}"));
            }
        }
        let sum: usize = label
            .countries
            .iter()
            .map(|country| map.counts[country])
            .sum();
        if sum != label.count {
            faults.push(format!("{label:?} counts {sum}"));
        }
        if !label.text.ends_with(&label.count.to_string()) {
            faults.push(format!("{label:?} has another text"));
        }
        for position in label.area.positions() {
            let (x, y) = layout.cell(position);
            let stands_on = layout.raster.main(x, y);
            if label.region.is_none() && stands_on != Some(label.countries[0]) {
                faults.push(format!("{label:?} stands on {stands_on:?}"));
            }
        }
        if let Some(region) = label.region {
            let all = map
                .counts
                .keys()
                .filter(|country| region.contains(**country));
            if !all.eq(&label.countries) {
                faults.push(format!("{label:?} is not the whole region"));
            }
        }
        seen.extend(&label.countries);
    }
    seen.extend(layout.unlabelled.iter().chain(&layout.outside));
    seen.sort_unstable();
    if !seen.iter().eq(map.counts.keys()) {
        faults.push(format!("{seen:?} instead of {:?}", map.counts));
    }
    faults
}

fn any_counts() -> impl Strategy<Value = BTreeMap<Country, usize>> {
    let country = (0..Country::all().len()).prop_map(|at| Country::all().nth(at).unwrap());
    // Some small, some of many digits; most from Europe, where it is narrow.
    let european = prop::sample::select(
        Country::all()
            .filter(|c| Region::of(*c).continent().id() == "europe")
            .collect::<Vec<_>>(),
    );
    let count = prop_oneof![1_usize..10, 10_usize..2000];
    prop::collection::btree_map(prop_oneof![country, european], count, 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counts_stand_where_they_belong_and_overlap_nothing(
        counts in any_counts(),
        region in prop::option::of(0_usize..22),
        zoom in -2_i32..6,
        (east, north) in (-3_i32..4, -3_i32..4),
        (width, height) in (40_u16..200, 12_u16..60),
        (x, y) in (0_u16..9, 0_u16..9),
    ) {
        let region = region.map_or(Region::smallest_holding(&counts), |at| Region::all().nth(at).unwrap());
        let theme = Theme::new(ThemeName::Dark, false);
        let map = WorldMap {
            counts: &counts,
            selected: None,
            viewport: Viewport::of(region).zoomed(zoom).moved(east, north),
            theme: &theme,
        };
        prop_assert_eq!(faults(&map, Rect::new(x, y, width, height)), Vec::<String>::new());
    }
}

#[test]
fn the_first_view_shows_most_counts() {
    let theme = Theme::new(ThemeName::Dark, false);
    for (width, height) in [(40, 12), (58, 19), (76, 31), (160, 55)] {
        for (sample, least) in [
            (adverts(), 11),
            (counts(&[("SG", 1)]), 1),
            (counts(&[("LU", 2)]), 2),
            (counts(&[("US", 9), ("DE", 9), ("AU", 9)]), 27),
        ] {
            let map = WorldMap {
                counts: &sample,
                selected: None,
                viewport: Viewport::of(Region::smallest_holding(&sample)),
                theme: &theme,
            };
            let layout = map.layout(Rect::new(0, 0, width, height));
            let shown: usize = layout.labels.iter().map(|label| label.count).sum();
            assert!(
                shown >= least,
                "{sample:?} {width} {height}: {:?}",
                layout.labels
            );
        }
    }
}

#[test]
fn a_region_is_named_where_it_lies_on_both_sides_of_the_antimeridian() {
    let theme = Theme::new(ThemeName::Dark, false);
    let map = WorldMap {
        counts: &counts(&[("FJ", 2), ("WS", 2), ("TO", 1)]),
        selected: None,
        viewport: Viewport::of(Region::WORLD),
        theme: &theme,
    };
    let layout = map.layout(Rect::new(0, 0, 100, 30));
    let [label] = layout.labels.as_slice() else {
        panic!("{:?}", layout.labels);
    };
    assert_eq!(label.text, "Oceania 5");
    assert!(label.area.x > 80, "{label:?}");
}

#[test]
fn small_countries_are_left_to_the_list_while_their_neighbours_are_counted() {
    let theme = Theme::new(ThemeName::Dark, false);
    let sample = counts(&[("DE", 6), ("LU", 1), ("CH", 2)]);
    let mut map = WorldMap {
        counts: &sample,
        selected: None,
        viewport: Viewport::of(Region::from_id("europe").unwrap()),
        theme: &theme,
    };
    let area = Rect::new(0, 0, 58, 19);
    assert_eq!(map.layout(area).unlabelled, [country("LU")]);
    map.viewport = Viewport::centered_on(country("LU"));
    let layout = map.layout(area);
    assert!(
        layout
            .labels
            .iter()
            .any(|label| label.countries == [country("LU")])
    );
    assert!(layout.outside.contains(&country("CH")));
}

#[test]
fn a_cell_names_its_countries() {
    let theme = Theme::new(ThemeName::Dark, false);
    let sample = adverts();
    let area = Rect::new(3, 2, 58, 19);
    let map = WorldMap {
        counts: &sample,
        selected: None,
        viewport: Viewport::of(Region::from_id("europe").unwrap()),
        theme: &theme,
    };
    let layout = map.layout(area);
    let at = |x, y| layout.countries_at(Position::new(x, y), &sample);
    let label = layout.labels.iter().find(|label| label.count == 6).unwrap();
    assert_eq!(at(label.area.x, label.area.y), [country("DE")]);
    assert_eq!(at(0, 0), []);
    let cells: BTreeSet<Vec<Country>> = area.positions().map(|p| at(p.x, p.y)).collect();
    // A click on their border must ask.
    let both = [country("CH"), country("DE")];
    assert!(
        cells
            .iter()
            .any(|cell| both.iter().all(|c| cell.contains(c))),
        "{cells:?}"
    );
    assert!(cells.contains(&vec![country("FR")]));
}

#[test]
fn ascii_maps_are_ascii_and_mono_maps_have_no_colour() {
    let drawn = drawing(
        &adverts(),
        "europe",
        60,
        20,
        &Theme::new(ThemeName::Mono, true),
    );
    for cell in &drawn.content {
        assert!(cell.symbol().is_ascii());
        let style = cell.style();
        assert_eq!(
            (style.fg.unwrap_or_default(), style.bg.unwrap_or_default()),
            Default::default()
        );
    }
}

#[test]
fn zooming_and_moving_stay_on_the_map() {
    let start = Viewport::of(Region::WORLD);
    assert_eq!(start.zoomed(-9), start);
    let near = start.zoomed(40);
    assert!((near.bounds.height() - 2.0).abs() < 1e-9);
    assert!(near.bounds.contains(start.bounds.center()));
    let east = start.zoomed(3).moved(99, 99);
    assert_eq!(east.bounds.center(), (190.0, 76.0));
}
