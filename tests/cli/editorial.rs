//! Guide, certificates, milestones and assumptions at the command line: what the screens show.

use crate::support::home::{Home, has};

#[test]
fn the_guide_is_read_by_section() {
    let home = Home::new();
    let guide = home.json(&["guide"]);
    has(
        &guide["guide"],
        &["basis", "as_of", "disclaimer", "sections"],
    );
    let sections = guide["guide"]["sections"].as_array().unwrap();
    for section in sections {
        let by_id = home.json(&["guide", section["id"].as_str().unwrap()]);
        let blocks = by_id["section"]["blocks"].as_array().unwrap();
        assert!(!blocks.is_empty(), "{section}");
        for block in blocks.iter().filter(|b| b["kind"] == "fact") {
            has(block, &["text", "source", "source_name", "as_of"]);
        }
    }
    let text = home.run(&["guide", "Reading an advert"]).ok();
    assert!(text.starts_with("Reading an advert\n"), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 160), "{text}");
    assert!(
        home.run(&["guide", "reading"])
            .failed(1)
            .contains("reading-an-advert")
    );
}

#[test]
fn certificates_say_where_their_facts_come_from() {
    let home = Home::new();
    let answer = home.json(&["certificates"]);
    let all = answer["certificates"].as_array().unwrap();
    assert!(all.len() >= 15);
    for each in all {
        assert_eq!(
            (&each["basis"], &each["helps_basis"]),
            (&"published".into(), &"editorial".into())
        );
        let confirmed = each["not_confirmed"].as_array().unwrap().len() < 3;
        let sources = each["sources"].as_array().unwrap();
        assert_eq!(confirmed, !sources.is_empty(), "{each}");
        let page = home
            .run(&["certificates", each["id"].as_str().unwrap()])
            .ok();
        assert_eq!(
            page.matches("Source").count(),
            usize::from(confirmed),
            "{page}"
        );
        has(each, &["as_of", "confidence", "helps", "verify_url"]);
    }
    let text = home.run(&["certificates", "cissp"]).ok();
    for words in [
        "Published, as of",
        "Experience: Five years",
        "(editorial)",
        "Not confirmed here: upkeep. See",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // What only others say of an issuer is not said at all.
    let text = home.run(&["certificates", "cisa"]).ok();
    let see = "Not confirmed here: experience, domains, upkeep. See https://www.isaca.org/credentialing/cisa";
    assert!(text.contains(see) && !text.contains("published"), "{text}");
}

#[test]
fn a_milestone_says_what_it_needs_and_whether_it_was_reached() {
    let home = Home::begun();
    assert!(
        home.json(&["milestones"])["milestones"]
            .as_array()
            .unwrap()
            .len()
            >= 36
    );
    let milestone = |home: &Home| home.json(&["milestone", "own-one-policy"])["milestone"].clone();
    let before = milestone(&home);
    has(
        &before,
        &[
            "theme", "hours", "months", "needs", "evidence", "skills", "basis",
        ],
    );
    assert!(before["reached"].is_null());
    home.run(&["done", "own-one-policy"]).ok();
    assert_eq!(milestone(&home)["reached"], "2026-11-23");
    let text = home.run(&["milestone", "own-one-policy"]).ok();
    assert!(text.contains("Reached on 2026-11-23."), "{text}");
}

#[test]
fn assumptions_name_their_role_and_go_when_denied() {
    let home = Home::begun();
    let all = home.json(&["assumptions", "--limit", "3"]);
    let total = all["total"].as_u64().unwrap();
    let first = &all["assumptions"][0];
    assert_eq!(all["assumptions"].as_array().unwrap().len(), 3);
    assert_eq!(first["from_role"]["code"], "2511.18");
    home.run(&["mark", first["label"].as_str().unwrap(), "missing"])
        .ok();
    assert_eq!(
        home.json(&["assumptions"])["total"].as_u64(),
        Some(total - 1)
    );
}

#[test]
fn what_few_holders_have_is_not_claimed() {
    let home = Home::new();
    home.run(&["begin", "--start", "ICT project manager"]).ok();
    for skill in [
        "develop blockchain technology",
        "define roadmap for blockchain in applications",
        "blockchain mining principles",
    ] {
        let skill = &home.json(&["skill", skill])["skill"];
        assert_eq!(skill["state"], "missing", "{skill}");
        assert_eq!(skill["not_assumed"]["role"], "1330.7");
        assert_eq!(skill["not_assumed"]["basis"], "editorial");
    }
    let text = home.run(&["skill", "blockchain mining principles"]).ok();
    assert!(
        text.contains("it is not assumed of you (editorial)"),
        "{text}"
    );
    home.run(&["mark", "blockchain mining principles", "held"])
        .ok();
    let skill = &home.json(&["skill", "blockchain mining principles"])["skill"];
    assert_eq!(
        (&skill["state"], skill["not_assumed"].is_null()),
        (&"held-marked".into(), true)
    );
    // The figures of the route do not rest on them.
    let route = home.json(&["route"]);
    let steps = route["route"]["steps"].as_array().unwrap();
    let new = steps
        .iter()
        .map(|s| s["essential"]["missing"].as_array().unwrap().len());
    assert_eq!(new.collect::<Vec<_>>(), [19, 17, 18]);
}
