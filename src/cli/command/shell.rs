//! `completions` and `man`: what the shell and its manual know of the program.

use std::fmt::Write as _;

use clap::CommandFactory;
use clap_complete::Shell;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::{Args, EXAMPLES, VERSION};
use crate::cli::failure::Failure;
use crate::cli::output::Reply;

const NAME: &str = "cisopath";

/// A script for a shell.
#[derive(Serialize, JsonSchema)]
pub(super) struct Completions {
    shell: String,
    script: String,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct ManualPage {
    man: String,
}

pub(super) fn completions(shell: Shell) -> Reply {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), NAME, &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let answer = Completions {
        shell: shell.to_string(),
        script: script.clone(),
    };
    Reply::exact(answer, script)
}

pub(super) fn man() -> Result<Reply, Failure> {
    let page = page().map_err(|e| Failure::bug("the page cannot be rendered").because(&e))?;
    Ok(Reply::exact(ManualPage { man: page.clone() }, page))
}

/// The page: the head as clap renders it, then every command with its options.
fn page() -> std::io::Result<String> {
    let mut command = Args::command().version(VERSION);
    command.build();
    let man = clap_mangen::Man::new(command.clone());
    let mut head = Vec::new();
    man.render_title(&mut head)?;
    man.render_name_section(&mut head)?;
    man.render_synopsis_section(&mut head)?;
    man.render_description_section(&mut head)?;
    man.render_options_section(&mut head)?;
    let mut page = String::from_utf8_lossy(&head).into_owned();
    page.push_str(".SH COMMANDS\n");
    for sub in command.get_subcommands() {
        commands(&mut page, sub, "");
    }
    page.push_str(".SH FILES\n");
    page.push_str(&escaped(
        "The record lies in the data folder (on Linux ~/.local/share/cisopath/profile.json), its kept versions \
         in backups beside it, settings in the configuration folder (~/.config/cisopath/config.toml). \
         `cisopath doctor` names them.",
    ));
    page.push_str(".SH ENVIRONMENT\n");
    for (name, what) in [
        ("CISOPATH_PROFILE", "the record to use; --profile wins"),
        (
            "CISOPATH_NOW",
            "the present moment, for tests and demos: 2026-11-23 or 2026-11-23T10:00:00Z",
        ),
        ("NO_COLOR", "when set, the screens use no colours"),
    ] {
        write!(page, ".TP\n{}{}", escaped(name), escaped(what)).ok();
    }
    page.push_str(".SH EXAMPLES\n.nf\n");
    page.push_str(&escaped(EXAMPLES.trim_start_matches("Examples:\n")));
    page.push_str(".fi\n");
    Ok(page)
}

/// A command with its options, and the commands below it.
fn commands(page: &mut String, command: &clap::Command, above: &str) {
    let name = format!("{above}{}", command.get_name());
    let mut below = command
        .get_subcommands()
        .filter(|s| s.get_name() != "help")
        .peekable();
    if below.peek().is_some() {
        for sub in below {
            commands(page, sub, &format!("{name} "));
        }
        return;
    }
    let own = || {
        command
            .get_arguments()
            .filter(|a| !a.is_global_set() && a.get_id() != "help")
    };
    let mut usage = name;
    for arg in own().filter(|a| a.is_positional()) {
        write!(usage, " {arg}").ok();
    }
    if own().any(|a| !a.is_positional()) {
        usage.push_str(" [options]");
    }
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    write!(
        page,
        ".TP\n\\fB{}\\fR\n{}",
        escaped(&usage).trim_end(),
        escaped(&about)
    )
    .ok();
    for arg in own() {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let values = arg.get_possible_values();
        let values: Vec<&str> = values
            .iter()
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let values = if values.is_empty() || !arg.get_action().takes_values() {
            String::new()
        } else {
            format!(" [{}]", values.join(", "))
        };
        write!(
            page,
            ".RS\n.TP\n{}{}.RE\n",
            escaped(&arg.to_string()),
            escaped(&format!("{help}{values}"))
        )
        .ok();
    }
}

/// Text as roff takes it literally, ending its line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        // A line that begins with one of these would be a request.
        if line.starts_with(['.', '\'']) {
            out.push_str("\\&");
        }
        out.push_str(&line.replace('\\', "\\e").replace('-', "\\-"));
        out.push('\n');
    }
    out
}
