//! What the planner tells of figures, of what it did, and of what a click does.

use crate::support::planner::{Planner, record};

#[test]
fn completing_a_step_early_says_how_much_is_assumed_and_where_it_is_gone_through() {
    for size in [(120, 36), (80, 24)] {
        let mut planner = Planner::auditor(size);
        planner.keys("<PgDn>xy");
        let said = "The new role suggests 13 more skills; press a to review them.";
        planner.shows(said);
    }
    let mut planner = Planner::auditor((120, 36));
    planner.keys("<PgDn>xya");
    planner.shows("Assumed from your roles");
}

#[test]
fn every_figure_is_named_where_it_stands() {
    let mut planner = Planner::auditor((120, 36));
    let text = planner.text();
    let head = text.lines().next().unwrap();
    assert!(head.ends_with("step 1 of 3"), "{text}");
    assert!(text.contains("0 of 3 done · skills"), "{text}");
    // The second step: what is covered now, and what will be once the first is made.
    planner.keys("<PgDn><Down>");
    planner.shows("on arrival 26 %");
    planner.resize(200, 60);
    planner.shows("coverage now 15 %, on arrival 26 %");
    planner.resize(80, 24);
    planner.keys("<Right>");
    planner.shows("on arrival 26 %");
    let mut narrow = Planner::auditor((100, 30));
    narrow.shows("on arrival 46 %");
    planner.resize(120, 36);
    planner.keys("?progress");
    planner.shows("0.7 × coverage now + 0.3 × milestones");
}

#[test]
fn the_column_that_enter_takes_is_marked_in_the_comparison() {
    let mut planner = Planner::auditor((120, 36));
    let text = planner.keys("c").text();
    assert_eq!(text.matches("▸ ").count(), 1, "{text}");
    let heads = text.lines().find(|l| l.contains("▸ ")).unwrap().to_owned();
    planner.keys("<Down>");
    let moved = planner.text();
    assert_eq!(moved.matches("▸ ").count(), 1, "{moved}");
    assert!(!moved.contains(&heads), "{moved}");
}

#[test]
fn where_nothing_is_found_no_page_stands_beside_it() {
    for tab in ["2", "3"] {
        let mut planner = Planner::auditor((120, 36));
        planner.keys(tab);
        let page = |p: &mut Planner| p.has("Also called") || p.has("Reuse");
        assert!(page(&mut planner), "{}", planner.text());
        planner.keys("/xqzvxq");
        assert!(!page(&mut planner), "{}", planner.text());
        planner.keys("<Enter><Right>e");
        assert!(!page(&mut planner), "{}", planner.text());
        planner.keys("<Esc>");
        assert!(page(&mut planner), "{}", planner.text());
    }
}

#[test]
fn what_selected_means_is_said() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("2/ciso<Enter>");
    let said = "0 of 81 marked by you as held";
    planner.shows(said);
}

#[test]
fn a_click_beside_an_overlay_or_on_its_hint_closes_it() {
    for (keys, title, hint) in [
        ("?", "Keys · Path", "esc "),
        ("r", "Choose a route", "esc close"),
        ("m", "Messages of this session", "esc "),
        (":", "Palette", "esc "),
        ("a", "Assumed from your roles", "enter done"),
        ("g", "Roles held and goal", "esc close"),
        ("<PgDn>x", "Made the move to", "n not yet"),
    ] {
        let mut planner = Planner::auditor((120, 36));
        planner.keys(keys);
        planner.shows(title);
        planner.click(title);
        planner.shows(title);
        planner.app.click(0, 35);
        planner.hides(title);
        let mut planner = Planner::auditor((120, 36));
        planner.keys(keys);
        planner.click(hint);
        planner.hides(title);
    }
    // A question of the form or the first run is not answered by a click that missed.
    let mut planner = Planner::auditor((120, 36));
    planner.keys("g<Enter>");
    planner.app.click(0, 35);
    planner.shows("Where are you now?");
}

#[test]
fn a_job_that_the_catalogue_lacks_is_kept_and_said_to_be() {
    let mut record = record("2511.18", &[]);
    record.profile.start = Some("urn:elsewhere".into());
    let mut planner = Planner::new(record, (120, 36));
    planner.shows("This catalogue lacks your job");
    planner.hides("Where are you now?");
    planner.keys("g");
    planner.shows("kept, but not in this catalogue");
}
