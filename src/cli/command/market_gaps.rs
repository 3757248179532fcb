//! `market gaps`: what the adverts of one kind ask for, and what of it the person holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::advert::source::Source;
use super::advert_match::reader;
use crate::adverts::Reading;
use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::cli::reply::{self, OccupationName, SkillName};
use crate::text::plural;
use crate::usecase::advert_report::ReadAdvert;
use crate::usecase::market_gaps::{AdvertKind, MIN_FOR_CHART, MarketGaps, SkillCount, TermCount};
use crate::wording::market as wording;

/// How many skills people are shown; JSON has all.
const SHOWN: usize = 20;

/// How wide a full bar is, in columns.
const BAR: usize = 20;

/// What the adverts of one kind ask for.
#[derive(Serialize, JsonSchema)]
pub(crate) struct GapsReply<'a> {
    /// A kind of `advert match`, or `ciso` for both kinds of chief information security officer.
    kind: &'static str,
    /// The step of the route that the posts would make; `null` where a kind was asked for.
    step: Option<StepReply<'a>>,
    /// How many of the kept adverts are of the kind.
    adverts: usize,
    /// The most asked first.
    skills: Vec<SkillReply<'a>>,
    not_in_esco: Vec<TermReply<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct StepReply<'a> {
    /// 1 for the first step of the route.
    number: usize,
    #[serde(flatten)]
    occupation: OccupationName<'a>,
}

#[derive(Serialize, JsonSchema)]
struct SkillReply<'a> {
    #[serde(flatten)]
    skill: SkillName<'a>,
    /// How many adverts ask for it in their own words, or in words that you accepted.
    asked: usize,
    /// How many of them require it.
    required: usize,
    held: bool,
}

#[derive(Serialize, JsonSchema)]
struct TermReply<'a> {
    text: &'a str,
    asked: usize,
    worked_with: bool,
}

pub(super) fn gaps(context: &Context, kind: Option<AdvertKind>) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let store = context.market()?;
    let market = store.read()?;
    let mut sources: Vec<Source> = Vec::new();
    for advert in market.adverts() {
        sources.extend(Source::kept(&store, advert)?);
    }
    let reader = reader(catalog)?;
    let read = |source: &Source| source.read(catalog, &reader, &person);
    let readings: Vec<Reading> = sources.iter().map(read).collect();
    let adverts = sources.iter().zip(&readings);
    let adverts: Vec<ReadAdvert<'_>> = adverts
        .map(|(source, reading)| ReadAdvert {
            text: &source.text,
            reading,
            pay: &source.pay,
            decisions: market.decisions(),
            kept: source.kept.as_ref(),
        })
        .collect();
    let kind = kind.unwrap_or_else(|| AdvertKind::next(&person));
    let gaps = MarketGaps::new(catalog, &person, &adverts, kind);
    let text = if gaps.adverts == 0 {
        none(catalog, kind, &readings)
    } else {
        lines(catalog, &gaps)
    };
    Ok(Reply::new(answer(catalog, &gaps), text))
}

fn answer<'a>(catalog: &'a Catalog, gaps: &'a MarketGaps) -> GapsReply<'a> {
    let skill = |row: &SkillCount| SkillReply {
        skill: reply::skill_name(catalog, row.skill),
        asked: row.asked,
        required: row.required,
        held: row.held,
    };
    let term = |row: &'a TermCount| TermReply {
        text: &row.name,
        asked: row.asked,
        worked_with: row.worked_with,
    };
    let step = match gaps.kind {
        AdvertKind::Step(step) => Some(StepReply {
            number: step.number,
            occupation: reply::occupation(catalog, step.occupation),
        }),
        _ => None,
    };
    GapsReply {
        kind: gaps.kind.word(),
        step,
        adverts: gaps.adverts,
        skills: gaps.skills.iter().map(skill).collect(),
        not_in_esco: gaps.not_in_esco.iter().map(term).collect(),
    }
}

/// What is said where no advert is of the kind.
fn none(catalog: &Catalog, kind: AdvertKind, readings: &[Reading]) -> String {
    let mut text = Lines::default();
    let kind = wording::kind(catalog, kind);
    text.line(format!("None of the adverts you kept is {kind}."));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for reading in readings {
        *kinds.entry(reading.post.kind.word()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| format!("{kind} ({count})"))
        .collect();
    text.line(if kinds.is_empty() {
        "`cisopath advert add FILE` keeps a saved page.".to_owned()
    } else {
        format!("`--kind` counts others: {}.", kinds.join(", "))
    });
    text.done()
}

fn lines(catalog: &Catalog, gaps: &MarketGaps) -> String {
    let mut text = Lines::default();
    let adverts = plural(gaps.adverts, "advert", "adverts");
    let ask = wording::ask(gaps.adverts);
    let kind = wording::kind(catalog, gaps.kind);
    text.line(format!(
        "What {adverts} {ask} for in their own words; each is {kind}."
    ));
    let share = |asked: usize| format!("{asked} of {}", gaps.adverts);
    let bar = |asked: usize| {
        if gaps.has_chart() {
            wording::bar(asked, gaps.adverts, BAR, false)
        } else {
            String::new()
        }
    };
    let mut skills = Table::indented(2).right(&[2]);
    for row in gaps.skills.iter().take(SHOWN) {
        skills.row([
            catalog.skill(row.skill).label().to_owned(),
            bar(row.asked),
            share(row.asked),
            wording::required(row.required),
            if row.held { "you hold it" } else { "" }.to_owned(),
        ]);
    }
    text.table(&skills);
    if let Some(more @ 1..) = gaps.skills.len().checked_sub(SHOWN) {
        text.line(format!("  {more} more; `--json` has all"));
    }
    let mut terms = Table::indented(2).right(&[2]);
    for row in &gaps.not_in_esco {
        let known = if row.worked_with {
            "you worked with it"
        } else {
            ""
        };
        terms.row([
            row.name.clone(),
            bar(row.asked),
            share(row.asked),
            known.to_owned(),
        ]);
    }
    if !gaps.not_in_esco.is_empty() {
        text.gap().line("ESCO lacks").table(&terms);
    }
    if !gaps.has_chart() {
        text.gap().line(format!(
            "A chart starts at {MIN_FOR_CHART} adverts of one kind; so few may say little."
        ));
    }
    text.done()
}
