//! What the terminal sends, and the thread that reads it.

use std::io;
use std::sync::mpsc::Sender;

use crossterm::event::{Event, KeyEvent, KeyEventKind, MouseButton, MouseEventKind};

use super::session::Reckoned;
use super::worker::Answer;

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

/// Reads the terminal on a thread of its own, so that the loop can wait for everything at once.
pub fn read_input(inputs: Sender<Input>) {
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
