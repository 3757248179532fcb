//! `advert match`: an advert read against ESCO and the record.

mod reply;

use jiff::civil::Date;

use super::advert::source;
use crate::adverts::{Reader, Tier};
use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::usecase::advert_report::{AdvertReport, Quote, ReadAdvert};
use crate::wording::{advert as wording, market};

pub(super) use reply::{AdvertMatch, ConditionReply};

/// How wide a quoted phrase may be in a table, in columns.
const QUOTE: usize = 60;

pub(super) fn show(context: &Context, name: &str) -> Result<Reply, Failure> {
    let report = report(context, name)?;
    let catalog = context.catalog()?;
    let today = context.now().on;
    let lines = lines(catalog, &report, today);
    Ok(Reply::new(AdvertMatch::new(catalog, &report, today), lines))
}

/// Reads an advert against the catalogue and the record.
pub(super) fn report(context: &Context, name: &str) -> Result<AdvertReport, Failure> {
    let source = source::find(context, name)?;
    let catalog = context.catalog()?;
    let person = context.person()?;
    let reading = source.read(catalog, &reader(catalog)?, &person);
    let market = context.market()?.read()?;
    let advert = ReadAdvert {
        text: &source.text,
        reading: &reading,
        pay: &source.pay,
        decisions: market.decisions(),
        kept: source.kept.as_ref(),
    };
    let today = context.now().on;
    Ok(AdvertReport::new(catalog, &person, &advert, today))
}

/// What reads adverts against a catalogue.
pub(super) fn reader(catalog: &Catalog) -> Result<Reader, Failure> {
    Reader::new(catalog).map_err(|error| Failure::bug("adverts cannot be read").because(&error))
}

/// What people are shown.
fn lines(catalog: &Catalog, report: &AdvertReport, today: Date) -> String {
    let mut text = Lines::default();
    let post = quote(&report.post_quote);
    text.line(format!("Post: {} {post}", market::post_title(report.post)).trim_end());
    if let Some(step) = report.step {
        let role = output::label(catalog, step.occupation);
        text.line(format!("It is step {} of your route: {role}", step.number));
    }
    let likely = report.occupations.iter().filter(|found| found.is_likely());
    let mut likely = likely.peekable();
    if likely.peek().is_some() {
        let mut occupations = Table::indented(2);
        for found in likely {
            occupations.row([
                output::code(catalog, found.occupation).to_owned(),
                output::label(catalog, found.occupation).to_owned(),
                format!("{:.2}", found.score),
            ]);
        }
        text.line("Occupations the title means, with scores")
            .table(&occupations);
    }
    if report.language == "de" {
        text.line(wording::GERMAN);
    }
    if !report.conditions.is_empty() {
        text.gap().line("Conditions, read these first");
        text.table(&conditions(report, today));
    }
    text.gap()
        .line(format!("Asks for {}", wording::counts(report)));
    text.table(&skills(catalog, report, Tier::Sure));
    if report.skills_of(Tier::Maybe).next().is_some() {
        text.gap().line(wording::PERHAPS);
        text.table(&skills(catalog, report, Tier::Maybe));
    }
    if !report.not_in_esco.is_empty() {
        let mut terms = Table::indented(2);
        for term in &report.not_in_esco {
            terms.row([term.name.clone(), wording::worked_with(term).to_owned()]);
        }
        text.gap().line("ESCO lacks").table(&terms);
    }
    text.gap().line("Mandate, by the guide's checklist");
    text.table(&checklist(report));
    let silent = report.silent();
    if !silent.is_empty() {
        text.line(format!("  silent  {}", silent.join(" · ")));
    }
    text.line(format!("It leans to {}.", wording::lean(report.lean)));
    if !report.questions.is_empty() {
        text.gap().line("Ask");
        for row in &report.questions {
            text.line(format!("  {} {}", row.text, quote(&row.quote)).trim_end());
        }
    }
    gaps(&mut text, catalog, report);
    text.gap();
    for pay in &report.pay {
        text.line(format!("Pay {}", market::pay(pay)));
    }
    for own in &report.own_pay {
        text.line(format!("Pay {}", market::own_pay(own)));
    }
    text.line(format!(
        "Responsibility: {}.",
        wording::class(&report.class)
    ));
    text.done()
}

fn quote(quote: &Quote) -> String {
    wording::quote(quote, QUOTE)
}

fn conditions(report: &AdvertReport, today: Date) -> Table {
    let mut table = Table::indented(2);
    for (number, row) in (1_usize..).zip(&report.conditions) {
        table.row([
            number.to_string(),
            row.condition.kind.word().to_owned(),
            wording::need(row.condition.need).to_owned(),
            wording::met(row).to_owned(),
            wording::basis(row, today),
            quote(&row.quote),
        ]);
    }
    table
}

fn skills(catalog: &Catalog, report: &AdvertReport, tier: Tier) -> Table {
    let mut table = Table::indented(2);
    for row in report.skills_of(tier) {
        table.row([
            row.state.word().to_owned(),
            wording::need(row.need).to_owned(),
            catalog.skill(row.skill).label().to_owned(),
            quote(&row.quote),
        ]);
    }
    table
}

fn checklist(report: &AdvertReport) -> Table {
    let mut table = Table::indented(2);
    for row in report.answered() {
        table.row([
            row.answer.word().to_owned(),
            row.title.to_string(),
            quote(&row.quote),
        ]);
    }
    table
}

/// For each gap the evidence that comes nearest.
fn gaps(text: &mut Lines, catalog: &Catalog, report: &AdvertReport) {
    if report.gaps.is_empty() {
        return;
    }
    let mut near = Table::indented(2);
    let mut without = Vec::new();
    for gap in &report.gaps {
        let label = catalog.skill(gap.skill).label();
        match &gap.near {
            Some(evidence) => near.row([label.to_owned(), wording::near_evidence(evidence)]),
            None => without.push(label),
        }
    }
    text.gap().line(wording::SAY).table(&near);
    text.list(&wording::no_evidence(without.len()), &without);
}
