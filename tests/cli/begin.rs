//! `begin` and the routes that follow from it: which track is proposed, kept or changed, and what is said of it.

use cisopath::profile::history::Record;

use crate::support::home::{Expect, Home, holds};
use crate::support::planner::{Planner, now};

/// Begins with `first`, then says `then`: the track and route, and the text of the answer.
#[track_caller]
fn check(first: &str, then: &str, expected: (&str, &str), said: &str) {
    let home = Home::new();
    home.ok(format!("begin {first}"));
    let text = home.says(format!("begin {then}"), &[said]);
    let route = home.json("route")["route"].clone();
    let found = (route["track"].text(), route["route"].text());
    assert_eq!(found, expected, "{text}");
}

#[test]
fn another_start_keeps_the_track_if_it_can_and_else_says_so() {
    let engineer = "--start 2529.6 --track security-engineering";
    check(
        engineer,
        "--start 'IT auditor'",
        ("audit", "auditor-manager-risk-ciso"),
        "No route on the track Security engineering goes through IT auditor; Audit has one and is your track now.",
    );
    check(
        engineer,
        "--start 'ethical hacker'",
        ("security-engineering", "hacker-risk-ciso"),
        "Changed the start to ethical hacker",
    );
    // Whoever names the track gets it, and is told the truth about it.
    check(
        engineer,
        "--start 'IT auditor' --track security-engineering",
        ("security-engineering", "responder-risk-compliance-ciso"),
        "No route on the track Security engineering goes through IT auditor (Audit does); the first step is curated elsewhere and joins the track at director of compliance",
    );
}

#[test]
fn a_track_that_only_an_earlier_job_lies_on_is_not_said_to_pass_the_new_start() {
    check(
        "--start 2512.1 --before 'IT auditor' --track security-engineering",
        "--start 'web developer'",
        ("audit", "auditor-manager-risk-ciso"),
        "No route on the track Security engineering goes through one of your jobs; Audit continues from IT auditor and is your track now.",
    );
}

#[test]
fn a_what_if_predicts_the_route_that_begin_gives() {
    let home = Home::new();
    home.ok("begin --start 2529.6 --track security-engineering");
    let predicted = home.json("what-if --moved 'IT auditor'")["what_if"]["after"].clone();
    home.ok("begin --start 'IT auditor' --before 2529.6");
    let none = home.json("what-if --moved 'IT auditor'")["what_if"]["before"].clone();
    assert_eq!(predicted["hours"], none["hours"]);
    assert_eq!(predicted["next_step"], none["next_step"]);
}

#[test]
fn a_what_if_that_changes_no_figure_says_so() {
    let home = Home::new();
    home.ok("begin --start 'IT auditor'");
    let same = "None of these figures changes.";
    home.says("what-if --held GDPR", &[same]);
    let changed = home.ok("what-if --held 'risk management'");
    assert!(!changed.contains(same), "{changed}");
    assert!(changed.contains("(unusual)") && changed.contains("Unusual computed routes: "));
}

#[test]
fn curated_routes_stand_first_and_that_is_said() {
    let home = Home::new();
    home.ok("begin --start 'IT auditor'");
    home.says("routes", &["The best 5 routes, curated ones first; --k N"]);
    home.says("routes --k 2", &["The best 2 routes; --k N"]);
}

#[test]
fn an_earlier_job_counts_for_the_route() {
    let home = Home::new();
    let route = "ICT security administrator → cybersecurity risk manager → chief";
    home.says("begin --start 2529.6 --before 'IT auditor'", &[route]);
    let route = "Route: Network security, security admin → cyber risk lead → CISO";
    home.says("status", &[route]);
    home.ok("begin --track audit");
    let route = home.json("route")["route"].clone();
    assert_eq!(route["steps"].list().len(), 3);
    assert_eq!(route["steps"][0]["from"], "2511.18");
    let next = home.ok("next");
    assert!(!next.contains("Make the move to IT auditor"), "{next}");
}

#[test]
fn route_and_status_name_their_figures_as_the_screens_do() {
    let home = Home::begun();
    let both = ["step 1 of 3", "6 of 19 essential skills, 0 of 6 milestones"];
    home.says("route", &both);
    home.says("status", &both);
    home.says(
        "route",
        &["coverage now 15 %, on arrival 26 %, medium leap\n"],
    );
    home.says(
        "status",
        &["coverage now 20 %, 6 of 47 essential skills held"],
    );
}

#[test]
fn a_first_move_that_no_leap_allows_is_said_at_once() {
    let home = Home::new();
    let words = ["less than the large leap of 10 %", "cisopath routes"];
    home.says("begin --start 'data analyst'", &words);
    // A move that somebody curated has its own words for what it asks.
    let said = home.ok("begin --start 'IT auditor'");
    assert!(!said.contains("large leap"), "{said}");
}

#[test]
fn nobody_begins_as_the_chief_by_accident() {
    let home = Home::new();
    for start in ["CISO", "'head of information security'", "2529.1"] {
        home.fails(1, format!("begin --start {start}"), &["--mandate"]);
        assert!(home.json("status")["start"].is_null(), "{start}");
    }
    let begun = home.json("begin --start CISO --mandate --goal CIO");
    assert_eq!(begun["start"], "2529.1");
    // Whoever holds it is not asked again.
    home.ok("begin --start CISO --since 2024");
    home.fails(2, "begin --mandate", &["--start"]);
    // Who was one needs no mandate now, but does to become one again.
    let home = Home::new();
    home.ok("begin --before ciso=2015..2018");
    home.fails(1, "begin --start CISO", &[]);
    home.ok("begin --start 'IT auditor'");
}

#[test]
fn a_vague_word_begins_nobody_and_the_beginning_of_one_title_does() {
    let home = Home::new();
    for word in ["security", "audit", "risk"] {
        home.fails(1, format!("begin --start '{word}'"), &[]);
    }
    assert_eq!(home.json("begin --start 'it audit'")["start"], "2511.18");
}

#[test]
fn a_title_of_several_occupations_is_asked_about() {
    for (title, codes) in [
        ("information security officer", &["2529.8", "2529.1"][..]),
        ("internal auditor", &["2411.1.7", "2511.18", "2411.1.2"]),
        ("project manager", &["1330.7", "1219.6"]),
        ("security manager", &["2529.8", "1219.1.2", "5414.1.8"]),
        // These merely come near one.
        ("security architect", &["2529.7"]),
        ("SOC manager", &["2529.7"]),
    ] {
        let home = Home::new();
        let asked = home.denied(format!("begin --start '{title}'"));
        let candidates = asked["candidates"].list();
        let found: Vec<_> = candidates.iter().map(|c| c["code"].text()).collect();
        assert_eq!(found, codes, "{title}");
        let said = home.fails(1, format!("begin --start '{title}'"), &[]);
        assert!(codes.iter().all(|code| said.contains(code)), "{said}");
    }
}

#[test]
fn an_unknown_title_gets_the_rows_of_the_screen() {
    for title in [
        "shift lead in a SOC",
        "military officer",
        "submarine analyst",
    ] {
        let asked = Home::new().denied(format!("begin --start '{title}'"));
        let candidates = asked["candidates"].list();
        let found: Vec<_> = candidates.iter().map(|c| c["label"].text()).collect();
        let mut planner = Planner::new(Record::new(now()), (100, 36));
        planner.keys(title);
        let text = planner.text();
        let rows: Vec<&str> = text
            .lines()
            .skip_while(|l| !l.contains("No exact match"))
            .skip(1)
            .collect();
        assert!(rows.len() >= found.len(), "{title}: {text}");
        for (row, label) in rows.into_iter().zip(&found) {
            // A long label is cut.
            let head: String = label.chars().take(30).collect();
            holds(row, &[&head]);
        }
        assert!(!found.is_empty(), "{title}");
    }
}

#[test]
fn begin_ends_a_first_run_that_was_interrupted() {
    let home = Home::begun();
    let mut record = home.read_record();
    record["settings"]["first_run"] = "goal".into();
    home.put_record(&record.to_string());
    // Even where all of it is so already.
    home.ok("begin --start 'IT auditor'");
    let record = home.read_record();
    assert!(record["settings"].get("first_run").is_none(), "{record}");
}
