//! Files that cannot be used stay as they are, and the way out is said.

use crate::support::home::Home;

/// Commands that need the record.
const ALL: &[&[&str]] = &[
    &["roles"],
    &["role", "CISO"],
    &["skills", "gdpr"],
    &["skill", "GDPR"],
    &["begin", "--start", "IT auditor"],
    &["route"],
    &["status"],
    &["next"],
    &["gap"],
    &["mark", "GDPR", "held"],
    &["done", "own-one-policy"],
    &["undone", "own-one-policy"],
    &["evidence", "GDPR", "--note", "n"],
    &["undo"],
    &["redo"],
];

fn check(text: &str, said: &[&str]) {
    let home = Home::begun();
    home.run(&["mark", "GDPR", "held"]).ok();
    home.put_record(text);
    for args in ALL {
        let complaint = home.run(args).failed(3);
        for word in said {
            assert!(
                complaint.contains(word),
                "{args:?}: no \"{word}\" in {complaint}"
            );
        }
        assert!(
            complaint.contains(home.record().to_str().unwrap()),
            "{complaint}"
        );
        home.run(&[*args, &["--json"]].concat()).failed(3);
        assert_eq!(
            std::fs::read_to_string(home.record()).unwrap(),
            text,
            "{args:?} changed the file"
        );
    }
}

#[test]
fn a_damaged_record_is_left_alone() {
    check(
        "{\"schema\": 1, \"skills\"",
        &["damaged", "backup list", "backup restore"],
    );
}

#[test]
fn an_empty_record_is_left_alone() {
    check("", &["damaged", "backup list", "backup restore"]);
}

#[test]
fn a_newer_record_is_left_alone() {
    check(
        "{\"schema\": 99, \"later\": true}",
        &["later version", "backup list"],
    );
}

#[test]
fn a_damaged_record_comes_back_from_its_versions() {
    let home = Home::begun();
    home.run(&["mark", "GDPR", "held"]).ok();
    home.run(&["mark", "risk management", "held"]).ok();
    let shown = home.run(&["backup", "list"]).ok();
    assert!(
        shown.contains("2 skills marked, 0 milestones, 0 steps"),
        "{shown}"
    );
    home.put_record("oh no");
    let list = home.json(&["backup", "list"]);
    let newest = list["backups"][0]["name"].as_str().unwrap().to_owned();
    assert_eq!(
        home.json(&["backup", "restore"])["restored"]["name"],
        newest
    );
    assert_eq!(
        home.json(&["status"])["skills"]["held_marked"],
        2,
        "the last change is there"
    );
    let folder = home.record().parent().unwrap().to_owned();
    let names = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap());
    let aside: Vec<String> = names.filter(|n| n.contains("damaged")).collect();
    assert_eq!(aside.len(), 1, "the damaged file is kept");
}

#[test]
fn a_version_can_be_chosen() {
    let home = Home::begun();
    for (minute, skill) in ["GDPR", "risk management", "audit techniques"]
        .iter()
        .enumerate()
    {
        let mut mark = home.command(&["mark", skill, "held"]);
        mark.env("CISOPATH_NOW", format!("2026-11-23T10:0{}:00Z", minute + 1));
        assert!(mark.output().unwrap().status.success());
    }
    let list = home.json(&["backup", "list"]);
    let all = list["backups"].as_array().unwrap();
    assert_eq!(all.len(), 4);
    let oldest = all[3]["name"].as_str().unwrap();
    let mut restore = home.command(&["backup", "restore", oldest]);
    restore.env("CISOPATH_NOW", "2026-11-23T10:09:00Z");
    assert!(restore.output().unwrap().status.success());
    assert_eq!(home.json(&["status"])["skills"]["held_marked"], 0);
    let unknown = home
        .run(&["backup", "restore", "profile-x.json", "--json"])
        .json(1);
    assert!(!unknown["candidates"].as_array().unwrap().is_empty());
    assert_eq!(
        home.json(&["backup", "list"])["backups"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
}

#[test]
fn without_versions_there_is_nothing_to_restore() {
    let home = Home::new();
    assert_eq!(
        home.json(&["backup", "list"])["backups"],
        serde_json::json!([])
    );
    home.put_record("oh no");
    let said = home.run(&["backup", "restore"]).failed(1);
    assert!(said.contains("no good kept version"), "{said}");
    assert_eq!(std::fs::read_to_string(home.record()).unwrap(), "oh no");
}

#[test]
fn without_a_home_a_record_must_be_named() {
    let home = Home::new();
    let mut command = home.command(&["status"]);
    command
        .env_remove("HOME")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME");
    let output = command.output().unwrap();
    // Some platforms find a home without HOME.
    assert!(matches!(output.status.code(), Some(0 | 3)), "{output:?}");
}

#[test]
fn damaged_settings_are_refused_by_every_command_alike() {
    let home = Home::begun();
    let record = std::fs::read(home.record()).unwrap();
    let others: &[&[&str]] = &[
        &["tracks"],
        &["guide"],
        &["certificates"],
        &["milestones"],
        &["milestone", "own-one-policy"],
        &["assumptions"],
        &["routes"],
        &["compare", "2529.5", "2529.8"],
        &["leverage"],
        &["what-if", "--held", "risk management"],
        &["gap", "--all"],
        &["backup", "list"],
        &["backup", "restore"],
        &["catalog", "list"],
        &["catalog", "use", "embedded"],
        &["import", "esco", "nowhere"],
    ];
    home.put_config("ascii = true\nthem = \"dark\"\n");
    for args in ALL.iter().chain(others) {
        let said = home.run(args).failed(3);
        for word in ["config.toml", "line 2", "did you mean `theme`?"] {
            assert!(said.contains(word), "{args:?}: no \"{word}\" in {said}");
        }
        home.run(&[*args, &["--json"]].concat()).failed(3);
    }
    assert_eq!(std::fs::read(home.record()).unwrap(), record);
    // What tells of the program itself, and what looks for faults, answers.
    for args in [&["man"][..], &["completions", "bash"], &["--help"]] {
        home.run(args).ok();
    }
    let said = home.run(&["doctor"]);
    assert!(said.out.contains("did you mean `theme`?"), "{}", said.out);
}

/// Commands that change something.
const CHANGES: &[&[&str]] = &[
    &["begin", "--start", "IT auditor"],
    &["mark", "GDPR", "held"],
    &["done", "own-one-policy"],
    &["undone", "own-one-policy"],
    &["evidence", "GDPR", "--note", "n"],
    &["evidence", "GDPR", "--remove", "1"],
    &["undo"],
    &["redo"],
    &["backup", "restore"],
    &["import", "esco", "."],
    &["catalog", "use", "embedded"],
    &["catalog", "remove", "esco-1.2.0-en"],
];

#[test]
fn read_only_refuses_what_changes_and_shows_the_rest() {
    let home = Home::begun();
    home.run(&["mark", "risk management", "held"]).ok();
    let before = std::fs::read(home.record()).unwrap();
    let folder = home.record().parent().unwrap().to_owned();
    std::fs::remove_file(folder.join("profile.json.lock")).unwrap();
    for args in CHANGES {
        let said = home.run(&[*args, &["--read-only"]].concat()).failed(2);
        assert!(said.contains("--read-only"), "{args:?}: {said}");
    }
    for args in [
        &["status"][..],
        &["evidence", "GDPR"],
        &["backup", "list"],
        &["doctor"],
        &["catalog", "list"],
        &["what-if", "--held", "GDPR"],
    ] {
        home.run(&[args, &["--read-only"]].concat()).ok();
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
        let script = format!("umask {umask}; exec \"$0\" begin --start 'IT auditor'");
        let begin = home.command(&[]);
        let mut shell = std::process::Command::new("/bin/sh");
        shell
            .args(["-c", &script])
            .arg(begin.get_program())
            .env_clear();
        for (name, value) in begin.get_envs() {
            shell.env(name, value.unwrap());
        }
        assert!(shell.output().unwrap().status.success());
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
    assert_eq!(home.json(&["status"])["start"], "2511.18");
    home.run(&["route"]).ok();
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
    let refused = |home: &Home, args: &[&str], code| {
        let said = home.run(args).failed(code);
        assert!(said.contains("it is not a regular file"), "{said}");
    };
    let check = |home: &Home, args: &[&str]| refused(home, args, 4);
    let home = Home::begun();
    put_pipe(&home.record());
    refused(&home, &["status"], 3);
    refused(&home, &["mark", "GDPR", "held"], 3);
    home.run(&["backup", "restore"]).ok();
    assert_eq!(home.json(&["status"])["start"], "2511.18");
    let home = Home::begun();
    put_pipe(&home.record().with_file_name("profile.json.lock"));
    check(&home, &["mark", "GDPR", "held"]);
    home.run(&["route"]).ok();
    let home = Home::begun();
    put_pipe(&home.config());
    check(&home, &["leverage"]);
    let found = home.run(&["doctor", "--json"]).json(1);
    assert!(
        found["problems"][0]
            .as_str()
            .unwrap()
            .contains("regular file")
    );
    let home = Home::begun();
    put_pipe(&home.config().with_file_name("keys.toml"));
    home.put_config("keys = \"keys.toml\"\n");
    let found = home.run(&["doctor", "--json"]).json(1);
    assert!(
        found["problems"][0]
            .as_str()
            .unwrap()
            .contains("regular file")
    );
}
