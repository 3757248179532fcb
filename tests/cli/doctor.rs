//! `doctor` says what is wrong, whatever is wrong.

use crate::support::home::{Home, has};

#[test]
fn all_is_well_in_a_new_home() {
    let home = Home::new();
    let answer = home.json(&["doctor"]);
    assert_eq!(answer["ok"], true);
    has(
        &answer,
        &[
            "problems",
            "paths",
            "catalogue",
            "configuration",
            "record",
            "lock",
            "backups",
            "files",
            "terminal",
        ],
    );
    assert_eq!(answer["catalogue"]["occupations"], 111);
    assert_eq!(answer["catalogue"]["skills"], 1464);
    assert_eq!(answer["catalogue"]["relations"], 6944);
    assert_eq!(answer["record"]["state"], "none");
    assert_eq!(answer["terminal"]["output"], false);
    assert!(!home.record().exists());
    let text = home.run(&["doctor"]).ok();
    assert!(text.contains(home.record().to_str().unwrap()), "{text}");
    assert!(text.ends_with("All is well.\n"), "{text}");
}

fn check(home: &Home, wanted: &str) {
    let answer = home.run(&["doctor", "--json"]).json(1);
    assert_eq!(answer["ok"], false);
    let problems = answer["problems"].as_array().unwrap();
    let found = problems
        .iter()
        .any(|p| p.as_str().unwrap().contains(wanted));
    assert!(found, "no \"{wanted}\" in {problems:?}");
    let ran = home.run(&["doctor"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains(wanted), "{}", ran.out);
    assert!(ran.err.contains("found"), "{}", ran.err);
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
    std::fs::write(
        home.config().with_file_name("keys.toml"),
        "[everywhere]\n\"q\" = \"quitt\"\n",
    )
    .unwrap();
    check(&home, "did you mean \"quit\"");
    std::fs::write(
        home.config().with_file_name("keys.toml"),
        "[everywhere]\n\"q\" = \"quit\"\n",
    )
    .unwrap();
    assert_eq!(home.json(&["doctor"])["ok"], true);
}

#[test]
fn a_damaged_record_is_named_with_the_way_out() {
    let home = Home::begun();
    home.put_record("oh no");
    check(&home, "backup restore");
    assert_eq!(std::fs::read_to_string(home.record()).unwrap(), "oh no");
    home.put_record("{\"schema\": 99}");
    assert_eq!(
        home.run(&["doctor", "--json"]).json(1)["record"]["state"],
        "newer"
    );
}

#[test]
fn settings_that_are_not_text_are_bad_data() {
    let home = Home::new();
    home.put_config("");
    std::fs::write(home.config(), b"theme = \"dar\xff\"").unwrap();
    check(&home, "byte 13 is not UTF-8 text");
    home.run(&["leverage", "--from", "IT auditor"]).failed(3);
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
    assert_eq!(home.json(&["doctor"])["lock"]["saving_works"], true);
    let copy = home
        .record()
        .with_file_name("profile (conflicted copy).json");
    std::fs::copy(home.record(), &copy).unwrap();
    check(
        &home,
        "profile (conflicted copy).json looks like a copy by a sync tool",
    );
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
    assert_eq!(home.json(&["doctor"])["ok"], true);
    let read_only = std::fs::Permissions::from_mode(0o400);
    std::fs::set_permissions(home.record(), read_only).unwrap();
    check(&home, "the file is marked as read-only");
}

#[test]
fn a_version_of_the_future_is_named_and_does_not_win() {
    let home = Home::new();
    for (time, args) in [
        (
            "2036-11-23T10:00:00Z",
            &["begin", "--start", "IT auditor"][..],
        ),
        ("2026-11-20T10:00:00Z", &["mark", "GDPR", "held"]),
    ] {
        let mut command = home.command(args);
        assert!(
            command
                .env("CISOPATH_NOW", time)
                .status()
                .unwrap()
                .success()
        );
    }
    check(&home, "lies in the future; the clock may be wrong");
    let list = home.json(&["backup", "list"]);
    let doubt = list["backups"].as_array().unwrap().iter();
    let doubt: Vec<_> = doubt.map(|b| b["clock_may_be_wrong"].clone()).collect();
    assert_eq!(doubt, [false, true]);
    assert!(
        home.run(&["backup", "list"])
            .ok()
            .contains("2036-11-23 10:00 (clock may be wrong)")
    );
    home.put_record("oh no");
    let newest = list["backups"][0]["name"].as_str().unwrap();
    let said = home.run(&["status"]).failed(3);
    assert!(said.contains(newest) && !said.contains("clock"), "{said}");
    std::fs::remove_file(home.record().with_file_name("backups").join(newest)).unwrap();
    let said = home.run(&["status"]).failed(3);
    assert!(said.contains("the clock may be wrong"), "{said}");
    let said = home.run(&["backup", "restore"]).ok();
    assert!(said.contains("the clock may be wrong"), "{said}");
}
