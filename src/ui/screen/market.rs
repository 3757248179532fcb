//! The adverts that the person keeps: left the list, right what was read in the selected one, or below each other where
//! there is no room. Without adverts it says how to bring the first one.

mod empty;
mod gaps;
mod list;
mod map;
mod page;
mod pay;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use self::list::AdvertList;
use self::map::{AdvertMap, MapEvent};
use self::page::AdvertPage;
use self::pay::{PayCharts, PayEvent};
use crate::market::AdvertId;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::{AdvertSource, MarketChange};
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::pane::{TWO_PANES, two_panes};

/// Rows of the list above the page while the page has the keys, in a window without room beside it, borders included.
const SHORT_LIST: u16 = 5;

/// What has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    #[default]
    List,
    Page,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    /// List and page.
    #[default]
    Adverts,
    Map,
    Pay,
}

/// The screen of adverts.
#[derive(Debug, Default)]
pub struct MarketScreen {
    view: View,
    map: AdvertMap,
    pay: PayCharts,
    focus: Focus,
    list: AdvertList,
    page: AdvertPage,
}

impl MarketScreen {
    /// The advert whose page is shown.
    pub fn shown(&self, model: &Model) -> Option<AdvertId> {
        self.list.selected(model)
    }

    /// Whether printable keys are text.
    pub fn typing(&self) -> bool {
        match self.view {
            View::Adverts => self.focus == Focus::List && self.list.typing(),
            View::Map => self.map.typing(),
            View::Pay => false,
        }
    }

    /// The context whose keys apply.
    pub fn context(&self) -> KeyContext {
        match self.view {
            View::Adverts => KeyContext::Market,
            View::Pay => KeyContext::MarketPay,
            View::Map => KeyContext::MarketMap,
        }
    }

    /// The keys that work now.
    pub fn footer(&self, model: &Model) -> Vec<(Command, &'static str)> {
        if model.market.market().is_empty() {
            return vec![
                (Command::AddAdvert, "add"),
                (Command::Undo, "undo"),
                (Command::Help, "help"),
                (Command::Quit, "quit"),
            ];
        }
        if self.typing() {
            return vec![
                (Command::Up, "move"),
                (Command::Open, "open"),
                (Command::Back, "leave search"),
            ];
        }
        let keys = match (self.view, self.focus) {
            (View::Map, _) => map::KEYS,
            (View::Pay, _) => pay::KEYS,
            (View::Adverts, Focus::List) => list::KEYS,
            (View::Adverts, Focus::Page) => return self.page.keys(model),
        };
        keys.to_vec()
    }

    /// Shows the page of an advert.
    pub fn show(&mut self, id: AdvertId, model: &Model) {
        self.view = View::Adverts;
        self.list.show(id, model);
        self.focus = Focus::Page;
    }

    /// Takes in changed adverts: one that was just added is selected.
    pub fn refresh(&mut self, model: &mut Model) {
        if let Some(id) = model.market.take_added() {
            self.list.show(id, model);
        }
        if model.market.market().is_empty() {
            self.view = View::Adverts;
            self.focus = Focus::List;
        }
    }

    /// Lets the page show the advert under the cursor of the list, whatever moved it there: a key, a search, a
    /// reading that came, a skill that was selected elsewhere.
    pub fn follow(&mut self, model: &Model) {
        let shown = self.shown(model);
        self.page.follow(shown);
        if shown.is_none() {
            self.focus = Focus::List;
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Paste(text) => {
                model.add_adverts(AdvertSource::Pasted(text.clone()));
                return Outcome::done();
            }
            Action::Do(Command::Undo) => model.undo_with_adverts(),
            Action::Do(Command::Redo) => model.redo_with_adverts(),
            Action::Do(Command::Map) => self.switch_map(model),
            Action::Do(Command::Pay) => self.switch_pay(model),
            Action::FilterAdverts(filter) => self.list.filter_mut().clone_from(filter),
            Action::Do(Command::AddAdvert) => return Outcome::open(OverlayRequest::AddAdvert),
            Action::Do(Command::Filter) => {
                return Outcome::open(OverlayRequest::AdvertFilter(self.list.filter().clone()));
            }
            _ if self.view == View::Map => return self.on_map(action, model),
            _ if self.view == View::Pay => return self.on_pay(action, model),
            Action::Do(Command::AdvertState) => {
                return self.ask(OverlayRequest::AdvertState, model);
            }
            Action::Do(Command::Country) => {
                return self.ask(OverlayRequest::AdvertCountry, model);
            }
            Action::Do(Command::Remove) => return self.ask_to_remove(model),
            Action::Do(Command::Search) => {
                self.focus = Focus::List;
                self.list.update(action, model);
            }
            Action::Do(command) if self.focus == Focus::Page => {
                return self.on_page(*command, model);
            }
            Action::Point {
                pane: Pane::Page,
                row,
            } => {
                self.focus = Focus::Page;
                self.list.stop_typing();
                return self.page.point(*row, model);
            }
            Action::Wheel {
                pane: Pane::Page,
                down,
            } => self.page.wheel(action, *down, model),
            _ => return self.on_list(action, model),
        }
        Outcome::done()
    }

    /// Shows the map, or list and page again.
    fn switch_map(&mut self, model: &Model) {
        if self.view == View::Map || model.market.market().is_empty() {
            self.view = View::Adverts;
            return;
        }
        self.view = View::Map;
        self.map.open(self.list.filter(), model);
    }

    /// Shows pay, or list and page again.
    fn switch_pay(&mut self, model: &Model) {
        let shows = self.view != View::Pay && !model.market.market().is_empty();
        self.view = if shows { View::Pay } else { View::Adverts };
    }

    fn on_pay(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match self.pay.update(action, self.list.filter(), model) {
            PayEvent::Ignored => return Outcome::ignored(),
            PayEvent::Done => {}
            PayEvent::Leave => self.view = View::Adverts,
            PayEvent::Show(id) => self.show(id, model),
            PayEvent::Note(id) => return Outcome::open(OverlayRequest::PayNote(id)),
        }
        Outcome::done()
    }

    fn on_map(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match self.map.update(action, self.list.filter(), model) {
            MapEvent::Ignored => return Outcome::ignored(),
            MapEvent::Done => {}
            MapEvent::Leave => self.view = View::Adverts,
            MapEvent::Say(id) => return Outcome::open(OverlayRequest::AdvertCountry(id)),
            MapEvent::List(place) => {
                self.view = View::Adverts;
                self.focus = Focus::List;
                self.list.filter_mut().place = Some(place);
            }
        }
        Outcome::done()
    }

    fn on_page(&mut self, command: Command, model: &mut Model) -> Outcome {
        let outcome = self.page.update(command, model);
        if !outcome.handled && matches!(command, Command::Back | Command::Left) {
            self.focus = Focus::List;
            return Outcome::done();
        }
        outcome
    }

    fn on_list(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let opens = self.list.update(action, model);
        match opens {
            list::ListEvent::Ignored => return self.beyond_list(action, model),
            list::ListEvent::Open if self.shown(model).is_some() => self.focus = Focus::Page,
            list::ListEvent::Open | list::ListEvent::Done => {
                if matches!(action, Action::Point { .. }) {
                    self.focus = Focus::List;
                }
            }
        }
        Outcome::done()
    }

    /// Commands of the list that concern the page: the text is shown there.
    fn beyond_list(&mut self, action: &Action, model: &mut Model) -> Outcome {
        match action {
            Action::Do(command @ Command::AdvertText) => {
                self.focus = Focus::Page;
                self.page.update(*command, model)
            }
            _ => Outcome::ignored(),
        }
    }

    /// Asks something about the advert whose page is shown.
    fn ask(&self, request: impl Fn(AdvertId) -> OverlayRequest, model: &Model) -> Outcome {
        let shown = self.shown(model);
        shown.map_or_else(Outcome::done, |id| Outcome::open(request(id)))
    }

    fn ask_to_remove(&self, model: &Model) -> Outcome {
        let shown = self.shown(model).and_then(|id| model.market.advert(id));
        let Some(advert) = shown else {
            return Outcome::done();
        };
        let lines = vec![
            crate::wording::market::advert(advert),
            "Its fields and notes are removed; undo brings it back.".to_owned(),
        ];
        let action = Action::ChangeMarket(MarketChange::Remove(advert.id));
        Outcome::open(OverlayRequest::confirm(
            "Remove this advert?",
            lines,
            "remove it",
            action,
        ))
    }

    /// Draws list and page.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer, hits: &mut HitMap) {
        if area.height < 3 {
            return;
        }
        if ctx.model.market.market().is_empty() {
            empty::view(ctx, area, buf);
            return;
        }
        if self.view == View::Map {
            self.map.view(ctx, self.list.filter(), area, buf, hits);
            return;
        }
        if self.view == View::Pay {
            self.pay.view(ctx, self.list.filter(), area, buf, hits);
            return;
        }
        let on_page = self.focus == Focus::Page;
        let (list, page) = self.areas(area);
        // The pane with the keys is drawn last: shared borders take its colour.
        if on_page {
            self.list.view(ctx, false, list, buf, hits);
            self.page.view(ctx, true, page, buf, hits);
        } else {
            self.page.view(ctx, false, page, buf, hits);
            self.list.view(ctx, true, list, buf, hits);
        }
    }

    /// The areas of list and page: side by side, or below each other, with a border in common.
    fn areas(&self, area: Rect) -> (Rect, Rect) {
        if area.width >= TWO_PANES {
            return two_panes(area, (area.width * 3 / 8).clamp(44, 64));
        }
        let height = match self.focus {
            Focus::List => area.height / 2,
            Focus::Page => SHORT_LIST,
        };
        let rows = [Constraint::Length(height), Constraint::Fill(1)];
        let [list, page] = Layout::vertical(rows).spacing(-1).areas(area);
        (list, page)
    }
}
