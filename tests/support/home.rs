//! A home of its own for each test: the built program runs in it with a cleared environment and a fixed clock.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The present moment of every command.
pub const NOW: &str = "2026-11-23T10:00:00Z";

/// Folders of one person.
pub struct Home {
    dir: TempDir,
}

/// What a command gave. Look at it, or say that it must be fine.
#[must_use]
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A home without any file.
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// The home of somebody who began as IT auditor.
    pub fn begun() -> Self {
        let home = Self::new();
        home.run(&["begin", "--start", "IT auditor"]).ok();
        home
    }

    /// Where the record lies.
    pub fn record(&self) -> PathBuf {
        self.dir.path().join("data/cisopath/profile.json")
    }

    /// Where the settings lie.
    pub fn config(&self) -> PathBuf {
        self.dir.path().join("config/cisopath/config.toml")
    }

    /// A place for other files.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Puts a file where the record lies.
    pub fn put_record(&self, text: &str) {
        std::fs::create_dir_all(self.record().parent().unwrap()).unwrap();
        std::fs::write(self.record(), text).unwrap();
    }

    /// Puts a file where the settings lie.
    pub fn put_config(&self, text: &str) {
        std::fs::create_dir_all(self.config().parent().unwrap()).unwrap();
        std::fs::write(self.config(), text).unwrap();
    }

    /// The record as JSON.
    pub fn read_record(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.record()).unwrap()).unwrap()
    }

    /// The program with its arguments, ready to run in this home.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cisopath"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.dir.path())
            .env("XDG_DATA_HOME", self.dir.path().join("data"))
            .env("XDG_CONFIG_HOME", self.dir.path().join("config"))
            .env("CISOPATH_NOW", NOW)
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().unwrap())
    }

    /// Runs it with `--json` and gives the object of a positive answer.
    pub fn json(&self, args: &[&str]) -> Value {
        self.run(&[args, &["--json"]].concat()).json(0)
    }

    /// Starts the program with its output in a pipe.
    pub fn spawn(&self, args: &[&str]) -> Child {
        let mut command = self.command(args);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

impl Ran {
    /// What a process gave that has ended.
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The answer was positive and nothing was complained about.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, &*self.err), (0, ""), "{}", self.out);
        self.out
    }

    /// It failed with this code, with nothing on standard output; gives what it complained about.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!((self.code, &*self.out), (code, ""), "{}", self.err);
        assert!(
            self.err.starts_with("cisopath: ") || self.err.starts_with("error: "),
            "{}",
            self.err
        );
        self.err
    }

    /// It gave exactly one JSON object with `schema` 1, and this code.
    #[track_caller]
    pub fn json(self, code: i32) -> Value {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        let value: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out));
        assert_eq!(value["schema"], 1, "{value}");
        assert_eq!(value.as_object().unwrap().keys().next().unwrap(), "schema");
        assert_eq!(value.get("error").is_some(), code == 1, "{value}");
        assert_eq!(self.err.is_empty(), code == 0, "{}", self.err);
        value
    }
}

/// The keys of an object, in order.
pub fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(|k| &**k).collect()
}

/// The value has at least these keys.
#[track_caller]
pub fn has(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "no \"{key}\" in {value}");
    }
}
