//! The roles screen: the list, and the page of one.

use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, record};

fn roles(size: (u16, u16)) -> Planner {
    let mut planner = Planner::new(record("2511.18", &[]), size);
    planner.keys("2");
    planner
}

#[test]
fn list_at_80_by_24() {
    insta::assert_snapshot!(roles((80, 24)).snapshot());
}

#[test]
fn list_and_page_at_120_by_36() {
    insta::assert_snapshot!(roles((120, 36)).snapshot());
}

#[test]
fn page_at_80_by_24() {
    insta::assert_snapshot!(roles((80, 24)).keys("<Enter>").snapshot());
}

#[test]
fn page_of_what_was_found_at_120_by_36() {
    insta::assert_snapshot!(roles((120, 36)).keys("/risk<Enter>").snapshot());
}

#[test]
fn in_mono_and_ascii() {
    let theme = Theme::new(ThemeName::Mono, true);
    let mut planner = Planner::themed(record("2511.18", &[]), (120, 36), theme);
    let text = planner.keys("2").snapshot();
    insta::assert_snapshot!(text);
}
