//! The steps pane of the path screen: the route's steps with their counts, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line as TextLine, Span};

use super::STEPS;
use crate::catalog::Catalog;
use crate::planning::completion::Completion;
use crate::planning::plan::Step;
use crate::planning::suggestion::Suggestion;
use crate::text::{sanitize, truncate, wrap};
use crate::ui::input::command::Command;
use crate::ui::model::Model;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::bar;
use crate::ui::widget::cursor::{Cursor, turn};
use crate::ui::widget::pane::{pane, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};
use crate::wording;

/// Most lines of a proposal's title.
const TITLE_LINES: usize = 2;

/// How wide a pane must be to show a bar beside each step.
const WITH_BAR: u16 = 52;

/// What a row of the pane belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepRow {
    /// A step, by number.
    Step(usize),
    /// The goal, which is reached.
    Goal,
    /// What opens the form for where the person is.
    Begin,
    /// A suggestion, by number.
    Suggestion(usize),
    /// A heading.
    Heading,
    /// A remark.
    Text,
}

impl StepRow {
    /// Whether the cursor may rest on it.
    fn is_live(self) -> bool {
        matches!(
            self,
            Self::Step(_) | Self::Goal | Self::Begin | Self::Suggestion(_)
        )
    }
}

/// A line of the pane, as it is drawn.
#[derive(Clone, Debug)]
struct Line {
    of: StepRow,
    /// Whether it is the first line of what it belongs to: the cursor rests there.
    first: bool,
    text: String,
}

impl Line {
    fn is_live(&self) -> bool {
        self.first && self.of.is_live()
    }
}

/// The cursor of the pane, and the step last under it.
#[derive(Debug, Default)]
pub(super) struct Steps {
    cursor: Cursor,
    step: usize,
}

impl Steps {
    /// Selects the first step that is not done; the goal where it is reached.
    pub(super) fn reset(&mut self, model: &Model) {
        let last = model.plan().map_or(0, |p| p.steps.len().saturating_sub(1));
        let current = model.plan().and_then(|p| p.current).unwrap_or(last);
        self.cursor = Cursor::default();
        self.select(current, model);
        self.settle(Some(StepRow::Goal), model);
        self.settle(Some(StepRow::Begin), model);
    }

    /// Keeps the cursor on a row that exists.
    pub(super) fn clamp(&mut self, model: &Model) {
        let lines = lines(model);
        let steps = model.plan().map_or(0, |p| p.steps.len());
        self.step = self.step.min(steps.saturating_sub(1));
        if !lines.get(self.cursor.at).is_some_and(Line::is_live) {
            self.select(self.step, model);
        }
        // Without steps, the goal or the way to begin can be acted on.
        if !lines.get(self.cursor.at).is_some_and(Line::is_live) {
            self.settle(Some(StepRow::Goal), model);
            self.settle(Some(StepRow::Begin), model);
        }
    }

    /// Puts the cursor on a row, wherever it stands now.
    pub(super) fn settle(&mut self, on: Option<StepRow>, model: &Model) {
        let lines = lines(model);
        let at = lines.iter().position(|l| l.is_live() && Some(l.of) == on);
        if let Some(at) = at {
            self.cursor.go(at, lines.len(), height(model));
        }
    }

    /// The step last under the cursor.
    pub(super) fn step(&self) -> usize {
        self.step
    }

    pub(super) fn at(&self) -> usize {
        self.cursor.at
    }

    pub(super) fn selected(&self, model: &Model) -> Option<StepRow> {
        lines(model).get(self.cursor.at).map(|l| l.of)
    }

    pub(super) fn is_first(&self, model: &Model) -> bool {
        let first = lines(model).iter().position(Line::is_live);
        first.is_none_or(|first| self.cursor.at <= first)
    }

    pub(super) fn select(&mut self, step: usize, model: &Model) {
        self.step = step;
        self.settle(Some(StepRow::Step(step)), model);
    }

    pub(super) fn point(&mut self, at: usize, model: &Model) {
        let lines = lines(model);
        // Every line of a suggestion answers a click.
        let first = lines
            .get(at)
            .and_then(|l| lines.iter().position(|f| f.is_live() && f.of == l.of));
        if let Some(first) = first {
            self.cursor.at = first;
            self.remember(&lines, model);
        }
    }

    pub(super) fn go(&mut self, command: Command, model: &Model) {
        let lines = lines(model);
        move_selection(
            &mut self.cursor,
            command,
            lines.len(),
            height(model),
            |at| lines[at].is_live(),
        );
        self.remember(&lines, model);
    }

    pub(super) fn scroll(&mut self, down: bool, model: &Model) {
        let lines = lines(model);
        let height = height(model);
        self.cursor.scroll(turn(down), lines.len(), height);
        let top = self.cursor.top;
        settle(&mut self.cursor, lines.len(), height, down, |at| {
            lines[at].is_live()
        });
        // Remarks at the end can be read though the cursor cannot rest on them.
        if self.cursor.at >= top && self.cursor.at < top + height {
            self.cursor.top = top;
        }
        self.remember(&lines, model);
    }

    /// Remembers the step under the cursor; proposals are about the current one.
    fn remember(&mut self, lines: &[Line], model: &Model) {
        match lines.get(self.cursor.at).map(|l| l.of) {
            Some(StepRow::Step(step)) => self.step = step,
            Some(StepRow::Suggestion(_)) => {
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
        let lines = lines(model);
        let on = lines.get(self.cursor.at).map(|l| l.of);
        let top = self.cursor.top(lines.len(), usize::from(inner.height));
        for (y, line) in (inner.y..inner.bottom()).zip(lines.iter().skip(top)) {
            let place = Rect {
                y,
                height: 1,
                ..inner
            };
            let selected = line.of.is_live() && on == Some(line.of);
            let selection = match (selected, focus) {
                (false, _) => RowSelection::No,
                (true, true) => RowSelection::Focus,
                (true, false) => RowSelection::Idle,
            };
            draw(ctx, line, selection, place, buf);
        }
        hits.rows(STEPS, inner, top, lines.len());
        scroll_bar(inner, top, lines.len(), ctx.theme, buf);
    }
}

fn draw(ctx: ViewContext<'_>, line: &Line, selection: RowSelection, place: Rect, buf: &mut Buffer) {
    let theme = ctx.theme;
    let plain = |style| TextLine::styled(line.text.clone(), style);
    let left = match line.of {
        StepRow::Step(at) => {
            let step = ctx.model.plan().and_then(|p| p.steps.get(at));
            if let Some(step) = step {
                draw_step(ctx, at, step, selection, place, buf);
            }
            return;
        }
        StepRow::Goal => TextLine::from(vec![
            if selection == RowSelection::Idle {
                Span::styled(theme.signs.cursor, theme.accent)
            } else {
                Span::styled(theme.signs.goal, theme.held)
            },
            Span::styled(format!(" {}", line.text), theme.title),
        ]),
        StepRow::Begin => TextLine::styled(
            format!("{} {}", theme.signs.cursor, line.text),
            theme.accent,
        ),
        StepRow::Suggestion(at) => {
            let sign = match (line.first, selection) {
                (true, RowSelection::Idle) => Span::styled(theme.signs.cursor, theme.accent),
                (true, _) => Span::styled((at + 1).to_string(), theme.dim),
                (false, _) => Span::raw(" "),
            };
            let style = if line.text.starts_with(' ') {
                theme.dim
            } else {
                theme.text
            };
            TextLine::from(vec![
                sign,
                Span::raw(" "),
                Span::styled(line.text.clone(), style),
            ])
        }
        StepRow::Heading => plain(theme.title),
        StepRow::Text => plain(theme.dim),
    };
    row(
        left,
        TextLine::default(),
        focused_only(selection),
        theme,
        place,
        buf,
    );
}

/// Without the keys the sign of what is selected is enough; the map and the page beside have rows that are lit.
fn focused_only(selection: RowSelection) -> RowSelection {
    if selection == RowSelection::Idle {
        RowSelection::No
    } else {
        selection
    }
}

fn draw_step(
    ctx: ViewContext<'_>,
    at: usize,
    step: &Step,
    selection: RowSelection,
    place: Rect,
    buf: &mut Buffer,
) {
    let theme = ctx.theme;
    let sign = if selection != RowSelection::No {
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
    let left = TextLine::from(vec![
        sign,
        Span::raw(format!(" {} ", at + 1)),
        Span::styled(name, style),
    ]);
    let mut right = Vec::new();
    if place.width >= WITH_BAR {
        right.extend(bar::spans(step.progress, 8, theme));
    }
    let share = &step.essential;
    right.push(Span::raw(if step.done {
        "  made".to_owned()
    } else {
        format!(" {:>2} of {:<2}", share.held, share.needed)
    }));
    row(
        left,
        TextLine::from(right),
        focused_only(selection),
        theme,
        place,
        buf,
    );
}

fn height(model: &Model) -> usize {
    model.view.heights[usize::from(STEPS)].max(1)
}

/// What is said where the person's start or goal is not in this catalogue.
const LACKING: &str = "What you said is kept and comes back with the catalogue that has it: cisopath catalog list. \
                       Or say another job in your roles held and goal.";

/// The lines of the pane at its present width.
fn lines(model: &Model) -> Vec<Line> {
    let width = model.view.widths[usize::from(STEPS)].max(1);
    let mut out: Vec<Line> = Vec::new();
    let mut put = |of: StepRow, text: &str, width: usize| {
        for (n, text) in wrap(&sanitize(text), width).into_iter().enumerate() {
            out.push(Line {
                of,
                first: n == 0,
                text,
            });
        }
    };
    let lacking = model.profile().start.is_some() && model.plan().is_none();
    let Some(plan) = model.plan() else {
        if lacking {
            put(
                StepRow::Heading,
                "This catalogue lacks your job or your goal",
                width,
            );
            put(StepRow::Text, LACKING, width);
            put(StepRow::Text, "", width);
            put(StepRow::Begin, "Say another job", width);
            return out;
        }
        put(StepRow::Heading, "Where are you now?", width);
        put(StepRow::Text, "Your route begins there.", width);
        put(StepRow::Text, "", width);
        put(StepRow::Begin, "Say your job", width);
        return out;
    };
    for at in 0..plan.steps.len() {
        put(StepRow::Step(at), "", width);
    }
    if plan.is_reached() {
        let goal = model.catalog.occupation(plan.goal).label();
        let text = format!("Goal reached: {goal}");
        put(
            StepRow::Goal,
            &truncate(&text, width.saturating_sub(2)),
            width,
        );
    }
    let remarks: Vec<String> = wording::plan::brought(plan)
        .or_else(|| open_at_the_goal(model))
        .into_iter()
        .chain(wording::plan::notes(&model.catalog, plan))
        .collect();
    for remark in &remarks {
        put(StepRow::Text, "", width);
        put(StepRow::Text, remark, width);
    }
    if !model.suggestions().is_empty() {
        put(StepRow::Text, "", width);
        put(StepRow::Heading, "Next", width);
    }
    for (at, suggestion) in model.suggestions().iter().enumerate() {
        out.extend(proposal(&model.catalog, at, suggestion, width));
    }
    out
}

/// The lines of a proposal: its title, and in one line why. What is cut stands in full beside it.
fn proposal(catalog: &Catalog, at: usize, suggestion: &Suggestion, width: usize) -> Vec<Line> {
    let inside = width.saturating_sub(2).max(1);
    let mut title = balanced(
        &sanitize(&wording::suggestion::title(catalog, suggestion)),
        inside,
    );
    if title.len() > TITLE_LINES {
        title.truncate(TITLE_LINES);
        if let Some(last) = title.last_mut() {
            *last = truncate(&format!("{last} …"), inside).into_owned();
        }
    }
    let reason = wording::suggestion::reason(catalog, suggestion);
    let reason = sanitize(&reason);
    let reason = format!("  {}", truncate(&reason, inside.saturating_sub(2)));
    let lines = title.into_iter().chain([reason]).enumerate();
    lines
        .map(|(n, text)| Line {
            of: StepRow::Suggestion(at),
            first: n == 0,
            text,
        })
        .collect()
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

/// Moves a cursor in a list in which it may rest on some rows only.
pub(super) fn move_selection(
    cursor: &mut Cursor,
    command: Command,
    len: usize,
    height: usize,
    live: impl Fn(usize) -> bool,
) {
    let before = *cursor;
    let down = matches!(command, Command::Down | Command::PageDown | Command::First);
    if !cursor.command(command, len, height) {
        return;
    }
    settle(cursor, len, height, down, &live);
    if command == Command::Up && cursor.at >= before.at {
        // The first live row: show what stands above it.
        *cursor = Cursor {
            at: before.at,
            top: 0,
        };
        cursor.top = cursor.top(len, height);
    }
}

/// Moves on to the next live row in the direction of travel, else back to the last one before.
pub(super) fn settle(
    cursor: &mut Cursor,
    len: usize,
    height: usize,
    down: bool,
    live: impl Fn(usize) -> bool,
) {
    if len == 0 {
        return;
    }
    let at = cursor.at.min(len - 1);
    let ahead = (at..len).find(|i| live(*i));
    let behind = (0..=at).rev().find(|i| live(*i));
    let found = if down {
        ahead.or(behind)
    } else {
        behind.or(ahead)
    };
    cursor.go(found.unwrap_or(0), len, height);
}
