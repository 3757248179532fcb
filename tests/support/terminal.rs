//! A planner in a pseudo-terminal, and what its screen shows. Every wait is for a condition, with a limit after which the
//! test fails; nothing sleeps for a fixed time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// After this long a condition will not come true any more.
pub const LIMIT: Duration = Duration::from_secs(20);

/// A planner in a pseudo-terminal, with a home of its own.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    pub master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub parser: vt100::Parser,
    /// Everything the program ever wrote.
    pub bytes: Vec<u8>,
    pub home: tempfile::TempDir,
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// A size that is not nothing.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The built program.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_cisopath")
}

impl Terminal {
    /// The planner.
    pub fn start(
        home: tempfile::TempDir,
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        Self::run(binary(), home, args, env, size)
    }

    /// Any program, which may start the planner.
    pub fn run(
        program: &str,
        home: tempfile::TempDir,
        args: &[&str],
        env: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        let (columns, rows) = size;
        let size = pty_size(columns, rows);
        let pair = native_pty_system().openpty(size).unwrap();
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
    pub fn auditor(env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let mut terminal = Self::start(auditor(), &[], env, size);
        terminal.shows("IT auditor → audit manager");
        terminal
    }

    /// A planner over the record of an IT auditor.
    pub fn open(home: tempfile::TempDir) -> Self {
        let mut terminal = Self::start(home, &[], &[], (100, 30));
        terminal.shows("IT auditor → audit manager");
        terminal
    }

    /// Waits until the screen has this text.
    pub fn shows(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Takes what the program wrote, if it writes something before `limit`.
    fn take(&mut self, limit: Duration) -> Result<(), RecvTimeoutError> {
        let bytes = self.output.recv_timeout(limit)?;
        self.parser.process(&bytes);
        self.bytes.extend(bytes);
        Ok(())
    }

    /// Takes what the program wrote until `condition` holds on the screen.
    pub fn wait(&mut self, what: &str, condition: impl Fn(&str) -> bool) {
        let end = Instant::now() + LIMIT;
        loop {
            let screen = self.parser.screen().contents();
            if condition(&screen) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            let written = self.take(left).is_ok();
            assert!(
                written,
                "waited in vain for {what}; the screen is\n{screen}"
            );
        }
    }

    /// The terminal has another size from now on.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(pty_size(columns, rows)).unwrap();
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.send(keys.as_bytes());
        self
    }

    /// Sends bytes as the terminal does.
    pub fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Takes what the program wrote until `condition` holds on the screen or nothing was written for `quiet`.
    pub fn settles(&mut self, quiet: Duration, condition: impl Fn(&str) -> bool) -> bool {
        loop {
            if condition(&self.parser.screen().contents()) {
                return true;
            }
            if self.take(quiet).is_err() {
                return false;
            }
        }
    }

    /// Presses a key until it is answered: what was sent before it may swallow it for as long as it could go on.
    pub fn press(&mut self, key: &str, condition: impl Fn(&str) -> bool) {
        let end = Instant::now() + LIMIT;
        loop {
            self.keys(key);
            if self.settles(Duration::from_millis(1_500), &condition) {
                return;
            }
            let screen = self.parser.screen().contents();
            assert!(
                Instant::now() < end,
                "{key} was not answered; the screen is\n{screen}"
            );
        }
    }

    /// Closes the terminal under the program and waits for its end.
    pub fn close(mut self) -> tempfile::TempDir {
        // The thread that reads notices with the next bytes that nobody listens, and lets go of the terminal too.
        drop(self.output);
        self.writer.write_all(b"?").unwrap();
        drop(self.writer);
        drop(self.master);
        let (sender, ended) = channel();
        std::thread::spawn(move || sender.send(self.child.wait().map(drop)));
        ended
            .recv_timeout(LIMIT)
            .expect("the program did not end")
            .unwrap();
        self.home
    }

    /// Quits; gives everything written.
    pub fn leave(self) -> (String, tempfile::TempDir) {
        self.leave_with("q")
    }

    /// The same with another key.
    pub fn leave_with(mut self, key: &str) -> (String, tempfile::TempDir) {
        self.keys(key);
        let (code, bytes, home) = self.end();
        assert_eq!(code, 0, "{bytes}");
        (bytes, home)
    }

    /// Waits for the end; gives the exit code and everything written.
    pub fn end(mut self) -> (u32, String, tempfile::TempDir) {
        let end = Instant::now() + LIMIT;
        // The reader ends when the program has closed its side.
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.take(left) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    let screen = self.parser.screen().contents();
                    drop(self.child.kill());
                    panic!("the program did not end; the screen is\n{screen}");
                }
            }
        }
        let status = self.child.wait().unwrap();
        (
            status.exit_code(),
            String::from_utf8_lossy(&self.bytes).into_owned(),
            self.home,
        )
    }

    /// Sends the planner a signal, as `kill` names it.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap();
        assert!(sent.success());
    }
}

/// An empty home.
pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The home of somebody who is an IT auditor.
pub fn auditor() -> tempfile::TempDir {
    let home = home();
    command(&home, &["begin", "--start", "IT auditor"]);
    home
}

/// The text of the record's file.
pub fn record_text(home: &tempfile::TempDir) -> String {
    std::fs::read_to_string(profile(home)).unwrap()
}

/// Where the record lies in it.
pub fn profile(home: &tempfile::TempDir) -> PathBuf {
    home.path().join(".local/share/cisopath/profile.json")
}

/// Runs a command to its end in this home; gives what it printed.
pub fn command(home: &tempfile::TempDir, args: &[&str]) -> String {
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
pub fn restored(bytes: &str) {
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
