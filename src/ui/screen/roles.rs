//! Every occupation: left the list, searched by preferred and alternative titles and by what people call it; right
//! the page of one, where its skills are marked.

mod list;
mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::list::Sort;
use crate::catalog::OccupationIx;
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::overlay::compare_occupations::MOST;
use crate::ui::screen::Freshness;
use crate::ui::widget::browser::{Browser, BrowserEvent, Items, ROWS, more};
use crate::ui::widget::page::content::Target;
use crate::ui::widget::search_list::ListRow;

/// The roles screen.
#[derive(Debug)]
pub struct Roles {
    browser: Browser,
    /// The most rows that a search lists.
    limit: usize,
    sort: Sort,
    /// The occupations that are put side by side, in the order in which they were chosen.
    compared: Vec<OccupationIx>,
    /// Whether the rows agree with the record.
    freshness: Freshness,
}

impl Default for Roles {
    fn default() -> Self {
        Self::new()
    }
}

impl Roles {
    /// The screen as it is first shown: what concerns the person first is selected.
    pub fn new() -> Self {
        let items = Items {
            rows: |model, page, item, width| page::rows(model, page, OccupationIx(item), width),
            target: |item| Some(Target::Occupation(OccupationIx(item))),
        };
        Self {
            browser: Browser::new(items),
            limit: usize::MAX,
            sort: Sort::default(),
            compared: Vec::new(),
            freshness: Freshness::Never,
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

    /// The record changed: figures, standing and order may have. They are looked at when the screen is seen again.
    pub fn refresh(&mut self) {
        if self.freshness == Freshness::Current {
            self.freshness = Freshness::Stale;
        }
    }

    fn rerun_query(&mut self, model: &Model) {
        let (rows, total) = self.matching_rows(model);
        self.browser.refill(rows, total, model);
    }

    /// Shows the page of an occupation.
    pub fn show(&mut self, ix: OccupationIx, model: &Model) {
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
            (Command::Search, "search"),
            (Command::Filter, "sort"),
            (Command::Compare, "compare"),
            (Command::Begin, "roles held"),
            (Command::Undo, "undo"),
            (Command::Help, "help"),
            (Command::Quit, "quit"),
        ]
    }

    /// Answers an action.
    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        if *action == Action::Do(Command::Filter) {
            self.sort = self.sort.next();
            self.run_query(model);
            return Outcome::done();
        }
        if *action == Action::Do(Command::Compare) {
            return self.compare(model);
        }
        match self.browser.update(action, model) {
            BrowserEvent::Done(outcome) => {
                if self.browser.list.wants_more() {
                    self.limit = more(self.limit, action);
                    self.rerun_query(model);
                    self.browser.continue_move(action, model);
                }
                outcome
            }
            BrowserEvent::Back => Outcome::ignored(),
            BrowserEvent::QueryChanged => {
                self.run_query(model);
                Outcome::done()
            }
        }
    }

    /// Puts the occupation at hand beside those chosen before, or takes it away again; two or three are shown.
    fn compare(&mut self, model: &mut Model) -> Outcome {
        let Some(ix) = self.browser.shown().map(OccupationIx) else {
            return Outcome::done();
        };
        let label = model.catalog.occupation(ix).label().to_owned();
        if let Some(at) = self.compared.iter().position(|o| *o == ix) {
            self.compared.remove(at);
            model.say(format!("{label} is not compared any more"));
            return Outcome::done();
        }
        if self.compared.len() == MOST {
            self.compared.remove(0);
        }
        self.compared.push(ix);
        if self.compared.len() < 2 {
            model.say(format!(
                "Comparing {label}: choose another occupation in the same way"
            ));
            return Outcome::done();
        }
        Outcome::open(OverlayRequest::CompareOccupations(self.compared.clone()))
    }

    fn matching_rows(&self, model: &Model) -> (Vec<ListRow>, usize) {
        list::matching_rows(self.browser.list.query(), self.limit, self.sort, model)
    }

    fn run_query(&mut self, model: &Model) {
        // In another order than that of the search any row can be the first.
        let asked = !self.browser.list.query().trim().is_empty();
        let first = asked && self.sort == Sort::Relevance;
        self.limit = if first { ROWS } else { usize::MAX };
        let (rows, total) = self.matching_rows(model);
        self.browser.fill(rows, total, model);
    }

    /// Draws the screen.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        let list = |focus: bool, area: Rect, buf: &mut Buffer, hits: &mut HitMap| {
            list::view(ctx, &self.browser.list, self.sort, focus, area, buf, hits);
        };
        let head = |item| {
            let occupation = ctx.model.catalog.occupation(OccupationIx(item));
            (
                occupation.label().to_string(),
                occupation.code().to_string(),
            )
        };
        self.browser.view(ctx, area, buf, hits, list, head);
    }
}
