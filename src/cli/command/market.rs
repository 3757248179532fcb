//! `market`: what the kept adverts say together.

use super::advert::source::Source;
use super::advert_match::reader;
use super::{market_gaps, market_pay};
use crate::catalog::SkillIx;
use crate::cli::args::MarketCommand;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::geography::{Census, Region};
use crate::market::{Advert, Market};
use crate::text::plural;
use crate::usecase::demands::quotes_all;
use crate::wording::market as wording;

pub(super) fn run(context: &Context, command: &MarketCommand) -> Result<Reply, Failure> {
    match command {
        MarketCommand::Gaps { kind } => market_gaps::gaps(context, *kind),
        MarketCommand::Map { skills } => map(context, skills),
        MarketCommand::Pay => market_pay::pay(context),
    }
}

fn map(context: &Context, skills: &[String]) -> Result<Reply, Failure> {
    let market = context.market()?.read()?;
    let adverts = if skills.is_empty() {
        market.adverts().collect()
    } else {
        asking_for(context, &market, skills)?
    };
    let census = Census::of(adverts.into_iter().map(Advert::country));
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
    if census.unknown > 0 {
        let adverts = plural(census.unknown, "advert", "adverts");
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

/// The adverts that ask for all of these skills in their own words, or in words that the person accepted.
fn asking_for<'m>(
    context: &Context,
    market: &'m Market,
    skills: &[String],
) -> Result<Vec<&'m Advert>, Failure> {
    let skills = skills.iter().map(|name| context.skill(name));
    let skills: Vec<SkillIx> = skills.collect::<Result<_, _>>()?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let store = context.market()?;
    let reader = reader(catalog)?;
    let mut found = Vec::new();
    for advert in market.adverts() {
        let Some(source) = Source::kept(&store, advert)? else {
            continue;
        };
        let reading = source.read(catalog, &reader, &person);
        let asked = skills.iter().copied();
        if quotes_all(
            catalog,
            &source.text,
            &reading.skills,
            market.decisions(),
            asked,
        ) {
            found.push(advert);
        }
    }
    Ok(found)
}
