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
        ("cybersecurity engineer", "2529.7"),
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
