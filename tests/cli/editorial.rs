//! Guide, certificates, milestones and assumptions at the command line: what the screens show.

use serde_json::json;

use crate::support::home::{Expect, Home, has, holds};

#[test]
fn the_guide_is_read_by_section() {
    let home = Home::new();
    let guide = home.json("guide");
    has(&guide["guide"], "basis as_of disclaimer sections");
    let sections = guide["guide"]["sections"].list();
    for section in sections {
        let by_id = home.json(format!("guide {}", section["id"].text()));
        let blocks = by_id["section"]["blocks"].list();
        assert!(!blocks.is_empty(), "{section}");
        for block in blocks.iter().filter(|b| b["kind"] == "fact") {
            has(block, "text source source_name as_of");
        }
    }
    let text = home.ok("guide 'Reading an advert'");
    assert!(text.starts_with("Reading an advert\n"), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 160), "{text}");
    home.fails(1, "guide reading", &["reading-an-advert"]);
}

#[test]
fn certificates_say_where_their_facts_come_from() {
    let home = Home::new();
    let answer = home.json("certificates");
    let all = answer["certificates"].list();
    assert!(all.len() >= 15);
    for each in all {
        each.includes(json!({ "basis": "published", "helps_basis": "editorial" }));
        let confirmed = each["not_confirmed"].list().len() < 3;
        let sources = each["sources"].list();
        assert_eq!(confirmed, !sources.is_empty(), "{each}");
        let page = home.ok(format!("certificates {}", each["id"].text()));
        assert_eq!(page.contains("Source"), confirmed, "{page}");
        has(each, "as_of confidence helps verify_url");
    }
    let text = home.says("certificates cissp", &["Published, as of", "(editorial)"]);
    let facts = ["Experience: Five years", "Not confirmed here: upkeep. See"];
    holds(&text, &facts);
    // What only others say of an issuer is not said at all.
    let see = "Not confirmed here: experience, domains, upkeep. See https://www.isaca.org/credentialing/cisa";
    let text = home.says("certificates cisa", &[see]);
    assert!(!text.contains("published"), "{text}");
}

#[test]
fn a_milestone_says_what_it_needs_and_whether_it_was_reached() {
    let home = Home::begun();
    assert!(home.json("milestones")["milestones"].list().len() >= 36);
    let milestone = |home: &Home| home.json("milestone own-one-policy")["milestone"].clone();
    let before = milestone(&home);
    has(&before, "theme hours months needs evidence skills basis");
    assert!(before["reached"].is_null());
    home.ok("done own-one-policy");
    assert_eq!(milestone(&home)["reached"], "2026-11-23");
    home.says("milestone own-one-policy", &["Reached on 2026-11-23."]);
}

#[test]
fn assumptions_name_their_role_and_go_when_denied() {
    let home = Home::begun();
    let all = home.json("assumptions --limit 3");
    let total = all["total"].whole();
    let first = &all["assumptions"][0];
    assert_eq!(all["assumptions"].list().len(), 3);
    assert_eq!(first["from_role"]["code"], "2511.18");
    home.ok(format!("mark '{}' missing", first["label"].text()));
    assert_eq!(home.json("assumptions")["total"].as_u64(), Some(total - 1));
}

#[test]
fn what_few_holders_have_is_not_claimed() {
    let home = Home::new();
    home.ok("begin --start 'ICT project manager'");
    for skill in [
        "develop blockchain technology",
        "define roadmap for blockchain in applications",
        "blockchain mining principles",
    ] {
        let row = json!({ "role": "1330.7", "basis": "editorial" });
        let skill = &home.json(format!("skill '{skill}'"))["skill"];
        skill.includes(json!({ "state": "missing", "not_assumed": row }));
    }
    let skill = "skill 'blockchain mining principles'";
    home.says(skill, &["not assumed of you.", "Editorial: "]);
    home.ok("mark 'blockchain mining principles' held");
    home.json(skill)["skill"].includes(json!({ "state": "held-marked", "not_assumed": null }));
    // The figures of the route do not rest on them.
    let route = home.json("route");
    let steps = route["route"]["steps"].list();
    let new = steps.iter().map(|s| s["essential"]["missing"].list().len());
    assert_eq!(new.collect::<Vec<_>>(), [19, 17, 18]);
}
