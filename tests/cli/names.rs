//! What a person means by a name, at the command line.

use crate::support::home::{Expect, Home};

#[test]
fn a_label_that_one_skill_has_is_enough() {
    let home = Home::new();
    for (name, label) in [
        ("nmap", "penetration testing tool"),
        ("cloud computing", "cloud technologies"),
        ("IAM", "digital identity management"),
        ("risk assessment", "assessment of risks and threats"),
    ] {
        let skill = home.json(format!("skill '{name}'"));
        assert_eq!(skill["skill"]["label"], label, "{name}");
    }
    let two = home.denied("skill 'ISO 27001'");
    let first = &two["candidates"][0]["label"];
    assert_eq!(first, "establish an Information Security Management System");
    assert_eq!(two["candidates"].list().len(), 2);
}

#[test]
fn a_title_that_one_occupation_has_is_enough_to_begin() {
    for (title, code) in [
        ("IS auditor", "2511.18"),
        ("security admin", "2529.6"),
        ("audit manager", "2519.2"),
    ] {
        let home = Home::new();
        let answer = home.json(format!("begin --start '{title}'"));
        assert_eq!(answer["start"], code, "{title}");
    }
}

#[test]
fn a_search_lists_a_pinned_name_under_its_owner() {
    let home = Home::new();
    for (query, code) in [("network administrator", "2522.1.1"), ("CISO", "2529.1")] {
        let found = home.json(format!("roles '{query}'"));
        assert_eq!(found["roles"][0]["code"], code);
    }
}

#[test]
fn a_name_has_at_most_300_characters() {
    let home = Home::begun();
    let long = "é".repeat(301);
    for line in [
        "role LONG",
        "skill LONG",
        "guide LONG",
        "certificates LONG",
        "milestone LONG",
        "begin --start LONG",
        "begin --before LONG=2015..",
        "begin --goal LONG",
        "begin --track LONG",
        "begin --route LONG",
        "route --from LONG",
        "routes --to LONG",
        "routes --via LONG",
        "leverage --avoid LONG",
        "gap LONG",
        "what-if --held LONG",
        "what-if --missing LONG",
        "what-if --learning LONG",
        "what-if --moved LONG",
        "compare CISO LONG",
        "mark LONG held",
        "done LONG",
        "undone LONG",
        "evidence LONG",
        "backup restore LONG",
        "catalog use LONG",
        "catalog remove LONG",
        "catalog diff LONG embedded",
        "catalog diff embedded LONG",
        "catalog diff embedded embedded --for LONG",
    ] {
        let line = line.replace("LONG", &long);
        let said = home.fails(2, line, &["at most 300 characters"]);
        assert!(said.len() < 600, "the name is repeated in short: {said}");
    }
    let most = "x".repeat(300);
    home.fails(1, format!("role '{most}'"), &[]);
}

#[test]
fn a_query_is_cut_and_says_so() {
    let home = Home::new();
    let words = "audit ".repeat(50);
    for (command, key) in [("skills", "hits"), ("roles", "roles")] {
        let cut = home.json(format!("{command} '{words}'"));
        let whole = home.json(format!("{command} '{}'", &words[..200]));
        assert_eq!(cut[key], whole[key]);
        let note = "only the first 200 characters are searched for";
        assert_eq!(cut["query_note"], note);
        assert!(whole["query_note"].is_null());
        home.says(format!("{command} '{words}'"), &[&note[1..]]);
    }
    let nothing = "xq".repeat(50_000);
    home.fails(1, format!("skills '{nothing}'"), &["first 200 characters"]);
}
