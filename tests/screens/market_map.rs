//! The map and the pay of the kept adverts, and how the selection of skills narrows them.

use super::market::{AUDITOR, CISO, keeping, mono};
use crate::support::planner::Planner;

const SINGAPORE: &str = "\
Chief Information Security Officer
Company: Lion Trade
Location: Singapore

You own the information security management system. You manage budgets.
Knowledge of ICT security standards is required.
We offer SGD 250,000 a year.
";

const NOWHERE: &str = "\
Information Security Officer
Company: Stadtwerke

You advise the management on information security and keep the policies.
Knowledge of ICT security standards is required.
";

/// A planner that keeps four adverts, on the map.
pub(super) fn kept_in(size: (u16, u16), keys: &str) -> Planner {
    let mut planner = keeping(Planner::auditor(size), "");
    planner.paste(SINGAPORE).paste(NOWHERE).keys("m");
    planner.keys(keys);
    planner
}

snapshots! {
    world_at_80_by_24: kept_in((80, 24), "0");
    world_at_120_by_36: kept_in((120, 36), "0");
    europe_at_120_by_36: kept_in((120, 36), "/germany<Enter>-");
    in_mono_and_ascii: keeping(mono(), "m");
    pay_at_80_by_24: keeping(Planner::auditor((80, 24)), "p");
    pay_at_120_by_36: keeping(Planner::auditor((120, 36)), "p");
    pay_in_mono_and_ascii: keeping(mono(), "p");
}

#[test]
fn the_map_counts_every_advert_once() {
    let mut planner = kept_in((120, 36), "");
    planner.shows("4 adverts");
    planner.shows("in 3 countries");
    for row in ["Germany", "Singapore", "Switzerland", "country not known"] {
        planner.shows(row);
    }
    planner.shows("nothing about jobs");
    // All four are the file's.
    assert_eq!(planner.app.model.market.market().len(), 4);
}

#[test]
fn a_country_lists_its_adverts_and_esc_lists_all_again() {
    let mut planner = kept_in((120, 36), "<Enter>");
    planner.shows("1 of 4 adverts · Germany");
    planner.hides("Koenig");
    planner.keys("<Esc>").shows("Koenig");
}

#[test]
fn a_country_is_found_by_typing() {
    let mut planner = kept_in((120, 36), "/singap<Enter>");
    planner.shows("Where your adverts are: Singapore");
    planner.is_on("Singapore");
    planner.keys("/nosuch").shows("No such country");
    planner.keys("<Esc>").shows("Germany");
}

#[test]
fn zooming_and_moving_changes_the_map_and_the_world_comes_back() {
    let mut planner = kept_in((120, 36), "0");
    let world = planner.text();
    for keys in ["+", "-", "<Left>", "L", "K", "J"] {
        planner.keys("0+").keys(keys);
        assert_ne!(planner.text(), world, "{keys}");
    }
    planner.keys("0");
    assert_eq!(planner.text(), world);
}

#[test]
fn a_country_without_an_advert_is_called_so() {
    let mut planner = kept_in((120, 36), "/luxem<Enter>");
    planner.shows("You kept no advert in Luxembourg");
    planner.keys("0").shows("Where your adverts are: World");
}

#[test]
fn a_region_that_was_clicked_is_summed_up() {
    let mut planner = kept_in((120, 36), "0");
    planner.click("W Europe 2");
    planner.shows("2 of 4 adverts");
    planner.shows("in 2 of 3 countries");
    planner.keys("<Esc>").shows("in 3 countries");
}

#[test]
fn pay_is_one_key_from_the_map() {
    let mut planner = kept_in((120, 36), "");
    planner.shows("←→ pan");
    planner.shows("p pay");
    planner.keys("p").shows("Pay, like with like");
    planner.keys("G").shows("three of five duties (policy");
    planner.keys("?").shows("Keys · Market pay");
}

#[test]
fn the_country_of_an_advert_is_said_on_the_map() {
    let mut planner = kept_in((120, 36), "<End>");
    planner.is_on("country not known");
    planner
        .keys("<Space>")
        .shows("In which country is \"Information Security Officer\"?");
    planner.keys("austria<Enter>");
    planner.hides("country not known");
    planner.shows("Austria");
    planner.keys("u").shows("country not known");
}

#[test]
fn selected_skills_narrow_list_map_and_pay() {
    let mut planner = kept_in((120, 36), "<Esc>");
    planner.keys("3/manage budgets<Enter><Esc>v5");
    planner.shows("1 skill selected");
    // Two of the four quote it.
    planner.shows("2 of 4 adverts");
    planner.hides("Koenig");
    planner.keys("m").shows("in 2 countries");
    planner.shows("only: 1 skill selected");
    planner.keys("m").keys("<Esc><Esc>");
    planner.hides("1 skill selected");
    planner.shows("Koenig");
}

#[test]
fn pay_is_shown_by_country_and_never_without_its_warning() {
    let mut planner = keeping(Planner::auditor((120, 36)), "p");
    planner.shows("EUR");
    planner.shows("110,000");
    planner.shows("no statistic");
    planner.hides("median of");
    planner.keys("<Esc>").shows("Koenig");
    assert!(CISO.contains("110,000") && !AUDITOR.contains("EUR"));
}

#[test]
fn what_somebody_was_told_is_noted_and_compared() {
    let mut planner = keeping(Planner::auditor((120, 36)), "p");
    let row = planner.text();
    let at = row
        .lines()
        .position(|line| line.contains("110,000–135,000"));
    assert!(at.is_some(), "{row}");
    planner
        .keys("e")
        .shows("What pay were you told for \"Head of Information Security (C…\"?");
    // Without an amount nothing is taken.
    planner
        .keys("a lot<Enter>")
        .shows("No amount with a currency");
    planner.keys("<C-u>EUR 120,000 a year; first offer<Enter>");
    planner.hides("What pay were you told");
    for text in ["120,000", "your note", "first offer"] {
        planner.shows(text);
    }
    planner
        .keys("<Enter>G")
        .shows("EUR 120,000 base, year (your note of ");
    planner.keys("u").hides("first offer");
}
