//! Where things lie: the platform's folders, and what the environment or the command line put in their place.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The name under which folders are made.
const FOLDER: &str = "cisopath";

/// The folder of imported catalogues within it.
const CATALOGS: &str = "catalogs";

/// Where cisopath reads and writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The person's record.
    pub profile: PathBuf,
    /// The settings file, which need not exist.
    pub config: PathBuf,
    /// The folder of imported catalogues, which need not exist.
    pub catalogs: PathBuf,
}

/// No home folder, so no place for files.
#[derive(Debug, thiserror::Error)]
#[error("there is no home folder to keep files in")]
pub struct NoHome;

impl Paths {
    /// The platform's folders (`$XDG_DATA_HOME`, `$XDG_CONFIG_HOME` and their like); a record named by
    /// `profile`, else by `CISOPATH_PROFILE`, wins.
    ///
    /// # Errors
    /// [`NoHome`] when the platform names no home folder and no record was named.
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
