//! The evidence form, driven by keys.

use super::*;
use crate::ui::model::Access;
use crate::ui::overlay::testing::{NOW, ask, model, sizes, text};

const SUBJECT: &str = "http://data.europa.eu/esco/skill/e71c6cee-7247-49f4-829a-141c880ae938";

fn form(model: &Model) -> EvidenceForm {
    EvidenceForm::for_subject(
        model,
        SUBJECT.into(),
        "advice on security risk management".into(),
        None,
    )
}

fn type_in(form: &mut EvidenceForm, model: &mut Model, text: &str) {
    form.update(&Action::Type(EditCommand::Text(text.to_owned())), model);
}

fn press(form: &mut EvidenceForm, model: &mut Model, command: Command) -> Outcome {
    form.update(&command.into(), model)
}

#[test]
fn what_is_typed_becomes_evidence() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, "chaired the risk board");
    press(&mut form, &mut model, Command::NextTab);
    form.update(&Action::Type(EditCommand::Right), &mut model);
    form.update(&Action::Type(EditCommand::Right), &mut model);
    press(&mut form, &mut model, Command::Down);
    type_in(&mut form, &mut model, "3 entities");
    assert!(press(&mut form, &mut model, Command::Save).close);
    let (_, evidence) = model.profile().evidence_for(SUBJECT).next().unwrap();
    assert_eq!(evidence.note, "chaired the risk board");
    assert_eq!(
        evidence.part.map(crate::profile::evidence::Part::word),
        Some("led")
    );
    assert_eq!(evidence.scope, "3 entities");
    assert_eq!(evidence.date, NOW.on);
    assert!(!evidence.exercised);
    assert_eq!(model.drafts().get(SUBJECT), None);
}

#[test]
fn a_wrong_date_is_said_once_and_nothing_is_lost() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, "a note");
    press(&mut form, &mut model, Command::Up);
    type_in(&mut form, &mut model, "x");
    assert!(!press(&mut form, &mut model, Command::Save).close);
    assert_eq!(form.focus, Field::Date);
    let (shown, _) = text(|s, a, b| form.view(s, a, b), &model, 100, 30);
    assert!(shown.contains("This is not a date;"), "{shown}");
    assert!(
        shown.contains("2026-11-23x") && shown.contains("a note"),
        "{shown}"
    );
    form.update(&Action::Type(EditCommand::Backspace), &mut model);
    let (shown, _) = text(|s, a, b| form.view(s, a, b), &model, 100, 30);
    assert!(!shown.contains("not a date"), "{shown}");
    assert!(press(&mut form, &mut model, Command::Save).close);
}

#[test]
fn a_date_is_taken_as_people_write_it() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, "a note");
    press(&mut form, &mut model, Command::Up);
    form.update(&Action::Type(EditCommand::KillToStart), &mut model);
    type_in(&mut form, &mut model, "0019-07");
    assert!(!press(&mut form, &mut model, Command::Save).close);
    form.update(&Action::Type(EditCommand::KillToStart), &mut model);
    type_in(&mut form, &mut model, "July 2019");
    assert!(press(&mut form, &mut model, Command::Save).close);
    let (_, evidence) = model.profile().evidence_for(SUBJECT).next().unwrap();
    assert_eq!(evidence.date.to_string(), "2019-07-01");
}

#[test]
fn a_day_ahead_and_an_empty_note_are_asked_about() {
    let mut model = model();
    let mut form = form(&model);
    press(&mut form, &mut model, Command::Save);
    assert_eq!(form.problem.as_ref().map(|p| p.field), Some(Field::Note));
    press(&mut form, &mut model, Command::Up);
    form.update(&Action::Type(EditCommand::KillToStart), &mut model);
    type_in(&mut form, &mut model, "2031-01-01");
    press(&mut form, &mut model, Command::Save);
    assert_eq!(form.problem.as_ref().map(|p| p.field), Some(Field::Date));
}

#[test]
fn esc_keeps_the_draft_for_its_subject_only() {
    let mut model = model();
    let mut begun = form(&model);
    type_in(&mut begun, &mut model, "half a sen");
    assert!(press(&mut begun, &mut model, Command::Back).close);
    let again = form(&model);
    assert_eq!(again.text.text(), "half a sen");
    let (shown, _) = text(|s, a, b| again.view(s, a, b), &model, 100, 30);
    assert!(shown.contains("Your draft was kept"), "{shown}");
    let other = EvidenceForm::for_subject(&model, "another".into(), "another".into(), None);
    assert!(other.text.is_empty());
    // Even when the form is closed by something else, such as a click on a tab.
    let mut begun = EvidenceForm::for_subject(&model, "third".into(), "third".into(), None);
    type_in(&mut begun, &mut model, "x");
    drop(begun);
    assert!(model.drafts().get("third").is_some());
}

#[test]
fn a_draft_is_there_after_a_restart() {
    let mut before = model();
    let mut begun = form(&before);
    type_in(&mut begun, &mut before, "half a sen");
    before.save_drafts();
    assert!(before.take_dirty());
    let again = |record| Model::new(before.catalog.clone(), record, NOW, Access::Write);
    let mut after = again(before.record().clone());
    let mut resumed = form(&after);
    assert_eq!(resumed.text.text(), "half a sen");
    assert!(resumed.brought_back);
    // Written down it is evidence, and no draft any more.
    assert!(press(&mut resumed, &mut after, Command::Save).close);
    after.save_drafts();
    let record = after.record().clone();
    assert_eq!(record.profile.settings.get("drafts"), None);
    assert_eq!(again(record).drafts().count(), 0);
}

#[test]
fn what_a_later_version_says_of_drafts_stays() {
    let begin = |drafts: serde_json::Value| {
        let mut record = model().record().clone();
        record.profile.settings.insert("drafts".into(), drafts);
        let mut here = Model::new(model().catalog.clone(), record, NOW, Access::Write);
        type_in(&mut form(&here), &mut here, " and more");
        here.save_drafts();
        let kept = here.profile().settings.get("drafts").cloned();
        (kept.unwrap(), here.drafts_at_risk())
    };
    let (drafts, at_risk) =
        begin(serde_json::json!({ SUBJECT: { "note": "a note", "mood": "calm" } }));
    assert_eq!(drafts[SUBJECT]["note"], "a note and more");
    assert_eq!(drafts[SUBJECT]["mood"], "calm");
    assert_eq!(at_risk, 0);
    // Another form altogether is not replaced, and leaving shows a warning.
    for other in [
        serde_json::json!(["a note"]),
        serde_json::json!({ SUBJECT: { "note": { "text": "theirs" } } }),
    ] {
        assert_eq!(begin(other.clone()), (other, 1));
    }
}

#[test]
fn a_record_read_anew_says_what_is_begun_save_what_was_typed_here_since() {
    let mut theirs = model();
    let empty = theirs.record().clone();
    type_in(&mut form(&theirs), &mut theirs, "theirs");
    theirs.save_drafts();
    let with_draft = theirs.record().clone();
    let texts = |model: &Model| {
        model
            .drafts()
            .get(SUBJECT)
            .map(|d| d.text(Field::Note).to_owned())
    };

    // A draft of the file is nothing that was typed here: it is not at risk, is not saved again, and goes with the file.
    let mut here = Model::new(theirs.catalog.clone(), empty.clone(), NOW, Access::Write);
    here.replace(with_draft.clone());
    here.save_drafts();
    assert!(!here.take_dirty());
    assert_eq!(texts(&here).as_deref(), Some("theirs"));
    here.replace(empty.clone());
    assert_eq!(texts(&here), None);
    here.set_access(Access::ReadOnly("it is open elsewhere".into()));
    here.replace(with_draft.clone());
    assert_eq!(here.drafts_at_risk(), 0);

    // What was typed here and is in no file yet stays: before it was handed over, and until the save is answered.
    for handed_over in [false, true] {
        let mut here = Model::new(theirs.catalog.clone(), empty.clone(), NOW, Access::Write);
        // Typed and taken back first: nothing is handed over for that.
        let mut begun = form(&here);
        type_in(&mut begun, &mut here, "x");
        begun.update(&Action::Type(EditCommand::Backspace), &mut here);
        here.save_drafts();
        assert!(!here.take_dirty());
        type_in(&mut begun, &mut here, "ours");
        if handed_over {
            here.save_drafts();
            assert!(here.take_dirty());
        }
        here.replace(with_draft.clone());
        assert_eq!(texts(&here).as_deref(), Some("ours"));
        here.save_drafts();
        assert!(here.take_dirty());
        here.drafts_mut().mark_saved();
        here.replace(with_draft.clone());
        assert_eq!(texts(&here).as_deref(), Some("theirs"));
    }
}

#[test]
fn a_draft_of_another_day_can_be_emptied() {
    let mut monday = model();
    type_in(&mut form(&monday), &mut monday, "x");
    monday.save_drafts();
    let mut tuesday = Model::new(
        monday.catalog.clone(),
        monday.record().clone(),
        crate::profile::Moment {
            on: NOW.on.tomorrow().unwrap(),
            ..NOW
        },
        Access::Write,
    );
    form(&tuesday).update(&Action::Type(EditCommand::Backspace), &mut tuesday);
    assert_eq!(tuesday.drafts().get(SUBJECT), None);
}

#[test]
fn a_draft_that_a_later_version_wrote_stays_in_the_record() {
    let before = model();
    let mut record = before.record().clone();
    let theirs = serde_json::json!({"note": ["of", "another", "form"]});
    let kept = serde_json::json!({"their subject": theirs});
    record.profile.settings.insert("drafts".to_owned(), kept);
    let mut model = Model::new(before.catalog.clone(), record, NOW, Access::Write);
    assert_eq!(model.drafts().count(), 0);
    let mut form = form(&model);
    type_in(&mut form, &mut model, "ours");
    model.save_drafts();
    let kept = &model.record().profile.settings["drafts"];
    assert_eq!(kept["their subject"], theirs);
    assert_eq!(kept[SUBJECT]["note"], "ours");
}

#[test]
fn a_correction_that_was_begun_is_kept_until_it_is_given_up() {
    let mut model = model();
    let mut first = form(&model);
    type_in(&mut first, &mut model, "chaired the board");
    press(&mut first, &mut model, Command::Save);
    let mut form = form(&model);
    press(&mut form, &mut model, Command::Up);
    press(&mut form, &mut model, Command::Up);
    press(&mut form, &mut model, Command::Open);
    type_in(&mut form, &mut model, " of risk");
    drop(form);
    let mut form = self::form(&model);
    assert_eq!(form.text.text(), "", "a new piece is a new piece");
    press(&mut form, &mut model, Command::Up);
    press(&mut form, &mut model, Command::Up);
    press(&mut form, &mut model, Command::Open);
    assert_eq!(form.text.text(), "chaired the board of risk");
    // Looking at the pieces gives nothing up; the field has the keys again.
    press(&mut form, &mut model, Command::Up);
    press(&mut form, &mut model, Command::Up);
    assert!(form.piece.is_some());
    assert!(!press(&mut form, &mut model, Command::Back).close);
    assert_eq!((form.piece, model.drafts().count()), (None, 1));
    press(&mut form, &mut model, Command::Back);
    assert_eq!(model.drafts().count(), 0);
}

#[test]
fn a_form_left_empty_leaves_no_draft() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, "x");
    form.update(&Action::Type(EditCommand::Backspace), &mut model);
    press(&mut form, &mut model, Command::Back);
    assert_eq!(model.drafts().get(SUBJECT), None);
    assert_eq!(model.take_messages(), Vec::<String>::new());
}

#[test]
fn a_record_that_cannot_be_written_keeps_the_form_open() {
    let mut model = model();
    model.set_access(Access::ReadOnly("it is open elsewhere".into()));
    let mut form = form(&model);
    type_in(&mut form, &mut model, "a note");
    assert!(!press(&mut form, &mut model, Command::Save).close);
    assert_eq!(form.text.text(), "a note");
    assert!(model.drafts().get(SUBJECT).is_some());
}

#[test]
fn enter_goes_on_and_saves_in_the_last_field() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, "a note");
    for _ in 0..6 {
        assert!(!press(&mut form, &mut model, Command::Open).close);
    }
    assert_eq!(form.focus, Field::LAST);
    assert!(press(&mut form, &mut model, Command::Open).close);
}

#[test]
fn letters_choose_and_quit_nothing() {
    let mut model = model();
    let mut form = form(&model);
    press(&mut form, &mut model, Command::Down);
    type_in(&mut form, &mut model, "a");
    assert_eq!(
        form.draft.choices(Field::Part),
        (&["blank", "supported", "led", "accountable"][..], 3)
    );
    type_in(&mut form, &mut model, "q");
    assert_eq!(form.draft.choices(Field::Part).1, 3);
}

#[test]
fn earlier_evidence_stands_below_and_the_small_screen_scrolls_to_it() {
    let mut model = model();
    for (day, note) in [
        ("2026-10-03", "wrote the policy"),
        ("2026-11-01", "led the exercise"),
    ] {
        let mut form = form(&model);
        type_in(&mut form, &mut model, note);
        press(&mut form, &mut model, Command::Up);
        form.update(&Action::Type(EditCommand::KillToStart), &mut model);
        type_in(&mut form, &mut model, day);
        assert!(press(&mut form, &mut model, Command::Save).close);
    }
    let mut form = form(&model);
    let (shown, _) = text(|s, a, b| form.view(s, a, b), &model, 80, 24);
    println!("{shown}");
    let newest = shown.find("led the exercise").unwrap();
    assert!(newest < shown.find("wrote the policy").unwrap(), "{shown}");
    assert!(shown.contains("2026-10-03"), "{shown}");
    assert!(shown.contains("Employers' documents stay out"), "{shown}");
    let (shown, hits) = text(|s, a, b| form.view(s, a, b), &model, 60, 15);
    println!("{shown}");
    assert!(!shown.contains("wrote the policy"), "{shown}");
    assert!(hits.cursor.is_some());
    model.view.panes.update(&hits.panes);
    for _ in 0..3 {
        press(&mut form, &mut model, Command::PageDown);
    }
    let (shown, _) = text(|s, a, b| form.view(s, a, b), &model, 60, 15);
    assert!(shown.contains("wrote the policy"), "{shown}");
    for _ in 0..6 {
        press(&mut form, &mut model, Command::NextTab);
    }
    let (shown, _) = text(|s, a, b| form.view(s, a, b), &model, 60, 15);
    assert!(shown.contains("Link or file"), "{shown}");
    sizes(|s, a, b| form.view(s, a, b), &model);
}

#[test]
fn fields_can_be_clicked_and_long_notes_wrap() {
    let mut model = model();
    let mut form = form(&model);
    type_in(&mut form, &mut model, &"many words ".repeat(20));
    let (shown, hits) = text(|s, a, b| form.view(s, a, b), &model, 80, 24);
    println!("{shown}");
    assert_eq!(shown.matches("many").count(), 20, "{shown}");
    assert_eq!(shown.matches("words").count(), 20, "{shown}");
    model.view.panes.update(&hits.panes);
    let scope = ask(&shown, &hits, "Scope").unwrap();
    form.update(&scope, &mut model);
    assert_eq!(form.focus, Field::Scope);
    let real = ask(&shown, &hits, "It was").unwrap();
    form.update(&real, &mut model);
    form.update(&real, &mut model);
    assert_eq!(form.draft.choices(Field::Real).1, 1);
    assert_eq!(ask(&shown, &hits, "save"), Some(Command::Save.into()));
}

#[test]
fn what_was_written_down_is_corrected_and_removed() {
    let mut model = model();
    let mut first = form(&model);
    type_in(&mut first, &mut model, "chaired the bord");
    press(&mut first, &mut model, Command::Save);
    let mut form = form(&model);
    type_in(&mut form, &mut model, "begun");
    press(&mut form, &mut model, Command::Last);
    press(&mut form, &mut model, Command::Down);
    press(&mut form, &mut model, Command::Open);
    form.update(&Action::Type(EditCommand::KillToStart), &mut model);
    form.update(&Action::Type(EditCommand::KillToEnd), &mut model);
    type_in(&mut form, &mut model, "chaired the board");
    assert!(!press(&mut form, &mut model, Command::Save).close);
    let note = |model: &Model| {
        let pieces = model.profile().evidence_for(SUBJECT);
        pieces.map(|(_, e)| e.note.clone()).collect::<Vec<_>>()
    };
    assert_eq!(note(&model), ["chaired the board"]);
    assert_eq!(
        form.draft.text(Field::Note),
        "begun",
        "the draft is there again"
    );
    press(&mut form, &mut model, Command::Last);
    press(&mut form, &mut model, Command::Down);
    form.update(&Action::Type(EditCommand::Delete), &mut model);
    assert!(note(&model).is_empty());
    model.undo();
    assert_eq!(note(&model), ["chaired the board"]);
}
