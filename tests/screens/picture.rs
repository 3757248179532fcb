//! The pictures in the README are real frames. Set `CISOPATH_PICTURE=1` to draw them anew.

use std::path::Path;

use super::market::keeping;
use super::market_map::kept_in;
use crate::support::planner::{Planner, record};
use crate::support::svg::svg;

/// The planner of a picture, what the picture shows, and its file.
fn pictures() -> Vec<(Planner, &'static str, &'static str)> {
    let mut path = Planner::new(record("2511.18", &["2522.1.1"]), (120, 36));
    path.keys("<Esc><Right><Enter>");
    let market = |size, keys| keeping(Planner::auditor(size), keys);
    let small = (80, 24);
    let large = (120, 36);
    vec![
        (
            path,
            "The Path screen of cisopath: five tracks as a metro map",
            "path",
        ),
        (
            market(large, "<Enter>"),
            "The Market screen: an advert read against ESCO and the record",
            "advert-120x36",
        ),
        (
            market(small, "<Enter>"),
            "The Market screen in 80 columns: an advert read",
            "advert-80x24",
        ),
        (market(large, "p"), "Pay compared, as spans", "pay-120x36"),
        (
            market(small, "p"),
            "Pay compared in 80 columns",
            "pay-80x24",
        ),
        (
            kept_in(large, "0"),
            "The map of kept adverts: the world",
            "map-world-120x36",
        ),
        (
            kept_in(small, "0"),
            "The map of kept adverts in 80 columns: the world",
            "map-world-80x24",
        ),
        (
            kept_in(large, "/germany<Enter>--"),
            "The map of kept adverts: Europe",
            "map-europe-120x36",
        ),
        (
            kept_in(small, "/germany<Enter>--"),
            "The map of kept adverts in 80 columns: Europe",
            "map-europe-80x24",
        ),
    ]
}

#[test]
fn the_pictures_in_the_readme_are_current() {
    for (mut planner, title, name) in pictures() {
        let drawn = svg(&planner.draw(), title);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = root.join(format!("assets/{name}.svg"));
        if std::env::var_os("CISOPATH_PICTURE").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == drawn,
            "assets/{name}.svg is not what the planner draws now: CISOPATH_PICTURE=1 cargo test picture"
        );
    }
}
