//! Which way a person is shown: tracks, routes and their names, by all the jobs they had.

use cisopath::profile::change::{self, PlanChange};
use cisopath::profile::history::Record;
use cisopath::profile::{Claim, States};
use cisopath::ui::model::action::Action;
use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, catalog, now, record};

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
    let profile = planner.profile();
    assert_eq!(profile.track.as_deref(), Some("audit"));
    let said = "No route on the track Network security goes through IT auditor; Audit has one and is your track now.";
    planner.shows(said);
}

#[test]
fn a_track_chosen_without_a_start_lets_go_of_the_former_route() {
    let catalog = catalog();
    let mut record = Record::new(now());
    let audit = PlanChange {
        track: Some("audit".into()),
        route: Some("auditor-manager-risk-ciso".into()),
        ..PlanChange::default()
    };
    change::update_plan(&mut record, &catalog, audit, now());
    let mut planner = Planner::new(record, (120, 36));
    planner.app.model.update_plan(PlanChange {
        track: Some("network-security".into()),
        ..PlanChange::default()
    });
    let start = catalog.occupation_by_code("2529.6");
    planner.app.model.update_plan(PlanChange {
        start,
        ..PlanChange::default()
    });
    let plan = planner.app.model.plan().unwrap();
    assert_eq!(plan.track.as_deref(), Some("network-security"));
}

#[test]
fn the_cursor_stays_on_a_suggestion_that_shares_its_step_with_another() {
    let catalog = catalog();
    let mut record = record("2511.18", &[]);
    let manager = catalog.occupation_by_code("2519.2").unwrap();
    // What the role suggests stays to be confirmed.
    let states = States::of(&record.profile, &catalog);
    let essential = catalog.occupation(manager).essential().iter();
    for skill in essential.filter(|s| !states.get(**s).is_held()) {
        change::mark(&mut record, &catalog, *skill, Some(Claim::Held), now());
    }
    let theme = Theme::new(ThemeName::Dark, false);
    let mut planner = Planner::without_jobs(record, (120, 50), theme);
    let suggestions = planner.app.model.suggestions();
    let kinds: Vec<_> = suggestions.iter().map(|s| s.task.kind()).collect();
    assert_eq!(kinds[0], "step", "{kinds:?}");
    let confirm = kinds.iter().position(|k| *k == "confirm");
    planner.keys("<PgDn><Home>");
    let steps = planner.app.model.plan().unwrap().steps.len();
    for _ in 0..steps + confirm.unwrap() {
        planner.keys("<Down>");
    }
    let job = planner.app.job().unwrap();
    planner.app.update(Action::JobResult(Box::new(job.run())));
    planner.keys("<Enter>");
    assert!(planner.profile().moves.is_empty());
    planner.shows("Which of these do you have?");
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

/// Somebody who has answered where they are (security administrator), what they were, and now is asked for the goal.
fn asked_for_the_goal() -> Planner {
    let mut planner = Planner::nobody((120, 36));
    planner.keys("network security eng<Down><Enter>it audit<Enter><Enter>");
    planner.shows("Where do you want to go?");
    planner
}

#[test]
fn each_track_says_why_it_stands_where_it_stands() {
    let mut planner = asked_for_the_goal();
    let text = planner.keys("<Enter>").text();
    planner.shows("Tracks you are already on come first");
    let first = line(&text, "you are on it");
    assert!(first.contains("Network security") && first.contains("2 steps, 37 skills"));
    assert!(line(&text, "continues from IT auditor").contains("Audit"));
    assert!(line(&text, "you would join at").contains("Risk management"));
    // All five.
    planner.shows("ICT project leadership   ");
}

#[test]
fn to_another_goal_computed_ways_are_offered_and_taken() {
    let mut planner = asked_for_the_goal();
    planner.keys("chief information officer<Enter>");
    planner.shows("Which way?");
    planner.shows("Routes to other goals are computed");
    planner.hides("you are on it");
    planner.keys("<Enter>");
    assert!(planner.profile().stops.is_some());
    planner.shows("Assumed from your roles");
}

#[test]
fn whoever_is_there_is_not_asked_which_way() {
    let mut planner = asked_for_the_goal();
    planner.keys("ICT security administrator<Enter>");
    planner.shows("Assumed from your roles");
    planner.shows("You are at your goal already");
}

#[test]
fn what_was_said_is_no_question_and_all_of_it_is_shown() {
    let mut planner = Planner::nobody((120, 36));
    planner.keys("network security eng<Down><Enter>");
    planner.keys("ict security administrator");
    let text = planner.text();
    let said = "You named ICT security administrator already.";
    assert!(text.contains(said) && !text.contains("2529.6"), "{text}");
    planner.keys("<Esc>it audit<Enter>director of compliance and information security<Enter>");
    planner.keys("industrial mobile devices software developer<Enter>");
    planner.shows("removes the");
    planner.shows("last one)");
}

#[test]
fn a_first_run_that_was_interrupted_is_taken_up_again() {
    let again = |planner: &Planner| {
        let record = planner.app.model.record().clone();
        Planner::new(record, (120, 36))
    };
    let mut planner = again(&asked_for_the_goal());
    planner.shows("Where do you want to go?");
    planner.keys("<Enter><Enter>");
    let mut planner = again(&planner);
    planner.shows("Assumed from your roles");
    planner.keys("<Enter>");
    let mut planner = again(&planner);
    planner.hides("Assumed from your roles");
}

#[test]
fn who_went_back_and_was_interrupted_is_asked_where_they_were() {
    let mut planner = asked_for_the_goal();
    for question in ["And before that?", "Where are you now?"] {
        planner.keys("<S-Tab>");
        planner.shows(question);
        let record = planner.app.model.record().clone();
        let mut again = Planner::new(record, (120, 36));
        again.shows(question);
    }
}

#[test]
fn the_chooser_leaves_out_what_a_made_move_asked_for() {
    let mut planner = Planner::auditor((120, 36));
    let step = planner.app.model.plan().unwrap().steps[0].id.clone();
    planner.app.model.make_move(&step, true);
    planner.keys("r");
    let text = planner.text();
    assert!(line(&text, "1 audit manager").contains("✓ made"), "{text}");
}

#[test]
fn the_chooser_shows_what_is_known_until_the_routes_are_found() {
    for keys in ["r", "r<Down>"] {
        let mut planner = waiting(None);
        planner.keys(keys).shows("routes · looking for more");
        planner.hides("computed");
        let selected = planner.selected();
        planner.runs_jobs = true;
        planner.shows("computed");
        planner.hides("looking for more");
        planner.is_on(&selected);
    }
    let mut planner = waiting(Some("1330.1"));
    planner.keys("r").shows("Looking for routes to your goal.");
    planner.runs_jobs = true;
    planner.shows("computed");
    // g, "Track": enter takes nothing before the routes are there.
    let mut planner = waiting(Some("1330.1"));
    planner.keys("g<Down><Down><Down><Enter><Enter>");
    planner.shows("Looking for routes to this goal.");
    planner.runs_jobs = true;
    planner.draw();
    planner.keys("<Enter>");
    assert!(planner.profile().stops.is_some());
}

/// An IT auditor on the way to `goal` whose routes are not found yet.
fn waiting(goal: Option<&str>) -> Planner {
    let theme = Theme::new(ThemeName::Dark, false);
    let mut planner = Planner::without_jobs(record("2511.18", &[]), (120, 36), theme);
    planner.app.model.update_plan(PlanChange {
        goal: goal.and_then(|code| catalog().occupation_by_code(code)),
        ..PlanChange::default()
    });
    planner
}
