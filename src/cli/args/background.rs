//! The arguments of `certificates` and `worked-with`.

use jiff::civil::Date;

use super::value::{day, last_day, name};

/// Which certificate, and what the person says of it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Certificates {
    /// The certificate, by id or name.
    #[arg(value_parser = name)]
    pub name: Option<String>,
    /// Note that you hold it.
    #[arg(long, requires = "name")]
    pub held: bool,
    /// Since when you hold it.
    #[arg(long, value_name = "YYYY-MM", requires = "held", value_parser = day)]
    pub since: Option<Date>,
    /// Until when it is valid.
    #[arg(long, value_name = "YYYY-MM", requires = "held", value_parser = last_day)]
    pub until: Option<Date>,
    /// Note that you plan it.
    #[arg(long, requires = "name", conflicts_with = "held")]
    pub planned: bool,
    /// Remove what you noted of it.
    #[arg(long, requires = "name", conflicts_with_all = ["held", "planned"])]
    pub remove: bool,
}

impl Certificates {
    /// Whether it changes the record.
    pub(super) fn changes(&self) -> bool {
        self.held || self.planned || self.remove
    }
}

/// Something that ESCO lacks.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct WorkedWith {
    /// What you worked with.
    #[arg(value_parser = name)]
    pub name: Option<String>,
    /// What you did with it.
    #[arg(long, value_name = "TEXT", requires = "name")]
    pub note: Option<String>,
    /// Remove it.
    #[arg(long, requires = "name", conflicts_with = "note")]
    pub remove: bool,
}

impl WorkedWith {
    /// Whether it changes the record.
    pub(super) fn changes(&self) -> bool {
        self.name.is_some()
    }
}
