//! Runs the planner. Only here do the screens meet the terminal, the clock and the file.

mod environment;
mod event;
mod event_loop;
mod record_file;
mod setup;
pub mod terminal;
mod terminal_input;
mod worker;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;

use self::event_loop::{EventLoop, draw, fit};
use crate::catalog::Catalog;
use crate::config::keys::KeyTable;
use crate::config::settings::Settings;
use crate::profile::Moment;
use crate::profile::store::{Store, StoreError};
use crate::ui::model::Access;
use crate::ui::model::theme::ThemeName;
use crate::ui::runtime::terminal::Screen;

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
    /// What went wrong before the screens open and ends nothing.
    pub notices: Vec<String>,
    /// Nothing may change, whatever the file allows.
    pub read_only: bool,
    /// The time.
    pub clock: Clock,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
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

/// Runs the planner until it is left.
///
/// # Errors
/// [`StoreError`] when the record is of a newer version or cannot be read, as an [`io::Error`] otherwise for the terminal.
pub fn run(options: Options) -> Result<(), RunError> {
    let (sender, events) = channel();
    let (mut event_loop, parts) = EventLoop::open(options, sender.clone());
    let mut app = event_loop.app(parts)?;
    // Before the terminal is taken: a change of size would be lost, and a stopped terminal would hold up a signal.
    terminal_input::start(sender, event_loop.backlog.clone())?;
    let mut screen = Screen::take(app.mouse())?;
    fit(&mut app)?;
    draw(&mut app, &mut screen)?;
    // What can wait is started after the first frame.
    if app.model.access == Access::Write {
        event_loop.begin_writing();
    }
    let indexes = app.model.indexes();
    if indexes.are_large() {
        std::thread::spawn(move || indexes.prepare());
    }
    let left = event_loop.serve(&mut app, &mut screen, &events);
    drop(screen);
    event_loop.rescue(&mut app);
    if let Some(mut worker) = event_loop.worker {
        // A terminal that is gone takes nothing with it that was typed.
        if !app.keep_drafts().is_empty() {
            worker.save(app.model.record().clone(), app.model.now);
        }
        worker.finish().map_err(RunError::Unsaved)?;
    }
    left
}
