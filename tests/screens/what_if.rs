//! What if: how it looks, and that nothing of it is so before it is kept.

use cisopath::catalog::SkillIx;
use cisopath::profile::change::{self, PlanChange};
use cisopath::profile::history::Record;
use cisopath::ui::input::command::Command;
use cisopath::ui::model::action::Action;
use cisopath::ui::model::effect::Effect;
use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, record};

/// Somebody who tries their first move.
fn trying(size: (u16, u16)) -> Planner {
    let mut planner = Planner::auditor(size);
    planner.keys("wxy");
    planner
}

snapshots! {
    at_120_by_36: trying((120, 36));
    at_80_by_24: trying((80, 24));
    in_mono_and_ascii: Planner::ascii((100, 30)).keys("wxy");
    in_full_at_80_by_24: trying((80, 24)).keys("<PgDn><Enter><Home><Space><Space>w");
}

#[test]
fn every_screen_says_so_at_every_size_and_shows_the_trial() {
    for size in [(60, 15), (80, 24), (120, 36), (200, 60)] {
        for theme in [ThemeName::Dark, ThemeName::Light, ThemeName::Mono] {
            let mut planner =
                Planner::themed(record("2511.18", &[]), size, Theme::new(theme, false));
            planner.keys("wxy");
            for screen in ["1", "2", "3", "4", "5"] {
                planner.keys(screen);
                let text = planner.text();
                let (head, rest) = text.split_once('\n').unwrap();
                assert!(head.contains(" what if"), "{size:?}: {head}");
                assert!(rest.contains("20 % → 35 %"), "{rest}");
                assert!(rest.contains("what if · not saved"), "{size:?}: {rest}");
                let buf = planner.draw();
                let reversed = (0..size.0).filter(|x| {
                    let cell = &buf[(*x, 0)];
                    cell.modifier.contains(ratatui::style::Modifier::REVERSED)
                });
                // The badge is reversed beside the tab.
                assert!(reversed.count() > 15);
            }
        }
    }
}

#[test]
fn dropping_leaves_no_trace_and_redo_tries_again() {
    let mut planner = Planner::auditor((120, 36));
    let before = (planner.app.model.record().clone(), planner.text());
    planner.keys("wxy<PgDn><Enter><Space>");
    assert_eq!(planner.profile().roles_held.len(), 2);
    assert_eq!(planner.app.model.record(), &before.0);
    planner.keys("<Esc><Esc>");
    assert!(planner.app.model.is_trial(), "esc drops nothing");
    planner.keys("D");
    planner.shows("your record is as before");
    assert_eq!(planner.app.model.record(), &before.0);
    assert!(!planner.effects.contains(&Effect::Save));
    planner.keys("<C-r>");
    assert!(planner.app.model.is_trial());
    assert_eq!(planner.profile().roles_held.len(), 2);
    // Once something was changed in earnest, what was dropped is gone.
    planner.keys("D");
    let skill = SkillIx(0);
    planner.app.model.cycle(skill);
    planner.keys("<C-r>");
    assert!(!planner.app.model.is_trial());
}

#[test]
fn undo_stays_within_the_trial_and_keeping_is_one_change() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("<Enter><Space><Esc><Esc>");
    let before = planner.app.model.record().clone();
    planner.keys("wxyu");
    assert!(planner.profile().moves.is_empty());
    planner.keys("u");
    planner.shows("Here the what-if began");
    assert_eq!(planner.app.model.record(), &before);
    planner.keys("<C-r>");
    assert_eq!(planner.app.model.tried().len(), 1);
    planner.effects.clear();
    planner.keys("Ky");
    assert_eq!(planner.effects, [Effect::Save]);
    assert!(!planner.app.model.is_trial());
    let journal = |planner: &Planner| planner.app.model.record().journal().count();
    assert_eq!(journal(&planner), before.journal().count() + 1);
    planner.keys("u");
    assert_eq!(planner.profile(), &before.profile);
}

#[test]
fn leaving_asks_and_keeping_on_the_way_out_is_saved_first() {
    let mut planner = trying((120, 36));
    planner.keys("q");
    planner.shows("Keep what was tried, before you leave?");
    planner.shows("moved to ICT auditor manager");
    planner.keys("<Esc>");
    assert!(planner.app.model.is_trial() && planner.effects.is_empty());
    planner.keys("qK");
    assert_eq!(planner.effects, [Effect::Save, Effect::Quit]);

    let mut planner = trying((120, 36));
    let before = planner.app.model.record().clone();
    planner.keys("qq");
    assert_eq!(planner.effects, [Effect::Quit]);
    assert_eq!(planner.app.model.record(), &before);

    let mut planner = Planner::auditor((120, 36));
    planner.keys("wq");
    assert_eq!(planner.effects, [Effect::Quit], "nothing was tried");
}

#[test]
fn evidence_is_refused_and_what_was_typed_stays() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("edrafted<Esc>");
    assert_eq!(planner.app.model.drafts().count(), 1);
    planner.keys("we");
    planner.shows("Evidence is a fact");
    assert_eq!(planner.app.model.drafts().count(), 1);
    planner.keys("De");
    planner.shows("drafted");
}

#[test]
fn a_record_that_cannot_be_written_can_be_tried_on_but_not_kept() {
    let mut planner = Planner::auditor((120, 36));
    planner.forbid_writing("another has it open");
    let before = planner.app.model.record().clone();
    planner.keys("wxyK");
    planner.shows("Nothing was kept: another has it open");
    assert!(planner.app.model.is_trial());
    planner.keys("D");
    assert_eq!(planner.app.model.record(), &before);
    assert!(planner.effects.is_empty());
}

#[test]
fn a_record_that_changes_outside_is_never_lost() {
    let said = |planner: &mut Planner, outside| planner.app.reload(outside);
    // Another thing changed: the trial goes on over it.
    let mut planner = trying((120, 36));
    let mut outside = planner.app.model.record().clone();
    let catalog = crate::support::planner::catalog();
    let skill = SkillIx(0);
    let now = crate::support::planner::now();
    cisopath::profile::change::cycle(&mut outside, &catalog, skill, now);
    assert!(said(&mut planner, outside.clone()).contains("goes on"));
    assert_eq!(planner.app.model.record(), &outside);
    assert_eq!(planner.profile().roles_held.len(), 2);
    planner.keys("Ky");
    assert_eq!(planner.profile().skills.len(), 1);
    assert_eq!(planner.profile().roles_held.len(), 2);

    // The same thing changed: what is saved stands.
    let mut planner = trying((120, 36));
    let outside = record("2511.18", &["2522.1.1"]);
    assert!(said(&mut planner, outside.clone()).contains("dropped"));
    assert!(!planner.app.model.is_trial());
    assert_eq!(planner.app.model.record(), &outside);
}

#[test]
fn the_keys_can_be_clicked_and_mean_nothing_outside() {
    let mut planner = trying((120, 36));
    let text = planner.text();
    let row = text.lines().nth(1).unwrap();
    let at = row.chars().collect::<Vec<_>>();
    let at = (0..at.len()).find(|i| at[*i..].iter().collect::<String>().starts_with("D drop"));
    planner.app.click(at.unwrap() as u16, 1);
    assert!(!planner.app.model.is_trial());
    for key in ["K", "D"] {
        let before = planner.app.model.record().clone();
        planner.keys(key);
        planner.shows("Nothing is being tried: w tries");
        assert_eq!(planner.app.model.record(), &before);
    }
    planner.app.update(Action::Do(Command::WhatIf));
    assert!(planner.app.model.is_trial());
}

#[test]
fn another_start_is_answered_against_what_is_tried() {
    let mut saved = record("2511.18", &[]);
    let catalog = crate::support::planner::catalog();
    let find = |code: &str| catalog.occupation_by_code(code);
    let audit = PlanChange {
        track: Some("audit".into()),
        ..PlanChange::default()
    };
    change::update_plan(&mut saved, &catalog, audit, crate::support::planner::now());
    let mut planner = Planner::new(saved, (120, 36));
    planner.keys("w");
    let track = |planner: &Planner| planner.profile().track.clone();
    let mut start = |code| {
        planner.app.model.update_plan(PlanChange {
            start: find(code),
            ..PlanChange::default()
        });
        track(&planner)
    };
    let other = start("2512.1");
    assert_ne!(other.as_deref(), Some("audit"));
    assert_eq!(start("2511.18").as_deref(), Some("audit"));
}

#[test]
fn questions_that_are_answered_in_a_trial_leave_the_record_as_it_is() {
    let before = Record::new(crate::support::planner::now());
    let mut planner = Planner::new(before.clone(), (120, 36));
    planner.keys("<Esc>wgIT auditor<Enter>");
    assert!(planner.app.model.is_trial());
    assert!(!planner.profile().is_empty());
    assert_eq!(planner.app.model.record(), &before);
    assert!(!planner.effects.contains(&Effect::Save));
    // The other questions and what is assumed.
    for _ in 0..6 {
        planner.keys("<Esc>");
    }
    assert_eq!(planner.app.model.record(), &before);
    planner.keys("Ky");
    assert!(!planner.profile().is_empty());
    assert_eq!(planner.app.model.open_question(), None);
}

#[test]
fn a_key_means_the_same_within_a_trial_as_outside() {
    // What is asked outside is asked inside, and the answer to a question writes nothing.
    for before in ["", "w"] {
        let mut planner = Planner::auditor((120, 36));
        let record = planner.app.model.record().clone();
        planner.keys(before).keys("x");
        planner.shows("Made the move to");
        planner.keys("n");
        assert_eq!(planner.app.model.record(), &record);
        planner.keys("xy");
        assert_eq!(planner.profile().moves.len(), 1);
        assert_eq!(planner.app.model.record() == &record, before == "w");
        // Once more: a second answer that no question waits for.
        let text = planner.text();
        planner.keys("yn");
        assert_eq!(planner.profile().moves.len(), 1);
        assert_eq!(
            planner.app.model.record() == &record,
            before == "w",
            "{text}"
        );
    }
}

#[test]
fn keeping_says_what_it_will_write_and_asks() {
    for open in ["K", "wK"] {
        let mut planner = trying((120, 36));
        let before = planner.app.model.record().clone();
        planner.keys(open);
        planner.shows("This writes 1 change into your record");
        planner.shows("moved to ICT auditor manager");
        planner.keys("n");
        assert!(planner.app.model.is_trial());
        assert_eq!(planner.app.model.record(), &before);
        planner.keys(open).keys("y");
        assert!(!planner.app.model.is_trial());
        assert_eq!(planner.app.model.record().profile.moves.len(), 1);
    }
    let mut planner = Planner::auditor((120, 36));
    planner.keys("wK");
    planner.shows("Nothing was different");
}
