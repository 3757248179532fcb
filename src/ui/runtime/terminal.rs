//! The terminal: set up at the start and restored at every end, panics, signals and suspension included.

mod output;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

pub(super) use self::output::give_up_waiting;
use crate::ui::app::App;
use crate::ui::model::hit_map::HitMap;

/// The largest screen that is drawn, columns and rows. The rest of a larger terminal stays empty.
const LARGEST: (u16, u16) = (1_000, 500);

/// Asks for reports of buttons and of moves with a button held, with positions as numbers (1006, or 1015 for rxvt). Not
/// crossterm's `EnableMouseCapture`, which asks for every move.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1015h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1015l\x1b[?1002l\x1b[?1000l";

/// CAN ends a sequence that was cut off in the middle.
const CANCEL: &str = "\x18";

/// The size of the terminal in columns and rows, at most 1,000 × 500.
///
/// # Errors
/// When the terminal does not say.
pub fn size() -> io::Result<(u16, u16)> {
    let (columns, rows) = reported_size()?;
    Ok((columns.min(LARGEST.0), rows.min(LARGEST.1)))
}

/// Crossterm's `size` would run whatever is called `tput` in the search path where the terminal does not say.
#[cfg(unix)]
fn reported_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::window_size().map(|size| (size.columns, size.rows))
}

#[cfg(not(unix))]
fn reported_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Collects the bytes of a frame, so that the terminal gets them in one write: the backend flushes several times a
/// frame.
#[derive(Clone, Debug, Default)]
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Owns the terminal while the planner runs; gives it back when dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameBuffer>>,
    frame: FrameBuffer,
    /// Whether the next frame clears the terminal first, because its content or its size may have changed.
    stale: bool,
}

impl Screen {
    /// Sets the terminal up: raw mode, alternate screen, bracketed paste and, if wanted, the mouse.
    ///
    /// # Errors
    /// When the terminal refuses; it is restored before.
    pub fn take(mouse: bool) -> io::Result<Self> {
        // Crossterm 0.29 loses the reversed selection under NO_COLOR. The theme has no colours then,
        // so what is left to write are weights, which NO_COLOR does not forbid.
        crossterm::style::force_color_output(true);
        give_back_on_panic();
        let frame = FrameBuffer::default();
        let screen = Self {
            terminal: fixed_terminal(&frame)?,
            frame,
            // Not every terminal has an alternate screen that is blank.
            stale: true,
        };
        enter(mouse)?;
        Ok(screen)
    }

    /// Draws the app and returns the areas that take clicks.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn draw(&mut self, app: &App) -> io::Result<HitMap> {
        queue!(self.frame, BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            // Not `Terminal::clear`: it asks the terminal for its cursor, and the answer would go to the thread that
            // reads the keys.
            let (columns, rows) = size()?;
            queue!(self.frame, Clear(ClearType::All))?;
            self.terminal.resize(Rect::new(0, 0, columns, rows))?;
        }
        let mut hits = HitMap::default();
        self.terminal.draw(|frame| {
            let area = frame.area();
            hits = app.view(area, frame.buffer_mut());
            if let Some(cursor) = hits.cursor.filter(|c| area.contains(*c)) {
                frame.set_cursor_position(cursor);
            }
        })?;
        queue!(self.frame, EndSynchronizedUpdate)?;
        output::write(&self.frame.0.take())?;
        Ok(hits)
    }

    /// Makes the next frame clear the terminal and draw every cell.
    pub fn clear(&mut self) {
        self.stale = true;
    }

    /// Turns mouse reports on or off.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        let modes = if on { MOUSE_ON } else { MOUSE_OFF };
        output::write(modes.as_bytes())
    }

    /// Restores the terminal, stops the process group, and sets the terminal up again when it continues. Returns false,
    /// and stops nothing, without a shell that could continue it.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn suspend(&mut self, mouse: bool) -> io::Result<bool> {
        leave();
        let stopped = stop();
        enter(mouse)?;
        self.clear();
        Ok(stopped)
    }

    /// Sets the terminal up again after the planner was stopped from outside: a shell used it in between.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn resume(&mut self, mouse: bool) -> io::Result<()> {
        // Crossterm enables raw mode only if it thinks that it is off.
        disable_raw_mode()?;
        enter(mouse)?;
        self.clear();
        Ok(())
    }
}

/// A blank ratatui terminal of the present size. Its viewport is fixed, so that ratatui asks the terminal nothing: an
/// answer would go to the thread that reads the keys.
fn fixed_terminal(frame: &FrameBuffer) -> io::Result<Terminal<CrosstermBackend<FrameBuffer>>> {
    let (columns, rows) = size()?;
    let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
    let backend = CrosstermBackend::new(frame.clone());
    Terminal::with_options(backend, TerminalOptions { viewport })
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    let mut bytes = Vec::new();
    let entered = queue!(
        bytes,
        EnterAlternateScreen,
        // The program before may have left the terminal coloured, and a cleared screen takes that colour.
        SetAttribute(Attribute::Reset),
        EnableBracketedPaste,
        EnableFocusChange,
        Hide,
        Print(if mouse { MOUSE_ON } else { "" })
    );
    let entered = entered.and_then(|()| output::write(&bytes));
    if entered.is_err() {
        leave();
    }
    entered
}

/// Restores the terminal. Errors are ignored: a terminal that is gone cannot be restored.
fn leave() {
    let mut bytes = Vec::new();
    let queued = queue!(
        bytes,
        Print(if output::is_ending() { CANCEL } else { "" }),
        EndSynchronizedUpdate,
        Print(MOUSE_OFF),
        DisableFocusChange,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let written = queued.and_then(|()| output::write_last(&bytes));
    let raw = disable_raw_mode();
    drop((written, raw));
}

/// Restores the terminal before the message of a panic is printed.
fn give_back_on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            leave();
            before(info);
        }));
    });
}

/// Stops the process group, as Ctrl-Z does: under `cargo run` the parent must stop too. With SIGSTOP, since SIGTSTP is
/// handled here. Returns false where no shell could continue it.
#[cfg(unix)]
fn stop() -> bool {
    use rustix::process::{Signal, getpgrp, getppid, getsid, kill_current_process_group};
    let session = getsid(None).ok();
    // A shell with job control puts each job into its own process group. Nobody continues a session leader or its
    // group.
    if session.is_none() || session == Some(getpgrp()) || getppid().is_none() {
        return false;
    }
    kill_current_process_group(Signal::STOP).is_ok()
}

#[cfg(not(unix))]
fn stop() -> bool {
    false
}
