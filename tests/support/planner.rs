//! A planner without a terminal: keys in, frames out. The same update and view as in the program.

use std::path::Path;
use std::sync::Arc;

use cisopath::catalog::Catalog;
use cisopath::config::keys::{self, KeyTable};
use cisopath::market::MarketStore;
use cisopath::profile::change::{self, PlanChange};
use cisopath::profile::history::Record;
use cisopath::profile::{Moment, Profile};
use cisopath::ui::app::App;
use cisopath::ui::input::keymap::Keymap;
use cisopath::ui::model::action::Action;
use cisopath::ui::model::effect::Effect;
use cisopath::ui::model::theme::{Theme, ThemeName};
use cisopath::ui::model::{Access, Model};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

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
        before: Some(before.iter().map(|c| find(c).into()).collect()),
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
    /// The folder in which adverts are kept, once there are some.
    market: Option<tempfile::TempDir>,
    size: (u16, u16),
}

impl Planner {
    /// The planner of an IT auditor.
    pub fn auditor(size: (u16, u16)) -> Self {
        Self::new(record("2511.18", &[]), size)
    }

    /// The planner of somebody who has said nothing yet: it asks where they are.
    pub fn nobody(size: (u16, u16)) -> Self {
        Self::new(Record::new(now()), size)
    }

    /// A planner over a record at a size, dark theme.
    pub fn new(record: Record, size: (u16, u16)) -> Self {
        Self::over(catalog(), record, size)
    }

    /// The same with another catalogue.
    pub fn over(catalog: Arc<Catalog>, record: Record, size: (u16, u16)) -> Self {
        let theme = Theme::new(ThemeName::Dark, false);
        Self::build(catalog, record, size, theme, &keys::load(None).unwrap()).running_jobs()
    }

    /// The planner of an IT auditor on a terminal without colours and box drawing.
    pub fn ascii(size: (u16, u16)) -> Self {
        let theme = Theme::new(ThemeName::Mono, true);
        Self::themed(record("2511.18", &[]), size, theme)
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
            market: None,
            size,
        };
        let path = Path::new("/home/you/.local/share/cisopath/adverts.json");
        planner.app.model.market.set_path(path);
        planner.app.resize(size.0, size.1);
        planner.draw();
        planner
    }

    /// Makes the record one that cannot be written, because `reason`.
    pub fn forbid_writing(&mut self, reason: &str) {
        let access = Access::ReadOnly(reason.to_owned());
        self.app.model.set_access(access);
    }

    /// What the record says of the person, as it is tried or as it is.
    pub fn profile(&self) -> &Profile {
        self.app.model.profile()
    }

    /// Draws, has computed what is computed beside the screen, and draws again when something was.
    pub fn draw(&mut self) -> Buffer {
        let buf = self.frame();
        if self.work_on_market() {
            return self.draw();
        }
        let job = if self.runs_jobs { self.app.job() } else { None };
        match job {
            Some(job) => {
                self.app.update(Action::JobResult(Box::new(job.run())));
                self.draw()
            }
            None => buf,
        }
    }

    /// Carries out what is asked of the adverts; tells whether something was.
    fn work_on_market(&mut self) -> bool {
        let folder = || tempfile::tempdir().unwrap();
        if let Some(job) = self.app.model.market.take_job() {
            let answer = job.run(&store(self.market.get_or_insert_with(folder)));
            self.app.update(Action::MarketAnswer(Box::new(answer)));
            return true;
        }
        let folder = self.market.as_ref().filter(|_| self.runs_jobs);
        let job = folder.and_then(|_| self.app.model.reading_job(None));
        if let (Some(folder), Some(job)) = (folder, job) {
            let read = job.run(&store(folder));
            self.app.update(Action::AdvertRead(Box::new(read)));
            return true;
        }
        false
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.effects.extend(self.app.paste(text));
        self.draw();
        self
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
    pub fn act(&mut self, action: impl Into<Action>) -> &mut Self {
        self.effects.extend(self.app.update(action.into()));
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
    pub fn has(&mut self, needle: &str) -> bool {
        self.text().contains(needle)
    }

    /// Panics with the frame unless a line of it contains `needle`.
    #[track_caller]
    pub fn shows(&mut self, needle: &str) {
        let text = self.text();
        assert!(text.contains(needle), "no {needle:?} in\n{text}");
    }

    /// Panics with the frame if a line of it contains `needle`.
    #[track_caller]
    pub fn hides(&mut self, needle: &str) {
        let text = self.text();
        assert!(!text.contains(needle), "{needle:?} in\n{text}");
    }

    /// Clicks the first letter of `word` in the last line that has it.
    #[track_caller]
    pub fn click(&mut self, word: &str) {
        let text = self.text();
        let (row, line) = (text.lines().enumerate())
            .filter(|(_, line)| line.contains(word))
            .last()
            .unwrap_or_else(|| panic!("no {word:?} in\n{text}"));
        let (before, _) = line.split_once(word).unwrap();
        self.app.click(before.chars().count() as u16, row as u16);
        self.draw();
    }

    /// The text of the row under the cursor: reversed from edge to edge of its pane.
    #[track_caller]
    pub fn selected(&mut self) -> String {
        let buf = self.draw();
        let reversed = |y: u16| {
            let cells = (0..buf.area.width).map(move |x| (x, y));
            cells.filter(|at| buf[*at].modifier.contains(Modifier::REVERSED))
        };
        // The tab in the first row is reversed as well.
        let row = (1..buf.area.height).find(|y| reversed(*y).count() > 12);
        let row = row.unwrap_or_else(|| panic!("no row is selected in\n{}", text_of(&buf)));
        let text: String = reversed(row).map(|at| buf[at].symbol()).collect();
        text.trim().to_owned()
    }

    /// Panics with the frame unless the row under the cursor begins with `start`.
    #[track_caller]
    pub fn is_on(&mut self, start: &str) {
        let selected = self.selected();
        assert!(selected.starts_with(start), "{selected}\n{}", self.text());
    }

    /// The rows of the list of roles or skills where it has the screen for itself.
    pub fn rows(&mut self) -> Vec<String> {
        let text = self.text();
        let rows = text.lines().skip(5).take(usize::from(self.size.1) - 7);
        rows.map(|row| row.trim_matches(['│', '┃', ' ']).to_owned())
            .collect()
    }
}

fn store(folder: &tempfile::TempDir) -> MarketStore {
    MarketStore::beside(&folder.path().join("profile.json"))
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
