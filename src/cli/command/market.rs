//! `market`: what the kept adverts say together.

use super::{market_gaps, market_pay};
use crate::cli::args::MarketCommand;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::geography::{Census, Region};
use crate::market::Advert;
use crate::text::plural;

pub(super) fn run(context: &Context, command: &MarketCommand) -> Result<Reply, Failure> {
    match command {
        MarketCommand::Gaps { kind } => market_gaps::gaps(context, kind.as_deref()),
        MarketCommand::Map => map(context),
        MarketCommand::Pay => market_pay::pay(context),
    }
}

fn map(context: &Context) -> Result<Reply, Failure> {
    let market = context.market()?.read()?;
    let census = Census::of(market.adverts().map(Advert::country));
    let mut text = Lines::default();
    text.line(format!(
        "{} kept, {} with adverts.",
        plural(census.total, "advert", "adverts"),
        plural(census.countries, "country", "countries")
    ));
    let mut table = Table::indented(2).right(&[2]);
    for region in &census.regions {
        let name = Region::from_id(region.id).map_or(region.id, Region::name);
        table.row([name.to_owned(), String::new(), region.count.to_string()]);
        for each in &region.countries {
            let (name, code) = (each.code.name(), each.code.code());
            table.row([format!("  {name}"), code.to_owned(), each.count.to_string()]);
        }
    }
    text.table(&table);
    if census.unknown > 0 {
        let adverts = plural(census.unknown, "advert", "adverts");
        text.line(format!(
            "{adverts} without a country: `cisopath advert country ID COUNTRY` says one."
        ));
    }
    if census.total > 0 {
        text.line("These are the adverts you kept; they say nothing about jobs in a country.");
    } else {
        text.line("`cisopath advert add FILE` keeps a saved page.");
    }
    Ok(Reply::new(census, text.done()))
}
