//! Tests of the module above.

use crate::profile::Evidence;
use crate::profile::evidence::Part;
use crate::ui::model::action::Action;
use crate::ui::widget::browser::testing::{Bench, catalog, moment, survives};

fn asked(query: &str) -> Bench {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("3 /");
    bench.types(query);
    bench
}

#[test]
fn what_is_meant_is_among_the_first_five() {
    for (query, label) in [
        ("gdpr", "data protection"),
        (
            "isms",
            "establish an Information Security Management System",
        ),
        ("vendor risk", "assess supplier risks"),
        ("dr plan", "manage disaster recovery plans"),
        ("pentest", "perform ICT security testing"),
        ("audit", "audit techniques"),
        ("audit", "execute ICT audits"),
    ] {
        let rows: Vec<String> = asked(query).rows().into_iter().take(5).collect();
        assert!(rows.iter().any(|r| r.contains(label)), "{query}: {rows:#?}");
    }
}

#[test]
fn the_label_that_matched_is_shown() {
    let rows = asked("dr plan").rows();
    assert!(
        rows[0].starts_with("· DR plan → manage disaster recovery plans"),
        "{rows:#?}"
    );
    assert!(rows[0].ends_with("roles"), "{rows:#?}");
}

#[test]
fn what_esco_lacks_is_said() {
    let mut bench = asked("siem");
    bench.shows("ESCO has no such skill");
    let rows = bench.rows();
    assert!(
        rows.iter()
            .any(|r| r.contains("collect cyber defence data")),
        "{rows:#?}"
    );
    assert!(
        bench.selected().contains("collect cyber defence data"),
        "{}",
        bench.selected()
    );
    let mut bench = asked("siems of the world");
    bench.hides("ESCO has no such skill");
}

#[test]
fn a_mark_is_seen_at_once_and_the_cursor_stays() {
    let mut bench = Bench::auditor(120, 40);
    bench.keys("3 down down down");
    let before = bench.selected();
    assert!(before.starts_with("· assess ICT knowledge"), "{before}");
    bench.keys("space space");
    assert!(
        bench.selected().starts_with("✓ assess ICT knowledge"),
        "{}",
        bench.selected()
    );
    bench.shows("held: you marked it on 23 Nov");
    bench.keys("enter d");
    bench.shows("missing: you said so on 23 Nov");
    bench.keys("d u u u u esc");
    assert_eq!(bench.selected(), before);
}

#[test]
fn the_page_says_what_the_skill_is() {
    let mut bench = asked("gdpr");
    bench.keys("enter");
    let screen = bench.text();
    bench.shows("Kind ");
    bench.shows("Reuse level");
    bench.shows("http://data.europa.eu/esco/skill/");
    assert!(
        screen.contains(" of 3,039 occupations ask for it"),
        "{screen}"
    );
    bench.shows("On your route");
    bench.keys("end");
    bench.shows("Related skills");
}

#[test]
fn links_lead_to_steps_and_occupations() {
    let mut bench = Bench::auditor(120, 40);
    bench.keys("3 enter down enter");
    bench.shows("Step 2 of 3");
    bench.keys("3");
    bench.click("cybersecurity risk manager");
    bench.click("cybersecurity risk manager");
    bench.shows("┬ cybersecurity risk manager ─");
}

#[test]
fn filters_combine_and_can_be_taken_away() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("3 f space");
    bench.shows("☑ knowledge");
    // The last state: missing.
    bench.keys("down down down down down down down space esc");
    bench.shows("kind: knowledge · state: missing  (f changes, esc clears)");
    assert!(
        bench.rows().iter().all(|r| r.starts_with('·')),
        "{:#?}",
        bench.rows()
    );
    let knowledge = bench.lines()[2].clone();
    bench.keys("f /");
    bench.types("ethical hack");
    bench.keys("enter esc");
    bench.shows("kind: knowledge · state: missing · occupation: ethical hacker");
    assert_ne!(bench.lines()[2], knowledge);
    bench.keys("/");
    bench.types("security");
    bench.keys("esc");
    bench.shows("occupation: ethical hacker");
    bench.keys("esc");
    bench.shows("1,464 of 1,464");
}

#[test]
fn counts_say_what_a_value_would_give() {
    let mut bench = Bench::auditor(80, 40);
    bench.keys("3 f space");
    let lines = bench.lines();
    let count = |word: &str| -> usize {
        let mut parts = lines.iter().flat_map(|l| l.split(['│', '┃']));
        let row = parts.find(|part| part.contains(word)).unwrap();
        row.split_whitespace()
            .last()
            .unwrap()
            .replace(',', "")
            .parse()
            .unwrap()
    };
    let knowledge = count("☑ knowledge");
    assert_eq!(knowledge + count("☐ skill") + count("☐ no type"), 1464);
    let states = [
        "marked by you",
        "from a role",
        "☐ likely",
        "☐ learning",
        "☐ missing",
    ];
    assert_eq!(states.map(count).iter().sum::<usize>(), knowledge);
    bench.shows(&format!("{knowledge} of 1,464"));
}

#[test]
fn a_row_stays_under_the_hands_that_changed_it() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("3 f down down down down down down down space esc down");
    bench.shows("state: missing");
    let name = bench.selected();
    bench.keys("space");
    let after = bench.selected();
    assert!(after.starts_with('~'), "{after}");
    assert_eq!(
        name.chars().skip(1).take(8).collect::<String>(),
        after.chars().skip(1).take(8).collect::<String>()
    );
    bench.keys("space");
    assert!(bench.selected().starts_with('✓'), "{}", bench.selected());
}

#[test]
fn evidence_is_listed_with_what_it_is() {
    let mut bench = Bench::auditor(120, 40);
    let catalog = catalog();
    let skill = catalog
        .skills()
        .find(|s| s.label() == "execute ICT audits")
        .unwrap();
    bench.app.model.add_evidence(Evidence {
        subject: skill.uri().to_string(),
        date: "2026-10-12".parse().unwrap(),
        at: moment().at,
        note: "Audited the payroll system".to_owned(),
        part: Some(Part::Led),
        scope: String::new(),
        outcome: String::new(),
        confirmed_by: "head of audit".to_owned(),
        exercised: false,
        link: String::new(),
        unknown: serde_json::Map::new(),
    });
    bench.act(Action::ShowSkill(skill.ix));
    bench.shows("1 piece");
    bench.shows("12 Oct · led · real");
    bench.shows("Audited the payroll system");
    bench.shows("assumed from IT auditor");
}

#[test]
fn no_size_and_no_key_makes_it_panic() {
    survives("3");
}

#[test]
fn the_rest_is_listed_when_it_is_reached() {
    let mut bench = asked("e");
    let count = bench.lines()[2].clone();
    bench.keys("enter esc end end");
    assert_eq!(bench.lines()[2], count);
    let last = bench.selected();
    bench.keys("down");
    assert_eq!(bench.selected(), last);
    bench.keys("pgup pgdn");
    assert_eq!(bench.selected(), last);
}
