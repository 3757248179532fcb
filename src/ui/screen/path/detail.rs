//! The detail pane of the path screen: what the selected step asks for, in groups that fold.

mod proposal;
mod rows;
mod skill_order;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub(super) use self::rows::RowTarget;
use self::rows::{Fold, Row, RowKind};
use super::DETAIL;
use super::steps::{move_selection, settle};
use crate::catalog::{MilestoneId, StepId};
use crate::planning::suggestion::Task;
use crate::text::width;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::view_context::ViewContext;
use crate::ui::model::{Model, Revision};
use crate::ui::widget::bar;
use crate::ui::widget::cursor::{Cursor, turn};
use crate::ui::widget::pane::{pane, scroll_bar};
use crate::ui::widget::rows::{RowSelection, row};
use crate::ui::widget::skill_line;
use crate::wording::{self, figures};

/// What the pane is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum About {
    /// The selected step.
    #[default]
    Step,
    /// What is suggested.
    Proposal(Task),
    /// The goal, which is reached.
    Goal,
}

/// The pane's cursor, and which groups are open.
#[derive(Debug, Default)]
pub(super) struct Detail {
    cursor: Cursor,
    /// Whether somebody moved the cursor since the step was selected.
    touched: bool,
    /// Groups whose state differs from the usual one.
    toggled: BTreeSet<Fold>,
    /// What the pane is about.
    about: About,
    /// The step for which these hold, and what they are about.
    subject: (Option<StepId>, About),
    /// The rows as they were last made: a key asks for them several times.
    made: RefCell<Option<Made>>,
}

/// Rows, and what they were made from.
#[derive(Debug)]
struct Made {
    from: Source,
    rows: Rc<[Row]>,
}

/// What rows depend on.
#[derive(Debug, PartialEq)]
struct Source {
    revision: Revision,
    step: usize,
    about: About,
    width: usize,
    toggled: BTreeSet<Fold>,
}

impl Detail {
    /// Says what the pane is about from the next refresh on.
    pub(super) fn show(&mut self, about: About) {
        self.about = about;
    }

    /// Another step begins at its first row that can be acted on.
    pub(super) fn refresh(&mut self, model: &Model, step: usize) {
        let id = model
            .plan()
            .and_then(|p| p.steps.get(step))
            .map(|s| s.id.clone());
        // What was just marked stands elsewhere now: the cursor goes with it.
        let on = self.made.borrow().as_ref().and_then(|m| {
            let live = m.rows.get(self.cursor.at).map(Row::live)?;
            Some((live, alike_before(&m.rows, self.cursor.at)))
        });
        let subject = (id, self.about.clone());
        if subject != self.subject {
            self.subject = subject;
            self.toggled.clear();
            self.touched = false;
            self.begin(model, step);
            return;
        }
        self.settle(on, model, step);
        let rows = self.rows(model, step);
        let height = Self::height(model);
        settle(&mut self.cursor, rows.len(), height, true, |at| {
            rows[at].is_live()
        });
    }

    /// Whether the cursor is still where the step put it.
    pub(super) fn is_untouched(&self) -> bool {
        !self.touched
    }

    /// Puts the cursor on the first skill of a step; on what a proposal is about.
    pub(super) fn begin(&mut self, model: &Model, step: usize) {
        let rows = self.rows(model, step);
        let of_step = self.about == About::Step;
        let first = rows.iter().position(|r| of_step && r.skill().is_some());
        let first = first
            .or_else(|| rows.iter().position(Row::is_live))
            .unwrap_or(0);
        self.cursor = Cursor { at: first, top: 0 };
    }

    fn height(model: &Model) -> usize {
        model.view.heights[usize::from(DETAIL)].max(1)
    }

    fn rows(&self, model: &Model, step: usize) -> Rc<[Row]> {
        let from = Source {
            revision: model.revision(),
            step,
            about: self.about.clone(),
            width: model.view.widths[usize::from(DETAIL)],
            toggled: self.toggled.clone(),
        };
        let mut made = self.made.borrow_mut();
        if let Some(kept) = made.as_ref().filter(|m| m.from == from) {
            return Rc::clone(&kept.rows);
        }
        let rows: Rc<[Row]> = rows::rows(model, step, &self.about, &self.toggled).into();
        *made = Some(Made {
            from,
            rows: Rc::clone(&rows),
        });
        rows
    }

    pub(super) fn at(&self) -> usize {
        self.cursor.at
    }

    /// What the cursor is on, and the how manieth of its like, for finding it again.
    pub(super) fn anchor(&self, model: &Model, step: usize) -> Option<(RowTarget, usize)> {
        let rows = self.rows(model, step);
        let live = rows.get(self.cursor.at)?.live();
        Some((live, alike_before(&rows, self.cursor.at)))
    }

    /// Puts the cursor on what it was on.
    pub(super) fn settle(&mut self, on: Option<(RowTarget, usize)>, model: &Model, step: usize) {
        let Some((live, before)) = on else { return };
        let rows = self.rows(model, step);
        let mut alike = rows.iter().enumerate().filter(|(_, r)| r.live() == live);
        if let Some((at, _)) = alike.nth(before) {
            let shift = at as isize - self.cursor.at as isize;
            self.cursor.top = self.cursor.top.saturating_add_signed(shift);
            self.cursor.go(at, rows.len(), Self::height(model));
        }
    }

    /// What the cursor is on.
    pub(super) fn selected(&self, model: &Model, step: usize) -> Option<RowTarget> {
        self.rows(model, step).get(self.cursor.at).map(Row::live)
    }

    pub(super) fn go(&mut self, command: Command, model: &Model, step: usize, height: usize) {
        self.touched = true;
        let rows = self.rows(model, step);
        move_selection(&mut self.cursor, command, rows.len(), height, |at| {
            rows[at].is_live()
        });
    }

    pub(super) fn scroll(&mut self, down: bool, model: &Model, step: usize, height: usize) {
        self.touched = true;
        let rows = self.rows(model, step);
        self.cursor.scroll(turn(down), rows.len(), height);
        settle(&mut self.cursor, rows.len(), height, down, |at| {
            rows[at].is_live()
        });
    }

    pub(super) fn point(&mut self, at: usize, model: &Model, step: usize) {
        self.touched = true;
        if self.rows(model, step).get(at).is_some_and(Row::is_live) {
            self.cursor.at = at;
        }
    }

    /// Folds (or unfolds) the group around the cursor; says whether something changed.
    pub(super) fn fold(&mut self, model: &Model, step: usize, fold: bool) -> bool {
        let rows = self.rows(model, step);
        let heading = rows
            .iter()
            .enumerate()
            .take(self.cursor.at + 1)
            .rev()
            .find_map(|(at, r)| Some((at, r.fold()?)));
        let Some((at, (group, open))) = heading else {
            return false;
        };
        if open != fold {
            return false;
        }
        self.cursor.at = at;
        self.turn(group);
        true
    }

    /// Folds or unfolds what the cursor is on.
    pub(super) fn toggle(&mut self, model: &Model, step: usize) {
        let rows = self.rows(model, step);
        if let Some((group, open)) = rows.get(self.cursor.at).and_then(Row::fold) {
            self.turn(group);
            if !open {
                self.show_unfolded(model, step);
            }
        }
    }

    /// Scrolls so that what was just unfolded is seen, as far as the row it hangs on stays in view.
    fn show_unfolded(&mut self, model: &Model, step: usize) {
        let rows = self.rows(model, step);
        let Some(own) = rows.get(self.cursor.at) else {
            return;
        };
        let below = rows[self.cursor.at + 1..].iter();
        let more = below.take_while(|r| r.indent > own.indent).count();
        let last = self.cursor.at + more;
        let top = (last + 1).saturating_sub(Self::height(model));
        self.cursor.top = self.cursor.top.max(top).min(self.cursor.at);
    }

    fn turn(&mut self, group: Fold) {
        self.touched = true;
        if !self.toggled.remove(&group) {
            self.toggled.insert(group);
        }
    }

    /// Puts the cursor on a milestone and opens it.
    pub(super) fn select_milestone(&mut self, id: &MilestoneId, model: &Model, step: usize) {
        self.touched = true;
        let group = Fold::Milestones;
        if self.toggled.contains(&group) {
            self.toggled.remove(&group);
        }
        self.toggled.insert(Fold::Milestone(id.clone()));
        let rows = self.rows(model, step);
        let at = rows
            .iter()
            .position(|r| matches!(r.live(), RowTarget::Milestone(m) if m == *id));
        if let Some(at) = at {
            self.cursor.go(at, rows.len(), Self::height(model));
        }
    }

    pub(super) fn view(
        &self,
        ctx: ViewContext<'_>,
        step: usize,
        focus: bool,
        area: Rect,
        buf: &mut Buffer,
        hits: &mut HitMap,
    ) {
        let model = ctx.model;
        let theme = ctx.theme;
        let (heading, remark) = match (&self.about, model.plan().map(|p| p.steps.get(step))) {
            (_, None) => ("What you get".to_owned(), String::new()),
            (About::Proposal(task), _) => {
                ("Why this".to_owned(), proposal::remark(task).to_owned())
            }
            (About::Goal, _) | (_, Some(None)) => ("Goal reached".to_owned(), String::new()),
            (About::Step, Some(Some(_))) => heading(model, step, usize::from(area.width)),
        };
        let heading = if theme.signs.ascii {
            heading.replace('→', theme.signs.arrow)
        } else {
            heading
        };
        let inner = pane(&heading, &remark, focus, theme, area, buf);
        let rows = self.rows(model, step);
        let top = self.cursor.top(rows.len(), usize::from(inner.height));
        for (y, (at, each)) in (inner.y..inner.bottom()).zip(rows.iter().enumerate().skip(top)) {
            let place = Rect {
                y,
                height: 1,
                ..inner
            };
            // Without the keys nothing is selected here: the list beside it shows what this is about.
            let selection = if focus {
                RowSelection::of(at, self.cursor.at, focus)
            } else {
                RowSelection::No
            };
            draw(ctx, each, selection, place, buf);
        }
        hits.rows(DETAIL, inner, top, rows.len());
        scroll_bar(inner, top, rows.len(), theme, buf);
    }
}

/// What stands in the border above a step: which one it is, and its coverage. A figure without its name says nothing:
/// where room is short the words get fewer, and only then the figure goes.
fn heading(model: &Model, step: usize, columns: usize) -> (String, String) {
    let plan = model.plan();
    let Some((plan, each)) = plan.and_then(|p| Some((p, p.steps.get(step)?))) else {
        return (String::new(), String::new());
    };
    let (number, moves) = (step + 1, wording::step::title(&model.catalog, each));
    let of_all = format!("Step {number} of {} · {moves}", plan.steps.len());
    let alone = format!("Step {number} · {moves}");
    let figure = figures::coverage(each.coverage);
    let remarks = [
        wording::step::coverages(&model.catalog, model.states(), each),
        format!("on arrival {figure}"),
        format!("coverage {figure}"),
    ];
    for heading in [&of_all, &alone] {
        let room = columns.saturating_sub(8 + width(heading));
        if let Some(remark) = remarks.iter().find(|r| width(r) <= room) {
            return (heading.clone(), remark.clone());
        }
    }
    (of_all, String::new())
}

/// How many rows before `at` are on the same thing.
fn alike_before(rows: &[Row], at: usize) -> usize {
    let live = rows.get(at).map(Row::live);
    let before = rows.iter().take(at);
    before.filter(|r| Some(r.live()) == live).count()
}

/// Draws one row.
fn draw(ctx: ViewContext<'_>, each: &Row, selection: RowSelection, place: Rect, buf: &mut Buffer) {
    let theme = ctx.theme;
    let indent = Span::raw(" ".repeat(usize::from(each.indent)));
    match &each.kind {
        RowKind::Text { text, caution } => {
            let style = if *caution { theme.caution } else { theme.dim };
            let left = Line::from(vec![indent, Span::styled(text.clone(), style)]);
            row(left, Line::default(), selection, theme, place, buf);
        }
        RowKind::Heading {
            title,
            open,
            held,
            of,
            remark,
            ..
        } => {
            let sign = if *open {
                theme.signs.unfolded
            } else {
                theme.signs.folded
            };
            let left = Line::from(vec![
                indent,
                Span::styled(format!("{sign} "), theme.dim),
                Span::styled(title.clone(), theme.title),
            ]);
            let mut right = vec![Span::styled(remark.clone(), theme.dim)];
            if *of > 0 {
                right.push(Span::styled(format!("{held:>2} of {of:<2}  "), theme.text));
                let width = if place.width >= 60 { 15 } else { 8 };
                right.extend(bar::spans(*held as f64 / *of as f64, width, theme));
            }
            row(left, Line::from(right), selection, theme, place, buf);
        }
        RowKind::Skill {
            skill,
            earlier,
            why,
        } => {
            let (mut left, mut right) = skill_line::parts(ctx, *skill, None);
            if let Some(step) = earlier {
                right = Line::styled(format!("comes with step {}", step + 1), theme.dim);
            } else if let Some(why) = why {
                right = Line::styled(why.clone(), theme.dim);
            }
            left.spans.insert(0, indent);
            row(left, right, selection, theme, place, buf);
        }
        RowKind::Milestone {
            title,
            done,
            evidence,
            remark,
            ..
        } => {
            let sign = if *done {
                theme.signs.ticked
            } else {
                theme.signs.unticked
            };
            let style = if *done { theme.held } else { theme.text };
            let left = Line::from(vec![
                indent,
                Span::styled(format!("{sign} "), style),
                Span::styled(title.clone(), if *done { theme.dim } else { theme.text }),
            ]);
            let right = if *evidence > 0 {
                format!("{evidence} evidence")
            } else {
                remark.clone()
            };
            row(
                left,
                Line::styled(right, theme.dim),
                selection,
                theme,
                place,
                buf,
            );
        }
        RowKind::Certificate { name, remark, .. } => {
            let left = Line::from(vec![
                indent,
                Span::styled(format!("{} ", theme.signs.point), theme.dim),
                Span::raw(name.clone()),
            ]);
            row(
                left,
                Line::styled(remark.clone(), theme.dim),
                selection,
                theme,
                place,
                buf,
            );
        }
        RowKind::Move {
            text,
            done,
            evidence,
        } => {
            let sign = if *done {
                theme.signs.ticked
            } else {
                theme.signs.unticked
            };
            let style = if *done { theme.held } else { theme.accent };
            let left = Line::styled(format!("{sign} {text}"), style);
            let mut right = Line::default();
            if *evidence > 0 {
                right.push_span(Span::styled(format!("{evidence} evidence  "), theme.dim));
            }
            let key = ctx.key(KeyContext::Path, false, Command::Complete);
            right.push_span(Span::styled(key, theme.key));
            row(left, right, selection, theme, place, buf);
        }
    }
}
