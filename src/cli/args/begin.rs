//! The arguments of `begin`.

use clap::ArgGroup;

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
    /// The route, as `cisopath tracks` or `cisopath routes` names it.
    #[arg(long, value_name = "ID")]
    pub route: Option<String>,
}
