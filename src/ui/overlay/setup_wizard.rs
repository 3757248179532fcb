//! Where the person is, where they have been, their goal and their track: the first run, question by question, and
//! later the same questions one at a time.

mod choices;
mod question;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use self::choices::{Choice, Choices, choices, earlier};
use self::question::{CONTEXT, Question, is_there};
use crate::catalog::resolve;
use crate::profile::change::PlanChange;
use crate::search::title::TitleMatch;
use crate::text::{plural, wrap};
use crate::ui::input::command::Command;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::Model;
use crate::ui::model::action::{Action, OverlayRequest};
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::Cursor;
use crate::ui::widget::field::field;
use crate::ui::widget::flow::{paragraph, put_lines};
use crate::ui::widget::hints::{Hint, Hints};
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::{above_gap, window};
use crate::ui::widget::rows::RowSelection;
use crate::ui::widget::text_field::TextField;
use crate::wording;

/// The word under which the first run is taken up again at what was assumed.
pub const ASSUMPTIONS: &str = "assumptions";

/// Columns of the overlay, frame included.
const WIDTH: u16 = 92;

/// The questions.
#[derive(Debug)]
pub struct SetupWizard {
    first_run: bool,
    question: Question,
    field: TextField,
    cursor: Cursor,
    found: Choices,
    /// The question that [`Question::Mandate`] came out of, with the answer that waits for it.
    waiting: Option<(Question, PlanChange)>,
    /// Whether the question about the post was answered with no, and nothing was typed since.
    withdrawn: bool,
    /// How often the list was made.
    made: usize,
    /// Whether the cursor was moved since the list was made: then enter takes its row even without a word typed.
    moved: bool,
}

impl SetupWizard {
    /// The questions one after the other.
    pub fn first_run(model: &Model) -> Self {
        Self::at(Question::Now, true, model)
    }

    /// The questions from the one on which the program ended; none when there is no such question.
    pub fn resumed(model: &Model, word: &str) -> Option<Self> {
        let questions = [
            Question::Now,
            Question::Before,
            Question::Goal,
            Question::Track,
        ];
        let question = questions.into_iter().find(|q| q.word() == word)?;
        Some(Self::at(question, true, model))
    }

    /// A menu of the questions.
    pub fn change(model: &Model) -> Self {
        let question = if model.profile().is_empty() {
            Question::Now
        } else {
            Question::Menu
        };
        Self::at(question, question == Question::Now, model)
    }

    fn at(question: Question, first_run: bool, model: &Model) -> Self {
        let mut wizard = Self {
            first_run,
            question,
            field: TextField::default(),
            cursor: Cursor::default(),
            found: Choices::default(),
            waiting: None,
            withdrawn: false,
            made: 0,
            moved: false,
        };
        wizard.find_choices(model);
        wizard
    }

    /// Whether nothing is asked at the moment.
    pub fn is_menu(&self) -> bool {
        self.question == Question::Menu
    }

    /// Whether letters go to the text field.
    pub fn typing(&self) -> bool {
        self.question.has_field()
    }

    /// Finds the choices for what was typed.
    fn find_choices(&mut self, model: &Model) {
        self.found = choices(self.question, self.field.text(), model);
        self.cursor = Cursor::default();
        self.made += 1;
        self.moved = false;
        self.withdrawn = false;
    }

    /// Routes were found: lists them where that was waited for.
    pub fn routes_found(&mut self, model: &Model) {
        if self.question == Question::Track && self.found.choices.is_empty() {
            self.find_choices(model);
        }
    }

    fn turn(&mut self, question: Question, model: &Model) {
        self.question = question;
        self.field.clear();
        self.find_choices(model);
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Overlay);
        let len = self.found.choices.len();
        let (at, made) = (self.cursor.at, self.made);
        self.moved |= matches!(action, Action::Point { .. } | Action::Wheel { .. });
        let outcome = self.answer(action, model, len, height);
        // A new list begins at its first row, which was not chosen.
        self.moved |= self.made == made && self.cursor.at != at;
        outcome
    }

    fn answer(&mut self, action: &Action, model: &mut Model, len: usize, height: usize) -> Outcome {
        match action {
            Action::Type(typed) => self.type_in(typed, model),
            // g opened the menu; the second g of g g asks for the first row of the list below it.
            Action::Do(Command::First) if self.question == Question::Menu => {
                return Outcome::close_with(Command::First);
            }
            Action::Do(Command::Open | Command::Mark) => return self.choose(model),
            // As in a form: on to the next question without an answer, and back. With something typed they move in
            // the list below it, so that no typed word is lost.
            Action::Do(Command::NextTab) if self.can_skip() => return self.go_on(model),
            Action::Do(Command::PreviousTab) if self.can_skip() => self.go_back(model),
            // Into the list, on its first row.
            Action::Do(Command::Down | Command::NextTab) if !self.enter_selects() => {
                self.moved = true;
            }
            Action::Do(Command::NextTab | Command::Down) => self.cursor.turn_step(1, len, height),
            Action::Do(Command::PreviousTab | Command::Up) => {
                self.cursor.turn_step(-1, len, height);
            }
            Action::Do(Command::Left) if self.question == Question::Mandate => self.withdraw(model),
            Action::Do(Command::Left) if self.first_run => self.go_back(model),
            Action::Do(Command::Back) => return self.back(model),
            Action::Do(Command::Quit | Command::Help) => return Outcome::ignored(),
            Action::Point { row, .. } => {
                self.cursor.go(*row, len, height);
                return self.choose(model);
            }
            Action::Wheel { down, .. } => {
                self.cursor.wheel(*down, len, height);
            }
            Action::Do(command) => {
                self.cursor.command(*command, len, height);
            }
            _ => {}
        }
        Outcome::done()
    }

    fn type_in(&mut self, typed: &EditCommand, model: &mut Model) {
        if *typed == EditCommand::Left && self.can_skip() {
            self.go_back(model);
            return;
        }
        // Not backspace: who holds it to empty the field must not lose a job with it.
        if *typed == EditCommand::WordBack
            && self.field.is_empty()
            && self.question == Question::Before
        {
            let mut before = earlier(model);
            if before.pop().is_some() {
                model.update_plan(PlanChange {
                    before: Some(before.into_iter().map(Into::into).collect()),
                    ..PlanChange::default()
                });
                self.find_choices(model);
            }
            return;
        }
        if self.field.apply(typed) {
            self.find_choices(model);
        }
    }

    /// Whether no job was named and none chosen: then no row has the cursor, and enter goes on instead of taking one.
    fn nothing_entered(&self) -> bool {
        matches!(self.question, Question::Now | Question::Before)
            && self.field.is_empty()
            && !self.moved
    }

    /// Whether enter takes the row under the cursor: what was typed means it, or the person chose it.
    fn enter_selects(&self) -> bool {
        let is_meant = self.found.title_match == TitleMatch::First && !self.withdrawn;
        self.moved || (!self.nothing_entered() && is_meant)
    }

    /// Whether the question can be left without an answer: not with a word typed, which would be lost.
    fn can_skip(&self) -> bool {
        let is_asked = !matches!(self.question, Question::Menu | Question::Mandate);
        self.first_run && is_asked && self.field.is_empty()
    }

    fn go_back(&mut self, model: &mut Model) {
        if let Some(before) = self.question.before() {
            if self.first_run {
                model.remember_question(Some(before.word()));
            }
            self.turn(before, model);
        }
    }

    /// Esc empties the field first, then skips the question, then closes.
    fn back(&mut self, model: &mut Model) -> Outcome {
        if self.question == Question::Mandate {
            self.withdraw(model);
            return Outcome::done();
        }
        if !self.field.is_empty() {
            self.field.clear();
            self.find_choices(model);
            return Outcome::done();
        }
        if self.first_run && self.question != Question::Now {
            return self.go_on(model);
        }
        if self.first_run || self.question == Question::Menu {
            return Outcome::close();
        }
        self.turn(Question::Menu, model);
        Outcome::done()
    }

    /// Enter: takes the choice under the cursor.
    fn choose(&mut self, model: &mut Model) -> Outcome {
        let choice = self.found.choices.get(self.cursor.at).cloned();
        if !self.enter_selects() && !self.nothing_entered() {
            return Outcome::done();
        }
        let mut change = PlanChange::default();
        match (self.question, choice) {
            (Question::Menu, Some(Choice::Question { question, .. })) => {
                self.turn(question, model);
                return Outcome::done();
            }
            _ if self.nothing_entered() => return self.go_on(model),
            (Question::Now, Some(Choice::Occupation { ix, .. })) => change.start = Some(ix),
            (Question::Before, Some(Choice::Occupation { ix, .. })) => {
                let mut before = earlier(model);
                if !before.contains(&ix) {
                    before.push(ix);
                }
                change.before = Some(before.into_iter().map(Into::into).collect());
            }
            (Question::Mandate, Some(Choice::Mandate { held: true, .. })) => {
                if let Some((question, change)) = self.waiting.take() {
                    self.question = question;
                    return self.take(change, model);
                }
            }
            (Question::Mandate, _) => {
                self.withdraw(model);
                return Outcome::done();
            }
            (Question::Goal, Some(Choice::Occupation { ix, .. })) => change.goal = Some(ix),
            (Question::Track, Some(Choice::Route { change: to, .. })) => change = to,
            // Nothing was found: the text stays, there is nothing to take.
            _ => return Outcome::done(),
        }
        if change.needs_mandate(&model.catalog, model.profile()) {
            self.waiting = Some((self.question, change));
            self.question = Question::Mandate;
            self.find_choices(model);
            return Outcome::done();
        }
        self.take(change, model)
    }

    /// Writes an answer down and goes on to what is asked next.
    fn take(&mut self, change: PlanChange, model: &mut Model) -> Outcome {
        model.update_plan(change);
        if self.question == Question::Before {
            self.field.clear();
            self.find_choices(model);
            return Outcome::done();
        }
        self.go_on(model)
    }

    /// Leaves the question about the post and asks for the job again, with what was typed and found.
    fn withdraw(&mut self, model: &Model) {
        self.question = self
            .waiting
            .take()
            .map_or(Question::Now, |(question, _)| question);
        self.find_choices(model);
        self.withdrawn = true;
    }

    /// The next question of the first run, or back to the menu.
    fn go_on(&mut self, model: &mut Model) -> Outcome {
        if !self.first_run {
            self.turn(Question::Menu, model);
            return Outcome::done();
        }
        let mut next = self.question.after();
        if next == Some(Question::Track) && is_there(model) {
            model.notify("You are at your goal already: there is no track to choose");
            next = None;
        } else if next == Some(Question::Track) && is_unknown(model) {
            model.notify(
                "Routes to this goal are computed from where you are, which is not known yet",
            );
            next = None;
        }
        if let Some(next) = next {
            model.remember_question(Some(next.word()));
            self.turn(next, model);
            return Outcome::done();
        }
        if model.profile().roles_held.is_empty() {
            // Nothing was said that anything could be assumed from.
            model.remember_question(None);
            return Outcome::close();
        }
        model.remember_question(Some(ASSUMPTIONS));
        Outcome::close_with(Action::Open(OverlayRequest::Assumptions))
    }

    /// Draws the question with what was found.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let height = if self.question == Question::Menu {
            11
        } else {
            26
        };
        let keys = self.keys();
        let keys = Hints::new(CONTEXT, self.typing(), &keys);
        let (title, steps) = (self.question.text(), self.steps(ctx));
        let (inner, mut hits) = window(ctx, title, &steps, (WIDTH, height), keys, area, buf);
        let inner = above_gap(inner);
        let intro = self.intro(ctx, inner);
        put_lines(&intro, inner, buf);
        let mut y = inner.y + intro.len() as u16;
        if self.typing() && y + 1 < inner.bottom() {
            y += 1;
            let place = Rect {
                y,
                height: 1,
                ..inner
            };
            let remark = if self.field.is_empty() {
                plural(self.found.total, "occupation", "occupations")
            } else {
                let all = ctx.model.catalog.occupations().len();
                format!("{} of {all}", self.found.total)
            };
            let sign = theme.signs.cursor;
            let hint = "type to search";
            hits.cursor = Some(field(sign, &self.field, hint, &remark, theme, place, buf));
            y += 1;
            if let Some(remark) = self.undecided(ctx) {
                buf.set_stringn(inner.x, y, remark, usize::from(inner.width), theme.caution);
            }
        }
        let y = (y + 1).min(inner.bottom());
        let list = Rect {
            y,
            height: inner.bottom() - y,
            ..inner
        };
        let view = ListView {
            theme,
            pane: Pane::Overlay,
            selection: if self.enter_selects() {
                RowSelection::Focus
            } else {
                RowSelection::No
            },
        };
        let choices = &self.found.choices;
        view.draw(self.cursor, choices.len(), list, buf, &mut hits, |at| {
            choices[at].line(ctx)
        });
        if choices.is_empty() && self.typing() {
            nothing(ctx, list, buf);
        } else if choices.is_empty() && ctx.model.is_finding_routes() {
            paragraph("Looking for routes to this goal.", theme.dim, list, buf);
        }
        hits
    }

    /// What stands above the field and the list.
    fn intro(&self, ctx: ViewContext<'_>, area: Rect) -> Vec<Line<'static>> {
        let wrapped = |text: &str, style: Style| {
            let lines = wrap(text, usize::from(area.width)).into_iter();
            lines.map(move |line| Line::styled(line, style))
        };
        let mut out = Vec::new();
        if self.first_run && self.question == Question::Now && area.height > 10 {
            let welcome = "cisopath shows the routes from where you are to chief information security officer, and \
                           what each step asks for. No account, no name; everything stays in one file of yours.";
            out.extend(wrapped(welcome, Style::new()));
            out.push(Line::default());
        }
        out.extend(wrapped(&self.question.hint(ctx), ctx.theme.dim));
        let earlier = earlier(ctx.model);
        if self.question == Question::Before && !earlier.is_empty() {
            let catalog = &ctx.model.catalog;
            let names = earlier.iter().map(|ix| catalog.occupation(*ix).label());
            let names = names.collect::<Vec<_>>().join(", ");
            let text = format!("So far: {names}  (ctrl-w removes the last one)");
            out.extend(wrapped(&text, ctx.theme.held));
        }
        out
    }

    /// Why enter takes none of the rows yet, and what to do.
    fn undecided(&self, ctx: ViewContext<'_>) -> Option<String> {
        if self.enter_selects() || self.nothing_entered() {
            return None;
        }
        if self.withdrawn {
            return Some("Then name the job you have now.".to_owned());
        }
        if let Some(ix) = self.found.named {
            let label = ctx.model.catalog.occupation(ix).label();
            return Some(format!("You named {label} already."));
        }
        if self.found.choices.is_empty() {
            return None;
        }
        let down = ctx.key(CONTEXT, true, Command::Down);
        let note = resolve::occupation_note(&ctx.model.catalog, self.field.text());
        Some(match (self.found.title_match, note) {
            (TitleMatch::Several(count @ 2..), _) => {
                format!("This title can mean {count} occupations: {down} chooses yours.")
            }
            (TitleMatch::Several(_), Some(note)) => {
                format!(
                    "No occupation of its own in ESCO: {down} chooses the nearest, or type another title. {note}."
                )
            }
            _ => {
                format!(
                    "No exact match. These come nearest: {down} chooses one, or type another title."
                )
            }
        })
    }

    /// Which question of the first run this is, and the key that goes back; nothing outside it.
    fn steps(&self, ctx: ViewContext<'_>) -> String {
        let question = self
            .waiting
            .as_ref()
            .map_or(self.question, |(question, _)| *question);
        let number = match question {
            _ if !self.first_run => 0,
            Question::Menu | Question::Mandate => 0,
            Question::Now => 1,
            Question::Before => 2,
            Question::Goal => 3,
            Question::Track => 4,
        };
        let back = ctx.shown_key(CONTEXT, self.typing(), Command::PreviousTab);
        match (number, back) {
            (0, _) => String::new(),
            _ if self.question == Question::Mandate => format!("{number} of 4"),
            (2.., Some(key)) => format!("{number} of 4 · {key} back"),
            _ => format!("{number} of 4"),
        }
    }

    fn keys(&self) -> Vec<Hint<'static>> {
        let back = match (self.first_run, self.question) {
            (_, Question::Mandate) => "back",
            _ if !self.field.is_empty() => "clear",
            (true, Question::Now) => "skip all",
            (true, _) => "skip",
            (false, Question::Menu) => "close",
            (false, _) => "back",
        };
        let open = if self.nothing_entered() {
            "go on"
        } else {
            "take it"
        };
        let mut keys = vec![(Command::Up, "choose")];
        if self.enter_selects() || self.nothing_entered() {
            keys.push((Command::Open, open));
        }
        if self.can_skip() && !self.nothing_entered() {
            keys.push((Command::NextTab, "skip one"));
        }
        // After the first question both skip; one of them is enough.
        if !self.can_skip() || self.question == Question::Now {
            keys.push((Command::Back, back));
        }
        keys
    }
}

/// What is said where no occupation was found.
fn nothing(ctx: ViewContext<'_>, list: Rect, buf: &mut Buffer) {
    let mut text = "No occupation has a title like this. Try another word for your job.".to_owned();
    if let Some(part) = wording::catalog::only_a_part(&ctx.model.catalog) {
        text = format!("{text} {part}; you can import all of them later.");
    }
    paragraph(&text, ctx.theme.dim, list, buf);
}

/// Whether no route can be offered yet: only the tracks are known without a start.
fn is_unknown(model: &Model) -> bool {
    !model.is_to_ciso() && model.profile().start_in(&model.catalog).is_none()
}
