//! Completions and the manual page.

use crate::support::home::Home;

#[test]
fn completions_name_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.ok(format!("completions '{shell}'"));
        assert!(
            script.contains("undone") && script.contains("completions"),
            "{shell}"
        );
    }
    let answer = home.json("completions bash");
    assert_eq!(answer["script"], home.ok("completions bash"));
}

#[test]
fn the_manual_page_has_every_command() {
    let home = Home::new();
    let page = home.says("man", &[".TH cisopath 1"]);
    for word in [
        "mark <SKILL> <STATE>",
        "backup restore [NAME]",
        "catalog build",
        "CISOPATH_NOW",
        "Exit codes",
    ] {
        assert!(page.contains(word), "{word}");
    }
}
