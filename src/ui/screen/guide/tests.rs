//! Tests of the module above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::catalog::guide::Block;
use crate::profile::Claim;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::overlay::testing::{ask, model, sizes, text};

/// A guide and what it is drawn over.
struct Reader {
    guide: Guide,
    model: Model,
    hits: HitMap,
}

impl Reader {
    fn new() -> Self {
        let model = model();
        Self {
            guide: Guide::new(&model),
            model,
            hits: HitMap::default(),
        }
    }

    /// A guide that shows a section.
    fn at(id: &str) -> Self {
        let mut reader = Self::new();
        reader.guide.show(id, &reader.model);
        reader
    }

    fn draw(&mut self, columns: u16, rows: u16) -> String {
        let view = |ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer| {
            let mut hits = HitMap::default();
            self.guide.view(ctx, area, buf, &mut hits);
            hits
        };
        let (shown, hits) = text(view, &self.model, columns, rows);
        self.model.view.panes.update(&hits.panes);
        self.hits = hits;
        shown
    }

    #[track_caller]
    fn shows(&mut self, columns: u16, rows: u16, parts: &[&str]) {
        let shown = self.draw(columns, rows);
        for part in parts {
            assert!(shown.contains(part), "no {part:?} in\n{shown}");
        }
    }

    fn update(&mut self, action: &Action) -> Outcome {
        self.guide.update(action, &mut self.model)
    }

    fn press(&mut self, command: Command) -> Outcome {
        self.update(&command.into())
    }

    fn search(&mut self, query: &str) {
        self.press(Command::Search);
        self.update(&Action::Type(EditCommand::Text(query.to_owned())));
    }

    /// The first row of the text on screen.
    fn top(&self) -> usize {
        let height = self.model.view.panes.height(Pane::Section);
        self.guide
            .page()
            .position(&self.guide.rows(&self.model), height)
            .1
    }

    /// The section shown.
    fn section(&self) -> &str {
        &self.guide.current(&self.model.catalog).unwrap().id
    }
}

#[test]
fn list_and_text_stand_side_by_side() {
    let mut reader = Reader::new();
    let parts = [
        "What the post is",
        "A CISO's day",
        "21 of 21 sections",
        "not market or salary",
    ];
    reader.shows(120, 40, &parts);
    reader.press(Command::Down);
    reader.shows(120, 40, &["Look at a working week"]);
    let view = |ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer| {
        let mut hits = HitMap::default();
        reader.guide.view(ctx, area, buf, &mut hits);
        hits
    };
    sizes(view, &reader.model);
}

#[test]
fn every_section_is_drawn_whole_at_every_width() {
    let catalog = model().catalog.clone();
    for columns in [60, 80, 100, 200] {
        for section in &catalog.guide.sections {
            let shown = Reader::at(&section.id).draw(columns, 400);
            let squeezed: String = shown
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '│')
                .collect();
            for block in &section.blocks {
                if let Block::Fact { source, .. } = block {
                    let beside_list = columns >= 100;
                    let is_whole = squeezed.contains(&**source);
                    assert!(beside_list || is_whole, "{source}\n{shown}");
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
    let mut reader = Reader::new();
    let shown = reader.draw(80, 22);
    assert!(shown.contains("A CISO's day") && !shown.contains("From here"));
    reader.press(Command::Open);
    let shown = reader.draw(80, 22);
    assert!(!shown.contains("A CISO's day"), "{shown}");
    assert!(shown.contains("lines 1 to "), "{shown}");
    reader.press(Command::Back);
    assert_eq!(reader.guide.focus, Focus::List);
}

#[test]
fn the_place_is_kept_for_each_section() {
    let mut reader = Reader::new();
    reader.draw(80, 22);
    reader.press(Command::Open);
    reader.draw(80, 22);
    for _ in 0..5 {
        reader.press(Command::Down);
    }
    for (section, top) in [("the-post", 5), ("a-day", 0), ("the-post", 5)] {
        reader.guide.show(section, &reader.model);
        assert_eq!(reader.top(), top);
    }
}

#[test]
fn going_down_reaches_every_link_and_up_the_first_line() {
    let catalog = model().catalog.clone();
    for (columns, rows) in [(80, 22), (60, 13), (200, 60)] {
        for section in &catalog.guide.sections {
            let mut reader = Reader::at(&section.id);
            reader.draw(columns, rows);
            for _ in 0..120 {
                reader.press(Command::Down);
            }
            let height = reader.model.view.panes.height(Pane::Section);
            let rows = reader.guide.rows(&reader.model);
            let link = reader.guide.page().target(&rows, height);
            assert_eq!(link, Some(section.links.len() - 1), "{}", section.id);
            for _ in 0..120 {
                reader.press(Command::Up);
            }
            assert_eq!(reader.top(), 0, "{}", section.id);
        }
    }
}

#[test]
fn links_lead_on_and_back() {
    let mut reader = Reader::at("the-post");
    reader.draw(120, 40);
    reader.press(Command::Open);
    let goal = reader.model.catalog.goal().unwrap();
    let outcome = reader.press(Command::Open);
    assert_eq!(outcome.follow_ups, [Action::ShowOccupation(goal)]);
    for _ in 0..4 {
        reader.press(Command::Down);
    }
    reader.press(Command::Open);
    assert_eq!(reader.section(), "questions-to-ask");
    reader.press(Command::Back);
    assert_eq!(reader.section(), "the-post");
    reader.press(Command::Back);
    assert_eq!(reader.guide.focus, Focus::List);
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
    let mut reader = Reader::at("the-post");
    let uri = "http://data.europa.eu/esco/skill/e71c6cee-7247-49f4-829a-141c880ae938";
    let skill = reader.model.catalog.skill_by_uri(uri).unwrap();
    reader.model.mark(skill, Some(Claim::Held));
    let parts = [
        "✓ advice on security risk management",
        "skill · marked",
        "role · your goal",
    ];
    reader.shows(120, 60, &parts);
}

#[test]
fn search_keeps_sections_with_all_words_and_lights_them() {
    let mut reader = Reader::new();
    reader.draw(120, 40);
    reader.search("nis2 24");
    assert!(reader.guide.typing());
    reader.shows(120, 40, &[" of 21 sections", "NIS2"]);
    assert_eq!(reader.section(), "duties-in-law");
    // The next search takes the place of this one; one key leaves it.
    reader.press(Command::Open);
    reader.search("pay");
    assert_eq!(reader.guide.list.query(), "pay");
    reader.press(Command::Back);
    assert!(!reader.guide.typing());
    assert_eq!(reader.guide.list.query(), "");
    assert!(!reader.press(Command::Back).handled);
}

#[test]
fn a_search_without_result_says_so() {
    let mut reader = Reader::new();
    reader.search("zebra");
    reader.shows(80, 22, &["No section has all of these words.", "0 of 21"]);
    reader.press(Command::Open);
    assert_eq!(reader.guide.focus, Focus::List);
}

#[test]
fn clicks_select_and_open() {
    let mut reader = Reader::new();
    let shown = reader.draw(120, 60);
    let day = ask(&shown, &reader.hits, "A CISO's day").unwrap();
    reader.update(&day);
    assert_eq!(reader.guide.section, 1);
    reader.update(&day);
    assert_eq!(reader.guide.focus, Focus::Text);
    let shown = reader.draw(120, 60);
    let link = ask(&shown, &reader.hits, "manage budgets").unwrap();
    assert!(reader.update(&link).follow_ups.is_empty());
    let outcome = reader.update(&link);
    assert!(matches!(outcome.follow_ups[..], [Action::ShowSkill(_)]));
    let before = reader.top();
    let (pane, down) = (Pane::Section, false);
    reader.update(&Action::Wheel { pane, down });
    assert!(reader.top() <= before);
}

#[test]
fn an_unknown_section_changes_nothing() {
    let guide = Reader::at("nowhere").guide;
    assert_eq!((guide.section, guide.focus), (0, Focus::List));
}
