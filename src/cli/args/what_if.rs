//! The arguments of `what-if`.

use clap::ArgGroup;

use super::value::name;

const WHAT_IF_HELP: &str = "\
Moves are supposed first, in this order; then what is said of skills. For example:
  cisopath what-if --held \"risk management\" --held GDPR
  cisopath what-if --moved \"ICT auditor manager\" --missing \"audit techniques\"";

/// What is supposed.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(
    group = ArgGroup::new("supposed").required(true).multiple(true)
        .args(["held", "missing", "learning", "moved"]),
    after_help = WHAT_IF_HELP
)]
pub(crate) struct WhatIfArgs {
    /// Suppose that you hold this skill; repeat the option for more.
    #[arg(long, value_name = "SKILL", value_parser = name)]
    pub held: Vec<String>,
    /// Suppose that you do not hold this skill, whatever your roles suggest.
    #[arg(long, value_name = "SKILL", value_parser = name)]
    pub missing: Vec<String>,
    /// Suppose that you are learning this skill.
    #[arg(long, value_name = "SKILL", value_parser = name)]
    pub learning: Vec<String>,
    /// Suppose that you moved to this occupation: the step of your route that leads there, else a new start.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub moved: Vec<String>,
}
