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
