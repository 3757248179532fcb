//! `begin` beyond its first use: dates of roles, and what can be said before a start.

use serde_json::json;

use crate::support::home::Home;

fn roles(home: &Home) -> serde_json::Value {
    home.json(&["status"])["roles"].clone()
}

#[test]
fn roles_held_have_dates_where_given() {
    let home = Home::new();
    let said = home
        .run(&[
            "begin",
            "--start",
            "IT auditor",
            "--since",
            "2019-07",
            "--before",
            "network administrator=2015-03..2019-06",
            "--before",
            "database administrator",
        ])
        .ok();
    let dated = "Began as IT auditor (since 2019-07), added the earlier jobs ICT network administrator \
                 (2015-03 to 2019-06) and database administrator.";
    assert!(said.contains(dated), "{said}");
    let held = roles(&home);
    let dates: Vec<_> = held
        .as_array()
        .unwrap()
        .iter()
        .map(|r| json!([r["code"], r["from"], r["until"]]))
        .collect();
    assert_eq!(
        dates,
        [
            json!(["2511.18", "2019-07-01", null]),
            json!(["2522.1.1", "2015-03-01", "2019-06-30"]),
            json!(["2521.1", null, null]),
        ]
    );
    let text = home.run(&["status"]).ok();
    let line = "Roles held: IT auditor (since 2019-07), ICT network administrator (2015-03 to 2019-06), \
                database administrator";
    assert!(text.contains(line), "{text}");
    // The codes stay as they were for scripts.
    assert_eq!(
        home.json(&["status"])["roles_held"],
        json!(["2511.18", "2522.1.1", "2521.1"])
    );
}

#[test]
fn dates_are_changed_kept_taken_back_and_undone() {
    let home = Home::begun();
    let from = |home: &Home, at: usize| roles(home)[at]["from"].clone();
    home.run(&["begin", "--since", "2018"]).ok();
    assert_eq!(from(&home, 0), "2018-01-01");
    home.run(&["begin", "--before", "web developer=2015.."])
        .ok();
    assert_eq!(
        (from(&home, 0), from(&home, 1)),
        (json!("2018-01-01"), json!("2015-01-01"))
    );
    // Without dates an earlier role keeps those it has.
    let again = home.json(&["begin", "--before", "web developer"]);
    assert_eq!(again["changed"], false);
    home.run(&["begin", "--before", "web developer=.."]).ok();
    assert!(from(&home, 1).is_null());
    home.run(&["undo"]).ok();
    assert_eq!(from(&home, 1), "2015-01-01");
    home.run(&["undo"]).ok();
    home.run(&["undo"]).ok();
    assert!(from(&home, 0).is_null());
    home.run(&["redo"]).ok();
    assert_eq!(from(&home, 0), "2018-01-01");
}

#[test]
fn a_role_returned_to_is_held_twice_with_both_dates() {
    let home = Home::new();
    let spans = |home: &Home| -> Vec<_> {
        let held = roles(home);
        let held = held.as_array().unwrap().iter();
        held.map(|r| json!([r["code"], r["from"], r["until"]]))
            .collect()
    };
    let auditor = "IT auditor=2010..2012";
    let again = ["--start", "IT auditor", "--before", auditor];
    let both = [
        json!(["2511.18", "2020-01-01", null]),
        json!(["2511.18", "2010-01-01", "2012-12-31"]),
    ];
    for _ in 0..2 {
        home.run(&[&["begin", "--since", "2020"], &again[..]].concat())
            .ok();
        assert_eq!(spans(&home), both, "said again it is the same");
    }
    // What was over is not what is begun anew.
    let home = Home::new();
    home.run(&["begin", "--start", "web developer", "--before", auditor])
        .ok();
    home.run(&["begin", "--start", "IT auditor", "--since", "2020"])
        .ok();
    assert_eq!(spans(&home), both);
    let twice = ["--before", auditor, "--before", "IT auditor=2015..2016"];
    home.run(&[&["begin", "--start", "web developer"], &twice[..]].concat())
        .ok();
    let dates: Vec<_> = spans(&home).iter().map(|r| r[1].clone()).collect();
    assert_eq!(
        dates,
        [json!(null), json!("2010-01-01"), json!("2015-01-01")]
    );
}

#[test]
fn since_dates_the_role_that_a_move_brought() {
    let home = Home::begun();
    home.run(&["done", "it-auditor-to-ict-auditor-manager"])
        .ok();
    let said = home.run(&["begin", "--since", "2026-02"]).ok();
    assert!(
        said.contains("Dated ICT auditor manager since 2026-02."),
        "{said}"
    );
    assert_eq!(roles(&home)[0]["from"], "2026-02-01");
    assert!(roles(&home)[1]["from"].is_null());
}

#[test]
fn a_wrong_date_is_wrong_usage_with_a_hint() {
    let home = Home::begun();
    for (args, said) in [
        (["--since", "soon"], "is not a date cisopath understands"),
        (["--since", "2027"], "2027 is in the future"),
        (
            ["--before", "web developer=2015"],
            "does not say from when until when",
        ),
        (["--before", "web developer=2019..2015"], "comes after"),
    ] {
        let err = home.run(&["begin", args[0], args[1]]).failed(2);
        assert!(
            err.contains(said) && err.contains("hint: dates are"),
            "{err}"
        );
    }
    assert_eq!(roles(&home).as_array().unwrap().len(), 1);
}

#[test]
fn no_name_of_the_catalogue_holds_the_sign_before_dates() {
    let catalog = cisopath::catalog::Catalog::embedded().unwrap();
    for occupation in catalog.occupations() {
        let uri = occupation.uri();
        let mut names = std::iter::once(occupation.label())
            .chain(occupation.alternative_labels().iter())
            .chain([uri]);
        assert!(
            names.all(|name| !name.contains('=')),
            "{}",
            occupation.label()
        );
    }
}

#[test]
fn goal_track_and_earlier_roles_may_be_said_before_the_start() {
    let home = Home::new();
    home.run(&["begin", "--goal", "2529.5"]).ok();
    let said = home.run(&["begin", "--before", "web developer"]).ok();
    assert!(said.contains("cisopath begin --start NAME"), "{said}");
    home.run(&["begin", "--track", "audit", "--goal", "CISO"])
        .ok();
    let status = home.json(&["status"]);
    assert!(status["start"].is_null());
    assert_eq!(status["roles_held"], json!(["2513.5"]));
    assert_eq!(
        (&status["goal"], &status["track"]),
        (&json!("2529.1"), &json!("audit"))
    );
    home.run(&["route"]).failed(1);
    let begun = home.json(&["begin", "--start", "IT auditor"]);
    assert_eq!(begun["track"], "audit");
    assert_eq!(begun["roles_held"], json!(["2511.18", "2513.5"]));
    // A date needs something that it is the date of.
    let err = Home::new().run(&["begin", "--since", "2019"]).failed(1);
    assert!(err.contains("--start NAME --since DATE"), "{err}");
}

#[test]
fn a_milestone_can_be_the_first_thing_that_is_said() {
    let home = Home::new();
    let nothing = home.json(&["undone", "own-one-policy"]);
    assert_eq!(nothing["changed"], false);
    assert!(!home.record().exists());
    home.run(&["done", "own-one-policy"]).ok();
    assert_eq!(
        home.json(&["milestone", "own-one-policy"])["milestone"]["reached"],
        "2026-11-23"
    );
    home.run(&["undo"]).ok();
    let step = home
        .run(&["done", "it-auditor-to-ict-auditor-manager"])
        .failed(1);
    assert!(
        step.contains("say where you are first: cisopath begin"),
        "{step}"
    );
}

#[test]
fn dates_are_taken_as_people_write_them() {
    let home = Home::begun();
    for since in ["July 2019", "07/2019", "2019-7", "2019-07"] {
        home.run(&["begin", "--since", since]).ok();
        assert_eq!(roles(&home)[0]["from"], "2019-07-01", "{since}");
        home.run(&["undo"]).ok();
    }
    for (dates, until) in [
        ("2015-2019", json!("2019-12-31")),
        ("2015..present", json!(null)),
    ] {
        let before = format!("web developer={dates}");
        home.run(&["begin", "--before", &before]).ok();
        let held = &roles(&home)[1];
        assert_eq!(
            (&held["from"], &held["until"]),
            (&json!("2015-01-01"), &until)
        );
        home.run(&["undo"]).ok();
    }
    let said = home.run(&["begin", "--since", "0019-01"]).failed(2);
    assert!(said.contains("is before 1900"), "{said}");
    let evidence = |date: &'static str| ["evidence", "GDPR", "--note", "n", "--date", date];
    home.run(&evidence("0019-01-01")).failed(2);
    home.run(&evidence("July 2019")).ok();
    assert_eq!(home.read_record()["evidence"]["1"]["date"], "2019-07-01");
}
