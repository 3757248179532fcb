//! Why a catalogue could not be loaded.

/// An error in the data of a catalogue.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("{file} is not valid catalogue data")]
    Json {
        file: &'static str,
        source: serde_json::Error,
    },
    #[error("{file} has schema {found}; this version reads schema {known}")]
    Schema {
        file: &'static str,
        found: u32,
        known: u32,
    },
    /// An index points at no entry, or the skill groups are no tree.
    #[error("the entries of the catalogue do not fit together")]
    Inconsistent,
    /// The bytes are not those of a catalogue.
    #[error("the catalogue cannot be decoded")]
    Binary(#[from] postcard::Error),
}
