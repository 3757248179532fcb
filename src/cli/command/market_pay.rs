//! `market pay`: the pay of the kept adverts, compared like with like.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::advert::source::Source;
use super::advert_filter::asking_for;
use super::advert_match::reader;
use crate::adverts::ResponsibilityClass;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::market::AdvertId;
use crate::posting::PayBasis;
use crate::usecase::pay_comparison::{
    Conversion, MissingPart, PayChart, PayComparison, PayForm, PayRow, PaySource,
};
use crate::wording::market::range;
use crate::wording::pay as wording;

/// How wide a chart is, in columns.
const CHART_WIDTH: usize = 32;

/// Pay compared like with like.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PayReply<'a> {
    charts: Vec<ChartReply<'a>>,
    /// The adverts whose pay is in no chart.
    left_out: Vec<LeftOutReply<'a>>,
    warning: &'static str,
    /// What to ask before signing.
    questions: Vec<&'static str>,
    right: &'static str,
}

/// Amounts of one country, currency, class and form.
#[derive(Serialize, JsonSchema)]
struct ChartReply<'a> {
    country: &'a str,
    currency: &'a str,
    class: ResponsibilityClass,
    form: PayForm,
    total: bool,
    n: usize,
    /// The median of the lower ends, from five of them on.
    median_min: Option<f64>,
    /// The median of the upper ends, from five of them on.
    median_max: Option<f64>,
    /// Newest first.
    adverts: Vec<RowReply<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct RowReply<'a> {
    id: AdvertId,
    title: &'a str,
    organisation: &'a str,
    date: Date,
    /// Of full time, for an employee by the year; `null` for "up to".
    min: Option<f64>,
    /// `null` for "from".
    max: Option<f64>,
    basis: PayBasis,
    conversion: Conversion,
    /// The class was set by the person.
    class_set: bool,
    note: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct LeftOutReply<'a> {
    id: AdvertId,
    title: &'a str,
    why: MissingPart,
}

pub(super) fn pay(context: &Context, skills: &[String]) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let store = context.market()?;
    let market = store.read()?;
    let reader = reader(catalog)?;
    let mut adverts = Vec::new();
    for advert in asking_for(context, &market, skills)? {
        let source = Source::kept(&store, advert)?;
        let reading = source.map(|source| source.read(catalog, &reader, &person));
        adverts.push((advert, reading));
    }
    let sources = adverts.iter().map(|(advert, reading)| PaySource {
        advert,
        reading: reading.as_ref(),
    });
    let comparison = PayComparison::new(sources);
    Ok(Reply::new(answer(&comparison), lines(&comparison)))
}

fn answer(comparison: &PayComparison) -> PayReply<'_> {
    let left_out = comparison.left_out.iter();
    PayReply {
        charts: comparison.charts.iter().map(chart_reply).collect(),
        left_out: left_out
            .map(|(id, title, why)| LeftOutReply {
                id: *id,
                title,
                why: *why,
            })
            .collect(),
        warning: wording::WARNING,
        questions: wording::questions().collect(),
        right: wording::RIGHT,
    }
}

fn chart_reply(chart: &PayChart) -> ChartReply<'_> {
    let (median_min, median_max) = chart.medians();
    let row = |row| {
        let PayRow {
            advert,
            title,
            organisation,
            date,
            min,
            max,
            basis,
            conversion,
            is_class_set,
            note,
        }: &PayRow = row;
        RowReply {
            id: *advert,
            title,
            organisation,
            date: *date,
            min: *min,
            max: *max,
            basis: *basis,
            conversion: *conversion,
            class_set: *is_class_set,
            note,
        }
    };
    ChartReply {
        country: chart.group.country.code(),
        currency: &chart.group.currency,
        class: chart.group.class,
        form: chart.group.form,
        total: chart.group.total,
        n: chart.rows.len(),
        median_min,
        median_max,
        adverts: chart.rows.iter().map(row).collect(),
    }
}

fn lines(comparison: &PayComparison) -> String {
    let mut text = Lines::default();
    if comparison.charts.is_empty() {
        text.line(wording::NONE);
        text.line(
            "`cisopath advert pay ID --from 110000 --currency EUR` notes what you were told.",
        );
    }
    for chart in &comparison.charts {
        let mut table = Table::indented(2).right(&[0, 2]);
        let scale = wording::scale(chart, CHART_WIDTH);
        table.row(["", &scale, "", "", ""].map(str::to_owned));
        for row in &chart.rows {
            let name = [&*row.title, &*row.organisation];
            let name: Vec<&str> = name.into_iter().filter(|part| !part.is_empty()).collect();
            table.row([
                row.advert.to_string(),
                wording::bar(chart, row, CHART_WIDTH, false),
                range(row.min, row.max),
                name.join(", "),
                wording::remarks(row),
            ]);
        }
        text.gap().line(wording::title(chart)).table(&table);
        text.line(format!("  {}", wording::medians(chart)));
    }
    if !comparison.left_out.is_empty() {
        let mut table = Table::indented(2).right(&[0]);
        for (id, title, why) in &comparison.left_out {
            let why = wording::left_out(*why).to_owned();
            table.row([id.to_string(), title.clone(), why]);
        }
        text.gap().line("In no chart").table(&table);
    }
    text.gap().line(wording::WARNING);
    text.gap().line(wording::BEFORE);
    for question in wording::questions() {
        text.line(format!("  {question}"));
    }
    text.gap().line(wording::RIGHT);
    text.done()
}
