//! The run loop: waits for input, gives it to the planner, carries out effects, draws when something changed.
//!
//! It blocks while nothing happens. Only here do the screens meet the terminal, the clock and the file.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::event::{Event, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use super::action::{Action, Command};
use super::app::{App, MOUSE, THEME};
use super::effect::Effect;
use super::keymap::Keymap;
use super::overlay::damaged::Damaged;
use super::session::{Access, Reckoned, Session};
use super::terminal::Screen;
use super::theme::{Theme, ThemeName};
use super::worker::{Answer, Worker, sentence};
use crate::catalog::Catalog;
use crate::config::keys::KeyTable;
use crate::config::settings::Settings;
use crate::planning::hours::HoursTable;
use crate::planning::release;
use crate::profile::Moment;
use crate::profile::history::Record;
use crate::profile::store::{Lock, Store, StoreError};

/// How often a planner that does nothing looks whether its file changed. What is being typed into a form is kept then as
/// well.
const WATCH: Duration = Duration::from_secs(2);

/// How long nothing must happen before something is computed beside the screen: a frame is on its way to the terminal,
/// and a key that is held down comes again.
const QUIET: Duration = Duration::from_millis(15);

/// How long a planner waits for the lock before it opens read-only.
const LOCK: Duration = Duration::from_millis(300);

/// Why a planner is read-only when somebody else holds the lock.
const IN_USE: &str = "another cisopath has this record open";

/// Gives the present moment.
pub type Clock = Box<dyn Fn() -> Moment>;

/// What the planner is started with.
pub struct Options {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// Where the record lies.
    pub store: Store,
    /// The catalogue that was in use before, when this is the first start with another one.
    pub former: Option<Catalog>,
    /// The settings.
    pub settings: Settings,
    /// ASCII signs, whatever the settings say.
    pub ascii: bool,
    /// A theme, whatever the settings say.
    pub theme: Option<ThemeName>,
    /// The keys.
    pub keys: KeyTable,
    /// The time.
    pub clock: Clock,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
}

/// Something that happened outside.
#[derive(Debug)]
pub enum Input {
    /// A key.
    Key(KeyEvent),
    /// Pasted text.
    Paste(String),
    /// Left button pressed: column, row.
    Click(u16, u16),
    /// Wheel: column, row, towards the end.
    Wheel(u16, u16, bool),
    /// Another size: columns, rows.
    Resize(u16, u16),
    /// The window was given the keys: a good moment to look at the file.
    Focus,
    /// SIGTSTP arrived.
    Suspend,
    /// SIGCONT arrived: the planner was stopped and goes on.
    Resume,
    /// SIGTERM, SIGHUP or SIGINT arrived, or the terminal is gone.
    Terminate,
    /// A save ended.
    Saved(Answer),
    /// Something was computed beside the screen.
    Reckoned(Box<Reckoned>),
}

/// Runs the planner until it is left.
///
/// # Errors
/// [`StoreError`] when the record is of a newer version or cannot be read, as an [`io::Error`] otherwise for the terminal.
pub fn run(options: Options) -> Result<(), RunError> {
    let (sender, inputs) = channel();
    let mut world = World::open(options, sender.clone());
    let mut app = world.app()?;
    let mut screen = Screen::take(app.mouse())?;
    fit(&mut app)?;
    draw(&mut app, &mut screen)?;
    // Threads are started after the first frame: nothing can be lost, the terminal keeps what is typed.
    if app.session.access == Access::Write {
        world.begin_writing();
    }
    let indexes = app.session.indexes();
    if indexes.are_large() {
        std::thread::spawn(move || indexes.prepare());
    }
    watch_signals(&sender)?;
    read_input(sender);
    let left = world.serve(&mut app, &mut screen, &inputs);
    drop(screen);
    if let Some(mut worker) = world.worker {
        // A terminal that is gone takes nothing with it that was typed.
        if !app.keep_drafts().is_empty() {
            worker.save(app.session.record().clone(), app.session.now);
        }
        worker.finish().map_err(RunError::Unsaved)?;
    }
    left
}

/// Tells the planner how large the terminal is.
fn fit(app: &mut App) -> io::Result<()> {
    let (columns, rows) = crossterm::terminal::size()?;
    app.resize(columns, rows);
    Ok(())
}

/// Draws a frame, and a second one where the first found that lines are broken elsewhere now.
fn draw(app: &mut App, screen: &mut Screen) -> io::Result<()> {
    let hits = screen.draw(app)?;
    if app.drawn(hits) {
        let hits = screen.draw(app)?;
        app.drawn(hits);
    }
    Ok(())
}

/// Why the planner could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The record.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The last change is not in the file.
    #[error("the last change could not be saved: {0}")]
    Unsaved(String),
    /// The terminal.
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}

/// File, lock and time.
struct World {
    store: Store,
    /// Held without a worker while the record is damaged.
    lock: Option<Lock>,
    /// Why there is no lock.
    refused: Option<String>,
    worker: Option<Worker>,
    /// Whether something is being computed beside the screen. A panic there ends the program, as everywhere: release builds
    /// abort. Where panics unwind, in tests, nothing more would be computed.
    reckoning: bool,
    answers: Sender<Input>,
    /// Whether the planner stopped itself and took the terminal again: that it goes on is still to be heard, once.
    expects_resume: bool,
    clock: Clock,
    /// What the planner is made of, until it is made.
    parts: Option<Parts>,
}

struct Parts {
    catalog: Arc<Catalog>,
    former: Option<Catalog>,
    theme: Theme,
    /// Whether an argument or the settings say which; else the record does, or the environment.
    theme_is_set: bool,
    keymap: Keymap,
    problems: Vec<String>,
    mouse: bool,
    zone: jiff::tz::TimeZone,
    hours: HoursTable,
}

impl World {
    fn open(options: Options, answers: Sender<Input>) -> Self {
        let Options {
            catalog,
            former,
            store,
            settings,
            ascii,
            theme,
            keys,
            clock,
            zone,
        } = options;
        let (keymap, problems) = Keymap::resolve(&keys);
        let said = theme.or_else(|| ThemeName::from_word(&settings.theme));
        let theme = Theme::new(said.unwrap_or_default(), ascii || settings.ascii);
        let parts = Parts {
            catalog,
            former,
            theme,
            theme_is_set: said.is_some(),
            keymap,
            problems,
            mouse: settings.mouse,
            hours: settings.hours,
            zone,
        };
        // A command may hold the lock for a moment; another planner holds it for long. What cannot be written can be read.
        let (lock, refused) = match store.lock(LOCK) {
            Ok(lock) => (Some(lock), None),
            Err(StoreError::Locked { .. }) => (None, Some(IN_USE.to_owned())),
            Err(error) => (None, Some(sentence(&error))),
        };
        let parts = Some(parts);
        Self {
            store,
            lock,
            refused,
            worker: None,
            reckoning: false,
            answers,
            expects_resume: false,
            clock,
            parts,
        }
    }

    /// Reads the record and makes the planner.
    fn app(&mut self) -> Result<App, RunError> {
        let now = (self.clock)();
        let (record, damage) = match self.store.read() {
            Ok(record) => (record.unwrap_or_else(|| Record::new(now)), None),
            Err(error @ StoreError::Damaged { .. }) => (Record::new(now), Some(sentence(&error))),
            Err(error) => return Err(error.into()),
        };
        let access = if let Some(why) = &self.refused {
            Access::ReadOnly(why.clone())
        } else if damage.is_some() {
            Access::ReadOnly("the record is damaged".to_owned())
        } else {
            Access::Write
        };
        let Some(parts) = self.parts.take() else {
            return Err(io::Error::other("the planner was made already").into());
        };
        let mut session = Session::new(parts.catalog, record, now, access);
        session.zone = parts.zone;
        session.hours = parts.hours;
        let kept = &session.profile().settings;
        let mouse = parts.mouse && kept.get(MOUSE) != Some(&false.into());
        let mut theme = parts.theme;
        let is_set = parts.theme_is_set || no_colours();
        if !parts.theme_is_set {
            let kept = kept.get(THEME).and_then(|word| word.as_str());
            let kept = kept.filter(|_| !is_set).and_then(ThemeName::from_word);
            theme = Theme::new(kept.unwrap_or_else(guessed), theme.signs.ascii);
        }
        let mut app = App::new(session, theme, parts.keymap, mouse);
        app.theme_is_set = is_set;
        if let Some(former) = parts.former {
            let said = release::sentence(&former, &app.session.catalog, app.session.profile());
            app.say(said);
        }
        for problem in parts.problems {
            app.say(problem);
        }
        if let Some(damage) = damage {
            let backups = self.store.backups().unwrap_or_default();
            app.push(Damaged::new(damage, backups.iter().find(|b| b.good)));
        } else if let Some(why) = &self.refused {
            app.say(format!("Read-only: {why}"));
        }
        Ok(app)
    }

    /// From now on the worker has the lock and saves.
    fn begin_writing(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.worker = Some(Worker::start(
                self.store.clone(),
                lock,
                self.answers.clone(),
            ));
        }
    }

    fn serve(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        inputs: &Receiver<Input>,
    ) -> Result<(), RunError> {
        loop {
            let owes = !self.reckoning && app.session.owes();
            let first = match inputs.recv_timeout(if owes { QUIET } else { WATCH }) {
                Ok(input) => input,
                Err(RecvTimeoutError::Timeout) if owes => {
                    self.reckon(app);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    for effect in app.keep_drafts() {
                        self.carry_out(app, screen, &effect)?;
                    }
                    if !self.changed() {
                        continue;
                    }
                    Input::Focus
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            app.at((self.clock)());
            // What is waiting already (a pasted word, a wheel) is answered with one frame.
            let mut waiting = Some(first);
            while let Some(input) = waiting {
                if self.handle(app, screen, input)? {
                    return Ok(());
                }
                waiting = inputs.try_recv().ok();
            }
            draw(app, screen)?;
        }
    }

    /// Has computed what takes longer than a frame, one thing at a time: the answer comes as an input.
    fn reckon(&mut self, app: &mut App) {
        if let Some(job) = app.job() {
            self.reckoning = true;
            let answers = self.answers.clone();
            std::thread::spawn(move || {
                // Nobody listens any more when the planner is being left.
                drop(answers.send(Input::Reckoned(Box::new(job.run()))));
            });
        }
    }

    /// Whether somebody else changed the file. While a save of ours is under way that cannot be told.
    fn changed(&self) -> bool {
        !self.worker.as_ref().is_some_and(Worker::is_busy) && self.store.has_changed()
    }

    /// Gives one input to the planner; true when it is to be left.
    fn handle(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        input: Input,
    ) -> Result<bool, RunError> {
        let effects = match input {
            Input::Key(event) => app.key(event),
            Input::Paste(text) => app.paste(&text),
            Input::Click(column, row) => app.click(column, row),
            Input::Wheel(column, row, down) => app.wheel(column, row, down),
            Input::Resize(columns, rows) => {
                // Also where the size is what it was: between two frames it may have gone and come back.
                screen.clear();
                app.update(Action::Resize(columns, rows))
            }
            Input::Focus if self.changed() => app.update(Action::FileChanged),
            Input::Focus => Vec::new(),
            Input::Suspend => app.update(Command::Suspend.into()),
            Input::Resume => {
                if !std::mem::take(&mut self.expects_resume) {
                    screen.resume(app.mouse())?;
                    fit(app)?;
                }
                Vec::new()
            }
            Input::Terminate => app.update(Action::Leave),
            Input::Reckoned(answer) => {
                self.reckoning = false;
                app.update(Action::Reckoned(answer))
            }
            Input::Saved((number, outcome)) => {
                if let Some(worker) = &mut self.worker {
                    worker.answered(number);
                }
                app.update(Action::Saved(outcome))
            }
        };
        for effect in effects {
            if self.carry_out(app, screen, &effect)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn carry_out(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        effect: &Effect,
    ) -> Result<bool, RunError> {
        match effect {
            Effect::Save => {
                if let Some(worker) = &mut self.worker {
                    worker.save(app.session.record().clone(), app.session.now);
                }
            }
            Effect::Quit => return Ok(true),
            Effect::Suspend => {
                self.expects_resume = screen.suspend(app.mouse())?;
                if !self.expects_resume {
                    app.say("There is no shell here to suspend to");
                }
                fit(app)?;
            }
            Effect::Redraw => screen.clear(),
            Effect::Mouse(on) => screen.mouse(*on)?,
            Effect::Reload => self.reload(app),
            Effect::RestoreBackup => {
                let now = app.session.now;
                let restored = match &self.lock {
                    Some(lock) => self.store.restore(lock, None, now).map(|b| b.name),
                    None => return Ok(false),
                };
                self.repaired(app, restored.map(|name| format!("Restored {name}")));
            }
            Effect::SetAside => {
                let now = app.session.now;
                let aside = match &self.lock {
                    Some(lock) => self.store.set_aside(lock, now),
                    None => return Ok(false),
                };
                let said = aside.map(|p| format!("The damaged file is kept as {}", p.display()));
                self.repaired(app, said);
            }
        }
        Ok(false)
    }

    /// After a way out of a damaged record was taken: read it and go on writing, or say what went wrong.
    fn repaired(&mut self, app: &mut App, outcome: Result<String, StoreError>) {
        let read = outcome.and_then(|said| Ok((said, self.store.read()?)));
        match read {
            Ok((said, record)) => {
                let what_if = app.reload(record.unwrap_or_else(|| Record::new(app.session.now)));
                app.session.access = Access::Write;
                self.begin_writing();
                app.ask_where();
                app.say(format!("{said}{what_if}"));
            }
            Err(error) => app.say(sentence(&error)),
        }
    }

    /// Somebody else changed the file. What is not saved yet is not given up for it.
    fn reload(&mut self, app: &mut App) {
        if app.session.unsaved.is_some() {
            app.say("The record changed outside; yours stays on screen and is not saved");
            return;
        }
        match self.store.read() {
            Ok(Some(record)) => {
                let what_if = app.reload(record);
                app.say(format!(
                    "The record changed outside and was read again{what_if}"
                ));
            }
            Ok(None) => {}
            Err(error) => app.say(sentence(&error)),
        }
    }
}

fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// Whether the environment asks for no colours.
fn no_colours() -> bool {
    set("NO_COLOR").is_some()
}

/// The theme that fits what the environment says of the terminal.
fn guessed() -> ThemeName {
    if no_colours() {
        return ThemeName::Mono;
    }
    // rxvt, Konsole and others say "foreground;background"; 7 and 15 are the light ones.
    match set("COLORFGBG").and_then(|v| v.rsplit(';').next()?.parse::<u8>().ok()) {
        Some(7 | 9..=15) => ThemeName::Light,
        _ => ThemeName::Dark,
    }
}

/// Reads the terminal on a thread of its own, so that the loop can wait for everything at once.
fn read_input(inputs: Sender<Input>) {
    std::thread::spawn(move || {
        loop {
            let input = match crossterm::event::read() {
                Ok(Event::Key(event)) if event.kind != KeyEventKind::Release => Input::Key(event),
                Ok(Event::Paste(text)) => Input::Paste(text),
                Ok(Event::Resize(columns, rows)) => Input::Resize(columns, rows),
                Ok(Event::FocusGained) => Input::Focus,
                Ok(Event::Mouse(mouse)) => match mouse.kind {
                    MouseEventKind::Down(MouseButton::Left) => {
                        Input::Click(mouse.column, mouse.row)
                    }
                    MouseEventKind::ScrollDown => Input::Wheel(mouse.column, mouse.row, true),
                    MouseEventKind::ScrollUp => Input::Wheel(mouse.column, mouse.row, false),
                    _ => continue,
                },
                Ok(_) => continue,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => Input::Terminate,
            };
            let last = matches!(input, Input::Terminate);
            if inputs.send(input).is_err() || last {
                return;
            }
        }
    });
}

/// SIGTERM and SIGHUP leave the planner in good order; SIGTSTP suspends it as Ctrl-Z does; SIGCONT draws it anew.
#[cfg(unix)]
fn watch_signals(inputs: &Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let watched = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT];
    let mut signals = signal_hook::iterator::Signals::new(watched)?;
    let inputs = inputs.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGTSTP => Input::Suspend,
                SIGCONT => Input::Resume,
                _ => Input::Terminate,
            };
            if inputs.send(input).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: &Sender<Input>) -> io::Result<()> {
    Ok(())
}
