//! Commands that only read: shapes and figures of their JSON.

use cisopath::catalog::Catalog;
use cisopath::catalog::resolve::{self, Resolved};
use serde_json::{Value, json};

use crate::support::home::{Expect, Home, has, holds, keys};

fn strings(value: &Value) -> Vec<&str> {
    value.list().iter().map(Expect::text).collect()
}

#[test]
fn a_search_needs_no_quotes() {
    let home = Home::new();
    let same = |plain: &str, quoted: &str| assert_eq!(home.json(plain), home.json(quoted));
    same("skills vendor risk", "skills 'vendor risk'");
    same("roles audit manager", "roles 'audit manager'");
}

#[test]
fn roles_lists_all_occupations() {
    let home = Home::new();
    let answer = home.json("roles");
    let roles = answer["roles"].list();
    assert_eq!(roles.len(), 111);
    for role in roles {
        let all = "uri code label isco essential optional coverage tier how sure approximate";
        assert_eq!(keys(role), all);
        assert!(role["isco"].is_string());
        assert!(role["coverage"].is_null(), "no record, no coverage");
    }
    let ciso = roles.iter().find(|r| r["code"] == "2529.1").unwrap();
    ciso.includes(json!({ "isco": "2529", "essential": 47, "optional": 34 }));
}

#[test]
fn roles_finds_by_alternative_titles() {
    let home = Home::begun();
    for (query, code) in [
        ("ciso", "2529.1"),
        ("penetration tester", "2529.4"),
        ("2529.8", "2529.8"),
        ("2529", "2529.1"),
    ] {
        let answer = home.json(format!("roles '{query}'"));
        assert_eq!(answer["roles"][0]["code"], code, "{query}");
        assert!(answer["roles"][0]["coverage"].is_f64());
    }
}

#[test]
fn role_has_five_groups_for_the_goal() {
    let home = Home::new();
    for name in ["CISO", "2529.1", "Chief ICT  security officer"] {
        let answer = home.json(format!("role '{name}'"));
        let role = &answer["role"];
        role.includes(json!({ "code": "2529.1", "total": 81, "coverage": null }));
        assert_eq!(keys(&role["isco"]), "code label");
        assert_eq!(role["concept_type"], "Occupation");
        assert!(strings(&role["alternative_labels"]).contains(&"CISO"));
        let groups = role["groups"].list();
        let expected = [
            ("essential", "knowledge", 21),
            ("essential", "skill", 25),
            ("essential", "untyped", 1),
            ("optional", "knowledge", 16),
            ("optional", "skill", 18),
        ];
        assert_eq!(groups.len(), expected.len());
        for (group, (relation, kind, count)) in groups.iter().zip(expected) {
            group
                .includes(json!({ "relation": relation, "kind": kind, "count": count, "held": 0 }));
            assert_eq!(group["skills"].list().len(), count);
            assert_eq!(keys(&group["skills"][0]), "uri label state");
            assert_eq!(group["skills"][0]["state"], "missing");
        }
    }
}

#[test]
fn closest_occupations_come_closest_first() {
    let answer = Home::new().json("role CISO");
    let closest = answer["role"]["closest"].list();
    assert!(closest.len() >= 10);
    let figures: Vec<f64> = closest.iter().map(|c| c["closeness"].real()).collect();
    assert!(figures.is_sorted_by(|a, b| a >= b), "{figures:?}");
    assert_eq!(keys(&closest[0]), "uri code label closeness basis");
    let basis = &closest[0]["basis"];
    assert_eq!(keys(basis), "rarity skills titles");
    let parts = ["rarity", "skills", "titles"].map(|part| basis[part].real());
    assert!((parts.iter().sum::<f64>() / 3.0 - figures[0]).abs() < 1e-9);
    assert!(parts.iter().all(|part| (0.0..=1.0).contains(part)));
}

#[test]
fn a_name_of_two_gives_both() {
    let home = Home::new();
    let catalog = Catalog::embedded().unwrap();
    let occupations = catalog.occupations();
    let mut labels = occupations.flat_map(|o| o.alternative_labels().iter());
    let several = |name: &str| match resolve::occupation(&catalog, name) {
        Resolved::Several(all) => Some(all.len()),
        _ => None,
    };
    let (name, count) = labels.find_map(|l| Some((l, several(l)?))).unwrap();
    let answer = home.denied(format!("role '{name}'"));
    let candidates = answer["candidates"].list();
    assert_eq!(candidates.len(), count);
    for candidate in candidates {
        has(candidate, "uri code label");
    }
}

#[test]
fn a_misspelt_name_is_answered_with_a_hint() {
    let home = Home::new();
    let check = |line, meant| home.fails(1, line, &["did you mean", meant]);
    let chief = "chief ICT security officer (2529.1)";
    check("role 'cheif ict security oficer'", chief);
    check("skill 'risk managment'", "\"risk management\"");
    check("gap 'IT auditer'", "IT auditor (2511.18)");
    let answer = home.denied("skill 'risk managment'");
    assert_eq!(answer["candidates"][0]["label"], "risk management");
}

#[test]
fn a_far_guess_is_no_hint_and_the_whole_of_esco_is_offered() {
    let home = Home::new();
    for name in ["teacher", "police officer"] {
        let said = home.fails(1, format!("routes --from '{name}' --to CISO"), &[]);
        assert!(!said.contains("did you mean"), "{said}");
        let shares_a_word = name != "teacher";
        let has_nearest = said.contains("these titles come nearest");
        assert_eq!(has_nearest, shares_a_word, "{said}");
        let whole = "111 of ESCO's 3,039 occupations are built in; `cisopath import esco PATH`";
        holds(&said, &[whole]);
    }
    home.fails(1, "mark gdrp held", &["did you mean \"GDPR\"?"]);
    home.fails(1, "roles soldier", &["import esco"]);
    let shown = home.says("roles 'security architect'", &["also called "]);
    assert!(!shown.contains("No occupation is called"), "{shown}");
}

#[test]
fn the_examples_of_the_help_work() {
    let home = Home::new();
    let help = home.ok("--help");
    let mut tried = 0;
    for line in help.lines().filter(|l| l.starts_with("  cisopath ")) {
        let command = line.trim().split("  ").next().unwrap();
        if let Some(arguments) = command.strip_prefix("cisopath ") {
            home.ok(arguments);
            tried += 1;
        }
    }
    assert!(tried > 8, "{help}");
}

#[test]
fn what_esco_lacks_is_said() {
    let home = Home::new();
    home.fails(1, "skill SIEM", &["ESCO has no such skill"]);
    // The same form for a search, whether its letters occur in labels or not.
    for query in ["siem", "zero trust", "zero-trsut"] {
        let words = ["ESCO has no such skill", "nothing is meant: nearest are "];
        let said = home.fails(1, format!("skills '{query}'"), &words);
        assert!(!said.contains("simulation"), "{said}");
    }
}

#[test]
fn skills_are_searched_with_positions() {
    let home = Home::new();
    let answer = home.json("skills gdpr --limit 2");
    assert_eq!(answer["query"], "gdpr");
    let hits = answer["hits"].list();
    assert_eq!(hits.len(), 2);
    assert!(answer["total"].whole() > 2, "total is before the limit");
    let first = &hits[0];
    has(first, "uri label matched_label tier score positions");
    first.includes(json!({ "label": "GDPR", "tier": 1, "positions": [0, 1, 2, 3] }));
    first.includes(json!({ "how": "exact", "sure": true, "approximate": false }));
    for hit in hits {
        let length = hit["matched_label"].text().chars().count() as u64;
        let positions = hit["positions"].list();
        assert!(positions.iter().all(|p| p.whole() < length), "{hit}");
    }
    assert_eq!(home.json("skills security")["hits"].list().len(), 50);
    // No tail of labels in which letters merely occur, and what is not literally there says so.
    for query in ["isms", "gdpr"] {
        let answer = home.json(format!("skills '{query}' --limit 2000"));
        assert!(answer["total"].whole() < 40, "{query}: {}", answer["total"]);
        for hit in answer["hits"].list() {
            let tier = hit["tier"].whole();
            assert!(tier <= 8, "{hit}");
            assert_eq!(hit["approximate"], tier >= 6, "{hit}");
            assert_eq!(hit["how"] == "meaning", tier == 8, "{hit}");
        }
    }
    home.denied("skills xqzxqz")
        .includes(json!({ "total": 0, "hits": [] }));
    for (query, how) in [
        ("isms", "synonym"),
        ("firewall rules", "words"),
        ("risc managment", "typo"),
        ("risk mgmt", "letters"),
        ("keep systems running during a disaster", "meaning"),
    ] {
        let answer = home.json(format!("skills '{query}'"));
        assert_eq!(answer["hits"][0]["how"], how, "{query}");
    }
    let roles = home.json("roles 'etical hacker'");
    roles["roles"][0].includes(json!({ "how": "typo", "sure": false, "tier": 6 }));
}

#[test]
fn a_skill_says_who_asks_for_it() {
    let answer = Home::begun().json("skill GDPR");
    let skill = &answer["skill"];
    has(
        skill,
        "uri label reuse_level alternative_labels optional_for state",
    );
    skill.includes(json!({ "kind": "knowledge", "essential_for": ["2529.2", "2529.7", "2619.4"] }));
    let untyped = Home::new().json("skill 'ICT safety'");
    assert_eq!(untyped["skill"]["kind"], "untyped");
}

#[test]
fn tracks_have_their_default_route_first() {
    let answer = Home::new().json("tracks");
    let tracks = answer["tracks"].list();
    assert_eq!(tracks.len(), 5);
    for track in tracks {
        has(track, "id title routes");
        for route in track["routes"].list() {
            has(route, "id occupations basis");
            assert_eq!(*strings(&route["occupations"]).last().unwrap(), "2529.1");
        }
    }
    let audit = tracks.iter().find(|t| t["id"] == "audit").unwrap();
    let default = strings(&audit["routes"][0]["occupations"]);
    assert_eq!(default, ["2511.18", "2519.2", "2529.8", "2529.1"]);
}

#[test]
fn the_auditors_route_has_the_published_figures() {
    let answer = Home::begun().json("route");
    let route = &answer["route"];
    route.includes(json!({ "start": "2511.18", "goal": "2529.1", "track": "audit" }));
    let steps = route["steps"].list();
    let mut missing = Vec::new();
    for step in steps {
        has(step, "id move basis coverage");
        for side in ["essential", "optional"] {
            let share = &step[side];
            assert_eq!(keys(share), "needed held earlier missing");
            let [needed, held, earlier] =
                ["needed", "held", "earlier"].map(|key| share[key].whole());
            let open = share["missing"].list();
            assert_eq!(needed, held + earlier + open.len() as u64);
            if let Some(skill) = open.first() {
                assert_eq!(keys(skill), "uri label state");
            }
        }
        missing.push(step["essential"]["missing"].list().len());
        let milestones = step["milestones"].list();
        assert!((3..=6).contains(&milestones.len()));
        assert_eq!(keys(&milestones[0]), "id title theme done");
        assert_eq!(step["done"], false);
    }
    assert_eq!(missing, [13, 17, 19]);
    steps[0].includes(json!({ "from": "2511.18", "to": "2519.2" }));
    steps[1].includes(json!({ "from": "2519.2", "to": "2529.8" }));
    steps[2].includes(json!({ "from": "2529.8", "to": "2529.1" }));
}

#[test]
fn status_has_exactly_its_fields() {
    let fields = "schema catalogue start roles_held roles goal track route coverage skills steps \
                  milestones certificates worked_with conditions_answered saved finish";
    let home = Home::new();
    let without = home.json("status");
    assert_eq!(keys(&without), fields);
    without.includes(json!({ "start": null, "coverage": null, "saved": null, "goal": "2529.1" }));
    assert!(!home.record().exists(), "reading makes no record");

    let status = Home::begun().json("status");
    assert_eq!(keys(&status), fields);
    let counts = "held_marked held_from_role likely learning";
    assert_eq!(keys(&status["skills"]), counts);
    status.includes(json!({ "roles_held": ["2511.18"], "skills": { "held_from_role": 19 } }));
    status.includes(json!({ "steps": { "done": 0, "total": 3 }, "saved": "2026-11-23T10:00:00Z" }));
    assert!((status["coverage"].real() - 0.195).abs() < 0.001);
}

#[test]
fn next_is_three_things_unless_told_otherwise() {
    let home = Home::begun();
    let answer = home.json("next");
    let all = answer["next"].list();
    assert_eq!(all.len(), 3);
    for each in all {
        assert_eq!(keys(each), "kind id title reason");
        assert!(["skill", "milestone", "step", "confirm"].contains(&each["kind"].text()));
    }
    assert_eq!(home.json("next --limit 7")["next"].list().len(), 7);
}

#[test]
fn next_names_the_skills_to_confirm() {
    let home = Home::begun();
    let said = home.ok("next");
    let (_, confirm) = said.split_once("Confirm 6 likely skills").unwrap();
    let names = confirm.lines().nth(2).unwrap();
    assert_eq!(names.split(", ").count(), 6, "{said}");
}

#[test]
fn who_has_reached_the_goal_is_told_what_is_open_by_every_command() {
    let home = Home::begun();
    let route = home.json("route");
    assert!(route["route"]["finish"].is_null());
    for step in route["route"]["steps"].list() {
        home.ok(format!("done {}", step["id"].text()));
    }
    let milestones = home.json("status")["milestones"]["total"].clone();
    for command in ["next", "route", "status"] {
        let open = format!("Still open: {milestones} of {milestones} milestones, ");
        let said = home.says(command, &["You have reached your goal", &open]);
        holds(&said, &["The first year in the post"]);
        assert!(!said.contains("Nothing is left"), "{said}");
    }
    let next = home.json("next");
    assert_eq!(next["finish"]["section"], "the-first-year");
    assert_eq!(next["next"][2]["kind"], "section");
    // One milestone less is open when it is reached.
    let first = next["finish"]["milestones_open"][0].text();
    home.ok(format!("done '{first}'"));
    let next = home.json("next");
    let open = next["finish"]["milestones_open"].list().len();
    assert_eq!(open as u64 + 1, milestones.whole());
}

#[test]
fn gap_is_that_of_the_goal_unless_named() {
    let home = Home::new();
    let answer = home.json("gap");
    assert_eq!(answer["gap"]["code"], "2529.1");
    assert!(answer["gap"]["coverage"].is_null());
    assert_eq!(answer["gap"]["essential"]["missing"].list().len(), 47);
    let answer = Home::begun().json("gap 2519.2");
    let gap = &answer["gap"];
    gap.includes(json!({ "essential": { "needed": 19, "held": 6 } }));
    assert!((gap["coverage"].real() - 0.463).abs() < 0.001);
    has(&gap["optional"], "needed held missing");
}
