//! The arguments of `market`.

use clap::Subcommand;

/// What can be said of all kept adverts together.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum MarketCommand {
    /// Count the kept adverts by country and continent.
    Map,
}
