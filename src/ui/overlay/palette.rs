//! The palette: one list of everything that can be done or shown, found by typing. Enter does or shows it.

mod item;
mod rank;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use self::item::Item;
use self::rank::{Found, PaletteRow, Things};
use crate::text::{thousands, width};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::{lines, put_lines};
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::window;
use crate::ui::widget::rows::highlight;
use crate::ui::widget::text_field::TextField;
use crate::wording::search::above_nearest;

/// Columns of the overlay, frame included.
const WIDTH: u16 = 100;

/// Under this many columns the kind is left out where a key stands.
const WITH_KIND: u16 = 50;

/// The palette.
#[derive(Debug)]
pub struct Palette {
    query: TextField,
    /// Everything that is not an occupation or a skill.
    things: Things,
    found: Found,
    cursor: Cursor,
    /// Whether the rows are still those of an earlier query.
    is_searching: bool,
}

impl Palette {
    /// The palette with what was asked the last time, selected. Where nothing was, it lists the commands first.
    pub fn new(model: &Model) -> Self {
        let mut query = TextField::with(&model.view.last_query);
        query.select_all();
        let mut palette = Self {
            query,
            things: Things::of(model),
            found: Found::default(),
            cursor: Cursor::default(),
            is_searching: false,
        };
        palette.search(model);
        palette
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        if self.is_searching && !matches!(action, Action::Type(_)) {
            // What follows acts on the rows.
            self.search(model);
            model.run_search();
            self.search(model);
        }
        let height = model.view.panes.height(Pane::Overlay).max(1);
        let len = self.found.rows.len();
        match action {
            Action::Type(typed) => {
                if self.query.apply(typed) {
                    self.search(model);
                }
            }
            Action::Do(command) => match command {
                Command::Up | Command::PreviousTab => self.cursor.turn_step(-1, len, height),
                Command::Down | Command::NextTab => self.cursor.turn_step(1, len, height),
                Command::Open => return self.choose(model),
                Command::Back | Command::Palette => {
                    self.remember(model);
                    return Outcome::close();
                }
                command if self.cursor.command(*command, len, height) => {}
                _ => return Outcome::ignored(),
            },
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                if self.cursor.at == *row {
                    return self.choose(model);
                }
                self.cursor.go(*row, len, height);
            }
            Action::Point { .. } => {}
            Action::Wheel { down, .. } => {
                self.cursor.wheel(*down, len, height);
            }
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn choose(&mut self, model: &mut Model) -> Outcome {
        self.remember(model);
        match self.found.rows.get(self.cursor.at) {
            Some(found) => found.item.open(&model.catalog),
            None => Outcome::done(),
        }
    }

    /// Keeps what was typed, to be asked again.
    fn remember(&self, model: &mut Model) {
        let typed = self.query.text().trim();
        if !typed.is_empty() {
            typed.clone_into(&mut model.view.last_query);
        }
    }

    fn search(&mut self, model: &Model) {
        let query = self.query.text();
        let found = rank::search(&self.things, query, model);
        self.is_searching = found.is_none();
        if let Some(found) = found {
            self.found = found;
            self.cursor = Cursor::default();
        }
    }

    /// The search is finished that was run in the background.
    pub fn search_finished(&mut self, model: &Model) {
        if self.is_searching {
            self.search(model);
        }
    }

    /// Draws the palette.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let all = self.things.items.len()
            + ctx.model.catalog.occupations().len()
            + ctx.model.catalog.skills().len();
        let count = format!("{} of {}", thousands(self.found.total), thousands(all));
        let size = (WIDTH, area.height.saturating_sub(area.height / 8));
        let open = match self.found.rows.get(self.cursor.at).map(|f| f.item) {
            Some(Item::Command(_)) => "run",
            Some(Item::Route(..)) => "take",
            _ => "show",
        };
        let keys = [
            (Command::Open, open),
            (Command::Back, "close"),
            (Command::PageDown, "page"),
        ];
        let keys = Hints::new(KeyContext::Palette, true, &keys);
        let (body, mut hits) = window(ctx, "Palette", &count, size, keys, area, buf);
        if body.height < 2 {
            return hits;
        }
        let hint = "a command, role, skill, milestone, section, track, route or advert";
        let remark = self.remark(ctx, body.width);
        let rows = [
            Constraint::Length(1),
            Constraint::Length(remark.len() as u16),
            Constraint::Min(0),
        ];
        let [search, above, list] = Layout::vertical(rows).areas(body);
        let label = if theme.signs.ascii { ">" } else { "›" };
        hits.cursor = Some(field(label, &self.query, hint, "", theme, search, buf));
        put_lines(&remark, above, buf);
        let view = ListView::new(theme, Pane::Overlay, true);
        view.draw(
            self.cursor,
            self.found.rows.len(),
            list,
            buf,
            &mut hits,
            |at| self.parts(&self.found.rows[at], list.width, ctx),
        );
        hits
    }

    /// What is to be said of the query: that ESCO has no word for it, or that nothing was found.
    fn remark(&self, ctx: ViewContext<'_>, width: u16) -> Vec<Line<'static>> {
        let note = self.found.note.as_deref();
        let text = match (self.found.rows.is_empty(), self.found.total, note) {
            (true, _, note) => note
                .unwrap_or("Nothing is meant. Try fewer letters.")
                .to_owned(),
            (false, 0, note) => above_nearest(note),
            (false, _, Some(note)) => note.to_owned(),
            (false, _, None) => return Vec::new(),
        };
        lines(&Span::raw(""), &text, ctx.theme.dim, usize::from(width))
    }

    /// The two ends of a row: what it is called, the matched letters highlighted; its key and its kind.
    fn parts(
        &self,
        found: &PaletteRow,
        room: u16,
        ctx: ViewContext<'_>,
    ) -> (Line<'static>, Line<'static>) {
        let theme = ctx.theme;
        let model = ctx.model;
        let item = found.item;
        let name = item.name(model);
        let query = self.query.text();
        let matched = found
            .label
            .map(|label| self.things.label(label, item, model));
        let mut spans = Vec::new();
        let positions = |text: &str| crate::search::positions(query, text, found.tier);
        if let Some((sign, style)) = item.sign(ctx) {
            spans.push(Span::styled(format!("{sign} "), style));
        } else {
            spans.push(Span::raw("  "));
        }
        match matched.filter(|text| *text != name) {
            None if matched.is_some() => {
                spans.extend(highlight(&name, &positions(&name), theme.text, theme));
            }
            None => spans.extend(highlight(&name, &[], theme.text, theme)),
            Some(other) => {
                spans.extend(highlight(&name, &[], theme.text, theme));
                let between = if item.explains(other) { "  " } else { " = " };
                spans.push(Span::styled(between, theme.dim));
                spans.extend(highlight(other, &positions(other), theme.dim, theme));
            }
        }
        if let Some(remark) = item.remark(model)
            && matched.is_none_or(|text| text != remark)
        {
            spans.push(Span::styled(format!("  {remark}"), theme.dim));
        }
        let mut right = Vec::new();
        if !found.remark.is_empty() {
            // At the right, where no long name cuts it.
            right.push(Span::styled(format!("{}  ", found.remark), theme.dim));
        }
        if let Item::Command(command) = item {
            let key = ctx
                .shown_key(KeyContext::Everywhere, false, command)
                .unwrap_or_default();
            right.push(Span::styled(key, theme.key));
        }
        if room >= WITH_KIND || right.is_empty() {
            let kind = item.kind().word();
            let gap = " ".repeat(item::KIND_COLUMNS.saturating_sub(width(kind)));
            right.push(Span::styled(format!("{gap}{kind}"), theme.dim));
        }
        (Line::from(spans), Line::from(right))
    }
}

#[cfg(test)]
mod tests;
