//! What holds for every command.

use crate::support::home::{Expect, Home, holds};

/// Every command with arguments that give a positive answer for somebody who began.
pub(super) const YES: &[&str] = &[
    "roles",
    "roles audit",
    "role CISO",
    "skills gdpr",
    "skill GDPR",
    "tracks",
    "guide",
    "guide reading-an-advert",
    "certificates",
    "certificates CISSP",
    "certificates CISA --held --until 2027-01",
    "worked-with NIS2",
    "worked-with",
    "milestones",
    "milestone own-one-policy",
    "assumptions",
    "begin --track audit",
    "route",
    "status",
    "next",
    "next --by use",
    "gap",
    "gap --all",
    "routes",
    "compare 2529.5 2529.8",
    "leverage",
    "what-if --held 'risk management'",
    "what-if --moved 'ICT auditor manager'",
    "mark 'risk management' held",
    "done own-one-policy",
    "undone own-one-policy",
    "evidence own-one-policy --note 'the policy is in force'",
    "advert list",
    "market map",
    "undo",
    "redo",
    "backup list",
    "backup restore",
    "doctor",
    "completions bash",
    "man",
    "schema",
    "schema catalog list",
];

/// The same with a negative answer for somebody without a record.
const NO: &[&str] = &[
    "roles xqzxqz",
    "role xqzxqz",
    "skills xqzxqz",
    "skill xqzxqz",
    "guide xqzxqz",
    "certificates xqzxqz",
    "certificates xqzxqz --remove",
    "worked-with xqzxqz --remove",
    "milestone xqzxqz",
    "assumptions",
    "begin --start xqzxqz",
    "begin --start 'IT auditor' --track xqzxqz",
    "begin --start 'IT auditor' --route xqzxqz",
    "route",
    "next",
    "gap xqzxqz",
    "routes",
    "routes --from xqzxqz",
    "compare xqzxqz 2529.1",
    "leverage",
    "what-if --held xqzxqz",
    "what-if --moved xqzxqz",
    "mark xqzxqz held",
    "done xqzxqz",
    "done it-auditor-to-ict-auditor-manager",
    "undone xqzxqz",
    "begin --since 2019",
    "evidence xqzxqz --note n",
    "advert add xqzxqz",
    "advert show 9",
    "advert state 9 applied",
    "advert country 9 CH",
    "advert remove 9",
    "advert undo",
    "advert redo",
    "undo",
    "redo",
    "backup restore",
    "backup restore xqzxqz",
];

#[test]
fn every_command_answers_in_text_and_with_one_object() {
    let home = Home::begun();
    home.ok("mark GDPR held");
    for line in YES {
        let text = home.ok(line);
        assert!(text.ends_with('\n') && !text.trim().is_empty(), "{line}");
        let is_script = line.starts_with("completions");
        assert!(is_script || !text.contains('\u{1b}'), "{line}");
        home.json(line);
    }
}

#[test]
fn every_negative_answer_is_one_object_with_an_error() {
    let home = Home::new();
    for line in NO {
        let answer = home.denied(line);
        home.fails(1, line, &[answer["error"].text()]);
        assert!(answer["candidates"].is_array(), "{line}");
    }
    home.fails(2, "schema xqzxqz", &["there is no command"]);
    assert!(!home.record().exists(), "a negative answer made a record");
}

#[test]
fn wrong_usage_leaves_standard_output_empty() {
    let home = Home::new();
    let wrong: &[&str] = &[
        "nonsense",
        "skills",
        "skills x --limit 0",
        "mark GDPR perhaps",
        "what-if",
        "what-if --held GDPR --missing GDPR",
        "begin",
        "begin --start 'IT auditor' --since soon",
        "begin --before 'IT auditor=2019..2015'",
        "begin --before 'IT auditor=2015'",
        "begin --start 'IT auditor' --track audit --route responder-risk-ciso",
        "evidence own-one-policy --part led",
        "evidence own-one-policy --note n --date soon",
        "completions basic",
        "--theme pink",
    ];
    for line in wrong {
        home.fails(2, line, &[]);
        home.fails(2, format!("{line} --json"), &[]);
    }
    home.fails(2, "rols", &["roles"]);
    // Without its command this shows its help, as a complaint.
    let ran = home.run("backup");
    assert_eq!((ran.code, &*ran.out), (2, ""));
}

#[test]
fn without_a_terminal_the_screens_are_refused() {
    let home = Home::new();
    home.fails(2, "", &["terminal", "cisopath status"]);
    home.fails(2, "--json", &["--json goes with a command"]);
    assert!(!home.record().exists());
}

#[test]
fn help_and_version_say_what_is_needed() {
    let home = Home::new();
    let help = home.says("--help", &["Examples:", "begin --start", "Exit codes:"]);
    holds(&help, &["--profile", "doctor"]);
    home.says("--version", &["(ESCO v1.2.0)"]);
    home.says("mark --help", &["learning"]);
}

#[test]
fn the_options_of_every_command_may_stand_before_it() {
    let home = Home::new();
    let other = home.file("other.json");
    let other = other.to_str().unwrap();
    home.ok(format!("--profile '{other}' begin --start 2511.18"));
    assert!(!home.record().exists());
    let status = home.run(format!("--json --profile '{other}' status"));
    assert_eq!(status.json(0)["start"], "2511.18");
    let status = home.run_with("CISOPATH_PROFILE", other, "status --json");
    assert_eq!(status.json(0)["start"], "2511.18");
}

#[test]
fn a_clock_that_is_none_is_bad_configuration() {
    let home = Home::new();
    home.run_with("CISOPATH_NOW", "soon", "status").failed(3);
}

#[test]
fn the_commands_of_readme_answer_in_its_order_in_one_home() {
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("## The command line").unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let home = Home::new();
    let mut shown = String::new();
    let mut count = 0;
    for line in block.lines() {
        let line = line.strip_prefix("cisopath ").unwrap();
        if let Some(rest) = line.strip_prefix("begin --route ") {
            let id = rest.split(' ').next().unwrap();
            holds(&shown, &[&format!("id {id}\n")]);
        }
        let out = home.ok(line);
        if line.starts_with("routes") {
            shown = out;
        }
        count += 1;
    }
    assert!(count > 15, "{count}");
}

#[cfg(unix)]
#[test]
fn nothing_from_the_search_path_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::begun();
    let (folder, mark) = (home.file("bin"), home.file("tput-was-run"));
    std::fs::create_dir(&folder).unwrap();
    let script = format!("#!/bin/sh\necho 80 > '{}'\necho 80\n", mark.display());
    let tput = folder.join("tput");
    std::fs::write(&tput, script).unwrap();
    std::fs::set_permissions(&tput, std::fs::Permissions::from_mode(0o755)).unwrap();
    for args in ["status", "doctor", "--help", ""] {
        let mut command = home.command(args);
        command.env("PATH", &folder).output().unwrap();
        assert!(!mark.exists(), "{args:?} ran tput");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let home = Home::begun();
    for args in ["roles", "route --json", "man", "--help", "mark GDPR held"] {
        let mut child = home.spawn(args);
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{args:?}");
    }
    assert_eq!(home.json("skill GDPR")["skill"]["state"], "held-marked");
}

#[test]
fn what_comes_from_outside_cannot_draw() {
    let home = Home::new();
    let said = home.fails(1, "skill a\u{1b}[2Jb\u{202e}c", &[]);
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
}

#[test]
fn what_is_typed_does_not_act_on_the_terminal() {
    let home = Home::new();
    for args in [
        "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}",
        "roles --\u{1b}[2J\u{61c}",
        "next --by \u{9b}2J\u{1b}c",
        "skill 'no\u{9b}31m such\u{202e} \u{1b}[2Jname'",
    ] {
        let ran = home.run(args);
        assert!(matches!(ran.code, 1 | 2), "{ran:?}");
        let acts = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{61c}".contains(c);
        let acting = ran.err.contains(acts) || ran.out.contains(acts);
        assert!(!acting, "{ran:?}");
    }
    let json = home.run("skill \u{9b}31m\u{202e}\u{61c} --json");
    holds(&json.out, &["\\u009b31m\\u202e\\u061c"]);
    holds(json.json(1)["error"].text(), &["\u{9b}"]);
}

#[test]
fn help_and_version_have_no_json() {
    let home = Home::new();
    for args in [
        "--json --help",
        "--version --json",
        "roles --json -h",
        "--json help",
    ] {
        home.fails(2, args, &["no JSON"]);
    }
    home.says("--help", &["Examples:"]);
}
