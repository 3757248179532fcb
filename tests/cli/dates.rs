//! `begin` beyond its first use: dates of roles, and what can be said before a start.

use serde_json::{Value, json};

use crate::support::home::{Expect, Home};

fn roles(home: &Home) -> Value {
    home.json("status")["roles"].clone()
}

/// Code, first and last day of each role.
fn spans(home: &Home) -> Value {
    let held = roles(home);
    let spans = held.list().iter();
    spans
        .map(|r| json!([r["code"], r["from"], r["until"]]))
        .collect()
}

#[test]
fn roles_held_have_dates_where_given() {
    let home = Home::new();
    let now = "--start 'IT auditor' --since 2019-07";
    let before =
        "--before 'network administrator=2015-03..2019-06' --before 'database administrator'";
    let dated = "Began as IT auditor (since 2019-07), added the earlier jobs ICT network administrator \
                 (2015-03 to 2019-06) and database administrator.";
    home.says(format!("begin {now} {before}"), &[dated]);
    let expected = json!([
        ["2511.18", "2019-07-01", null],
        ["2522.1.1", "2015-03-01", "2019-06-30"],
        ["2521.1", null, null],
    ]);
    assert_eq!(spans(&home), expected);
    let line = "Roles held: IT auditor (since 2019-07), ICT network administrator (2015-03 to 2019-06), \
                database administrator";
    home.says("status", &[line]);
    // The codes stay as they were for scripts.
    let codes = json!(["2511.18", "2522.1.1", "2521.1"]);
    assert_eq!(home.json("status")["roles_held"], codes);
}

#[test]
fn dates_are_changed_kept_taken_back_and_undone() {
    let home = Home::begun();
    let from = |home: &Home, at: usize| roles(home)[at]["from"].clone();
    home.ok("begin --since 2018");
    assert_eq!(from(&home, 0), "2018-01-01");
    home.ok("begin --before 'web developer=2015..'");
    assert_eq!(from(&home, 0), "2018-01-01");
    assert_eq!(from(&home, 1), "2015-01-01");
    // Without dates an earlier role keeps those it has.
    let again = home.json("begin --before 'web developer'");
    assert_eq!(again["changed"], false);
    home.ok("begin --before 'web developer=..'");
    assert!(from(&home, 1).is_null());
    home.ok("undo");
    assert_eq!(from(&home, 1), "2015-01-01");
    home.ok("undo");
    home.ok("undo");
    assert!(from(&home, 0).is_null());
    home.ok("redo");
    assert_eq!(from(&home, 0), "2018-01-01");
}

#[test]
fn a_role_returned_to_is_held_twice_with_both_dates() {
    let home = Home::new();
    let before = "--before 'IT auditor=2010..2012'";
    let both = json!([
        ["2511.18", "2020-01-01", null],
        ["2511.18", "2010-01-01", "2012-12-31"],
    ]);
    for _ in 0..2 {
        home.ok(format!("begin --since 2020 --start 'IT auditor' {before}"));
        assert_eq!(spans(&home), both, "said again it is the same");
    }
    // What was over is not what is begun anew.
    let home = Home::new();
    home.ok(format!("begin --start 'web developer' {before}"));
    home.ok("begin --start 'IT auditor' --since 2020");
    assert_eq!(spans(&home), both);
    let twice = format!("{before} --before 'IT auditor=2015..2016'");
    home.ok(format!("begin --start 'web developer' {twice}"));
    let held = roles(&home);
    let dates: Value = held.list().iter().map(|r| r["from"].clone()).collect();
    assert_eq!(dates, json!([null, "2010-01-01", "2015-01-01"]));
}

#[test]
fn since_dates_the_role_that_a_move_brought() {
    let home = Home::begun();
    home.ok("done it-auditor-to-ict-auditor-manager");
    let words = "Dated ICT auditor manager since 2026-02.";
    home.says("begin --since 2026-02", &[words]);
    assert_eq!(roles(&home)[0]["from"], "2026-02-01");
    assert!(roles(&home)[1]["from"].is_null());
}

#[test]
fn a_wrong_date_is_wrong_usage_with_a_hint() {
    let home = Home::begun();
    for (args, said) in [
        ("since soon", "is not a date cisopath understands"),
        ("since 2027", "2027 is in the future"),
        ("before CISO=2015", "does not say from when until when"),
        ("before CISO=2019..2015", "comes after"),
    ] {
        home.fails(2, format!("begin --{args}"), &[said, "hint: dates are"]);
    }
    assert_eq!(roles(&home).list().len(), 1);
}

#[test]
fn no_name_of_the_catalogue_holds_the_sign_before_dates() {
    let catalog = cisopath::catalog::Catalog::embedded().unwrap();
    for occupation in catalog.occupations() {
        let others = occupation.alternative_labels().iter();
        for name in others.chain([occupation.label(), occupation.uri()]) {
            assert!(!name.contains('='), "{name}");
        }
    }
}

#[test]
fn goal_track_and_earlier_roles_may_be_said_before_the_start() {
    let home = Home::new();
    home.ok("begin --goal 2529.5");
    let words = "cisopath begin --start NAME";
    home.says("begin --before 'web developer'", &[words]);
    home.ok("begin --track audit --goal CISO");
    let status = home.json("status");
    status.includes(json!({ "start": null, "roles_held": ["2513.5"] }));
    status.includes(json!({ "goal": "2529.1", "track": "audit" }));
    home.fails(1, "route", &[]);
    let begun = home.json("begin --start 'IT auditor'");
    begun.includes(json!({ "track": "audit", "roles_held": ["2511.18", "2513.5"] }));
    // A date needs something that it is the date of.
    Home::new().fails(1, "begin --since 2019", &["--start NAME --since DATE"]);
}

#[test]
fn a_milestone_can_be_the_first_thing_that_is_said() {
    let home = Home::new();
    assert_eq!(home.json("undone own-one-policy")["changed"], false);
    assert!(!home.record().exists());
    home.ok("done own-one-policy");
    let milestone = home.json("milestone own-one-policy");
    assert_eq!(milestone["milestone"]["reached"], "2026-11-23");
    home.ok("undo");
    let words = "say where you are first: cisopath begin";
    home.fails(1, "done it-auditor-to-ict-auditor-manager", &[words]);
}

#[test]
fn dates_are_taken_as_people_write_them() {
    let home = Home::begun();
    for since in ["July 2019", "07/2019", "2019-7", "2019-07"] {
        home.ok(format!("begin --since '{since}'"));
        assert_eq!(roles(&home)[0]["from"], "2019-07-01", "{since}");
        home.ok("undo");
    }
    for (dates, until) in [
        ("2015-2019", json!("2019-12-31")),
        ("2015..present", json!(null)),
    ] {
        home.ok(format!("begin --before 'web developer={dates}'"));
        roles(&home)[1].includes(json!({ "from": "2015-01-01", "until": until }));
        home.ok("undo");
    }
    home.fails(2, "begin --since 0019-01", &["is before 1900"]);
    home.fails(2, "evidence GDPR --note n --date 0019-01-01", &[]);
    home.ok("evidence GDPR --note n --date 'July 2019'");
    assert_eq!(home.read_record()["evidence"]["1"]["date"], "2019-07-01");
}
