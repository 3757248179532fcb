//! The path screen.

use cisopath::ui::model::theme::{Theme, ThemeName};

use crate::support::planner::{Planner, record};

snapshots! {
    at_120_by_36: Planner::auditor((120, 36));
    at_80_by_24: Planner::auditor((80, 24));
    at_200_by_60: Planner::auditor((200, 60)).keys("<Enter>");
    at_the_smallest_size: Planner::auditor((60, 15));
    in_mono_and_ascii: Planner::ascii((100, 30));
}

#[test]
fn too_small_says_calmly_how_large() {
    let mut planner = Planner::auditor((59, 14));
    planner.shows("60 × 15 at least, now 59 × 14");
    planner.keys("<Space>xdu");
    // Keys but quit do nothing when nothing can be seen.
    assert!(planner.effects.is_empty());
}

#[test]
fn nothing_but_ascii_is_drawn_where_it_is_asked_for() {
    for keys in ["", "wxy", "2", "3/audit"] {
        let text = Planner::ascii((100, 30)).keys(keys).text();
        assert!(text.is_ascii(), "{text}");
    }
}

#[test]
fn the_first_run_asks_where_you_are() {
    let mut planner = Planner::nobody((100, 30));
    planner.shows("Where are you now?");
    planner.keys("it audit");
    planner.shows("IT auditor");
    planner.keys("<Enter>");
    planner.shows("And before that?");
    planner.keys("network admin<Enter><Enter><Enter><Enter>");
    planner.shows("Assumed from your roles");
    planner.keys("d<Enter>");
    planner.shows("0 of 3 done");
}

#[test]
fn a_job_that_is_not_there_is_not_taken_unseen() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("soldier<Enter>");
    planner.shows("Where are you now?");
    planner.shows("No occupation has a title like this");
    planner.keys("<Esc>it audit<Tab><S-Tab><Enter>");
    planner.shows("And before that?");
    planner.keys("<Left>");
    planner.shows("Where are you now?");
}

#[test]
fn the_cursor_stays_on_the_skill_that_is_marked() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("<Enter>");
    let marks = |planner: &mut Planner| planner.profile().skills.len();
    planner.keys("<Space><Space>");
    assert_eq!(marks(&mut planner), 1, "learning, then held");
    planner.keys("<Space>");
    assert_eq!(marks(&mut planner), 0, "round to missing");
}

#[test]
fn marking_a_skill_moves_the_bar_and_undo_moves_it_back() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("<Enter>");
    let before = planner.text();
    planner.keys("<Space><Space>");
    assert_ne!(planner.text(), before);
    planner.shows("marked");
    planner.keys("uu");
    planner.keys("<Left>");
    let mut fresh = Planner::auditor((120, 36));
    fresh.keys("<Enter><Left>");
    let without_toast = |t: String| t.lines().take(35).collect::<Vec<_>>().join("\n");
    assert_eq!(without_toast(planner.text()), without_toast(fresh.text()));
}

#[test]
fn completing_a_step_early_asks_and_says_what_is_open() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("<PgDn>x");
    planner.shows("13 essential skills are still to gain");
    planner.keys("<Enter>");
    planner.shows("1 of 3 done");
    assert!(planner.profile().roles_held.len() == 2);
}

#[test]
fn a_step_is_answered_from_its_station_on_the_map() {
    let mut planner = Planner::auditor((120, 36));
    planner.keys("e");
    planner.shows("Evidence: IT auditor");
    // What is typed goes into the form, not to the screen.
    planner.keys("tadx<C-s>");
    assert_eq!(
        planner
            .app
            .model
            .evidence_count("it-auditor-to-ict-auditor-manager"),
        1
    );
    planner.keys("x");
    planner.shows("Made the move");
}

#[test]
fn what_is_lit_is_what_is_marked_also_after_a_resize() {
    for (before, after) in [
        ((200, 60), (100, 40)),
        ((100, 40), (180, 50)),
        ((120, 36), (80, 24)),
    ] {
        let mut planner = Planner::auditor(before);
        planner.keys("<Enter><Down><Down>");
        let lit = planner.selected();
        planner.resize(after.0, after.1);
        let still = planner.selected();
        let name = |row: &str| row.chars().skip(2).take(12).collect::<String>();
        assert_eq!(name(&lit), name(&still), "{before:?} to {after:?}");
        planner.keys("x");
        assert!(planner.profile().skills.len() == 1);
        let uri = planner.profile().skills.keys().next().unwrap().clone();
        let catalog = crate::support::planner::catalog();
        let label = &catalog.skill(catalog.skill_by_uri(&uri).unwrap()).label();
        assert!(
            lit.contains(label.get(..12.min(label.len())).unwrap()),
            "{lit} but {label}"
        );
    }
}

/// The hours that the rows of the step's pane say a skill takes.
fn study(planner: &mut Planner) -> Vec<u32> {
    let text = planner.text();
    let rows = text.lines().filter_map(|l| {
        l.split_once(" h study")
            .or_else(|| l.split_once(" h of study"))
    });
    rows.filter_map(|(before, _)| before.rsplit(' ').next()?.parse().ok())
        .collect()
}

#[test]
fn skills_of_a_step_stand_by_what_they_are_worth_and_no_row_jumps_under_the_cursor() {
    let dark = || Theme::new(ThemeName::Dark, false);
    for keys in [
        "",
        "<Enter>",
        "<Enter><Down><Down>",
        "<Enter><PgDn>",
        "<PgDn><End>",
    ] {
        let mut planner = Planner::without_jobs(record("2511.18", &[]), (120, 50), dark());
        planner.keys(keys);
        // The first frame waits for nothing.
        planner.hides(" h of study");
        let before = (!keys.is_empty()).then(|| planner.selected());
        planner.runs_jobs = true;
        if !keys.ends_with("<End>") {
            planner.shows("about 60 h of study · needed on 5 routes");
        }
        if let Some(before) = before {
            let name = |row: &str| row.chars().skip(2).take(14).collect::<String>();
            assert_eq!(name(&planner.selected()), name(&before), "{keys}");
        }
    }
    let mut planner = Planner::auditor((120, 60));
    let all = study(&mut planner);
    assert!(all.len() > 3, "{}", planner.text());
    // Who has touched nothing sees the pane from its beginning.
    planner.shows("advancement · editorial");
}

#[test]
fn an_answer_that_was_overtaken_is_dropped() {
    use cisopath::ui::model::action::Action;
    let dark = Theme::new(ThemeName::Dark, false);
    let mut planner = Planner::without_jobs(record("2511.18", &[]), (120, 36), dark);
    let late = planner.app.job().unwrap().run();
    assert!(planner.app.job().is_none(), "one job a change");
    planner.keys("<Enter><Space>");
    planner.app.update(Action::JobResult(Box::new(late)));
    planner.hides(" h of study");
    planner.runs_jobs = true;
    planner.shows(" h of study");
}

#[test]
fn an_earlier_job_can_be_taken_without_typing() {
    let mut planner = Planner::nobody((100, 30));
    planner.keys("it audit<Enter><Down><Down><Enter>");
    assert_eq!(planner.profile().roles_held.len(), 2);
    planner.shows("And before that?");
}

#[test]
fn no_overlay_swallows_what_the_world_reports() {
    use cisopath::ui::model::action::Action;
    for keys in ["?", ":", "r", "g", "a", "3f", "<Enter>e"] {
        let mut planner = Planner::auditor((120, 36));
        planner.keys(keys);
        planner
            .app
            .update(Action::Saved(Err("the disk is full".to_owned())));
        assert!(planner.app.model.save_status.unsaved.is_some(), "{keys}");
        planner.resize(50, 12);
        planner.keys("<Esc><Esc><Space>");
        assert!(planner.profile().skills.is_empty(), "{keys}");
    }
}

#[test]
fn leaving_with_something_unsaved_warns_once() {
    use cisopath::ui::model::action::Action;
    use cisopath::ui::model::effect::Effect;
    let mut planner = Planner::auditor((120, 36));
    planner
        .app
        .update(Action::Saved(Err("the disk is full".to_owned())));
    planner.keys("q");
    planner.shows("quit once more to leave");
    assert!(!planner.effects.contains(&Effect::Quit));
    planner.keys("q");
    assert!(planner.effects.contains(&Effect::Quit));
}

#[test]
fn leaving_a_form_saves_the_draft_where_the_record_can_be_written() {
    use cisopath::ui::model::effect::Effect;
    let mut planner = Planner::auditor((120, 36));
    planner.keys("ehalf a sen<C-c>");
    assert_eq!(planner.effects, [Effect::Save, Effect::Quit]);
    let kept = &planner.app.model.record().profile.settings["drafts"];
    assert!(kept.to_string().contains("half a sen"), "{kept}");

    // And when nothing was typed for a while, whatever ends the planner then.
    let mut planner = Planner::auditor((120, 36));
    planner.keys("ehalf a sen");
    assert_eq!(planner.app.keep_drafts(), [Effect::Save]);
    let kept = &planner.app.model.record().profile.settings["drafts"];
    assert!(kept.to_string().contains("half a sen"), "{kept}");
    assert_eq!(planner.app.keep_drafts(), []);

    let mut planner = Planner::auditor((120, 36));
    planner.keys("ehalf a sen");
    planner.forbid_writing("it is open elsewhere");
    planner.keys("<C-c>");
    planner.shows("1 evidence form is begun");
    assert!(planner.effects.is_empty());
    planner.keys("<C-c>");
    assert_eq!(planner.effects, [Effect::Quit]);
}

#[test]
fn remarks_below_the_steps_can_be_read_at_80_by_24() {
    Planner::auditor((80, 24)).shows("You bring 6 of 19 essential skills of the next step");
}

#[test]
fn keys_of_a_step_are_offered_on_the_route_alone() {
    let mut planner = Planner::auditor((160, 40));
    planner.shows("x made the move");
    // Off the audit line, to a station of another track.
    planner.keys("<Up><Up>");
    planner.hides("x made the move");
    planner.keys("x");
    planner.shows("this station is not on it");
    assert!(planner.profile().moves.is_empty());
}

#[test]
fn a_confirm_names_an_earlier_step_that_is_open() {
    let mut planner = Planner::auditor((160, 40));
    planner.keys("<Right><Right>x");
    planner.shows("An earlier step, to ICT auditor manager, is still open.");
}

#[test]
fn a_move_is_taken_back_only_after_a_question() {
    let mut planner = Planner::auditor((160, 40));
    planner.keys("xy");
    assert_eq!(planner.profile().moves.len(), 1);
    planner.keys("<PgDn><Home>");
    planner.shows("x take back the move");
    planner.keys("x");
    planner.shows("Take back the move to");
    planner.keys("n");
    assert_eq!(planner.profile().moves.len(), 1);
    planner.keys("xy");
    assert!(planner.profile().moves.is_empty());
}

#[test]
fn keys_that_change_are_refused_at_once_where_nothing_can_be_saved() {
    for key in ["x", "e", "u", "g"] {
        let mut planner = Planner::auditor((160, 40));
        planner.forbid_writing("it is open elsewhere");
        planner.hides("e evidence");
        planner.shows("r routes");
        planner.keys(key);
        planner.shows("Read-only: nothing will be saved.");
    }
    // In a what-if they change the copy.
    let mut planner = Planner::auditor((160, 40));
    planner.forbid_writing("it is open elsewhere");
    planner.keys("wx");
    planner.shows("Made the move to");
}

#[test]
fn whoever_sits_at_the_goal_is_told_of_evidence_and_of_no_one_above() {
    let mut planner = Planner::new(record("2529.1", &[]), (120, 36));
    planner.shows("CISO · goal reached");
    planner.hides("0 of 0");
    planner.keys("<PgDn>");
    planner.hides("CISO → CISO");
    planner.shows("evidence that panels ask for");
    planner.hides("request from the CISO");
}
