//! What the planner tells of figures, of what it did, and of what a click does.

use crate::support::planner::{Planner, record};

fn auditor(size: (u16, u16)) -> Planner {
    Planner::new(record("2511.18", &[]), size)
}

#[test]
fn completing_a_step_early_says_how_much_is_assumed_and_where_it_is_gone_through() {
    for size in [(120, 36), (80, 24)] {
        let mut planner = auditor(size);
        planner.keys("<PgDn>xy");
        let said = "The new role suggests 13 more skills; press a to review them.";
        assert!(planner.shows(said), "{}", planner.text());
    }
    let mut planner = auditor((120, 36));
    planner.keys("<PgDn>xya");
    assert!(
        planner.shows("Assumed from your roles"),
        "{}",
        planner.text()
    );
}

#[test]
fn every_figure_is_named_where_it_stands() {
    let mut planner = auditor((120, 36));
    let text = planner.text();
    let head = text.lines().next().unwrap();
    assert!(head.ends_with("step 1 of 3"), "{text}");
    assert!(text.contains("0 of 3 done · skills"), "{text}");
    // The second step: what is covered now, and what will be once the first is made.
    planner.keys("<PgDn><Down>");
    assert!(planner.shows("on arrival 26 %"), "{}", planner.text());
    planner.resize(200, 60);
    assert!(
        planner.shows("coverage now 15 %, on arrival 26 %"),
        "{}",
        planner.text()
    );
    planner.resize(80, 24);
    planner.keys("<Right>");
    assert!(planner.shows("on arrival 26 %"), "{}", planner.text());
    let mut narrow = auditor((100, 30));
    assert!(narrow.shows("on arrival 46 %"), "{}", narrow.text());
    planner.resize(120, 36);
    planner.keys("?progress");
    assert!(
        planner.shows("0.7 × coverage now + 0.3 × milestones"),
        "{}",
        planner.text()
    );
}

#[test]
fn the_column_that_enter_takes_is_marked_in_the_comparison() {
    let mut planner = auditor((120, 36));
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
        let mut planner = auditor((120, 36));
        planner.keys(tab);
        let page = |p: &mut Planner| p.shows("Also called") || p.shows("Reuse");
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
    let mut planner = auditor((120, 36));
    planner.keys("2/ciso<Enter>");
    let said = "0 of 81 marked by you as held";
    assert!(planner.shows(said), "{}", planner.text());
}

/// Clicks on the first letter of `word` in the last line that has it.
fn click(planner: &mut Planner, word: &str) {
    let text = planner.text();
    let lines: Vec<&str> = text.lines().collect();
    let row = lines.iter().rposition(|l| l.contains(word));
    let row = row.unwrap_or_else(|| panic!("no {word}:\n{text}"));
    let (before, _) = lines[row].split_once(word).unwrap();
    planner.app.click(before.chars().count() as u16, row as u16);
    planner.draw();
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
        let mut planner = auditor((120, 36));
        planner.keys(keys);
        assert!(planner.shows(title), "{keys}: {}", planner.text());
        click(&mut planner, title);
        assert!(planner.shows(title), "{keys}: a click on it leaves it open");
        planner.app.click(0, 35);
        assert!(!planner.shows(title), "{keys}: {}", planner.text());
        let mut planner = auditor((120, 36));
        planner.keys(keys);
        click(&mut planner, hint);
        assert!(!planner.shows(title), "{keys}: {}", planner.text());
    }
    // A question of the form or the first run is not answered by a click that missed.
    let mut planner = auditor((120, 36));
    planner.keys("g<Enter>");
    planner.app.click(0, 35);
    assert!(planner.shows("Where are you now?"), "{}", planner.text());
}

#[test]
fn a_job_that_the_catalogue_lacks_is_kept_and_said_to_be() {
    let mut record = record("2511.18", &[]);
    record.profile.start = Some("urn:elsewhere".into());
    let mut planner = Planner::new(record, (120, 36));
    assert!(
        planner.shows("This catalogue lacks your job"),
        "{}",
        planner.text()
    );
    assert!(!planner.shows("Where are you now?"));
    planner.keys("g");
    assert!(
        planner.shows("kept, but not in this catalogue"),
        "{}",
        planner.text()
    );
}
