//! The arguments: every command with its options, as clap reads them. The comments are the help texts.

use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;

/// Version of the program and of the data that is part of it; a test compares the latter with the data.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (ESCO v1.2.0)");

/// What stands below the help.
pub const EXAMPLES: &str = "\
Examples:
  cisopath                                      open the screens
  cisopath begin --start \"IT auditor\"           say where you stand
  cisopath begin --before \"web developer\"       and where you were before that
  cisopath route                                the way to CISO, step by step
  cisopath next                                 what to do next
  cisopath skills gdpr                          find skills
  cisopath mark \"risk management\" held          say that you hold one
  cisopath done own-one-policy                  a milestone is reached
  cisopath gap 2529.8 --json                    what an occupation asks for, for scripts

A name is an ESCO URI, an ESCO code, a label or a common synonym (\"CISO\").
Exit codes: 0 yes, 1 a negative answer, 2 usage, 3 bad data or configuration, 4 input/output or
locked, 70 a bug. With --json, standard output holds one JSON object on 0 and 1, else nothing.";

/// A career path planner for the terminal: from five fields to chief information security officer.
///
/// Without a command it opens the screens. It works offline; your record is one file that belongs to you.
#[derive(Clone, Debug, Parser)]
#[command(name = "cisopath", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// Draw the screens with ASCII signs only.
    #[arg(long)]
    pub ascii: bool,
    /// Colours of the screens.
    #[arg(long, value_parser = ["dark", "light", "mono"])]
    pub theme: Option<String>,
    /// What to do; the screens without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Clone, Debug, clap::Args)]
pub struct Global {
    /// Answer with one JSON object.
    #[arg(long, global = true, display_order = 900)]
    pub json: bool,
    /// Use another record than the one in the data folder.
    #[arg(long, global = true, display_order = 900, value_name = "FILE")]
    pub profile: Option<PathBuf>,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List occupations, all or those that match.
    Roles {
        /// Words of a title; alternative titles count too.
        query: Option<String>,
    },
    /// Show an occupation: its skills in groups, how you stand, what is close to it.
    Role {
        /// Which one.
        name: String,
    },
    /// Search skills by label, alternative label and synonym.
    Skills {
        /// What to search for.
        query: String,
        /// Show at most so many.
        #[arg(long, value_name = "N", default_value_t = 50, value_parser = at_least_one())]
        limit: u32,
    },
    /// Show a skill: what it is and who asks for it.
    Skill {
        /// Which one.
        name: String,
    },
    /// List the five tracks with their routes.
    Tracks,
    /// Say where you stand and where you want to go; later, change any of it.
    Begin(Begin),
    /// Show your route, step by step.
    Route,
    /// Show where you are in short.
    Status,
    /// Say what to do next, the most useful first.
    Next {
        /// Show at most so many.
        #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one())]
        limit: u32,
    },
    /// Show what an occupation asks for and you do not hold.
    Gap {
        /// Which one; your goal when left out.
        name: Option<String>,
    },
    /// Say whether you hold a skill. Once is enough: it counts in every occupation.
    Mark {
        /// Which one.
        skill: String,
        /// What you say of it.
        state: MarkState,
    },
    /// Say that a step or a milestone is done.
    #[command(after_help = "A step may be done before its skills are: what is open is said.")]
    Done {
        /// The step's or milestone's id, as `cisopath route` shows it.
        id: String,
    },
    /// Take back that a step or a milestone is done.
    Undone {
        /// The step's or milestone's id.
        id: String,
    },
    /// Write down, list, correct or remove what shows that a skill is held or a step or milestone is done.
    #[command(
        after_help = "Employers' documents stay out: a note, a date and a role that can confirm are enough."
    )]
    Evidence(Evidence),
    /// Take back the last change.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// List or restore kept versions of your record.
    #[command(subcommand)]
    Backup(Backup),
    /// Check folders, catalogue, configuration, record and terminal; exits 1 when something is wrong.
    Doctor,
    /// Print completions for a shell.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    /// Print the manual page.
    #[command(after_help = "For example: cisopath man | man -l -")]
    Man,
    /// Make catalogue files from official ESCO data.
    #[command(subcommand)]
    Catalog(CatalogCommand),
}

/// Where you stand and where you want to go.
#[derive(Clone, Debug, clap::Args)]
#[command(
    group = ArgGroup::new("change").required(true).multiple(true)
        .args(["start", "before", "goal", "track", "route"]),
    after_help = "For example: cisopath begin --start \"IT auditor\" --before \"data analyst\" --track audit"
)]
pub struct Begin {
    /// Your present occupation, in which the route begins.
    #[arg(long, value_name = "NAME")]
    pub start: Option<String>,
    /// An occupation before that; repeat it for more, the latest first. Replaces those said before.
    #[arg(long, value_name = "NAME")]
    pub before: Vec<String>,
    /// The occupation you want to reach; chief ICT security officer when never said.
    #[arg(long, value_name = "NAME")]
    pub goal: Option<String>,
    /// The track, as `cisopath tracks` names it.
    #[arg(long, value_name = "ID")]
    pub track: Option<String>,
    /// The route, as `cisopath tracks` names it.
    #[arg(long, value_name = "ID")]
    pub route: Option<String>,
}

/// What shows it.
#[derive(Clone, Debug, clap::Args)]
pub struct Evidence {
    /// A skill's name, or the id of a step or a milestone. Alone it lists what was written down.
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
    /// What changed.
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<String>,
    /// Who can confirm it: a role, not necessarily a name.
    #[arg(long, value_name = "ROLE")]
    pub confirmed_by: Option<String>,
    /// It was an exercise, not the real thing.
    #[arg(long)]
    pub exercised: bool,
    /// Correct the piece with this number: what the other options say takes the place of what it says.
    #[arg(long, value_name = "NUMBER", conflicts_with = "remove")]
    pub correct: Option<u64>,
    /// Remove the piece with this number.
    #[arg(long, value_name = "NUMBER")]
    pub remove: Option<u64>,
}

impl Evidence {
    /// Whether an option says something of the work.
    pub fn says_something(&self) -> bool {
        let texts = [&self.link, &self.scope, &self.outcome, &self.confirmed_by];
        let said = texts.into_iter().any(Option::is_some);
        said || self.date.is_some() || self.part.is_some() || self.exercised
    }
}

/// Kept versions of the record.
#[derive(Clone, Debug, Subcommand)]
pub enum Backup {
    /// List the kept versions, newest first.
    List,
    /// Bring back a kept version. The file it replaces is kept as well.
    Restore {
        /// Its name, as `backup list` shows it; the newest good one when left out.
        name: Option<String>,
    },
}

/// What can be done with catalogue data.
#[derive(Clone, Debug, Subcommand)]
pub enum CatalogCommand {
    /// Cut the embedded part out of ESCO's official CSV files.
    Build(CatalogBuild),
}

/// Where from and where to.
#[derive(Clone, Debug, clap::Args)]
pub struct CatalogBuild {
    /// The folder with ESCO's CSV files in English.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// ESCO's release; recognised by its counts when left out.
    #[arg(long, value_name = "X")]
    pub release: Option<String>,
    /// Which occupations to take; those of this version when left out.
    #[arg(long, value_name = "FILE")]
    pub slice: Option<PathBuf>,
}

/// What can be said of a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MarkState {
    /// I hold it.
    Held,
    /// I am learning it.
    Learning,
    /// I do not hold it, whatever my roles suggest.
    Missing,
    /// Take back what I said: what my roles suggest counts again.
    Likely,
}

/// The part taken in a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PartTaken {
    /// I helped somebody who led.
    Supported,
    /// I led it.
    Led,
    /// I answered for it.
    Accountable,
}

fn at_least_one() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

/// A day as the form takes it.
fn day(text: &str) -> Result<Date, &'static str> {
    text.trim()
        .parse()
        .map_err(|_| "this is not a date; write it as year-month-day, such as 2026-03-31")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_version_names_the_data() {
        let release = Catalog::embedded().unwrap().release().to_owned();
        assert!(
            VERSION.ends_with(&format!("(ESCO v{release})")),
            "{VERSION}"
        );
    }
}
