//! Settings, key files and the folders of the platform.

mod hours;
pub mod keys;
pub mod paths;
pub mod settings;

use std::path::PathBuf;

use crate::file;

/// Why a configuration file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("cannot read {}", path.display())]
    Read {
        path: PathBuf,
        source: std::io::Error,
    },
    /// The file is not TOML, or a value has another type.
    #[error("{} is not valid, line {line}: {message}", path.display())]
    Syntax {
        path: PathBuf,
        /// From 1.
        line: usize,
        message: String,
    },
    #[error("{}: {message}", path.display())]
    Value { path: PathBuf, message: String },
}

/// The line, from 1, of the byte `at` in `text`.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

/// Reads a settings file or key file.
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

/// Adds the nearest known name to a message of the parser, which has the unknown and the known names in backticks.
fn with_nearest(message: &str) -> String {
    let mut names = message.split('`').skip(1).step_by(2);
    let wrong = names.next().unwrap_or_default();
    let is_unknown = message.starts_with("unknown ");
    match nearest(wrong, names).filter(|_| is_unknown) {
        Some(name) => format!("{message}; did you mean `{name}`?"),
        None => message.to_owned(),
    }
}

/// The name with the smallest edit distance to a wrong one, unless more than half of it differs.
pub(crate) fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distances = names.map(|name| (strsim::osa_distance(wrong, name), name));
    let (distance, name) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= name.chars().count() / 2).then_some(name)
}
