//! Tests of the module above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::profile::Claim;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::overlay::testing::{ask, model, sizes, text};

fn drawn(guide: &Guide, model: &mut Model, columns: u16, rows: u16) -> (String, HitMap) {
    let (shown, hits) = text(
        |ctx, area, buf| {
            let mut hits = HitMap::default();
            guide.view(ctx, area, buf, &mut hits);
            hits
        },
        model,
        columns,
        rows,
    );
    model.view.panes.update(&hits.panes);
    (shown, hits)
}

fn press(guide: &mut Guide, model: &mut Model, command: Command) -> Outcome {
    guide.update(&command.into(), model)
}

fn type_in(guide: &mut Guide, model: &mut Model, query: &str) {
    press(guide, model, Command::Search);
    guide.update(&Action::Type(EditCommand::Text(query.to_owned())), model);
}

/// The first row of the text on screen.
fn top(guide: &Guide, model: &Model) -> usize {
    let height = model.view.panes.height(Pane::Section);
    guide.page(model).position(&guide.rows(model), height).1
}

#[test]
fn list_and_text_stand_side_by_side() {
    let mut model = model();
    let mut guide = Guide::default();
    let (shown, _) = drawn(&guide, &mut model, 120, 40);
    println!("{shown}");
    for part in [
        "What the post is",
        "A CISO's day",
        "21 of 21 sections",
        "not market or salary",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    press(&mut guide, &mut model, Command::Down);
    let (shown, _) = drawn(&guide, &mut model, 120, 40);
    assert!(shown.contains("Look at a working week"), "{shown}");
    let view = |ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer| {
        let mut hits = HitMap::default();
        guide.view(ctx, area, buf, &mut hits);
        hits
    };
    sizes(view, &model);
}

#[test]
fn every_section_is_drawn_whole_at_every_width() {
    let mut model = model();
    let ids: Vec<String> = model
        .catalog
        .guide
        .sections
        .iter()
        .map(|s| s.id.to_string())
        .collect();
    for columns in [60, 80, 100, 200] {
        for id in &ids {
            let mut guide = Guide::default();
            guide.show(id, &model);
            let (shown, _) = drawn(&guide, &mut model, columns, 400);
            let squeezed: String = shown
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '│')
                .collect();
            let section = model
                .catalog
                .guide
                .sections
                .iter()
                .find(|s| *s.id == **id)
                .unwrap();
            for block in &section.blocks {
                if let crate::catalog::guide::Block::Fact { source, .. } = block {
                    let at_left_of_list = columns < 100;
                    assert!(
                        !at_left_of_list || squeezed.contains(&**source),
                        "{id} {source}\n{shown}"
                    );
                }
            }
            for line in shown.lines() {
                assert!(crate::text::width(line) <= usize::from(columns));
            }
        }
    }
}

#[test]
fn one_pane_shows_the_list_and_enter_the_text() {
    let mut model = model();
    let mut guide = Guide::default();
    let (shown, _) = drawn(&guide, &mut model, 80, 22);
    println!("{shown}");
    assert!(
        shown.contains("A CISO's day") && !shown.contains("From here"),
        "{shown}"
    );
    press(&mut guide, &mut model, Command::Open);
    let (shown, _) = drawn(&guide, &mut model, 80, 22);
    println!("{shown}");
    assert!(!shown.contains("A CISO's day"), "{shown}");
    assert!(shown.contains("lines 1 to "), "{shown}");
    press(&mut guide, &mut model, Command::Back);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn the_place_is_kept_for_each_section() {
    let mut model = model();
    let mut guide = Guide::default();
    drawn(&guide, &mut model, 80, 22);
    press(&mut guide, &mut model, Command::Open);
    drawn(&guide, &mut model, 80, 22);
    for _ in 0..5 {
        press(&mut guide, &mut model, Command::Down);
    }
    assert_eq!(top(&guide, &model), 5);
    guide.show("a-day", &model);
    assert_eq!(top(&guide, &model), 0);
    guide.show("the-post", &model);
    assert_eq!(top(&guide, &model), 5);
}

#[test]
fn going_down_reaches_every_link_and_up_the_first_line() {
    let mut model = model();
    for (columns, rows) in [(80, 22), (60, 13), (200, 60)] {
        for section in 0..model.catalog.guide.sections.len() {
            let id = model.catalog.guide.sections[section].id.clone();
            let links = model.catalog.guide.sections[section].links.len();
            let mut guide = Guide::default();
            guide.show(&id, &model);
            drawn(&guide, &mut model, columns, rows);
            for _ in 0..120 {
                press(&mut guide, &mut model, Command::Down);
            }
            let height = model.view.panes.height(Pane::Section);
            let link = guide.page(&model).target(&guide.rows(&model), height);
            assert_eq!(link, Some(links - 1), "{id}");
            for _ in 0..120 {
                press(&mut guide, &mut model, Command::Up);
            }
            assert_eq!(top(&guide, &model), 0, "{id}");
        }
    }
}

#[test]
fn links_lead_on_and_back() {
    let mut model = model();
    let mut guide = Guide::default();
    guide.show("the-post", &model);
    drawn(&guide, &mut model, 120, 40);
    press(&mut guide, &mut model, Command::Open);
    let goal = model.catalog.goal().unwrap();
    let outcome = press(&mut guide, &mut model, Command::Open);
    assert_eq!(outcome.follow_ups, [Action::ShowOccupation(goal)]);
    for _ in 0..4 {
        press(&mut guide, &mut model, Command::Down);
    }
    press(&mut guide, &mut model, Command::Open);
    assert_eq!(
        &*guide.current(&model.catalog).unwrap().id,
        "questions-to-ask"
    );
    press(&mut guide, &mut model, Command::Back);
    assert_eq!(&*guide.current(&model.catalog).unwrap().id, "the-post");
    press(&mut guide, &mut model, Command::Back);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn every_link_leads_somewhere() {
    let model = model();
    for section in &model.catalog.guide.sections {
        for each in &section.links {
            let action = link::action(each, &model.catalog);
            assert!(action.is_some(), "{}: {}", section.id, each.label);
        }
    }
}

#[test]
fn skill_links_know_the_person() {
    let mut model = model();
    let uri = "http://data.europa.eu/esco/skill/e71c6cee-7247-49f4-829a-141c880ae938";
    let skill = model.catalog.skill_by_uri(uri).unwrap();
    model.mark(skill, Some(Claim::Held));
    let mut guide = Guide::default();
    guide.show("the-post", &model);
    let (shown, _) = drawn(&guide, &mut model, 120, 60);
    assert!(
        shown.contains("✓ advice on security risk management"),
        "{shown}"
    );
    assert!(shown.contains("skill · marked"), "{shown}");
    assert!(shown.contains("role · your goal"), "{shown}");
}

#[test]
fn search_keeps_sections_with_all_words_and_lights_them() {
    let mut model = model();
    let mut guide = Guide::default();
    drawn(&guide, &mut model, 120, 40);
    type_in(&mut guide, &mut model, "nis2 24");
    assert!(guide.typing());
    let (shown, _) = drawn(&guide, &mut model, 120, 40);
    println!("{shown}");
    assert!(shown.contains(" of 21 sections"), "{shown}");
    assert_eq!(&*guide.current(&model.catalog).unwrap().id, "duties-in-law");
    assert!(shown.contains("NIS2"), "{shown}");
    // The next search takes the place of this one; one key leaves it.
    press(&mut guide, &mut model, Command::Open);
    type_in(&mut guide, &mut model, "pay");
    assert_eq!(guide.query.text(), "pay");
    press(&mut guide, &mut model, Command::Back);
    assert!(!guide.typing());
    assert!(guide.query.is_empty());
    assert!(!press(&mut guide, &mut model, Command::Back).handled);
}

#[test]
fn a_search_without_result_says_so() {
    let mut model = model();
    let mut guide = Guide::default();
    type_in(&mut guide, &mut model, "zebra");
    let (shown, _) = drawn(&guide, &mut model, 80, 22);
    assert!(
        shown.contains("No section has all of these words."),
        "{shown}"
    );
    assert!(shown.contains("0 of 21"), "{shown}");
    press(&mut guide, &mut model, Command::Open);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn clicks_select_and_open() {
    let mut model = model();
    let mut guide = Guide::default();
    let (shown, hits) = drawn(&guide, &mut model, 120, 60);
    let day = ask(&shown, &hits, "A CISO's day").unwrap();
    guide.update(&day, &mut model);
    assert_eq!(guide.section, 1);
    guide.update(&day, &mut model);
    assert_eq!(guide.focus, Focus::Text);
    let (shown, hits) = drawn(&guide, &mut model, 120, 60);
    let link = ask(&shown, &hits, "manage budgets").unwrap();
    assert!(guide.update(&link, &mut model).follow_ups.is_empty());
    let outcome = guide.update(&link, &mut model);
    assert!(matches!(outcome.follow_ups[..], [Action::ShowSkill(_)]));
    let before = top(&guide, &model);
    guide.update(
        &Action::Wheel {
            pane: Pane::Section,
            down: false,
        },
        &mut model,
    );
    assert!(top(&guide, &model) <= before);
}

#[test]
fn an_unknown_section_changes_nothing() {
    let model = model();
    let mut guide = Guide::default();
    guide.show("nowhere", &model);
    assert_eq!((guide.section, guide.focus), (0, Focus::List));
}
