//! What the tests of the screens with a browser share: a planner without terminal, driven by keys, read as text.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::catalog::{Catalog, OccupationIx};
use crate::config::keys;
use crate::profile::Moment;
use crate::profile::change::PlanChange;
use crate::profile::history::Record;
use crate::ui::app::App;
use crate::ui::input::keymap::Keymap;
use crate::ui::model::action::Action;
use crate::ui::model::theme::{Theme, ThemeName};
use crate::ui::model::{Access, Model};

/// A planner on a screen of a fixed size.
pub(crate) struct Bench {
    pub(crate) app: App,
    size: (u16, u16),
}

/// A fixed moment.
pub(crate) fn moment() -> Moment {
    Moment {
        on: "2026-11-23".parse().unwrap(),
        at: "2026-11-23T10:00:00Z".parse().unwrap(),
    }
}

/// The embedded catalogue, loaded once.
pub(crate) fn catalog() -> Arc<Catalog> {
    static CATALOG: std::sync::OnceLock<Arc<Catalog>> = std::sync::OnceLock::new();
    CATALOG
        .get_or_init(|| Arc::new(Catalog::embedded().unwrap()))
        .clone()
}

impl Bench {
    /// An IT auditor who was a corporate risk manager before and wants to become CISO.
    pub(crate) fn auditor(columns: u16, rows: u16) -> Self {
        let catalog = catalog();
        let code = |code: &str| catalog.occupation_by_code(code).unwrap();
        Self::with(columns, rows, Some(code("2511.18")), &[code("2412.3")])
    }

    /// Somebody who has said nothing yet.
    pub(crate) fn nobody(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, None, &[])
    }

    fn with(columns: u16, rows: u16, start: Option<OccupationIx>, before: &[OccupationIx]) -> Self {
        let record = Record::new(moment());
        let mut model = Model::new(catalog(), record, moment(), Access::Write);
        if start.is_some() {
            let before = Some(before.to_vec());
            model.begin(PlanChange {
                start,
                before,
                ..PlanChange::default()
            });
            model.take_said();
        }
        let (keymap, _) = Keymap::resolve(&keys::load(None).unwrap());
        let app = App::new(model, Theme::new(ThemeName::Dark, false), keymap, true);
        let mut bench = Self {
            app,
            size: (columns, rows),
        };
        bench.app.resize(columns, rows);
        bench.draw();
        if start.is_none() {
            bench.keys("esc");
        }
        bench
    }

    /// Draws, and lets the planner know of it as the run loop does.
    pub(crate) fn draw(&mut self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        let hits = self.app.view(area, &mut buf);
        self.app.drawn(hits);
        buf
    }

    /// Presses keys by name, with spaces between them.
    pub(crate) fn keys(&mut self, names: &str) {
        for name in names.split_whitespace() {
            let (code, modifiers) = match name {
                "up" => (KeyCode::Up, KeyModifiers::NONE),
                "down" => (KeyCode::Down, KeyModifiers::NONE),
                "left" => (KeyCode::Left, KeyModifiers::NONE),
                "right" => (KeyCode::Right, KeyModifiers::NONE),
                "home" => (KeyCode::Home, KeyModifiers::NONE),
                "end" => (KeyCode::End, KeyModifiers::NONE),
                "pgup" => (KeyCode::PageUp, KeyModifiers::NONE),
                "pgdn" => (KeyCode::PageDown, KeyModifiers::NONE),
                "enter" => (KeyCode::Enter, KeyModifiers::NONE),
                "esc" => (KeyCode::Esc, KeyModifiers::NONE),
                "backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
                "space" => (KeyCode::Char(' '), KeyModifiers::NONE),
                one => (
                    KeyCode::Char(one.chars().next().unwrap()),
                    KeyModifiers::NONE,
                ),
            };
            self.app.key(KeyEvent::new(code, modifiers));
            self.draw();
        }
    }

    /// Types text letter by letter.
    pub(crate) fn types(&mut self, text: &str) {
        for c in text.chars() {
            self.app
                .key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            self.draw();
        }
    }

    /// Lets an action happen.
    pub(crate) fn act(&mut self, action: impl Into<Action>) {
        self.app.update(action.into());
        self.draw();
    }

    /// Clicks where `text` stands on the screen.
    pub(crate) fn click(&mut self, text: &str) {
        let lines = self.lines();
        let (row, line) = lines
            .iter()
            .enumerate()
            .find(|(_, l)| l.contains(text))
            .unwrap();
        let at = line.find(text).unwrap();
        let column = line.get(..at).unwrap().chars().count() + 1;
        self.app.click(column as u16, row as u16);
        self.draw();
    }

    /// The screen as text.
    pub(crate) fn lines(&mut self) -> Vec<String> {
        let buf = self.draw();
        let row = |y| {
            (0..self.size.0)
                .map(|x| buf[(x, y)].symbol().to_owned())
                .collect::<String>()
        };
        (0..self.size.1).map(row).collect()
    }

    /// What stands under the cursor of the pane that has the keys.
    pub(crate) fn selected(&mut self) -> String {
        let buf = self.draw();
        let reversed = |x: u16, y: u16| buf[(x, y)].modifier.contains(Modifier::REVERSED);
        for y in 1..self.size.1 {
            let row: String = (0..self.size.0)
                .filter(|x| reversed(*x, y))
                .map(|x| buf[(x, y)].symbol())
                .collect();
            if !row.is_empty() {
                return row.trim().to_owned();
            }
        }
        String::new()
    }

    /// The rows of the list on a narrow screen, without frame and scroll bar.
    pub(crate) fn rows(&mut self) -> Vec<String> {
        let body = self.size.1 as usize - 2;
        let lines = self.lines().into_iter().take(body).skip(5);
        lines
            .map(|l| l.trim_matches(['│', '┃', ' ']).to_owned())
            .collect()
    }

    /// The screen in one string.
    pub(crate) fn text(&mut self) -> String {
        self.lines().join("\n")
    }

    /// Panics with the whole screen unless it shows `text`.
    pub(crate) fn shows(&mut self, text: &str) {
        let screen = self.text();
        assert!(
            screen.contains(text),
            "\"{text}\" is not on the screen:\n{screen}"
        );
    }

    /// Panics with the whole screen if it shows `text`.
    pub(crate) fn hides(&mut self, text: &str) {
        let screen = self.text();
        assert!(
            !screen.contains(text),
            "\"{text}\" is on the screen:\n{screen}"
        );
    }
}

/// Any keys, clicks and wheel turns at any size: nothing may panic, and no overlay may stay behind for ever.
pub(crate) fn survives(tab: &str) {
    let keys = [
        "enter", "down", "down", "right", "pgdn", "space", "d", "end", "enter", "left", "esc", "/",
        "a", "u", "down", "f", "space", "esc", "esc", "home", "up", "pgup", "e", "esc", "esc",
        "left", "left", "G", "u",
    ];
    for (columns, rows) in [
        (1, 1),
        (60, 15),
        (61, 16),
        (80, 24),
        (99, 20),
        (100, 15),
        (137, 41),
        (200, 60),
    ] {
        let mut bench = Bench::auditor(columns, rows);
        bench.keys(tab);
        for (at, key) in keys.iter().enumerate() {
            bench.keys(key);
            let at = at as u16 * 7;
            bench.app.click(at % columns, at % rows);
            bench
                .app
                .wheel(at % columns, at % rows, at.is_multiple_of(2));
            bench.draw();
        }
    }
    // Sizes that the planner refuses, straight at the screens: a split terminal may ask for any of them.
    let mut bench = Bench::auditor(200, 60);
    bench.keys(tab);
    for columns in 1..110 {
        for rows in 1..20 {
            bench.size = (columns, rows);
            bench.draw();
        }
    }
}
