//! A planner without a terminal: keys in, frames out. The same update and view as in the program.

use std::sync::Arc;

use cisopath::catalog::Catalog;
use cisopath::config::keys::{self, KeyTable};
use cisopath::profile::Moment;
use cisopath::profile::change::{self, PlanChange};
use cisopath::profile::history::Record;
use cisopath::ui::app::App;
use cisopath::ui::input::command::Command;
use cisopath::ui::input::keymap::Keymap;
use cisopath::ui::model::action::Action;
use cisopath::ui::model::effect::Effect;
use cisopath::ui::model::theme::{Theme, ThemeName};
use cisopath::ui::model::{Access, Model};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The moment of every test.
pub fn now() -> Moment {
    Moment {
        on: "2026-11-23".parse().unwrap(),
        at: "2026-11-23T10:00:00Z".parse().unwrap(),
    }
}

/// The embedded catalogue, loaded once.
pub fn catalog() -> Arc<Catalog> {
    static CATALOG: std::sync::OnceLock<Arc<Catalog>> = std::sync::OnceLock::new();
    CATALOG
        .get_or_init(|| Arc::new(Catalog::embedded().unwrap()))
        .clone()
}

/// A record of somebody who is `start` (an ESCO code) and was each of `before`.
pub fn record(start: &str, before: &[&str]) -> Record {
    let catalog = catalog();
    let find = |code: &str| catalog.occupation_by_code(code).unwrap();
    let mut record = Record::new(now());
    let change = PlanChange {
        start: Some(find(start)),
        before: Some(before.iter().map(|c| find(c)).collect()),
        ..PlanChange::default()
    };
    change::update_plan(&mut record, &catalog, change, now());
    record
}

/// A planner under test.
pub struct Planner {
    /// The planner.
    pub app: App,
    /// What it asked of the world, in order.
    pub effects: Vec<Effect>,
    /// Whether what is computed beside the screen is there with the next frame. In the program it takes a moment.
    pub runs_jobs: bool,
    size: (u16, u16),
}

impl Planner {
    /// A planner over a record at a size, dark theme.
    pub fn new(record: Record, size: (u16, u16)) -> Self {
        Self::over(catalog(), record, size)
    }

    /// The same with another catalogue.
    pub fn over(catalog: Arc<Catalog>, record: Record, size: (u16, u16)) -> Self {
        let theme = Theme::new(ThemeName::Dark, false);
        Self::build(catalog, record, size, theme, &keys::load(None).unwrap()).running_jobs()
    }

    /// The same in a theme.
    pub fn themed(record: Record, size: (u16, u16), theme: Theme) -> Self {
        Self::with_keys(record, size, theme, &keys::load(None).unwrap())
    }

    /// The same with other keys.
    pub fn with_keys(record: Record, size: (u16, u16), theme: Theme, keys: &KeyTable) -> Self {
        Self::build(catalog(), record, size, theme, keys).running_jobs()
    }

    fn running_jobs(mut self) -> Self {
        self.runs_jobs = true;
        self.draw();
        self
    }

    /// The same as it is with its first frame, before anything was computed beside it.
    pub fn without_jobs(record: Record, size: (u16, u16), theme: Theme) -> Self {
        Self::build(catalog(), record, size, theme, &keys::load(None).unwrap())
    }

    fn build(
        catalog: Arc<Catalog>,
        record: Record,
        size: (u16, u16),
        theme: Theme,
        keys: &KeyTable,
    ) -> Self {
        let model = Model::new(catalog, record, now(), Access::Write);
        let (keymap, problems) = Keymap::resolve(keys);
        assert!(problems.is_empty(), "{problems:?}");
        let mut planner = Self {
            app: App::new(model, theme, keymap, true),
            effects: Vec::new(),
            runs_jobs: false,
            size,
        };
        planner.app.resize(size.0, size.1);
        planner.draw();
        planner
    }

    /// Draws, has computed what is computed beside the screen, and draws again when something was.
    pub fn draw(&mut self) -> Buffer {
        let buf = self.frame();
        let job = if self.runs_jobs { self.app.job() } else { None };
        match job {
            Some(job) => {
                self.app.update(Action::JobResult(Box::new(job.run())));
                self.draw()
            }
            None => buf,
        }
    }

    /// One frame, and where clicks land in it, as the run loop does.
    fn frame(&mut self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        let hits = self.app.view(area, &mut buf);
        if self.app.drawn(hits) {
            buf.reset();
            let hits = self.app.view(area, &mut buf);
            self.app.drawn(hits);
        }
        buf
    }

    /// Another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.app.update(Action::Resize(columns, rows));
        self.draw();
    }

    /// Types keys: characters as they stand, special ones in angle brackets (`<Enter>`, `<C-r>`).
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let special = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            let event = match special {
                Some((name, after)) if !name.is_empty() => {
                    rest = after;
                    named(name)
                }
                _ => {
                    rest = &rest[c.len_utf8()..];
                    KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
                }
            };
            self.effects.extend(self.app.key(event));
            self.draw();
        }
        self
    }

    /// Does what keys do, without keys.
    pub fn command(&mut self, command: Command) -> &mut Self {
        self.effects.extend(self.app.update(command.into()));
        self.draw();
        self
    }

    /// The frame as lines of text.
    pub fn text(&mut self) -> String {
        let buf = self.draw();
        text_of(&buf)
    }

    /// The frame as text with a digest of all styles: a highlight that moves cannot pass unseen.
    pub fn snapshot(&mut self) -> String {
        let buf = self.draw();
        format!("{}\nstyles {:016x}", text_of(&buf), styles_of(&buf))
    }

    /// Whether a line of the frame contains `needle`.
    pub fn shows(&mut self, needle: &str) -> bool {
        self.text().contains(needle)
    }
}

/// The characters of a frame.
pub fn text_of(buf: &Buffer) -> String {
    let area = buf.area;
    (area.top()..area.bottom())
        .map(|y| {
            let line: String = (area.left()..area.right())
                .map(|x| buf[(x, y)].symbol())
                .collect();
            line.trim_end().to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// FNV-1a over the style of every cell.
fn styles_of(buf: &Buffer) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for cell in &buf.content {
        let style = format!("{:?}{:?}{:?}", cell.fg, cell.bg, cell.modifier);
        for byte in style.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

fn named(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    if let Some(letter) = name.strip_prefix("C-") {
        return KeyEvent::new(
            KeyCode::Char(letter.chars().next().unwrap()),
            KeyModifiers::CONTROL,
        );
    }
    plain(match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Space" => KeyCode::Char(' '),
        "BS" => KeyCode::Backspace,
        "Del" => KeyCode::Delete,
        "F1" => KeyCode::F(1),
        other => panic!("no key is called <{other}>"),
    })
}
