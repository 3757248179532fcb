//! Settings, keys and the folders of the platform. Values only: what a key does is resolved by the screens,
//! which alone know the vocabulary; a command line may use this without them.

mod hours;
pub mod keys;
pub mod paths;
pub mod settings;

use std::path::PathBuf;

use crate::file;

/// Why a configuration file could not be used. Nothing is silently ignored.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file exists and cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML, or a value has another type.
    #[error("{} is not valid, line {line}: {message}", path.display())]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A value is not one of those allowed.
    #[error("{}: {message}", path.display())]
    Value {
        /// Which file.
        path: PathBuf,
        /// What is wrong, with what is allowed.
        message: String,
    },
}

/// The line (from 1) in which the byte `at` of `text` stands.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// The text of a settings or key file.
pub(crate) fn read(path: &std::path::Path) -> Result<String, ConfigError> {
    file::read_text(path, file::SMALL).map_err(|source| {
        let path = path.to_owned();
        match source.kind() {
            std::io::ErrorKind::InvalidData => ConfigError::Value {
                path,
                message: source.to_string(),
            },
            _ => ConfigError::Read { path, source },
        }
    })
}

/// Parses TOML from `path`, with the line in the error.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(
    path: &std::path::Path,
    text: &str,
) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError::Syntax {
        path: path.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: with_nearest(error.message().lines().next().unwrap_or_default()),
    })
}

/// A message of the parser that names what was written and what is known, each in backticks, with the nearest of the
/// latter as a question.
fn with_nearest(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let wrong = names.next().unwrap_or_default();
    let is_unknown = message.starts_with("unknown ");
    match nearest(wrong, names).filter(|_| is_unknown) {
        Some(name) => format!("{message}; did you mean `{name}`?"),
        None => message.to_owned(),
    }
}

/// The name that differs from a wrong one in the fewest letters, if it is not another word altogether.
pub(crate) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distances = names.map(|name| (strsim::osa_distance(wrong, name), name));
    let (distance, name) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count() / 2).then_some(name)
}
