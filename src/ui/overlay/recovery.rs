//! What is offered when the record cannot be read, or changed outside while changes were not saved. The file is left as it
//! is until the person chooses.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::profile::store::{Backup, BackupSummary};
use crate::text::plural;
use crate::ui::input::command::Command;
use crate::ui::input::key_context::KeyContext;
use crate::ui::model::Model;
use crate::ui::model::action::Action;
use crate::ui::model::effect::Effect;
use crate::ui::model::hit_map::HitMap;
use crate::ui::model::outcome::Outcome;
use crate::ui::model::pane::Pane;
use crate::ui::model::theme::Theme;
use crate::ui::model::view_context::ViewContext;
use crate::ui::widget::cursor::{Cursor, Scroll, wheel_rows};
use crate::ui::widget::flow::{lines, scrolled};
use crate::ui::widget::hints::Hints;
use crate::ui::widget::list_view::ListView;
use crate::ui::widget::pane::window;
use crate::wording;

/// Columns of the overlay, frame included.
const WIDTH: u16 = 84;

/// How many unsaved changes are named.
const NAMED: usize = 5;

/// The ways out of a damaged record, or of one that changed outside.
#[derive(Debug)]
pub struct Recovery {
    question: Question,
    choices: Vec<Choice>,
    cursor: Cursor,
    /// Of the explanation.
    scroll: Scroll,
}

#[derive(Debug)]
enum Question {
    /// The record cannot be read.
    Damaged {
        problem: String,
        /// When the newest good version was kept, and what it holds.
        newest_good: Option<(Timestamp, Option<BackupSummary>)>,
    },
    /// It changed outside.
    Changed {
        /// The changes that are not saved.
        titles: Vec<String>,
        /// Why it can no longer be read, where it cannot.
        damage: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Restore,
    BeginAnew,
    LookAround,
    PutOnTop,
    ReadAgain,
    Later,
}

impl Recovery {
    /// What was wrong, and the newest version that can be read, if there is one.
    pub fn new(problem: String, newest_good: Option<&Backup>) -> Self {
        let mut choices = vec![Choice::BeginAnew, Choice::LookAround];
        if newest_good.is_some() {
            choices.insert(0, Choice::Restore);
        }
        let newest_good = newest_good.map(|backup| (backup.at, backup.holds));
        let question = Question::Damaged {
            problem,
            newest_good,
        };
        Self::asking(question, choices)
    }

    /// The same where nothing can be written: there is nothing to choose.
    #[must_use]
    pub fn without_choice(mut self) -> Self {
        self.choices = vec![Choice::LookAround];
        self
    }

    /// The file changed outside while the changes with these titles were not saved, and maybe it was damaged.
    pub fn changed(titles: Vec<String>, damage: Option<String>) -> Self {
        let mut choices = vec![Choice::PutOnTop, Choice::Later];
        if damage.is_none() {
            choices.insert(1, Choice::ReadAgain);
        }
        Self::asking(Question::Changed { titles, damage }, choices)
    }

    fn asking(question: Question, choices: Vec<Choice>) -> Self {
        Self {
            question,
            choices,
            cursor: Cursor::default(),
            scroll: Scroll::default(),
        }
    }

    pub fn update(&mut self, action: &Action, model: &mut Model) -> Outcome {
        let height = model.view.panes.height(Pane::Choices);
        let len = self.choices.len();
        match action {
            Action::Do(command) => match command {
                Command::Up | Command::PreviousTab => self.cursor.step(-1, len, height),
                Command::Down | Command::NextTab => self.cursor.step(1, len, height),
                Command::First => self.cursor.go(0, len, height),
                Command::Last => self.cursor.go(len, len, height),
                Command::PageUp => self.scroll(-4, model),
                Command::PageDown => self.scroll(4, model),
                Command::Open => return self.choose(),
                Command::Back => return Outcome::close(),
                command if command.is_global() => return Outcome::ignored(),
                // Nothing may change a record that was not read.
                _ => {}
            },
            Action::Point {
                pane: Pane::Choices,
                row,
            } => {
                if self.cursor.at == *row {
                    return self.choose();
                }
                self.cursor.go(*row, len, height);
            }
            Action::Wheel {
                pane: Pane::Overlay,
                down,
            } => self.scroll(wheel_rows(*down), model),
            Action::Wheel { .. } | Action::Point { .. } | Action::Type(_) => {}
            _ => return Outcome::ignored(),
        }
        Outcome::done()
    }

    fn choose(&self) -> Outcome {
        match self.choices.get(self.cursor.at) {
            Some(Choice::Restore) => Outcome::close_with(Effect::RestoreBackup),
            Some(Choice::BeginAnew) => Outcome::close_with(Effect::SetAside),
            Some(Choice::PutOnTop) => Outcome::close_with(Effect::PutOnTop),
            Some(Choice::ReadAgain) => Outcome::close_with(Effect::ReadAgain),
            Some(Choice::LookAround | Choice::Later) | None => Outcome::close(),
        }
    }

    fn is_unreadable(&self) -> bool {
        match &self.question {
            Question::Damaged { .. } => true,
            Question::Changed { damage, .. } => damage.is_some(),
        }
    }

    fn scroll(&mut self, by: isize, model: &Model) {
        let width = model.view.panes.width(Pane::Overlay);
        // Which colours the lines have does not change how many there are.
        let theme = Theme::new(crate::ui::model::theme::ThemeName::Mono, false);
        let len = self.text(width, &theme).len();
        self.scroll
            .by(by, len, model.view.panes.height(Pane::Overlay));
    }

    fn text(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        let paragraphs = match &self.question {
            Question::Damaged {
                problem,
                newest_good,
            } => vec![
                (
                    "Your record cannot be read. Nothing was changed: the file is where it was, as it was."
                        .to_owned(),
                    theme.text,
                ),
                (problem.clone(), theme.caution),
                (kept(newest_good.as_ref()), theme.text),
            ],
            Question::Changed { titles, damage } => {
                let what = match damage {
                    None => {
                        "Something else changed the file of your record. Both are still there: the file as it is \
                         now, and what you changed here."
                    }
                    Some(_) => {
                        "Something else changed the file of your record, and it cannot be read any more. Your \
                         record is still here as the screen shows it."
                    }
                };
                let mut paragraphs = vec![(what.to_owned(), theme.text)];
                paragraphs.extend(damage.clone().map(|damage| (damage, theme.caution)));
                paragraphs.extend((!titles.is_empty()).then(|| (named(titles), theme.caution)));
                paragraphs
            }
        };
        let mut out = Vec::new();
        for (text, style) in paragraphs {
            out.extend(lines(&Span::raw(""), &text, style, width));
            out.push(Line::default());
        }
        out
    }

    fn label(&self, choice: Choice, ctx: ViewContext<'_>) -> [String; 2] {
        match choice {
            Choice::Restore => {
                let zone = ctx.model.zone.clone();
                let at = match &self.question {
                    Question::Damaged { newest_good, .. } => newest_good.map(|(at, _)| at),
                    Question::Changed { .. } => None,
                };
                let when = at.map_or_else(String::new, |at| {
                    at.to_zoned(zone).strftime("%-d %B %Y, %H:%M").to_string()
                });
                let remark = if at.is_some_and(|at| at > ctx.model.now.at) {
                    wording::record::FROM_FUTURE
                } else {
                    "the damaged file is kept beside it"
                };
                [format!("Restore the version of {when}"), remark.to_owned()]
            }
            Choice::BeginAnew => [
                "Set the damaged file aside and begin anew".to_owned(),
                "it is renamed, not deleted".to_owned(),
            ],
            Choice::LookAround => [
                "Look around without changing anything".to_owned(),
                "decide later; the question comes back".to_owned(),
            ],
            Choice::PutOnTop if self.is_unreadable() => [
                "Set that file aside and save your record anew".to_owned(),
                "it is renamed, not deleted".to_owned(),
            ],
            Choice::PutOnTop => [
                "Put your changes on top of the file".to_owned(),
                "where both set the same, yours counts".to_owned(),
            ],
            Choice::ReadAgain => [
                "Read the file again".to_owned(),
                "your unsaved changes are dropped".to_owned(),
            ],
            Choice::Later => [
                "Decide later".to_owned(),
                "the question comes back with your next change".to_owned(),
            ],
        }
    }

    /// Draws the explanation and the choices.
    pub fn view(&self, ctx: ViewContext<'_>, area: Rect, buf: &mut Buffer) -> HitMap {
        let theme = ctx.theme;
        let width = WIDTH.min(area.width.saturating_sub(2));
        let text = self.text(usize::from(width.saturating_sub(4)), theme);
        let count = self.choices.len() as u16;
        let size = (width, text.len() as u16 + count + 4);
        let back = match self.question {
            Question::Damaged { .. } => "look around",
            Question::Changed { .. } => "decide later",
        };
        let keys = [
            (Command::Open, "choose"),
            (Command::Back, back),
            (Command::Quit, "quit"),
        ];
        let keys = Hints::new(KeyContext::Recovery, false, &keys);
        let (body, mut hits) = window(ctx, "Your record", "", size, keys, area, buf);
        let rows = [
            Constraint::Fill(1),
            Constraint::Length(count),
            Constraint::Length(1),
        ];
        let [prose, list, _] = Layout::vertical(rows).areas(body);
        hits.pane(Pane::Overlay, prose);
        scrolled(&text, self.scroll, prose, theme, buf);
        let view = ListView::new(theme, Pane::Choices, true);
        view.draw(
            self.cursor,
            self.choices.len(),
            list,
            buf,
            &mut hits,
            |at| {
                let [what, remark] = self.label(self.choices[at], ctx);
                let wide = crate::text::width(&what) + crate::text::width(&remark) + 3;
                let fits = wide <= usize::from(list.width);
                let remark = if fits { remark } else { String::new() };
                let left = Line::styled(format!("{} {what}", theme.signs.point), theme.text);
                (left, Line::styled(remark, theme.dim))
            },
        );
        hits
    }
}

/// What is said of the newest kept version.
fn kept(newest_good: Option<&(Timestamp, Option<BackupSummary>)>) -> String {
    match newest_good {
        Some((_, holds)) => format!(
            "Versions of your record are kept beside it, and the newest of them can be read: {}. The others: \
             cisopath backup list says what each holds, and backup restore NAME takes one.",
            wording::record::backup(holds.unwrap_or_default())
        ),
        None => "There is no kept version that can be read.".to_owned(),
    }
}

/// Unsaved changes in a sentence.
fn named(titles: &[String]) -> String {
    let count = plural(titles.len(), "change is", "changes are");
    let shown = titles.iter().take(NAMED).cloned().collect::<Vec<_>>();
    let more = if titles.len() > NAMED { ", …" } else { "" };
    format!("{count} not saved: {}{more}.", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::overlay::testing::{ask, model, sizes, text};

    fn backup() -> Backup {
        let at = "2026-11-20T14:02:00Z".parse().unwrap();
        Backup {
            name: "profile-1.json".into(),
            at,
            size: 10,
            good: true,
            holds: Some(BackupSummary {
                skills: 34,
                milestones: 2,
                steps: 1,
            }),
        }
    }

    #[test]
    fn the_newest_good_version_is_offered_with_its_date() {
        let model = model();
        let recovery = Recovery::new(
            "profile.json ends in the middle, line 3".into(),
            Some(&backup()),
        );
        let (shown, hits) = text(|s, a, b| recovery.view(s, a, b), &model, 80, 24);
        println!("{shown}");
        assert!(
            shown.contains("Restore the version of 20 November 2026, 14:02"),
            "{shown}"
        );
        assert!(shown.contains("34 skills marked, 2"), "{shown}");
        assert!(shown.contains("ends in the middle"), "{shown}");
        assert!(shown.contains("Nothing was changed"), "{shown}");
        let row = ask(&shown, &hits, "Set the damaged");
        assert_eq!(
            row,
            Some(Action::Point {
                pane: Pane::Choices,
                row: 1
            })
        );
        sizes(|s, a, b| recovery.view(s, a, b), &model);
    }

    #[test]
    fn each_choice_does_what_it_says() {
        let mut model = model();
        let mut recovery = Recovery::new("broken".into(), Some(&backup()));
        let mut open = |recovery: &mut Recovery| recovery.update(&Command::Open.into(), &mut model);
        assert_eq!(
            open(&mut recovery).follow_ups,
            [Effect::RestoreBackup.into()]
        );
        recovery.cursor.at = 1;
        assert_eq!(open(&mut recovery).follow_ups, [Effect::SetAside.into()]);
        recovery.cursor.at = 2;
        let around = open(&mut recovery);
        assert!(around.close && around.follow_ups.is_empty());
    }

    #[test]
    fn where_nothing_can_be_written_nothing_is_offered() {
        let mut model = model();
        let mut recovery = Recovery::new("broken".into(), Some(&backup())).without_choice();
        let (shown, _) = text(|s, a, b| recovery.view(s, a, b), &model, 80, 24);
        assert!(!shown.contains("Restore the version"), "{shown}");
        assert!(!shown.contains("begin anew"), "{shown}");
        let outcome = recovery.update(&Command::Open.into(), &mut model);
        assert!(outcome.close && outcome.follow_ups.is_empty());
    }

    #[test]
    fn without_a_good_version_nothing_is_promised() {
        let mut model = model();
        let mut recovery = Recovery::new("broken".into(), None);
        let (shown, _) = text(|s, a, b| recovery.view(s, a, b), &model, 60, 15);
        assert!(!shown.contains("Restore"), "{shown}");
        assert_eq!(
            recovery
                .update(&Command::Open.into(), &mut model)
                .follow_ups,
            [Effect::SetAside.into()]
        );
        assert!(recovery.update(&Command::Undo.into(), &mut model).handled);
    }

    #[test]
    fn a_change_outside_offers_both_sides() {
        let mut model = model();
        let titles = (1..=7).map(|n| format!("change {n}")).collect();
        let mut changed = Recovery::changed(titles, None);
        let (shown, _) = text(|s, a, b| changed.view(s, a, b), &model, 100, 24);
        assert!(
            shown.contains("7 changes are not saved: change 1, "),
            "{shown}"
        );
        assert!(shown.contains("change 5, …"), "{shown}");
        sizes(|s, a, b| changed.view(s, a, b), &model);
        for (at, then) in [
            (0, Some(Effect::PutOnTop.into())),
            (1, Some(Effect::ReadAgain.into())),
            (2, None),
        ] {
            changed.cursor.at = at;
            let outcome = changed.update(&Command::Open.into(), &mut model);
            assert!(outcome.close);
            assert_eq!(outcome.follow_ups, Vec::from_iter(then));
        }
        let back = changed.update(&Command::Back.into(), &mut model);
        assert!(
            back.close && back.follow_ups.is_empty(),
            "nothing is decided"
        );

        let recovery = Recovery::changed(Vec::new(), Some("it is empty".into()));
        let (shown, _) = text(|s, a, b| recovery.view(s, a, b), &model, 100, 24);
        assert!(shown.contains("it is empty"), "{shown}");
        assert!(shown.contains("Set that file aside"), "{shown}");
        assert!(!shown.contains("Read the file again"), "{shown}");
    }
}
