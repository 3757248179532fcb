//! `market`: what the kept adverts say together.

use super::advert_filter::asking_for;
use super::{market_gaps, market_pay};
use crate::cli::args::MarketCommand;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::geography::{Census, Region};
use crate::market::Advert;
use crate::text::plural;
use crate::wording::market as wording;

pub(super) fn run(context: &Context, command: &MarketCommand) -> Result<Reply, Failure> {
    match command {
        MarketCommand::Gaps { kind } => market_gaps::gaps(context, *kind),
        MarketCommand::Map { skills } => map(context, skills),
        MarketCommand::Pay { skills } => market_pay::pay(context, skills),
    }
}

fn map(context: &Context, skills: &[String]) -> Result<Reply, Failure> {
    let market = context.market()?.read()?;
    let adverts = asking_for(context, &market, skills)?;
    let census = Census::of(adverts.into_iter().map(Advert::counted));
    let mut text = Lines::default();
    let adverts = plural(census.total, "advert", "adverts");
    let ask = wording::ask(census.total);
    let countries = plural(census.countries, "country", "countries");
    text.line(match skills {
        [] => format!("{adverts} kept, {countries} with adverts."),
        [_] => format!("{adverts} that {ask} for this skill, {countries} with adverts."),
        _ => format!("{adverts} that {ask} for all of these skills, {countries} with adverts."),
    });
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
    if census.remote > 0 {
        let adverts = plural(census.remote, "advert", "adverts");
        text.line(format!("{adverts} remote, in no country that is known."));
    }
    let unknown = census.unknown - census.remote;
    if unknown > 0 {
        let adverts = plural(unknown, "advert", "adverts");
        text.line(format!(
            "{adverts} without a country: `cisopath advert country ID COUNTRY` says one."
        ));
    }
    text.line(if market.is_empty() {
        "`cisopath advert add FILE` keeps a saved page."
    } else {
        "These are the adverts you kept; they say nothing about jobs in a country."
    });
    Ok(Reply::new(census, text.done()))
}
