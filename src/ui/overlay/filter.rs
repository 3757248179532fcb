//! Chooses what the list of skills is narrowed by: the facets with their values, and how many skills each would
//! give. Closing hands the choice on; nothing that was ticked is lost.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::catalog::{Kind, OccupationIx, ReuseLevel, SkillIx};
use crate::profile::SkillState;
use crate::text::thousands;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::skill_filter::{Facet, Filter, Value};
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::field::field;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::{Ends, ListView};
use crate::ui::widget::pane::{above_gap, clear, window};
use crate::ui::widget::text_field::TextField;

/// Most occupations shown for what was typed.
const MOST: usize = 8;

/// Columns of a facet's word with the blank columns after it.
const FACETS: usize = 12;

/// Width and height of the overlay, frame included.
const SIZE: (u16, u16) = (72, 40);

/// A row.
#[derive(Clone, Debug, PartialEq)]
enum FilterRow {
    /// A value; the first of its facet names the facet.
    Value { value: Value, first: bool },
    /// Where the name of an occupation is typed.
    Field { first: bool },
    /// Takes every tick away.
    Clear,
}

/// The overlay.
#[derive(Debug)]
pub struct FilterChooser {
    filter: Filter,
    /// The skills that are counted: those that the search found.
    counted: Vec<SkillIx>,
    field: TextField,
    typing: bool,
    cursor: Cursor,
    /// Occupations that match what was typed.
    found: Vec<OccupationIx>,
}

impl FilterChooser {
    /// A chooser that begins with `filter` and counts among `counted`.
    pub fn new(filter: Filter, counted: Vec<SkillIx>) -> Self {
        Self {
            filter,
            counted,
            field: TextField::default(),
            typing: false,
            cursor: Cursor::default(),
            found: Vec::new(),
        }
    }

    /// Whether printable keys are text.
    pub fn typing(&self) -> bool {
        self.typing
    }

    fn rows(&self, model: &Model) -> Vec<FilterRow> {
        let mut out = Vec::new();
        for facet in Facet::ALL {
            let values = self.values(facet, model);
            let none = values.is_empty();
            let each = values.into_iter().enumerate();
            out.extend(each.map(|(at, value)| FilterRow::Value {
                value,
                first: at == 0,
            }));
            if facet == Facet::Occupation {
                out.push(FilterRow::Field { first: none });
                let found = self.found.iter().map(|ix| Value::Occupation(*ix));
                let found = found.filter(|v| !self.filter.has(v));
                out.extend(found.map(|value| FilterRow::Value {
                    value,
                    first: false,
                }));
            }
        }
        if !self.filter.is_empty() {
            out.push(FilterRow::Clear);
        }
        out
    }

    /// The values of a facet; of occupations those that are ticked.
    fn values(&self, facet: Facet, model: &Model) -> Vec<Value> {
        match facet {
            Facet::Kind => Kind::ALL.map(Value::Kind).to_vec(),
            Facet::State => SkillState::ALL.map(Value::State).to_vec(),
            Facet::Reuse => ReuseLevel::ALL.map(Value::Reuse).to_vec(),
            Facet::Step => {
                let steps = model.plan().map_or(&[][..], |p| &p.steps);
                let mut out: Vec<_> = steps.iter().map(|s| Value::Step(s.id.clone())).collect();
                let ticked = self.filter.values().iter().filter(|v| v.facet() == facet);
                let stale: Vec<_> = ticked.filter(|v| !out.contains(v)).cloned().collect();
                out.extend(stale);
                out
            }
            Facet::Occupation => {
                let ticked = self.filter.values().iter().filter(|v| v.facet() == facet);
                ticked.cloned().collect()
            }
        }
    }

    /// How many skills have the value, all other facets kept.
    fn count(&self, value: &Value, model: &Model) -> usize {
        let fits = |skill: &&SkillIx| {
            value.fits(model, **skill)
                && self.filter.admits_but(Some(value.facet()), model, **skill)
        };
        self.counted.iter().filter(fits).count()
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        let rows = self.rows(model);
        match action {
            Action::Type(typed) if self.typing => {
                let changed = self.field.apply(typed);
                if changed {
                    self.find(model);
                }
            }
            Action::Do(Command::Search) => self.go_to_field(model, height),
            Action::Do(Command::Back) if self.typing => self.typing = false,
            Action::Do(Command::Back | Command::Filter) => {
                return Outcome::close_with(Action::Filter(self.filter.clone()));
            }
            Action::Do(Command::Open | Command::Mark) => self.take(model, height),
            Action::Do(command) => {
                let moved = self.cursor.command(*command, rows.len(), height);
                // Nothing may change the record or the screen below.
                if !moved && command.is_global() {
                    return Outcome::ignored();
                }
            }
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                self.cursor.at = (*row).min(rows.len().saturating_sub(1));
                self.take(model, height);
            }
            Action::Wheel {
                pane: Pane::Overlay,
                down,
            } => {
                self.cursor.wheel(*down, rows.len(), height);
            }
            _ => {}
        }
        Outcome::done()
    }

    /// Goes to the field and types there.
    fn go_to_field(&mut self, model: &Model, height: usize) {
        let rows = self.rows(model);
        if let Some(at) = rows
            .iter()
            .position(|r| matches!(r, FilterRow::Field { .. }))
        {
            self.cursor.go(at, rows.len(), height);
            // What is found stands below the field: keep room for it.
            self.cursor.top = rows
                .len()
                .saturating_sub(height)
                .max(self.cursor.top)
                .min(at);
        }
        self.typing = true;
    }

    /// Ticks what the cursor is on. In the field: the first occupation found.
    fn take(&mut self, model: &Model, height: usize) {
        let rows = self.rows(model);
        match rows.get(self.cursor.at).cloned() {
            Some(FilterRow::Value { value, .. }) => {
                self.filter.toggle(value.clone());
                // Rows come and go: the cursor stays with its row, or where it was.
                let rows = self.rows(model);
                let same =
                    |r: &FilterRow| matches!(r, FilterRow::Value { value: v, .. } if *v == value);
                let at = rows.iter().position(same).unwrap_or(self.cursor.at);
                self.cursor.go(at, rows.len(), height);
            }
            Some(FilterRow::Field { .. }) if self.typing => {
                let open = self.found.iter().map(|ix| Value::Occupation(*ix));
                let open = open.into_iter().find(|v| !self.filter.has(v));
                if let Some(value) = open.filter(|_| !self.field.is_empty()) {
                    self.filter.toggle(value);
                    self.field.clear();
                    self.found.clear();
                    self.go_to_field(model, height);
                }
                self.typing = false;
            }
            Some(FilterRow::Field { .. }) => self.go_to_field(model, height),
            Some(FilterRow::Clear) => {
                self.filter.clear();
                self.cursor = Cursor::default();
            }
            None => {}
        }
    }

    fn find(&mut self, model: &Model) {
        self.found = if self.field.text().trim().is_empty() {
            Vec::new()
        } else {
            let index = model.occupation_index();
            let results = index.search(self.field.text(), model.occupation_boosts(), MOST);
            let hits = results.hits.iter();
            hits.map(|h| OccupationIx(h.item)).collect()
        };
        // While text is typed the cursor is in the field: the choice among earlier results is gone.
        let height = model.view.panes.height(Pane::Overlay);
        self.go_to_field(model, height);
    }

    /// Draws itself over `screen`.
    pub fn view(&self, ctx: ViewContext<'_>, screen: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let model = ctx.model;
        let rows = self.rows(model);
        let admitted = self
            .counted
            .iter()
            .filter(|s| self.filter.admits(model, **s))
            .count();
        let remark = format!(
            "{} of {}",
            thousands(admitted),
            thousands(self.counted.len())
        );
        let height = (rows.len().max(20) as u16 + 4)
            .min(SIZE.1)
            .min(screen.height.saturating_sub(4));
        let size = (SIZE.0, height);
        let keys: &[_] = if self.typing {
            &[
                (Command::Open, "takes the first"),
                (Command::Back, "stops typing"),
            ]
        } else {
            &[
                (Command::Mark, "ticks"),
                (Command::Search, "names an occupation"),
                (Command::Back, "closes"),
            ]
        };
        let keys = Hints::new(KeyContext::Filter, self.typing, keys);
        let (body, mut hits) = window(ctx, "Filter skills", &remark, size, keys, screen, buf);
        let list = above_gap(body);
        let view = ListView::new(theme, Pane::Overlay, true);
        view.draw(self.cursor, rows.len(), list, buf, &mut hits, |at| {
            self.ends(ctx, &rows[at])
        });
        self.view_field(ctx, &rows, list, buf, &mut hits);
        hits
    }

    /// Draws the text field over its row, while it is in use.
    fn view_field(
        &self,
        ctx: ViewContext<'_>,
        rows: &[FilterRow],
        list: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        if !self.typing && self.field.is_empty() {
            return;
        }
        let top = self.cursor.top(rows.len(), usize::from(list.height));
        let mut shown = list.rows().zip(rows.iter().skip(top));
        let Some((row, _)) = shown.find(|(_, r)| matches!(r, FilterRow::Field { .. })) else {
            return;
        };
        let columns = [Constraint::Length(FACETS as u16), Constraint::Fill(1)];
        let [_, place] = Layout::horizontal(columns).areas(row);
        clear(place, buf);
        let cursor = field("/", &self.field, &self.hint(ctx), "", ctx.theme, place, buf);
        if self.typing {
            hits.cursor = Some(cursor);
        }
    }

    fn hint(&self, ctx: ViewContext<'_>) -> String {
        if self.typing {
            "type its name".to_owned()
        } else {
            let key = ctx.key(KeyContext::Filter, false, Command::Search);
            format!("press {key} and type its name")
        }
    }

    fn ends(&self, ctx: ViewContext<'_>, each: &FilterRow) -> Ends<'static> {
        let theme = ctx.theme;
        let facet = |first: bool, facet: Facet| {
            let word = if first { facet.word() } else { "" };
            Span::styled(format!("{word:<FACETS$}"), theme.title)
        };
        match each {
            FilterRow::Value { value, first } => {
                let (sign, style) = if self.filter.has(value) {
                    (theme.signs.ticked, theme.accent)
                } else {
                    (theme.signs.unticked, theme.text)
                };
                let title = ascii(&value.title(ctx.model), theme.signs.ascii);
                let left = Line::from(vec![
                    facet(*first, value.facet()),
                    Span::styled(format!("{sign} {title}"), style),
                ]);
                let count = self.count(value, ctx.model);
                (left, Line::styled(thousands(count), theme.dim))
            }
            FilterRow::Field { first } => {
                let hint = Span::styled(self.hint(ctx), theme.dim);
                let left = Line::from(vec![facet(*first, Facet::Occupation), hint]);
                (left, Line::default())
            }
            FilterRow::Clear => {
                let text = format!("{}show all skills again", " ".repeat(FACETS));
                (Line::styled(text, theme.text), Line::default())
            }
        }
    }
}

fn ascii(text: &str, ascii: bool) -> String {
    if ascii {
        text.replace('→', ">").replace('·', "-")
    } else {
        crate::text::sanitize(text).into_owned()
    }
}
