//! Completions and the manual page.

use crate::support::home::Home;

#[test]
fn completions_name_the_commands() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.run(&["completions", shell]).ok();
        assert!(
            script.contains("undone") && script.contains("completions"),
            "{shell}"
        );
    }
    let answer = home.json(&["completions", "bash"]);
    assert_eq!(answer["script"], home.run(&["completions", "bash"]).ok());
}

#[test]
fn the_manual_page_has_every_command() {
    let home = Home::new();
    let page = home.run(&["man"]).ok();
    assert!(page.contains(".TH cisopath 1"), "{page}");
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
