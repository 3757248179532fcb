//! A searched list and beside it the page of what is selected there: the screens of roles and of skills. Under 100
//! columns one of the two at a time. A [`Listing`] says what is listed and what a page says.

pub(crate) mod listing;
mod view;

use self::listing::{Listing, ListingEvent};
use super::page::Click;
use super::page::content::{Page, Row, Target};
use super::page_actions;
use super::search_list::{ListEvent, SearchList};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::widget::hints::Hint;

/// How many pages back are remembered.
const TRAIL: usize = 32;

/// How many rows a search lists at first.
const ROWS: usize = 200;

/// How many times more it lists whenever the end of them is reached.
const MORE: usize = 4;

/// The keys that work while the query is typed.
const TYPING_KEYS: &[Hint<'_>] = &[
    (Command::Up, "move"),
    (Command::Open, "open"),
    (Command::Back, "leave search"),
];

/// The keys that work on a page.
const PAGE_KEYS: &[Hint<'_>] = &[
    (Command::Up, "move"),
    (Command::Open, "open"),
    (Command::Mark, "mark"),
    (Command::Deny, "not me"),
    (Command::Evidence, "evidence"),
    (Command::Back, "back"),
    (Command::Undo, "undo"),
    (Command::Help, "help"),
];

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    List,
    Page,
}

/// The list, the page, and which of them has the keys.
#[derive(Debug)]
pub struct Browser<L> {
    listing: L,
    list: SearchList,
    /// The most rows that a search lists.
    limit: usize,
    /// The generation of the model for which the rows were found; none before the screen was seen. A screen that is
    /// not seen puts its work off: the first frame and a key on another screen must not pay for it.
    generation: Option<u64>,
    /// Whether the rows are still those of an earlier query.
    is_searching: bool,
    focus: Focus,
    page: Page,
    /// The item of the page.
    shown: Option<u32>,
    /// Items from which the page was left for another, to go back to.
    trail: Vec<u32>,
    /// Whether the page itself asked for what comes next.
    following: bool,
}

#[expect(private_bounds, reason = "screens are made here only")]
impl<L: Listing> Browser<L> {
    /// A browser that has searched for nothing yet.
    pub fn new(listing: L) -> Self {
        Self {
            listing,
            list: SearchList::new(Pane::List),
            limit: ROWS,
            generation: None,
            is_searching: false,
            focus: Focus::List,
            page: Page::default(),
            shown: None,
            trail: Vec::new(),
            following: false,
        }
    }

    /// The screen is about to be seen: the rows follow the record.
    pub fn refresh_if_stale(&mut self, model: &Model) {
        let generation = model.generation();
        match self.generation.replace(generation) {
            None => self.search(model),
            Some(before) if before != generation => self.search_again(model),
            Some(_) => {}
        }
    }

    /// The keys that work now.
    pub fn footer(&self) -> &'static [Hint<'static>] {
        if self.typing() {
            TYPING_KEYS
        } else if self.on_page() {
            PAGE_KEYS
        } else {
            L::KEYS
        }
    }

    /// Whether the page has the keys.
    fn on_page(&self) -> bool {
        self.focus == Focus::Page
    }

    /// Whether printable keys are text.
    pub fn typing(&self) -> bool {
        self.focus == Focus::List && self.list.typing()
    }

    /// The item of the row of the list that an action points at.
    fn pointed(&self, action: &Action) -> Option<u32> {
        match action {
            Action::Point {
                pane: Pane::List,
                row,
            } => self.list.rows().get(*row).map(|row| row.item),
            _ => None,
        }
    }

    /// Lists what the query finds; the page shows the first row.
    fn search(&mut self, model: &Model) {
        // Without a query everything is listed for nothing; with one, the first rows are enough until they are
        // scrolled through.
        let asked = !self.list.query().trim().is_empty();
        self.limit = if asked && self.listing.ranks_by_match() {
            ROWS
        } else {
            usize::MAX
        };
        let found = self.listing.find(self.list.query(), self.limit, model);
        self.is_searching = found.is_none();
        if let Some(found) = found {
            self.list.fill(found);
            self.follow(model);
        }
    }

    /// Lists what the same query finds now; the cursors stay with what they are on.
    fn search_again(&mut self, model: &Model) {
        let mut found = self.listing.find(self.list.query(), self.limit, model);
        if found.is_none() {
            model.run_search();
            found = self.listing.find(self.list.query(), self.limit, model);
        }
        if let Some(found) = found {
            let height = model.view.panes.height(Pane::List);
            self.list.refill(found, height);
        }
    }

    /// The search is finished that was run in the background.
    pub fn search_finished(&mut self, model: &Model) {
        if self.is_searching {
            self.search(model);
        }
    }

    /// Lists more rows where the cursor reached the end of them: by and by more, everything when the very end was asked for.
    fn list_more(&mut self, action: &Action, model: &Model) {
        // Of a tree few rows are listed although everything was found.
        if !self.list.wants_more() || self.limit >= self.list.total() {
            return;
        }
        let to_end = *action == Action::Do(Command::Last);
        self.limit = if to_end {
            usize::MAX
        } else {
            self.limit.saturating_mul(MORE)
        };
        self.search_again(model);
        if to_end && !self.on_page() {
            let height = model.view.panes.height(Pane::List);
            self.list.update(action, height);
            self.follow(model);
        }
    }

    /// Shows the page of an item.
    pub fn show(&mut self, item: u32, model: &Model) {
        match self.shown.filter(|_| std::mem::take(&mut self.following)) {
            Some(before) => {
                self.trail.push(before);
                let surplus = self.trail.len().saturating_sub(TRAIL);
                self.trail.drain(..surplus);
            }
            None => self.trail.clear(),
        }
        self.open_item(item, model);
        self.focus = Focus::Page;
        self.list.stop_typing();
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        if self.is_searching && !matches!(action, Action::Type(_)) {
            // What acts on the rows waits for them.
            self.search(model);
            model.run_search();
            self.search(model);
        }
        let pointed = self.pointed(action);
        let item = pointed.or(self.list.selected());
        let item = item.filter(|_| !self.on_page() && !self.typing());
        match self.listing.update(action, item, self.shown, model) {
            ListingEvent::Ignored => {}
            ListingEvent::Done(outcome) => return outcome,
            ListingEvent::RowsChanged => {
                if let Some(item) = pointed {
                    self.list.put_cursor_on(item);
                }
                self.search_again(model);
                return Outcome::done();
            }
            ListingEvent::QueryChanged => {
                self.search(model);
                return Outcome::done();
            }
        }
        let outcome = self.answer(action, model);
        self.list_more(action, model);
        outcome
    }

    fn answer(&mut self, action: &Action, model: &mut Model) -> Outcome {
        // What the page asked for comes by here as well before it is shown.
        if !matches!(action, Action::ShowOccupation(_) | Action::ShowSkill(_)) {
            self.following = false;
        }
        match action {
            Action::Do(Command::Search) => {
                self.focus = Focus::List;
                self.list.update(action, 0);
                Outcome::done()
            }
            Action::Do(command) if self.on_page() => self.on_page_command(*command, model),
            Action::Point {
                pane: Pane::Page,
                row,
            } => self.point(*row, model),
            Action::Wheel {
                pane: Pane::Page,
                down,
            } => {
                let rows = self.rows(model);
                let height = model.view.panes.height(Pane::Page);
                self.page.wheel(*down, &rows, height);
                Outcome::done()
            }
            _ => self.on_list_command(action, model),
        }
    }

    fn on_list_command(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let elsewhere = self.on_page();
        let is_click = matches!(action, Action::Point { .. });
        let height = model.view.panes.height(Pane::List);
        match self.list.update(action, height) {
            ListEvent::Ignored => return self.beyond_list(action, model),
            ListEvent::Done => {}
            ListEvent::QueryChanged => {
                self.search(model);
                return Outcome::done();
            }
            ListEvent::Moved => self.follow(model),
            // A click that only brings the keys back to the list opens nothing.
            ListEvent::Open if elsewhere && is_click => self.follow(model),
            ListEvent::Open => {
                self.enter_page(model);
                return Outcome::done();
            }
        }
        if is_click {
            self.focus = Focus::List;
        }
        Outcome::done()
    }

    /// Gives the keys to the page of what is selected, if something is.
    fn enter_page(&mut self, model: &Model) {
        self.follow(model);
        if self.shown.is_some() {
            self.focus = Focus::Page;
        }
    }

    fn beyond_list(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let Action::Do(command) = action else {
            return Outcome::ignored();
        };
        match command {
            Command::Back if self.listing.clear_filters() => self.search(model),
            Command::Left => {}
            Command::Right => self.enter_page(model),
            Command::Mark
            | Command::Select
            | Command::Deny
            | Command::Complete
            | Command::Evidence => {
                if let Some(item) = self.list.selected() {
                    return page_actions::act(*command, L::target(item).as_ref(), model);
                }
                model.notify("Nothing was found here: there is nothing to mark");
            }
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn on_page_command(&mut self, command: Command, model: &mut Model) -> Outcome {
        let rows = self.rows(model);
        let height = model.view.panes.height(Pane::Page);
        if self.page.go(command, &rows, height) {
            return Outcome::done();
        }
        match command {
            Command::Left => {
                if !self.page.fold(true, &rows, height) {
                    self.focus = Focus::List;
                }
                return Outcome::done();
            }
            Command::Right => {
                self.page.fold(false, &rows, height);
                return Outcome::done();
            }
            Command::Back => {
                match self.trail.pop() {
                    Some(before) => self.open_item(before, model),
                    None => self.focus = Focus::List,
                }
                return Outcome::done();
            }
            _ => {}
        }
        let target = self.page.hold(&rows, height);
        let own = self.shown.and_then(L::target);
        let is_about_skill = matches!(own, Some(Target::Skill(_)));
        if let Some(group @ Target::Section(_)) = &target
            && (command == Command::Open || (command == Command::Mark && !is_about_skill))
        {
            self.page.toggle(group.clone());
            self.page.show_group(&self.rows(model), height);
            return Outcome::done();
        }
        let kind = |target: &Option<Target>| target.as_ref().map(std::mem::discriminant);
        self.following = command == Command::Open && own.is_some() && kind(&own) == kind(&target);
        // Where the row itself cannot be marked, the skill is meant that the page is about.
        let is_markable = matches!(target, Some(Target::Skill(_) | Target::Milestone(_)));
        let target = if is_about_skill && !is_markable && command != Command::Open {
            own
        } else {
            target
        };
        page_actions::act(command, target.as_ref(), model)
    }

    fn point(&mut self, row: usize, model: &mut Model) -> Outcome {
        let rows = self.rows(model);
        let elsewhere = !self.on_page();
        self.focus = Focus::Page;
        self.list.stop_typing();
        let again = self
            .page
            .point(row, &rows, model.view.panes.height(Pane::Page));
        let folds = rows.get(row).is_some_and(|r| r.open.is_some());
        // One click folds, as the sign promises; what opens a page takes a second one.
        if folds || (again == Click::Again && !elsewhere) {
            return self.on_page_command(Command::Open, model);
        }
        Outcome::done()
    }

    /// The page shows what the cursor of the list is on; nothing where nothing was found.
    fn follow(&mut self, model: &Model) {
        self.trail.clear();
        if let Some(item) = self.list.selected() {
            self.open_item(item, model);
        } else {
            self.shown = None;
            self.page.reset();
        }
    }

    fn open_item(&mut self, item: u32, model: &Model) {
        self.list.select(item, model.view.panes.height(Pane::List));
        if self.shown == Some(item) {
            return;
        }
        self.shown = Some(item);
        self.page.reset();
    }

    fn rows(&self, model: &Model) -> Vec<Row> {
        self.rows_in(model, model.view.panes.width(Pane::Page))
    }

    fn rows_in(&self, model: &Model, width: usize) -> Vec<Row> {
        let rows = |item| L::page_rows(model, &self.page, item, width);
        self.shown.map_or_else(Vec::new, rows)
    }
}
