//! The built binary in a real pseudo-terminal. Every wait is for a condition on what the program drew, with a limit
//! after which the test fails; nothing sleeps for a fixed time.

// What helpers of tests share may panic like the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::string_slice)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// After this long a condition will not come true any more.
const LIMIT: Duration = Duration::from_secs(20);

/// A planner in a pseudo-terminal, with a home of its own.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything the program ever wrote.
    bytes: Vec<u8>,
    home: tempfile::TempDir,
}

/// A size that is not nothing.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_cisopath")
}

impl Terminal {
    fn start(
        home: tempfile::TempDir,
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        Self::run(binary(), home, args, env, size)
    }

    fn run(
        program: &str,
        home: tempfile::TempDir,
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        let (columns, rows) = size;
        let pair = native_pty_system()
            .openpty(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("CISOPATH_NOW", "2026-11-23T10:00:00Z");
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(home.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            output,
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
            home,
        }
    }

    /// A planner of somebody who is an IT auditor.
    fn auditor(env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let home = home();
        command(&home, &["begin", "--start", "IT auditor"]);
        let mut terminal = Self::start(home, &[], env, size);
        terminal.wait("the steps", |t| t.contains("IT auditor → audit manager"));
        terminal
    }

    /// Takes what the program wrote until `condition` holds on the screen.
    fn wait(&mut self, what: &str, condition: impl Fn(&str) -> bool) {
        let end = Instant::now() + LIMIT;
        loop {
            let screen = self.parser.screen().contents();
            if condition(&screen) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.bytes.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited in vain for {what}; the screen is\n{screen}");
                }
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits for the end; gives the exit code and everything written.
    fn end(mut self) -> (u32, String, tempfile::TempDir) {
        let end = Instant::now() + LIMIT;
        // The reader ends when the program has closed its side.
        while let Ok(bytes) = self
            .output
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            self.bytes.extend(bytes);
        }
        let status = self.child.wait().unwrap();
        (
            status.exit_code(),
            String::from_utf8_lossy(&self.bytes).into_owned(),
            self.home,
        )
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap();
        assert!(sent.success());
    }
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn profile(home: &tempfile::TempDir) -> PathBuf {
    home.path().join(".local/share/cisopath/profile.json")
}

/// Runs a command to its end in this home; gives what it printed.
fn command(home: &tempfile::TempDir, args: &[&str]) -> String {
    let output = std::process::Command::new(binary())
        .args(args)
        .env_clear()
        .env("HOME", home.path())
        .env("CISOPATH_NOW", "2026-11-23T10:00:00Z")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Every mode that was switched on was switched off again.
fn restored(bytes: &str) {
    for mode in ["1049", "2004", "1000", "1006"] {
        let on = bytes.rfind(&format!("\u{1b}[?{mode}h"));
        let off = bytes.rfind(&format!("\u{1b}[?{mode}l"));
        assert!(on < off, "mode {mode} was left on");
    }
    assert!(
        bytes.rfind("\u{1b}[?25l") < bytes.rfind("\u{1b}[?25h"),
        "the cursor was left hidden"
    );
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("q");
    let (code, bytes, _home) = terminal.end();
    assert_eq!(code, 0);
    restored(&bytes);
}

#[test]
fn the_first_run_leads_to_a_route_and_tomorrow_it_is_there() {
    let mut terminal = Terminal::start(home(), &[], &[], (100, 30));
    terminal.wait("the question", |t| t.contains("Where are you now?"));
    terminal.keys("it audit");
    terminal.wait("the answer", |t| t.contains("IT auditor"));
    terminal.keys("\r");
    terminal.wait("the second question", |t| t.contains("And before that?"));
    terminal.keys("\r");
    terminal.wait("the goal", |t| t.contains("Where do you want to go?"));
    terminal.keys("\r");
    terminal.wait("the track", |t| t.contains("Which way?"));
    terminal.keys("\r");
    terminal.wait("the assumptions", |t| t.contains("Assumed from your roles"));
    terminal.keys("d\r");
    terminal.wait("the saved record", |t| t.contains("saved 10:00"));
    terminal.keys("q");
    let (code, _, home) = terminal.end();
    assert_eq!(code, 0);
    let mut again = Terminal::start(home, &[], &[], (100, 30));
    again.wait("the route", |t| t.contains("IT auditor → audit manager"));
    again.keys("u");
    again.wait("what was undone", |t| t.contains("Undone"));
    again.keys("q");
    assert_eq!(again.end().0, 0);
}

#[test]
fn sigterm_saves_and_gives_the_terminal_back() {
    for signal in ["-TERM", "-HUP"] {
        let mut terminal = Terminal::auditor(&[], (100, 30));
        terminal.keys("\r ");
        terminal.wait("the mark", |t| t.contains("learning"));
        terminal.signal(signal);
        let (_, bytes, home) = terminal.end();
        restored(&bytes);
        assert!(
            std::fs::read_to_string(profile(&home))
                .unwrap()
                .contains("learning")
        );
    }
}

#[test]
fn evidence_that_was_begun_is_there_when_the_connection_is_lost() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("ehalf a sen");
    terminal.wait("the text", |t| t.contains("half a sen"));
    terminal.signal("-HUP");
    let (_, bytes, home) = terminal.end();
    restored(&bytes);
    let mut terminal = Terminal::start(home, &[], &[], (100, 30));
    terminal.wait("the steps", |t| t.contains("IT auditor → audit manager"));
    terminal.keys("e");
    terminal.wait("the draft", |t| {
        t.contains("half a sen") && t.contains("Your draft was kept")
    });
    terminal.keys("\x03");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_what_if_is_saved_only_when_it_is_kept() {
    let trying = || {
        let mut terminal = Terminal::auditor(&[], (100, 30));
        let before = std::fs::read(profile(&terminal.home)).unwrap();
        terminal.keys("w");
        terminal.wait("the badge", |t| t.contains("what if · not saved"));
        // What skills do is there now: the row under the cursor stays the same.
        terminal.wait("the figures", |t| t.contains("routes"));
        terminal.keys("\r ");
        terminal.wait("the mark", |t| t.contains("What if: marked"));
        (terminal, before)
    };
    let (terminal, before) = trying();
    terminal.signal("-TERM");
    let (_, bytes, home) = terminal.end();
    restored(&bytes);
    assert_eq!(std::fs::read(profile(&home)).unwrap(), before);

    for keys in ["y", "qy"] {
        let (mut terminal, before) = trying();
        terminal.keys(keys);
        if keys == "y" {
            terminal.wait("the saved record", |t| t.contains("saved 10:00"));
            terminal.keys("q");
        }
        let (code, _, home) = terminal.end();
        assert_eq!(code, 0);
        let saved = std::fs::read(profile(&home)).unwrap();
        assert_ne!(saved, before, "{keys}");
        assert!(String::from_utf8(saved).unwrap().contains("learning"));
    }
}

#[test]
fn no_color_keeps_the_selection() {
    let mut terminal = Terminal::auditor(&[("NO_COLOR", "1")], (100, 30));
    let screen = terminal.parser.screen();
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let all = || (0..rows).flat_map(|y| (0..columns).filter_map(move |x| screen.cell(y, x)));
    assert!(
        all().any(vt100::Cell::inverse),
        "nothing shows the selection"
    );
    assert!(
        all().all(|c| c.fgcolor() == vt100::Color::Default),
        "there is colour"
    );
    terminal.keys("q");
    terminal.end();
}

#[test]
fn a_storm_of_sizes_ends_in_a_whole_screen() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    for (columns, rows) in [(1, 1), (300, 100), (59, 14), (60, 15), (200, 60), (80, 24)] {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        terminal.master.resize(size).unwrap();
        terminal
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }
    // While the planner still believes in a size that is too small it ignores keys, rightly: the key that asks for a
    // screen is pressed until the screen is there.
    let end = Instant::now() + LIMIT;
    while !terminal.parser.screen().contents().contains("1,464") {
        assert!(Instant::now() < end, "the skills never came");
        terminal.keys("3");
        if let Ok(bytes) = terminal.output.recv_timeout(Duration::from_millis(200)) {
            terminal.parser.process(&bytes);
            terminal.bytes.extend(bytes);
        }
    }
    terminal.keys("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn pasted_text_is_one_insertion() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("3/");
    terminal.keys("\u{1b}[200~vendor\nrisk\u{1b}[201~");
    terminal.wait("what was pasted", |t| t.contains("vendor risk"));
    terminal.wait("what it means", |t| t.contains("assess supplier risks"));
    terminal.keys("\u{3}");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_second_planner_is_read_only_and_says_why() {
    let first = Terminal::auditor(&[], (100, 30));
    let path = profile(&first.home);
    let mut second = Terminal::start(
        home(),
        &["--profile", path.to_str().unwrap()],
        &[],
        (100, 30),
    );
    second.wait("why", |t| {
        t.contains("another cisopath has this record open")
    });
    second.keys("\r ");
    second.wait("the refusal", |t| t.contains("Nothing was changed"));
    second.keys("q");
    assert_eq!(second.end().0, 0);
    let mut first = first;
    first.keys("q");
    assert_eq!(first.end().0, 0);
}

#[test]
fn a_damaged_record_is_kept_and_a_way_out_is_offered() {
    let home = home();
    command(&home, &["begin", "--start", "IT auditor"]);
    command(&home, &["mark", "GDPR", "held"]);
    let path = profile(&home);
    std::fs::write(&path, "{ \"schema\": 1, \"sta").unwrap();
    let mut terminal = Terminal::start(home, &[], &[], (100, 30));
    terminal.wait("the offer", |t| t.contains("damaged"));
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        "{ \"schema\": 1, \"sta"
    );
    terminal.keys("\r");
    terminal.wait("the route again", |t| {
        t.contains("IT auditor → audit manager")
    });
    terminal.keys("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn drawing_anew_leaves_everything_working() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("\x0c2");
    terminal.wait("the roles", |t| t.contains("Occupations"));
    terminal.keys("\x0c");
    terminal.keys("q");
    let (code, bytes, _) = terminal.end();
    assert_eq!(code, 0, "{bytes}");
}

#[test]
fn without_a_shell_nothing_is_suspended() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("\x1a");
    terminal.wait("the reason", |t| t.contains("There is no shell here"));
    terminal.keys("2");
    terminal.wait("the roles", |t| t.contains("Occupations"));
    terminal.keys("q");
    assert_eq!(terminal.end().0, 0);
}

#[cfg(unix)]
#[test]
fn fg_brings_a_suspended_planner_back() {
    let home = home();
    command(&home, &["begin", "--start", "IT auditor"]);
    let script = format!(
        "set -m; '{}'; echo \"stopped with $?\"; fg; echo \"left with $?\"",
        binary()
    );
    let mut shell = Terminal::run("/bin/sh", home, &["-c", &script], &[], (100, 30));
    shell.wait("the steps", |t| t.contains("IT auditor → audit manager"));
    shell.keys("\x1a");
    shell.wait("the shell and the planner again", |t| {
        t.contains("IT auditor → audit manager")
    });
    shell.keys("2");
    shell.wait("the roles", |t| t.contains("Occupations"));
    shell.keys("q");
    shell.wait("the end", |t| t.contains("left with 0"));
    let (code, bytes, _) = shell.end();
    assert_eq!(code, 0);
    assert!(bytes.contains("stopped with 1"), "{bytes}");
    restored(&bytes);
}

#[cfg(target_os = "linux")]
#[test]
fn a_planner_stopped_from_outside_takes_the_terminal_again() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    // Signals are watched before keys are read.
    terminal.keys("2");
    terminal.wait("the roles", |t| t.contains("Occupations"));
    terminal.signal("-STOP");
    // What a shell would do: set the terminal up for itself, leave the other screen, write.
    let name = terminal.master.tty_name().unwrap();
    let set = std::process::Command::new("stty")
        .arg("-F")
        .arg(&name)
        .arg("sane")
        .status();
    assert!(set.unwrap().success());
    terminal
        .parser
        .process(b"\x1b[?1049l\x1b[2J\x1b[H$ \x1b[?25h");
    terminal.signal("-CONT");
    terminal.wait("the screen again", |t| t.contains("Occupations"));
    assert!(terminal.parser.screen().alternate_screen());
    assert!(terminal.parser.screen().hide_cursor());
    terminal.keys("1");
    terminal.wait("the steps", |t| t.contains("IT auditor → audit manager"));
    terminal.keys("q");
    let (code, bytes, _) = terminal.end();
    assert_eq!(code, 0);
    restored(&bytes);
}

#[test]
fn the_mouse_selects() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.wait("the tabs", |t| t.contains("3 Skills"));
    let line = terminal.parser.screen().contents();
    let column = line.lines().next().unwrap().find("3 Skills").unwrap() + 2;
    terminal.keys(&format!("\u{1b}[<0;{column};1M\u{1b}[<0;{column};1m"));
    terminal.wait("the skills", |t| t.contains("1,464"));
    terminal.keys("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_terminal_that_cannot_place_the_cursor_is_told_the_commands() {
    let terminal = Terminal::start(home(), &[], &[("TERM", "dumb")], (100, 30));
    let (code, bytes, _) = terminal.end();
    assert_eq!(code, 2, "{bytes}");
    assert!(bytes.contains("TERM=dumb"), "{bytes}");
    assert!(bytes.contains("cisopath status"), "{bytes}");
    assert!(!bytes.contains('\u{1b}'), "{bytes}");
}

#[test]
fn the_chosen_theme_is_there_after_a_restart() {
    let mut terminal = Terminal::auditor(&[], (100, 30));
    terminal.keys("t");
    terminal.wait("the light theme", |t| t.contains("Theme: light"));
    terminal.keys("q");
    let (code, _, home) = terminal.end();
    assert_eq!(code, 0);
    // The next one is the one after light, and a change undone before is the start, not the theme.
    let mut terminal = Terminal::start(home, &[], &[], (100, 30));
    terminal.wait("the steps", |t| t.contains("IT auditor → audit manager"));
    terminal.keys("t");
    terminal.wait("the next theme", |t| t.contains("Theme: mono"));
    terminal.keys("u");
    terminal.wait("the first change undone", |t| {
        t.contains("Undone: began as")
    });
    terminal.keys("q");
    let (_, _, home) = terminal.end();
    // What the settings say is taken at every start.
    let mut terminal = Terminal::start(home, &["--theme", "dark"], &[], (100, 30));
    terminal.wait("the question", |t| t.contains("Where are you now?"));
    terminal.keys("\x1b");
    terminal.wait("the map", |t| !t.contains("1 of 4"));
    terminal.keys("t");
    terminal.wait("the way to keep it", |t| {
        t.contains("Theme: light, for now")
    });
    terminal.keys("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn without_a_terminal_the_screens_are_refused() {
    let home = home();
    let output = std::process::Command::new(binary())
        .env_clear()
        .env("HOME", home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("terminal"));
}
