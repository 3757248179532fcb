//! Says how far the person is with an advert: the state, with a date and a note.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::market::{AdvertId, AdvertState};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::market::MarketChange;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::field::field;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::window;
use crate::ui::widget::text_field::TextField;

/// Width and height of the overlay, frame included.
const SIZE: (u16, u16) = (64, 13);

/// The field that has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Note,
    Date,
}

/// The form.
#[derive(Debug)]
pub struct AdvertStateForm {
    id: AdvertId,
    title: String,
    cursor: Cursor,
    focus: Field,
    note: TextField,
    date: TextField,
    /// Whether the date could not be read.
    is_wrong: bool,
}

impl AdvertStateForm {
    /// The form for an advert, at the state that usually follows.
    pub fn new(model: &Model, id: AdvertId) -> Self {
        let advert = model.market.advert(id);
        let state = advert.and_then(crate::market::Advert::state);
        let last = AdvertState::ALL.len() - 1;
        let position = |state| AdvertState::ALL.iter().position(|each| *each == state);
        let at = state.and_then(position).map_or(0, |at| (at + 1).min(last));
        let mut date = TextField::with(&model.now.on.to_string());
        date.select_all();
        Self {
            id,
            title: advert.map_or_else(String::new, |advert| advert.title.clone()),
            cursor: Cursor { at, top: 0 },
            focus: Field::Note,
            note: TextField::default(),
            date,
            is_wrong: false,
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let len = AdvertState::ALL.len();
        let height = model.view.panes.height(Pane::Overlay);
        match action {
            Action::Type(typed) => {
                self.is_wrong = false;
                match self.focus {
                    Field::Note => self.note.apply(typed),
                    Field::Date => self.date.apply(typed),
                };
            }
            Action::Do(Command::Back) => return Outcome::close(),
            Action::Do(Command::Open | Command::Save) => return self.save(),
            Action::Do(Command::NextTab | Command::PreviousTab) => {
                self.focus = match self.focus {
                    Field::Note => Field::Date,
                    Field::Date => Field::Note,
                };
            }
            Action::Do(command) if self.cursor.command(*command, len, height) => {}
            Action::Do(command) if command.is_global() => return Outcome::ignored(),
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => self.cursor.go(*row, len, height),
            _ => {}
        }
        Outcome::done()
    }

    fn save(&mut self) -> Outcome {
        let Ok(date) = self.date.text().trim().parse::<Date>() else {
            self.is_wrong = true;
            self.focus = Field::Date;
            return Outcome::done();
        };
        let Some(state) = AdvertState::ALL.get(self.cursor.at) else {
            return Outcome::close();
        };
        Outcome::close_with(Action::ChangeMarket(MarketChange::SetState {
            id: self.id,
            state: *state,
            date,
            note: self.note.text().to_owned(),
        }))
    }

    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let keys = [
            (Command::Open, "save"),
            (Command::Up, "state"),
            (Command::NextTab, "date or note"),
            (Command::Back, "close"),
        ];
        let keys = Hints::new(KeyContext::AdvertState, true, &keys);
        let (body, mut hits) = window(ctx, "How far are you?", "", SIZE, keys, area, buf);
        let parts = [
            Constraint::Length(1),
            Constraint::Length(AdvertState::ALL.len() as u16),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Min(0),
        ];
        let [title, states, _, note, date, _] = Layout::vertical(parts).areas(body);
        let name = crate::text::truncate(&self.title, usize::from(title.width)).into_owned();
        buf.set_string(title.x, title.y, crate::text::sanitize(&name), theme.title);
        let view = ListView::new(theme, Pane::Overlay, true);
        let len = AdvertState::ALL.len();
        view.draw(self.cursor, len, states, buf, &mut hits, |at| {
            let word = AdvertState::ALL[at].word();
            (Line::styled(word, theme.text), Line::default())
        });
        let wrong = if self.is_wrong {
            "a day such as 2026-11-23"
        } else {
            ""
        };
        let note_at = field("note", &self.note, "what to remember", "", theme, note, buf);
        let date_at = field(
            "date",
            &self.date,
            "a day such as 2026-11-23",
            wrong,
            theme,
            date,
            buf,
        );
        hits.cursor = Some(match self.focus {
            Field::Note => note_at,
            Field::Date => date_at,
        });
        hits
    }
}
