//! Tests of the module above.

use super::*;
use crate::profile::Claim;
use crate::ui::model::action::Typed;
use crate::ui::overlay::testing::{ask, session, sizes, text};

fn drawn(guide: &Guide, session: &mut Session, columns: u16, rows: u16) -> (String, Hits) {
    let (shown, hits) = text(
        |scene, area, buf| {
            let mut hits = Hits::default();
            guide.view(scene, area, buf, &mut hits);
            hits
        },
        session,
        columns,
        rows,
    );
    session.heights = hits.heights;
    session.widths = hits.widths;
    (shown, hits)
}

fn press(guide: &mut Guide, session: &mut Session, command: Command) -> Outcome {
    guide.update(&command.into(), session)
}

fn type_in(guide: &mut Guide, session: &mut Session, query: &str) {
    press(guide, session, Command::Search);
    guide.update(&Action::Type(Typed::Text(query.to_owned())), session);
}

#[test]
fn list_and_text_stand_side_by_side() {
    let mut session = session();
    let mut guide = Guide::default();
    let (shown, _) = drawn(&guide, &mut session, 120, 40);
    println!("{shown}");
    for part in [
        "What the post is",
        "A CISO's day",
        "21 of 21 sections",
        "not market or salary",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    press(&mut guide, &mut session, Command::Down);
    let (shown, _) = drawn(&guide, &mut session, 120, 40);
    assert!(shown.contains("Look at a working week"), "{shown}");
    let view = |scene: Scene<'_>, area: Rect, buf: &mut Buffer| {
        let mut hits = Hits::default();
        guide.view(scene, area, buf, &mut hits);
        hits
    };
    sizes(view, &session);
}

#[test]
fn every_section_is_drawn_whole_at_every_width() {
    let mut session = session();
    let ids: Vec<String> = session
        .catalog
        .guide
        .sections
        .iter()
        .map(|s| s.id.to_string())
        .collect();
    for columns in [60, 80, 100, 200] {
        for id in &ids {
            let mut guide = Guide::default();
            guide.show(id, &session);
            let (shown, _) = drawn(&guide, &mut session, columns, 400);
            let squeezed: String = shown
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '│')
                .collect();
            let section = session
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
    let mut session = session();
    let mut guide = Guide::default();
    let (shown, _) = drawn(&guide, &mut session, 80, 22);
    println!("{shown}");
    assert!(
        shown.contains("A CISO's day") && !shown.contains("From here"),
        "{shown}"
    );
    press(&mut guide, &mut session, Command::Open);
    let (shown, _) = drawn(&guide, &mut session, 80, 22);
    println!("{shown}");
    assert!(!shown.contains("A CISO's day"), "{shown}");
    assert!(shown.contains("lines 1 to "), "{shown}");
    press(&mut guide, &mut session, Command::Back);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn the_place_is_kept_for_each_section() {
    let mut session = session();
    let mut guide = Guide::default();
    drawn(&guide, &mut session, 80, 22);
    press(&mut guide, &mut session, Command::Open);
    drawn(&guide, &mut session, 80, 22);
    for _ in 0..5 {
        press(&mut guide, &mut session, Command::Down);
    }
    assert_eq!(guide.place(&session).top, 5);
    guide.show("a-day", &session);
    assert_eq!(guide.place(&session).top, 0);
    guide.show("the-post", &session);
    assert_eq!(guide.place(&session).top, 5);
}

#[test]
fn going_down_reaches_every_link_and_up_the_first_line() {
    let mut session = session();
    for (columns, rows) in [(80, 22), (60, 13), (200, 60)] {
        for section in 0..session.catalog.guide.sections.len() {
            let id = session.catalog.guide.sections[section].id.clone();
            let links = session.catalog.guide.sections[section].links.len();
            let mut guide = Guide::default();
            guide.show(&id, &session);
            drawn(&guide, &mut session, columns, rows);
            for _ in 0..120 {
                press(&mut guide, &mut session, Command::Down);
            }
            assert_eq!(guide.place(&session).link, Some(links - 1), "{id}");
            for _ in 0..120 {
                press(&mut guide, &mut session, Command::Up);
            }
            assert_eq!(guide.place(&session), ReadingPosition::default(), "{id}");
        }
    }
}

#[test]
fn links_lead_on_and_back() {
    let mut session = session();
    let mut guide = Guide::default();
    guide.show("the-post", &session);
    drawn(&guide, &mut session, 120, 40);
    press(&mut guide, &mut session, Command::Open);
    let goal = session.catalog.goal().unwrap();
    let outcome = press(&mut guide, &mut session, Command::Open);
    assert_eq!(outcome.then, [Action::ShowOccupation(goal)]);
    for _ in 0..4 {
        press(&mut guide, &mut session, Command::Down);
    }
    press(&mut guide, &mut session, Command::Open);
    assert_eq!(
        &*guide.current(&session.catalog).unwrap().id,
        "questions-to-ask"
    );
    press(&mut guide, &mut session, Command::Back);
    assert_eq!(&*guide.current(&session.catalog).unwrap().id, "the-post");
    press(&mut guide, &mut session, Command::Back);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn every_link_leads_somewhere() {
    let session = session();
    for section in &session.catalog.guide.sections {
        for each in &section.links {
            let action = link::action(each, &session.catalog);
            assert!(action.is_some(), "{}: {}", section.id, each.label);
        }
    }
}

#[test]
fn skill_links_know_the_person() {
    let mut session = session();
    let uri = "http://data.europa.eu/esco/skill/e71c6cee-7247-49f4-829a-141c880ae938";
    let skill = session.catalog.skill_by_uri(uri).unwrap();
    session.mark(skill, Some(Claim::Held));
    let mut guide = Guide::default();
    guide.show("the-post", &session);
    let (shown, _) = drawn(&guide, &mut session, 120, 60);
    assert!(
        shown.contains("✓ advice on security risk management"),
        "{shown}"
    );
    assert!(shown.contains("skill · marked"), "{shown}");
    assert!(shown.contains("role · your goal"), "{shown}");
}

#[test]
fn search_keeps_sections_with_all_words_and_lights_them() {
    let mut session = session();
    let mut guide = Guide::default();
    drawn(&guide, &mut session, 120, 40);
    type_in(&mut guide, &mut session, "nis2 24");
    assert!(guide.typing());
    let (shown, _) = drawn(&guide, &mut session, 120, 40);
    println!("{shown}");
    assert!(shown.contains(" of 21 sections"), "{shown}");
    assert_eq!(
        &*guide.current(&session.catalog).unwrap().id,
        "duties-in-law"
    );
    assert!(shown.contains("NIS2"), "{shown}");
    // The next search takes the place of this one; one key leaves it.
    press(&mut guide, &mut session, Command::Open);
    type_in(&mut guide, &mut session, "pay");
    assert_eq!(guide.query.text(), "pay");
    press(&mut guide, &mut session, Command::Back);
    assert!(!guide.typing());
    assert!(guide.query.is_empty());
    assert!(!press(&mut guide, &mut session, Command::Back).handled);
}

#[test]
fn a_search_without_result_says_so() {
    let mut session = session();
    let mut guide = Guide::default();
    type_in(&mut guide, &mut session, "zebra");
    let (shown, _) = drawn(&guide, &mut session, 80, 22);
    assert!(
        shown.contains("No section has all of these words."),
        "{shown}"
    );
    assert!(shown.contains("0 of 21"), "{shown}");
    press(&mut guide, &mut session, Command::Open);
    assert_eq!(guide.focus, Focus::List);
}

#[test]
fn clicks_select_and_open() {
    let mut session = session();
    let mut guide = Guide::default();
    let (shown, hits) = drawn(&guide, &mut session, 120, 60);
    let day = ask(&shown, &hits, "A CISO's day").unwrap();
    guide.update(&day, &mut session);
    assert_eq!(guide.section, 1);
    guide.update(&day, &mut session);
    assert_eq!(guide.focus, Focus::Text);
    let (shown, hits) = drawn(&guide, &mut session, 120, 60);
    let link = ask(&shown, &hits, "manage budgets").unwrap();
    assert!(guide.update(&link, &mut session).then.is_empty());
    let outcome = guide.update(&link, &mut session);
    assert!(matches!(outcome.then[..], [Action::ShowSkill(_)]));
    let before = guide.place(&session);
    guide.update(
        &Action::Wheel {
            pane: TEXT,
            down: false,
        },
        &mut session,
    );
    assert!(guide.place(&session).top <= before.top);
}

#[test]
fn an_unknown_section_changes_nothing() {
    let session = session();
    let mut guide = Guide::default();
    guide.show("nowhere", &session);
    assert_eq!((guide.section, guide.focus), (0, Focus::List));
}
