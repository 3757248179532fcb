//! What the planner is started with, and why it could not run.

use std::io;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::config::keys::KeyTable;
use crate::config::settings::Settings;
use crate::profile::Moment;
use crate::profile::store::{Store, StoreError};
use crate::ui::model::theme::ThemeName;

/// Gives the present moment.
pub(crate) type Clock = Box<dyn Fn() -> Moment>;

/// What the planner is started with.
pub struct Options {
    /// The catalogue.
    pub catalog: Arc<Catalog>,
    /// Where the record lies.
    pub store: Store,
    /// The catalogue that was in use before, when this is the first start with another one.
    pub former: Option<Catalog>,
    /// The settings.
    pub settings: Settings,
    /// ASCII signs, whatever the settings say.
    pub ascii: bool,
    /// A theme, whatever the settings say.
    pub theme: Option<ThemeName>,
    /// The keys.
    pub keys: KeyTable,
    /// What went wrong before the screens open and ends nothing.
    pub notices: Vec<String>,
    /// Nothing may change, whatever the file allows.
    pub read_only: bool,
    /// The time.
    pub clock: Clock,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
}

/// Why the planner could not run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The record.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The last change is not in the file.
    #[error("the last change could not be saved: {0}")]
    Unsaved(String),
    /// The terminal.
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}
