//! Commands that change the record.

use serde_json::{Value, json};

use crate::support::home::Home;

const STEP: &str = "it-auditor-to-ict-auditor-manager";

fn state(home: &Home, skill: &str) -> String {
    home.json(&["skill", skill])["skill"]["state"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn marking_needs_no_begin_and_is_idempotent() {
    let home = Home::new();
    assert_eq!(
        home.run(&["mark", "gdpr", "held"]).ok(),
        "Marked GDPR as held.\n"
    );
    assert_eq!(state(&home, "GDPR"), "held-marked");
    let again = home.json(&["mark", "GDPR", "held"]);
    assert_eq!(again["changed"], false);
    assert_eq!(
        home.read_record()["history"]["done"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    home.run(&["route"]).failed(1);
    assert!(home.json(&["status"])["start"].is_null());
}

#[test]
fn every_mark_has_its_state() {
    let home = Home::begun();
    for (said, expected) in [
        ("held", "held-marked"),
        ("learning", "learning"),
        ("missing", "missing"),
        ("likely", "held-from-role"),
    ] {
        let answer = home.json(&["mark", "audit techniques", said]);
        assert_eq!(answer["skill"]["state"], expected);
        assert_eq!(state(&home, "audit techniques"), expected);
    }
}

#[test]
fn a_mark_counts_everywhere() {
    let home = Home::begun();
    let before = home.json(&["gap"])["gap"]["coverage"].as_f64().unwrap();
    home.run(&["mark", "risk management", "held"]).ok();
    assert!(home.json(&["gap"])["gap"]["coverage"].as_f64().unwrap() > before);
    assert_eq!(home.json(&["status"])["skills"]["held_marked"], 1);
}

#[test]
fn undo_and_redo_outlast_the_program() {
    let home = Home::begun();
    let before = home.json(&["status"]);
    home.run(&["mark", "risk management", "held"]).ok();
    let after = home.json(&["status"]);
    assert_eq!(
        home.run(&["undo"]).ok(),
        "Undone: marked risk management as held.\n"
    );
    assert_eq!(home.json(&["status"]), before);
    assert_eq!(
        home.json(&["redo"])["redone"],
        "marked risk management as held"
    );
    assert_eq!(home.json(&["status"]), after);
    assert!(home.run(&["redo"]).failed(1).contains("nothing to redo"));
    home.run(&["undo"]).ok();
    assert_eq!(home.json(&["undo"])["undone"], "began as IT auditor");
    assert!(home.run(&["undo"]).failed(1).contains("nothing to undo"));
}

#[test]
fn begin_makes_and_changes_the_record() {
    let home = Home::new();
    let answer = home.json(&[
        "begin",
        "--start",
        "IT auditor",
        "--before",
        "data analyst",
        "--before",
        "2529.7",
        "--goal",
        "CISO",
    ]);
    assert_eq!(answer["roles_held"], json!(["2511.18", "2511.3", "2529.7"]));
    assert_eq!(
        (&answer["goal"], &answer["track"]),
        (&"2529.1".into(), &"audit".into())
    );
    let answer = home.json(&["begin", "--track", "risk-management"]);
    assert_eq!(
        (&answer["track"], &answer["start"]),
        (&"risk-management".into(), &"2511.18".into())
    );
    assert_eq!(home.json(&["route"])["route"]["track"], "risk-management");
    let answer = home.json(&["begin", "--route", "auditor-manager-risk-ciso"]);
    assert_eq!(
        (&answer["track"], &answer["route"]),
        (&"audit".into(), &"auditor-manager-risk-ciso".into())
    );
    assert_eq!(
        home.json(&["begin", "--start", "2511.18"])["changed"],
        false
    );
    let answer = home.json(&["begin", "--goal", "1330.2"]);
    assert_eq!(answer["goal"], "1330.2");
    assert_eq!(
        home.json(&["route"])["route"]["steps"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(home.json(&["status"])["goal"], "1330.2");
}

#[test]
fn a_start_on_no_track_is_joined_by_a_derived_step() {
    let home = Home::new();
    home.run(&["begin", "--start", "2513.3", "--track", "audit"])
        .ok();
    let route = home.json(&["route"])["route"].clone();
    assert_eq!(route["track"], "audit");
    assert_eq!(route["steps"][0]["basis"], "derived");
    let id = route["steps"][0]["id"].as_str().unwrap();
    assert_eq!(home.json(&["done", id])["kind"], "step");
    assert_eq!(home.json(&["undone", id])["changed"], true);
}

#[test]
fn a_step_is_done_and_says_what_is_open() {
    let home = Home::begun();
    let answer = home.json(&["done", STEP]);
    assert_eq!(answer["changed"], true);
    assert_eq!(answer["open"].as_array().unwrap().len(), 13);
    assert_eq!(
        home.json(&["status"])["roles_held"],
        json!(["2519.2", "2511.18"])
    );
    assert_eq!(home.json(&["status"])["steps"]["done"], 1);
    assert_eq!(home.json(&["done", STEP])["changed"], false);
    assert_eq!(home.json(&["undone", STEP])["changed"], true);
    assert_eq!(home.json(&["undone", STEP])["changed"], false);
    assert_eq!(home.json(&["status"])["roles_held"], json!(["2511.18"]));
    let text = home.run(&["done", STEP]).ok();
    assert!(
        text.contains("13 essential skills were still missing"),
        "{text}"
    );
    assert!(text.contains("mark SKILL not-me"), "{text}");
}

#[test]
fn a_milestone_is_done_and_marks_no_skill() {
    let home = Home::begun();
    let answer = home.json(&["done", "own-one-policy"]);
    assert_eq!(
        (&answer["kind"], &answer["changed"]),
        (&"milestone".into(), &true.into())
    );
    assert!(!answer["shows"].as_array().unwrap().is_empty());
    let status = home.json(&["status"]);
    assert_eq!(
        (
            &status["milestones"]["done"],
            &status["skills"]["held_marked"]
        ),
        (&1.into(), &0.into())
    );
    assert_eq!(home.json(&["done", "own-one-policy"])["changed"], false);
    assert_eq!(home.json(&["undone", "own-one-policy"])["changed"], true);
}

#[test]
fn what_is_so_already_is_no_failure_and_the_help_says_so() {
    let home = Home::begun();
    for id in ["own-one-policy", "it-auditor-to-ict-auditor-manager"] {
        let answer = home.json(&["undone", id]);
        assert_eq!(
            (&answer["changed"], &answer["done"]),
            (&false.into(), &false.into())
        );
        let said = home.run(&["undone", id]).ok();
        assert!(said.contains("is not done"), "{said}");
    }
    let help = home.run(&["undone", "--help"]).ok();
    assert!(
        help.contains("exit code 0") && help.contains("exit code 1"),
        "{help}"
    );
}

#[test]
fn a_step_done_before_an_earlier_one_is_remarked_on() {
    let home = Home::begun();
    let (first, second) = (
        "it-auditor-to-ict-auditor-manager",
        "ict-auditor-manager-to-cybersecurity-risk-manager",
    );
    let said = home
        .run(&[
            "done",
            "cybersecurity-risk-manager-to-chief-ict-security-officer",
        ])
        .ok();
    assert!(
        said.contains(&format!(
            "An earlier step, to ICT auditor manager, is still open: {first}"
        )),
        "{said}"
    );
    let said = home.run(&["done", second]).ok();
    assert!(said.contains(&format!("is still open: {first}")), "{said}");
    assert_eq!(
        home.json(&["done", first])["open_before"],
        serde_json::Value::Null
    );
}

#[test]
fn a_denied_skill_is_told_from_a_missing_one() {
    let home = Home::begun();
    let skill = |name: &str| home.json(&["skill", name])["skill"].clone();
    home.run(&["mark", "audit techniques", "missing"]).ok();
    let (denied, open) = (skill("audit techniques"), skill("cyber security"));
    assert_eq!(denied["state"], "missing");
    assert_eq!(denied["said"], "missing");
    assert!(open["said"].is_null());
    let text = home.run(&["skill", "audit techniques"]).ok();
    assert!(text.contains("State: missing, as you said"), "{text}");
}

#[test]
fn without_a_role_nothing_is_assumed_and_the_reason_is_said() {
    let home = Home::new();
    home.run(&["mark", "GDPR", "held"]).ok();
    let said = home.run(&["assumptions"]).ok();
    assert!(said.contains("named no job yet"), "{said}");
}

#[test]
fn ids_are_checked() {
    let home = Home::begun();
    let said = home.run(&["done", "own-one-polcy"]).failed(1);
    assert!(said.contains("did you mean own-one-policy"), "{said}");
    let off = home
        .run(&["done", "ict-project-manager-to-ict-resilience-manager"])
        .failed(1);
    assert!(off.contains("not a step of your route"), "{off}");
    let said = home
        .run(&["evidence", "own-one-polcy", "--note", "n"])
        .failed(1);
    assert!(said.contains("no step or milestone has that id"), "{said}");
}

#[test]
fn evidence_is_kept_in_every_field() {
    let home = Home::new();
    for (at, subject) in ["GDPR", "own-one-policy", STEP].iter().enumerate() {
        let answer = home.json(&[
            "evidence",
            subject,
            "--note",
            "wrote it",
            "--link",
            "https://example.org/p",
            "--date",
            "2026-10-01",
            "--part",
            "led",
            "--outcome",
            "adopted",
            "--scope",
            "400 people",
            "--confirmed-by",
            "head of audit",
            "--exercised",
        ]);
        assert_eq!(answer["number"], at + 1);
        assert_eq!(answer["pieces"], 1);
    }
    let record = home.read_record();
    let first = &record["evidence"]["1"];
    assert!(
        first["subject"]
            .as_str()
            .unwrap()
            .starts_with("http://data.europa.eu/esco/skill/")
    );
    assert_eq!(record["evidence"]["2"]["subject"], "own-one-policy");
    for (field, value) in [
        ("note", "wrote it"),
        ("link", "https://example.org/p"),
        ("date", "2026-10-01"),
        ("part", "led"),
        ("outcome", "adopted"),
        ("scope", "400 people"),
        ("confirmed_by", "head of audit"),
    ] {
        assert_eq!(first[field], value);
    }
    assert_eq!(first["exercised"], true);
    home.run(&["evidence", "GDPR", "--note", "today"]).ok();
    assert_eq!(home.read_record()["evidence"]["4"]["date"], "2026-11-23");
    assert_eq!(home.json(&["skill", "GDPR"])["skill"]["evidence"], 2);
}

#[test]
fn evidence_is_listed_corrected_and_removed() {
    let home = Home::new();
    home.run(&[
        "evidence",
        "GDPR",
        "--note",
        "ran the regster",
        "--part",
        "led",
    ])
    .ok();
    home.run(&["evidence", "GDPR", "--note", "second"]).ok();
    let list = home.run(&["evidence", "GDPR"]).ok();
    assert!(
        list.contains("1  2026-11-23  ran the regster; led"),
        "{list}"
    );
    home.run(&[
        "evidence",
        "GDPR",
        "--correct",
        "1",
        "--note",
        "ran the register",
    ])
    .ok();
    let pieces = home.json(&["evidence", "GDPR"])["pieces"].clone();
    assert_eq!(pieces[1]["note"], "ran the register");
    assert_eq!(pieces[1]["part"], "led");
    home.run(&["evidence", "GDPR", "--remove", "2"]).ok();
    home.run(&["evidence", "GDPR", "--remove", "2"]).failed(1);
    home.run(&["evidence", "own-one-policy", "--remove", "1"])
        .failed(1);
    assert_eq!(home.json(&["skill", "GDPR"])["skill"]["evidence"], 1);
    home.run(&["undo"]).ok();
    assert_eq!(home.json(&["skill", "GDPR"])["skill"]["evidence"], 2);
    home.run(&["evidence", "GDPR", "--scope", "400 people"])
        .failed(2);
}

#[test]
fn evidence_without_words_or_of_a_day_ahead_is_refused_as_in_the_form() {
    let home = Home::new();
    let blank = home.run(&["evidence", "GDPR", "--note", " "]).failed(2);
    assert!(blank.contains("what was done"), "{blank}");
    let ahead = ["evidence", "GDPR", "--note", "n", "--date", "2026-11-24"];
    let ahead = home.run(&ahead).failed(2);
    assert!(ahead.contains("is in the future"), "{ahead}");
    assert_eq!(home.json(&["skill", "GDPR"])["skill"]["evidence"], 0);
}

#[test]
fn what_this_version_does_not_know_is_kept() {
    let home = Home::begun();
    let mut record = home.read_record();
    let when = json!({ "on": "2026-01-01", "at": "2026-01-01T10:00:00Z" });
    let skill = "http://data.europa.eu/esco/skill/ffffffff-0000-0000-0000-000000000000";
    record["skills"][skill] =
        json!({ "said": "held", "on": "2026-01-01", "at": "2026-01-01T10:00:00Z" });
    record["milestones"]["a-later-milestone"] = when.clone();
    record["moves"]["a-later-step"] = when;
    record["roles_held"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "occupation": "urn:later" }));
    record["mood"] = json!("calm");
    home.put_record(&record.to_string());
    home.run(&["mark", "GDPR", "held"]).ok();
    let saved = home.read_record();
    let at = |value: &Value, path: &str| value.pointer(path).cloned();
    assert_eq!(saved["skills"][skill], record["skills"][skill]);
    for path in [
        "/milestones/a-later-milestone",
        "/moves/a-later-step",
        "/roles_held/1",
        "/mood",
    ] {
        assert_eq!(at(&saved, path), at(&record, path), "{path}");
    }
    let roles = home.json(&["status"])["roles_held"].clone();
    assert_eq!(roles, json!(["2511.18", "urn:later"]));
    assert_eq!(home.json(&["undone", "a-later-milestone"])["changed"], true);
    assert_eq!(home.json(&["undone", "a-later-step"])["changed"], true);
}

#[cfg(unix)]
#[test]
fn the_record_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::begun();
    let mode = std::fs::metadata(home.record())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn another_name_of_a_skill_is_said_to_have_been_taken_for_it() {
    let home = Home::begun();
    let said = home.run(&["mark", "pentest", "held"]).ok();
    assert!(
        said.contains("\"pentest\" was understood as this skill"),
        "{said}"
    );
    let said = home.run(&["mark", "Risk  management", "held"]).ok();
    assert!(!said.contains("understood as"), "{said}");
}

#[test]
fn evidence_on_a_computed_step_is_named_by_where_the_step_leads() {
    let home = Home::new();
    home.run(&[
        "begin",
        "--start",
        "IT auditor",
        "--route",
        "2511.18-2529.1",
    ])
    .ok();
    let route = home.json(&["route"]);
    let step = route["route"]["steps"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(step.starts_with("derived-"), "{step}");
    home.run(&["evidence", &step, "--note", "stood in"]).ok();
    let said = home.run(&["undo"]).ok();
    assert!(
        said.contains("the move to chief ICT security officer"),
        "{said}"
    );
}
