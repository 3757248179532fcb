//! The thread that reads the terminal and receives signals.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of unanswered inputs from which on the terminal is not read.
#[cfg(unix)]
const MOST_WAITING: usize = 50_000;

/// The number of inputs that were sent and not handled yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Backlog(Arc<AtomicUsize>);

impl Backlog {
    fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn remove(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }

    #[cfg(unix)]
    fn is_full(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= MOST_WAITING
    }
}

#[cfg(unix)]
pub(super) use self::unix::start;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::Sender;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::stdio::stdin;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::iterator::backend::SignalDelivery;
    use signal_hook::iterator::exfiltrator::SignalOnly;

    use crate::ui::input::{Decoder, Input};
    use crate::ui::runtime::event::Event;
    use crate::ui::runtime::terminal;
    use crate::ui::runtime::terminal_input::Backlog;

    const SIGNALS: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

    /// The time between two looks at a backlog that is full.
    const PAUSE: Duration = Duration::from_millis(10);

    /// Starts the thread. From here on it receives all signals, changes of size included.
    ///
    /// # Errors
    /// When the system refuses a pipe or a handler.
    pub(crate) fn start(events: Sender<Event>, backlog: Backlog) -> io::Result<()> {
        let (read, write) = UnixStream::pair()?;
        let signals = SignalDelivery::with_pipe(read, write, SignalOnly, SIGNALS)?;
        let mut reader = Reader {
            signals,
            decoder: Decoder::default(),
            events,
            backlog,
        };
        // Ends when the event loop has ended.
        std::thread::spawn(move || while reader.read().is_some() {});
        Ok(())
    }

    struct Reader {
        signals: SignalDelivery<UnixStream, SignalOnly>,
        decoder: Decoder,
        events: Sender<Event>,
        backlog: Backlog,
    }

    impl Reader {
        /// Waits for a signal, bytes or a timeout of the decoder; `None` when there is nothing more to read.
        fn read(&mut self) -> Option<()> {
            let is_full = self.backlog.is_full();
            let wait = if is_full {
                Some(PAUSE)
            } else {
                self.decoder.wait()
            };
            let timeout = wait.and_then(|wait| Timespec::try_from(wait).ok());
            let mut sources = [
                PollFd::new(self.signals.get_read(), PollFlags::IN),
                PollFd::from_borrowed_fd(stdin(), PollFlags::IN),
            ];
            let watched = if is_full { 1 } else { sources.len() };
            let found = poll(sources.get_mut(..watched)?, timeout.as_ref());
            let [signal, input] = sources.map(|source| source.revents());
            match found {
                Ok(0) if !is_full => {
                    let inputs = self.decoder.silence(wait?);
                    return self.send(inputs);
                }
                Ok(0) | Err(Errno::INTR) => return Some(()),
                Ok(_) => {}
                Err(_) => return self.end(),
            }
            if !signal.is_empty() {
                return self.signal();
            }
            let mut bytes = [0; 4096];
            if !input.contains(PollFlags::IN) {
                return self.end();
            }
            match rustix::io::read(stdin(), &mut bytes) {
                Ok(0) => self.end(),
                Ok(count) => {
                    let inputs = self.decoder.feed(bytes.get(..count)?);
                    self.send(inputs)
                }
                Err(Errno::INTR | Errno::AGAIN) => Some(()),
                Err(_) => self.end(),
            }
        }

        fn signal(&mut self) -> Option<()> {
            for signal in self.signals.pending() {
                let event = match signal {
                    SIGTSTP => Event::Suspend,
                    SIGCONT => Event::Resume,
                    SIGWINCH => match terminal::size() {
                        Ok((columns, rows)) => Event::Resize(columns, rows),
                        Err(_) => continue,
                    },
                    _ => {
                        terminal::give_up_waiting();
                        Event::Terminate
                    }
                };
                self.events.send(event).ok()?;
            }
            Some(())
        }

        fn send(&self, inputs: Vec<Input>) -> Option<()> {
            for input in inputs {
                self.backlog.add();
                self.events.send(Event::Input(input)).ok()?;
            }
            Some(())
        }

        /// Reports that the terminal is gone.
        fn end(&self) -> Option<()> {
            terminal::give_up_waiting();
            self.events.send(Event::Terminate).ok()?;
            None
        }
    }
}

#[cfg(not(unix))]
pub(super) use self::other::start;

/// Reads the terminal with crossterm, without signals.
#[cfg(not(unix))]
mod other {
    use std::io;
    use std::sync::mpsc::Sender;

    use crossterm::event::{self, KeyEventKind, MouseButton, MouseEventKind};

    use crate::ui::input::Input;
    use crate::ui::runtime::event::Event;
    use crate::ui::runtime::terminal;
    use crate::ui::runtime::terminal_input::Backlog;

    /// Starts the thread.
    pub(crate) fn start(events: Sender<Event>, backlog: Backlog) -> io::Result<()> {
        std::thread::spawn(move || {
            loop {
                let event = match event::read() {
                    Ok(event) => translated(event),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => {
                        terminal::give_up_waiting();
                        Some(Event::Terminate)
                    }
                };
                let Some(event) = event else { continue };
                let is_last = matches!(event, Event::Terminate);
                if matches!(event, Event::Input(_)) {
                    backlog.add();
                }
                if events.send(event).is_err() || is_last {
                    return;
                }
            }
        });
        Ok(())
    }

    fn translated(event: event::Event) -> Option<Event> {
        let input = match event {
            event::Event::Key(key) if key.kind != KeyEventKind::Release => Input::Key(key),
            event::Event::Paste(text) => Input::Paste(text),
            event::Event::Resize(..) => {
                let (columns, rows) = terminal::size().ok()?;
                return Some(Event::Resize(columns, rows));
            }
            event::Event::FocusGained => Input::Focus,
            event::Event::Mouse(mouse) => match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Input::Click(mouse.column, mouse.row),
                MouseEventKind::ScrollDown => Input::Wheel(mouse.column, mouse.row, true),
                MouseEventKind::ScrollUp => Input::Wheel(mouse.column, mouse.row, false),
                _ => return None,
            },
            _ => return None,
        };
        Some(Event::Input(input))
    }
}
