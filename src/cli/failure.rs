//! The error of a command: a sentence, its causes, hints, and a kind that decides the exit code. Errors of the lower
//! layers are converted here only.

use std::error::Error;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use super::reply::{Schema, fields};
use crate::config::ConfigError;
use crate::config::paths::NoHome;
use crate::library::{EMBEDDED, LibraryError};
use crate::market::MarketError;
use crate::profile::StoreError;
use crate::wording::search::NEAREST;
use crate::wording::{errors, record};

/// The kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A negative answer: nothing of that name, no hit, no route.
    No,
    /// Wrong arguments.
    Usage,
    /// A file that cannot be used.
    Data,
    /// An error of the system, or a lock that is held.
    Io,
    /// A bug of the program.
    Bug,
}

impl Kind {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::No => 1,
            Self::Usage => 2,
            Self::Data => 3,
            Self::Io => 4,
            Self::Bug => 70,
        }
    }
}

/// Why a command gives no positive answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    pub kind: Kind,
    /// One sentence without its full stop.
    pub message: String,
    pub details: Box<Details>,
}

/// The parts of a failure beside its sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Details {
    /// The chain of causes, the nearest first.
    pub causes: Vec<String>,
    pub hints: Vec<String>,
    /// The fields of a negative answer in JSON beside `schema`, `error` and `hints`.
    pub answer: Map<String, Value>,
    /// What a negative answer writes to standard output without `--json`; mostly nothing.
    pub text: String,
    /// The time of the kept version that a hint names.
    pub version_at: Option<Timestamp>,
    /// The version of the form of its JSON.
    pub schema: Schema,
}

impl Failure {
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            details: Box::default(),
        }
    }

    pub(crate) fn no(message: impl Into<String>) -> Self {
        Self::new(Kind::No, message)
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self::new(Kind::Data, message)
    }

    pub(crate) fn io(message: impl Into<String>) -> Self {
        Self::new(Kind::Io, message)
    }

    pub(crate) fn bug(message: impl Into<String>) -> Self {
        Self::new(Kind::Bug, message)
    }

    /// The negative answer of a command that needs a record.
    pub(crate) fn no_record() -> Self {
        Self::no("there is no record yet").hint("say where you are: cisopath begin --start NAME")
    }

    /// Adds an error and its sources as causes.
    #[must_use]
    pub(crate) fn because(mut self, error: &dyn Error) -> Self {
        self.details.causes.push(error.to_string());
        self.details.causes.extend(errors::causes(error));
        self
    }

    /// Sets the version of the form of its JSON.
    #[must_use]
    pub(crate) fn schema(mut self, schema: Schema) -> Self {
        self.details.schema = schema;
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.details.hints.push(hint.into());
        self
    }

    /// The message and its causes in one sentence.
    pub(crate) fn sentence(&self) -> String {
        let causes = self.details.causes.iter();
        let parts = std::iter::once(&self.message).chain(causes);
        parts.map(String::as_str).collect::<Vec<_>>().join(": ")
    }

    /// Adds a hint where there is one.
    #[must_use]
    pub(crate) fn maybe_hint(self, hint: Option<impl Into<String>>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Adds the hint that the clock may be wrong, if a version that a hint names is from the future.
    pub(crate) fn check_clock(&mut self, now: Timestamp) {
        if self.details.version_at.is_some_and(|at| at > now) {
            self.details.hints.push(record::FROM_FUTURE.to_owned());
        }
    }

    /// Adds the names that come nearest to one that means nothing: a hint, and the field `nearest`.
    #[must_use]
    pub(crate) fn nearest(self, names: &[&str]) -> Self {
        let with = self.with("nearest", names.to_vec());
        if names.is_empty() {
            return with;
        }
        with.hint(format!("{NEAREST} {}", names.join(", ")))
    }

    /// Adds a field to the JSON of a negative answer.
    #[must_use]
    pub(crate) fn with(mut self, key: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        self.details.answer.insert(key.to_owned(), value);
        self
    }

    /// Adds the fields of a struct to the JSON of a negative answer, and the text that is written without `--json`.
    #[must_use]
    pub(crate) fn with_answer(mut self, answer: impl Serialize, text: String) -> Self {
        self.details.answer.extend(fields(answer));
        self.details.text = text;
        self
    }

    /// The failure for an error of a lower layer: its message, and its sources as causes.
    fn of(kind: Kind, error: &dyn Error) -> Self {
        let mut failure = Self::new(kind, error.to_string());
        failure.details.causes = errors::causes(error);
        failure
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let of = |kind| Self::of(kind, &error);
        match &error {
            StoreError::Damaged { newest_good, .. } => {
                let way_out = match newest_good {
                    Some(newest) => format!(
                        "`cisopath backup list` shows the kept versions, `cisopath backup restore` brings back {}",
                        newest.name
                    ),
                    None => "`cisopath backup list` shows that no good version was kept; move \
                             the file away to begin anew (`cisopath backup restore` would need a version)"
                        .to_owned(),
                };
                let mut failure = of(Kind::Data)
                    .hint("the file was left as it is")
                    .hint(way_out);
                failure.details.version_at = newest_good.as_ref().map(|newest| newest.at);
                failure
            }
            StoreError::Newer { .. } => of(Kind::Data)
                .hint("the file was left as it is; use the version that wrote it, or another record with --profile FILE")
                .hint("`cisopath backup list` shows the kept versions; `cisopath backup restore` will not replace a newer file"),
            StoreError::NoBackup { name } => {
                let failure = of(Kind::No);
                match name {
                    Some(_) => failure.hint("`cisopath backup list` shows the names"),
                    None => failure,
                }
            }
            StoreError::BadBackup { .. } => {
                of(Kind::Data).hint("`cisopath backup list` says which kept versions are good")
            }
            StoreError::Locked { .. } => {
                of(Kind::Io).hint("leave the other cisopath, or try again in a moment")
            }
            StoreError::NoLocks { .. } => of(Kind::Io)
                .hint("nothing was written; the record can be looked at where it is")
                .hint("to go on, copy it to a local disk and name it with --profile FILE"),
            StoreError::NotSynced { .. } => {
                of(Kind::Io).hint("the file holds the change; `cisopath doctor` checks that saving works")
            }
            StoreError::Changed { .. } => of(Kind::Io).hint("nothing was written; try again"),
            StoreError::ReadOnly { .. } => {
                of(Kind::Io).hint("nothing was written; --profile FILE chooses another place")
            }
            StoreError::TooLarge { .. } => of(Kind::Data)
                .hint("nothing was written; say it in fewer words, or begin another record with --profile FILE"),
            StoreError::Serialize { .. } => of(Kind::Bug).hint("nothing was written"),
            StoreError::Io { .. } => of(Kind::Io),
        }
    }
}

impl From<MarketError> for Failure {
    fn from(error: MarketError) -> Self {
        let of = |kind| Self::of(kind, &error);
        match error {
            MarketError::Damaged {
                ref path,
                ref newest_good,
                ..
            } => {
                let folder = path.with_file_name("backups");
                let way_out = match newest_good {
                    Some(name) => format!("copy {name} from {} over it", folder.display()),
                    None => "no good version was kept; move the file away to begin anew".to_owned(),
                };
                of(Kind::Data)
                    .hint("the file was left as it is")
                    .hint(way_out)
            }
            MarketError::Newer { .. } => {
                of(Kind::Data).hint("the file was left as it is; use the version that wrote it")
            }
            MarketError::Store(error) => error.into(),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        let kind = match &error {
            ConfigError::Read { .. } => Kind::Io,
            ConfigError::Syntax { .. } | ConfigError::Value { .. } => Kind::Data,
        };
        Self::of(kind, &error).hint("`cisopath doctor` checks the configuration")
    }
}

impl From<NoHome> for Failure {
    fn from(error: NoHome) -> Self {
        Self::of(Kind::Data, &error).hint("set HOME, or name a record with --profile FILE")
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Self {
        const AGAIN: &str = "import it again (cisopath import esco PATH), or go back: cisopath catalog use embedded";
        match &error {
            LibraryError::Unknown(_) => {
                Self::of(Kind::No, &error).hint("`cisopath catalog list` shows those there are")
            }
            LibraryError::Embedded => Self::of(Kind::Usage, &error),
            LibraryError::Io { .. } => Self::of(Kind::Io, &error),
            LibraryError::Selection { .. } => {
                Self::of(Kind::Data, &error).hint("`cisopath catalog use NAME` chooses again")
            }
            LibraryError::Load { id, .. } if id == EMBEDDED => Self::of(Kind::Bug, &error),
            LibraryError::Refused { .. } | LibraryError::Load { .. } => {
                Self::of(Kind::Data, &error).hint(AGAIN)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Backup;

    #[test]
    fn kinds_have_their_codes() {
        let path = std::path::PathBuf::from("/p.json");
        let source = || std::io::Error::other("disk full");
        for (error, code, hint) in [
            (
                StoreError::Damaged {
                    path: path.clone(),
                    detail: "empty".into(),
                    newest_good: Some(Box::new(Backup {
                        name: "v1".into(),
                        at: jiff::Timestamp::UNIX_EPOCH,
                        size: 9,
                        good: true,
                        holds: None,
                    })),
                },
                3,
                "backup restore` brings back v1",
            ),
            (
                StoreError::Newer {
                    path: path.clone(),
                    found: 9,
                    known: 1,
                },
                3,
                "backup list",
            ),
            (
                StoreError::TooLarge { path: path.clone() },
                3,
                "nothing was written",
            ),
            (
                StoreError::Locked { path: path.clone() },
                4,
                "leave the other",
            ),
            (
                StoreError::NoBackup {
                    name: Some("x".into()),
                },
                1,
                "backup list",
            ),
            (
                StoreError::ReadOnly {
                    path: path.clone(),
                    source: source(),
                },
                4,
                "--profile",
            ),
        ] {
            let failure = Failure::from(error);
            assert_eq!(failure.kind.code(), code, "{failure:?}");
            assert!(
                failure.details.hints.join(" ").contains(hint),
                "{failure:?}"
            );
        }
    }

    #[test]
    fn causes_follow_the_chain() {
        let error = StoreError::Io {
            path: "/p.json".into(),
            action: "write",
            source: std::io::Error::other("disk full"),
        };
        let failure = Failure::from(error);
        assert_eq!(failure.message, "cannot write /p.json");
        assert_eq!(failure.details.causes, ["disk full"]);
    }
}
