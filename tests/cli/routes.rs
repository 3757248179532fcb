//! Routes between any two occupations, and what is asked of them: shapes and figures of the JSON.

use serde_json::Value;

use crate::support::home::{Home, has};

fn codes(route: &Value) -> Vec<&str> {
    let all = route["occupations"].as_array().unwrap();
    all.iter().map(|code| code.as_str().unwrap()).collect()
}

fn routes(answer: &Value) -> &Vec<Value> {
    answer["routes"].as_array().unwrap()
}

#[test]
fn routes_are_found_without_a_record_curated_ones_first() {
    let home = Home::new();
    let answer = home.json(&["routes", "--from", "IT auditor", "--to", "CISO"]);
    let all = routes(&answer);
    assert!(!all.is_empty() && all.len() <= 5);
    let place = |r: &Value| {
        let unusual = r["unusual"].as_bool().unwrap();
        (
            r["basis"] != "editorial",
            unusual,
            r["hours"].as_u64().unwrap(),
        )
    };
    assert!(all.iter().map(place).is_sorted());
    let text = home
        .run(&["routes", "--from", "IT auditor", "--to", "CISO"])
        .ok();
    let (usual, unusual) = text.split_once("Unusual computed routes: ").unwrap();
    assert!(usual.contains("curated (editorial)") && !unusual.contains("curated (editorial)"));
    assert!(unusual.contains("computed (derived)"), "{unusual}");
    let bases: Vec<&str> = all.iter().map(|r| r["basis"].as_str().unwrap()).collect();
    assert!(bases.contains(&"editorial") && bases.contains(&"derived"));
    for route in all {
        has(route, &["basis", "hours", "steps"]);
        let steps = route["steps"].as_array().unwrap();
        assert_eq!(steps[0]["from"], "2511.18");
        assert_eq!(steps[steps.len() - 1]["to"], "2529.1");
        let sum: u64 = steps.iter().map(|s| s["hours"].as_u64().unwrap()).sum();
        assert_eq!(route["hours"], sum);
        for step in steps {
            assert!(step["coverage"].as_f64().unwrap() >= 0.25);
            let share = &step["essential"];
            let count = |name: &str| share[name].as_u64().unwrap();
            let missing = share["missing"].as_array().unwrap().len() as u64;
            assert_eq!(count("needed"), count("held") + count("earlier") + missing);
        }
    }
    let same = home.json(&["route", "--from", "IT auditor", "--to", "CISO"]);
    assert_eq!(same, answer);
}

#[test]
fn routes_lists_the_own_and_the_curated_ones_whatever_leap_they_need() {
    for start in ["1330.7", "2412.3", "2511.18"] {
        let home = Home::new();
        home.run(&["begin", "--start", start]).ok();
        let own = home.json(&["route"])["route"].clone();
        for count in ["2", "5", "50"] {
            let answer = home.json(&["routes", "--k", count]);
            let all = routes(&answer);
            assert!(all.len() <= count.parse().unwrap());
            assert!(all[0]["track"].is_string(), "a curated one first: {start}");
            let is_own = |r: &&Value| r["id"] == own["route"];
            let listed = all.iter().find(is_own).unwrap();
            assert_eq!(listed["title"], own["title"], "{start}");
            let text = home.run(&["routes", "--k", count]).ok();
            assert!(text.contains(own["title"].as_str().unwrap()), "{text}");
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
    let ask = |more: &[&str]| {
        let ends = ["routes", "--from", "IT auditor", "--to", "CISO"];
        home.json(&[&ends[..], more].concat())
    };
    for route in routes(&ask(&["--via", "2529.5"])) {
        assert!(codes(route).contains(&"2529.5"));
    }
    for route in routes(&ask(&["--avoid", "2519.2", "--leap", "large"])) {
        assert!(!codes(route).contains(&"2519.2"));
    }
    for route in routes(&ask(&["--steps", "2"])) {
        assert!(codes(route).len() <= 3);
    }
    assert_eq!(routes(&ask(&["--k", "1"])).len(), 1);
    for route in routes(&ask(&["--stay-in=2", "--leap", "large"])) {
        let stops = codes(route);
        assert!(
            stops[1..stops.len() - 1]
                .iter()
                .all(|code| code.starts_with('2'))
        );
    }
}

#[test]
fn where_nothing_keeps_within_the_leap_the_nearest_miss_is_told() {
    let home = Home::new();
    let args = [
        "routes", "--from", "2511.18", "--to", "2529.1", "--leap", "small", "--json",
    ];
    let answer = home.run(&args).json(1);
    assert!(routes(&answer).is_empty());
    assert_eq!(answer["leap_that_would_do"], "medium");
    let miss = &answer["nearest_miss"];
    assert!(miss["misses"]["coverage"].as_f64().unwrap() < 0.45);
    let said = home.run(&args[..7]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("--leap medium finds one"), "{}", said.err);
    assert!(said.out.starts_with("Nearest miss: "), "{}", said.out);
}

#[test]
fn whoever_has_no_record_stands_at_the_start() {
    let (none, begun) = (Home::new(), Home::new());
    begun
        .run(&["begin", "--start", "IT auditor", "--goal", "CISO"])
        .ok();
    for goal in ["CISO", "ICT security technician", "web developer"] {
        let ends = [
            "routes",
            "--from",
            "IT auditor",
            "--to",
            goal,
            "--leap",
            "large",
        ];
        let [asked, told] =
            [&none, &begun].map(|home| home.run(&[&ends[..], &["--json"]].concat()).out);
        assert_eq!(asked, told, "{goal}");
    }
}

#[test]
fn wishes_that_leave_no_route_are_named() {
    let home = Home::new();
    let ends = [
        "routes",
        "--from",
        "IT auditor",
        "--to",
        "ICT security technician",
    ];
    let error = home.run(&[&ends[..], &["--steps", "1"]].concat()).err;
    assert!(error.contains("and with --steps"), "{error}");
    assert!(error.contains("without --steps there is one"), "{error}");
}

#[test]
fn a_computed_route_is_taken_and_given_up() {
    let home = Home::begun();
    let start = home.json(&["status"])["start"].clone();
    let all = home.json(&["routes"]);
    let derived = routes(&all)
        .iter()
        .find(|r| r["basis"] == "derived")
        .unwrap();
    let id = derived["id"].as_str().unwrap();
    home.json(&["begin", "--route", id]);
    let route = &home.json(&["route"])["route"];
    assert_eq!(route["basis"], "derived");
    assert!(route["route"] == id && route["track"].is_null());
    assert_eq!(home.json(&["status"])["route"], id);
    let steps = route["steps"].as_array().unwrap();
    assert_eq!(steps.len(), derived["steps"].as_array().unwrap().len());
    assert_eq!(steps[0]["coverage"], derived["steps"][0]["coverage"]);
    home.run(&["undo"]).ok();
    assert_eq!(home.json(&["route"])["route"]["basis"], "editorial");

    home.run(&["redo"]).ok();
    home.json(&["begin", "--track", "audit"]);
    assert_eq!(home.json(&["route"])["route"]["track"], "audit");
    assert_eq!(home.json(&["status"])["start"], start);
    let wrong = home.run(&["begin", "--route", "2529.5-2529.1"]).failed(2);
    assert!(
        wrong.contains("this route starts at ICT resilience manager"),
        "{wrong}"
    );
    home.run(&["begin", "--route", "2529.5-2529.1-2529.5"])
        .failed(2);
}

#[test]
fn every_route_that_is_shown_can_be_taken_before_and_after_a_move() {
    let home = Home::begun();
    for made in [false, true] {
        if made {
            home.run(&["begin", "--route", "auditor-manager-risk-ciso"])
                .ok();
            home.run(&["done", "it-auditor-to-ict-auditor-manager"])
                .ok();
        }
        let all = home.json(&["routes"]);
        for route in routes(&all) {
            let id = route["id"].as_str().unwrap();
            home.run(&["begin", "--route", id]).ok();
            let taken = &home.json(&["route"])["route"];
            let steps = taken["steps"].as_array().unwrap();
            let open: Vec<&Value> = steps.iter().filter(|s| s["done"] == false).collect();
            let ahead: Vec<&str> = open.iter().map(|s| s["to"].as_str().unwrap()).collect();
            assert_eq!(ahead, codes(route)[1..], "{id}");
            // A curated route on another way leaves the move behind; a computed one begins with it.
            let done = steps.len() - open.len();
            assert_eq!(home.json(&["status"])["steps"]["done"], done, "{id}");
            assert!(
                taken["track"].is_string() || done == usize::from(made),
                "{id}"
            );
        }
    }
    // Where no move led from the start, the route starts where they are.
    home.run(&["begin", "--start", "ethical hacker"]).ok();
    let all = home.json(&["routes"]);
    for route in routes(&all) {
        home.run(&["begin", "--route", route["id"].as_str().unwrap()])
            .ok();
    }
}

#[test]
fn figures_of_skills_are_the_same_in_next_leverage_and_what_if() {
    let home = Home::begun();
    for route in ["auditor-manager-risk-ciso", "2511.18-2519.2-2529.1"] {
        home.run(&["begin", "--route", route]).ok();
        let next = home.json(&["next", "--limit", "99"])["next"].clone();
        let leverage = home.json(&["leverage", "--limit", "999"])["leverage"].clone();
        let before = home.json(&["what-if", "--missing", "GDPR"])["what_if"]["before"].clone();
        let skills = next
            .as_array()
            .unwrap()
            .iter()
            .filter(|n| n["kind"] == "skill");
        for skill in skills.clone() {
            let worth = leverage.as_array().unwrap().iter();
            let worth = worth.clone().find(|l| l["uri"] == skill["id"]).unwrap();
            let (hours, count) = (
                worth["hours"].as_u64().unwrap(),
                worth["routes"].as_u64().unwrap(),
            );
            let noun = if count == 1 { "route" } else { "routes" };
            let said = format!("about {hours} h of study · needed on {count} {noun}");
            assert!(
                skill["reason"].as_str().unwrap().starts_with(&said),
                "{skill}: {said}"
            );
            let after = home.json(&["what-if", "--held", skill["id"].as_str().unwrap()]);
            let after = after["what_if"]["after"]["hours"].as_u64().unwrap();
            assert_eq!(before["hours"].as_u64().unwrap() - after, hours, "{skill}");
        }
        assert!(skills.count() > 5);
    }
}

#[test]
fn sides_are_compared_with_or_without_a_record() {
    for home in [Home::new(), Home::begun()] {
        let names = ["compare", "2529.5", "2529.8", "auditor-manager-risk-ciso"];
        let answer = home.json(&names);
        let compare = &answer["compare"];
        assert_eq!(compare["subjects"].as_array().unwrap().len(), 3);
        for group in compare["groups"].as_array().unwrap() {
            has(group, &["relation", "kind", "shared", "only"]);
        }
    }
    Home::new().run(&["compare", "2529.5"]).failed(2);
}

#[test]
fn the_gap_to_every_occupation_best_first() {
    let gaps = |home: &Home| {
        home.json(&["gap", "--all"])["gaps"]
            .as_array()
            .unwrap()
            .clone()
    };
    let mine = gaps(&Home::begun());
    assert_eq!(mine.len(), 111);
    let coverage: Vec<f64> = mine
        .iter()
        .map(|g| g["coverage"].as_f64().unwrap())
        .collect();
    assert!(coverage.is_sorted_by(|a, b| a >= b));
    let nobody = gaps(&Home::new());
    assert!(nobody.iter().all(|g| g["coverage"].is_null()));
}

#[test]
fn leverage_puts_first_what_most_routes_need() {
    let home = Home::begun();
    let answer = home.json(&["leverage", "--limit", "3"]);
    let skills = answer["leverage"].as_array().unwrap();
    assert_eq!(skills.len(), 3);
    let worth = |s: &Value| [&s["routes"], &s["hours"]].map(|n| n.as_u64().unwrap());
    assert!(skills.is_sorted_by(|a, b| worth(a) >= worth(b)));
    home.json(&["leverage", "--from", "IT auditor"]);
    home.json(&["next", "--by", "leverage"]);
    Home::new().json(&["leverage", "--from", "2511.18", "--to", "CISO"]);
}

#[test]
fn hours_of_ones_own_change_the_routes() {
    let home = Home::new();
    let ask = || home.json(&["routes", "--from", "2511.18", "--to", "2529.1"]);
    let before = routes(&ask())[0]["hours"].as_u64().unwrap();
    home.put_config("[hours.own]\n\"develop information security strategy\" = 1000\n");
    assert!(routes(&ask())[0]["hours"].as_u64().unwrap() >= before + 900);
    home.put_config("[hours.own]\n\"develop information security strategy\" = 99999\n");
    let said = home
        .run(&["routes", "--from", "2511.18", "--to", "2529.1"])
        .failed(3);
    assert!(said.contains("is too much"), "{said}");
}

#[test]
fn hours_into_roles_held_are_named() {
    let home = Home::begun();
    let ask = |home: &Home| {
        let answer = home.json(&["compare", "auditor-manager-risk-ciso", "2529.1"]);
        answer["compare"]["subjects"][0].clone()
    };
    assert_eq!(ask(&home)["hours_of_roles_held"], 0);
    home.run(&["done", "it-auditor-to-ict-auditor-manager"])
        .ok();
    let route = ask(&home);
    let made = &route["steps"][0]["hours"];
    assert!(made.as_u64().unwrap() > 0);
    assert_eq!(&route["hours_of_roles_held"], made);
    let text = home.run(&["compare", "auditor-manager-risk-ciso", "2529.1"]);
    let words = format!("({made} of them into roles you have held)");
    assert!(text.ok().contains(&words));
}

#[test]
fn what_if_shows_before_and_after_and_changes_nothing() {
    let home = Home::begun();
    let record = std::fs::read(home.record()).unwrap();
    let ask = |home: &Home, args: &[&str]| {
        let answer = home.json(&[&["what-if"][..], args].concat());
        assert_eq!(answer["what_if"]["saved"], false);
        answer["what_if"].clone()
    };
    let answer = ask(
        &home,
        &[
            "--moved",
            "ICT auditor manager",
            "--held",
            "develop information security strategy",
        ],
    );
    for side in ["before", "after"] {
        has(
            &answer[side],
            &[
                "goal",
                "coverage",
                "essential",
                "next_step",
                "hours",
                "routes_within_leap",
                "routes",
            ],
        );
    }
    assert_eq!(answer["tried"].as_array().unwrap().len(), 2);
    let (is, would_be) = (&answer["before"], &answer["after"]);
    let number = |v: &Value| v.as_f64().unwrap();
    assert!(number(&would_be["coverage"]) > number(&is["coverage"]));
    assert!(number(&would_be["hours"]) < number(&is["hours"]));
    assert!(number(&would_be["essential"]["held"]) > number(&is["essential"]["held"]));
    let first = |side: &Value| side["routes"][0]["occupations"][0].clone();
    assert_eq!(
        (first(is), first(would_be)),
        ("2511.18".into(), "2519.2".into())
    );
    // The figures are those of the other commands.
    assert_eq!(is["coverage"], home.json(&["status"])["coverage"]);
    let all = home.json(&["routes", "--k", "50"]);
    let first_one = &is["routes"][0];
    let same = |r: &&Value| r["occupations"] == first_one["occupations"];
    let listed = routes(&all).iter().find(same).unwrap();
    assert_eq!(first_one["hours"], listed["hours"]);

    let denied = ask(
        &home,
        &["--missing", "audit techniques", "--learning", "GDPR"],
    );
    assert!(number(&denied["after"]["hours"]) >= number(&denied["before"]["hours"]));
    let elsewhere = ask(&home, &["--moved", "2529.7"]);
    assert_eq!(first(&elsewhere["after"]), "2529.7");
    let both = ask(&home, &["--moved", "2519.2", "--moved", "2529.7"]);
    assert_eq!(first(&both["after"]), "2529.7");
    assert!(number(&both["after"]["hours"]) <= number(&elsewhere["after"]["hours"]));
    let same = home.run(&["what-if", "--moved", "IT auditor"]).ok();
    assert!(same.contains("Nothing would be different"), "{same}");
    assert_eq!(std::fs::read(home.record()).unwrap(), record);
    assert_eq!(
        home.json(&["undo"])["changed"],
        true,
        "the journal is as it was"
    );
}

#[test]
fn what_if_at_the_goal_says_that_no_route_is_left() {
    let home = Home::begun();
    home.run(&["begin", "--route", "2511.18-2529.1"]).ok();
    let step = home.json(&["route"])["route"]["steps"][0]["id"].clone();
    home.run(&["done", step.as_str().unwrap()]).ok();
    let text = home.run(&["what-if", "--held", "GDPR"]).ok();
    assert!(
        text.contains("You have reached your goal; there is no route to compare."),
        "{text}"
    );
}

#[test]
fn what_if_needs_no_record_and_makes_none() {
    let home = Home::new();
    let answer = home.json(&["what-if", "--held", "risk management"]);
    let (is, would_be) = (&answer["what_if"]["before"], &answer["what_if"]["after"]);
    assert!(
        is["coverage"].is_null() && is["hours"].is_null() && is["routes_within_leap"].is_null()
    );
    assert!(would_be["coverage"].is_number() && would_be["hours"].is_null());
    let answer = home.json(&["what-if", "--moved", "IT auditor"]);
    assert!(answer["what_if"]["after"]["hours"].as_u64().unwrap() > 500);
    let said = home.run(&["what-if", "--held", "risk managment"]).failed(1);
    assert!(said.contains("did you mean"), "{said}");
    assert!(!home.record().exists());
}
