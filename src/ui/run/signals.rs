//! Signals as inputs of the event loop.

use std::io;
use std::sync::mpsc::Sender;

use crate::ui::input::Input;

/// SIGTERM and SIGHUP leave the planner in good order; SIGTSTP suspends it as Ctrl-Z does; SIGCONT draws it anew.
#[cfg(unix)]
pub(super) fn watch_signals(inputs: &Sender<Input>) -> io::Result<()> {
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
pub(super) fn watch_signals(_: &Sender<Input>) -> io::Result<()> {
    Ok(())
}
