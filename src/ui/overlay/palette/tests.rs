//! Tests of the module above.

use super::*;
use crate::catalog::SkillIx;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::action::OverlayRequest;
use crate::ui::model::pane::Pane;
use crate::ui::overlay::testing::{ask, model, sizes, text};

fn asked(model: &mut Model, query: &str) -> Palette {
    let mut palette = Palette::new(model);
    palette.update(&Action::Type(EditCommand::Text(query.to_owned())), model);
    palette
}

fn shown(palette: &Palette, model: &Model) -> String {
    text(|s, a, b| palette.view(s, a, b), model, 100, 30).0
}

#[test]
fn commands_stand_first_when_nothing_is_typed() {
    let model = model();
    let palette = Palette::new(&model);
    assert!(matches!(palette.found.rows[0].item, Item::Command(_)));
    assert_eq!(palette.found.rows.len(), palette.found.total);
    let (shown, _) = text(|s, a, b| palette.view(s, a, b), &model, 100, 30);
    println!("{shown}");
    assert!(shown.contains("command"), "{shown}");
    assert!(
        palette
            .found
            .rows
            .iter()
            .all(|f| f.item != Item::Command(Command::Down))
    );
    sizes(|s, a, b| palette.view(s, a, b), &model);
}

#[test]
fn every_command_that_runs_is_found_by_its_name() {
    let mut model = model();
    for command in Command::ALL.iter().copied().filter(|c| item::runs(*c)) {
        let palette = asked(&mut model, command.name());
        let listed = palette
            .found
            .rows
            .iter()
            .any(|f| f.item == Item::Command(command));
        assert!(listed, "{}", command.name());
    }
}

#[test]
fn the_guide_is_found_by_its_name() {
    let mut model = model();
    let palette = asked(&mut model, "guide pay");
    let first: Vec<&str> = palette.found.rows[..2]
        .iter()
        .filter_map(|found| match found.item {
            Item::Section(at) => Some(&*model.catalog.guide.sections[at].title),
            _ => None,
        })
        .collect();
    assert_eq!(first, ["Comparing pay fairly"], "beside the screen itself");
}

#[test]
fn every_kind_is_found() {
    let mut model = model();
    let goal = model.catalog.goal().unwrap();
    let section = model.catalog.guide.sections[0].title.to_string();
    let milestone = model.catalog.milestones[0].title.to_string();
    let track = model.catalog.tracks.tracks[0].title.to_string();
    let route = model.catalog.tracks.tracks[0].routes[0].title.to_string();
    let role = model.catalog.occupation(goal).label().to_string();
    let skill = model.catalog.skill(SkillIx(7)).label().to_string();
    let expected = [
        (section, Item::Section(0)),
        (milestone, Item::Milestone(0)),
        (track, Item::Track(0)),
        (route, Item::Route(0, 0)),
        (role, Item::Role(goal)),
        (skill, Item::Skill(SkillIx(7))),
    ];
    for (query, item) in expected {
        let palette = asked(&mut model, &query);
        assert_eq!(palette.found.rows[0].item.kind(), item.kind(), "{query}");
        assert!(palette.found.rows.iter().any(|f| f.item == item), "{query}");
    }
}

#[test]
fn enter_runs_or_shows_and_closes() {
    let mut model = model();
    let mut palette = asked(&mut model, "undo");
    let outcome = palette.update(&Command::Open.into(), &mut model);
    assert!(outcome.close);
    assert_eq!(outcome.follow_ups, [Action::Do(Command::Undo)]);
    let milestone = model.catalog.milestones[0].clone();
    let mut palette = asked(&mut model, &milestone.title);
    let outcome = palette.update(&Command::Open.into(), &mut model);
    assert_eq!(
        outcome.follow_ups,
        [Action::ShowMilestone(milestone.id.clone())]
    );
}

#[test]
fn a_route_is_taken_only_after_a_question() {
    let model = model();
    let outcome = Item::Route(0, 0).open(&model.catalog);
    assert!(outcome.close);
    assert!(matches!(
        outcome.follow_ups[..],
        [Action::Open(OverlayRequest::Confirm { .. })]
    ));
}

#[test]
fn esc_leaves_at_once_and_what_was_asked_is_selected_the_next_time() {
    let mut model = model();
    let mut palette = asked(&mut model, "audit");
    let before = palette.found.total;
    assert!(palette.update(&Command::Back.into(), &mut model).close);
    let mut again = Palette::new(&model);
    assert_eq!((again.query.text(), again.found.total), ("audit", before));
    // Moving keeps it, typing takes its place.
    let mut kept = Palette::new(&model);
    kept.update(&Action::Type(EditCommand::End), &mut model);
    kept.update(&Action::Type(EditCommand::Text("s".into())), &mut model);
    assert_eq!(kept.query.text(), "audits");
    again.update(&Action::Type(EditCommand::Text("r".into())), &mut model);
    assert_eq!(again.query.text(), "r");
}

#[test]
fn a_row_can_be_clicked() {
    let mut model = model();
    let palette = asked(&mut model, "audit");
    let (shown, hits) = text(|s, a, b| palette.view(s, a, b), &model, 80, 24);
    let action = ask(&shown, &hits, "track").unwrap();
    let mut palette = palette;
    let row = match action {
        Action::Point {
            pane: Pane::Overlay,
            row,
        } => row,
        other => panic!("{other:?}"),
    };
    palette.cursor.at = row;
    assert!(palette.update(&action, &mut model).close);
}

#[test]
fn a_term_without_a_skill_is_answered_with_the_nearest() {
    let mut model = model();
    let palette = asked(&mut model, "siem");
    let nearest = &model.catalog.synonyms.absent[0].nearest;
    let nearest: Vec<Item> = nearest.iter().map(|s| Item::Skill(s.ix.unwrap())).collect();
    let is_skill = |item: &Item| matches!(item, Item::Skill(_));
    let found: Vec<Item> = palette.found.rows.iter().map(|found| found.item).collect();
    let skills: Vec<Item> = found.iter().copied().filter(is_skill).collect();
    assert_eq!(skills, nearest);
    assert!(found.ends_with(&nearest));
    // What bears the term stands first: "cybersecurity SIEM manager".
    assert_eq!((palette.found.total, found.len()), (1, 3));
    let text = shown(&palette, &model);
    assert!(text.contains("ESCO has no such skill"), "{text}");
    let is_marked = |line: &&str| line.contains("  nearest  ");
    assert_eq!(text.lines().filter(is_marked).count(), 2, "{text}");
    // Where nothing is called so, that is said once, above the nearest.
    let palette = asked(&mut model, "edr");
    let text = shown(&palette, &model);
    assert_eq!(palette.found.total, 0);
    assert_eq!(text.matches("nearest").count(), 1, "{text}");
}

#[test]
fn nothing_found_says_what_to_do() {
    let mut model = model();
    let palette = asked(&mut model, "qqqqxyzzy");
    assert_eq!(palette.found.total, 0);
    let shown = shown(&palette, &model);
    assert!(shown.contains("Nothing is meant."), "{shown}");
    assert!(shown.contains("0 of "), "{shown}");
}

#[test]
fn what_only_comes_near_is_said() {
    let mut model = model();
    let far = asked(&mut model, "xyzzy lathe");
    let text = shown(&far, &model);
    assert!(text.contains("Nothing is meant: nearest are"), "{text}");
    assert_eq!(far.found.total, 0);
    assert!((1..=5).contains(&far.found.rows.len()), "{text}");
    // Where something is called so, nothing is said.
    let near = asked(&mut model, "gdpr");
    assert!(!shown(&near, &model).contains("Nothing is meant"));
}

#[test]
fn what_is_called_so_stands_before_what_is_about_it() {
    let mut model = model();
    let palette = asked(&mut model, "incident");
    let rows = || palette.found.rows.iter();
    let is_about = |item: Item| {
        matches!(item, Item::Milestone(_)) && !item.name(&model).to_lowercase().contains("incident")
    };
    let about = rows().position(|row| is_about(row.item)).unwrap();
    let skill = rows().position(|row| matches!(row.item, Item::Skill(_)));
    assert!(skill.unwrap() < about);
}
