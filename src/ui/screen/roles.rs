//! Every occupation: left the list, searched by preferred and alternative titles and by what people call it; right
//! the page of one, where its skills are marked.

mod list;
mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use self::list::Sort;
use crate::catalog::OccupationIx;
use crate::ui::input::command::Command;
use crate::ui::model::Session;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::Hits;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::Scene;
use crate::ui::overlay::compare_occupations::{MOST, OccupationComparison};
use crate::ui::screen::Freshness;
use crate::ui::widget::browser::{Browser, BrowserEvent, Items, ROWS, more};
use crate::ui::widget::page::Target;
use crate::ui::widget::search_list::ListRow;

/// The roles screen.
#[derive(Debug)]
pub struct Roles {
    browser: Browser,
    search: crate::search::Session,
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
            rows: |session, page, item, width| page::rows(session, page, OccupationIx(item), width),
            target: |item| Target::Occupation(OccupationIx(item)),
        };
        Self {
            browser: Browser::new(items),
            search: crate::search::Session::new(usize::MAX),
            sort: Sort::default(),
            compared: Vec::new(),
            freshness: Freshness::Never,
        }
    }

    /// The screen is about to be seen: what was put off is done now.
    pub fn wake(&mut self, session: &Session) {
        match std::mem::replace(&mut self.freshness, Freshness::Current) {
            Freshness::Never => self.run_query(session),
            Freshness::Stale => self.rerun_query(session),
            Freshness::Current => {}
        }
    }

    /// The record changed: figures, standing and order may have. They are looked at when the screen is seen again.
    pub fn refresh(&mut self) {
        if self.freshness == Freshness::Current {
            self.freshness = Freshness::Stale;
        }
    }

    fn rerun_query(&mut self, session: &Session) {
        let (rows, total) = self.matching_rows(session);
        self.browser.refill(rows, total, session);
    }

    /// Shows the page of an occupation.
    pub fn show(&mut self, ix: OccupationIx, session: &Session) {
        self.browser.show(ix.0, session);
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
    pub fn update(&mut self, action: &Action, session: &mut Session) -> Outcome {
        if *action == Action::Do(Command::Filter) {
            self.sort = self.sort.next();
            self.run_query(session);
            return Outcome::done();
        }
        if *action == Action::Do(Command::Compare) {
            return self.compare(session);
        }
        match self.browser.update(action, session) {
            BrowserEvent::Done(outcome) => {
                if self.browser.list.wants_more() {
                    self.search.set_limit(more(self.search.limit(), action));
                    self.rerun_query(session);
                    self.browser.continue_move(action, session);
                }
                outcome
            }
            BrowserEvent::Back => Outcome::ignored(),
            BrowserEvent::QueryChanged => {
                self.run_query(session);
                Outcome::done()
            }
        }
    }

    /// Puts the occupation at hand beside those chosen before, or takes it away again; two or three are shown.
    fn compare(&mut self, session: &mut Session) -> Outcome {
        let Some(ix) = self.browser.shown().map(OccupationIx) else {
            return Outcome::done();
        };
        let label = session.catalog.occupation(ix).label().to_owned();
        if let Some(at) = self.compared.iter().position(|o| *o == ix) {
            self.compared.remove(at);
            session.say(format!("{label} is not compared any more"));
            return Outcome::done();
        }
        if self.compared.len() == MOST {
            self.compared.remove(0);
        }
        self.compared.push(ix);
        if self.compared.len() < 2 {
            session.say(format!(
                "Comparing {label}: choose another occupation in the same way"
            ));
            return Outcome::done();
        }
        Outcome::push(OccupationComparison::new(session, &self.compared))
    }

    fn matching_rows(&mut self, session: &Session) -> (Vec<ListRow>, usize) {
        list::matching_rows(
            &mut self.search,
            self.browser.list.query(),
            self.sort,
            session,
        )
    }

    fn run_query(&mut self, session: &Session) {
        // In another order than that of the search any row can be the first.
        let asked = !self.browser.list.query().trim().is_empty();
        let first = asked && self.sort == Sort::Concern;
        self.search.set_limit(if first { ROWS } else { usize::MAX });
        let (rows, total) = self.matching_rows(session);
        self.browser.fill(rows, total, session);
    }

    /// Draws the screen.
    pub fn view(&self, scene: Scene<'_>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let list = |focus: bool, area: Rect, buf: &mut Buffer, hits: &mut Hits| {
            list::view(scene, &self.browser.list, self.sort, focus, area, buf, hits);
        };
        let head = |item| {
            let occupation = scene.session.catalog.occupation(OccupationIx(item));
            (
                occupation.label().to_string(),
                occupation.code().to_string(),
            )
        };
        self.browser.view(scene, area, buf, hits, list, head);
    }
}

#[cfg(test)]
mod tests;
