//! The steps pane of the path screen: the route's steps with their counts, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::catalog::Catalog;
use crate::planning::completion::Completion;
use crate::planning::plan::Step;
use crate::planning::suggestion::{Suggestion, Task};
use crate::text::{sanitize, truncate, wrap};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::bar;
use crate::ui::widget::list_view::{Ends, ListView};
use crate::ui::widget::page::{self, Click, Page};
use crate::ui::widget::pane::pane;
use crate::ui::widget::rows::RowSelection;
use crate::wording;

/// Most lines of a suggestion's title.
const TITLE_LINES: usize = 2;

/// How wide a pane must be to show a bar beside each step.
const WITH_BAR: u16 = 52;

/// What the cursor rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum StepTarget {
    /// A step, by number.
    Step(usize),
    /// The goal, which is reached.
    Goal,
    /// What opens the form for where the person is.
    Setup,
    Suggestion(Task),
}

/// What a row shows.
#[derive(Clone, Debug)]
enum Content {
    Step(usize),
    /// A line of a suggestion; the first one has its number.
    Suggestion {
        number: Option<usize>,
        text: String,
    },
    Goal(String),
    Setup(&'static str),
    Heading(&'static str),
    Text(String),
}

type Row = page::Row<StepTarget, Content>;

/// The cursor of the pane, and the step last under it.
#[derive(Debug, Default)]
pub(super) struct Steps {
    page: Page<StepTarget>,
    step: usize,
}

impl Steps {
    /// Selects the first step that is not done; the goal where it is reached.
    pub(super) fn reset(&mut self, model: &Model) {
        self.page = Page::default();
        let plan = model.plan();
        let last = plan.map_or(0, |p| p.steps.len().saturating_sub(1));
        self.step = plan.and_then(|p| p.current).unwrap_or(last);
        self.page.select(match plan {
            None => StepTarget::Setup,
            Some(plan) if plan.is_reached() => StepTarget::Goal,
            Some(_) => StepTarget::Step(self.step),
        });
    }

    /// The record changed: the cursor is on what still is there.
    pub(super) fn refresh(&mut self, model: &Model) {
        let steps = model.plan().map_or(0, |p| p.steps.len());
        self.step = self.step.min(steps.saturating_sub(1));
        if let Some(StepTarget::Step(step)) = self.selected(model) {
            self.step = step;
        }
    }

    /// The step last under the cursor.
    pub(super) fn step(&self) -> usize {
        self.step
    }

    pub(super) fn selected(&self, model: &Model) -> Option<StepTarget> {
        self.page.target(&rows(model), height(model))
    }

    pub(super) fn is_first(&self, model: &Model) -> bool {
        let rows = rows(model);
        let first = rows.iter().position(|r| r.target.is_some());
        let at = self.page.position(&rows, height(model)).0;
        at.is_none_or(|at| Some(at) == first)
    }

    pub(super) fn select(&mut self, step: usize) {
        self.step = step;
        self.page.select(StepTarget::Step(step));
    }

    /// Puts the cursor on the row that is clicked; tells whether it was there already.
    pub(super) fn point(&mut self, at: usize, model: &Model) -> bool {
        let again = self.page.point(at, &rows(model), height(model));
        self.remember(model);
        again == Click::Again
    }

    /// Moves by a command; tells whether it was a movement.
    pub(super) fn go(&mut self, command: Command, model: &Model) -> bool {
        let moved = self.page.go(command, &rows(model), height(model));
        self.remember(model);
        moved
    }

    pub(super) fn wheel(&mut self, down: bool, model: &Model) {
        self.page.wheel(down, &rows(model), height(model));
        self.remember(model);
    }

    /// Remembers the step under the cursor; suggestions are about the current one.
    fn remember(&mut self, model: &Model) {
        match self.selected(model) {
            Some(StepTarget::Step(step)) => self.step = step,
            Some(StepTarget::Suggestion(_)) => {
                let current = model.plan().and_then(|p| p.current);
                self.step = current.unwrap_or(self.step);
            }
            _ => {}
        }
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let model = ctx.model;
        let remark = model.plan().map_or_else(String::new, |p| {
            if p.steps.is_empty() {
                wording::plan::place(p)
            } else {
                format!("{} of {} done · skills", p.steps_done(), p.steps.len())
            }
        });
        let inner = pane("Steps", &remark, focus, ctx.theme, area, buf);
        let rows = rows_in(model, usize::from(inner.width));
        let selected = self.page.target(&rows, usize::from(inner.height));
        let view = ListView {
            theme: ctx.theme,
            pane: Pane::Steps,
            // Without the keys the sign of what is selected is enough; the map and the page beside it have highlighted rows.
            selection: if focus {
                RowSelection::Focus
            } else {
                RowSelection::No
            },
        };
        let ends = |row: &Row| {
            let is_selected = row.target.is_some() && row.target == selected;
            ends(ctx, row, (is_selected, focus), inner.width)
        };
        self.page.view(view, &rows, inner, buf, hits, ends);
    }
}

fn ends(
    ctx: ViewContext<'_>,
    row: &Row,
    (is_selected, focus): (bool, bool),
    width: u16,
) -> Ends<'static> {
    let theme = ctx.theme;
    let cursor = Span::styled(theme.signs.cursor, theme.accent);
    let pointed = is_selected && !focus;
    let left = match &row.content {
        Content::Step(at) => {
            let step = ctx.model.plan().and_then(|p| p.steps.get(*at));
            return step.map_or_else(Ends::default, |step| {
                step_ends(ctx, *at, step, is_selected, width)
            });
        }
        Content::Goal(text) => Line::from(vec![
            if pointed {
                cursor
            } else {
                Span::styled(theme.signs.goal, theme.held)
            },
            Span::styled(format!(" {text}"), theme.title),
        ]),
        Content::Setup(text) => {
            Line::from(vec![cursor, Span::styled(format!(" {text}"), theme.accent)])
        }
        Content::Suggestion { number, text } => {
            let sign = match number {
                Some(_) if pointed => cursor,
                Some(number) => Span::styled(number.to_string(), theme.dim),
                None => Span::raw(" "),
            };
            let style = if text.starts_with(' ') {
                theme.dim
            } else {
                theme.text
            };
            Line::from(vec![
                sign,
                Span::raw(" "),
                Span::styled(text.clone(), style),
            ])
        }
        Content::Heading(text) => Line::styled(*text, theme.title),
        Content::Text(text) => Line::styled(text.clone(), theme.dim),
    };
    (left, Line::default())
}

fn step_ends(
    ctx: ViewContext<'_>,
    at: usize,
    step: &Step,
    is_selected: bool,
    width: u16,
) -> Ends<'static> {
    let theme = ctx.theme;
    let sign = if is_selected {
        Span::styled(theme.signs.cursor, theme.accent)
    } else if step.done {
        Span::styled(theme.signs.done, theme.held)
    } else {
        Span::raw(" ")
    };
    let name = wording::step::title(&ctx.model.catalog, step);
    let name = if theme.signs.ascii {
        name.replace('→', theme.signs.arrow)
    } else {
        name
    };
    let style = if step.done { theme.dim } else { theme.text };
    let number = Span::raw(format!(" {} ", at + 1));
    let left = Line::from(vec![sign, number, Span::styled(name, style)]);
    let mut right = Line::default();
    if width >= WITH_BAR {
        right.spans.extend(bar::spans(step.progress, 8, theme));
    }
    let share = &step.essential;
    right.push_span(Span::raw(if step.done {
        "  made".to_owned()
    } else {
        format!(" {:>2} of {:<2}", share.held, share.needed)
    }));
    (left, right)
}

fn height(model: &Model) -> usize {
    model.view.panes.height(Pane::Steps).max(1)
}

/// The note where this catalogue lacks the person's start or goal.
const LACKING: &str = "What you said is kept and comes back with the catalogue that has it: cisopath catalog list. \
                       Or say another job in your roles held and goal.";

fn rows(model: &Model) -> Vec<Row> {
    rows_in(model, model.view.panes.width(Pane::Steps))
}

/// The rows of the pane at a width.
fn rows_in(model: &Model, width: usize) -> Vec<Row> {
    let width = width.max(1);
    let mut out: Vec<Row> = Vec::new();
    let text = |out: &mut Vec<Row>, text: &str| {
        let lines = wrap(&sanitize(text), width).into_iter();
        out.extend(lines.map(|line| Row::new(Content::Text(line), None)));
    };
    let heading = |text| Row::new(Content::Heading(text), None);
    let Some(plan) = model.plan() else {
        let (title, note, setup) = if model.profile().start.is_some() {
            let title = "This catalogue lacks your job or your goal";
            (title, LACKING, "Say another job")
        } else {
            let note = "Your route begins there.";
            ("Where are you now?", note, "Say your job")
        };
        out.push(heading(title));
        text(&mut out, note);
        text(&mut out, "");
        out.push(Row::new(Content::Setup(setup), Some(StepTarget::Setup)));
        return out;
    };
    let steps = 0..plan.steps.len();
    out.extend(steps.map(|at| Row::new(Content::Step(at), Some(StepTarget::Step(at)))));
    if plan.is_reached() {
        let goal = model.catalog.occupation(plan.goal).label();
        let title = format!("Goal reached: {goal}");
        let title = truncate(&title, width.saturating_sub(2)).into_owned();
        out.push(Row::new(Content::Goal(title), Some(StepTarget::Goal)));
    }
    let remark = wording::plan::brought(plan).or_else(|| open_at_the_goal(model));
    for remark in remark
        .into_iter()
        .chain(wording::plan::notes(&model.catalog, plan))
    {
        text(&mut out, "");
        text(&mut out, &remark);
    }
    if !model.suggestions().is_empty() {
        text(&mut out, "");
        out.push(heading("Next"));
    }
    for (at, suggestion) in model.suggestions().iter().enumerate() {
        let target = StepTarget::Suggestion(suggestion.task.clone());
        for (n, text) in suggestion_lines(&model.catalog, suggestion, width)
            .into_iter()
            .enumerate()
        {
            let number = (n == 0).then_some(at + 1);
            out.push(Row {
                continues: n > 0,
                ..Row::new(Content::Suggestion { number, text }, Some(target.clone()))
            });
        }
    }
    out
}

/// The lines of a suggestion: its title, and in one line why. What is cut stands in full beside it.
fn suggestion_lines(catalog: &Catalog, suggestion: &Suggestion, width: usize) -> Vec<String> {
    let inside = width.saturating_sub(2).max(1);
    let mut lines = balanced(
        &sanitize(&wording::suggestion::title(catalog, suggestion)),
        inside,
    );
    if lines.len() > TITLE_LINES {
        lines.truncate(TITLE_LINES);
        if let Some(last) = lines.last_mut() {
            *last = truncate(&format!("{last} …"), inside).into_owned();
        }
    }
    let reason = wording::suggestion::reason(catalog, suggestion);
    let reason = sanitize(&reason);
    lines.push(format!("  {}", truncate(&reason, inside.saturating_sub(2))));
    lines
}

/// Wrapped so that the last line holds more than one word where the words can be shared out.
fn balanced(text: &str, width: usize) -> Vec<String> {
    let lines = wrap(text, width);
    let lone = |lines: &[String]| lines.len() > 1 && !lines[lines.len() - 1].contains(' ');
    if !lone(&lines) {
        return lines;
    }
    let narrower = (width / 2..width).rev().map(|width| wrap(text, width));
    let mut same = narrower.filter(|narrow| narrow.len() == lines.len() && !lone(narrow));
    same.next().unwrap_or(lines)
}

/// What is open once the goal is reached, in a sentence.
fn open_at_the_goal(model: &Model) -> Option<String> {
    let (profile, states) = (model.profile(), model.states());
    let finish = Completion::new(&model.catalog, profile, states, model.plan()?)?;
    Some(wording::goal::open(&model.catalog, &finish))
}
