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
    /// The command line.
    pub line: String,
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
        home.ok("begin --start 'IT auditor'");
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

    /// The program with its arguments, ready to run in this home. The line is split as a shell splits it.
    pub fn command(&self, line: impl AsRef<str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cisopath"));
        command
            .args(words(line.as_ref()))
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
    pub fn run(&self, line: impl AsRef<str>) -> Ran {
        Ran::of(line.as_ref(), self.command(&line).output().unwrap())
    }

    /// Runs it with an environment variable.
    pub fn run_with(&self, name: &str, value: &str, line: &str) -> Ran {
        let output = self.command(line).env(name, value).output();
        Ran::of(line, output.unwrap())
    }

    /// Runs it from a shell, after a command such as `umask 000`.
    #[cfg(unix)]
    pub fn run_after(&self, first: &str, line: &str) -> Ran {
        let program = self.command(line);
        let envs = program.get_envs();
        let output = Command::new("/bin/sh")
            .args(["-c", &format!("{first}; exec \"$0\" \"$@\"")])
            .arg(program.get_program())
            .args(program.get_args())
            .env_clear()
            .envs(envs.filter_map(|(name, value)| Some((name, value?))))
            .current_dir(self.dir.path())
            .output();
        Ran::of(line, output.unwrap())
    }

    /// Runs it; the answer must be positive and without a complaint.
    #[track_caller]
    pub fn ok(&self, line: impl AsRef<str>) -> String {
        self.run(line).ok()
    }

    /// The same, and the answer holds all of these parts.
    #[track_caller]
    pub fn says(&self, line: impl AsRef<str>, parts: &[&str]) -> String {
        let text = self.ok(line);
        holds(&text, parts);
        text
    }

    /// Runs it; it must fail with this code, and the complaint holds all of these parts.
    #[track_caller]
    pub fn fails(&self, code: i32, line: impl AsRef<str>, parts: &[&str]) -> String {
        let text = self.run(line).failed(code);
        holds(&text, parts);
        text
    }

    /// Runs it with `--json` and gives the object of a positive answer.
    #[track_caller]
    pub fn json(&self, line: impl AsRef<str>) -> Value {
        self.run(format!("{} --json", line.as_ref())).json(0)
    }

    /// Runs it with `--json` and gives the object of a negative answer.
    #[track_caller]
    pub fn denied(&self, line: impl AsRef<str>) -> Value {
        self.run(format!("{} --json", line.as_ref())).json(1)
    }

    /// `doctor` gives this problem first.
    #[track_caller]
    pub fn has_problem(&self, words: &str) {
        holds(self.denied("doctor")["problems"][0].text(), &[words]);
    }

    /// Starts the program with its output in a pipe.
    pub fn spawn(&self, line: impl AsRef<str>) -> Child {
        let mut command = self.command(line);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }
}

/// The words of a line as a shell splits it: quotes keep blanks, a comment is left out.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match c {
            '"' | '\'' if quote.is_none_or(|open| open == c) => {
                quote = if quote.is_none() { Some(c) } else { None };
                word.get_or_insert_default();
            }
            '#' if quote.is_none() && word.is_none() => break,
            ' ' if quote.is_none() => out.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    out.extend(word);
    out
}

impl Ran {
    /// What a process gave that has ended.
    pub fn of(line: &str, output: Output) -> Self {
        Self {
            line: line.to_owned(),
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The answer was positive and nothing was complained about.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(
            (self.code, &*self.err),
            (0, ""),
            "{}: {}",
            self.line,
            self.out
        );
        self.out
    }

    /// It failed with this code, with nothing on standard output; gives what it complained about.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!((self.code, &*self.out), (code, ""), "{self:?}");
        let begins = ["cisopath: ", "error: "].map(|lead| self.err.starts_with(lead));
        assert!(begins.contains(&true), "{self:?}");
        self.err
    }

    /// It gave exactly one JSON object with the `schema` of its command, and this code.
    #[track_caller]
    pub fn json(self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self:?}");
        let value: Value =
            serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        let words: Vec<&str> = self.line.split(' ').collect();
        let is_search = words.contains(&"skills") || words.contains(&"roles");
        let schema = if is_search && !words.contains(&"schema") {
            2
        } else {
            1
        };
        assert_eq!(value["schema"], schema, "{value}");
        assert_eq!(value.as_object().unwrap().keys().next().unwrap(), "schema");
        assert_eq!(value.get("error").is_some(), code == 1, "{value}");
        assert_eq!(self.err.is_empty(), code == 0, "{self:?}");
        value
    }
}

/// The keys of an object in order, with blanks between.
pub fn keys(value: &Value) -> String {
    let keys = value.as_object().unwrap().keys();
    keys.map(|k| &**k).collect::<Vec<_>>().join(" ")
}

/// The value has at least these keys, which are separated by blanks.
#[track_caller]
pub fn has(value: &Value, wanted: &str) {
    for key in wanted.split(' ') {
        assert!(value.get(key).is_some(), "no \"{key}\" in {value}");
    }
}

/// The text holds all of these parts.
#[track_caller]
pub fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no \"{part}\" in {text}");
    }
}

/// What a value must be.
pub trait Expect {
    fn list(&self) -> &Vec<Value>;
    fn text(&self) -> &str;
    fn whole(&self) -> u64;
    fn real(&self) -> f64;
    /// It has these fields, with others beside them.
    fn includes(&self, fields: Value);
}

impl Expect for Value {
    #[track_caller]
    fn list(&self) -> &Vec<Value> {
        self.as_array().unwrap()
    }

    #[track_caller]
    fn text(&self) -> &str {
        self.as_str().unwrap()
    }

    #[track_caller]
    fn whole(&self) -> u64 {
        self.as_u64().unwrap()
    }

    #[track_caller]
    fn real(&self) -> f64 {
        self.as_f64().unwrap()
    }

    #[track_caller]
    fn includes(&self, fields: Value) {
        match fields {
            Value::Object(fields) => {
                for (key, wanted) in fields {
                    self[key].includes(wanted);
                }
            }
            wanted => assert_eq!(*self, wanted),
        }
    }
}
