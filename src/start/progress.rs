//! The progress bar of long commands, and their end by Ctrl-C.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::context::Progress;
use crate::text::truncate;

/// The width of the bar in columns.
const CELLS: usize = 24;

/// The width of the label in columns.
const NAME: usize = 40;

/// Shows progress on standard error if that is a terminal. From the first call on, Ctrl-C asks the command to stop, so
/// that nothing is left half done.
pub(super) fn progress() -> Progress {
    let shown = io::stderr().is_terminal();
    let stop = Arc::new(AtomicBool::new(false));
    let watched = AtomicBool::new(false);
    Box::new(move |at, of, what| {
        if !watched.swap(true, Ordering::Relaxed) {
            watch(&stop);
        }
        if shown {
            // A bar that cannot be drawn is no error.
            write!(io::stderr(), "\r\u{1b}[K{}", bar(at, of, what)).ok();
        }
        !stop.load(Ordering::Relaxed)
    })
}

fn bar(at: usize, of: usize, what: &str) -> String {
    if at >= of {
        return String::new();
    }
    let full = CELLS * at / of;
    format!(
        "{}{} {}",
        "█".repeat(full),
        "░".repeat(CELLS - full),
        truncate(what, NAME)
    )
}

#[cfg(unix)]
fn watch(stop: &Arc<AtomicBool>) {
    // Without a handler, Ctrl-C ends the process as usual.
    signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(stop)).ok();
}

#[cfg(not(unix))]
fn watch(_: &Arc<AtomicBool>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_grows_and_goes() {
        assert_eq!(
            bar(0, 6, "skills_en.csv"),
            format!("{} skills_en.csv", "░".repeat(24))
        );
        assert!(bar(3, 6, "x").starts_with(&"█".repeat(12)));
        assert_eq!(bar(6, 6, "x"), "");
    }
}
