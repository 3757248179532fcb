//! The questions of the first run.

use crate::support::planner::Planner;

snapshots! {
    at_120_by_36: Planner::nobody((120, 36));
    at_80_by_24: Planner::nobody((80, 24));
}

#[test]
fn each_question_can_be_skipped_on_its_own() {
    let mut planner = Planner::nobody((100, 30));
    planner.shows("enter go on");
    planner.keys("<Tab>");
    planner.shows("And before that?");
    planner.keys("<S-Tab>");
    planner.shows("Where are you now?");
    planner.keys("<Tab><Tab>");
    planner.shows("Where do you want to go?");
    planner.keys("ciso<Enter>");
    planner.shows("Which way?");
    planner.keys("<Down><Enter>");
    let profile = planner.profile();
    assert!(profile.start.is_none() && profile.roles_held.is_empty());
    assert!(profile.goal.is_some() && profile.track.is_some());
    planner.keys("<Down>");
    planner.shows("g say where you are");
    planner.hides("Nothing is assumed");
}

#[test]
fn without_a_start_there_is_no_way_to_another_goal_yet() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("<Tab><Tab>digital forensics<Enter>");
    planner.hides("Which way?");
    planner.shows("which is not known yet");
}

#[test]
fn both_ways_out_are_named_at_the_smallest_size() {
    let mut planner = Planner::nobody((60, 15));
    planner.shows("enter go on  esc skip all");
}

#[test]
fn what_was_typed_is_not_lost_to_a_skip() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("audit<Tab>");
    planner.shows("Where are you now?");
    planner.shows("audit");
}

#[test]
fn at_the_first_question_all_can_be_left() {
    let mut planner = Planner::nobody((100, 30));
    planner.shows("esc skip all");
    planner.keys("<Esc>");
    planner.hides("1 of 4");
    assert!(planner.profile().is_empty());
}

#[test]
fn enter_takes_no_job_that_nobody_chose() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("<Enter>");
    planner.shows("And before that?");
    assert!(planner.profile().is_empty());
    planner.keys("<S-Tab><Down>");
    let first = planner.text();
    assert!(first.contains("enter take it"), "{first}");
    planner.keys("<Enter>");
    let start = planner.profile().start.clone().unwrap();
    let catalog = planner.app.model.catalog.clone();
    let start = catalog.occupation(catalog.occupation_by_uri(&start).unwrap());
    let row = first.lines().find(|l| l.contains("on the map")).unwrap();
    assert!(row.contains(start.label()), "{row}");
}

#[test]
fn tab_lights_the_first_row_of_an_untouched_list_like_the_arrow() {
    let lit = |keys: &str| {
        let mut planner = Planner::auditor((100, 30));
        planner.keys("g<Enter>");
        planner.keys(keys).snapshot()
    };
    assert_eq!(lit("<Tab>"), lit("<Down>"));
    assert_ne!(lit("<Tab>"), lit("<Down><Down>"));
}

#[test]
fn an_unknown_title_never_becomes_a_job() {
    for title in [
        "military officer",
        "malware analyst",
        "blue team lead",
        "xqzxqz",
    ] {
        let mut planner = Planner::nobody((100, 30));
        planner.keys(title).keys("<Enter><Enter><Enter>");
        let text = planner.text();
        planner.shows("Where are you now?");
        planner.shows(title);
        assert!(planner.profile().is_empty(), "{title}");
        assert!(!text.contains("enter take it"), "{text}");
    }
    // The arrow lights a row, and then enter takes it.
    let mut planner = Planner::nobody((100, 30));
    planner.keys("shift lead in a SOC<Down>");
    planner.shows("enter take it");
    planner.keys("<Enter>");
    assert!(planner.profile().start.is_some());
}

#[test]
fn a_title_of_several_occupations_waits_for_a_choice() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("internal auditor<Enter><Enter>");
    planner.shows("can mean 3 occupations");
    assert!(planner.profile().is_empty());
    planner.keys("<Down><Down><Enter>");
    let catalog = planner.app.model.catalog.clone();
    let start = planner.profile().start_in(&catalog).unwrap();
    assert_eq!(catalog.occupation(start).label(), "IT auditor");
}

#[test]
fn whoever_begins_as_the_chief_is_asked_for_the_mandate() {
    let start = |planner: &Planner| planner.profile().start.clone();
    // Holding enter down makes nobody a chief.
    let mut planner = Planner::nobody((100, 30));
    planner.keys("ciso<Enter><Enter>");
    planner.shows("Where are you now?");
    // What was typed and found stands, and enter takes none of it.
    planner.shows("Then name the job you have now.");
    planner.shows("chief ICT security officer");
    planner.keys("<Enter>");
    planner.shows("Where are you now?");
    assert!(start(&planner).is_none());
    planner.keys("<Esc>ciso<Enter>");
    planner.shows("Are you a chief");
    planner.keys("<Esc><Esc>");
    planner.shows("Where are you now?");
    planner.keys("ciso<Enter><Down><Enter>");
    planner.shows("And before that?");
    assert!(start(&planner).is_some());
    // An earlier job as one needs no mandate any more.
    let mut planner = Planner::auditor((100, 30));
    planner.keys("g<Down><Enter>ciso<Enter>");
    planner.shows("So far: chief ICT");
}

#[test]
fn a_vague_word_takes_no_job() {
    for word in ["security", "audit", "risk"] {
        let mut planner = Planner::nobody((100, 30));
        planner.keys(word).keys("<Enter><Enter>");
        planner.shows("These come nearest");
        assert!(planner.profile().is_empty(), "{word}");
    }
    let mut planner = Planner::nobody((100, 30));
    planner.keys("it audit<Enter>");
    assert!(planner.profile().start.is_some());
}

#[test]
fn a_job_that_was_named_is_not_named_again() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("it auditor<Enter>it auditor<Enter><Enter>");
    planner.shows("You named IT auditor already.");
    assert_eq!(planner.profile().roles_held.len(), 1);
}

#[test]
fn a_row_chosen_once_lights_none_in_the_next_list() {
    let roles = |planner: &Planner| planner.profile().roles_held.len();
    let mut planner = Planner::nobody((100, 30));
    planner.keys("internal auditor<Down><Down><Enter>");
    planner.shows("enter go on");
    planner.keys("audit<Down><Down><Enter>");
    assert_eq!(roles(&planner), 2);
    planner.shows("enter go on");
    planner.keys("<Enter>");
    planner.shows("Where do you want to go?");
    assert_eq!(roles(&planner), 2);
    // The question about the post has a list of its own.
    let mut planner = Planner::nobody((100, 30));
    planner.keys("ciso<Enter><Down><Enter><Enter>");
    planner.shows("Where do you want to go?");
    assert_eq!(roles(&planner), 1);
}
