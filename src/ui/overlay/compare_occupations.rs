//! Two or three occupations side by side: what they ask for in common, and what only one of them asks for, group by
//! group. A skill can be opened and marked here. Which occupations are compared is the screen's business.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::catalog::{OccupationIx, SkillIx};
use crate::planning::closeness;
use crate::planning::skill_comparison::{ComparedRelation, compared};
use crate::text::{capitalize, plural, truncate};
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::flow::put_lines;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::{Ends, ListView};
use crate::ui::widget::page::content::Target;
use crate::ui::widget::page::{Click, Page, Row};
use crate::ui::widget::pane::window;
use crate::ui::widget::{page_actions, skill_line};
use crate::wording::figures;
use crate::wording::skill::compared_heading;

/// Most occupations side by side.
pub const MOST: usize = 3;

/// What the occupations are called where there is no room for their titles.
pub const LETTERS: [&str; MOST] = ["A", "B", "C"];

/// Columns of a letter with the blank column before it.
const COLUMN: usize = 3;

/// How an occupation asks for a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Not,
    /// As most rows say it: by the heading above them.
    AsHeading,
    /// Optional, where others call it essential.
    Optional,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Heading {
        title: String,
        remark: String,
    },
    Skill {
        skill: SkillIx,
        asked: [Asked; MOST],
    },
}

type ComparisonRow = Row<SkillIx, Content>;

/// The comparison.
#[derive(Debug)]
pub struct OccupationComparison {
    occupations: Vec<OccupationIx>,
    rows: Vec<ComparisonRow>,
    page: Page<SkillIx>,
}

impl OccupationComparison {
    /// A comparison of the first [`MOST`] of these.
    pub fn new(model: &Model, occupations: &[OccupationIx]) -> Self {
        let occupations: Vec<_> = occupations.iter().copied().take(MOST).collect();
        let rows = rows(model, &occupations);
        Self {
            occupations,
            rows,
            page: Page::default(),
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        match action {
            Action::Do(Command::Back | Command::Left) => return Outcome::close(),
            Action::Do(Command::Compare) => {
                if self.occupations.len() < MOST {
                    model.notify("Choose a third occupation in the same way");
                }
                return Outcome::close();
            }
            Action::Do(Command::Open) => {
                return self.skill(height).map_or_else(Outcome::done, |skill| {
                    Outcome::close_with(Action::ShowSkill(skill))
                });
            }
            Action::Do(command @ (Command::Mark | Command::Deny | Command::Evidence)) => {
                return match self.skill(height) {
                    Some(skill) => page_actions::act(*command, Some(&Target::Skill(skill)), model),
                    None => Outcome::done(),
                };
            }
            Action::Do(command) if self.page.go(*command, &self.rows, height) => {}
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                if self.page.point(*row, &self.rows, height) == Click::Again {
                    return self.update(&Action::Do(Command::Open), model);
                }
            }
            Action::Wheel {
                pane: Pane::Overlay,
                down,
            } => self.page.wheel(*down, &self.rows, height),
            Action::Point { .. } | Action::Wheel { .. } | Action::Type(_) => {}
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn skill(&self, height: usize) -> Option<SkillIx> {
        self.page.target(&self.rows, height)
    }

    /// Draws the comparison.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
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
        let keys = Hints::new(KeyContext::CompareOccupations, false, &keys);
        let (title, remark) = ("Side by side", "ESCO, published");
        let (body, mut hits) = window(ctx, title, remark, (110, area.height), keys, area, buf);
        let head = self.head(ctx, usize::from(body.width));
        let rows = [
            Constraint::Length(head.len() as u16 + 1),
            Constraint::Min(0),
        ];
        let [above, list] = Layout::vertical(rows).areas(body);
        put_lines(&head, above, buf);
        let view = ListView::new(ctx.theme, Pane::Overlay, true);
        let ends = |row: &ComparisonRow| self.ends(ctx, &row.content);
        self.page.view(view, &self.rows, list, buf, &mut hits, ends);
        hits
    }

    /// What stands above the list: the occupations with their figures, and how close they are.
    fn head(&self, ctx: ViewContext<'_>, width: usize) -> Vec<Line<'static>> {
        let theme = ctx.theme;
        let model = ctx.model;
        let catalog = &model.catalog;
        let mut out = Vec::new();
        for (letter, ix) in LETTERS.iter().zip(&self.occupations) {
            let occupation = catalog.occupation(*ix);
            let coverage = model.person().coverage(catalog, *ix);
            let coverage = coverage.map_or_else(String::new, |coverage| {
                format!("coverage {} · ", figures::coverage(coverage))
            });
            let figures = format!(
                "{coverage}{} essential, {} optional",
                occupation.essential().len(),
                occupation.optional_only().count()
            );
            let name = format!("{} ({})", occupation.label(), occupation.code());
            let room = width.saturating_sub(COLUMN + crate::text::width(&figures) + 1);
            let name = truncate(&name, room).into_owned();
            let gap = " ".repeat(room.saturating_sub(crate::text::width(&name)) + 1);
            out.push(Line::from(vec![
                Span::styled(format!("{letter}  "), theme.accent),
                Span::styled(name, theme.title),
                Span::raw(gap),
                Span::styled(figures, theme.dim),
            ]));
        }
        let close: Vec<String> = closeness::pairs(catalog, &self.occupations)
            .map(|(pair, closeness)| {
                let [a, b] = pair.map(|at| LETTERS[at]);
                format!("{a}–{b} {}", figures::percent(closeness))
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
    fn ends(&self, ctx: ViewContext<'_>, each: &Content) -> Ends<'static> {
        let theme = ctx.theme;
        match each {
            Content::Heading { title, remark } => (
                Line::from(vec![
                    Span::styled(title.clone(), theme.title),
                    Span::styled(format!("  {remark}"), theme.dim),
                ]),
                Line::default(),
            ),
            Content::Skill { skill, asked } => {
                let (left, _) = skill_line::parts(ctx, *skill, None);
                let mut line = Line::from("  ");
                line.spans.extend(left.spans);
                let letters = LETTERS.iter().zip(asked).take(self.occupations.len());
                let right = letters.map(|(letter, asked)| {
                    let (text, style) = match asked {
                        Asked::Not => (theme.signs.dot.to_owned(), theme.dim),
                        Asked::AsHeading => ((*letter).to_owned(), theme.accent),
                        Asked::Optional => (letter.to_lowercase(), theme.accent),
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
        let title = compared_heading(group.relation, group.kind);
        let small = match group.relation {
            ComparedRelation::Mixed => "; in small letters: optional",
            _ => "",
        };
        let count = plural(count, "skill", "skills");
        let remark = format!("{count}, {shared} in common{small}");
        let title = capitalize(&title);
        out.push(Row::new(Content::Heading { title, remark }, None));
        for (places, skills) in &group.parts {
            out.extend(skills.iter().map(|skill| {
                let essential = group.essential_sides(*skill);
                let mut asked = [Asked::Not; MOST];
                for at in places {
                    let is_optional = essential.is_some_and(|essential| !essential.contains(at));
                    asked[*at] = if is_optional {
                        Asked::Optional
                    } else {
                        Asked::AsHeading
                    };
                }
                let skill = *skill;
                Row::new(Content::Skill { skill, asked }, Some(skill))
            }));
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
        assert!(drawn.contains("closeness (derived)  A–B 35 %"), "{drawn}");
        let line = |skill: &str| {
            let found = drawn.lines().find(|l| l.contains(skill));
            found.unwrap_or_default().to_owned()
        };
        assert!(line("ICT security legislation").contains("A  B"), "{drawn}");
    }

    #[test]
    fn the_cursor_rests_on_skills_and_opens_them() {
        let mut model = model();
        model.view.panes.set(Pane::Overlay, Rect::new(0, 0, 60, 10));
        let mut overlay = pair(&model);
        for command in [
            Command::Last,
            Command::First,
            Command::Down,
            Command::PageDown,
            Command::Up,
        ] {
            overlay.update(&command.into(), &mut model);
            assert!(overlay.skill(10).is_some(), "after {command:?}");
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
