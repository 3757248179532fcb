//! The guide: sections at the left, the text of one at the right, its links at the end of the text. Searching keeps
//! the sections that contain every word. Under 100 columns list and text take turns.
//!
//! The text is the same for everybody; the links show how what they lead to stands for the person.

mod link;
mod search;
mod text;
mod view;

use self::text::TextRow;
use crate::catalog::Catalog;
use crate::catalog::guide::Section;
use crate::text::fold;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::page::{Click, Page};
use crate::ui::widget::search_list::{FoundRows, ListEvent, ListRow, SearchList};

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    List,
    Text,
}

/// The guide screen. Sections are known by their position in the guide.
#[derive(Debug)]
pub struct Guide {
    focus: Focus,
    /// The section shown.
    section: usize,
    /// The sections found.
    list: SearchList,
    /// How far each section was read.
    pages: Vec<Page<usize>>,
    /// Where the text stands while something is searched; it starts at the first match.
    sought: Page<usize>,
    /// The sections from which a link led here, the last one at the end.
    trail: Vec<usize>,
}

impl Guide {
    /// The guide at its first section.
    pub fn new(model: &Model) -> Self {
        let mut guide = Self {
            focus: Focus::List,
            section: 0,
            list: SearchList::new(Pane::Sections),
            pages: vec![Page::reading(0); model.catalog.guide.sections.len()],
            sought: Page::reading(0),
            trail: Vec::new(),
        };
        guide.search(model);
        guide
    }

    /// Shows a section; an unknown id changes nothing.
    pub fn show(&mut self, id: &str, model: &Model) {
        let sections = &model.catalog.guide.sections;
        let Some(at) = sections.iter().position(|s| &*s.id == id) else {
            return;
        };
        if !self.list.rows().contains(&ListRow::new(at as u32)) {
            self.list.clear_query();
            self.search(model);
        }
        self.list.stop_typing();
        self.trail.clear();
        self.select(at, model);
        self.focus = Focus::Text;
    }

    /// Whether printable keys go to the search field.
    pub fn typing(&self) -> bool {
        self.focus == Focus::List && self.list.typing()
    }

    /// The keys that work now.
    pub fn footer(&self) -> Vec<(Command, &'static str)> {
        let mut out = vec![(Command::Up, "move")];
        match self.focus {
            Focus::List => out.push((Command::Open, "read")),
            Focus::Text => out.extend([
                (Command::PageDown, "page"),
                (Command::Open, "follow link"),
                (
                    Command::Back,
                    if self.trail.is_empty() {
                        "sections"
                    } else {
                        "back"
                    },
                ),
            ]),
        }
        if self.focus == Focus::List && !self.list.query().is_empty() {
            out.push((
                Command::Back,
                if self.typing() {
                    "leave search"
                } else {
                    "clear search"
                },
            ));
        }
        out.extend([
            (Command::Search, "search the guide"),
            (Command::Palette, "find anything"),
            (Command::Help, "help"),
            (Command::Quit, "quit"),
        ]);
        out
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Do(Command::Search) => {
                self.focus = Focus::List;
                self.list.update(action, 0);
                Outcome::done()
            }
            Action::Do(command) if self.focus == Focus::Text => self.on_text(*command, model),
            Action::Point {
                pane: Pane::Section,
                row,
            } => self.point_text(*row, model),
            Action::Wheel {
                pane: Pane::Section,
                down,
            } => {
                let rows = self.rows(model);
                let height = model.view.panes.height(Pane::Section);
                self.page_mut().wheel(*down, &rows, height);
                Outcome::done()
            }
            _ => self.on_list(action, model),
        }
    }

    fn on_list(&mut self, action: &Action, model: &Model) -> Outcome {
        let elsewhere = self.focus == Focus::Text;
        let is_click = matches!(action, Action::Point { .. });
        let height = model.view.panes.height(Pane::Sections);
        match self.list.update(action, height) {
            ListEvent::Ignored if *action == Command::Right.into() => self.enter_text(),
            ListEvent::Ignored => return Outcome::ignored(),
            ListEvent::Done => {}
            ListEvent::QueryChanged => self.search(model),
            ListEvent::Moved => self.follow_cursor(model),
            // A click that only brings the keys back to the list opens nothing.
            ListEvent::Open if elsewhere && is_click => {}
            ListEvent::Open => {
                self.enter_text();
                return Outcome::done();
            }
        }
        if is_click {
            self.focus = Focus::List;
        }
        Outcome::done()
    }

    fn enter_text(&mut self) {
        if !self.list.rows().is_empty() {
            self.focus = Focus::Text;
        }
    }

    fn on_text(&mut self, command: Command, model: &Model) -> Outcome {
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Section);
        if self.page_mut().go(command, &rows, height) {
            return Outcome::done();
        }
        match command {
            Command::Left => self.focus = Focus::List,
            Command::Back => match self.trail.pop() {
                Some(before) => self.select(before, model),
                None => self.focus = Focus::List,
            },
            Command::Open => return self.follow_link(&rows, model),
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    /// Follows the link under the cursor; without one, goes to the links.
    fn follow_link(&mut self, rows: &[TextRow], model: &Model) -> Outcome {
        let height = model.view.panes.height(Pane::Section);
        let Some(at) = self.page().target(rows, height) else {
            self.page_mut().select(0);
            return Outcome::done();
        };
        let Some(section) = self.current(&model.catalog) else {
            return Outcome::done();
        };
        let Some(link) = section.links.get(at) else {
            return Outcome::done();
        };
        match link::action(link, &model.catalog) {
            Some(Action::ShowSection(id)) => {
                let from = self.section;
                let mut trail = std::mem::take(&mut self.trail);
                self.show(&id, model);
                if self.section != from {
                    trail.push(from);
                }
                self.trail = trail;
                Outcome::done()
            }
            Some(action) => Outcome::follow_up(action),
            None => Outcome::done(),
        }
    }

    fn point_text(&mut self, row: usize, model: &Model) -> Outcome {
        self.focus = Focus::Text;
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Section);
        if self.page_mut().point(row, &rows, height) == Click::Again {
            return self.follow_link(&rows, model);
        }
        Outcome::done()
    }

    fn current<'a>(&self, catalog: &'a Catalog) -> Option<&'a Section> {
        catalog.guide.sections.get(self.section)
    }

    fn words(&self) -> QueryWords {
        QueryWords::of(self.list.query())
    }

    /// Lists what the query finds; the section shown stays when it is among them.
    fn search(&mut self, model: &Model) {
        let words = self.words();
        let guide = &model.catalog.guide;
        let found = search::sections(guide, &words);
        // Who types a title wants that section; what is read already stays where no title is meant.
        let is_titled = |at: &&usize| words.all_in(&fold(&guide.sections[**at].title));
        let titled = found.iter().find(|at| !words.is_empty() && is_titled(at));
        let kept = found.iter().find(|at| **at == self.section);
        let section = titled.or(kept).or(found.first()).copied();
        let rows: Vec<_> = found.iter().map(|at| ListRow::new(*at as u32)).collect();
        self.list.fill(FoundRows {
            total: rows.len(),
            rows,
            note: None,
        });
        if let Some(section) = section {
            self.select(section, model);
        }
    }

    /// The section under the cursor of the list is shown.
    fn follow_cursor(&mut self, model: &Model) {
        let selected = self.list.selected().map(|item| item as usize);
        if let Some(section) = selected.filter(|s| *s != self.section) {
            self.trail.clear();
            self.select(section, model);
        }
    }

    /// Shows a section and puts the cursor of the list on it.
    fn select(&mut self, section: usize, model: &Model) {
        self.section = section;
        let height = model.view.panes.height(Pane::Sections);
        self.list.select(section as u32, height);
        let words = self.words();
        if !words.is_empty() {
            let first = text::first_match(&self.rows(model), &words);
            self.sought = Page::reading(first);
        }
    }

    /// Where the text stands.
    fn page(&self) -> &Page<usize> {
        match self.pages.get(self.section) {
            Some(page) if self.words().is_empty() => page,
            _ => &self.sought,
        }
    }

    fn page_mut(&mut self) -> &mut Page<usize> {
        let is_searched = !self.words().is_empty();
        match self.pages.get_mut(self.section) {
            Some(page) if !is_searched => page,
            _ => &mut self.sought,
        }
    }

    /// The text as the last frame showed it.
    fn rows(&self, model: &Model) -> Vec<TextRow> {
        let width = model.view.panes.width(Pane::Section);
        let section = self.current(&model.catalog);
        section.map_or_else(Vec::new, |section| {
            text::rows(model, section, self.section == 0, width)
        })
    }
}

#[cfg(test)]
mod tests;
