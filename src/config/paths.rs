//! The paths of the record, the settings and the imported catalogues.

use std::path::PathBuf;

use etcetera::BaseStrategy;

const FOLDER: &str = "cisopath";

const CATALOGS: &str = "catalogs";

/// The paths that cisopath reads and writes. None of the files need exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    pub profile: PathBuf,
    pub config: PathBuf,
    pub catalogs: PathBuf,
}

/// The error of a platform without a home folder.
#[derive(Debug, thiserror::Error)]
#[error("there is no home folder to keep files in")]
pub struct NoHome;

impl Paths {
    /// The folders of the platform (such as `$XDG_DATA_HOME`). The record is at `profile`, else at `CISOPATH_PROFILE`,
    /// if one of them is given.
    ///
    /// # Errors
    /// [`NoHome`] if there is no home folder and no path of the record.
    pub fn find(profile: Option<PathBuf>) -> Result<Self, NoHome> {
        let named = profile.or_else(|| {
            std::env::var_os("CISOPATH_PROFILE")
                .filter(|v| !v.is_empty())
                .map(PathBuf::from)
        });
        match (etcetera::choose_base_strategy(), named) {
            (Ok(base), named) => Ok(Self {
                profile: named.unwrap_or_else(|| base.data_dir().join(FOLDER).join("profile.json")),
                config: base.config_dir().join(FOLDER).join("config.toml"),
                catalogs: base.data_dir().join(FOLDER).join(CATALOGS),
            }),
            (Err(_), Some(profile)) => {
                let config = profile.with_file_name("config.toml");
                let catalogs = profile.with_file_name(CATALOGS);
                Ok(Self {
                    profile,
                    config,
                    catalogs,
                })
            }
            (Err(_), None) => Err(NoHome),
        }
    }
}
