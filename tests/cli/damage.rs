//! Files that cannot be used stay as they are, and the way out is said.

use serde_json::json;

use super::contract::YES;
use crate::support::home::{Expect, Home, holds};

/// Commands that work without the record.
const NO_RECORD: &str = "tracks guide advert market backup doctor completions man schema";

fn is_in(list: &str, line: &str) -> bool {
    let command = line.split(' ').next();
    list.split(' ').any(|word| Some(word) == command)
}

/// A record of this text is refused by every command that needs it, with these words, and left as it is.
#[track_caller]
fn check(text: &str, words: &[&str]) {
    let home = Home::begun();
    home.put_record(text);
    for line in YES.iter().filter(|line| !is_in(NO_RECORD, line)) {
        let said = home.fails(3, line, words);
        holds(&said, &[home.record().to_str().unwrap()]);
        home.fails(3, format!("{line} --json"), &[]);
        let left = std::fs::read_to_string(home.record()).unwrap();
        assert_eq!(left, text, "{line} changed the file");
    }
}

#[test]
fn a_record_that_cannot_be_used_is_left_alone() {
    let restore = ["damaged", "backup list", "backup restore"];
    check("{\"schema\": 1, \"skills\"", &restore);
    check("", &restore);
    let newer = "{\"schema\": 99, \"later\": true}";
    check(newer, &["later version", "backup list"]);
}

#[test]
fn a_damaged_record_comes_back_from_its_versions() {
    let home = Home::begun();
    home.ok("mark GDPR held");
    home.ok("mark 'risk management' held");
    home.says("backup list", &["2 skills marked, 0 milestones, 0 steps"]);
    home.put_record("oh no");
    let list = home.json("backup list");
    let newest = list["backups"][0]["name"].text().to_owned();
    assert_eq!(home.json("backup restore")["restored"]["name"], newest);
    assert_eq!(home.json("status")["skills"]["held_marked"], 2);
    let folder = std::fs::read_dir(home.record().parent().unwrap());
    let names = folder.unwrap().map(|entry| entry.unwrap().file_name());
    let aside = names.filter(|n| n.to_str().unwrap().contains("damaged"));
    assert_eq!(aside.count(), 1, "the damaged file is kept");
}

#[test]
fn a_version_can_be_chosen() {
    let home = Home::begun();
    for (minute, skill) in [(1, "GDPR"), (2, "'risk management'"), (3, "cryptography")] {
        let now = format!("2026-11-23T10:0{minute}:00Z");
        home.run_with("CISOPATH_NOW", &now, &format!("mark {skill} held"))
            .ok();
    }
    let list = home.json("backup list");
    let all = list["backups"].list();
    assert_eq!(all.len(), 4);
    let oldest = all[3]["name"].text();
    let restore = format!("backup restore {oldest}");
    home.run_with("CISOPATH_NOW", "2026-11-23T10:09:00Z", &restore)
        .ok();
    assert_eq!(home.json("status")["skills"]["held_marked"], 0);
    let unknown = home.denied("backup restore profile-x.json");
    assert!(!unknown["candidates"].list().is_empty());
    assert_eq!(home.json("backup list")["backups"].list().len(), 5);
}

#[test]
fn without_versions_there_is_nothing_to_restore() {
    let home = Home::new();
    assert_eq!(home.json("backup list")["backups"], json!([]));
    home.put_record("oh no");
    home.fails(1, "backup restore", &["no good kept version"]);
    assert_eq!(std::fs::read_to_string(home.record()).unwrap(), "oh no");
}

#[test]
fn without_a_home_a_record_must_be_named() {
    let home = Home::new();
    let mut command = home.command("status");
    command
        .env_remove("HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME");
    let output = command.output().unwrap();
    // Some platforms find a home without HOME.
    assert!(matches!(output.status.code(), Some(0 | 3)), "{output:?}");
}

/// Commands that answer whatever the settings are.
const ALWAYS: &str = "doctor completions man schema";

#[test]
fn damaged_settings_are_refused_by_every_command_alike() {
    let home = Home::begun();
    let record = std::fs::read(home.record()).unwrap();
    let others = [
        "catalog list",
        "catalog use embedded",
        "import esco nowhere",
    ];
    home.put_config("ascii = true\nthem = \"dark\"\n");
    let lines = YES.iter().filter(|line| !is_in(ALWAYS, line));
    for line in lines.chain(&others) {
        let words = ["config.toml", "line 2", "did you mean `theme`?"];
        home.fails(3, line, &words);
        home.fails(3, format!("{line} --json"), &[]);
    }
    assert_eq!(std::fs::read(home.record()).unwrap(), record);
    // What tells of the program itself, and what looks for faults, answers.
    for line in ["man", "completions bash", "--help"] {
        home.ok(line);
    }
    holds(&home.run("doctor").out, &["did you mean `theme`?"]);
}

/// Commands that change something.
const CHANGES: &[&str] = &[
    "begin --start 'IT auditor'",
    "mark GDPR held",
    "done own-one-policy",
    "undone own-one-policy",
    "evidence GDPR --note n",
    "evidence GDPR --remove 1",
    "undo",
    "redo",
    "backup restore",
    "import esco .",
    "catalog use embedded",
    "catalog remove esco-1.2.0-en",
];

#[test]
fn read_only_refuses_what_changes_and_shows_the_rest() {
    let home = Home::begun();
    home.ok("mark 'risk management' held");
    let before = std::fs::read(home.record()).unwrap();
    let folder = home.record().parent().unwrap().to_owned();
    std::fs::remove_file(folder.join("profile.json.lock")).unwrap();
    for line in CHANGES {
        home.fails(2, format!("{line} --read-only"), &["--read-only"]);
    }
    for line in [
        "status",
        "evidence GDPR",
        "backup list",
        "doctor",
        "catalog list",
        "what-if --held GDPR",
    ] {
        home.ok(format!("{line} --read-only"));
    }
    assert_eq!(std::fs::read(home.record()).unwrap(), before);
    assert!(!folder.join("profile.json.lock").exists());
}

#[cfg(unix)]
#[test]
fn files_are_for_the_owner_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "777"] {
        let home = Home::new();
        home.run_after(&format!("umask {umask}"), "begin --start 'IT auditor'")
            .ok();
        let folder = home.record().parent().unwrap().to_owned();
        let check = |path: &std::path::Path| {
            let metadata = std::fs::metadata(path).unwrap();
            let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
            let mode = metadata.permissions().mode() & 0o777;
            assert_eq!(mode, expected, "umask {umask}: {}", path.display());
        };
        check(&folder);
        check(folder.parent().unwrap());
        for inside in [folder.clone(), folder.join("backups")] {
            for entry in std::fs::read_dir(inside).unwrap() {
                check(&entry.unwrap().path());
            }
        }
    }
}

#[test]
fn fifty_thousand_equal_roles_are_answered() {
    let home = Home::begun();
    let mut record = home.read_record();
    let role = record["roles_held"][0].clone();
    record["roles_held"] = vec![role; 50_000].into();
    home.put_record(&record.to_string());
    assert_eq!(home.json("status")["start"], "2511.18");
    home.ok("route");
}

/// Puts a pipe, into which nobody writes, at `path`.
#[cfg(unix)]
fn put_pipe(path: &std::path::Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::remove_file(path).ok();
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_refused_at_once() {
    let words = ["it is not a regular file"];
    let home = Home::begun();
    put_pipe(&home.record());
    home.fails(3, "status", &words);
    home.fails(3, "mark GDPR held", &words);
    home.ok("backup restore");
    assert_eq!(home.json("status")["start"], "2511.18");
    let home = Home::begun();
    put_pipe(&home.record().with_file_name("profile.json.lock"));
    home.fails(4, "mark GDPR held", &words);
    home.ok("route");
    let home = Home::begun();
    put_pipe(&home.config());
    home.fails(4, "leverage", &words);
    home.has_problem("regular file");
    let home = Home::begun();
    put_pipe(&home.config().with_file_name("keys.toml"));
    home.put_config("keys = \"keys.toml\"\n");
    home.has_problem("regular file");
}
