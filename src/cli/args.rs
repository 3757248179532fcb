//! The arguments: every command with its options, as clap reads them. The comments are the help texts.

mod advert;
mod background;
mod begin;
mod evidence;
mod market;
mod value;
mod what_if;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use value::{at_least_one, name, release};

pub(crate) use advert::{AdvertCommand, ConditionAnswerArg, DecisionArgs, PayArgs};
pub(crate) use background::{Certificates, WorkedWith};
pub(crate) use begin::Begin;
pub(crate) use evidence::{Evidence, PartTaken};
pub(crate) use market::MarketCommand;
pub(crate) use what_if::WhatIfArgs;

/// Version of the program and of the data that is part of it; a test compares the latter with the data.
pub(crate) const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (ESCO v1.2.0)");

/// What stands below the help.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cisopath                                      open the screens
  cisopath begin --start \"IT auditor\"           say where you are
  cisopath begin --before \"web developer\"       and where you were before that
  cisopath route                                the route to CISO, step by step
  cisopath next                                 what to do next
  cisopath skills gdpr                          find skills
  cisopath mark \"risk management\" held          say that you hold one
  cisopath done own-one-policy                  a milestone is reached
  cisopath gap 2529.8 --json                    what an occupation asks for, for scripts
  cisopath guide reading-an-advert              read a section of the guide
  cisopath certificates cissp                   what an issuer asks, with source and day
  cisopath milestone own-one-policy             what it needs and what shows it
  cisopath assumptions                          what your roles suggest, least certain first
  cisopath routes --from \"web developer\" --to CISO    routes between any two occupations

A name is an ESCO URI, an ESCO code, a label or a common synonym (\"CISO\").
Exit codes: 0 yes, 1 a negative answer, 2 usage, 3 bad data or configuration, 4 input/output or
locked, 70 a bug. With --json, standard output holds one JSON object on 0 and 1, else nothing.";

const ROUTES_HELP: &str = "\
A move is considered feasible when the essential skills you hold, together with those of the occupation
before it, cover enough of the next one. A missing skill costs its hours (config.toml, [hours]), a move 80
more. Figures count earlier steps as made. For example:
  cisopath routes --from \"IT auditor\" --to CISO
  cisopath routes --from 2522.1.1 --to CISO --leap large --via 2529.5 --steps 4";

const IMPORT_HELP: &str = "\
The download is free: https://esco.ec.europa.eu/en/use-esco/download (version, content \"classification\", file
type CSV). For example:
  cisopath import esco ~/Downloads/ESCO-v1.2.0-en
  cisopath import esco v1.1.1-en.zip v1.1.1-relations.zip
  cisopath catalog use embedded          back to the embedded catalogue";

const CERTIFICATES_HELP: &str = "\
For example:
  cisopath certificates cissp
  cisopath certificates cisa --held --until 2027-01";

const COMPARE_HELP: &str = "\
For example:
  cisopath compare \"ICT resilience manager\" \"cybersecurity risk manager\"
  cisopath compare auditor-manager-risk-ciso 2511.18-1213.9-2529.8-2529.1";

/// A career path planner for the terminal: from five fields to chief information security officer.
///
/// Without a command it opens the screens. It works offline; your record is one file that belongs to you.
#[derive(Clone, Debug, Default, Parser)]
#[command(name = "cisopath", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// Draw the screens with ASCII signs only.
    #[arg(long)]
    pub ascii: bool,
    /// Colours of the screens.
    #[arg(long, value_parser = ["dark", "light", "mono"])]
    pub theme: Option<String>,
    /// The command; without one the screens open.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Args {
    /// Reads the command line.
    ///
    /// # Errors
    /// Those of clap, its help and version included.
    pub(crate) fn read() -> Result<Self, clap::Error> {
        // Building clap's commands takes as long as reading the catalogue, and most starts have no command.
        if std::env::args_os().len() <= 1 {
            return Ok(Self::default());
        }
        Self::try_parse()
    }
}

/// Options of every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Global {
    /// Answer with one JSON object.
    #[arg(long, global = true, display_order = 900)]
    pub json: bool,
    /// Use another record than the one in the data folder.
    #[arg(long, global = true, display_order = 900, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Change nothing: everything can be looked at, and commands that change something are refused.
    #[arg(long, global = true, display_order = 900)]
    pub read_only: bool,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// List occupations, all or those that match.
    Roles {
        /// Words of a title; alternative titles count too.
        query: Vec<String>,
    },
    /// Show an occupation: its skills in groups, how you stand, what is close to it.
    Role {
        /// The occupation.
        #[arg(value_parser = name)]
        name: String,
    },
    /// Search skills by label, alternative label and synonym.
    Skills {
        /// What to search for, in one word or more.
        #[arg(required = true)]
        query: Vec<String>,
        /// Show at most N.
        #[arg(long, value_name = "N", default_value_t = 50, value_parser = at_least_one())]
        limit: u32,
    },
    /// Show a skill: what it is and who asks for it.
    Skill {
        /// The skill.
        #[arg(value_parser = name)]
        name: String,
    },
    /// List the five tracks with their routes.
    Tracks,
    /// List the guide's sections, or show one.
    #[command(after_help = "For example: cisopath guide reading-an-advert")]
    Guide {
        /// The section, by id or title.
        #[arg(value_parser = name)]
        section: Option<String>,
    },
    /// List the certificates that help, show one (what its issuer asks, with source and day), or note that you hold it.
    #[command(after_help = CERTIFICATES_HELP)]
    Certificates(Certificates),
    /// Note what you worked with that ESCO lacks, such as NIS2 or a SIEM; without a name, list it.
    #[command(
        after_help = "For example: cisopath worked-with \"PCI DSS\" --note \"reduced the scope\""
    )]
    WorkedWith(WorkedWith),
    /// List the milestones with theme, hours and whether you reached them.
    Milestones,
    /// Show a milestone: what it needs, what shows it, which skills it can show.
    #[command(after_help = "For example: cisopath milestone own-one-policy")]
    Milestone {
        /// Its id, as `cisopath milestones` lists it.
        #[arg(value_parser = name)]
        id: String,
    },
    /// List what was assumed from your roles and not yet confirmed or denied, least certain first.
    #[command(after_help = "For example: cisopath assumptions --limit 5")]
    Assumptions {
        /// Show at most N [default: all].
        #[arg(long, value_name = "N", value_parser = at_least_one())]
        limit: Option<u32>,
    },
    /// Set where you are and where you want to go, or change it.
    Begin(Begin),
    /// Show your route, step by step; with --from or --to, find routes as `routes` does.
    Route(RoutesArgs),
    /// Find routes between two occupations: curated ones first, then computed ones, unusual ones last.
    #[command(after_help = ROUTES_HELP)]
    Routes(RoutesArgs),
    /// Show a summary of where you are.
    Status,
    /// Show what to do next, the most useful first.
    Next {
        /// Show at most N.
        #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one())]
        limit: u32,
        /// The order of skills.
        #[arg(long, value_name = "ORDER", default_value = "leverage")]
        by: NextOrder,
    },
    /// Show what an occupation asks for and you do not hold.
    Gap {
        /// The occupation; your goal when left out.
        #[arg(value_parser = name)]
        name: Option<String>,
        /// Show how you stand for every occupation, the best covered first.
        #[arg(long, conflicts_with = "name")]
        all: bool,
        /// Add up the figures by ESCO's skill groups.
        #[arg(long, conflicts_with = "all")]
        by_group: bool,
    },
    /// Show which missing skills the most routes ask for, with hours of study.
    Leverage {
        /// Where the routes and the wishes are.
        #[command(flatten)]
        routes: RoutesArgs,
        /// Show at most N.
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one())]
        limit: u32,
    },
    /// Show what would change: coverage, gap, hours and best routes, before and after. Nothing is saved.
    WhatIf(WhatIfArgs),
    /// Compare two or three occupations or routes side by side.
    #[command(after_help = COMPARE_HELP)]
    Compare {
        /// An occupation, a route's id (`cisopath tracks`, `cisopath routes`), or codes joined by hyphens.
        #[arg(required = true, num_args = 2..=3, value_name = "NAME|ROUTE", value_parser = name)]
        names: Vec<String>,
    },
    /// Mark a skill as held, learning or not yours. The mark counts in every occupation.
    Mark {
        /// The skill.
        #[arg(value_parser = name)]
        skill: String,
        /// Your claim about it.
        state: MarkState,
    },
    /// Mark a step or a milestone as done.
    #[command(
        after_help = "A step can be completed while skills are open; they are listed. A step or milestone that was done already \
                      gives exit code 0 as well."
    )]
    Done {
        /// The step's or milestone's id, as `cisopath route` shows it.
        #[arg(value_parser = name)]
        id: String,
    },
    /// Mark a step or a milestone as not done.
    #[command(
        after_help = "A step or milestone that was not done gives exit code 0 as well; an unknown id gives exit code 1."
    )]
    Undone {
        /// The step's or milestone's id.
        #[arg(value_parser = name)]
        id: String,
    },
    /// Add, list, correct or remove evidence of a skill, a step or a milestone.
    #[command(
        after_help = "Leave your employer's documents out: a note, a date and a role that can confirm it are enough."
    )]
    Evidence(Evidence),
    /// Keep adverts and say how far you are with them.
    #[command(subcommand)]
    Advert(AdvertCommand),
    /// Say what the kept adverts have in common.
    #[command(subcommand)]
    Market(MarketCommand),
    /// Undo the last change.
    Undo,
    /// Make the last undone change again.
    Redo,
    /// List or restore kept versions of your record.
    #[command(subcommand)]
    Backup(Backup),
    /// Check folders, catalogue, configuration, record and terminal; exits 1 when something is wrong.
    Doctor,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page.
    #[command(after_help = "For example: cisopath man | man -l -")]
    Man,
    /// Print the JSON Schema of a command's reply, or of all replies.
    #[command(after_help = "For example: cisopath schema catalog list")]
    Schema {
        /// The command; all of them, by name, when left out.
        #[arg(value_name = "COMMAND")]
        command: Vec<String>,
    },
    /// Import data.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Choose between the imported catalogues and the embedded one; build the embedded one again.
    #[command(subcommand)]
    Catalog(CatalogCommand),
}

/// Which routes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct RoutesArgs {
    /// Where they start; your present occupation when left out.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub from: Option<String>,
    /// Where they end; your goal when left out.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub to: Option<String>,
    /// The largest leap a move may ask for [default: medium].
    #[arg(long)]
    pub leap: Option<LeapLimit>,
    /// Show at most N routes [default: 5].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=50))]
    pub k: Option<u32>,
    /// Go through this occupation; repeat the option for more.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub via: Vec<String>,
    /// Do not go through this occupation; repeat the option for more.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub avoid: Vec<String>,
    /// Take at most N steps [default: 5].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5))]
    pub steps: Option<u32>,
    /// Every stop is in these major groups of ISCO-08; 1-3 (managers, professionals, technicians) without a value.
    #[arg(long, value_name = "GROUPS", num_args = 0..=1, require_equals = true, default_missing_value = "1-3", conflicts_with = "leave")]
    pub stay_in: Option<MajorGroups>,
    /// No stop is in these major groups of ISCO-08; 1-3 without a value.
    #[arg(long, value_name = "GROUPS", num_args = 0..=1, require_equals = true, default_missing_value = "1-3")]
    pub leave: Option<MajorGroups>,
}

impl RoutesArgs {
    /// Whether anything was asked for.
    pub(crate) fn is_empty(&self) -> bool {
        let names = self.from.is_none()
            && self.to.is_none()
            && self.via.is_empty()
            && self.avoid.is_empty();
        let wishes = self.leap.is_none() && self.k.is_none() && self.steps.is_none();
        names && wishes && self.stay_in.is_none() && self.leave.is_none()
    }
}

/// Major groups of ISCO-08, by their digit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MajorGroups(pub Vec<char>);

impl std::str::FromStr for MajorGroups {
    type Err = &'static str;

    /// Digits and ranges: `1-3`, `1,2,5`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut out = Vec::new();
        for part in text.split(',') {
            let ends: Vec<char> = part.chars().filter(|c| *c != '-').collect();
            let (first, last) = match (ends.as_slice(), part.len()) {
                ([one], 1) => (*one, *one),
                ([first, last], 3) if part.chars().nth(1) == Some('-') => (*first, *last),
                _ => return Err("groups are digits and ranges, such as 1-3 or 1,2,5"),
            };
            if !first.is_ascii_digit() || !last.is_ascii_digit() || first > last {
                return Err("groups are digits and ranges, such as 1-3 or 1,2,5");
            }
            out.extend(first..=last);
        }
        Ok(Self(out))
    }
}

/// The largest leap that a move may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LeapLimit {
    /// Coverage of 45 % at least.
    Small,
    /// Coverage of 25 % at least.
    Medium,
    /// Coverage of 10 % at least.
    Large,
    /// Every move.
    Any,
}

/// What decides the order of skills in `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NextOrder {
    /// How many later steps and occupations ask for them.
    Use,
    /// How many hours they take off your route and the best ones, then how many close occupations they open.
    Leverage,
}

impl Command {
    /// Whether it changes the record, the catalogues or another file of the person.
    pub(crate) fn changes(&self) -> bool {
        match self {
            Self::Begin(_)
            | Self::Mark { .. }
            | Self::Done { .. }
            | Self::Undone { .. }
            | Self::Undo
            | Self::Redo
            | Self::Backup(Backup::Restore { .. })
            | Self::Import(_)
            | Self::Catalog(
                CatalogCommand::Build(_)
                | CatalogCommand::Use { .. }
                | CatalogCommand::Remove { .. },
            ) => true,
            Self::Evidence(evidence) => evidence.changes(),
            Self::Certificates(certificates) => certificates.changes(),
            Self::WorkedWith(worked_with) => worked_with.changes(),
            Self::Advert(command) => command.changes(),
            _ => false,
        }
    }
}

/// Kept versions of the record.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Backup {
    /// List the kept versions, newest first, and what they hold: the last ten, one for each minute, and the last of
    /// each of the last thirty days that have one.
    List,
    /// Restore a kept version. The file it replaces is kept as well.
    Restore {
        /// Its name, as `backup list` shows it; when left out, the newest good one that is not what the record holds
        /// now.
        #[arg(value_parser = name)]
        name: Option<String>,
    },
}

/// What can be imported.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// The official download of ESCO, as CSV: all occupations and skills. It is in use from then on.
    Esco(ImportEsco),
}

/// Which download.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = IMPORT_HELP)]
pub(crate) struct ImportEsco {
    /// The folder or the zip files of the download.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// ESCO's release; recognised by its counts when left out.
    #[arg(long, value_name = "X", value_parser = release)]
    pub release: Option<String>,
    /// The language of the labels, such as de; English when there is a choice. English labels can still be searched.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Show the first 100 problems, not only the first few.
    #[arg(long)]
    pub problems: bool,
}

/// What can be done with catalogue data.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum CatalogCommand {
    /// List the catalogues and say which one is in use.
    List,
    /// Use a catalogue; `embedded` is the one that is part of the program.
    Use {
        /// Its name, as `cisopath catalog list` shows it.
        #[arg(value_parser = name)]
        id: String,
    },
    /// Show what changed between two catalogues, and the effect on your coverage.
    Diff {
        /// The older one, as `cisopath catalog list` names it.
        #[arg(value_parser = name)]
        old: String,
        /// The newer one.
        #[arg(value_parser = name)]
        new: String,
        /// For this occupation; your goal when left out.
        #[arg(long = "for", value_name = "NAME", value_parser = name)]
        subject: Option<String>,
    },
    /// Remove an imported catalogue. Your record stays as it is.
    Remove {
        /// Its name, as `cisopath catalog list` shows it.
        #[arg(value_parser = name)]
        id: String,
    },
    /// Build the embedded part from ESCO's official CSV files.
    Build(CatalogBuild),
}

/// Where from and where to.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CatalogBuild {
    /// The folder with ESCO's CSV files in English.
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// ESCO's release; recognised by its counts when left out.
    #[arg(long, value_name = "X", value_parser = release)]
    pub release: Option<String>,
    /// The list of occupations to take; that of this version when left out.
    #[arg(long, value_name = "FILE")]
    pub slice: Option<PathBuf>,
}

/// What can be said of a skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkState {
    /// I hold it.
    Held,
    /// I am learning it.
    Learning,
    /// I do not hold it, whatever my roles suggest.
    #[value(name = "not-me", alias = "missing")]
    Missing,
    /// Remove my mark: what my roles suggest counts again.
    Likely,
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
    fn no_arguments_are_what_clap_makes_of_them() {
        let parsed = Args::try_parse_from(["cisopath"]).unwrap();
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Args::default()));
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
