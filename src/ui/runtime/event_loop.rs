//! The event loop: waits for input, gives it to the planner, carries out effects, draws when something changed.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::options::{Clock, RunError};
use crate::market::MarketStore;
use crate::profile::store::{FileStamp, Lock, Store};
use crate::ui::app::App;
use crate::ui::input::Input;
use crate::ui::input::command::Command;
use crate::ui::input::edit_command::EditCommand;
use crate::ui::model::action::Action;
use crate::ui::model::effect::Effect;
use crate::ui::model::market::ReadingJob;
use crate::ui::runtime::event::Event;
use crate::ui::runtime::market_worker::MarketWorker;
use crate::ui::runtime::terminal::{self, Screen};
use crate::ui::runtime::terminal_input::Backlog;
use crate::ui::runtime::worker::Worker;

/// How often a planner that does nothing looks whether its file changed. What is being typed into a form is kept then
/// as well.
const WATCH: Duration = Duration::from_secs(2);

/// How long nothing must happen before a background job starts: a frame is on its way to the terminal, and a key that
/// is held down comes again.
const QUIET: Duration = Duration::from_millis(15);

/// The loop with what it holds: the file, its lock and the clock.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, none excludes another"
)]
pub(super) struct EventLoop {
    pub(super) store: Store,
    /// Held without a worker while the record is damaged.
    pub(super) lock: Option<Lock>,
    /// Why there is no lock.
    pub(super) refused: Option<String>,
    /// The state of the file that was reported last.
    pub(super) reported: Option<FileStamp>,
    /// Whether the planner is left because of a signal or a terminal that is gone.
    pub(super) terminated: bool,
    pub(super) worker: Option<Worker>,
    /// Whether a background job runs. A panic there ends the program, as everywhere: release builds abort. Where panics
    /// unwind, in tests, no further job would run.
    pub(super) job_running: bool,
    /// Whether a search runs in the background.
    pub(super) search_running: bool,
    /// Whether an advert is being read in the background.
    pub(super) reading_running: bool,
    /// To the thread that reads adverts, started by the first one.
    pub(super) readings: Option<Sender<ReadingJob>>,
    pub(super) market: MarketStore,
    /// Started by the first job with the files of the adverts.
    pub(super) market_worker: Option<MarketWorker>,
    pub(super) answers: Sender<Event>,
    /// What has arrived and waits for its turn.
    pub(super) pending: VecDeque<Event>,
    pub(super) backlog: Backlog,
    /// Whether the planner stopped itself and has taken the terminal again already: the next `Resume` is ignored.
    pub(super) expects_resume: bool,
    pub(super) clock: Clock,
}

impl EventLoop {
    pub(super) fn serve(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        events: &Receiver<Event>,
    ) -> Result<(), RunError> {
        loop {
            if self.pending.is_empty() && !self.wait(app, screen, events)? {
                return Ok(());
            }
            self.collect(events);
            app.set_now((self.clock)());
            // What waits when a turn begins (a pasted word, a wheel) is answered with one frame. What arrives
            // meanwhile waits for the next turn, so that input without end is drawn as well; only an end comes first.
            let mut due = self.pending.len();
            while due > 0
                && let Some(event) = self.pending.pop_front()
            {
                let waited = self.pending.len();
                if self.handle(app, screen, event)? {
                    return Ok(());
                }
                due = due.saturating_sub(1 + waited - self.pending.len());
                self.collect(events);
            }
            self.search(app);
            self.work_on_market(app);
            draw(app, screen)?;
        }
    }

    /// Starts the search that waits, one at a time: what is asked meanwhile waits for its end.
    fn search(&mut self, app: &mut App) {
        if self.search_running {
            return;
        }
        if let Some(job) = app.model.search_job() {
            self.search_running = true;
            self.compute(|| Action::SearchResult(Box::new(job.run())));
        }
    }

    /// Waits until something happens, and does meanwhile what can wait. False when no sender is left.
    fn wait(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        events: &Receiver<Event>,
    ) -> Result<bool, RunError> {
        loop {
            let has_pending_job = !self.job_running && app.model.has_pending_job();
            match events.recv_timeout(if has_pending_job { QUIET } else { WATCH }) {
                Ok(event) => {
                    self.pending.push_back(event);
                    return Ok(true);
                }
                Err(RecvTimeoutError::Timeout) if has_pending_job => self.start_job(app),
                Err(RecvTimeoutError::Timeout) => {
                    for effect in app.keep_drafts() {
                        self.carry_out(app, screen, &effect)?;
                    }
                    app.set_now((self.clock)());
                    if self.take_over(app) {
                        return Ok(true);
                    }
                    if self.market_has_changed() {
                        self.read_changed_market(app);
                    }
                    if self.changed() {
                        self.pending.push_back(Event::FileChanged);
                        return Ok(true);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        }
    }

    /// Takes what has arrived. A signal to end, or the end of the terminal, goes before all keys.
    fn collect(&mut self, events: &Receiver<Event>) {
        while let Ok(event) = events.try_recv() {
            match event {
                Event::Terminate => self.pending.push_front(event),
                _ => self.pending.push_back(event),
            }
        }
    }

    /// This edit and all that wait behind it: what is typed faster than a search is one search.
    fn edits(&mut self, app: &App, first: EditCommand) -> EditCommand {
        let mut edits = vec![first];
        while let Some(Event::Input(Input::Key(key))) = self.pending.front()
            && let Some(edit) = app.edit(*key)
        {
            match (edits.last_mut(), edit) {
                (Some(EditCommand::Text(text)), EditCommand::Text(more)) => text.push_str(&more),
                (_, edit) => edits.push(edit),
            }
            self.pending.pop_front();
            self.backlog.remove();
        }
        EditCommand::Several(edits)
    }

    /// Runs the waiting job in the background, one at a time; its result comes as [`Event::Computed`].
    fn start_job(&mut self, app: &mut App) {
        if let Some(job) = app.job() {
            self.job_running = true;
            self.compute(|| Action::JobResult(Box::new(job.run())));
        }
    }

    /// Runs something on a thread of its own.
    pub(super) fn compute(&self, job: impl FnOnce() -> Action + Send + 'static) {
        let answers = self.answers.clone();
        std::thread::spawn(move || {
            // There is no receiver any more when the planner is being left.
            drop(answers.send(Event::Computed(job())));
        });
    }

    /// Gives one event to the planner; true when it is to be left.
    fn handle(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        event: Event,
    ) -> Result<bool, RunError> {
        let effects = match event {
            Event::Input(input) => {
                self.backlog.remove();
                self.input(app, input)
            }
            Event::Resize(columns, rows) => {
                // Also where the size is what it was: between two frames it may have gone and come back.
                screen.clear();
                app.update(Action::Resize(columns, rows))
            }
            Event::FileChanged => app.update(Action::FileChanged),
            Event::Suspend => app.update(Command::Suspend.into()),
            Event::Resume => {
                if !std::mem::take(&mut self.expects_resume) {
                    screen.resume(app.mouse())?;
                    fit(app)?;
                }
                Vec::new()
            }
            Event::Terminate => {
                self.terminated = true;
                app.update(Effect::Quit.into())
            }
            Event::Computed(result) => {
                match &result {
                    Action::SearchResult(_) => self.search_running = false,
                    Action::AdvertRead(_) => self.reading_running = false,
                    Action::MarketAnswer(_) => self.market_answered(),
                    _ => self.job_running = false,
                }
                app.update(result)
            }
            Event::Saved(answer) => self.saved(app, answer),
        };
        for effect in effects {
            if self.carry_out(app, screen, &effect)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Gives the planner what the terminal sent.
    fn input(&mut self, app: &mut App, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => match app.edit(key) {
                Some(first) => {
                    let edits = self.edits(app, first);
                    app.update(Action::Type(edits))
                }
                None => app.key(key),
            },
            Input::Paste(text) => app.paste(&text),
            Input::Click(column, row) => app.click(column, row),
            Input::Wheel(column, row, down) => app.wheel(column, row, down),
            // A good moment to look at the file and its lock.
            Input::Focus if self.market_has_changed() => {
                self.read_changed_market(app);
                Vec::new()
            }
            Input::Focus if !self.take_over(app) && self.changed() => {
                app.update(Action::FileChanged)
            }
            Input::Focus | Input::Reply(_) => Vec::new(),
        }
    }

    fn carry_out(
        &mut self,
        app: &mut App,
        screen: &mut Screen,
        effect: &Effect,
    ) -> Result<bool, RunError> {
        match effect {
            Effect::Save => self.save(app),
            Effect::Quit => return Ok(true),
            Effect::Suspend => {
                self.expects_resume = screen.suspend(app.mouse())?;
                if !self.expects_resume {
                    app.notify("There is no shell here to suspend to");
                }
                fit(app)?;
            }
            Effect::Redraw => screen.clear(),
            Effect::Mouse(on) => screen.mouse(*on)?,
            Effect::Reload => self.reload(app),
            Effect::PutOnTop => self.put_on_top(app),
            Effect::ReadAgain => self.read_again(app),
            Effect::RestoreBackup => {
                let now = app.model.now;
                let restored = match &self.lock {
                    Some(lock) => self.store.restore(lock, None, now).map(|b| b.name),
                    None => return Ok(false),
                };
                self.repaired(app, restored.map(|name| format!("Restored {name}")));
            }
            Effect::SetAside => {
                let now = app.model.now;
                let aside = match &self.lock {
                    Some(lock) => self.store.set_aside(lock, now),
                    None => return Ok(false),
                };
                let message = aside.map(|p| format!("The damaged file is kept as {}", p.display()));
                self.repaired(app, message);
            }
        }
        Ok(false)
    }
}

/// Tells the planner how large the terminal is.
pub(super) fn fit(app: &mut App) -> io::Result<()> {
    let (columns, rows) = terminal::size()?;
    app.resize(columns, rows);
    Ok(())
}

/// Draws a frame, and a second one where the first found that lines are broken elsewhere now.
pub(super) fn draw(app: &mut App, screen: &mut Screen) -> io::Result<()> {
    let hits = screen.draw(app)?;
    if app.drawn(hits) {
        let hits = screen.draw(app)?;
        app.drawn(hits);
    }
    Ok(())
}
