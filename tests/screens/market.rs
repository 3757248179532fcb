//! The screen of adverts: pasting, reading, conditions, skills, states, undo.

use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, record};

pub(super) const CISO: &str = "\
Head of Information Security (CISO)
Company: Nordhafen Logistik
Location: Hamburg, Germany

As our CISO you report directly to the CFO.

Your tasks
You own the information security management system and its certification.
You plan and lead the yearly disaster recovery exercise.
You manage budgets of EUR 1.2 million.
You advise the business on risk.
Our data protection officer handles privacy.

Your profile
German C1 is required.
CISM or CISSP or equivalent is required.
At least 5 years of leading a security team.
Experience with NIS2 and a SIEM.
Knowledge of ICT security standards.

We offer a salary of EUR 110,000 to 135,000 a year.
";

pub(super) const AUDITOR: &str = "\
IT Audit Manager
Company: Koenig Pharma
Location: Basel, Switzerland

Your tasks
You plan IT audits and lead a team of three auditors.
You report on findings to the audit committee every quarter.

Requirements
CISA is required, and fluent English.
";

fn planner(size: (u16, u16), keys: &str) -> Planner {
    keeping(Planner::auditor(size), keys)
}

/// A planner that keeps two adverts, on Market.
pub(super) fn keeping(mut planner: Planner, keys: &str) -> Planner {
    planner.keys("5").paste(CISO).paste(AUDITOR).keys("<Down>");
    planner.keys(keys);
    planner
}

pub(super) fn mono() -> Planner {
    let theme = Theme::new(ThemeName::Mono, true);
    Planner::themed(record("2511.18", &[]), (100, 30), theme)
}

snapshots! {
    empty_at_80_by_24: Planner::auditor((80, 24)).keys("5");
    list_at_80_by_24: planner((80, 24), "");
    page_at_80_by_24: planner((80, 24), "<Enter>");
    list_and_page_at_120_by_36: planner((120, 36), "");
    page_at_120_by_36: planner((120, 36), "<Enter><Down><Down><Down><Down>");
    at_200_by_60: planner((200, 60), "<Enter>");
    text_at_120_by_36: planner((120, 36), "<Enter><Down><Down><Down><Down>v");
    text_in_mono_and_ascii: keeping(mono(), "<Enter><Down><Down><Down><Down>v");
    state_at_80_by_24: planner((80, 24), "s");
    filter_at_80_by_24: planner((80, 24), "f");
}

#[test]
fn what_is_no_advert_is_refused_and_pasted_letters_are_no_keys() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("5").paste("q\n");
    planner.shows("too short for an advert");
    planner.paste("https://example.com/jobs/1");
    planner.shows("no page is fetched");
    planner.shows("none kept yet");
    planner.keys("1").paste(CISO);
    planner.keys("5").shows("none kept yet");
    assert!(planner.effects.is_empty(), "{:?}", planner.effects);
}

#[test]
fn an_advert_is_listed_newest_first_and_added_once() {
    let mut planner = planner((120, 36), "");
    planner.is_on("Head of Information Security");
    planner.paste(CISO);
    planner.shows("1 was kept already");
    planner.keys("<Home>").is_on("IT Audit Manager");
}

#[test]
fn the_list_says_how_many_adverts_there_are_and_what_it_is_narrowed_to() {
    let mut planner = planner((120, 36), "");
    planner.shows("2 adverts, newest first");
    // What does not fit beside the title stands below it, whole.
    planner.keys("f<Space><Down><Space><Down><Space><Esc>");
    planner.shows("of 2 adverts");
    planner.shows("only: ");
}

#[test]
fn a_title_takes_the_room_of_an_organisation_that_is_not_known() {
    let mut planner = Planner::auditor((80, 24));
    planner.keys("5");
    planner.paste(&CISO.replace(
        "Head of Information Security (CISO)\nCompany: Nordhafen Logistik",
        "Chief Information Security Officer",
    ));
    planner.is_on("Chief Information Security Officer ");
}

#[test]
fn a_search_typed_or_pasted_narrows_the_list() {
    let mut planner = planner((120, 36), "/koenig");
    planner.shows("1 of 2 adverts");
    planner.hides("Nordhafen");
    planner.keys("<Esc>/").paste("nordhafen");
    planner.shows("1 of 2 adverts");
    planner.keys("<Esc>").shows("Koenig");
}

#[test]
fn a_condition_is_answered_and_taken_back() {
    let mut planner = planner((120, 36), "<Enter>");
    while !planner.selected().contains("German C1") {
        planner.keys("<Down>");
    }
    planner.is_on("?");
    planner.keys("<Space>").is_on("✓");
    planner.keys("<Space>").is_on("×");
    planner.keys("<Space>").is_on("?");
    planner.keys("<Space>");
    assert_eq!(planner.profile().conditions.len(), 1);
}

#[test]
fn no_is_said_to_a_condition_at_once_and_enter_shows_its_words() {
    let mut planner = planner((120, 36), "<Enter>");
    while !planner.selected().contains("German C1") {
        planner.keys("<Down>");
    }
    planner.shows("space yes, no  n no  enter its words");
    planner.keys("n").is_on("×");
    planner.keys("n").shows("You said no already");
    planner.keys("<Enter>").shows("its text");
    planner.shows("German C1 is required.");
    planner.keys("<Esc>").is_on("×");
}

#[test]
fn what_is_perhaps_asked_for_is_accepted_and_taken_back_without_the_record() {
    let mut planner = planner((120, 36), "<Enter>");
    while !planner.selected().contains("PERHAPS") {
        planner.keys("<Down>");
    }
    let before = planner.profile().clone();
    planner.shows("enter unfold");
    planner.keys("<Enter><Down>").is_on("☐");
    planner.shows("enter it asks for this  n it does not");
    planner.shows("6 skills in ESCO's words");
    for key in ["<Space>", "<Enter>"] {
        planner.keys(key).is_on("☑");
        planner.shows("PERHAPS  1 accepted");
        planner.shows("7 skills in ESCO's words");
        planner.keys("<Down><Up>").shows("enter take back");
        planner.keys(key).is_on("☐");
        planner.shows("6 skills in ESCO's words");
    }
    planner.keys("n").hides("PERHAPS");
    assert_eq!(*planner.profile(), before);
}

#[test]
fn a_term_that_esco_lacks_is_marked_with_a_note() {
    let mut planner = planner((120, 36), "<Enter>");
    while !planner.selected().contains("NIS2") {
        planner.keys("<Down>");
    }
    planner.is_on("☐");
    planner.keys("<Space>").is_on("☑");
    planner.keys("e").shows("What did you do with NIS2?");
    planner.keys("led the review<Enter>");
    let term = planner.profile().terms.values().next().unwrap();
    assert_eq!((&*term.name, &*term.note), ("NIS2", "led the review"));
}

#[test]
fn a_state_a_country_and_a_removal_are_undone_one_by_one() {
    let mut planner = planner((120, 36), "s");
    planner.shows("How far are you?");
    planner
        .keys("<Down>by mail<Enter>")
        .shows("applied 2026-11-23");
    planner
        .keys("c")
        .shows("In which country is \"Head of Information Security (C…\"?");
    planner.keys("austria<Enter>").shows("you said so");
    planner.keys("x").shows("Remove this advert?");
    planner.keys("y").hides("Nordhafen");
    planner.keys("u").shows("Nordhafen");
    planner.shows("you said so");
    planner.keys("u").hides("you said so");
    planner.keys("u").hides("applied 2026");
    planner.keys("<C-r>").shows("applied 2026-11-23");
    // The record has an undo of its own.
    assert!(planner.profile().conditions.is_empty());
    planner.keys("1u").shows("Undone");
}

#[test]
fn undo_takes_back_the_newest_change_whether_of_the_record_or_of_an_advert() {
    let mut planner = planner((120, 36), "cfrance<Enter><Enter>");
    while !planner.selected().contains("CISM or CISSP") {
        planner.keys("<Down>");
    }
    planner.keys("<Space>").is_on("✓");
    planner.keys("sx<Enter>").shows("interesting");
    // What changes nothing is no change to undo.
    planner.paste(CISO);
    planner.keys("u").shows("Undone: marked \"Head");
    planner.keys("u").shows("Undone: said yes to");
    assert!(planner.profile().conditions.is_empty());
    planner.keys("u").shows("Undone: said that");
    planner.keys("u").shows("Undone: added 1 advert");
    for _ in 0..2 {
        planner.keys("<C-r>");
    }
    planner.shows("Done again: said that");
    planner.keys("<C-r>").shows("Done again: said yes to");
    planner.keys("<C-r>").shows("Done again: marked \"Head");
    // On another screen undo is that of the record.
    planner.keys("1u").shows("Undone: said yes to");
    planner.keys("5u").shows("Undone: marked \"Head");
}

#[test]
fn equal_texts_under_different_titles_are_read_apart() {
    let mut planner = Planner::auditor((120, 36));
    let text = "You lead a team of four and manage budgets. Fluent English is required.";
    let page = |title: &str, company: &str| {
        let advert = serde_json::json!({
            "@type": "JobPosting", "title": title, "hiringOrganization": company, "description": text,
        });
        advert.to_string()
    };
    planner.keys("5");
    planner.paste(&page("Chief Information Security Officer", "Nordhafen"));
    planner.paste(&page("Penetration Tester", "Koenig"));
    planner.shows("Penetration Tester");
    let model = &planner.app.model;
    let mut kinds = model
        .market
        .adverts()
        .map(|advert| model.market.kind(advert));
    assert_ne!(kinds.next().flatten(), kinds.next().flatten());
}

#[test]
fn the_page_shows_the_advert_that_the_list_is_on_after_a_selection_elsewhere() {
    let mut planner = planner((120, 36), "<Home>");
    planner.shows("┬ IT Audit Manager ─");
    planner.keys("3/manage budgets<Enter>v<Esc>5");
    planner.shows("1 of 2 adverts");
    planner.shows("┬ Head of Information Security (CISO) ─");
    planner.keys("<Esc>").shows("No skill is selected any more");
    planner.keys("<Home>").shows("┬ IT Audit Manager ─");
}

#[test]
fn what_does_not_fit_in_a_line_of_the_page_is_wrapped() {
    for size in [(80, 24), (120, 36)] {
        let mut planner = planner(size, "<Enter>");
        let mut seen = String::new();
        for _ in 0..40 {
            planner.keys("<Down>");
            seen += &planner.text();
        }
        // A column that wraps stands in several lines: words, not phrases, are looked for.
        for whole in [
            "equivalent",
            "team\" ",
            "that ESCO lacks",
            "Security Management",
            "incident",
        ] {
            assert!(seen.contains(whole), "{size:?} {whole}");
        }
    }
}

#[test]
fn a_refusal_is_shown_with_its_command_in_a_small_window() {
    let mut planner = Planner::auditor((80, 24));
    planner.keys("5");
    let refusal = format!(
        "Not added: /home/you/{}/ad.pdf: it is a PDF; make text of it: pdftotext",
        "d".repeat(40)
    );
    planner.app.notify(format!("{refusal} ad.pdf ad.txt"));
    planner.shows("pdftotext");
    planner.shows("ad.txt");
    planner.keys("<Down>").hides("pdftotext");
}

#[test]
fn below_the_first_advert_stands_what_to_do_next() {
    for size in [(80, 24), (120, 36)] {
        let mut planner = Planner::auditor(size);
        planner.keys("5").paste(CISO);
        planner.shows("Next: enter opens what was read");
        planner.paste(AUDITOR).hides("Next: enter");
    }
}

#[test]
fn a_filter_narrows_the_list_until_it_is_taken_away() {
    let mut planner = planner((120, 36), "sx<Enter>");
    planner.keys("f").shows("interesting");
    planner.keys("<Down><Down><Space><Esc>");
    planner.shows("1 of 2 adverts · interesting");
    planner.hides("Koenig");
    planner.keys("<Esc>").shows("Koenig");
}

#[test]
fn the_palette_finds_adverts() {
    let mut planner = planner((120, 36), "1:nordhafen<Enter>");
    planner.shows("Head of Information Security (CISO) ─");
    planner.shows("CONDITIONS");
}

#[test]
fn an_advert_is_read_again_only_for_another_text_or_route() {
    let mut planner = planner((120, 36), "");
    assert!(planner.app.model.reading_job(None).is_none());
    planner.keys("sx<Enter>");
    assert!(planner.app.model.reading_job(None).is_none());
    let change = cisopath::profile::change::PlanChange {
        start: planner.app.model.catalog.occupation_by_code("2529.8"),
        ..Default::default()
    };
    planner.app.model.update_plan(change);
    assert!(planner.app.model.reading_job(None).is_some());
}

#[test]
fn nothing_is_read_without_adverts() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("5");
    assert!(planner.app.model.reading_job(None).is_none());
    assert!(planner.app.model.market.take_job().is_none());
}

#[test]
fn a_record_that_cannot_be_written_takes_no_advert() {
    let mut planner = Planner::auditor((120, 36));
    planner.forbid_writing("opened with --read-only");
    planner.keys("5").paste(CISO);
    planner.shows("Nothing was changed");
    planner.shows("none kept yet");
}

#[test]
fn five_adverts_of_one_kind_make_a_chart_of_what_they_ask_for() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("5");
    for company in ["Nordhafen", "Valtra", "Brightwell", "Harrow"] {
        planner.paste(&CISO.replace("Nordhafen", company));
    }
    planner.keys("<Esc>");
    planner.shows("A chart of what they ask for starts");
    planner.paste(&CISO.replace("Nordhafen", "Alpwerk"));
    planner.keys("<Esc>");
    planner.shows("Asked in 5 posts (CISO), open for you");
    planner.shows("lead disaster recovery");
    planner.shows("5 of 5");
    // What the person brings is not open.
    let bars = planner.text();
    let bars: Vec<&str> = bars.lines().filter(|line| line.contains("of 5")).collect();
    assert!(
        bars.len() == 5 && !bars.concat().contains("standards"),
        "{bars:#?}"
    );
    planner.resize(80, 24);
    planner.hides("Asked in");
}
