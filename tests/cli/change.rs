//! Commands that change the record.

use serde_json::json;

use crate::support::home::{Expect, Home};

const STEP: &str = "it-auditor-to-ict-auditor-manager";

fn state(home: &Home, skill: &str) -> String {
    home.json(format!("skill '{skill}'"))["skill"]["state"]
        .text()
        .to_owned()
}

#[test]
fn marking_needs_no_begin_and_is_idempotent() {
    let home = Home::new();
    assert_eq!(home.ok("mark gdpr held"), "Marked GDPR as held.\n");
    assert_eq!(state(&home, "GDPR"), "held-marked");
    let again = home.json("mark GDPR held");
    assert_eq!(again["changed"], false);
    assert_eq!(home.read_record()["history"]["done"].list().len(), 1);
    home.fails(1, "route", &[]);
    assert!(home.json("status")["start"].is_null());
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
        let answer = home.json(format!("mark 'audit techniques' {said}"));
        assert_eq!(answer["skill"]["state"], expected);
        assert_eq!(state(&home, "audit techniques"), expected);
    }
}

#[test]
fn a_mark_counts_everywhere() {
    let home = Home::begun();
    let before = home.json("gap")["gap"]["coverage"].real();
    home.ok("mark 'risk management' held");
    assert!(home.json("gap")["gap"]["coverage"].real() > before);
    assert_eq!(home.json("status")["skills"]["held_marked"], 1);
}

#[test]
fn undo_and_redo_outlast_the_program() {
    let home = Home::begun();
    let before = home.json("status");
    home.ok("mark 'risk management' held");
    let after = home.json("status");
    assert_eq!(home.ok("undo"), "Undone: marked risk management as held.\n");
    assert_eq!(home.json("status"), before);
    let title = "marked risk management as held";
    assert_eq!(home.json("redo")["redone"], title);
    assert_eq!(home.json("status"), after);
    home.fails(1, "redo", &["nothing to redo"]);
    home.ok("undo");
    assert_eq!(home.json("undo")["undone"], "began as IT auditor");
    home.fails(1, "undo", &["nothing to undo"]);
}

#[test]
fn begin_makes_and_changes_the_record() {
    let home = Home::new();
    let answer =
        home.json("begin --start 'IT auditor' --before 'data analyst' --before 2529.7 --goal CISO");
    assert_eq!(answer["roles_held"], json!(["2511.18", "2511.3", "2529.7"]));
    answer.includes(json!({ "goal": "2529.1", "track": "audit" }));
    let answer = home.json("begin --track risk-management");
    answer.includes(json!({ "track": "risk-management", "start": "2511.18" }));
    assert_eq!(home.json("route")["route"]["track"], "risk-management");
    let answer = home.json("begin --route auditor-manager-risk-ciso");
    answer.includes(json!({ "track": "audit", "route": "auditor-manager-risk-ciso" }));
    assert_eq!(home.json("begin --start 2511.18")["changed"], false);
    let answer = home.json("begin --goal 1330.2");
    assert_eq!(answer["goal"], "1330.2");
    assert_eq!(home.json("route")["route"]["steps"].list().len(), 1);
    assert_eq!(home.json("status")["goal"], "1330.2");
}

#[test]
fn a_start_on_no_track_is_joined_by_a_derived_step() {
    let home = Home::new();
    home.ok("begin --start 2513.3 --track audit");
    let route = home.json("route")["route"].clone();
    assert_eq!(route["track"], "audit");
    assert_eq!(route["steps"][0]["basis"], "derived");
    let id = route["steps"][0]["id"].text();
    assert_eq!(home.json(format!("done {id}"))["kind"], "step");
    assert_eq!(home.json(format!("undone {id}"))["changed"], true);
}

#[test]
fn a_step_is_done_and_says_what_is_open() {
    let home = Home::begun();
    let (done, undone) = (format!("done {STEP}"), format!("undone {STEP}"));
    let answer = home.json(&done);
    assert_eq!(answer["changed"], true);
    assert_eq!(answer["open"].list().len(), 13);
    let roles = json!(["2519.2", "2511.18"]);
    home.json("status")
        .includes(json!({ "roles_held": roles, "steps": { "done": 1 } }));
    assert_eq!(home.json(&done)["changed"], false);
    assert_eq!(home.json(&undone)["changed"], true);
    assert_eq!(home.json(&undone)["changed"], false);
    assert_eq!(home.json("status")["roles_held"], json!(["2511.18"]));
    let words = "13 essential skills are still to gain";
    home.says(&done, &[words, "mark SKILL not-me"]);
}

#[test]
fn a_milestone_is_done_and_marks_no_skill() {
    let home = Home::begun();
    let answer = home.json("done own-one-policy");
    answer.includes(json!({ "kind": "milestone", "changed": true }));
    assert!(!answer["shows"].list().is_empty());
    let status = home.json("status");
    status.includes(json!({ "milestones": { "done": 1 }, "skills": { "held_marked": 0 } }));
    assert_eq!(home.json("done own-one-policy")["changed"], false);
    assert_eq!(home.json("undone own-one-policy")["changed"], true);
}

#[test]
fn what_is_so_already_is_no_failure_and_the_help_says_so() {
    let home = Home::begun();
    for id in ["own-one-policy", STEP] {
        let undone = format!("undone {id}");
        home.json(&undone)
            .includes(json!({ "changed": false, "done": false }));
        home.says(&undone, &["is not done"]);
    }
    home.says("undone --help", &["exit code 0", "exit code 1"]);
}

#[test]
fn a_step_done_before_an_earlier_one_is_remarked_on() {
    let home = Home::begun();
    let open = format!("An earlier step, to ICT auditor manager, is still open. It is {STEP}.");
    let third = "cybersecurity-risk-manager-to-chief-ict-security-officer";
    home.says(format!("done {third}"), &[&open]);
    let second = "ict-auditor-manager-to-cybersecurity-risk-manager";
    home.says(format!("done {second}"), &[&open]);
    assert!(home.json(format!("done {STEP}"))["open_before"].is_null());
}

#[test]
fn a_denied_skill_is_told_from_a_missing_one() {
    let home = Home::begun();
    let skill = |name: &str| home.json(format!("skill '{name}'"))["skill"].clone();
    home.ok("mark 'audit techniques' missing");
    let (denied, open) = (skill("audit techniques"), skill("cyber security"));
    denied.includes(json!({ "state": "missing", "said": "missing" }));
    assert!(open["said"].is_null());
    home.says("skill 'audit techniques'", &["Missing: you said so on "]);
}

#[test]
fn without_a_role_nothing_is_assumed_and_the_reason_is_said() {
    let home = Home::new();
    home.ok("mark GDPR held");
    home.says("assumptions", &["named no job yet"]);
}

#[test]
fn ids_are_checked() {
    let home = Home::begun();
    home.fails(1, "done own-one-polcy", &["did you mean own-one-policy"]);
    let other = "done ict-project-manager-to-ict-resilience-manager";
    home.fails(1, other, &["not a step of your route"]);
    let words = "no step or milestone has that id";
    home.fails(1, "evidence own-one-polcy --note n", &[words]);
}

#[test]
fn evidence_is_kept_in_every_field() {
    let home = Home::new();
    for (at, subject) in ["GDPR", "own-one-policy", STEP].iter().enumerate() {
        let words = "--note 'wrote it' --outcome adopted --scope '400 people' --confirmed-by 'head of audit'";
        let facts = "--link https://example.org/p --date 2026-10-01 --part led --exercised";
        let answer = home.json(format!("evidence {subject} {words} {facts}"));
        answer.includes(json!({ "number": at + 1, "pieces": 1 }));
    }
    let record = home.read_record();
    let first = &record["evidence"]["1"];
    let skill = "http://data.europa.eu/esco/skill/";
    assert!(first["subject"].text().starts_with(skill));
    assert_eq!(record["evidence"]["2"]["subject"], "own-one-policy");
    first.includes(json!({
        "note": "wrote it", "link": "https://example.org/p", "date": "2026-10-01", "part": "led",
        "outcome": "adopted", "scope": "400 people", "confirmed_by": "head of audit", "exercised": true,
    }));
    home.ok("evidence GDPR --note today");
    assert_eq!(home.read_record()["evidence"]["4"]["date"], "2026-11-23");
    assert_eq!(home.json("skill GDPR")["skill"]["evidence"], 2);
}

#[test]
fn evidence_is_listed_corrected_and_removed() {
    let home = Home::new();
    home.ok("evidence GDPR --note 'ran the regster' --part led");
    home.ok("evidence GDPR --note second");
    home.says("evidence GDPR", &["1  2026-11-23  ran the regster; led"]);
    home.ok("evidence GDPR --correct 1 --note 'ran the register'");
    let pieces = home.json("evidence GDPR")["pieces"].clone();
    pieces[1].includes(json!({ "note": "ran the register", "part": "led" }));
    home.ok("evidence GDPR --remove 2");
    home.fails(1, "evidence GDPR --remove 2", &[]);
    home.fails(1, "evidence own-one-policy --remove 1", &[]);
    assert_eq!(home.json("skill GDPR")["skill"]["evidence"], 1);
    home.ok("undo");
    assert_eq!(home.json("skill GDPR")["skill"]["evidence"], 2);
    home.fails(2, "evidence GDPR --scope '400 people'", &[]);
}

#[test]
fn evidence_without_words_or_of_a_day_ahead_is_refused_as_in_the_form() {
    let home = Home::new();
    home.fails(2, "evidence GDPR --note ' '", &["what was done"]);
    let ahead = "evidence GDPR --note n --date 2026-11-24";
    home.fails(2, ahead, &["is in the future"]);
    assert_eq!(home.json("skill GDPR")["skill"]["evidence"], 0);
}

#[test]
fn what_this_version_does_not_know_is_kept() {
    let home = Home::begun();
    let mut record = home.read_record();
    let when = json!({ "on": "2026-01-01", "at": "2026-01-01T10:00:00Z" });
    let skill = "http://data.europa.eu/esco/skill/ffffffff-0000-0000-0000-000000000000";
    record["skills"][skill] = when.clone();
    record["skills"][skill]["said"] = json!("held");
    record["milestones"]["a-later-milestone"] = when.clone();
    record["moves"]["a-later-step"] = when;
    let roles = record["roles_held"].as_array_mut().unwrap();
    roles.push(json!({ "occupation": "urn:later" }));
    record["mood"] = json!("calm");
    home.put_record(&record.to_string());
    home.ok("mark GDPR held");
    let saved = home.read_record();
    for path in [
        "/milestones/a-later-milestone",
        "/moves/a-later-step",
        "/roles_held/1",
        "/mood",
    ] {
        assert_eq!(saved.pointer(path), record.pointer(path), "{path}");
    }
    assert_eq!(saved["skills"][skill], record["skills"][skill]);
    let roles = home.json("status")["roles_held"].clone();
    assert_eq!(roles, json!(["2511.18", "urn:later"]));
    assert_eq!(home.json("undone a-later-milestone")["changed"], true);
    assert_eq!(home.json("undone a-later-step")["changed"], true);
}

#[cfg(unix)]
#[test]
fn the_record_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::begun();
    let metadata = std::fs::metadata(home.record()).unwrap();
    let mode = metadata.permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn another_name_of_a_skill_is_said_to_have_been_taken_for_it() {
    let home = Home::begun();
    let words = "\"pentest\" was understood as this skill";
    home.says("mark pentest held", &[words]);
    let said = home.ok("mark 'Risk  management' held");
    assert!(!said.contains("understood as"), "{said}");
}

#[test]
fn evidence_on_a_computed_step_is_named_by_where_the_step_leads() {
    let home = Home::new();
    home.ok("begin --start 'IT auditor' --route 2511.18-2529.1");
    let route = home.json("route");
    let step = route["route"]["steps"][0]["id"].text().to_owned();
    assert!(step.starts_with("derived-"), "{step}");
    home.ok(format!("evidence '{step}' --note 'stood in'"));
    home.says("undo", &["the move to chief ICT security officer"]);
}
