//! Runs the planner. Only here do the screens meet the terminal, the clock and the file.

mod environment;
mod event;
mod event_loop;
mod market_files;
mod market_worker;
mod options;
mod record_file;
mod setup;
pub mod terminal;
mod terminal_input;
mod worker;

use std::sync::Arc;
use std::sync::mpsc::channel;

use self::event_loop::{EventLoop, draw, fit};
pub use self::options::{Options, RunError};
use self::terminal::Screen;
use crate::planning::closeness;
use crate::ui::model::Access;

/// Runs the planner until it is left.
///
/// # Errors
/// When the record cannot be read or the last change cannot be saved, and when the terminal cannot be used.
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
    if *app.model.access() == Access::Write {
        event_loop.begin_writing();
    }
    event_loop.read_market(&app);
    let indexes = app.model.indexes();
    if indexes.are_large() {
        app.model.search_in_background();
        let catalog = Arc::clone(&app.model.catalog);
        std::thread::spawn(move || {
            indexes.prepare();
            closeness::prepare(&catalog);
        });
    }
    let left = event_loop.serve(&mut app, &mut screen, &events);
    drop(screen);
    event_loop.rescue(&mut app);
    let market = event_loop.finish_market(&mut app);
    if let Some(mut worker) = event_loop.worker {
        // A terminal that is gone takes nothing with it that was typed.
        if !app.keep_drafts().is_empty() {
            worker.save(app.model.record().clone(), app.model.now);
        }
        worker.finish().map_err(RunError::Unsaved)?;
    }
    market?;
    left
}
