//! The roles screen: the list, and the page of one.

use std::collections::BTreeSet;

use cisopath::ui::model::action::Action;
use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, catalog, record};

/// The planner of an IT auditor who was a corporate risk manager before, after some keys.
fn planner(size: (u16, u16), keys: &str) -> Planner {
    let mut planner = Planner::new(record("2511.18", &["2412.3"]), size);
    planner.keys(keys);
    planner
}

fn roles(size: (u16, u16)) -> Planner {
    let mut planner = Planner::auditor(size);
    planner.keys("2");
    planner
}

snapshots! {
    list_at_80_by_24: roles((80, 24));
    list_and_page_at_120_by_36: roles((120, 36));
    page_at_80_by_24: roles((80, 24)).keys("<Enter>");
    page_of_what_was_found_at_120_by_36: roles((120, 36)).keys("/risk<Enter>");
    in_mono_and_ascii: Planner::ascii((120, 36)).keys("2");
}

/// Types `query` and gives the first rows found.
fn found(query: &str) -> Vec<String> {
    let mut planner = planner((80, 24), &format!("2/{query}"));
    planner.rows().into_iter().take(5).collect()
}

/// A planner that shows the page of an occupation.
fn page_of(code: &str, size: (u16, u16)) -> Planner {
    let mut planner = planner(size, "");
    let occupation = catalog().occupation_by_code(code).unwrap();
    planner.act(Action::ShowOccupation(occupation));
    planner
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
fn occupations_are_found_by_their_codes() {
    for code in ["2529.1", "2511.18", "1330.7"] {
        let label = catalog()
            .occupation(catalog().occupation_by_code(code).unwrap())
            .label()
            .to_owned();
        let rows = found(code);
        assert!(rows[0].contains(&label), "{code}: {rows:?}");
    }
    assert!(found("2529").len() > 3);
}

#[test]
fn the_title_that_matched_is_shown() {
    let rows = found("pentester");
    let first = "2529.4      pentester → ethical hacker";
    assert!(rows[0].contains(first), "{rows:#?}");
}

#[test]
fn what_concerns_the_person_stands_first() {
    let mut planner = planner((80, 24), "2");
    planner.shows("111 of 111");
    let rows = planner.rows();
    assert!(rows[0].starts_with("◉ 2511.18     IT auditor"), "{rows:#?}");
    assert!(rows[0].ends_with("100 %"), "{rows:#?}");
    let held = "● 2412.3      corporate risk manager";
    assert!(rows[1].starts_with(held), "{rows:#?}");
    planner.shows("◎ 2529.1      chief ICT");
}

#[test]
fn the_order_changes_with_a_key() {
    let mut planner = planner((80, 24), "2f");
    assert!(planner.rows()[0].starts_with("1211.1"));
    planner.keys("f");
    let share = |row: &String| -> u32 {
        let words = row.strip_suffix(" %").unwrap().rsplit(' ');
        words.take(1).collect::<String>().parse().unwrap()
    };
    let shares: Vec<u32> = planner.rows().iter().map(share).collect();
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    planner.keys("f");
    // Closeness to the present role.
    assert!(planner.rows()[0].ends_with("100 %"));
    planner.keys("f");
    planner.shows("◉ 2511.18");
}

#[test]
fn the_page_says_what_the_occupation_is() {
    let mut planner = page_of("2529.4", (200, 60));
    for fact in [
        "http://data.europa.eu/esco/occupation/76ef0a87-6afe-4560-b5d0-9a086abe45c5",
        "2529.4 · concept type Occupation",
        "2529 Database and network professionals not elsewhere classified",
        "red team expert",
        "Penetration Tester (exact fit, editorial)",
        "PD-WRL-007",
        "rarity points",
        "0 of 74 marked by you",
        "▾ Essential knowledge",
        "▸ Optional knowledge",
    ] {
        planner.shows(fact);
    }
    planner.keys("<End>");
    for heading in ["Closest occupations", "Leads to", "On the tracks"] {
        planner.shows(heading);
    }
    planner.shows("shared rarity meaning titles mean");
}

#[test]
fn a_mark_is_seen_at_once_and_the_cursor_stays() {
    let mut planner = page_of("2529.1", (120, 40));
    planner.shows("0 of 81 marked by you");
    planner.keys("<Down><Down>");
    planner.is_on("·");
    let before = planner.selected();
    for (sign, reason) in [("~", "learning since 23 Nov"), ("✓", "marked")] {
        planner.keys("<Space>").is_on(sign);
        assert!(planner.selected().contains(reason), "{}", planner.text());
    }
    planner.shows("1 of 81 marked by you");
    planner.shows("1 selected");
    planner.keys("uu");
    assert_eq!(planner.selected(), before);
    planner.keys("d");
    planner.is_on("×");
}

#[test]
fn groups_fold_and_unfold() {
    let mut planner = page_of("2529.1", (120, 40));
    planner.is_on("▾ Essential knowledge");
    planner.keys("<Down><Left>");
    planner.is_on("▸ Essential knowledge");
    planner.keys("<Right>");
    planner.is_on("▾ Essential knowledge");
    planner.keys("<Enter>");
    planner.click("▸ Essential knowledge");
    planner.is_on("▾ Essential knowledge");
    planner.keys("<Left><Left>");
    planner.is_on("◎ 2529.1");
}

#[test]
fn what_practice_asks_stands_outside_the_counts() {
    let mut planner = page_of("2529.1", (200, 60));
    planner.keys("<PgDn>");
    planner.shows("(editorial)");
    planner.shows("outside the counts");
    let mut planner = page_of("2529.4", (200, 60));
    planner.keys("<PgDn>");
    planner.hides("outside the counts");
}

#[test]
fn pages_lead_to_pages_and_back() {
    let mut planner = page_of("2511.18", (120, 40));
    let other = "ICT quality assurance manager";
    for _ in 0..9 {
        if !planner.has(other) {
            planner.keys("<PgDn>");
        }
    }
    planner.click(other);
    planner.click(other);
    planner.shows("┬ ICT quality assurance manager ─");
    planner.keys("<Esc>");
    planner.shows("┬ IT auditor ─");
    planner.keys("<Esc>");
    planner.is_on("◉ 2511.18");
    planner.keys("<End>");
    planner.hides("┬ IT auditor ─");
}

#[test]
fn typed_text_is_not_lost() {
    let mut planner = planner((80, 24), "2/risk<Down><Down>");
    planner.shows("/ risk");
    planner.keys("<Enter><Esc>");
    planner.shows("/ risk");
    planner.keys("<Esc>");
    planner.shows("111 of 111");
}

#[test]
fn a_search_begins_anew_and_is_left_with_one_key() {
    for (tab, all) in [("2", "111 of 111"), ("3", "1,464 of 1,464")] {
        let mut planner = planner((120, 36), tab);
        planner.keys("/risk<Enter><Left>/audit");
        planner.shows("/ audit");
        // Moving only keeps what was asked.
        planner.keys("<Enter><Left>/<Down><Down>");
        planner.shows("/ audit");
        planner.keys("<Esc>");
        planner.hides("/ audit");
        planner.shows(all);
        planner.hides("leave search");
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut planner = planner((80, 24), "2/qqqqq");
    planner.shows("0 of 111");
    planner.shows("Nothing is meant.");
}

#[test]
fn without_a_record_there_are_no_figures() {
    let mut planner = Planner::nobody((80, 24));
    planner.keys("<Esc>2");
    planner.shows("111 of 111");
    planner.hides(" %");
    planner.keys("<Enter>");
    planner.hides("Coverage");
}

#[test]
fn a_cursor_key_changes_two_rows_of_the_list() {
    let mut planner = planner((80, 24), "2");
    let before = planner.draw();
    planner.keys("<Down>");
    let after = planner.draw();
    let rows = before.diff(&after).into_iter().map(|(_, y, _)| y);
    assert_eq!(rows.collect::<BTreeSet<u16>>().len(), 2);
}

/// Many keys, clicks and turns of the wheel at many sizes: nothing may panic.
#[test]
fn no_size_and_no_key_makes_a_list_with_a_page_panic() {
    let dark = || Theme::new(ThemeName::Dark, false);
    let auditor = || record("2511.18", &["2412.3"]);
    let keys = [
        "<Enter>", "<Down>", "<Down>", "<Right>", "<PgDn>", "<Space>", "d", "<End>", "<Enter>",
        "<Left>", "<Esc>", "/", "a", "u", "<Down>", "f", "<Space>", "<Esc>", "<Esc>", "<Home>",
        "<Up>", "<PgUp>", "e", "<Esc>", "<Esc>", "<Left>", "<Left>", "G", "u",
    ];
    for tab in ["2", "3"] {
        for size in [
            (1, 1),
            (60, 15),
            (61, 16),
            (80, 24),
            (99, 20),
            (100, 15),
            (137, 41),
            (200, 60),
        ] {
            let mut planner = Planner::without_jobs(auditor(), size, dark());
            planner.keys(tab);
            for (at, key) in keys.iter().enumerate() {
                planner.keys(key);
                let (x, y) = (at as u16 * 7 % size.0, at as u16 * 7 % size.1);
                planner.app.click(x, y);
                planner.app.wheel(x, y, at.is_multiple_of(2));
                planner.draw();
            }
        }
        // A split terminal may ask for any size.
        let mut planner = Planner::without_jobs(auditor(), (200, 60), dark());
        planner.keys(tab);
        for columns in 1..110 {
            for rows in 1..20 {
                planner.resize(columns, rows);
            }
        }
    }
}

#[test]
fn the_closest_occupations_show_what_their_closeness_is_made_of() {
    let mut page = page_of("2529.1", (80, 200));
    page.shows("cybersecurity risk manager");
    page.shows("shared rarity meaning titles mean");
    page.shows("    47   70 %    95 %   65 % 77 %");
    page.shows("The mean of three cosines");
    // A long label is cut, not its figures.
    let text = page.text();
    let mut rows = text
        .lines()
        .filter(|line| line.contains("director of compliance"));
    assert!(rows.any(|row| row.matches('%').count() == 4), "{text}");
}
