//! The steps pane of the path screen: the route's steps with their counts, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line as TextLine, Span};

use super::STEPS;
use crate::planning::finish::Finish;
use crate::planning::next::Suggestion;
use crate::planning::route::Step;
use crate::text::{sanitize, truncate, wrap};
use crate::ui::input::command::Command;
use crate::ui::model::Session;
use crate::ui::model::hit_map::Hits;
use crate::ui::model::view_context::Scene;
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
    pub(super) fn reset(&mut self, session: &Session) {
        let last = session
            .plan()
            .map_or(0, |p| p.steps.len().saturating_sub(1));
        let current = session.plan().and_then(|p| p.current).unwrap_or(last);
        self.cursor = Cursor::default();
        self.select(current, session);
        self.settle(Some(StepRow::Goal), session);
        self.settle(Some(StepRow::Begin), session);
    }

    /// Keeps the cursor on a row that exists.
    pub(super) fn clamp(&mut self, session: &Session) {
        let lines = lines(session);
        let steps = session.plan().map_or(0, |p| p.steps.len());
        self.step = self.step.min(steps.saturating_sub(1));
        if !lines.get(self.cursor.at).is_some_and(Line::is_live) {
            self.select(self.step, session);
        }
        // Without steps, the goal or the way to begin can be acted on.
        if !lines.get(self.cursor.at).is_some_and(Line::is_live) {
            self.settle(Some(StepRow::Goal), session);
            self.settle(Some(StepRow::Begin), session);
        }
    }

    /// Puts the cursor on a row, wherever it stands now.
    pub(super) fn settle(&mut self, on: Option<StepRow>, session: &Session) {
        let lines = lines(session);
        let at = lines.iter().position(|l| l.is_live() && Some(l.of) == on);
        if let Some(at) = at {
            self.cursor.go(at, lines.len(), height(session));
        }
    }

    /// The step last under the cursor.
    pub(super) fn step(&self) -> usize {
        self.step
    }

    pub(super) fn at(&self) -> usize {
        self.cursor.at
    }

    pub(super) fn selected(&self, session: &Session) -> Option<StepRow> {
        lines(session).get(self.cursor.at).map(|l| l.of)
    }

    pub(super) fn is_first(&self, session: &Session) -> bool {
        let first = lines(session).iter().position(Line::is_live);
        first.is_none_or(|first| self.cursor.at <= first)
    }

    pub(super) fn select(&mut self, step: usize, session: &Session) {
        self.step = step;
        self.settle(Some(StepRow::Step(step)), session);
    }

    pub(super) fn point(&mut self, at: usize, session: &Session) {
        let lines = lines(session);
        // Every line of a suggestion answers a click.
        let first = lines
            .get(at)
            .and_then(|l| lines.iter().position(|f| f.is_live() && f.of == l.of));
        if let Some(first) = first {
            self.cursor.at = first;
            self.remember(&lines, session);
        }
    }

    pub(super) fn go(&mut self, command: Command, session: &Session) {
        let lines = lines(session);
        move_selection(
            &mut self.cursor,
            command,
            lines.len(),
            height(session),
            |at| lines[at].is_live(),
        );
        self.remember(&lines, session);
    }

    pub(super) fn scroll(&mut self, down: bool, session: &Session) {
        let lines = lines(session);
        let height = height(session);
        self.cursor.scroll(turn(down), lines.len(), height);
        let top = self.cursor.top;
        settle(&mut self.cursor, lines.len(), height, down, |at| {
            lines[at].is_live()
        });
        // Remarks at the end can be read though the cursor cannot rest on them.
        if self.cursor.at >= top && self.cursor.at < top + height {
            self.cursor.top = top;
        }
        self.remember(&lines, session);
    }

    /// Remembers the step under the cursor; proposals are about the current one.
    fn remember(&mut self, lines: &[Line], session: &Session) {
        match lines.get(self.cursor.at).map(|l| l.of) {
            Some(StepRow::Step(step)) => self.step = step,
            Some(StepRow::Suggestion(_)) => {
                let current = session.plan().and_then(|p| p.current);
                self.step = current.unwrap_or(self.step);
            }
            _ => {}
        }
    }

    pub(super) fn view(
        &self,
        scene: Scene<'_>,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut Hits,
    ) {
        let session = scene.session;
        let remark = session.plan().map_or_else(String::new, |p| {
            if p.steps.is_empty() {
                wording::step::place(p)
            } else {
                format!("{} of {} done · skills", p.steps_done(), p.steps.len())
            }
        });
        let inner = pane("Steps", &remark, focus, scene.theme, area, buf);
        let lines = lines(session);
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
            draw(scene, line, selection, place, buf);
        }
        hits.rows(STEPS, inner, top, lines.len());
        scroll_bar(inner, top, lines.len(), scene.theme, buf);
    }
}

fn draw(scene: Scene<'_>, line: &Line, selection: RowSelection, place: Rect, buf: &mut Buffer) {
    let theme = scene.theme;
    let plain = |style| TextLine::styled(line.text.clone(), style);
    let left = match line.of {
        StepRow::Step(at) => {
            let step = scene.session.plan().and_then(|p| p.steps.get(at));
            if let Some(step) = step {
                draw_step(scene, at, step, selection, place, buf);
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
    scene: Scene<'_>,
    at: usize,
    step: &Step,
    selection: RowSelection,
    place: Rect,
    buf: &mut Buffer,
) {
    let theme = scene.theme;
    let sign = if selection != RowSelection::No {
        Span::styled(theme.signs.cursor, theme.accent)
    } else if step.done {
        Span::styled(theme.signs.done, theme.held)
    } else {
        Span::raw(" ")
    };
    let name = wording::step::title(&scene.session.catalog, step);
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

fn height(session: &Session) -> usize {
    session.heights[usize::from(STEPS)].max(1)
}

/// What is said where the person's start or goal is not in this catalogue.
const LACKING: &str = "What you said is kept and comes back with the catalogue that has it: cisopath catalog list. \
                       Or say another job in your roles held and goal.";

/// The lines of the pane at its present width.
fn lines(session: &Session) -> Vec<Line> {
    let width = session.widths[usize::from(STEPS)].max(1);
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
    let lacking = session.profile().start.is_some() && session.plan().is_none();
    let Some(plan) = session.plan() else {
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
        let goal = session.catalog.occupation(plan.goal).label();
        let text = format!("Goal reached: {goal}");
        put(
            StepRow::Goal,
            &truncate(&text, width.saturating_sub(2)),
            width,
        );
    }
    let remarks: Vec<String> = wording::step::brought(plan)
        .or_else(|| open_at_the_goal(session))
        .into_iter()
        .chain(plan.note.clone())
        .collect();
    for remark in &remarks {
        put(StepRow::Text, "", width);
        put(StepRow::Text, remark, width);
    }
    if !session.suggestions().is_empty() {
        put(StepRow::Text, "", width);
        put(StepRow::Heading, "Next", width);
    }
    for (at, suggestion) in session.suggestions().iter().enumerate() {
        out.extend(proposal(at, suggestion, width));
    }
    out
}

/// The lines of a proposal: its title, and in one line why. What is cut stands in full beside it.
fn proposal(at: usize, suggestion: &Suggestion, width: usize) -> Vec<Line> {
    let inside = width.saturating_sub(2).max(1);
    let mut title = balanced(&sanitize(&suggestion.title), inside);
    if title.len() > TITLE_LINES {
        title.truncate(TITLE_LINES);
        if let Some(last) = title.last_mut() {
            *last = truncate(&format!("{last} …"), inside).into_owned();
        }
    }
    let reason = sanitize(&suggestion.reason);
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
fn open_at_the_goal(session: &Session) -> Option<String> {
    let (profile, states) = (session.profile(), session.states());
    let finish = Finish::new(&session.catalog, profile, states, session.plan()?)?;
    Some(wording::goal::open(&session.catalog, &finish))
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
