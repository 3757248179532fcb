//! Errors of the store of adverts.

use std::path::PathBuf;

use crate::profile::StoreError;

/// Why the adverts could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum MarketError {
    /// The file is not one of adverts. It is not changed.
    #[error("the file of the adverts {path} is damaged: {detail}")]
    Damaged {
        path: PathBuf,
        detail: String,
        /// The name of the newest good kept version.
        newest_good: Option<String>,
    },
    /// A later version of the program wrote the file. It is not changed.
    #[error(
        "the file of the adverts {path} has schema {found}, written by a later version; this one knows {known}"
    )]
    Newer {
        path: PathBuf,
        found: u64,
        known: u32,
    },
    /// The file could not be read, locked or written.
    #[error("the adverts cannot be read or saved")]
    Store(#[source] StoreError),
}

impl From<StoreError> for MarketError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged {
                path,
                detail,
                newest_good,
            } => Self::Damaged {
                path,
                detail,
                newest_good: newest_good.map(|version| version.name),
            },
            StoreError::Newer { path, found, known } => Self::Newer { path, found, known },
            error => Self::Store(error),
        }
    }
}
