//! The command line: everything the screens do, without a terminal, and a contract for scripts.
//!
//! A command is a function from the arguments and a [`context::Context`] to a [`output::Reply`] or a
//! [`failure::Failure`]; it prints nothing. [`run`] writes the outcome once, as text or as one JSON object,
//! and gives the exit code. Knows nothing of the screens and reads no clock: both are handed in.

pub(crate) mod args;
pub(crate) mod command;
pub(crate) mod context;
pub(crate) mod failure;
mod names;
pub(crate) mod output;
mod reply;

use std::io::Write;

use args::{Command, Global};
use context::{Context, Runtime};
use failure::Failure;

/// Carries out a command and writes its outcome; gives the exit code.
pub(crate) fn run(
    command: &Command,
    global: &Global,
    runtime: Runtime,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> u8 {
    let context = Context::new(runtime, global);
    let mut outcome = if global.read_only && command.changes() {
        Err(
            Failure::usage("--read-only: this command changes something, so nothing was done")
                .hint("leave --read-only out, or try it first: cisopath what-if"),
        )
    } else {
        command::run(command, &context)
    };
    if let Some(notice) = context.notice() {
        output::print_warning(notice, err);
    }
    if let Err(failure) = &mut outcome {
        failure.check_clock(context.now().at);
    }
    output::write_reply(outcome, global.json, out, err)
}
