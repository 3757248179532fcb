//! The picture in the README is the real frame. Set `CISOPATH_PICTURE=1` to draw it anew.

use std::path::Path;

use crate::support::planner::{Planner, record};
use crate::support::svg::svg;

#[test]
fn the_picture_in_the_readme_is_current() {
    let mut planner = Planner::new(record("2511.18", &["2522.1.1"]), (120, 36));
    planner.keys("<Esc><Right><Enter>");
    let drawn = svg(
        &planner.draw(),
        "The Path screen of cisopath: five tracks as a metro map",
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/path.svg");
    if std::env::var_os("CISOPATH_PICTURE").is_some() {
        std::fs::write(&path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "assets/path.svg is not what the planner draws now: CISOPATH_PICTURE=1 cargo test picture"
    );
}
