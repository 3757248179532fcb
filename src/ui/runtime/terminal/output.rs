//! Non-blocking writes to the terminal, so that a stopped terminal (Ctrl-S) does not delay the end of the planner.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the planner ends, whatever the terminal does. Global, because a panic hook needs it.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Stops waiting for a terminal that takes nothing.
pub(in crate::ui) fn give_up_waiting() {
    ENDING.store(true, Ordering::Relaxed);
}

/// Whether a frame may have been cut off.
pub(super) fn is_ending() -> bool {
    ENDING.load(Ordering::Relaxed)
}

/// Writes a frame. Once [`give_up_waiting`] was called, what a stopped terminal does not take is dropped.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    device::write(bytes, None)
}

/// Writes the bytes that restore the terminal; gives up when it takes nothing for a moment.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn write_last(bytes: &[u8]) -> io::Result<()> {
    device::write(bytes, Some(device::PATIENCE))
}

#[cfg(unix)]
mod device {
    use std::io;
    use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
    use std::sync::OnceLock;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;
    use rustix::stdio::stdout;

    use crate::ui::runtime::terminal::output::is_ending;

    /// The number of refused writes, [`PAUSE`] apart, after which the last bytes are dropped.
    pub(super) const PATIENCE: u32 = 10;

    /// The time to wait for a terminal that takes nothing before the next attempt.
    const PAUSE: Timespec = Timespec {
        tv_sec: 0,
        tv_nsec: 50_000_000,
    };

    /// The terminal, opened again: this file description can be non-blocking, while that of standard output is shared
    /// with the shell. Falls back to standard output.
    fn device() -> BorrowedFd<'static> {
        static DEVICE: OnceLock<Option<OwnedFd>> = OnceLock::new();
        let opened = DEVICE.get_or_init(|| {
            let name = rustix::termios::ttyname(stdout(), Vec::new()).ok()?;
            let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            open(name, flags, Mode::empty()).ok()
        });
        opened.as_ref().map_or_else(stdout, AsFd::as_fd)
    }

    pub(super) fn write(mut bytes: &[u8], patience: Option<u32>) -> io::Result<()> {
        let device = device();
        let mut refusals = 0;
        while !bytes.is_empty() {
            match rustix::io::write(device, bytes) {
                Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
                Err(Errno::AGAIN) => {
                    let is_enough = match patience {
                        Some(most) => refusals >= most,
                        None => is_ending(),
                    };
                    if is_enough {
                        return Ok(());
                    }
                    refusals += 1;
                    // An interruption does not matter: the next write tells.
                    poll(&mut [PollFd::new(&device, PollFlags::OUT)], Some(&PAUSE)).ok();
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod device {
    use std::io::{self, Write};

    pub(super) const PATIENCE: u32 = 0;

    pub(super) fn write(bytes: &[u8], _: Option<u32>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }
}
