//! The guide: sections at the left, the text of one at the right, its links at the end of the text. Searching keeps
//! the sections that contain every word. Under 100 columns list and text take turns.
//!
//! The text is the same for everybody; the links show how what they lead to stands for the person.

mod link;
mod search;
mod text;
mod view;

use std::collections::BTreeMap;

use self::text::TextRow;
use crate::catalog::Catalog;
use crate::catalog::guide::Section;
use crate::text::fold;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::flow::QueryWords;
use crate::ui::widget::page::Page;
use crate::ui::widget::text_field::TextField;

/// What has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    #[default]
    List,
    Text,
}

/// The guide screen.
#[derive(Debug, Default)]
pub struct Guide {
    focus: Focus,
    /// The section shown, by position in the guide.
    section: usize,
    /// The cursor over the sections found.
    list: Cursor,
    query: TextField,
    typing: bool,
    /// The sections found, by position, while something is searched.
    found: Vec<usize>,
    /// How far each section was read, by id.
    read: BTreeMap<Box<str>, Page<usize>>,
    /// Where the text stands while something is searched; it starts at the first match.
    sought: Page<usize>,
    /// The sections from which a link led here, the last one at the end.
    trail: Vec<usize>,
}

impl Guide {
    /// Shows a section; an unknown id changes nothing.
    pub fn show(&mut self, id: &str, model: &Model) {
        let sections = &model.catalog.guide.sections;
        let Some(at) = sections.iter().position(|s| &*s.id == id) else {
            return;
        };
        if !self.shown(&model.catalog).contains(&at) {
            self.query.clear();
        }
        self.typing = false;
        self.trail.clear();
        self.select(at, model);
        self.focus = Focus::Text;
    }

    /// Whether printable keys go to the search field.
    pub fn typing(&self) -> bool {
        self.typing
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
        if self.focus == Focus::List && !self.query.is_empty() {
            out.push((
                Command::Back,
                if self.typing {
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

    /// Answers an action.
    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Type(typed) if self.typing => {
                if self.query.apply(typed) {
                    self.search(model);
                }
                Outcome::done()
            }
            Action::Do(Command::Search) => {
                self.focus = Focus::List;
                self.typing = true;
                self.query.select_all();
                Outcome::done()
            }
            Action::Do(command) => match self.focus {
                Focus::List => self.on_list(*command, model),
                Focus::Text => self.on_text(*command, model),
            },
            Action::Point {
                pane: Pane::Sections,
                row,
            } => {
                let again = self.focus == Focus::List && self.list.at == *row;
                self.focus = Focus::List;
                if again {
                    return self.on_list(Command::Open, model);
                }
                self.list.at = *row;
                self.follow_cursor(model);
                Outcome::done()
            }
            Action::Point {
                pane: Pane::Section,
                row,
            } => self.point_text(*row, model),
            Action::Wheel {
                pane: Pane::Sections,
                down,
            } => {
                let shown = self.shown(&model.catalog).len();
                let height = model.view.panes.height(Pane::Sections);
                self.list.wheel(*down, shown, height);
                self.follow_cursor(model);
                Outcome::done()
            }
            Action::Wheel {
                pane: Pane::Section,
                down,
            } => {
                let rows = self.rows(model);
                let height = model.view.panes.height(Pane::Section);
                self.page_mut(model).wheel(*down, &rows, height);
                Outcome::done()
            }
            _ => Outcome::ignored(),
        }
    }

    fn on_list(&mut self, command: Command, model: &Model) -> Outcome {
        let height = model.view.panes.height(Pane::Sections);
        let shown = self.shown(&model.catalog).len();
        match command {
            Command::Open | Command::Right => {
                self.typing = false;
                if shown > 0 {
                    self.focus = Focus::Text;
                }
                return Outcome::done();
            }
            Command::Back if self.typing || !self.query.is_empty() => {
                self.typing = false;
                self.query.clear();
                self.search(model);
                return Outcome::done();
            }
            command if self.list.command(command, shown, height) => {}
            _ => return Outcome::ignored(),
        }
        self.follow_cursor(model);
        Outcome::done()
    }

    fn on_text(&mut self, command: Command, model: &Model) -> Outcome {
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Section);
        if self.page_mut(model).go(command, &rows, height) {
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
        let Some(at) = self.page(model).target(rows, height) else {
            self.page_mut(model).select(0);
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
            Some(action) => Outcome::then(action),
            None => Outcome::done(),
        }
    }

    fn point_text(&mut self, row: usize, model: &Model) -> Outcome {
        self.focus = Focus::Text;
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Section);
        if self.page_mut(model).point(row, &rows, height) == Some(true) {
            return self.follow_link(&rows, model);
        }
        Outcome::done()
    }

    /// The sections listed, by position.
    fn shown(&self, catalog: &Catalog) -> Vec<usize> {
        if self.query.text().trim().is_empty() {
            (0..catalog.guide.sections.len()).collect()
        } else {
            self.found.clone()
        }
    }

    fn current<'a>(&self, catalog: &'a Catalog) -> Option<&'a Section> {
        catalog.guide.sections.get(self.section)
    }

    fn words(&self) -> QueryWords {
        QueryWords::of(self.query.text())
    }

    /// Lists what the query finds; the section shown stays when it is among them.
    fn search(&mut self, model: &Model) {
        self.found = search::sections(&model.catalog.guide, &self.words());
        let shown = self.shown(&model.catalog);
        // Who types a title wants that section; what is read already stays where no title is meant.
        let words = self.words();
        let titled = shown.iter().find(|s| {
            let section = model.catalog.guide.sections.get(**s);
            section.is_some_and(|s| !words.is_empty() && words.all_in(&fold(&s.title)))
        });
        let kept = shown.iter().find(|s| **s == self.section);
        match titled.or(kept).or(shown.first()) {
            Some(section) => self.select(*section, model),
            None => self.list = Cursor::default(),
        }
    }

    /// The section under the cursor of the list is shown.
    fn follow_cursor(&mut self, model: &Model) {
        if let Some(section) = self.shown(&model.catalog).get(self.list.at).copied()
            && section != self.section
        {
            self.trail.clear();
            self.select(section, model);
        }
    }

    /// Shows a section and puts the cursor of the list on it.
    fn select(&mut self, section: usize, model: &Model) {
        self.section = section;
        let shown = self.shown(&model.catalog);
        if let Some(at) = shown.iter().position(|s| *s == section) {
            self.list
                .go(at, shown.len(), model.view.panes.height(Pane::Sections));
        }
        let words = self.words();
        self.sought = Page::reading(0);
        if let Some(section) = self.current(&model.catalog)
            && !words.is_empty()
        {
            let width = model.view.panes.width(Pane::Section);
            let rows = text::rows(model, section, self.section == 0, width);
            self.sought = Page::reading(text::first_match(&rows, &words));
        }
    }

    /// Where the text stands.
    fn page(&self, model: &Model) -> Page<usize> {
        if !self.words().is_empty() {
            return self.sought.clone();
        }
        let section = self.current(&model.catalog);
        let read = section.and_then(|section| self.read.get(&section.id));
        read.cloned().unwrap_or_else(|| Page::reading(0))
    }

    fn page_mut(&mut self, model: &Model) -> &mut Page<usize> {
        match model.catalog.guide.sections.get(self.section) {
            Some(section) if self.words().is_empty() => self
                .read
                .entry(section.id.clone())
                .or_insert_with(|| Page::reading(0)),
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
