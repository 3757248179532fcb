//! Two or three occupations side by side: what they ask for in common, and what only one of them asks for, group by
//! group. A skill can be opened and marked here. Which occupations are compared is the screen's business.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::catalog::relation_group::heading;
use crate::catalog::{OccupationIx, SkillIx};
use crate::planning::closeness::closeness;
use crate::planning::gap;
use crate::planning::skill_comparison::compared;
use crate::text::{capitalize, plural, truncate};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::hints::hints;
use crate::ui::widget::page::Target;
use crate::ui::widget::pane::{last_row, overlay, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};
use crate::ui::widget::{page_actions, skill_line};
use crate::wording::figures;

/// Most occupations side by side.
pub const MOST: usize = 3;

/// What the occupations are called where there is no room for their titles.
pub const LETTERS: [&str; MOST] = ["A", "B", "C"];

/// The list's pane.
const LIST: u8 = 4;

/// Columns of a letter with the air before it.
const COLUMN: usize = 3;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ComparisonRow {
    Heading {
        title: String,
        remark: String,
    },
    Skill {
        skill: SkillIx,
        /// Which of the occupations ask for it.
        asked: [bool; MOST],
    },
}

/// The comparison.
#[derive(Debug)]
pub struct OccupationComparison {
    occupations: Vec<OccupationIx>,
    rows: Vec<ComparisonRow>,
    cursor: Cursor,
}

impl OccupationComparison {
    /// A comparison of the first [`MOST`] of these.
    pub fn new(model: &Model, occupations: &[OccupationIx]) -> Self {
        let occupations: Vec<_> = occupations.iter().copied().take(MOST).collect();
        let rows = rows(model, &occupations);
        Self {
            occupations,
            rows,
            // The first heading is no place for the cursor.
            cursor: Cursor { at: 1, top: 0 },
        }
    }

    /// Nothing is typed here.
    pub fn typing(&self) -> bool {
        false
    }

    /// Answers an action.
    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.heights[usize::from(LIST)];
        let len = self.rows.len();
        match action {
            Action::Do(Command::Back | Command::Left) => return Outcome::close(),
            Action::Do(Command::Compare) => {
                if self.occupations.len() < MOST {
                    model.say("Choose a third occupation in the same way");
                }
                return Outcome::close();
            }
            Action::Do(Command::Open) => {
                return self.skill().map_or_else(Outcome::done, |skill| {
                    Outcome::close_then(Action::ShowSkill(skill))
                });
            }
            Action::Do(command @ (Command::Mark | Command::Deny | Command::Evidence)) => {
                return match self.skill() {
                    Some(skill) => page_actions::act(*command, &Target::Skill(skill), model),
                    None => Outcome::done(),
                };
            }
            Action::Do(command) if self.cursor.command(*command, len, height) => {
                let down = !matches!(command, Command::Up | Command::PageUp | Command::Last);
                self.rest(down, height);
            }
            Action::Point { pane: LIST, row } => {
                let again = self.cursor.at == *row;
                self.cursor.go(*row, len, height);
                self.rest(true, height);
                if again {
                    return self.update(&Action::Do(Command::Open), model);
                }
            }
            Action::Wheel { pane: LIST, down } => {
                self.cursor.wheel(*down, len, height);
                self.rest(*down, height);
            }
            Action::Point { .. } | Action::Wheel { .. } | Action::Type(_) => {}
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    /// Moves the cursor on from a heading.
    fn rest(&mut self, down: bool, height: usize) {
        let is_skill = |at: &usize| matches!(self.rows.get(*at), Some(ComparisonRow::Skill { .. }));
        let (at, len) = (self.cursor.at, self.rows.len());
        let below = (at..len).find(is_skill);
        let above = (0..at).rev().find(is_skill);
        let found = if down {
            below.or(above)
        } else {
            above.filter(|_| !is_skill(&at)).or(below)
        };
        if let Some(found) = found {
            self.cursor.go(found, len, height);
            // The heading above the first skill is seen with it.
            if found <= 1 {
                self.cursor.top = 0;
            }
        }
    }

    fn skill(&self) -> Option<SkillIx> {
        match self.rows.get(self.cursor.at) {
            Some(ComparisonRow::Skill { skill, .. }) => Some(*skill),
            _ => None,
        }
    }

    /// Draws the comparison.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let mut hits = HitMap::default();
        let theme = ctx.theme;
        let title = "Side by side";
        let inner = overlay(
            title,
            "ESCO, published",
            (110, area.height),
            theme,
            area,
            buf,
        );
        hits.over(inner);
        let head = self.head(ctx, usize::from(inner.width));
        for (y, line) in (inner.y..inner.bottom()).zip(&head) {
            buf.set_line(inner.x, y, line, inner.width);
        }
        let used = (head.len() as u16 + 1).min(inner.height);
        let list = Rect {
            y: inner.y + used,
            height: inner.height.saturating_sub(used + 1),
            ..inner
        };
        let len = self.rows.len();
        let top = self.cursor.top(len, usize::from(list.height));
        for (y, (at, each)) in (list.y..list.bottom()).zip(self.rows.iter().enumerate().skip(top)) {
            let (left, right) = self.parts(ctx, each);
            let selection = match each {
                ComparisonRow::Heading { .. } => RowSelection::No,
                ComparisonRow::Skill { .. } => RowSelection::of(at, self.cursor.at, true),
            };
            let place = Rect {
                y,
                height: 1,
                ..list
            };
            row(left, right, selection, theme, place, buf);
        }
        hits.rows(LIST, list, top, len);
        scroll_bar(list, top, len, theme, buf);
        let third = if self.occupations.len() < MOST {
            "add a third"
        } else {
            "choose others"
        };
        let keys = [
            (Command::Up, "move"),
            (Command::Open, "open"),
            (Command::Mark, "mark"),
            (Command::Compare, third),
            (Command::Back, "close"),
        ];
        let foot = last_row(inner);
        hints(
            ctx,
            (KeyContext::CompareOccupations, false),
            &keys,
            foot,
            buf,
            &mut hits,
        );
        hits
    }

    /// What stands above the list: the occupations with their figures, and how close they are.
    fn head(&self, ctx: ViewContext<'_>, width: usize) -> Vec<Line<'static>> {
        let theme = ctx.theme;
        let model = ctx.model;
        let catalog = &model.catalog;
        let known = !model.profile().is_empty();
        let mut out = Vec::new();
        for (letter, ix) in LETTERS.iter().zip(&self.occupations) {
            let occupation = catalog.occupation(*ix);
            let coverage = if known {
                let share = gap::coverage(catalog, model.states(), *ix);
                format!("coverage {} · ", figures::coverage(share))
            } else {
                String::new()
            };
            let figures = format!(
                "{coverage}{} essential, {} optional",
                occupation.essential().len(),
                occupation.optional_only().count()
            );
            let name = format!("{} ({})", occupation.label(), occupation.code());
            let room = width.saturating_sub(COLUMN + crate::text::width(&figures) + 1);
            let name = truncate(&name, room).into_owned();
            let air = " ".repeat(room.saturating_sub(crate::text::width(&name)) + 1);
            out.push(Line::from(vec![
                Span::styled(format!("{letter}  "), theme.accent),
                Span::styled(name, theme.title),
                Span::raw(air),
                Span::styled(figures, theme.dim),
            ]));
        }
        let count = self.occupations.len();
        let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        let close: Vec<String> = pairs
            .map(|(a, b)| {
                let figure = closeness(catalog, self.occupations[a], self.occupations[b]);
                let figure = figures::percent(figure);
                format!("{}–{} {figure}", LETTERS[a], LETTERS[b])
            })
            .collect();
        let close = format!("closeness (derived)  {}", close.join("   "));
        out.push(Line::styled(
            truncate(&close, width).into_owned(),
            theme.dim,
        ));
        out
    }

    /// The two ends of a row.
    fn parts(&self, ctx: ViewContext<'_>, each: &ComparisonRow) -> (Line<'static>, Line<'static>) {
        let theme = ctx.theme;
        match each {
            ComparisonRow::Heading { title, remark } => (
                Line::from(vec![
                    Span::styled(title.clone(), theme.title),
                    Span::styled(format!("  {remark}"), theme.dim),
                ]),
                Line::default(),
            ),
            ComparisonRow::Skill { skill, asked } => {
                let (left, _) = skill_line::parts(ctx, *skill, None);
                let mut line = Line::from("  ");
                line.spans.extend(left.spans);
                let letters = LETTERS.iter().zip(asked).take(self.occupations.len());
                let right = letters.map(|(letter, asked)| {
                    let (text, style) = if *asked {
                        (*letter, theme.accent)
                    } else {
                        (theme.signs.dot, theme.dim)
                    };
                    Span::styled(format!("{text:>COLUMN$}"), style)
                });
                (line, Line::from(right.collect::<Vec<_>>()))
            }
        }
    }
}

/// The skills of all, group by group; in a group those first that most ask for.
fn rows(model: &Model, occupations: &[OccupationIx]) -> Vec<ComparisonRow> {
    let sides: Vec<Vec<OccupationIx>> = occupations.iter().map(|o| vec![*o]).collect();
    let mut out = Vec::new();
    for group in compared(&model.catalog, &sides) {
        let count: usize = group.parts.iter().map(|(_, skills)| skills.len()).sum();
        let shared = group
            .parts
            .iter()
            .find(|(at, _)| at.len() == occupations.len());
        let shared = shared.map_or(0, |(_, skills)| skills.len());
        let title = heading(group.relation, group.kind);
        out.push(ComparisonRow::Heading {
            title: capitalize(&title),
            remark: format!("{}, {shared} in common", plural(count, "skill", "skills")),
        });
        for (places, skills) in group.parts {
            let mut asked = [false; MOST];
            for at in places {
                asked[at] = true;
            }
            out.extend(
                skills
                    .into_iter()
                    .map(|skill| ComparisonRow::Skill { skill, asked }),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::{model, sizes, text};

    fn pair(model: &Model) -> OccupationComparison {
        let find = |code: &str| model.catalog.occupation_by_code(code).unwrap();
        OccupationComparison::new(model, &[find("2511.18"), find("2529.1")])
    }

    #[test]
    fn each_skill_says_who_asks_for_it() {
        let model = model();
        let overlay = pair(&model);
        let draw = |ctx: ViewContext<'_>, area, buf: &mut Buffer| overlay.view(ctx, area, buf);
        let (drawn, _) = text(draw, &model, 100, 30);
        assert!(drawn.contains("A  IT auditor (2511.18)"), "{drawn}");
        assert!(drawn.contains("B  chief ICT security officer"), "{drawn}");
        assert!(drawn.contains("closeness (derived)  A–B 29 %"), "{drawn}");
        let line = |skill: &str| {
            let found = drawn.lines().find(|l| l.contains(skill));
            found.unwrap_or_default().to_owned()
        };
        assert!(line("ICT security legislation").contains("A  B"), "{drawn}");
    }

    #[test]
    fn the_cursor_rests_on_skills_and_opens_them() {
        let mut model = model();
        model.view.heights[usize::from(LIST)] = 10;
        let mut overlay = pair(&model);
        for command in [
            Command::Last,
            Command::First,
            Command::Down,
            Command::PageDown,
            Command::Up,
        ] {
            overlay.update(&command.into(), &mut model);
            assert!(overlay.skill().is_some(), "after {command:?}");
        }
        let outcome = overlay.update(&Command::Open.into(), &mut model);
        assert!(outcome.close);
        assert!(matches!(outcome.follow_ups[..], [Action::ShowSkill(_)]));
    }

    #[test]
    fn every_size_is_drawn() {
        let model = model();
        let overlay = pair(&model);
        sizes(|ctx, area, buf| overlay.view(ctx, area, buf), &model);
    }
}
