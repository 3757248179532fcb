//! A searched list and beside it the page of what is selected there: what Roles and Skills have in common. Under
//! 100 columns one of the two at a time. What is listed and what a page says is the screen's business.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::list_view::ListView;
use super::page::content::{Page, Row, Target};
use super::page::draw;
use super::page_actions;
use super::pane::{TWO_PANES, pane, two_panes};
use super::search_list::{Answer, ListRow, SearchList};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;

/// How many pages back are remembered.
const TRAIL: usize = 32;

/// How many rows a search lists at first.
pub(crate) const ROWS: usize = 200;

/// How many times more it lists whenever the end of them is reached.
const MORE: usize = 4;

/// How many rows are listed after an action that reached the end of `limit`: by and by more, everything when the very end
/// was asked for.
pub(crate) fn more(limit: usize, action: &Action) -> usize {
    match action {
        Action::Do(Command::Last) => usize::MAX,
        _ => limit.saturating_mul(MORE),
    }
}

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Focus {
    List,
    Page,
}

/// What the items of a browser are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items {
    /// The rows of an item's page, wrapped to a width.
    pub(crate) rows: fn(&Model, &Page, u32, usize) -> Vec<Row>,
    /// What a row of the list stands for.
    pub(crate) target: fn(u32) -> Option<Target>,
}

/// The list, the page, and which of them has the keys.
#[derive(Debug)]
pub(crate) struct Browser {
    /// The list.
    pub(crate) list: SearchList,
    items: Items,
    focus: Focus,
    page: Page,
    /// The item of the page.
    shown: Option<u32>,
    /// Items from which the page was left for another, to go back to.
    trail: Vec<u32>,
    /// Whether the page itself asked for what comes next.
    following: bool,
}

/// What a screen still has to do after an action.
#[derive(Debug)]
pub(crate) enum BrowserEvent {
    /// Nothing but this.
    Done(Outcome),
    /// The text changed: search anew and [`Browser::fill`].
    QueryChanged,
    /// `Esc` in a list in which nothing is searched for.
    Back,
}

impl Browser {
    /// An empty browser.
    pub(crate) fn new(items: Items) -> Self {
        Self {
            list: SearchList::new(Pane::List),
            items,
            focus: Focus::List,
            page: Page::default(),
            shown: None,
            trail: Vec::new(),
            following: false,
        }
    }

    /// Whether the page has the keys.
    pub(crate) fn on_page(&self) -> bool {
        self.focus == Focus::Page
    }

    /// Whether printable keys are text.
    pub(crate) fn typing(&self) -> bool {
        self.focus == Focus::List && self.list.typing()
    }

    /// The item of the row of the list that an action points at.
    pub(crate) fn pointed(&self, action: &Action) -> Option<u32> {
        match action {
            Action::Point {
                pane: Pane::List,
                row,
            } => self.list.rows().get(*row).map(|row| row.item),
            _ => None,
        }
    }

    /// The item of the page.
    pub(crate) fn shown(&self) -> Option<u32> {
        self.shown
    }

    /// Something else was asked: the page shows the first row. `total` counts what was found but not listed, too.
    pub(crate) fn fill(&mut self, rows: Vec<ListRow>, total: usize, model: &Model) {
        self.list.fill(rows, total);
        self.follow(model);
    }

    /// The record changed: the cursors stay with what they are on.
    pub(crate) fn refill(&mut self, rows: Vec<ListRow>, total: usize, model: &Model) {
        self.list
            .refill(rows, total, model.view.panes.height(Pane::List));
    }

    /// More is listed than when `action` was answered: the end that it asked for is farther away.
    pub(crate) fn continue_move(&mut self, action: &Action, model: &Model) {
        if *action == Action::Do(Command::Last) && !self.on_page() {
            self.list
                .update(action, model.view.panes.height(Pane::List));
            self.follow(model);
        }
    }

    /// Shows the page of an item.
    pub(crate) fn show(&mut self, item: u32, model: &Model) {
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

    /// Answers an action.
    pub(crate) fn update(&mut self, action: &Action, model: &mut Model) -> BrowserEvent {
        // What the page asked for comes by here as well before it is shown.
        if !matches!(action, Action::ShowOccupation(_) | Action::ShowSkill(_)) {
            self.following = false;
        }
        match action {
            Action::Do(Command::Search) => {
                self.focus = Focus::List;
                self.list.update(action, 0);
                BrowserEvent::Done(Outcome::done())
            }
            Action::Do(command) if self.on_page() => {
                BrowserEvent::Done(self.on_page_command(*command, model))
            }
            Action::Point {
                pane: Pane::Page,
                row,
            } => BrowserEvent::Done(self.point(*row, model)),
            Action::Wheel {
                pane: Pane::Page,
                down,
            } => {
                let rows = self.rows(model);
                self.page
                    .wheel(*down, &rows, model.view.panes.height(Pane::Page));
                BrowserEvent::Done(Outcome::done())
            }
            _ => self.on_list_command(action, model),
        }
    }

    fn on_list_command(&mut self, action: &Action, model: &mut Model) -> BrowserEvent {
        let elsewhere = self.on_page();
        match self
            .list
            .update(action, model.view.panes.height(Pane::List))
        {
            Answer::Ignored => return self.beyond_list(action, model),
            Answer::Done => {}
            Answer::QueryChanged => return BrowserEvent::QueryChanged,
            Answer::Moved => self.follow(model),
            // A click that only brings the keys back to the list opens nothing.
            Answer::Open if elsewhere && matches!(action, Action::Point { .. }) => {
                self.follow(model);
            }
            Answer::Open => {
                self.follow(model);
                if self.shown.is_none() {
                    return BrowserEvent::Done(Outcome::done());
                }
                self.focus = Focus::Page;
                return BrowserEvent::Done(Outcome::done());
            }
        }
        if matches!(action, Action::Point { .. }) {
            self.focus = Focus::List;
        }
        BrowserEvent::Done(Outcome::done())
    }

    fn beyond_list(&mut self, action: &Action, model: &mut Model) -> BrowserEvent {
        let Action::Do(command) = action else {
            return BrowserEvent::Done(Outcome::ignored());
        };
        match command {
            Command::Back => BrowserEvent::Back,
            Command::Left => BrowserEvent::Done(Outcome::done()),
            Command::Right => {
                self.follow(model);
                if self.shown.is_some() {
                    self.focus = Focus::Page;
                }
                BrowserEvent::Done(Outcome::done())
            }
            Command::Mark | Command::Deny | Command::Complete | Command::Evidence => {
                BrowserEvent::Done(if let Some(item) = self.list.selected() {
                    page_actions::act(*command, (self.items.target)(item).as_ref(), model)
                } else {
                    model.say("Nothing was found here: there is nothing to mark");
                    Outcome::done()
                })
            }
            _ => BrowserEvent::Done(Outcome::ignored()),
        }
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
        let own = self.shown.and_then(self.items.target);
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
        if folds || (again == Some(true) && !elsewhere) {
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
        let rows = |item| (self.items.rows)(model, &self.page, item, width);
        self.shown.map_or_else(Vec::new, rows)
    }

    /// Draws both: `list` draws the list's pane, `head` names the page's pane with a remark.
    pub(crate) fn view(
        &self,
        ctx: ViewContext<'_>,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
        list: impl Fn(bool, Rect, &mut Buffer, &mut HitMap),
        head: impl Fn(u32) -> (String, String),
    ) {
        if area.height < 3 {
            return;
        }
        let (left, right) = panes(area, self.on_page());
        let draw_list = |buf: &mut Buffer, hits: &mut HitMap| {
            if left.width > 0 {
                list(!self.on_page(), left, buf, hits);
            }
        };
        // The pane with the keys is drawn last: shared borders take its colour.
        if self.on_page() {
            draw_list(buf, hits);
        }
        if right.width > 0 {
            let (title, remark) = self.shown.map(head).unwrap_or_default();
            let focus = self.on_page();
            let inner = pane(&title, &remark, focus, ctx.theme, right, buf);
            let rows = self.rows_in(ctx.model, usize::from(inner.width));
            let view = ListView::new(ctx.theme, Pane::Page, focus);
            let ends = |row: &Row| draw::ends(ctx, row, inner.width);
            self.page.view(view, &rows, inner, buf, hits, ends);
        }
        if !self.on_page() {
            draw_list(buf, hits);
        }
    }
}

/// The areas of list and page: side by side with a border in common, or one of them (`page`: the page) alone.
fn panes(area: Rect, page: bool) -> (Rect, Rect) {
    let nothing = Rect { width: 0, ..area };
    match (area.width < TWO_PANES, page) {
        (true, true) => (nothing, area),
        (true, false) => (area, nothing),
        (false, _) => two_panes(area, (area.width * 9 / 20).clamp(51, 86)),
    }
}
