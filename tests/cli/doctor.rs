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
