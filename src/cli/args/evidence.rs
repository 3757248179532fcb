//! The arguments of `evidence`.

use clap::ValueEnum;
use jiff::civil::Date;

use super::value::{day, name};

/// What shows it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Evidence {
    /// A skill's name, or the id of a step or a milestone. Without options, its evidence is listed.
    #[arg(value_parser = name)]
    pub id: String,
    /// What was done.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// A link or the name of a file.
    #[arg(long, value_name = "TEXT")]
    pub link: Option<String>,
    /// The day of the work; today when left out.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    /// The part you took.
    #[arg(long)]
    pub part: Option<PartTaken>,
    /// People, entities, systems, budget band.
    #[arg(long, value_name = "TEXT")]
    pub scope: Option<String>,
    /// The result of the work.
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<String>,
    /// Who can confirm it: a role, not necessarily a name.
    #[arg(long, value_name = "ROLE")]
    pub confirmed_by: Option<String>,
    /// It was an exercise, not the real thing.
    #[arg(long)]
    pub exercised: bool,
    /// Correct the piece with this number: the other options replace its fields.
    #[arg(long, value_name = "NUMBER", conflicts_with = "remove")]
    pub correct: Option<u64>,
    /// Remove the piece with this number.
    #[arg(long, value_name = "NUMBER")]
    pub remove: Option<u64>,
}

impl Evidence {
    /// Whether it writes something down, corrects or removes it.
    pub(super) fn changes(&self) -> bool {
        self.note.is_some() || self.correct.is_some() || self.remove.is_some()
    }

    /// Whether an option says something of the work.
    pub(crate) fn says_something(&self) -> bool {
        let texts = [&self.link, &self.scope, &self.outcome, &self.confirmed_by];
        let said = texts.into_iter().any(Option::is_some);
        said || self.date.is_some() || self.part.is_some() || self.exercised
    }
}

/// The part taken in a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PartTaken {
    /// I helped; another person led.
    Supported,
    /// I led it.
    Led,
    /// I answered for it.
    Accountable,
}
