//! The options with which the planner starts, and the errors with which it ends.

use std::io;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::config::keys::KeyTable;
use crate::config::settings::Settings;
use crate::profile::Moment;
use crate::profile::store::{Store, StoreError};
use crate::ui::model::theme::ThemeName;

pub(crate) type Clock = Box<dyn Fn() -> Moment>;

/// What the planner is started with.
pub struct Options {
    pub catalog: Arc<Catalog>,
    pub store: Store,
    /// The catalogue in use before, at the first start with another one.
    pub former: Option<Catalog>,
    pub settings: Settings,
    /// Draws ASCII signs, whatever the settings say.
    pub ascii: bool,
    /// The theme, whatever the settings say.
    pub theme: Option<ThemeName>,
    pub keys: KeyTable,
    /// Problems before the screens open that do not stop the planner.
    pub notices: Vec<String>,
    /// Opens the record read-only.
    pub read_only: bool,
    pub clock: Clock,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
}

/// Why the planner could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the last change could not be saved: {0}")]
    Unsaved(String),
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}
