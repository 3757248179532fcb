//! What a person means by a name, at the command line.

use crate::support::home::Home;

#[test]
fn a_label_that_one_skill_has_is_enough() {
    let home = Home::new();
    for (name, label) in [
        ("nmap", "penetration testing tool"),
        ("cloud computing", "cloud technologies"),
        ("IAM", "digital identity management"),
        ("risk assessment", "assessment of risks and threats"),
    ] {
        assert_eq!(
            home.json(&["skill", name])["skill"]["label"],
            label,
            "{name}"
        );
    }
    let two = home.run(&["skill", "ISO 27001", "--json"]).json(1);
    let first = &two["candidates"][0]["label"];
    assert_eq!(first, "establish an Information Security Management System");
    assert_eq!(two["candidates"].as_array().unwrap().len(), 2);
}

#[test]
fn a_title_that_one_occupation_has_is_enough_to_begin() {
    for (title, code) in [
        ("IS auditor", "2511.18"),
        ("security admin", "2529.6"),
        ("audit manager", "2519.2"),
    ] {
        let home = Home::new();
        let answer = home.json(&["begin", "--start", title]);
        assert_eq!(answer["start"], code, "{title}");
    }
}

#[test]
fn a_search_lists_a_pinned_name_under_its_owner() {
    let home = Home::new();
    for (query, code) in [("network administrator", "2522.1.1"), ("CISO", "2529.1")] {
        assert_eq!(home.json(&["roles", query])["roles"][0]["code"], code);
    }
}

#[test]
fn a_name_has_at_most_300_characters() {
    let home = Home::begun();
    let long = "é".repeat(301);
    let dated = format!("{long}=2015..");
    for args in [
        &["role", &long][..],
        &["skill", &long],
        &["guide", &long],
        &["certificates", &long],
        &["milestone", &long],
        &["begin", "--start", &long],
        &["begin", "--before", &dated],
        &["begin", "--goal", &long],
        &["begin", "--track", &long],
        &["begin", "--route", &long],
        &["route", "--from", &long],
        &["routes", "--to", &long],
        &["routes", "--via", &long],
        &["leverage", "--avoid", &long],
        &["gap", &long],
        &["what-if", "--held", &long],
        &["what-if", "--missing", &long],
        &["what-if", "--learning", &long],
        &["what-if", "--moved", &long],
        &["compare", "CISO", &long],
        &["mark", &long, "held"],
        &["done", &long],
        &["undone", &long],
        &["evidence", &long],
        &["backup", "restore", &long],
        &["catalog", "use", &long],
        &["catalog", "remove", &long],
        &["catalog", "diff", &long, "embedded"],
        &["catalog", "diff", "embedded", &long],
        &["catalog", "diff", "embedded", "embedded", "--for", &long],
    ] {
        let said = home.run(args).failed(2);
        assert!(said.contains("at most 300 characters"), "{said}");
        assert!(said.len() < 600, "the name is repeated in short: {said}");
    }
    let most = "x".repeat(300);
    home.run(&["role", &most]).failed(1);
}

#[test]
fn a_query_is_cut_and_says_so() {
    let home = Home::new();
    let words = "audit ".repeat(50);
    for (command, key) in [("skills", "hits"), ("roles", "roles")] {
        let cut = home.json(&[command, &words]);
        let whole = home.json(&[command, words.get(..200).unwrap()]);
        assert_eq!(cut[key], whole[key]);
        assert_eq!(
            cut["query_note"],
            "only the first 200 characters are searched for"
        );
        assert!(whole["query_note"].is_null());
        let text = home.run(&[command, &words]).ok();
        assert!(text.contains("Only the first 200 characters"), "{text}");
    }
    let nothing = "xq".repeat(50_000);
    let said = home.run(&["skills", &nothing]).failed(1);
    assert!(said.contains("first 200 characters"), "{said}");
}
