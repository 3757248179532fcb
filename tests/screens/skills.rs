//! The skills screen and the guide.

use cisopath::ui::model::action::Action;
use cisopath::ui::model::theme::{Theme, ThemeName};
use ratatui::style::Modifier;

use crate::support::planner::{Planner, record};

fn planner(size: (u16, u16), keys: &str) -> Planner {
    let mut planner = Planner::new(record("2511.18", &[]), size);
    planner.keys(keys);
    planner
}

#[test]
fn list_at_80_by_24() {
    insta::assert_snapshot!(planner((80, 24), "3").snapshot());
}

#[test]
fn list_and_page_at_120_by_36() {
    insta::assert_snapshot!(planner((120, 36), "3").snapshot());
}

#[test]
fn page_at_80_by_24() {
    insta::assert_snapshot!(planner((80, 24), "3<Enter>").snapshot());
}

#[test]
fn search_at_80_by_24() {
    insta::assert_snapshot!(planner((80, 24), "3/vendor risk").snapshot());
}

#[test]
fn search_at_120_by_36() {
    insta::assert_snapshot!(planner((120, 36), "3/audit").snapshot());
}

#[test]
fn the_letters_that_were_typed_are_lit() {
    let mut planner = planner((120, 36), "3/audit");
    let buf = planner.draw();
    let lit: Vec<String> = (1..buf.area.height)
        .map(|y| {
            let cells = (0..buf.area.width).map(|x| &buf[(x, y)]);
            cells
                .filter(|c| c.modifier.contains(Modifier::UNDERLINED))
                .map(|c| c.symbol().to_lowercase())
                .collect()
        })
        .collect();
    assert!(lit.iter().filter(|l| **l == "audit").count() > 5, "{lit:?}");
}

#[test]
fn in_mono_and_ascii() {
    let theme = Theme::new(ThemeName::Mono, true);
    let mut planner = Planner::themed(record("2511.18", &[]), (120, 36), theme);
    insta::assert_snapshot!(planner.keys("3/audit").snapshot());
}

#[test]
fn guide_at_80_by_24() {
    insta::assert_snapshot!(planner((80, 24), "4").snapshot());
}

#[test]
fn guide_at_120_by_36() {
    insta::assert_snapshot!(planner((120, 36), "4").snapshot());
}

#[test]
fn folded_by_groups_at_120_by_36() {
    insta::assert_snapshot!(planner((120, 36), "3z<Right><Down><Right><Down><Enter>").snapshot());
}

#[test]
fn folded_by_groups_at_80_by_24() {
    insta::assert_snapshot!(planner((80, 24), "3z/audit").snapshot());
}

#[test]
fn a_tree_is_walked_with_the_arrows_and_left_again() {
    let mut planner = planner((120, 36), "3z");
    assert!(planner.shows("▸ K knowledge"), "{}", planner.text());
    planner.keys("<Right>");
    assert!(planner.shows("▾ K knowledge") && planner.shows("  ▸ "));
    planner.keys("<Left>");
    assert!(planner.shows("▸ K knowledge"));
    assert!(planner.shows("skills held"), "the page is the group's");
    planner.keys("<Space><Down><Space>");
    assert!(planner.shows("▾ K knowledge"), "what is below opens alone");
    planner.keys("z");
    assert!(!planner.shows("▾ K knowledge"));
}

#[test]
fn a_query_that_is_cut_says_so() {
    let words = "audit ".repeat(50);
    for keys in ["2/", "3/", "4/"] {
        let mut planner = planner((120, 36), keys);
        planner.app.paste(words.get(..200).unwrap());
        assert!(!planner.shows("first 200"), "{keys}");
        planner.app.paste("risk");
        assert!(planner.shows("first 200 characters"), "{keys}");
    }
}

#[test]
fn a_word_that_no_skill_has_is_said_and_lists_no_tail() {
    for (tab, query, said) in [
        ("3", "dmqn", "No skill matches."),
        ("2", "soldier", "No occupation matches."),
    ] {
        let mut found = planner((120, 36), &format!("{tab}/{query}"));
        let rows = found.text().matches("similar spelling").count();
        assert!(found.shows(said), "{}", found.text());
        assert!((1..=5).contains(&rows), "{}", found.text());
        assert!(found.shows("0 of "), "{}", found.text());
    }
    let mut siem = planner((120, 60), "3/siem");
    assert!(!siem.shows("similar spelling"), "{}", siem.text());
    assert!(!siem.shows("nearly"), "{}", siem.text());
    assert!(siem.shows("collect cyber defence data"), "{}", siem.text());
}

#[test]
fn rows_stay_while_a_search_runs_in_the_background() {
    let mut planner = planner((120, 36), "3");
    planner.app.model.search_in_background();
    planner.keys("/audi");
    assert!(planner.shows("1,464 of 1,464"), "{}", planner.text());
    let early = planner.app.model.search_job().unwrap().run();
    assert!(planner.app.model.search_job().is_none(), "it is run once");
    planner.keys("t");
    planner.app.update(Action::SearchResult(Box::new(early)));
    assert!(
        planner.shows("1,464 of 1,464"),
        "an earlier result is dropped"
    );
    let result = planner.app.model.search_job().unwrap().run();
    planner.app.update(Action::SearchResult(Box::new(result)));
    assert!(!planner.shows("1,464 of 1,464"), "{}", planner.text());
    assert!(planner.shows("audit techniques"), "{}", planner.text());
}

#[test]
fn what_acts_on_a_row_waits_for_the_search() {
    for keys in ["3/gdpr<Enter>", "<C-p>gdpr<Enter>"] {
        let mut planner = planner((120, 36), "");
        planner.app.model.search_in_background();
        planner.keys(keys);
        assert!(
            planner.shows("╭ GDPR") || planner.shows("┬ GDPR"),
            "{}",
            planner.text()
        );
    }
}
