//! `doctor` says what is wrong, whatever is wrong.

use serde_json::json;

use crate::support::home::{Expect, Home, has, holds};

#[test]
fn all_is_well_in_a_new_home() {
    let home = Home::new();
    let answer = home.json("doctor");
    assert_eq!(answer["ok"], true);
    let all = "problems paths catalogue meaning configuration record lock backups files terminal";
    has(&answer, all);
    let counts = json!({ "occupations": 111, "skills": 1464, "relations": 6944 });
    answer["catalogue"].includes(counts);
    let meaning = json!({ "used": true, "language": "en", "words": 14_973 });
    answer["meaning"].includes(meaning);
    assert_eq!(answer["record"]["state"], "none");
    assert_eq!(answer["terminal"]["output"], false);
    assert!(!home.record().exists());
    let text = home.says("doctor", &[home.record().to_str().unwrap()]);
    assert!(text.ends_with("All is well.\n"), "{text}");
}

#[track_caller]
fn check(home: &Home, wanted: &str) {
    let answer = home.denied("doctor");
    assert_eq!(answer["ok"], false);
    let problems = answer["problems"].list();
    let found = problems.iter().any(|p| p.text().contains(wanted));
    assert!(found, "no \"{wanted}\" in {problems:?}");
    let ran = home.run("doctor");
    assert_eq!(ran.code, 1);
    holds(&ran.out, &[wanted]);
    holds(&ran.err, &["found"]);
}

#[test]
fn bad_settings_are_named_with_their_line() {
    let home = Home::new();
    home.put_config("ascii = true\ncolour = 1\n");
    check(&home, "line 2");
    home.put_config("theme = \"pink\"\n");
    check(&home, "take auto, dark, light or mono");
}

#[test]
fn bad_keys_are_named_with_the_nearest_command() {
    let home = Home::new();
    home.put_config("keys = \"keys.toml\"\n");
    check(&home, "keys.toml");
    let keys = home.config().with_file_name("keys.toml");
    std::fs::write(&keys, "[everywhere]\n\"q\" = \"quitt\"\n").unwrap();
    check(&home, "did you mean \"quit\"");
    std::fs::write(&keys, "[everywhere]\n\"q\" = \"quit\"\n").unwrap();
    assert_eq!(home.json("doctor")["ok"], true);
}

#[test]
fn a_damaged_record_is_named_with_the_way_out() {
    let home = Home::begun();
    home.put_record("oh no");
    check(&home, "backup restore");
    assert_eq!(std::fs::read_to_string(home.record()).unwrap(), "oh no");
    home.put_record("{\"schema\": 99}");
    assert_eq!(home.denied("doctor")["record"]["state"], "newer");
}

#[test]
fn settings_that_are_not_text_are_bad_data() {
    let home = Home::new();
    home.put_config("");
    std::fs::write(home.config(), b"theme = \"dar\xff\"").unwrap();
    check(&home, "byte 13 is not UTF-8 text");
    home.fails(3, "leverage --from 'IT auditor'", &[]);
}

#[test]
fn keys_in_the_home_folder_are_found() {
    let home = Home::new();
    home.put_config("keys = \"~/keys.toml\"\n");
    check(&home, "keys.toml");
    std::fs::write(home.file("keys.toml"), "[pathh]\n\"y\" = \"quit\"\n").unwrap();
    check(&home, "did you mean \"path\"");
    let none = "\"q\" = \"none\"\n\"ctrl-c\" = \"none\"\n";
    std::fs::write(home.file("keys.toml"), format!("[everywhere]\n{none}")).unwrap();
    check(&home, "no key quits in");
}

#[test]
fn copies_of_sync_tools_are_named() {
    let home = Home::begun();
    assert_eq!(home.json("doctor")["lock"]["saving_works"], true);
    let copy = "profile (conflicted copy).json";
    std::fs::copy(home.record(), home.record().with_file_name(copy)).unwrap();
    check(&home, &format!("{copy} looks like a copy by a sync tool"));
}

#[cfg(unix)]
#[test]
fn what_others_can_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::begun();
    let folder = home.record().parent().unwrap().to_owned();
    let set = |mode| std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode));
    set(0o755).unwrap();
    check(&home, "(mode 755): chmod 700");
    set(0o700).unwrap();
    assert_eq!(home.json("doctor")["ok"], true);
    let read_only = std::fs::Permissions::from_mode(0o400);
    std::fs::set_permissions(home.record(), read_only).unwrap();
    check(&home, "the file is marked as read-only");
}

#[test]
fn a_version_of_the_future_is_named_and_does_not_win() {
    let home = Home::new();
    let run_at = |now, line| home.run_with("CISOPATH_NOW", now, line).ok();
    run_at("2036-11-23T10:00:00Z", "begin --start 'IT auditor'");
    run_at("2026-11-20T10:00:00Z", "mark GDPR held");
    check(&home, "lies in the future: the clock may be wrong");
    let list = home.json("backup list");
    list["backups"][0].includes(json!({ "clock_may_be_wrong": false }));
    list["backups"][1].includes(json!({ "clock_may_be_wrong": true }));
    home.says("backup list", &["2036-11-23 10:00 (clock may be wrong)"]);
    home.put_record("oh no");
    let newest = list["backups"][0]["name"].text();
    let said = home.fails(3, "status", &[newest]);
    assert!(!said.contains("clock"), "{said}");
    std::fs::remove_file(home.record().with_file_name("backups").join(newest)).unwrap();
    home.fails(3, "status", &["the clock may be wrong"]);
    home.says("backup restore", &["the clock may be wrong"]);
}
