//! Screens and commands give the same figures for the same record, whatever is in it.

use cisopath::catalog::{OccupationIx, SkillIx};
use cisopath::profile::history::Record;
use cisopath::profile::{Claim, change};
use cisopath::ui::model::action::{Action, OverlayRequest};
use cisopath::wording::figures;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::support::home::{Expect, Home, holds};
use crate::support::planner::{Planner, catalog, now, record};

/// Records that are compared; each takes some twenty runs of the program.
const RECORDS: u32 = 6;

/// Occupations on the curated tracks, at which a person may stand.
const STARTS: &[&str] = &[
    "2511.18", "2529.6", "2522.1.1", "1330.7", "2412.3", "2619.4", "2519.4", "3512.3",
];

/// A person with one or two roles and some skills marked, and an occupation to ask about.
fn person() -> impl Strategy<Value = (Record, OccupationIx)> {
    let count = catalog().occupations().len() as u32;
    let skills = catalog().skills().len() as u32;
    let start = proptest::sample::select(STARTS);
    let before = proptest::option::of(proptest::sample::select(STARTS));
    let marks = proptest::collection::vec((0..skills, 0..3_usize), 0..60);
    (start, before, marks, 0..count).prop_map(|(start, before, marks, about)| {
        let before: Vec<&str> = before.into_iter().filter(|b| *b != start).collect();
        let mut record = record(start, &before);
        for (skill, claim) in marks {
            let claim = [Claim::Held, Claim::Learning, Claim::Missing][claim];
            change::mark(&mut record, &catalog(), SkillIx(skill), Some(claim), now());
        }
        (record, OccupationIx(about))
    })
}

/// Runs `check` on some records, the same ones each time.
fn on_some(check: impl Fn(&Record, OccupationIx)) {
    let config = Config {
        failure_persistence: None,
        ..Config::with_cases(RECORDS)
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(&person(), |(record, about)| {
        check(&record, about);
        Ok(())
    });
    outcome.unwrap();
}

fn home(record: &Record) -> Home {
    let home = Home::new();
    home.put_record(&record.to_json().unwrap());
    home
}

/// The entry of a list of occupations that has this code.
fn entry<'a>(list: &'a Value, code: &str) -> &'a Value {
    let mut all = list.list().iter();
    all.find(|o| o["code"] == code).unwrap()
}

#[test]
fn coverage_is_one_number_wherever_it_stands() {
    on_some(|record, about| {
        let catalog = catalog();
        let code = catalog.occupation(about).code();
        let start = catalog.occupation(record.profile.start_in(&catalog).unwrap());
        let home = home(record);
        let coverage = home.json(format!("gap {code}"))["gap"]["coverage"].clone();
        let text = figures::coverage(coverage.real());

        let role = home.json(format!("role {code}"));
        assert_eq!(role["role"]["coverage"], coverage);
        let roles = home.json("roles");
        assert_eq!(entry(&roles["roles"], code)["coverage"], coverage);
        let all = home.json("gap --all");
        assert_eq!(entry(&all["gaps"], code)["coverage"], coverage);
        let other = if code == "2529.1" { "2529.8" } else { "2529.1" };
        let compared = home.json(format!("compare {code} {other}"));
        assert_eq!(compared["compare"]["subjects"][0]["coverage"], coverage);
        if start.code() != code {
            let route = format!("{}-{code}", start.code());
            let compared = home.json(format!("compare {route} {code}"));
            let step = &compared["compare"]["subjects"][0]["steps"][0];
            assert_eq!(step["coverage"], coverage);
            let said = home.ok(format!("compare {route} {code}"));
            assert_eq!(said.matches(&*text).count(), 2, "{text}: {said}");
        }

        home.says(format!("gap {code}"), &[&format!("coverage {text},")]);
        home.says(format!("role {code}"), &[&format!("Coverage {text} = ")]);
        let label: String = catalog.occupation(about).label().chars().take(30).collect();
        for list in ["roles", "gap --all"] {
            let said = home.ok(list);
            let lines = said.lines().filter(|l| l.contains(code));
            let mut lines = lines.filter(|l| l.contains(&label));
            assert!(lines.any(|l| l.contains(&text)), "{text} {label}: {said}");
        }

        let mut planner = Planner::new(record.clone(), (160, 50));
        planner.app.update(Action::ShowOccupation(about));
        let frame = planner.text();
        let mut lines = frame.lines().filter(|l| l.contains("Coverage"));
        assert!(lines.any(|l| l.contains(&text)), "{text}: {frame}");
        holds(&frame, &[&format!("{text} = ")]);
    });
}

#[test]
fn a_step_completed_early_has_as_many_open_skills_on_screen_as_in_the_command() {
    on_some(|record, _| {
        let route = home(record).json("route");
        let steps = route["route"]["steps"].list();
        for (at, step) in steps.iter().enumerate() {
            let done = home(record).json(format!("done {}", step["id"].text()));
            let open = done["open"].list().len();
            let missing = step["essential"]["missing"].list().len();
            let earlier = step["essential"]["earlier"].whole() as usize;
            assert_eq!(open, missing + earlier, "{step}");

            let mut planner = Planner::new(record.clone(), (160, 50));
            planner.app.update(Action::ShowStep(at));
            planner.keys("<Esc>x");
            if open > 0 {
                let question = format!("{open} essential skill");
                planner.shows(&question);
            }
            planner.keys("<Enter>");
            let message = format!("suggests {open} more skill");
            assert_eq!(planner.has(&message), open > 0, "{message}");
        }
    });
}

#[test]
fn hours_and_counts_of_the_route_are_the_same_everywhere() {
    on_some(|record, about| {
        let home = home(record);
        let moved = catalog().occupation(about).code().to_owned();
        let before = home.json(format!("what-if --moved {moved}"))["what_if"]["before"].clone();
        let hours = figures::hours(before["hours"].whole() as u32);
        let coverage = figures::coverage(before["coverage"].real());
        let essential = &before["essential"];
        let essential = format!("{} of {}", essential["held"], essential["needed"]);
        home.says(
            "status",
            &[&format!("coverage now {coverage}, {essential} essential")],
        );
        let gap = home.json("gap");
        assert_eq!(gap["gap"]["coverage"], before["coverage"]);
        assert_eq!(gap["gap"]["essential"]["held"], before["essential"]["held"]);

        let mut planner = Planner::new(record.clone(), (160, 50));
        planner.keys("w");
        let frame = planner.text();
        holds(&frame, &[&hours, &coverage, &essential]);
    });
}

#[test]
fn the_route_chooser_shows_the_figures_of_routes() {
    on_some(|record, _| {
        let routes = home(record).json("routes");
        let mut planner = Planner::new(record.clone(), (160, 50));
        planner.keys("r");
        let frame = planner.text();
        for route in routes["routes"].list().iter().take(3) {
            let hours = figures::hours(route["hours"].whole() as u32);
            let weakest = figures::coverage(route["weakest"].real());
            let mut lines = frame.lines().filter(|l| l.contains(&hours));
            let found = lines.any(|l| l.contains(&format!("lowest coverage {weakest}")));
            assert!(found, "{hours} {weakest}: {frame}");
        }
    });
}

#[test]
fn the_list_of_roles_and_the_comparison_show_the_figures_of_compare() {
    on_some(|record, about| {
        let catalog = catalog();
        let code = catalog.occupation(about).code();
        let other = if code == "2529.1" { "2529.8" } else { "2529.1" };
        let compared = home(record).json(format!("compare {code} {other}"));
        let compared = &compared["compare"];
        let coverage = figures::coverage(compared["subjects"][0]["coverage"].real());
        let closeness = figures::percent(compared["closeness"][0]["closeness"].real());

        let mut planner = Planner::new(record.clone(), (80, 24));
        planner.keys("2/").keys(catalog.occupation(about).label());
        let rows = planner.rows();
        let mut rows = rows.iter().filter(|row| row.contains(code));
        assert!(
            rows.any(|row| row.contains(&coverage)),
            "{coverage} {code}: {}",
            planner.text()
        );

        let mut planner = Planner::new(record.clone(), (160, 50));
        let both = vec![about, catalog.occupation_by_code(other).unwrap()];
        planner.act(Action::Open(OverlayRequest::CompareOccupations(both)));
        let frame = planner.text();
        holds(
            &frame,
            &[
                &format!("coverage {coverage} · "),
                &format!("A–B {closeness}"),
            ],
        );
    });
}
