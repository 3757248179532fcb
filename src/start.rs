//! Startup: reads the arguments and the clock, then opens the planner or runs a command.

mod progress;

use std::io::{self, IsTerminal, Read as _, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::{ContextKind, ContextValue};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::cli::args::{Args, Command};
use crate::cli::context::{Runtime, TerminalFacts};
use crate::cli::failure::{Failure, Kind};
use crate::cli::{self, output};
use crate::config::keys::{self, KeyTable};
use crate::config::paths::Paths;
use crate::config::settings::Settings;
use crate::library::Library;
use crate::profile::{Moment, Store};
use crate::text;
use crate::ui::input::keymap::Keymap;
use crate::ui::model::theme::ThemeName;
use crate::ui::runtime::terminal::size;
use crate::ui::runtime::{Options, RunError, run};

/// The environment variable that sets the present moment, an instant or a day, for tests and demos. Times are then
/// shown in UTC.
pub const NOW: &str = "CISOPATH_NOW";

/// The columns of an argument that a message repeats.
const REPEATED: usize = 100;

const COMMANDS: &str =
    "without one, use the commands: `cisopath status`, `cisopath route`, `cisopath --help`";

/// Runs the program with the arguments and the environment of the process.
pub fn start() -> ExitCode {
    report_bugs();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let args = match Args::read() {
        Ok(args) => args,
        Err(error) => return ExitCode::from(print_clap_error(error, &mut out, &mut err)),
    };
    if let Some(command) = &args.command {
        return ExitCode::from(command_code(command, &args, &mut out, &mut err));
    }
    // The planner writes to the terminal itself.
    drop(out);
    drop(err);
    let Err(failure) = screens(&args) else {
        return ExitCode::SUCCESS;
    };
    output::print_error(&failure, &mut io::stderr());
    ExitCode::from(failure.kind.code())
}

/// Writes a message of clap (help and version are such messages), and returns the exit code.
fn print_clap_error(mut error: clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    if !error.use_stderr() {
        if std::env::args_os().any(|arg| arg == "--json") {
            let failure = Failure::usage("--help and --version are text and have no JSON");
            output::print_error(&failure, err);
            return failure.kind.code();
        }
        // Help that cannot be written is no error.
        output::write_out(out, &error.render().to_string()).ok();
        return error.exit_code() as u8;
    }
    // The message repeats arguments shortened and without control characters.
    let typed: Vec<(ContextKind, String)> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, text.clone())),
            _ => None,
        })
        .collect();
    for (kind, text) in typed {
        let short = text::truncate(&text, REPEATED).into_owned();
        error.insert(kind, ContextValue::String(short));
    }
    let text = output::sanitize_lines(&error.render().to_string());
    output::write_out(err, &text).ok();
    error.exit_code() as u8
}

fn command_code(command: &Command, args: &Args, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let (clock, zone) = match clock() {
        Ok(clock) => clock,
        Err(failure) => return output::write_reply(Err(failure), args.global.json, out, err),
    };
    let runtime = Runtime {
        clock,
        zone,
        check_keys,
        terminal: terminal(),
        progress: progress::progress(),
        input: read_input,
    };
    cli::run(command, &args.global, runtime, out, err)
}

fn screens(args: &Args) -> Result<(), Failure> {
    if args.global.json {
        return Err(
            Failure::usage("--json goes with a command").hint("`cisopath --help` lists them")
        );
    }
    let terminal = terminal();
    if !terminal.input || !terminal.output {
        return Err(Failure::usage(
            "the screens need a terminal, and standard input or output is not one",
        )
        .hint(COMMANDS));
    }
    if terminal.name.as_deref() == Some("dumb") {
        return Err(Failure::usage(
            "the screens need a terminal that can place the cursor, and TERM=dumb says that this one cannot",
        )
        .hint(COMMANDS));
    }
    let (clock, zone) = clock()?;
    let paths = Paths::find(args.global.profile.clone())?;
    let settings = Settings::load(&paths.config)?;
    let library = Library::new(paths.catalogs.clone());
    let (catalog, refusal) = library.open_or_embedded()?;
    let options = Options {
        catalog: Arc::new(catalog),
        // A catalogue that cannot be opened is not compared.
        former: (!args.global.read_only && refusal.is_none())
            .then(|| library.take_previous())
            .flatten()
            .and_then(|id| library.open(&id).ok()),
        store: Store::open(paths.profile.clone()),
        keys: keys::load_own(&settings, &paths.config)?,
        read_only: args.global.read_only,
        notices: library.notice().into_iter().chain(refusal).collect(),
        settings,
        ascii: args.ascii,
        theme: args.theme.as_deref().and_then(ThemeName::from_word),
        clock,
        zone,
    };
    run(options).map_err(|error| match error {
        RunError::Store(error) => error.into(),
        RunError::Unsaved(why) => Failure::io(format!("the last change could not be saved: {why}"))
            .hint("`cisopath doctor` says where the record lies"),
        RunError::Terminal(error) => Failure::io("the terminal cannot be used").because(&error),
    })
}

fn read_input(most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn check_keys(table: &KeyTable) -> Vec<String> {
    Keymap::resolve(table).1
}

fn terminal() -> TerminalFacts {
    let output = io::stdout().is_terminal();
    TerminalFacts {
        input: io::stdin().is_terminal(),
        output,
        size: size().ok().filter(|size| output && *size != (0, 0)),
        name: std::env::var("TERM").ok().filter(|t| !t.is_empty()),
    }
}

type Clock = Box<dyn Fn() -> Moment>;

/// The clock, and the time zone for display.
fn clock() -> Result<(Clock, TimeZone), Failure> {
    match std::env::var_os(NOW).filter(|v| !v.is_empty()) {
        None => Ok((Box::new(system_now), TimeZone::system())),
        Some(text) => {
            let moment = text.to_str().and_then(fixed).ok_or_else(|| {
                let text = text.to_string_lossy();
                Failure::data(format!("{NOW}={text} is neither an instant nor a day"))
                    .hint("such as 2026-11-23T10:00:00Z or 2026-11-23")
            })?;
            Ok((Box::new(move || moment), TimeZone::UTC))
        }
    }
}

fn system_now() -> Moment {
    let now = Zoned::now();
    Moment {
        on: now.date(),
        at: now.timestamp(),
    }
}

/// Parses an instant, or a date and time or a day in UTC.
fn fixed(text: &str) -> Option<Moment> {
    let at = text.parse::<Timestamp>().ok().or_else(|| {
        let time: DateTime = text.parse().ok()?;
        TimeZone::UTC.to_timestamp(time).ok()
    })?;
    let on = TimeZone::UTC.to_datetime(at).date();
    Some(Moment { on, at })
}

/// Reports a panic as a bug, with its exit code. The planner restores the terminal first.
fn report_bugs() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        let said = Failure::bug("this is a bug in cisopath; the last change may not be saved")
            .hint("please report it with the lines above");
        output::print_error(&said, &mut io::stderr());
        std::process::exit(i32::from(Kind::Bug.code()));
    }));
}

#[cfg(test)]
mod tests {
    use super::fixed;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let moment = fixed(text).map(|m| (m.on.to_string(), m.at.to_string()));
        let moment = moment.as_ref().map(|(on, at)| (&**on, &**at));
        assert_eq!(moment, expected, "{text}");
    }

    #[test]
    fn instants_and_days_are_moments() {
        check("2026-11-23", Some(("2026-11-23", "2026-11-23T00:00:00Z")));
        check(
            "2026-11-23T10:00:00Z",
            Some(("2026-11-23", "2026-11-23T10:00:00Z")),
        );
        check(
            "2026-11-23T23:30:00-02:00",
            Some(("2026-11-24", "2026-11-24T01:30:00Z")),
        );
        check(
            "2026-11-23T10:00",
            Some(("2026-11-23", "2026-11-23T10:00:00Z")),
        );
        check("yesterday", None);
        check("2026-13-01", None);
    }
}
