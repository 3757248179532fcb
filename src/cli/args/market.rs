//! The arguments of `market`.

use clap::Subcommand;

use super::value::{name, one_of};
use crate::adverts::PostKind;
use crate::usecase::market_gaps::AdvertKind;

/// What can be said of all kept adverts together.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum MarketCommand {
    /// Count what the adverts of one kind ask for in their own words.
    Gaps {
        /// The kind of post; that of the next step of your route when left out.
        #[arg(long, value_parser = one_of(kinds(), AdvertKind::word))]
        kind: Option<AdvertKind>,
    },
    /// Count the kept adverts by country and continent.
    Map {
        /// Only those that ask for this skill in their own words; several times for several skills.
        #[arg(long = "skill", value_name = "SKILL", value_parser = name)]
        skills: Vec<String>,
    },
    /// Compare the pay of adverts and your own notes: one country, currency, class and form at a time.
    Pay {
        /// Only that of adverts that ask for this skill in their own words; several times for several skills.
        #[arg(long = "skill", value_name = "SKILL", value_parser = name)]
        skills: Vec<String>,
    },
}

/// The kinds that can be named: any step of the route is one of them.
fn kinds() -> impl Iterator<Item = AdvertKind> {
    let posts = PostKind::ALL.map(AdvertKind::Post);
    std::iter::once(AdvertKind::Ciso).chain(posts)
}
