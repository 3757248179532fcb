//! What commands work with: clock, catalogue, settings and record. The only part of the command line that meets the file
//! of the record.

use std::cell::OnceCell;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use super::args::Global;
use super::failure::Failure;
use crate::catalog::Catalog;
use crate::config::keys::KeyTable;
use crate::config::paths::Paths;
use crate::config::settings::Settings;
use crate::library::Library;
use crate::market::MarketStore;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::hours::SkillHours;
use crate::profile::{Moment, Record, Store};
use crate::usecase::person::Person;

/// How long a command waits for the lock.
pub(crate) const WAIT: Duration = Duration::from_secs(2);

/// The hint where the catalogue in use lacks an occupation of the record.
pub(crate) const OTHER_CATALOGUE: &str =
    "what you said is kept; take the catalogue into use that has it: cisopath catalog list";

/// What the commands need of the process and of the screens: clock, terminal, keys.
pub(crate) struct Runtime {
    /// Gives the present moment.
    pub clock: Box<dyn Fn() -> Moment>,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
    /// Says what is wrong with a key table; only the screens know what keys can do.
    pub check_keys: fn(&KeyTable) -> Vec<String>,
    pub terminal: TerminalFacts,
    /// Shows how far a long command is.
    pub progress: Progress,
    /// Reads standard input, at most so many bytes of it.
    pub input: fn(u64) -> io::Result<Vec<u8>>,
}

/// A callback with the parts of a long command that are done, of how many, and what comes next; returns whether to go
/// on. All done ends it.
pub(crate) type Progress = Box<dyn Fn(usize, usize, &str) -> bool>;

/// What `doctor` says of the terminal.
#[derive(Clone, Debug, Default)]
pub(crate) struct TerminalFacts {
    /// Standard input is a terminal.
    pub input: bool,
    /// Standard output is a terminal.
    pub output: bool,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// What `TERM` says.
    pub name: Option<String>,
}

/// What commands work with.
pub(crate) struct Context {
    /// What was handed in.
    pub runtime: Runtime,
    /// Whether nothing may be changed.
    pub read_only: bool,
    profile: Option<PathBuf>,
    catalog: OnceCell<Catalog>,
    notice: OnceCell<String>,
}

impl Context {
    /// A context over the record that the options name, or over the one in its usual place.
    pub(crate) fn new(runtime: Runtime, global: &Global) -> Self {
        Self {
            runtime,
            read_only: global.read_only,
            profile: global.profile.clone(),
            catalog: OnceCell::new(),
            notice: OnceCell::new(),
        }
    }

    /// What went wrong on the way and ended nothing.
    pub(crate) fn notice(&self) -> Option<&str> {
        self.notice.get().map(String::as_str)
    }

    pub(crate) fn now(&self) -> Moment {
        (self.runtime.clock)()
    }

    /// The catalogue, loaded when it is first asked for.
    ///
    /// # Errors
    /// When the catalogue in use is refused.
    pub(crate) fn catalog(&self) -> Result<&Catalog, Failure> {
        if let Some(catalog) = self.catalog.get() {
            return Ok(catalog);
        }
        let library = self.library()?;
        let catalog = library.open_in_use()?;
        self.note_selection(&library);
        Ok(self.catalog.get_or_init(|| catalog))
    }

    /// Has it said when the choice of a catalogue is damaged: what says which one is in use calls this.
    pub(crate) fn note_selection(&self, library: &Library) {
        if let Some(notice) = library.notice() {
            self.notice.get_or_init(|| notice);
        }
    }

    /// Where things lie.
    ///
    /// # Errors
    /// Without a home folder.
    pub(crate) fn paths(&self) -> Result<Paths, Failure> {
        Ok(Paths::find(self.profile.clone())?)
    }

    ///
    /// # Errors
    /// Without a home folder.
    pub(crate) fn library(&self) -> Result<Library, Failure> {
        Ok(Library::new(self.paths()?.catalogs))
    }

    /// The place of the record.
    ///
    /// # Errors
    /// Without a home folder.
    pub(crate) fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(self.paths()?.profile))
    }

    /// The place of the adverts.
    ///
    /// # Errors
    /// Without a home folder.
    pub(crate) fn market(&self) -> Result<MarketStore, Failure> {
        Ok(MarketStore::beside(&self.paths()?.profile))
    }

    /// The settings.
    ///
    /// # Errors
    /// When the settings file cannot be used or read.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        Ok(Settings::load(&self.paths()?.config)?)
    }

    /// The catalogue as routes are computed on it, with the hours of the settings.
    ///
    /// # Errors
    /// When the settings file cannot be used or read.
    pub(crate) fn flat(&self) -> Result<FlatCatalog, Failure> {
        let catalog = self.catalog()?;
        let hours = SkillHours::new(catalog, &self.settings()?.hours);
        Ok(FlatCatalog::new(catalog, hours))
    }

    /// The record, if there is one.
    ///
    /// # Errors
    /// When the record cannot be used or read.
    pub(crate) fn record(&self) -> Result<Option<Record>, Failure> {
        Ok(self.store()?.read()?)
    }

    /// The person; nothing is known of them without a record.
    ///
    /// # Errors
    /// When the record cannot be used or read.
    pub(crate) fn person(&self) -> Result<Person, Failure> {
        let record = self.record()?;
        let profile = record.map(|r| r.profile).unwrap_or_default();
        Ok(Person::new(self.catalog()?, profile))
    }

    /// Changes the record under its lock. What `edit` did is safe on the device when this returns.
    ///
    /// # Errors
    /// What `edit` gives, or why the record could not be locked, read or saved.
    pub(crate) fn change<R>(
        &self,
        edit: impl FnOnce(&mut Record, &Catalog, Moment) -> Result<R, Failure>,
    ) -> Result<R, Failure> {
        let catalog = self.catalog()?;
        let now = self.now();
        self.store()?
            .update(WAIT, now, |record| edit(record, catalog, now))?
    }
}
