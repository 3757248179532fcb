//! The form for evidence: when, what was done, which part, how large, what came of it, who can confirm. What was
//! begun is kept as a draft until it is written down, whatever closes the form.

mod layout;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use self::layout::FormRow;
use crate::profile::Evidence;
use crate::ui::input::command::Command;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::evidence_draft::{EvidenceDraft, Field, Problem};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::{Scroll, wheel_rows};
use crate::ui::widget::flow::WIDEST;
use crate::ui::widget::hints::Hints;
use crate::ui::widget::pane::{scroll_bar, window};
use crate::ui::widget::text_field::TextField;

#[derive(Debug)]
pub struct EvidenceForm {
    subject: String,
    title: String,
    /// The field that has the keys.
    focus: Field,
    /// Its text while it has them; the others are in the draft.
    text: TextField,
    draft: EvidenceDraft,
    /// The date that stood there when the form was begun: it was not typed now.
    first_date: String,
    /// What is wrong, once saving was tried.
    problem: Option<Problem>,
    /// Whether a draft was brought back.
    brought_back: bool,
    /// Evidence written down before with its numbers, newest first.
    earlier: Vec<(u64, Evidence)>,
    /// Which of it has the keys, instead of a field.
    piece: Option<usize>,
    /// The piece that is being corrected; none while a new one is written.
    correcting: Option<u64>,
    /// The first row on screen once the form was scrolled; otherwise the focused field is kept in view.
    scrolled: Option<Scroll>,
}

impl EvidenceForm {
    /// The form for a skill (by URI), milestone or step (by id); `title` names it for the person. `note` is what it says at
    /// first, unless there is a draft.
    pub fn for_subject(
        model: &Model,
        subject: String,
        title: String,
        note: Option<String>,
    ) -> Self {
        let kept = model.drafts().get(&subject).cloned();
        let brought_back = kept.is_some();
        let draft = kept.unwrap_or_else(|| {
            let mut draft = EvidenceDraft::new(model.now.on);
            draft.set(Field::Note, &note.unwrap_or_default());
            draft
        });
        let first_date = draft.text(Field::Date).to_owned();
        Self {
            earlier: written(model, &subject),
            piece: None,
            correcting: None,
            // The date is there already: what was done comes first.
            focus: Field::Note,
            text: TextField::with(draft.text(Field::Note)),
            subject,
            title,
            draft,
            first_date,
            problem: None,
            brought_back,
            scrolled: None,
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay).max(1) as isize;
        match action {
            Action::Type(typed) => self.edit(typed, model),
            Action::Do(command) => match command {
                Command::Save => return self.save(model),
                Command::Open if self.piece.is_some() => self.correct(model),
                Command::Open if self.focus == Field::LAST => return self.save(model),
                Command::Open | Command::Down | Command::NextTab => self.move_by(1),
                Command::Up | Command::PreviousTab => self.move_by(-1),
                Command::Left | Command::Right if self.piece.is_some() => {}
                Command::Left => self.edit(&EditCommand::Left, model),
                Command::Right => self.edit(&EditCommand::Right, model),
                Command::PageUp => self.scroll(-height, model),
                Command::PageDown => self.scroll(height, model),
                Command::First => self.focus_on(Field::FIRST),
                Command::Last => self.focus_on(Field::LAST),
                // Beside a correction the pieces are for looking: what is typed is given up from its own fields only.
                Command::Back if self.correcting.is_some() && self.piece.is_some() => {
                    self.focus_on(self.focus);
                }
                Command::Back if self.correcting.is_some() => {
                    model.drafts_mut().set(&self.key(), None);
                    self.begin_anew(model);
                }
                Command::Back => {
                    if model.drafts().get(&self.subject).is_some() {
                        model.notify("What you typed is kept here until you write it down");
                    }
                    return Outcome::close();
                }
                _ => return Outcome::ignored(),
            },
            Action::Point {
                pane: Pane::Overlay,
                row,
            } => {
                let width = model.view.panes.width(Pane::Overlay);
                let rows = self.rows(width);
                if let Some(piece) = rows.get(*row).and_then(FormRow::piece) {
                    if self.piece == Some(piece) {
                        self.correct(model);
                    } else {
                        self.piece = Some(piece);
                    }
                    return Outcome::done();
                }
                let Some(field) = rows.get(*row).and_then(FormRow::field) else {
                    return Outcome::done();
                };
                if field == self.focus && field.is_choice() {
                    self.edit(&EditCommand::Right, model);
                } else {
                    self.focus_on(field);
                }
            }
            Action::Point { .. } => {}
            Action::Wheel { down, .. } => self.scroll(wheel_rows(*down), model),
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn edit(&mut self, typed: &EditCommand, model: &mut Model) {
        self.scrolled = None;
        if let Some(piece) = self.piece {
            if *typed == EditCommand::Delete {
                self.remove(piece, model);
            }
            return;
        }
        let changed = if self.focus.is_choice() {
            self.draft.choose(self.focus, typed)
        } else {
            let changed = self.text.apply(typed);
            self.draft.set(self.focus, self.text.text());
            changed
        };
        if changed {
            self.problem = None;
            let blank = self.draft.is_blank(model.now.on, &self.first_date);
            let draft = (!blank).then(|| self.draft.clone());
            model.drafts_mut().set(&self.key(), draft);
        }
    }

    /// Under what the draft is kept: what is begun anew has its subject, a correction the number of the piece.
    fn key(&self) -> String {
        self.correcting
            .map_or_else(|| self.subject.clone(), correction)
    }

    /// Takes the piece that has the keys into the fields, to be corrected. What was begun stays as the draft.
    fn correct(&mut self, model: &mut Model) {
        let Some((number, evidence)) = self.piece.and_then(|at| self.earlier.get(at)) else {
            return;
        };
        self.correcting = Some(*number);
        let kept = model.drafts().get(&correction(*number)).cloned();
        self.brought_back = kept.is_some();
        self.draft = kept.unwrap_or_else(|| EvidenceDraft::of(evidence));
        self.first_date = self.draft.text(Field::Date).to_owned();
        self.problem = None;
        self.focus_on(Field::Note);
        model.notify("Correct it and save it, or go back and leave it as it was");
    }

    fn remove(&mut self, piece: usize, model: &mut Model) {
        let Some(number) = self.earlier.get(piece).map(|(number, _)| *number) else {
            return;
        };
        if model.remove_evidence(number) {
            model.drafts_mut().set(&correction(number), None);
            self.begin_anew(model);
        }
    }

    /// Back to a new piece, with the draft if one was kept.
    fn begin_anew(&mut self, model: &Model) {
        self.earlier = written(model, &self.subject);
        self.correcting = None;
        let kept = model.drafts().get(&self.subject).cloned();
        self.brought_back = kept.is_some();
        self.draft = kept.unwrap_or_else(|| EvidenceDraft::new(model.now.on));
        self.first_date = self.draft.text(Field::Date).to_owned();
        self.focus_on(Field::Note);
    }

    fn focus_on(&mut self, field: Field) {
        self.piece = None;
        self.focus = field;
        self.text = TextField::with(self.draft.text(field));
        self.scrolled = None;
    }

    fn move_by(&mut self, by: isize) {
        let fields = Field::ALL.len();
        let field = Field::ALL.iter().position(|f| *f == self.focus);
        let at = self.piece.map_or(field.unwrap_or(0), |at| fields + at);
        let last = fields + self.earlier.len() - 1;
        let to = match by {
            // Tab wraps around, so that it alone reaches everything.
            1 if at == last => 0,
            -1 if at == 0 => last,
            by => at.saturating_add_signed(by).min(last),
        };
        match Field::ALL.get(to) {
            Some(field) => self.focus_on(*field),
            None => self.piece = Some(to - fields),
        }
        self.scrolled = None;
    }

    fn save(&mut self, model: &mut Model) -> Outcome {
        match self.draft.evidence(&self.subject, model.now) {
            Err(problem) => {
                self.focus_on(problem.field);
                self.problem = Some(problem);
                Outcome::done()
            }
            Ok(evidence) => {
                if let Some(number) = self.correcting {
                    if model.change_evidence(number, evidence) {
                        model.drafts_mut().set(&correction(number), None);
                        self.begin_anew(model);
                    }
                    return Outcome::done();
                }
                // A record that cannot be written says so itself; the form stays, nothing is lost.
                if !model.add_evidence(evidence) {
                    return Outcome::done();
                }
                model.drafts_mut().set(&self.subject, None);
                Outcome::close()
            }
        }
    }

    fn rows(&self, width: usize) -> Vec<FormRow> {
        layout::rows(
            &self.draft,
            self.problem.as_ref(),
            &self.earlier,
            self.brought_back,
            width,
        )
    }

    /// The first row on screen.
    fn top(&self, rows: &[FormRow], height: usize) -> usize {
        let last = rows.len().saturating_sub(height);
        if let Some(scroll) = self.scrolled {
            return scroll.top(rows.len(), height);
        }
        let has_keys = |row: &FormRow| match self.piece {
            Some(piece) => row.piece() == Some(piece),
            None => row.field() == Some(self.focus),
        };
        let end = rows.iter().rposition(has_keys).map_or(0, |row| row + 1);
        end.saturating_sub(height).min(last)
    }

    fn scroll(&mut self, by: isize, model: &Model) {
        let rows = self.rows(model.view.panes.width(Pane::Overlay));
        let height = model.view.panes.height(Pane::Overlay).max(1);
        let mut scroll = Scroll::at(self.top(&rows, height));
        scroll.by(by, rows.len(), height);
        self.scrolled = Some(scroll);
    }

    /// Draws the form.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let width = (WIDEST as u16 + 4).min(area.width.saturating_sub(2));
        let rows = self.rows(usize::from(width.saturating_sub(4)));
        let size = (width, (rows.len() as u16).saturating_add(4));
        let title = match self.correcting {
            Some(_) => format!("Correct evidence: {}", self.title),
            None => format!("Evidence: {}", self.title),
        };
        let keys: &[_] = match (self.piece, self.correcting) {
            (Some(_), Some(_)) => &[
                (Command::Open, "correct it (del removes it)"),
                (Command::Back, "back to the correction"),
            ],
            (Some(_), None) => &[
                (Command::Open, "correct it (del removes it)"),
                (Command::Back, "close"),
            ],
            (None, Some(_)) => &[
                (Command::Save, "save the correction"),
                (Command::Back, "leave it as it was"),
            ],
            (None, None) => &[
                (Command::Save, "save"),
                (Command::Back, "close, the draft stays"),
                (Command::NextTab, "next field"),
            ],
        };
        let keys = Hints::new(KeyContext::Evidence, true, keys);
        let (form, mut hits) = window(ctx, &title, "", size, keys, area, buf);
        let top = self.top(&rows, usize::from(form.height));
        hits.rows(Pane::Overlay, form, top, rows.len());
        for (y, each) in (form.y..form.bottom()).zip(rows.iter().skip(top)) {
            let focus = match self.piece {
                Some(piece) => each.piece() == Some(piece),
                None => each.field() == Some(self.focus),
            };
            let (label, text) = each.draw(focus, theme);
            buf.set_line(
                form.x,
                y,
                &Line::from(vec![label, Span::raw(" ")]),
                form.width,
            );
            let x = form.x + layout::LABEL as u16;
            let room = form.right().saturating_sub(x);
            let x = if each.is_wide() { form.x } else { x };
            let room = if each.is_wide() { form.width } else { room };
            buf.set_line(x, y, &text, room);
        }
        if !self.focus.is_choice()
            && self.piece.is_none()
            && let Some((row, column)) = self.cursor(&rows)
            && let Some(line) = row.checked_sub(top)
            && line < usize::from(form.height)
        {
            let x = (form.x + (layout::LABEL + column) as u16).min(form.right().saturating_sub(1));
            hits.cursor = Some(Position::new(x, form.y + line as u16));
        }
        scroll_bar(form, top, rows.len(), theme, buf);
        hits
    }

    /// The row and the column, behind the label, of the text cursor.
    fn cursor(&self, rows: &[FormRow]) -> Option<(usize, usize)> {
        let first = rows.iter().position(|r| r.field() == Some(self.focus))?;
        let width = rows.get(first)?.width();
        let (line, column) = layout::place(self.text.text(), self.text.before().len(), width);
        Some((first + line, column))
    }
}

/// Under what a correction that was begun is kept.
fn correction(number: u64) -> String {
    format!("evidence {number}")
}

/// What was written down for a subject, with its numbers, newest first.
fn written(model: &Model, subject: &str) -> Vec<(u64, Evidence)> {
    let pieces = model.profile().evidence_for(subject);
    let mut all: Vec<(u64, Evidence)> = pieces.map(|(n, e)| (n, e.clone())).collect();
    all.sort_by_key(|(number, e)| std::cmp::Reverse((e.date, e.at, *number)));
    all
}

#[cfg(test)]
mod tests;
