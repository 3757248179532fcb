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
        let said = "13 essential skills are assumed held from the role now: a goes through them";
        assert!(planner.shows(said), "{}", planner.text());
    }
    let mut planner = auditor((120, 36));
    planner.keys("<PgDn>xya");
    assert!(planner.shows("Assumed from your roles"), "{}", planner.text());
}
