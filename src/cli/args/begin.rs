//! The arguments of `begin`.

use clap::ArgGroup;

use super::value::name;

const BEGIN_HELP: &str = "\
Dates are years, months (2019-07, 07/2019, \"July 2019\") or days; either end may be left open, \"2015-2019\" and \
\"2015..present\" are understood, and \"=..\" removes the dates. For example:
  cisopath begin --start \"IT auditor\" --before \"data analyst\" --track audit
  cisopath begin --start CISO --mandate --goal \"chief information officer\"
  cisopath begin --start \"IT auditor\" --since 2019-07 --before \"network administrator=2015-03..2019-06\"";

/// Where you are and where you want to go.
#[derive(Clone, Debug, clap::Args)]
#[command(
    group = ArgGroup::new("change").required(true).multiple(true)
        .args(["start", "since", "before", "goal", "track", "route"]),
    after_help = BEGIN_HELP
)]
pub(crate) struct Begin {
    /// Your present occupation, in which the route begins.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub start: Option<String>,
    /// Since when you have had your present occupation: a year, a month (2019-03) or a day.
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Confirms that you hold the mandate of a chief information security officer. Needed to begin as one.
    #[arg(long)]
    pub mandate: bool,
    /// An earlier occupation, with its dates if you like; repeat the option for more, latest first. Replaces those that were
    /// given before.
    #[arg(long, value_name = "NAME[=FROM..UNTIL]", value_parser = name)]
    pub before: Vec<String>,
    /// The occupation you want to reach; chief ICT security officer unless you choose another.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub goal: Option<String>,
    /// The track, as `cisopath tracks` names it.
    #[arg(long, value_name = "ID", value_parser = name)]
    pub track: Option<String>,
    /// The route, as `cisopath tracks` or `cisopath routes` names it.
    #[arg(long, value_name = "ID", value_parser = name)]
    pub route: Option<String>,
}
