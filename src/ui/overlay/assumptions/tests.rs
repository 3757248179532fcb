//! Tests of the module above.

use super::*;
use crate::profile::change::PlanChange;
use crate::ui::model::pane::Pane;
use crate::ui::overlay::testing::{model, sizes, text};

fn auditor() -> Model {
    let mut model = model();
    let find = |code| model.catalog.occupation_by_code(code);
    let (start, before) = (find("2511.18"), find("2522.1.1"));
    model.update_plan(PlanChange {
        start,
        before: Some(before.into_iter().map(Into::into).collect()),
        ..PlanChange::default()
    });
    model.view.panes.set(Pane::Overlay, Rect::new(0, 0, 60, 20));
    model
}

#[test]
fn five_stand_first_and_the_rest_is_one_key_away() {
    let mut model = auditor();
    let mut assumptions = Assumptions::new(&model);
    let all = assumptions.skills.len();
    assert!(all > 30, "two roles suggest a lot: {all}");
    let (shown, _) = text(|s, a, b| assumptions.view(s, a, b), &model, 80, 24);
    assert!(shown.contains("0 of 5 answered"), "{shown}");
    let rest = format!("▸ {} more, which are more certain", all - 5);
    assert!(shown.contains(&rest), "{shown}");
    // A key is named once, with one meaning.
    assert_eq!(shown.matches("enter").count(), 1, "{shown}");
    for _ in 0..5 {
        assert!(!assumptions.update(&Command::Mark.into(), &mut model).close);
    }
    let (shown, _) = text(|s, a, b| assumptions.view(s, a, b), &model, 80, 24);
    assert!(shown.contains("5 of 5 answered"), "{shown}");
    assert!(shown.contains("esc done"), "{shown}");
    assert!(
        shown.contains(&format!("enter review {} more", all - 5)),
        "{shown}"
    );
    assert_eq!(shown.matches("enter").count(), 1, "{shown}");
    // The cursor is on the line for the rest: denying denies nothing there.
    let marks = model.profile().skills.len();
    assumptions.update(&Command::Deny.into(), &mut model);
    assert_eq!(model.profile().skills.len(), marks);
    assert!(!assumptions.update(&Command::Open.into(), &mut model).close);
    let (shown, _) = text(|s, a, b| assumptions.view(s, a, b), &model, 80, 24);
    assert!(shown.contains(&format!("5 of {all} answered")), "{shown}");
    assert!(assumptions.update(&Command::Open.into(), &mut model).close);
    sizes(|s, a, b| assumptions.view(s, a, b), &model);
}

#[test]
fn it_is_left_at_once() {
    let mut model = auditor();
    for leave in [Command::Open, Command::Back] {
        let mut assumptions = Assumptions::new(&model);
        assert!(assumptions.update(&leave.into(), &mut model).close);
    }
}

#[test]
fn undo_leaves_the_list_before_it_takes_back_what_came_before() {
    let mut model = auditor();
    let mut assumptions = Assumptions::new(&model);
    let undo = Command::Undo.into();
    assumptions.update(&Command::Mark.into(), &mut model);
    let outcome = assumptions.update(&undo, &mut model);
    assert!(!outcome.close, "it takes back the answer");
    model.undo();
    let outcome = assumptions.update(&undo, &mut model);
    assert!(outcome.close);
    assert_eq!(outcome.follow_ups, [undo]);
}
