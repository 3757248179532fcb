//! Every skill: left the list, searched by preferred and alternative labels and by what people call it, narrowed by
//! filters; right the page of one.

mod list;
mod page;
mod tree;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::tree::{Tree, TreeItem};
use crate::catalog::{GroupIx, SkillIx};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::skill_filter::Filter;
use crate::ui::model::view_context::ViewContext;
use crate::ui::screen::Freshness;
use crate::ui::widget::browser::{Browser, BrowserEvent, Items, ROWS, more};
use crate::ui::widget::page::content::Target;
use crate::ui::widget::search_list::ListRow;

/// The skills screen.
#[derive(Debug)]
pub struct Skills {
    browser: Browser,
    /// The most rows that a search lists.
    limit: usize,
    filter: Filter,
    tree: Tree,
    /// Whether the rows agree with the record.
    freshness: Freshness,
    /// Whether the rows are still those of an earlier query.
    is_searching: bool,
}

impl Default for Skills {
    fn default() -> Self {
        Self::new()
    }
}

impl Skills {
    /// The screen as it is first shown: all skills, what concerns the person first.
    pub fn new() -> Self {
        let items = Items {
            rows: |model, page, item, width| match TreeItem::of(item) {
                TreeItem::Skill(skill) => page::rows(model, page, skill, width),
                TreeItem::Group(group) => page::group_rows(model, page, group, width),
            },
            target: |item| match TreeItem::of(item) {
                TreeItem::Skill(skill) => Some(Target::Skill(skill)),
                TreeItem::Group(_) => None,
            },
        };
        Self {
            browser: Browser::new(items),
            limit: ROWS,
            filter: Filter::default(),
            tree: Tree::default(),
            freshness: Freshness::Never,
            is_searching: false,
        }
    }

    /// The screen is about to be seen: what was put off is done now.
    pub fn wake(&mut self, model: &Model) {
        match std::mem::replace(&mut self.freshness, Freshness::Current) {
            Freshness::Never => self.run_query(model),
            Freshness::Stale => self.rerun_query(model),
            Freshness::Current => {}
        }
    }

    /// The record changed: states and order may have. They are looked at when the screen is seen again.
    pub fn refresh(&mut self) {
        if self.freshness == Freshness::Current {
            self.freshness = Freshness::Stale;
        }
    }

    /// Shows the page of a skill.
    pub fn show(&mut self, ix: SkillIx, model: &Model) {
        self.browser.show(ix.0, model);
    }

    /// Whether printable keys are text.
    pub fn typing(&self) -> bool {
        self.browser.typing()
    }

    /// The keys that work now.
    pub fn footer(&self) -> Vec<(Command, &'static str)> {
        if self.typing() {
            return vec![
                (Command::Up, "move"),
                (Command::Open, "open"),
                (Command::Back, "leave search"),
            ];
        }
        if self.browser.on_page() {
            return vec![
                (Command::Up, "move"),
                (Command::Open, "open"),
                (Command::Mark, "mark"),
                (Command::Deny, "not me"),
                (Command::Evidence, "evidence"),
                (Command::Back, "back"),
                (Command::Undo, "undo"),
                (Command::Help, "help"),
            ];
        }
        vec![
            (Command::Up, "move"),
            (Command::Open, "open"),
            (Command::Mark, "mark"),
            (Command::Deny, "not me"),
            (Command::Search, "search"),
            (Command::Filter, "filter"),
            (Command::Groups, "groups"),
            (Command::Evidence, "evidence"),
            (Command::Help, "help"),
        ]
    }

    /// Answers an action.
    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        if !matches!(action, Action::Type(_)) {
            self.finish_search(model);
        }
        match action {
            Action::Filter(filter) => {
                if *filter != self.filter {
                    self.filter = filter.clone();
                    self.run_query(model);
                }
                return Outcome::done();
            }
            Action::Do(Command::Filter) => {
                let counted = list::counted(self.browser.list.query(), model);
                return Outcome::open(OverlayRequest::SkillFilter {
                    filter: self.filter.clone(),
                    counted,
                });
            }
            Action::Do(Command::Groups) => {
                self.tree.toggle_grouping();
                self.run_query(model);
                return Outcome::done();
            }
            _ => {}
        }
        if let Some(group) = self.group_to_toggle(action) {
            self.tree.toggle(group);
            self.rerun_query(model);
            return Outcome::done();
        }
        match self.browser.update(action, model) {
            BrowserEvent::Done(outcome) => {
                // Of a tree few rows are listed although everything was found.
                let all = self.limit >= self.browser.list.total();
                if self.browser.list.wants_more() && !all {
                    self.limit = more(self.limit, action);
                    self.rerun_query(model);
                    self.browser.continue_move(action, model);
                }
                outcome
            }
            BrowserEvent::Back if self.filter.is_empty() => Outcome::ignored(),
            BrowserEvent::Back => {
                self.filter.clear();
                self.run_query(model);
                Outcome::done()
            }
            BrowserEvent::QueryChanged => {
                self.run_query(model);
                Outcome::done()
            }
        }
    }

    /// The group that an action opens or closes: the one under the cursor, or the one that is clicked.
    fn group_to_toggle(&mut self, action: &Action) -> Option<GroupIx> {
        if !self.tree.is_on() || self.typing() || self.browser.on_page() {
            return None;
        }
        if let Some(item) = self.browser.pointed(action) {
            let group = TreeItem::group(item)?;
            self.browser.list.put_cursor_on(item);
            return Some(group);
        }
        let Action::Do(command) = action else {
            return None;
        };
        let group = TreeItem::group(self.browser.list.selected()?)?;
        let turns = match command {
            Command::Open | Command::Mark => true,
            Command::Right => !self.tree.is_open(group),
            Command::Left => self.tree.is_open(group),
            _ => false,
        };
        turns.then_some(group)
    }

    /// The rows for the query and their total, none while they are searched for in the background.
    fn matching_rows(&mut self, model: &Model) -> Option<(Vec<ListRow>, usize)> {
        let query = self.browser.list.query();
        let (found, total) = list::matching_rows(query, self.limit, &self.filter, model)?;
        let searching = !query.trim().is_empty();
        Some((self.tree.rows(model, found, searching), total))
    }

    fn run_query(&mut self, model: &Model) {
        // Without a query everything is listed for nothing; with one, the first rows are enough until they are
        // scrolled through.
        let asked = !self.browser.list.query().trim().is_empty();
        self.limit = if asked { ROWS } else { usize::MAX };
        let found = self.matching_rows(model);
        self.is_searching = found.is_none();
        if let Some((rows, total)) = found {
            self.browser.fill(rows, total, model);
        }
    }

    /// The search is finished that was run in the background.
    pub fn search_finished(&mut self, model: &Model) {
        if self.is_searching {
            self.run_query(model);
        }
    }

    /// Waits for the rows: what follows acts on them.
    fn finish_search(&mut self, model: &Model) {
        if self.is_searching {
            self.run_query(model);
            model.run_search();
            self.run_query(model);
        }
    }

    /// The same question once more.
    fn rerun_query(&mut self, model: &Model) {
        let mut found = self.matching_rows(model);
        if found.is_none() {
            model.run_search();
            found = self.matching_rows(model);
        }
        if let Some((rows, total)) = found {
            self.browser.refill(rows, total, model);
        }
    }

    /// Draws the screen.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        let list = |focus: bool, area: Rect, buf: &mut Buffer, hits: &mut HitMap| {
            list::view(
                ctx,
                &self.browser.list,
                (&self.filter, &self.tree),
                focus,
                area,
                buf,
                hits,
            );
        };
        let head = |item| {
            let catalog = &ctx.model.catalog;
            match TreeItem::of(item) {
                TreeItem::Skill(skill) => (catalog.skill(skill).label().to_string(), String::new()),
                TreeItem::Group(group) => {
                    let group = catalog.skill_group(group);
                    (group.title.to_string(), group.code.to_string())
                }
            }
        };
        self.browser.view(ctx, area, buf, hits, list, head);
    }
}
