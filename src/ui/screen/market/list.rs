//! The list of adverts, newest first, with its search.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::gaps;
use crate::adverts::PostKind;
use crate::market::{Advert, AdvertId, AdvertState};
use crate::text::{fold, plural, width, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::advert_filter::AdvertFilter;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::{QueryWords, paragraph};
use crate::ui::widget::hints::Hint;
use crate::ui::widget::list_view::{Ends, ListView};
use crate::ui::widget::page::{Click, Page, Row};
use crate::ui::widget::pane::pane;
use crate::ui::widget::rows::{line_width, truncate_line};
use crate::ui::widget::text_field::TextField;
use crate::usecase::advert_report::route_step;
use crate::wording::market as wording;

/// The keys that work in the list.
pub(super) const KEYS: &[Hint<'static>] = &[
    (Command::Up, "move"),
    (Command::Open, "open"),
    (Command::Map, "map"),
    (Command::Pay, "pay"),
    (Command::Search, "search"),
    (Command::Filter, "filter"),
    (Command::AddAdvert, "add"),
    (Command::Help, "help"),
    (Command::AdvertState, "state"),
    (Command::AdvertText, "the text"),
    (Command::Remove, "remove"),
    (Command::Undo, "undo"),
];

/// The title of the pane.
const TITLE: &str = "Adverts";

/// Under this width an advert takes two lines.
const ONE_LINE: usize = 70;

/// The height from which on the search has a line of its own.
const WITH_FIELD: u16 = 6;

/// The list of adverts.
#[derive(Debug, Default)]
pub(super) struct AdvertList {
    cursor: Page<AdvertId>,
    field: TextField,
    typing: bool,
    filter: AdvertFilter,
}

/// What an action did to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListEvent {
    Ignored,
    Done,
    /// The advert under the cursor is to be opened.
    Open,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListLine {
    /// Everything in one line.
    Whole,
    Title,
    /// Organisation, country, post and state.
    Facts,
}

type ListRow = Row<AdvertId, ListLine>;

impl AdvertList {
    /// The advert under the cursor.
    pub(super) fn selected(&self, model: &Model) -> Option<AdvertId> {
        let panes = &model.view.panes;
        let rows = self.rows(model, panes.width(Pane::List));
        self.cursor.target(&rows, panes.height(Pane::List))
    }

    pub(super) fn typing(&self) -> bool {
        self.typing
    }

    /// What the list is narrowed to, beside its search.
    pub(super) fn filter(&self) -> &AdvertFilter {
        &self.filter
    }

    pub(super) fn filter_mut(&mut self) -> &mut AdvertFilter {
        &mut self.filter
    }

    pub(super) fn stop_typing(&mut self) {
        self.typing = false;
    }

    /// Puts the cursor on an advert; a search and a filter that leave it out are taken away.
    pub(super) fn show(&mut self, id: AdvertId, model: &Model) {
        self.typing = false;
        if !self.found(model).any(|advert| advert.id == id) {
            self.field.clear();
            self.filter.clear();
        }
        self.cursor.select(id);
    }

    /// The adverts that search and filter leave.
    fn found<'m>(&'m self, model: &'m Model) -> impl Iterator<Item = &'m Advert> {
        let words = QueryWords::of(self.field.text());
        let admitted = |advert: &&Advert| self.filter.admits(model, advert);
        model
            .market
            .adverts()
            .filter(admitted)
            .filter(move |advert| {
                let places = advert.places.iter().map(wording::place);
                let text = places.fold(
                    format!("{} {}", advert.title, advert.organisation),
                    |all, place| format!("{all} {place}"),
                );
                words.all_in(&fold(&text))
            })
    }

    fn rows(&self, model: &Model, width: usize) -> Vec<ListRow> {
        let row = |advert: &Advert, line| Row::new(line, Some(advert.id));
        let is_short = width < ONE_LINE;
        self.found(model)
            .flat_map(|advert| {
                let second = is_short.then(|| Row {
                    continues: true,
                    ..row(advert, ListLine::Facts)
                });
                let first = if is_short {
                    ListLine::Title
                } else {
                    ListLine::Whole
                };
                std::iter::once(row(advert, first)).chain(second)
            })
            .collect()
    }

    pub(super) fn update(&mut self, action: &Action, model: &Model) -> ListEvent {
        let panes = &model.view.panes;
        let rows = self.rows(model, panes.width(Pane::List));
        let height = panes.height(Pane::List);
        match action {
            Action::Type(typed) if self.typing => {
                if self.field.apply(typed) {
                    self.cursor.reset();
                }
            }
            Action::Do(Command::Search) => {
                self.typing = true;
                self.field.select_all();
            }
            Action::Do(Command::Back) if self.typing || !self.field.is_empty() => {
                self.typing = false;
                if !self.field.is_empty() {
                    let selected = self.cursor.target(&rows, height);
                    self.field.clear();
                    selected.inspect(|id| self.cursor.select(*id));
                }
            }
            Action::Do(Command::Back) if !self.filter.is_empty() => {
                let selected = self.cursor.target(&rows, height);
                self.filter.clear();
                selected.inspect(|id| self.cursor.select(*id));
            }
            Action::Do(Command::Open | Command::Right) => {
                self.typing = false;
                return ListEvent::Open;
            }
            Action::Do(command) if self.cursor.go(*command, &rows, height) => {}
            Action::Point {
                pane: Pane::List,
                row,
            } => {
                if self.cursor.point(*row, &rows, height) == Click::Again {
                    return ListEvent::Open;
                }
            }
            Action::Wheel {
                pane: Pane::List,
                down,
            } => self.cursor.wheel(*down, &rows, height),
            _ => return ListEvent::Ignored,
        }
        ListEvent::Done
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let theme = ctx.theme;
        let found = self.found(ctx.model).count();
        let all = plural(ctx.model.market.market().len(), "advert", "adverts");
        let filter = self.filter.describe(ctx.model);
        let with_filter = filter.as_ref().map(|f| format!("{found} of {all} · {f}"));
        // The room beside the title, as `pane` has it.
        let room = usize::from(area.width.saturating_sub(6)).saturating_sub(width(TITLE));
        let is_beside = with_filter
            .as_ref()
            .is_none_or(|remark| width(remark) <= room);
        let remark = match with_filter {
            Some(remark) if is_beside => remark,
            None if self.field.is_empty() => format!("{all}, newest first"),
            _ => format!("{found} of {all}"),
        };
        let inner = pane(TITLE, &remark, focus, theme, area, buf);
        let with_field = inner.height >= WITH_FIELD || self.typing;
        let with_gaps = inner.height >= WITH_GAPS;
        let below = filter.filter(|_| !is_beside).map(|f| format!("only: {f}"));
        let below_height = below.as_ref().map_or(0, |text| {
            wrap(text, usize::from(inner.width)).len().min(2) as u16
        });
        let parts = [
            Constraint::Length(below_height),
            Constraint::Length(u16::from(with_field)),
            Constraint::Fill(1),
            Constraint::Length(if with_gaps { gaps::HEIGHT } else { 0 }),
        ];
        let [only, search, place, chart] = Layout::vertical(parts).areas(inner);
        if let Some(text) = below {
            paragraph(&text, theme.dim, only, buf);
        }
        if with_gaps {
            gaps::view(ctx, chart, buf);
        }
        if with_field {
            let key = ctx.key(KeyContext::Market, false, Command::Search);
            let hint = if self.typing {
                "type to search".to_owned()
            } else {
                format!("press {key} and type a title, an organisation or a place")
            };
            let cursor = field("/", &self.field, &hint, "", theme, search, buf);
            hits.click(search, Command::Search);
            if self.typing {
                hits.cursor = Some(cursor);
            }
        }
        if found == 0 {
            let back = ctx.key(KeyContext::Market, self.typing, Command::Back);
            let filter = self.filter.describe(ctx.model);
            let nothing = match filter.filter(|_| self.field.is_empty()) {
                Some(filter) => format!("No advert is left with: {filter}. {back} clears that."),
                None => format!("No advert has all of these words. {back} clears the search."),
            };
            paragraph(&nothing, theme.dim, place, buf);
        }
        let rows = self.rows(ctx.model, usize::from(place.width));
        if ctx.model.market.market().len() == 1 && found == 1 {
            let below = Rect {
                y: place.y + rows.len() as u16 + 1,
                height: place.height.saturating_sub(rows.len() as u16 + 1),
                ..place
            };
            next(ctx, below, buf);
        }
        let words = QueryWords::of(self.field.text());
        let view = ListView::new(theme, Pane::List, focus);
        self.cursor.view(view, &rows, place, buf, hits, |row| {
            let advert = row.target.and_then(|id| ctx.model.market.advert(id));
            advert.map_or_else(Default::default, |advert| {
                ends(ctx, advert, row.content, &words, usize::from(place.width))
            })
        });
    }
}

/// Says below the first advert what can be done with it.
fn next(ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) {
    let key = |command| ctx.key(KeyContext::Market, false, command);
    let (open, add) = (key(Command::Open), key(Command::AddAdvert));
    let text = format!(
        "Next: {open} opens what was read in it. There you say which conditions you meet and what you have of what it \
         asks for. To keep another advert, paste its text or press {add}."
    );
    paragraph(&text, ctx.theme.dim, area, buf);
}

/// From this height on what the adverts ask for stands below them.
const WITH_GAPS: u16 = 24;

/// Columns of the organisation in a line that has everything.
const ORGANISATION: usize = 16;

/// Columns of the post there.
const POST: usize = 12;

/// Columns of the state there, and of the state with its day.
const STATE: usize = 12;
const DATED_STATE: usize = 23;

/// From this width on the state has its day.
const WITH_DAY: usize = 100;

/// The post in a word or two; an ellipsis while the advert is being read.
fn post(ctx: ViewContext<'_>, advert: &Advert) -> String {
    let Some(reading) = ctx.model.market.read(advert) else {
        return if advert.hash.is_some() {
            "…"
        } else {
            "no text"
        }
        .to_owned();
    };
    let model = ctx.model;
    let step = route_step(&model.catalog, model.plan(), reading);
    let step = step.filter(|_| reading.post.kind == PostKind::RouteStep);
    step.map_or_else(
        || wording::post(reading.post.kind).to_owned(),
        |step| format!("step {}", step.number),
    )
}

fn ends(
    ctx: ViewContext<'_>,
    advert: &Advert,
    line: ListLine,
    words: &QueryWords,
    room: usize,
) -> Ends<'static> {
    let theme = ctx.theme;
    let title = || Line::from(words.highlight(&advert.title, theme.text, theme));
    let country = advert.country().map_or("–", |country| country.code());
    let post = post(ctx, advert);
    let state = advert.state().map_or("new", AdvertState::word);
    match line {
        ListLine::Title => (title(), Line::default()),
        ListLine::Facts => {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(words.highlight(&advert.organisation, theme.dim, theme));
            let before = if advert.organisation.is_empty() {
                ""
            } else {
                " · "
            };
            let facts = format!("{before}{country} · {post}");
            spans.push(Span::styled(facts, theme.dim));
            (Line::from(spans), Line::styled(state, theme.accent))
        }
        ListLine::Whole => {
            let is_dated = room >= WITH_DAY;
            let width_of_state = if is_dated { DATED_STATE } else { STATE };
            let left = room.saturating_sub(ORGANISATION + 2 + 4 + POST + width_of_state);
            // A title may take the columns of an organisation that is not known.
            let for_title = if advert.organisation.is_empty() {
                left + 2 + ORGANISATION
            } else {
                left
            };
            let mut line = truncate_line(title(), for_title);
            let pad = |line: &mut Line<'static>, to: usize| {
                let gap = to.saturating_sub(line_width(line));
                line.push_span(Span::raw(" ".repeat(gap)));
            };
            pad(&mut line, left + 2);
            let organisation = Line::from(words.highlight(&advert.organisation, theme.dim, theme));
            for span in truncate_line(organisation, ORGANISATION).spans {
                line.push_span(span);
            }
            pad(&mut line, left + 2 + ORGANISATION + 2);
            line.push_span(Span::styled(format!("{country:<4}{post}"), theme.dim));
            let state = if is_dated {
                wording::state(advert)
            } else {
                state.to_owned()
            };
            (line, Line::styled(state, theme.accent))
        }
    }
}
