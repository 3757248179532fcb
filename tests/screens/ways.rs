//! Which way a person is shown: tracks, routes and their names, by all the jobs they had.

use crate::support::planner::{Planner, record};

/// An ICT security administrator who was IT auditor.
fn both(size: (u16, u16)) -> Planner {
    Planner::new(record("2529.6", &["2511.18"]), size)
}

/// The line of a frame that contains `word`.
#[track_caller]
fn line(text: &str, word: &str) -> String {
    let mut lines = text.lines();
    let found = lines.find(|l| l.contains(word));
    found
        .unwrap_or_else(|| panic!("no {word}:\n{text}"))
        .to_owned()
}

#[test]
fn jobs_ever_held_are_passed_on_the_map_wherever_they_lie() {
    let text = both((120, 36)).text();
    assert!(line(&text, "Network security").contains("◉ security admin"));
    assert!(line(&text, "Audit").contains("● IT auditor"), "{text}");
}

#[test]
fn another_start_takes_the_track_that_passes_it_and_says_so() {
    let mut planner = Planner::new(record("2529.6", &[]), (120, 36));
    // g, "Track", the first one; then "Where you started".
    planner.keys("g<Down><Down><Down><Enter><Enter><Esc>");
    planner.keys("g<Enter>it auditor<Enter>");
    let profile = planner.app.session.profile();
    assert_eq!(profile.track.as_deref(), Some("audit"));
    let said =
        "No route of the track Network security passes IT auditor; Audit does and is yours now.";
    assert!(planner.shows(said), "{}", planner.text());
}

#[test]
fn a_route_joined_midway_is_named_by_its_stations() {
    let mut planner = both((120, 36));
    let stations = "security admin → cyber risk lead → CISO";
    let text = planner.keys("g").text();
    let track = line(&text, "Network security: ");
    assert!(track.contains(stations), "{text}");
    let text = planner.keys("<Esc>r").text();
    assert!(text.matches(stations).count() > 1, "{text}");
}
