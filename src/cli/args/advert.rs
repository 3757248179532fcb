//! The arguments of `advert`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;

use super::value::{day, name, one_of};
use crate::adverts::{PostKind, ResponsibilityClass};
use crate::market::AdvertState;
use crate::posting::PayUnit;

const ADD_HELP: &str = "\
A saved page (.html, .mhtml), JSON-LD or plain text; `-` is standard input. For example:
  cisopath advert add ~/Downloads/*.html
  pdftotext advert.pdf - | cisopath advert add -";

const MATCH_HELP: &str = "\
What counts are the advert's own words; what only comes near them is listed as perhaps. For example:
  cisopath advert match 3
  cisopath advert match advert.html --json
  pdftotext advert.pdf - | cisopath advert match -";

const DECISION_HELP: &str = "\
The decision is remembered for the words, in whichever advert they stand. For example:
  cisopath advert accept 3 \"manage a team\"
  cisopath advert reject 3 \"report facts\"";

const PAY_HELP: &str = "\
`market pay` compares it; a note replaces what the advert states. For example:
  cisopath advert pay 3 --from 110000 --to 125000 --currency EUR
  cisopath advert pay 3 --from 9000 --currency CHF --unit month --salaries 13 --share 80 --note offer";

/// A class that is set, `None` for the proposed one. By its own name, since clap takes an `Option` for an argument that
/// may be missing.
type SetClass = Option<ResponsibilityClass>;

/// The word that takes back a class.
const PROPOSED: &str = "proposed";

/// What can be done with adverts.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum AdvertCommand {
    /// Keep adverts: their fields and their text, not the files.
    #[command(after_help = ADD_HELP)]
    Add {
        /// Saved pages or texts; `-` reads one from standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the kept adverts, newest first.
    List {
        /// Only those in this state.
        #[arg(long, value_parser = one_of(AdvertState::ALL, AdvertState::word))]
        state: Option<AdvertState>,
        /// Only those that are this post.
        #[arg(long, value_parser = one_of(PostKind::ALL, PostKind::word))]
        kind: Option<PostKind>,
        /// Only those in this country: a code such as CH, or a name.
        #[arg(long, value_parser = name)]
        country: Option<String>,
    },
    /// Read an advert against ESCO and your record.
    #[command(after_help = MATCH_HELP)]
    Match {
        /// The number of a kept advert, or a file; `-` reads standard input.
        #[arg(value_name = "ID|FILE", value_parser = name)]
        advert: String,
    },
    /// Say whether you meet a condition; the next advert that asks the same is answered.
    Say {
        /// The number of the advert.
        id: u64,
        /// The number of the condition, as `advert match` shows it.
        condition: usize,
        /// Whether you meet it; `unsaid` takes back what you said.
        answer: ConditionAnswerArg,
    },
    /// Show a kept advert and its text.
    Show {
        /// Its number, as `advert list` shows it.
        id: u64,
    },
    /// Say that words which perhaps ask for a skill do; it counts as quoted from then on.
    Accept(DecisionArgs),
    /// Say that words do not ask for a skill; it is not shown any more.
    Reject(DecisionArgs),
    /// Say how far you are with an advert.
    State {
        /// Its number.
        id: u64,
        /// How far you are.
        #[arg(value_parser = one_of(AdvertState::ALL, AdvertState::word))]
        state: AdvertState,
        /// The day of it; today when left out.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<Date>,
        /// What to remember.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Say in which country the places of an advert are that name none.
    Country {
        /// Its number.
        id: u64,
        /// A code such as CH, or a name.
        #[arg(value_parser = name)]
        country: String,
    },
    /// Set the class of responsibility by which its pay is compared; `advert match` says which one is proposed and why.
    #[command(after_help = class_help())]
    Class {
        /// Its number.
        id: u64,
        /// The class; `proposed` takes back what you set.
        #[arg(value_parser = one_of(classes(), class_word))]
        class: SetClass,
    },
    /// Note pay that you were told, such as an offer.
    #[command(after_help = PAY_HELP)]
    Pay(PayArgs),
    /// Remove a kept advert.
    Remove {
        /// Its number.
        id: u64,
    },
    /// Undo the last change of the adverts.
    Undo,
    /// Make the last undone change of the adverts again.
    Redo,
}

impl AdvertCommand {
    /// Whether it changes the kept adverts.
    pub(super) fn changes(&self) -> bool {
        !matches!(
            self,
            Self::List { .. } | Self::Match { .. } | Self::Show { .. }
        )
    }
}

fn classes() -> impl Iterator<Item = SetClass> {
    let classes = ResponsibilityClass::ALL.into_iter().map(Some);
    classes.chain([None])
}

fn class_help() -> String {
    format!("The classes:\n{}", crate::wording::advert::CLASSES)
}

fn class_word(class: SetClass) -> &'static str {
    class.map_or(PROPOSED, ResponsibilityClass::word)
}

/// A code of ISO 4217.
fn currency(text: &str) -> Result<String, String> {
    if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        Ok(text.to_ascii_uppercase())
    } else {
        Err("a currency is a code of three letters, such as EUR".to_owned())
    }
}

/// Pay that was told.
#[derive(Clone, Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("amount").args(["from", "to"]).required(true).multiple(true))]
pub(crate) struct PayArgs {
    /// The number of the advert.
    pub id: u64,
    /// The least amount, gross; alone it is "from".
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub from: Option<u32>,
    /// The greatest amount, gross; alone it is "up to".
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub to: Option<u32>,
    /// The code of its currency, such as EUR.
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub currency: String,
    /// What it is paid for.
    #[arg(long, default_value = "year", value_parser = one_of(PayUnit::ALL, PayUnit::word))]
    pub unit: PayUnit,
    /// It holds a bonus or more beside the base.
    #[arg(long)]
    pub total: bool,
    /// Monthly salaries in a year; 12 when left out.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(12..=16))]
    pub salaries: Option<u8>,
    /// The share of full time that it pays for, in percent.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub share: Option<u8>,
    /// What to remember.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// A decision about words of an advert.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = DECISION_HELP)]
pub(crate) struct DecisionArgs {
    /// The number of a kept advert, or a file; `-` reads standard input.
    #[arg(value_name = "ID|FILE", value_parser = name)]
    pub advert: String,
    /// The skill, as `advert match` names it.
    #[arg(value_parser = name)]
    pub skill: String,
    /// Take the decision back.
    #[arg(long)]
    pub remove: bool,
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConditionAnswerArg {
    Yes,
    No,
    Unsaid,
}
