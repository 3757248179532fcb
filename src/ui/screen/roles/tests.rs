//! Tests of the module above.

use crate::ui::model::action::Action;
use crate::ui::widget::browser::testing::{Bench, catalog, survives};

/// Types `query` and gives the first rows found.
fn found(query: &str) -> Vec<String> {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2 /");
    bench.types(query);
    bench.rows().into_iter().take(5).collect()
}

/// A planner that shows the page of an occupation.
fn page_of(code: &str, columns: u16, rows: u16) -> Bench {
    let mut bench = Bench::auditor(columns, rows);
    bench.act(Action::ShowOccupation(
        catalog().occupation_by_code(code).unwrap(),
    ));
    bench
}

#[test]
fn what_is_meant_is_among_the_first_five() {
    for (query, label) in [
        ("pentest", "ethical hacker"),
        ("audit", "IT auditor"),
        ("ciso", "chief ICT security officer"),
        ("dpo", "data protection officer"),
    ] {
        let rows = found(query);
        assert!(rows.iter().any(|r| r.contains(label)), "{query}: {rows:#?}");
    }
}

#[test]
fn the_title_that_matched_is_shown() {
    let rows = found("pentester");
    assert!(
        rows[0].contains("2529.4      pentester → ethical hacker"),
        "{rows:#?}"
    );
}

#[test]
fn what_concerns_the_person_stands_first() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2");
    bench.shows("111 of 111");
    let rows = bench.rows();
    assert!(rows[0].starts_with("◉ 2511.18     IT auditor"), "{rows:#?}");
    assert!(rows[0].ends_with("100 %"), "{rows:#?}");
    assert!(
        rows[1].starts_with("● 2412.3      corporate risk manager"),
        "{rows:#?}"
    );
    assert!(
        rows.iter()
            .any(|r| r.starts_with("◎ 2529.1      chief ICT")),
        "{rows:#?}"
    );
}

#[test]
fn the_order_changes_with_a_key() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2 f");
    assert!(bench.rows()[0].starts_with("1211.1"), "{:#?}", bench.rows());
    bench.keys("f");
    let share = |row: &String| -> u32 {
        row.rsplit_once(' ')
            .unwrap()
            .0
            .rsplit_once(' ')
            .unwrap()
            .1
            .parse()
            .unwrap()
    };
    let shares: Vec<u32> = bench.rows().iter().map(share).collect();
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    bench.keys("f");
    assert!(
        bench.rows()[0].ends_with("100 %"),
        "closeness to the present role"
    );
    bench.keys("f");
    bench.shows("◉ 2511.18");
}

#[test]
fn the_page_says_what_the_occupation_is() {
    let mut bench = page_of("2529.4", 200, 60);
    bench.shows("http://data.europa.eu/esco/occupation/76ef0a87-6afe-4560-b5d0-9a086abe45c5");
    bench.shows("2529.4 · concept type Occupation");
    bench.shows("2529 Database and network professionals not elsewhere classified");
    bench.shows("red team expert");
    bench.shows("Penetration Tester (exact fit, editorial)");
    bench.shows("PD-WRL-007");
    bench.shows("rarity points");
    bench.shows("0 of 74 marked by you");
    bench.shows("▾ Essential knowledge");
    bench.shows("▸ Optional knowledge");
    bench.keys("end");
    bench.shows("Closest occupations");
    bench.shows("Leads to");
    bench.shows("On the tracks");
    assert!(
        bench.text().matches(" shared ").count() >= 10,
        "{}",
        bench.text()
    );
}

#[test]
fn a_mark_is_seen_at_once_and_the_cursor_stays() {
    let mut bench = page_of("2529.1", 120, 40);
    bench.shows("0 of 81 marked by you");
    bench.keys("down down");
    let before = bench.selected();
    assert!(before.starts_with('·'), "{before}");
    bench.keys("space");
    let learning = bench.selected();
    assert!(
        learning.starts_with('~') && learning.contains("learning since 23 Nov"),
        "{learning}"
    );
    bench.keys("space");
    let held = bench.selected();
    assert!(held.starts_with('✓') && held.contains("marked"), "{held}");
    bench.shows("1 of 81 marked by you");
    bench.shows("1 selected");
    bench.keys("u u");
    assert_eq!(bench.selected(), before);
    bench.keys("d");
    assert!(bench.selected().starts_with('×'), "{}", bench.selected());
}

#[test]
fn groups_fold_and_unfold() {
    let mut bench = page_of("2529.1", 120, 40);
    assert!(
        bench.selected().starts_with("▾ Essential knowledge"),
        "{}",
        bench.selected()
    );
    bench.keys("down left");
    assert!(
        bench.selected().starts_with("▸ Essential knowledge"),
        "{}",
        bench.selected()
    );
    bench.keys("right");
    assert!(
        bench.selected().starts_with("▾ Essential knowledge"),
        "{}",
        bench.selected()
    );
    bench.keys("enter");
    bench.click("▸ Essential knowledge");
    assert!(
        bench.selected().starts_with("▾ Essential knowledge"),
        "{}",
        bench.selected()
    );
    bench.keys("left left");
    assert!(
        bench.selected().starts_with("◎ 2529.1"),
        "left goes back to the list"
    );
}

#[test]
fn what_practice_asks_stands_outside_the_counts() {
    let mut bench = page_of("2529.1", 200, 60);
    bench.keys("pgdn");
    bench.shows("(editorial)");
    bench.shows("outside the counts");
    let mut bench = page_of("2529.4", 200, 60);
    bench.keys("pgdn");
    bench.hides("outside the counts");
}

#[test]
fn pages_lead_to_pages_and_back() {
    let mut bench = page_of("2511.18", 120, 40);
    let on_screen = |bench: &mut Bench| {
        let lines = bench.lines();
        lines
            .iter()
            .any(|l| l.contains("ICT quality assurance manager"))
    };
    let mut pages = 0;
    while pages < 9 && !on_screen(&mut bench) {
        bench.keys("pgdn");
        pages += 1;
    }
    bench.click("ICT quality assurance manager");
    bench.click("ICT quality assurance manager");
    bench.shows("┬ ICT quality assurance manager ─");
    bench.keys("esc");
    bench.shows("┬ IT auditor ─");
    bench.keys("esc");
    assert!(
        bench.selected().starts_with("◉ 2511.18"),
        "{}",
        bench.selected()
    );
    bench.keys("end");
    bench.hides("┬ IT auditor ─");
}

#[test]
fn typed_text_is_not_lost() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2 /");
    bench.types("risk");
    bench.keys("down down");
    bench.shows("/ risk");
    bench.keys("enter esc");
    bench.shows("/ risk");
    bench.keys("esc");
    bench.shows("111 of 111");
}

#[test]
fn a_search_begins_anew_and_is_left_with_one_key() {
    for tab in ["2", "3"] {
        let mut bench = Bench::auditor(120, 36);
        let all = if tab == "2" {
            "111 of 111"
        } else {
            "1,464 of 1,464"
        };
        bench.keys(tab);
        bench.keys("/");
        bench.types("risk");
        bench.keys("enter left /");
        bench.types("audit");
        bench.shows("/ audit");
        // Moving only keeps what was asked.
        bench.keys("enter left / down down");
        bench.shows("/ audit");
        bench.keys("esc");
        bench.hides("/ audit");
        bench.shows(all);
        bench.hides("leave search");
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2 /");
    bench.types("qqqqq");
    bench.shows("0 of 111");
    bench.shows("No occupation matches.");
}

#[test]
fn without_a_record_there_are_no_figures() {
    let mut bench = Bench::nobody(80, 24);
    bench.keys("2");
    bench.shows("111 of 111");
    bench.hides(" %");
    bench.keys("enter");
    bench.hides("Coverage");
}

#[test]
fn a_cursor_key_changes_two_rows_of_the_list() {
    let mut bench = Bench::auditor(80, 24);
    bench.keys("2");
    let before = bench.draw();
    bench.keys("down");
    let rows: std::collections::BTreeSet<u16> = before
        .diff(&bench.draw())
        .iter()
        .map(|(_, y, _)| *y)
        .collect();
    assert_eq!(rows.len(), 2);
}

#[test]
fn no_size_and_no_key_makes_it_panic() {
    survives("2");
}
