//! The arguments of `market`.

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use super::value::name;
use crate::adverts::PostKind;
use crate::usecase::market_gaps::AdvertKind;

/// What can be said of all kept adverts together.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum MarketCommand {
    /// Count what the adverts of one kind ask for in their own words.
    Gaps {
        /// The kind of post; that of the next step of your route when left out.
        #[arg(long, value_parser = kinds())]
        kind: Option<String>,
    },
    /// Count the kept adverts by country and continent.
    Map {
        /// Only those that ask for this skill in their own words; several times for several skills.
        #[arg(long = "skill", value_name = "SKILL", value_parser = name)]
        skills: Vec<String>,
    },
    /// Compare the pay of adverts and your own notes: one country, currency, class and form at a time.
    Pay,
}

/// The words of the kinds.
fn kinds() -> PossibleValuesParser {
    let posts = PostKind::ALL.map(AdvertKind::Post);
    let all = std::iter::once(AdvertKind::Ciso).chain(posts);
    PossibleValuesParser::new(all.map(AdvertKind::word))
}
