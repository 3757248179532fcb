//! Commands that only read: shapes and figures of their JSON.

use cisopath::catalog::Catalog;
use cisopath::catalog::resolve::{self, Resolved};
use serde_json::Value;

use crate::support::home::{Home, has, keys};

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v.as_str().unwrap())
        .collect()
}

#[test]
fn a_search_needs_no_quotes() {
    let home = Home::new();
    for (command, words) in [
        ("skills", ["vendor", "risk"]),
        ("roles", ["audit", "manager"]),
    ] {
        let quoted = home.json(&[command, &words.join(" ")]);
        assert_eq!(home.json(&[command, words[0], words[1]]), quoted);
    }
}

#[test]
fn roles_lists_all_occupations() {
    let home = Home::new();
    let answer = home.json(&["roles"]);
    let roles = answer["roles"].as_array().unwrap();
    assert_eq!(roles.len(), 111);
    for role in roles {
        assert_eq!(
            keys(role),
            [
                "uri",
                "code",
                "label",
                "isco",
                "essential",
                "optional",
                "coverage"
            ]
        );
        assert!(role["isco"].is_string());
        assert!(role["coverage"].is_null(), "no record, no coverage");
    }
    let ciso = roles.iter().find(|r| r["code"] == "2529.1").unwrap();
    assert_eq!(
        (&ciso["essential"], &ciso["optional"]),
        (&47.into(), &34.into())
    );
    assert_eq!(ciso["isco"], "2529");
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
        let answer = home.json(&["roles", query]);
        assert_eq!(answer["roles"][0]["code"], code, "{query}");
        assert!(answer["roles"][0]["coverage"].is_f64());
    }
}

#[test]
fn role_has_five_groups_for_the_goal() {
    let home = Home::new();
    for name in ["CISO", "2529.1", "Chief ICT  security officer"] {
        let answer = home.json(&["role", name]);
        let role = &answer["role"];
        assert_eq!(role["code"], "2529.1");
        assert_eq!(keys(&role["isco"]), ["code", "label"]);
        assert_eq!(role["concept_type"], "Occupation");
        assert_eq!(role["total"], 81);
        assert!(role["coverage"].is_null());
        assert!(strings(&role["alternative_labels"]).contains(&"CISO"));
        let groups: Vec<_> = role["groups"].as_array().unwrap().iter().collect();
        let counts: Vec<_> = groups
            .iter()
            .map(|g| {
                (
                    g["relation"].as_str().unwrap(),
                    g["kind"].as_str().unwrap(),
                    g["count"].as_u64().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            counts,
            [
                ("essential", "knowledge", 21),
                ("essential", "skill", 25),
                ("essential", "untyped", 1),
                ("optional", "knowledge", 16),
                ("optional", "skill", 18),
            ]
        );
        for group in groups {
            assert_eq!(group["held"], 0);
            assert_eq!(
                group["skills"].as_array().unwrap().len() as u64,
                group["count"].as_u64().unwrap()
            );
            assert_eq!(keys(&group["skills"][0]), ["uri", "label", "state"]);
            assert_eq!(group["skills"][0]["state"], "missing");
        }
    }
}

#[test]
fn closest_occupations_come_closest_first() {
    let answer = Home::new().json(&["role", "CISO"]);
    let closest = answer["role"]["closest"].as_array().unwrap();
    assert!(closest.len() >= 10);
    let figures: Vec<f64> = closest
        .iter()
        .map(|c| c["closeness"].as_f64().unwrap())
        .collect();
    assert!(figures.is_sorted_by(|a, b| a >= b), "{figures:?}");
    assert_eq!(keys(&closest[0]), ["uri", "code", "label", "closeness"]);
}

#[test]
fn a_name_of_two_gives_both() {
    let home = Home::new();
    let catalog = Catalog::embedded().unwrap();
    let mut labels = catalog
        .occupations()
        .flat_map(|o| o.alternative_labels().iter());
    let several = |name: &str| match resolve::occupation(&catalog, name) {
        Resolved::Several(all) => Some(all.len()),
        _ => None,
    };
    let (name, count) = labels.find_map(|l| Some((l, several(l)?))).unwrap();
    let answer = home.run(&["role", name, "--json"]).json(1);
    let candidates = answer["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), count);
    for candidate in candidates {
        has(candidate, &["uri", "code", "label"]);
    }
}

#[test]
fn a_misspelt_name_is_answered_with_a_hint() {
    let home = Home::new();
    for (args, meant) in [
        (
            ["role", "cheif ict security oficer"],
            "chief ICT security officer (2529.1)",
        ),
        (["skill", "risk managment"], "\"risk management\""),
        (["gap", "IT auditer"], "IT auditor (2511.18)"),
    ] {
        let said = home.run(&args).failed(1);
        assert!(
            said.contains("did you mean") && said.contains(meant),
            "{said}"
        );
    }
    let answer = home.run(&["skill", "risk managment", "--json"]).json(1);
    assert_eq!(answer["candidates"][0]["label"], "risk management");
}

#[test]
fn a_far_guess_is_no_hint_and_the_whole_of_esco_is_offered() {
    let home = Home::new();
    for name in ["teacher", "police officer"] {
        let said = home
            .run(&["routes", "--from", name, "--to", "CISO"])
            .failed(1);
        assert!(!said.contains("did you mean"), "{said}");
        let shares_a_word = name != "teacher";
        assert_eq!(
            said.contains("these titles come nearest"),
            shares_a_word,
            "{said}"
        );
        let whole = "111 of ESCO's 3,039 occupations are built in; `cisopath import esco PATH`";
        assert!(said.contains(whole), "{said}");
    }
    let said = home.run(&["mark", "gdrp", "held"]).failed(1);
    assert!(said.contains("did you mean \"GDPR\"?"), "{said}");
    let said = home.run(&["roles", "soldier"]).failed(1);
    assert!(
        said.contains("closest in spelling: ") && said.contains("import esco"),
        "{said}"
    );
    let shown = home.run(&["roles", "security architect"]).ok();
    assert!(shown.contains("also called "), "{shown}");
    assert!(!shown.contains("No occupation is called"), "{shown}");
}

#[test]
fn the_examples_of_the_help_work() {
    let home = Home::new();
    let help = home.run(&["--help"]).ok();
    let mut tried = 0;
    for line in help.lines().filter(|l| l.starts_with("  cisopath ")) {
        let command = line.trim().split("  ").next().unwrap();
        let mut args = Vec::new();
        for (at, part) in command.split('"').enumerate() {
            match at % 2 {
                0 => args.extend(part.split_whitespace()),
                _ => args.push(part),
            }
        }
        if args.len() > 1 {
            drop(home.run(&args[1..]).ok());
            tried += 1;
        }
    }
    assert!(tried > 8, "{help}");
}

#[test]
fn what_esco_lacks_is_said() {
    let home = Home::new();
    assert!(
        home.run(&["skill", "SIEM"])
            .failed(1)
            .contains("ESCO has no such skill")
    );
    // The same form for a search, whether its letters occur in labels or not.
    for query in ["siem", "kubernetes"] {
        let said = home.run(&["skills", query]).failed(1);
        assert!(said.contains("ESCO has no such skill"), "{said}");
        assert!(!said.contains("simulation"), "{said}");
    }
}

#[test]
fn skills_are_searched_with_positions() {
    let home = Home::new();
    let answer = home.json(&["skills", "gdpr", "--limit", "2"]);
    assert_eq!(answer["query"], "gdpr");
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 2);
    assert!(
        answer["total"].as_u64().unwrap() > 2,
        "total is before the limit"
    );
    let first = &hits[0];
    has(
        first,
        &[
            "uri",
            "label",
            "matched_label",
            "tier",
            "score",
            "positions",
        ],
    );
    assert_eq!(
        (&first["label"], &first["tier"]),
        (&"GDPR".into(), &1.into())
    );
    assert_eq!(first["positions"], serde_json::json!([0, 1, 2, 3]));
    for hit in hits {
        let length = hit["matched_label"].as_str().unwrap().chars().count() as u64;
        let positions = hit["positions"].as_array().unwrap();
        assert!(
            positions.iter().all(|p| p.as_u64().unwrap() < length),
            "{hit}"
        );
    }
    assert_eq!(
        home.json(&["skills", "security"])["hits"]
            .as_array()
            .unwrap()
            .len(),
        50
    );
    // No tail of labels in which letters merely occur, and what is not literally there says so.
    for query in ["isms", "gdpr"] {
        let answer = home.json(&["skills", query, "--limit", "2000"]);
        assert!(
            answer["total"].as_u64().unwrap() < 40,
            "{query}: {}",
            answer["total"]
        );
        for hit in answer["hits"].as_array().unwrap() {
            let tier = hit["tier"].as_u64().unwrap();
            assert_ne!(tier, 8, "{hit}");
            assert_eq!(hit["approximate"], tier >= 6, "{hit}");
        }
    }
    let none = home.run(&["skills", "xqzxqz", "--json"]).json(1);
    assert_eq!(
        (&none["total"], &none["hits"]),
        (&0.into(), &serde_json::json!([]))
    );
}

#[test]
fn a_skill_says_who_asks_for_it() {
    let answer = Home::begun().json(&["skill", "GDPR"]);
    let skill = &answer["skill"];
    has(
        skill,
        &[
            "uri",
            "label",
            "kind",
            "reuse_level",
            "alternative_labels",
            "essential_for",
            "optional_for",
            "state",
        ],
    );
    assert_eq!(skill["kind"], "knowledge");
    assert_eq!(
        strings(&skill["essential_for"]),
        ["2529.2", "2529.7", "2619.4"]
    );
    let untyped = Home::new().json(&["skill", "ICT safety"]);
    assert_eq!(untyped["skill"]["kind"], "untyped");
}

#[test]
fn tracks_have_their_default_route_first() {
    let answer = Home::new().json(&["tracks"]);
    let tracks = answer["tracks"].as_array().unwrap();
    assert_eq!(tracks.len(), 5);
    for track in tracks {
        has(track, &["id", "title", "routes"]);
        for route in track["routes"].as_array().unwrap() {
            has(route, &["id", "occupations", "basis"]);
            assert_eq!(*strings(&route["occupations"]).last().unwrap(), "2529.1");
        }
    }
    let audit = tracks.iter().find(|t| t["id"] == "audit").unwrap();
    let default = strings(&audit["routes"][0]["occupations"]);
    assert_eq!(default, ["2511.18", "2519.2", "2529.8", "2529.1"]);
}

#[test]
fn the_auditors_route_has_the_published_figures() {
    let answer = Home::begun().json(&["route"]);
    let route = &answer["route"];
    assert_eq!(
        (&route["start"], &route["goal"], &route["track"]),
        (&"2511.18".into(), &"2529.1".into(), &"audit".into())
    );
    let steps = route["steps"].as_array().unwrap();
    let mut missing = Vec::new();
    for step in steps {
        has(
            step,
            &[
                "id",
                "from",
                "to",
                "move",
                "basis",
                "coverage",
                "essential",
                "optional",
                "milestones",
                "done",
            ],
        );
        for side in ["essential", "optional"] {
            let share = &step[side];
            assert_eq!(keys(share), ["needed", "held", "earlier", "missing"]);
            let number = |key: &str| share[key].as_u64().unwrap();
            let open = share["missing"].as_array().unwrap();
            assert_eq!(
                number("needed"),
                number("held") + number("earlier") + open.len() as u64
            );
            if let Some(skill) = open.first() {
                assert_eq!(keys(skill), ["uri", "label", "state"]);
            }
        }
        missing.push(step["essential"]["missing"].as_array().unwrap().len());
        let milestones = step["milestones"].as_array().unwrap();
        assert!((3..=6).contains(&milestones.len()));
        assert_eq!(keys(&milestones[0]), ["id", "title", "theme", "done"]);
        assert_eq!(step["done"], false);
    }
    assert_eq!(missing, [13, 17, 19]);
    let ends: Vec<_> = steps
        .iter()
        .map(|s| (s["from"].as_str().unwrap(), s["to"].as_str().unwrap()))
        .collect();
    assert_eq!(
        ends,
        [
            ("2511.18", "2519.2"),
            ("2519.2", "2529.8"),
            ("2529.8", "2529.1")
        ]
    );
}

#[test]
fn status_has_exactly_its_fields() {
    let fields = [
        "schema",
        "catalogue",
        "start",
        "roles_held",
        "roles",
        "goal",
        "track",
        "route",
        "coverage",
        "skills",
        "steps",
        "milestones",
        "saved",
        "finish",
    ];
    let home = Home::new();
    let without = home.json(&["status"]);
    assert_eq!(keys(&without), fields);
    assert!(
        without["start"].is_null() && without["coverage"].is_null() && without["saved"].is_null()
    );
    assert_eq!(without["goal"], "2529.1");
    assert!(!home.record().exists(), "reading makes no record");

    let status = Home::begun().json(&["status"]);
    assert_eq!(keys(&status), fields);
    assert_eq!(strings(&status["roles_held"]), ["2511.18"]);
    assert_eq!(
        keys(&status["skills"]),
        ["held_marked", "held_from_role", "likely", "learning"]
    );
    assert_eq!(status["skills"]["held_from_role"], 19);
    assert_eq!(
        status["steps"],
        serde_json::json!({ "done": 0, "total": 3 })
    );
    assert!((status["coverage"].as_f64().unwrap() - 0.195).abs() < 0.001);
    assert_eq!(status["saved"], "2026-11-23T10:00:00Z");
}

#[test]
fn next_is_three_things_unless_told_otherwise() {
    let home = Home::begun();
    let answer = home.json(&["next"]);
    let all = answer["next"].as_array().unwrap();
    assert_eq!(all.len(), 3);
    for each in all {
        assert_eq!(keys(each), ["kind", "id", "title", "reason"]);
        assert!(
            ["skill", "milestone", "step", "confirm"].contains(&each["kind"].as_str().unwrap())
        );
    }
    assert_eq!(
        home.json(&["next", "--limit", "7"])["next"]
            .as_array()
            .unwrap()
            .len(),
        7
    );
}

#[test]
fn next_names_the_skills_to_confirm() {
    let home = Home::begun();
    let said = home.run(&["next"]).ok();
    let (_, confirm) = said.split_once("Confirm 6 likely skills").unwrap();
    let names = confirm.lines().nth(2).unwrap();
    assert_eq!(names.split(", ").count(), 6, "{said}");
}

#[test]
fn who_has_reached_the_goal_is_told_what_is_open_by_every_command() {
    let home = Home::begun();
    let route = home.json(&["route"]);
    assert!(route["route"]["finish"].is_null());
    for step in route["route"]["steps"].as_array().unwrap() {
        home.run(&["done", step["id"].as_str().unwrap()]).ok();
    }
    let milestones = home.json(&["status"])["milestones"]["total"].clone();
    for command in ["next", "route", "status"] {
        let said = home.run(&[command]).ok();
        assert!(said.contains("You have reached your goal"), "{said}");
        let open = format!("Still open: {milestones} of {milestones} milestones, ");
        assert!(said.contains(&open), "{said}");
        assert!(said.contains("The first year in the post"), "{said}");
        assert!(!said.contains("Nothing is left"), "{said}");
    }
    let next = home.json(&["next"]);
    assert_eq!(next["finish"]["section"], "the-first-year");
    assert_eq!(next["next"][2]["kind"], "section");
    // One milestone less is open when it is reached.
    let first = next["finish"]["milestones_open"][0].as_str().unwrap();
    home.run(&["done", first]).ok();
    let next = home.json(&["next"]);
    let open = next["finish"]["milestones_open"].as_array().unwrap().len();
    assert_eq!(open as u64 + 1, milestones.as_u64().unwrap());
}

#[test]
fn gap_is_that_of_the_goal_unless_named() {
    let home = Home::new();
    let answer = home.json(&["gap"]);
    assert_eq!(answer["gap"]["code"], "2529.1");
    assert!(answer["gap"]["coverage"].is_null());
    assert_eq!(
        answer["gap"]["essential"]["missing"]
            .as_array()
            .unwrap()
            .len(),
        47
    );
    let answer = Home::begun().json(&["gap", "2519.2"]);
    let gap = &answer["gap"];
    assert_eq!(
        (&gap["essential"]["needed"], &gap["essential"]["held"]),
        (&19.into(), &6.into())
    );
    assert!((gap["coverage"].as_f64().unwrap() - 0.463).abs() < 0.001);
    has(&gap["optional"], &["needed", "held", "missing"]);
}
