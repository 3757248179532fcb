//! Where the person is, where they have been, their goal and their track: the first run, question by question, and
//! later the same questions one at a time.

mod list;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use self::list::{Choice, choices};
use super::assumptions::Assumptions;
use crate::catalog::OccupationIx;
use crate::profile::change::BeginChange;
use crate::text::{grouped, plural, wrap};
use crate::ui::action::{Action, Command, Typed};
use crate::ui::hit::Hits;
use crate::ui::layer::Scene;
use crate::ui::list::Cursor;
use crate::ui::outcome::Outcome;
use crate::ui::session::Session;
use crate::ui::text_field::TextField;
use crate::ui::widget::field::field;
use crate::ui::widget::hints::hints;
use crate::ui::widget::pane::{last_row, overlay, scroll_bar};
use crate::ui::widget::rows::{Cursored, row};

/// The word under which the first run is taken up again at what was assumed.
pub const ASSUMPTIONS: &str = "assumptions";
/// The list's pane.
const LIST: u8 = 4;

/// The place whose keys apply.
const PLACE: &str = "roles-held";

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Which of the four to change.
    Menu,
    /// The present occupation.
    Now,
    /// Earlier ones.
    Before,
    /// The goal.
    Goal,
    /// The track, with its best route.
    Track,
}

impl Page {
    fn question(self) -> &'static str {
        match self {
            Self::Menu => "Roles held and goal",
            Self::Now => "Where are you now?",
            Self::Before => "And before that?",
            Self::Goal => "Where do you want to go?",
            Self::Track => "Which way?",
        }
    }

    fn hint(self, scene: Scene<'_>) -> String {
        let key = |command| scene.key(PLACE, self.has_field(), command);
        let open = key(Command::Open);
        let text = match self {
            Self::Menu => {
                return format!("{open} changes a line; {} closes.", key(Command::Back));
            }
            Self::Now => "Type your job, as your contract or an advert would say it.",
            Self::Before => {
                return format!(
                    "Earlier jobs count as much as the present one: {open} adds one. {open} on the empty line goes on."
                );
            }
            Self::Goal => {
                return format!(
                    "Chief information security officer is chosen already; {open} keeps it."
                );
            }
            Self::Track if is_there(scene.session) => {
                "You hold your goal already: there is no way to choose."
            }
            Self::Track if scene.session.is_to_ciso() => {
                "First the tracks you stand on, those first that ask least beyond your jobs; then those you would join by a \
                 move, the easiest move first. You can change it at any time."
            }
            Self::Track => {
                "Curated tracks lead to chief ICT security officer. These ways to your goal are computed from skills, the \
                 fewest hours first."
            }
        };
        text.to_owned()
    }

    /// The word under which the first run is taken up again.
    fn word(self) -> &'static str {
        match self {
            Self::Menu | Self::Now => "now",
            Self::Before => "before",
            Self::Goal => "goal",
            Self::Track => "track",
        }
    }

    /// Whether there is a text field on the page.
    fn has_field(self) -> bool {
        matches!(self, Self::Now | Self::Before | Self::Goal)
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Menu | Self::Now => None,
            Self::Before => Some(Self::Now),
            Self::Goal => Some(Self::Before),
            Self::Track => Some(Self::Goal),
        }
    }

    fn after(self) -> Option<Self> {
        match self {
            Self::Menu | Self::Track => None,
            Self::Now => Some(Self::Before),
            Self::Before => Some(Self::Goal),
            Self::Goal => Some(Self::Track),
        }
    }
}

/// The questions.
#[derive(Debug)]
pub struct Begin {
    first_run: bool,
    page: Page,
    field: TextField,
    cursor: Cursor,
    choices: Vec<Choice>,
    total: usize,
    /// Whether the cursor was moved since the list was made: then enter takes its row even without a word typed.
    moved: bool,
}

impl Begin {
    /// The questions one after the other.
    pub fn first_run(session: &Session) -> Self {
        Self::at(Page::Now, true, session)
    }

    /// The questions from the one on which the program ended; none when there is no such question.
    pub fn resumed(session: &Session, word: &str) -> Option<Self> {
        let pages = [Page::Now, Page::Before, Page::Goal, Page::Track];
        let page = pages.into_iter().find(|p| p.word() == word)?;
        Some(Self::at(page, true, session))
    }

    /// A menu of the questions.
    pub fn change(session: &Session) -> Self {
        let page = if session.profile().is_empty() {
            Page::Now
        } else {
            Page::Menu
        };
        Self::at(page, page == Page::Now, session)
    }

    fn at(page: Page, first_run: bool, session: &Session) -> Self {
        let mut begin = Self {
            first_run,
            page,
            field: TextField::default(),
            cursor: Cursor::default(),
            choices: Vec::new(),
            total: 0,
            moved: false,
        };
        begin.look(session);
        begin
    }

    /// Whether nothing is asked at the moment.
    pub fn is_menu(&self) -> bool {
        self.page == Page::Menu
    }

    /// Whether letters go to the text field.
    pub fn typing(&self) -> bool {
        self.page.has_field()
    }

    /// Finds the choices for what was typed.
    fn look(&mut self, session: &Session) {
        (self.choices, self.total) = choices(self.page, self.field.text(), session);
        self.cursor = Cursor::default();
        self.moved = false;
    }

    fn turn(&mut self, page: Page, session: &Session) {
        self.page = page;
        self.field.clear();
        self.look(session);
    }

    /// Answers an action.
    pub fn update(&mut self, action: &Action, session: &mut Session) -> Outcome {
        let height = session.heights[usize::from(LIST)];
        let len = self.choices.len();
        let at = self.cursor.at;
        self.moved |= matches!(action, Action::Point { .. } | Action::Wheel { .. });
        let outcome = self.answer(action, session, len, height);
        self.moved |= self.cursor.at != at;
        outcome
    }

    fn answer(
        &mut self,
        action: &Action,
        session: &mut Session,
        len: usize,
        height: usize,
    ) -> Outcome {
        match action {
            Action::Type(typed) => self.type_in(typed, session),
            // g opened the menu; the second g of g g asks for the first row of the list below it.
            Action::Do(Command::First) if self.page == Page::Menu => {
                return Outcome::close_then(Command::First);
            }
            Action::Do(Command::Open | Command::Mark) => return self.choose(session),
            // As in a form: on to the next question without an answer, and back. With something typed they move in
            // the list below it, so that no typed word is lost.
            Action::Do(Command::NextTab) if self.can_skip() => return self.go_on(session),
            Action::Do(Command::PreviousTab) if self.can_skip() => self.go_back(session),
            // Into the list, on its first row.
            Action::Do(Command::Down | Command::NextTab) if self.is_untouched() => {
                self.moved = true;
            }
            Action::Do(Command::NextTab | Command::Down) => self.cursor.turn_step(1, len, height),
            Action::Do(Command::PreviousTab | Command::Up) => {
                self.cursor.turn_step(-1, len, height);
            }
            Action::Do(Command::Left) if self.first_run => self.go_back(session),
            Action::Do(Command::Back) => return self.back(session),
            Action::Do(Command::Quit | Command::Suspend | Command::Redraw | Command::Help)
            | Action::Saved(_)
            | Action::Resize(..)
            | Action::FileChanged => return Outcome::ignored(),
            Action::Point { row, .. } => {
                self.cursor.go(*row, len, height);
                return self.choose(session);
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

    fn type_in(&mut self, typed: &Typed, session: &mut Session) {
        if *typed == Typed::Left && self.can_skip() {
            self.go_back(session);
            return;
        }
        // Not backspace: who holds it to empty the field must not lose a job with it.
        if *typed == Typed::WordBack && self.field.is_empty() && self.page == Page::Before {
            let mut before = earlier(session);
            if before.pop().is_some() {
                session.begin(BeginChange {
                    before: Some(before),
                    ..BeginChange::default()
                });
                self.look(session);
            }
            return;
        }
        if self.field.apply(typed) {
            self.look(session);
        }
    }

    /// Whether no job was named and none chosen: then no row has the cursor, and enter goes on instead of taking one.
    fn is_untouched(&self) -> bool {
        matches!(self.page, Page::Now | Page::Before) && self.field.is_empty() && !self.moved
    }

    /// Whether the question can be left without an answer: not with a word typed, which would be lost.
    fn can_skip(&self) -> bool {
        self.first_run && self.page != Page::Menu && self.field.is_empty()
    }

    fn go_back(&mut self, session: &mut Session) {
        if let Some(before) = self.page.before() {
            if self.first_run {
                session.remember_question(Some(before.word()));
            }
            self.turn(before, session);
        }
    }

    /// Esc empties the field first, then skips the question, then closes.
    fn back(&mut self, session: &mut Session) -> Outcome {
        if !self.field.is_empty() {
            self.field.clear();
            self.look(session);
            return Outcome::done();
        }
        if self.first_run && self.page != Page::Now {
            return self.go_on(session);
        }
        if self.first_run || self.page == Page::Menu {
            return Outcome::close();
        }
        self.turn(Page::Menu, session);
        Outcome::done()
    }

    /// Enter: takes the choice under the cursor.
    fn choose(&mut self, session: &mut Session) -> Outcome {
        let choice = self.choices.get(self.cursor.at).cloned();
        if !self.moved && choice.as_ref().is_some_and(Choice::is_far) {
            self.moved = true;
            session.say(
                "No occupation is called that; the same once more takes the one under the cursor",
            );
            return Outcome::done();
        }
        let mut change = BeginChange::default();
        match (self.page, choice) {
            (Page::Menu, Some(Choice::Page { page, .. })) => {
                self.turn(page, session);
                return Outcome::done();
            }
            _ if self.is_untouched() => return self.go_on(session),
            (Page::Now, Some(Choice::Occupation { ix, .. })) => change.start = Some(ix),
            (Page::Before, Some(Choice::Occupation { ix, .. })) => {
                let mut before = earlier(session);
                if !before.contains(&ix) {
                    before.push(ix);
                }
                change.before = Some(before);
                session.begin(change);
                self.field.clear();
                self.look(session);
                return Outcome::done();
            }
            (Page::Goal, Some(Choice::Occupation { ix, .. })) => change.goal = Some(ix),
            (Page::Track, Some(Choice::Track { track, best, .. })) => {
                change.track = Some(track);
                change.route = best.map(|best| best.route);
            }
            (Page::Track, Some(Choice::Computed { stops, .. })) => change.stops = Some(stops),
            // Nothing was found: the text stays, there is nothing to take.
            _ => return Outcome::done(),
        }
        session.begin(change);
        self.go_on(session)
    }

    /// The next question of the first run, or back to the menu.
    fn go_on(&mut self, session: &mut Session) -> Outcome {
        if !self.first_run {
            self.turn(Page::Menu, session);
            return Outcome::done();
        }
        let mut next = self.page.after();
        if next == Some(Page::Track) && is_there(session) {
            session.say("You hold your goal already: there is no way to choose");
            next = None;
        } else if next == Some(Page::Track) && is_unknown(session) {
            session.say("Ways to this goal are computed from where you are, which is not said yet");
            next = None;
        }
        if let Some(next) = next {
            session.remember_question(Some(next.word()));
            self.turn(next, session);
            return Outcome::done();
        }
        if session.profile().roles_held.is_empty() {
            // Nothing was said that anything could be assumed from.
            session.remember_question(None);
            return Outcome::close();
        }
        session.remember_question(Some(ASSUMPTIONS));
        let assumptions = Assumptions::new(session);
        Outcome {
            push: vec![assumptions.into()],
            ..Outcome::close()
        }
    }

    /// Draws the question with what was found.
    pub fn view(&self, scene: Scene<'_>, area: Rect, buf: &mut Buffer) -> Hits {
        let theme = scene.theme;
        let mut hits = Hits::default();
        let steps = self.steps(scene);
        let size = if self.page == Page::Menu {
            (92, 11)
        } else {
            (92, 26)
        };
        let inner = overlay(self.page.question(), &steps, size, theme, area, buf);
        hits.over(inner);
        let mut y = inner.y;
        let put = |line: Line<'_>, y: &mut u16, buf: &mut Buffer| {
            if *y < inner.bottom() {
                buf.set_line(inner.x, *y, &line, inner.width);
                *y += 1;
            }
        };
        if self.first_run && self.page == Page::Now && inner.height > 12 {
            let welcome = "cisopath shows the ways from where you are to chief information security officer, and \
                           what each step asks for. No account, no name; everything stays in a file of yours.";
            for line in wrap(welcome, usize::from(inner.width)) {
                put(Line::raw(line), &mut y, buf);
            }
            y += 1;
        }
        for line in wrap(&self.page.hint(scene), usize::from(inner.width)) {
            put(Line::styled(line, theme.dim), &mut y, buf);
        }
        if self.page == Page::Before {
            let names: Vec<&str> = earlier(scene.session)
                .into_iter()
                .map(|ix| scene.session.catalog.occupation(ix).label())
                .collect();
            if !names.is_empty() {
                let said = format!("So far: {}  (ctrl-w takes the last back)", names.join(", "));
                for line in wrap(&said, usize::from(inner.width)) {
                    put(Line::styled(line, theme.held), &mut y, buf);
                }
            }
        }
        if self.typing() && y + 1 < inner.bottom() {
            y += 1;
            let place = Rect {
                y,
                height: 1,
                ..inner
            };
            let remark = if self.field.is_empty() {
                plural(self.total, "occupation", "occupations")
            } else {
                format!(
                    "{} of {}",
                    self.total,
                    scene.session.catalog.occupations().len()
                )
            };
            let cursor = field(
                theme.signs.cursor,
                &self.field,
                "type to search",
                &remark,
                theme,
                place,
                buf,
            );
            hits.cursor = Some(cursor);
            y += 1;
        }
        let list = Rect {
            y: (y + 1).min(inner.bottom()),
            ..inner
        };
        let list = Rect {
            height: inner.bottom().saturating_sub(list.y + 2),
            ..list
        };
        let top = self
            .cursor
            .top(self.choices.len(), usize::from(list.height));
        for (y, (at, choice)) in
            (list.y..list.bottom()).zip(self.choices.iter().enumerate().skip(top))
        {
            let (left, right) = choice.line(scene);
            let cursored = if self.is_untouched() {
                Cursored::No
            } else {
                Cursored::of(at, self.cursor.at, true)
            };
            row(
                left,
                right,
                cursored,
                theme,
                Rect {
                    y,
                    height: 1,
                    ..list
                },
                buf,
            );
        }
        if self.choices.is_empty() && self.typing() {
            nothing(scene, list, buf);
        }
        let cursor = hits.cursor;
        hits.rows(LIST, list, top, self.choices.len());
        hits.cursor = cursor;
        scroll_bar(list, top, self.choices.len(), theme, buf);
        self.foot(scene, last_row(inner), buf, &mut hits);
        hits
    }

    /// Which question of the first run this is, and the key that goes back; nothing outside it.
    fn steps(&self, scene: Scene<'_>) -> String {
        let number = match self.page {
            _ if !self.first_run => 0,
            Page::Menu => 0,
            Page::Now => 1,
            Page::Before => 2,
            Page::Goal => 3,
            Page::Track => 4,
        };
        let back = scene.shown_key(PLACE, self.typing(), Command::PreviousTab);
        match (number, back) {
            (0, _) => String::new(),
            (2.., Some(key)) => format!("{number} of 4 · {key} back"),
            _ => format!("{number} of 4"),
        }
    }

    fn foot(&self, scene: Scene<'_>, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
        let back = match (self.first_run, self.page) {
            _ if !self.field.is_empty() => "clear",
            (true, Page::Now) => "skip all",
            (true, _) => "skip",
            (false, Page::Menu) => "close",
            (false, _) => "back",
        };
        let open = if self.is_untouched() {
            "go on"
        } else {
            "take it"
        };
        let mut keys = vec![(Command::Up, "choose"), (Command::Open, open)];
        if self.can_skip() && !self.is_untouched() {
            keys.push((Command::NextTab, "skip one"));
        }
        // After the first question both skip; one of them is enough.
        if !self.can_skip() || self.page == Page::Now {
            keys.push((Command::Back, back));
        }
        hints(scene, (PLACE, self.typing()), &keys, area, buf, hits);
    }
}

/// What is said where no occupation was found.
fn nothing(scene: Scene<'_>, list: Rect, buf: &mut Buffer) {
    let catalog = &scene.session.catalog;
    let all = catalog.occupations_in_all() as usize;
    let mut text = "No occupation is called that here. Try another word of it.".to_owned();
    if catalog.occupations().len() < all {
        let whole = format!(" cisopath import esco brings all {}.", grouped(all));
        text.push_str(&whole);
    }
    for (y, text) in (list.y..list.bottom()).zip(wrap(&text, usize::from(list.width))) {
        buf.set_string(list.x, y, text, scene.theme.dim);
    }
}

/// Whether no way can be offered yet: only the tracks are known without a start.
fn is_unknown(session: &Session) -> bool {
    !session.is_to_ciso() && session.profile().start_in(&session.catalog).is_none()
}

/// Whether the person is where they want to be.
fn is_there(session: &Session) -> bool {
    session.plan().is_some_and(|plan| plan.steps.is_empty())
}

/// Roles held before the present one, as the person named them.
fn earlier(session: &Session) -> Vec<OccupationIx> {
    let profile = session.profile();
    profile
        .roles_held
        .iter()
        .filter(|r| r.by_step.is_none() && Some(&r.occupation) != profile.start.as_ref())
        .filter_map(|r| session.catalog.occupation_by_uri(&r.occupation))
        .collect()
}
