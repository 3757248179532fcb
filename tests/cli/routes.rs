//! Routes between any two occupations, and what is asked of them: shapes and figures of the JSON.

use serde_json::{Value, json};

use crate::support::home::{Expect, Home, has, holds};

fn codes(route: &Value) -> Vec<&str> {
    let all = route["occupations"].list();
    all.iter().map(Expect::text).collect()
}

fn routes(answer: &Value) -> &Vec<Value> {
    answer["routes"].list()
}

#[test]
fn routes_are_found_without_a_record_curated_ones_first() {
    let home = Home::new();
    let answer = home.json("routes --from 'IT auditor' --to CISO");
    let all = routes(&answer);
    assert!(!all.is_empty() && all.len() <= 5);
    let place = |r: &Value| {
        let unusual = r["unusual"].as_bool().unwrap();
        (r["basis"] != "editorial", unusual, r["hours"].whole())
    };
    assert!(all.iter().map(place).is_sorted());
    let text = home.ok("routes --from 'IT auditor' --to CISO");
    let (usual, unusual) = text.split_once("Unusual computed routes: ").unwrap();
    assert!(usual.contains("curated (editorial)") && !unusual.contains("curated (editorial)"));
    holds(unusual, &["computed (derived)"]);
    let bases: Vec<&str> = all.iter().map(|r| r["basis"].text()).collect();
    assert!(bases.contains(&"editorial") && bases.contains(&"derived"));
    for route in all {
        has(route, "basis hours steps");
        let steps = route["steps"].list();
        assert_eq!(steps[0]["from"], "2511.18");
        assert_eq!(steps[steps.len() - 1]["to"], "2529.1");
        let sum: u64 = steps.iter().map(|s| s["hours"].whole()).sum();
        assert_eq!(route["hours"], sum);
        for step in steps {
            assert!(step["coverage"].real() >= 0.25);
            let share = &step["essential"];
            let count = |name: &str| share[name].whole();
            let missing = share["missing"].list().len() as u64;
            assert_eq!(count("needed"), count("held") + count("earlier") + missing);
        }
    }
    let same = home.json("route --from 'IT auditor' --to CISO");
    assert_eq!(same, answer);
}

#[test]
fn routes_lists_the_own_and_the_curated_ones_whatever_leap_they_need() {
    for start in ["1330.7", "2412.3", "2511.18"] {
        let home = Home::new();
        home.ok(format!("begin --start '{start}'"));
        let own = home.json("route")["route"].clone();
        for count in ["2", "5", "50"] {
            let answer = home.json(format!("routes --k '{count}'"));
            let all = routes(&answer);
            assert!(all.len() <= count.parse().unwrap());
            assert!(all[0]["track"].is_string(), "a curated one first: {start}");
            let is_own = |r: &&Value| r["id"] == own["route"];
            let listed = all.iter().find(is_own).unwrap();
            assert_eq!(listed["title"], own["title"], "{start}");
            let text = home.ok(format!("routes --k '{count}'"));
            assert!(text.contains(own["title"].text()), "{text}");
            assert!(all.iter().map(|r| r["unusual"] == true).is_sorted());
            // What is said of the leap is said of computed routes: where none is shown it is left out.
            let needs_more = text.contains("these need a large one.");
            let has_computed = all.iter().any(|r| r["track"].is_null());
            assert_eq!(needs_more, has_computed && start == "2412.3", "{text}");
        }
    }
}

#[test]
fn wishes_are_met() {
    let home = Home::new();
    let ask = |more: &str| home.json(format!("routes --from 'IT auditor' --to CISO {more}"));
    for route in routes(&ask("--via 2529.5")) {
        assert!(codes(route).contains(&"2529.5"));
    }
    for route in routes(&ask("--avoid 2519.2 --leap large")) {
        assert!(!codes(route).contains(&"2519.2"));
    }
    for route in routes(&ask("--steps 2")) {
        assert!(codes(route).len() <= 3);
    }
    assert_eq!(routes(&ask("--k 1")).len(), 1);
    for route in routes(&ask("--stay-in=2 --leap large")) {
        let [_, stops @ .., _] = &codes(route)[..] else {
            panic!("{route}")
        };
        assert!(stops.iter().all(|code| code.starts_with('2')));
    }
}

#[test]
fn where_nothing_keeps_within_the_leap_the_nearest_miss_is_told() {
    let home = Home::new();
    let line = "routes --from 2511.18 --to 2529.1 --leap small";
    let answer = home.denied(line);
    assert!(routes(&answer).is_empty());
    assert_eq!(answer["leap_that_would_do"], "medium");
    let miss = &answer["nearest_miss"];
    assert!(miss["misses"]["coverage"].real() < 0.45);
    let said = home.run(line);
    assert_eq!(said.code, 1);
    holds(&said.err, &["--leap medium finds one"]);
    assert!(said.out.starts_with("Nearest miss: "), "{said:?}");
}

#[test]
fn whoever_has_no_record_stands_at_the_start() {
    let (none, begun) = (Home::new(), Home::new());
    begun.ok("begin --start 'IT auditor' --goal CISO");
    for goal in ["CISO", "ICT security technician", "web developer"] {
        let line = format!("routes --from 'IT auditor' --to '{goal}' --leap large --json");
        assert_eq!(none.run(&line).out, begun.run(&line).out, "{goal}");
    }
}

#[test]
fn wishes_that_leave_no_route_are_named() {
    let home = Home::new();
    let ends = "--from 'IT auditor' --to 'ICT security technician'";
    let error = home.run(format!("routes {ends} --steps 1")).err;
    holds(
        &error,
        &["and with --steps", "without --steps there is one"],
    );
}

#[test]
fn a_computed_route_is_taken_and_given_up() {
    let home = Home::begun();
    let start = home.json("status")["start"].clone();
    let all = home.json("routes");
    let mut listed = routes(&all).iter();
    let derived = listed.find(|r| r["basis"] == "derived").unwrap();
    let id = derived["id"].text();
    home.json(format!("begin --route {id}"));
    let route = &home.json("route")["route"];
    assert_eq!(route["basis"], "derived");
    assert!(route["route"] == id && route["track"].is_null());
    assert_eq!(home.json("status")["route"], id);
    let steps = route["steps"].list();
    assert_eq!(steps.len(), derived["steps"].list().len());
    assert_eq!(steps[0]["coverage"], derived["steps"][0]["coverage"]);
    home.ok("undo");
    assert_eq!(home.json("route")["route"]["basis"], "editorial");

    home.ok("redo");
    home.json("begin --track audit");
    assert_eq!(home.json("route")["route"]["track"], "audit");
    assert_eq!(home.json("status")["start"], start);
    let words = "this route starts at ICT resilience manager";
    home.fails(2, "begin --route 2529.5-2529.1", &[words]);
    home.fails(2, "begin --route 2529.5-2529.1-2529.5", &[]);
}

#[test]
fn every_route_that_is_shown_can_be_taken_before_and_after_a_move() {
    let home = Home::begun();
    for made in [false, true] {
        if made {
            home.ok("begin --route auditor-manager-risk-ciso");
            home.ok("done it-auditor-to-ict-auditor-manager");
        }
        let all = home.json("routes");
        for route in routes(&all) {
            let id = route["id"].text();
            home.ok(format!("begin --route {id}"));
            let taken = &home.json("route")["route"];
            let steps = taken["steps"].list();
            let open: Vec<&Value> = steps.iter().filter(|s| s["done"] == false).collect();
            let ahead: Vec<&str> = open.iter().map(|s| s["to"].text()).collect();
            assert_eq!(ahead, codes(route)[1..], "{id}");
            // A curated route on another way leaves the move behind; a computed one begins with it.
            let done = steps.len() - open.len();
            assert_eq!(home.json("status")["steps"]["done"], done, "{id}");
            let is_curated = taken["track"].is_string();
            assert!(is_curated || done == usize::from(made), "{id}");
        }
    }
    // Where no move led from the start, the route starts where they are.
    home.ok("begin --start 'ethical hacker'");
    let all = home.json("routes");
    for route in routes(&all) {
        home.ok(format!("begin --route {}", route["id"].text()));
    }
}

#[test]
fn figures_of_skills_are_the_same_in_next_leverage_and_what_if() {
    let home = Home::begun();
    for route in ["auditor-manager-risk-ciso", "2511.18-2519.2-2529.1"] {
        home.ok(format!("begin --route '{route}'"));
        let next = home.json("next --limit 99")["next"].clone();
        let leverage = home.json("leverage --limit 999")["leverage"].clone();
        let before = home.json("what-if --missing GDPR")["what_if"]["before"].clone();
        let skills = next.list().iter().filter(|n| n["kind"] == "skill");
        for skill in skills.clone() {
            let worth = leverage.list().iter();
            let worth = worth.clone().find(|l| l["uri"] == skill["id"]).unwrap();
            let (hours, count) = (worth["hours"].whole(), worth["routes"].whole());
            let noun = if count == 1 { "route" } else { "routes" };
            let said = format!("about {hours} h of study · needed on {count} {noun}");
            assert!(skill["reason"].text().starts_with(&said), "{skill}: {said}");
            let after = home.json(format!("what-if --held {}", skill["id"].text()));
            let after = after["what_if"]["after"]["hours"].whole();
            assert_eq!(before["hours"].whole() - after, hours, "{skill}");
        }
        assert!(skills.count() > 5);
    }
}

#[test]
fn sides_are_compared_with_or_without_a_record() {
    for home in [Home::new(), Home::begun()] {
        let answer = home.json("compare 2529.5 2529.8 auditor-manager-risk-ciso");
        let compare = &answer["compare"];
        assert_eq!(compare["subjects"].list().len(), 3);
        for group in compare["groups"].list() {
            has(group, "relation kind shared only");
        }
    }
    Home::new().fails(2, "compare 2529.5", &[]);
}

#[test]
fn a_curated_route_is_compared_from_where_the_person_is() {
    let compared = |home: &Home, route: &str| {
        let answer = home.json(format!("compare {route} 2529.1"));
        answer["compare"]["subjects"][0]["occupations"].clone()
    };
    let route = "auditor-manager-risk-ciso";
    let whole = ["2511.18", "2519.2", "2529.8", "2529.1"];
    let home = Home::begun();
    assert_eq!(compared(&home, route), json!(whole));
    home.says(
        format!("compare {route} 2529.1"),
        &["A  from IT auditor: 3 steps"],
    );
    home.ok("done it-auditor-to-ict-auditor-manager");
    assert_eq!(compared(&home, route), json!(whole[1..]));
    // Somebody who is on no station of it joins it; who said nothing sees all of it.
    home.ok("begin --start 2522.1.1");
    assert_eq!(compared(&home, route)[0], "2522.1.1");
    assert_eq!(compared(&Home::new(), route), json!(whole));
}

#[test]
fn the_gap_to_every_occupation_best_first() {
    let gaps = |home: &Home| home.json("gap --all")["gaps"].list().clone();
    let mine = gaps(&Home::begun());
    assert_eq!(mine.len(), 111);
    let coverage: Vec<f64> = mine.iter().map(|g| g["coverage"].real()).collect();
    assert!(coverage.is_sorted_by(|a, b| a >= b));
    let nobody = gaps(&Home::new());
    assert!(nobody.iter().all(|g| g["coverage"].is_null()));
}

#[test]
fn leverage_puts_first_what_most_routes_need() {
    let home = Home::begun();
    let answer = home.json("leverage --limit 3");
    let skills = answer["leverage"].list();
    assert_eq!(skills.len(), 3);
    let worth = |s: &Value| [&s["routes"], &s["hours"]].map(Expect::whole);
    assert!(skills.is_sorted_by(|a, b| worth(a) >= worth(b)));
    home.json("leverage --from 'IT auditor'");
    home.json("next --by leverage");
    Home::new().json("leverage --from 2511.18 --to CISO");
}

#[test]
fn hours_of_ones_own_change_the_routes() {
    let home = Home::new();
    let ask = || home.json("routes --from 2511.18 --to 2529.1");
    let before = routes(&ask())[0]["hours"].whole();
    home.put_config("[hours.own]\n\"develop information security strategy\" = 1000\n");
    assert!(routes(&ask())[0]["hours"].whole() >= before + 900);
    home.put_config("[hours.own]\n\"develop information security strategy\" = 99999\n");
    home.fails(3, "routes --from 2511.18 --to 2529.1", &["is too much"]);
}

#[test]
fn hours_into_roles_held_are_named() {
    let home = Home::begun();
    let ask = |home: &Home| {
        let answer = home.json("compare 2511.18-2519.2-2529.8-2529.1 2529.1");
        answer["compare"]["subjects"][0].clone()
    };
    assert_eq!(ask(&home)["hours_of_roles_held"], 0);
    home.ok("done it-auditor-to-ict-auditor-manager");
    let route = ask(&home);
    let made = &route["steps"][0]["hours"];
    assert!(made.whole() > 0);
    assert_eq!(&route["hours_of_roles_held"], made);
    let words = format!("({made} of them into roles you have held)");
    home.says("compare 2511.18-2519.2-2529.8-2529.1 2529.1", &[&words]);
}

#[test]
fn what_if_shows_before_and_after_and_changes_nothing() {
    let home = Home::begun();
    let record = std::fs::read(home.record()).unwrap();
    let ask = |args: &str| {
        let answer = home.json(format!("what-if {args}"));
        assert_eq!(answer["what_if"]["saved"], false);
        answer["what_if"].clone()
    };
    let strategy = "--held 'develop information security strategy'";
    let answer = ask(&format!("--moved 'ICT auditor manager' {strategy}"));
    for side in ["before", "after"] {
        has(&answer[side], "goal next_step routes_within_leap");
    }
    assert_eq!(answer["tried"].list().len(), 2);
    let (before, after) = (&answer["before"], &answer["after"]);
    assert!(after["coverage"].real() > before["coverage"].real());
    assert!(after["hours"].whole() < before["hours"].whole());
    assert!(after["essential"]["held"].whole() > before["essential"]["held"].whole());
    let first = |side: &Value| side["routes"][0]["occupations"][0].clone();
    assert_eq!(first(before), "2511.18");
    assert_eq!(first(after), "2519.2");
    // The figures are those of the other commands.
    assert_eq!(before["coverage"], home.json("status")["coverage"]);
    let all = home.json("routes --k 50");
    let first_one = &before["routes"][0];
    let same = |r: &&Value| r["occupations"] == first_one["occupations"];
    let listed = routes(&all).iter().find(same).unwrap();
    assert_eq!(first_one["hours"], listed["hours"]);

    let denied = ask("--missing 'audit techniques' --learning GDPR");
    assert!(denied["after"]["hours"].whole() >= denied["before"]["hours"].whole());
    let elsewhere = ask("--moved 2529.7")["after"].clone();
    assert_eq!(first(&elsewhere), "2529.7");
    let both = ask("--moved 2519.2 --moved 2529.7")["after"].clone();
    assert_eq!(first(&both), "2529.7");
    assert!(both["hours"].whole() <= elsewhere["hours"].whole());
    let words = "Nothing would be different";
    home.says("what-if --moved 'IT auditor'", &[words]);
    assert_eq!(std::fs::read(home.record()).unwrap(), record);
    // The journal is as it was.
    assert_eq!(home.json("undo")["changed"], true);
}

#[test]
fn what_if_at_the_goal_says_that_no_route_is_left() {
    let home = Home::begun();
    home.ok("begin --route 2511.18-2529.1");
    let step = home.json("route")["route"]["steps"][0]["id"].clone();
    home.ok(format!("done {}", step.text()));
    let words = "You have reached your goal; there is no route to compare.";
    home.says("what-if --held GDPR", &[words]);
}

#[test]
fn what_if_needs_no_record_and_makes_none() {
    let home = Home::new();
    let answer = home.json("what-if --held 'risk management'");
    let answer = &answer["what_if"];
    let unknown = json!({ "coverage": null, "hours": null, "routes_within_leap": null });
    answer["before"].includes(unknown);
    answer["after"].includes(json!({ "hours": null }));
    assert!(answer["after"]["coverage"].is_number());
    let answer = home.json("what-if --moved 'IT auditor'");
    assert!(answer["what_if"]["after"]["hours"].whole() > 500);
    home.fails(1, "what-if --held 'risk managment'", &["did you mean"]);
    assert!(!home.record().exists());
}
