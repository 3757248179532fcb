//! `begin` and the routes that follow from it: which track is proposed, kept or changed, and what is said of it.

use cisopath::profile::history::Record;

use crate::support::home::Home;
use crate::support::planner::{Planner, now};

/// Begins with `first`, then says `then`: the track and route, and the text of the answer.
fn check(first: &[&str], then: &[&str], expected: (&str, &str), said: &str) {
    let home = Home::new();
    home.run(&[&["begin"], first].concat()).ok();
    let text = home.run(&[&["begin"], then].concat()).ok();
    let route = home.json(&["route"])["route"].clone();
    let way = (
        route["track"].as_str().unwrap(),
        route["route"].as_str().unwrap(),
    );
    assert_eq!(way, expected, "{text}");
    assert!(text.contains(said), "{text}");
}

#[test]
fn another_start_keeps_the_track_if_it_can_and_else_says_so() {
    let engineer = ["--start", "2529.6", "--track", "security-engineering"];
    check(
        &engineer,
        &["--start", "IT auditor"],
        ("audit", "auditor-manager-risk-ciso"),
        "No route on the track Security engineering goes through IT auditor; Audit has one and is your track now.",
    );
    check(
        &engineer,
        &["--start", "ethical hacker"],
        ("security-engineering", "hacker-risk-ciso"),
        "Changed the start to ethical hacker",
    );
    // Whoever names the track gets it, and is told the truth about it.
    check(
        &engineer,
        &["--start", "IT auditor", "--track", "security-engineering"],
        ("security-engineering", "responder-risk-ciso"),
        "No route on the track Security engineering goes through IT auditor (Audit does); the first step is derived from skills",
    );
}

#[test]
fn a_track_that_only_an_earlier_job_lies_on_is_not_said_to_pass_the_new_start() {
    check(
        &[
            "--start",
            "2512.1",
            "--before",
            "IT auditor",
            "--track",
            "security-engineering",
        ],
        &["--start", "web developer"],
        ("audit", "auditor-manager-risk-ciso"),
        "No route on the track Security engineering goes through one of your jobs; Audit continues from IT auditor and is your track now.",
    );
}

#[test]
fn a_what_if_predicts_the_route_that_begin_gives() {
    let home = Home::new();
    let engineer = ["--start", "2529.6", "--track", "security-engineering"];
    home.run(&[&["begin"], &engineer[..]].concat()).ok();
    let asked = ["what-if", "--moved", "IT auditor"];
    let predicted = home.json(&asked)["what_if"]["after"].clone();
    let text = home.run(&asked).ok();
    home.run(&["begin", "--start", "IT auditor", "--before", "2529.6"])
        .ok();
    let none = home.json(&["what-if", "--moved", "IT auditor"])["what_if"]["before"].clone();
    assert_eq!(predicted["hours"], none["hours"], "{text}");
    assert_eq!(predicted["next_step"], none["next_step"]);
}

#[test]
fn an_earlier_job_counts_for_the_route() {
    let home = Home::new();
    let both = ["begin", "--start", "2529.6", "--before", "IT auditor"];
    let text = home.run(&both).ok();
    assert!(
        text.contains("ICT security administrator → cybersecurity risk manager → chief"),
        "{text}"
    );
    let status = home.run(&["status"]).ok();
    let route = "Route: Network security, security admin → cyber risk lead → CISO";
    assert!(status.contains(route), "{status}");
    home.run(&["begin", "--track", "audit"]).ok();
    let route = home.json(&["route"])["route"].clone();
    assert_eq!(route["steps"].as_array().unwrap().len(), 3);
    assert_eq!(route["steps"][0]["from"], "2511.18");
    let next = home.run(&["next"]).ok();
    assert!(!next.contains("Make the move to IT auditor"), "{next}");
}

#[test]
fn route_and_status_name_their_figures_as_the_screens_do() {
    let home = Home::begun();
    let route = home.run(&["route"]).ok();
    let status = home.run(&["status"]).ok();
    for said in ["step 1 of 3", "6 of 19 essential skills, 0 of 6 milestones"] {
        assert!(
            route.contains(said) && status.contains(said),
            "{route}{status}"
        );
    }
    assert!(
        route.contains("coverage now 15 %, on arrival 26 %, medium leap\n"),
        "{route}"
    );
    assert!(
        status.contains("coverage now 20 %, 6 of 47 essential skills held"),
        "{status}"
    );
}

#[test]
fn a_first_move_that_no_leap_allows_is_said_at_once() {
    let home = Home::new();
    let said = home.run(&["begin", "--start", "data analyst"]).ok();
    assert!(said.contains("less than the large leap of 10 %"), "{said}");
    assert!(said.contains("cisopath routes"), "{said}");
    // A move that somebody curated has its own words for what it asks.
    let said = home.run(&["begin", "--start", "IT auditor"]).ok();
    assert!(!said.contains("large leap"), "{said}");
}

#[test]
fn nobody_begins_as_the_chief_by_accident() {
    let home = Home::new();
    for start in [
        &["--start", "CISO"][..],
        &["--start", "head of information security"],
        &["--start", "2529.1"],
    ] {
        let refused = home.run(&[&["begin"], start].concat()).failed(1);
        assert!(refused.contains("--mandate"), "{start:?}: {refused}");
        let none = home.run(&["status", "--json"]).json(0);
        assert!(none["start"].is_null(), "{start:?}: {none}");
    }
    let begun = home.json(&["begin", "--start", "CISO", "--mandate", "--goal", "CIO"]);
    assert_eq!(begun["start"], "2529.1");
    // Whoever holds it is not asked again.
    home.run(&["begin", "--start", "CISO", "--since", "2024"])
        .ok();
    let usage = home.run(&["begin", "--mandate"]).failed(2);
    assert!(usage.contains("--start"), "{usage}");
    // Who was one needs no mandate now, but does to become one again.
    let home = Home::new();
    home.run(&["begin", "--before", "ciso=2015..2018"]).ok();
    home.run(&["begin", "--start", "CISO"]).failed(1);
    home.run(&["begin", "--start", "IT auditor"]).ok();
}

#[test]
fn a_vague_word_begins_nobody_and_the_beginning_of_one_title_does() {
    let home = Home::new();
    for word in ["security", "audit", "risk"] {
        home.run(&["begin", "--start", word]).failed(1);
    }
    assert_eq!(
        home.json(&["begin", "--start", "it audit"])["start"],
        "2511.18"
    );
}

#[test]
fn a_title_of_several_occupations_is_asked_about() {
    for (title, codes) in [
        ("information security officer", &["2529.8", "2529.1"][..]),
        ("internal auditor", &["2411.1.7", "2511.18", "2411.1.2"]),
        ("project manager", &["1330.7", "1219.6"]),
        ("security manager", &["2529.8", "1219.1.2", "5414.1.8"]),
    ] {
        let home = Home::new();
        let asked = home.run(&["begin", "--start", title, "--json"]).json(1);
        let candidates = asked["candidates"].as_array().unwrap();
        let found: Vec<_> = candidates
            .iter()
            .map(|c| c["code"].as_str().unwrap())
            .collect();
        assert_eq!(found, codes, "{title}");
        let said = home.run(&["begin", "--start", title]).failed(1);
        assert!(codes.iter().all(|code| said.contains(code)), "{said}");
    }
}

#[test]
fn an_unknown_title_gets_the_rows_of_the_screen() {
    for title in ["tier 2 soc analyst", "military officer", "malware analyst"] {
        let asked = Home::new()
            .run(&["begin", "--start", title, "--json"])
            .json(1);
        let candidates = asked["candidates"].as_array().unwrap();
        let found: Vec<_> = candidates
            .iter()
            .map(|c| c["label"].as_str().unwrap())
            .collect();
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
            assert!(row.contains(label), "{title}: {label} in {row}");
        }
        assert!(found.len() > 1, "{title}");
    }
}

#[test]
fn begin_ends_a_first_run_that_was_interrupted() {
    let home = Home::begun();
    let mut record = home.read_record();
    record["settings"]["first_run"] = "goal".into();
    home.put_record(&record.to_string());
    // Even where all of it is so already.
    home.run(&["begin", "--start", "IT auditor"]).ok();
    let record = home.read_record();
    assert!(record["settings"].get("first_run").is_none(), "{record}");
}
