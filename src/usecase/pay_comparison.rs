//! The pay of adverts and the person's own notes, compared like with like.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::adverts::{Reading, ResponsibilityClass};
use crate::geography::Country;
use crate::market::{Advert, AdvertId};
use crate::posting::{Pay, PayBasis, PayTerms, PayUnit};

/// From how many amounts on there is a median.
pub(crate) const MIN_FOR_MEDIAN: usize = 5;

/// Monthly salaries in a year where none are stated.
const SALARIES: u8 = 12;

/// Weeks in a year.
const WEEKS: u8 = 52;

/// An advert whose pay is compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaySource<'a> {
    pub(crate) advert: &'a Advert,
    /// What was read in its text, if it was read.
    pub(crate) reading: Option<&'a Reading>,
}

impl PaySource<'_> {
    /// The class that the person set, else the proposed one.
    pub(crate) fn class(&self) -> ResponsibilityClass {
        let proposed = self.reading.map(|reading| reading.responsibility.class);
        self.advert.class.or(proposed).unwrap_or_default()
    }
}

/// How somebody is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PayForm {
    /// By the year, from amounts by the week, month or year.
    Employee,
    DayRate,
    HourRate,
}

/// What the amounts of one chart have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PayGroup {
    pub(crate) country: Country,
    pub(crate) form: PayForm,
    pub(crate) class: ResponsibilityClass,
    pub(crate) currency: String,
    /// They hold a bonus or more beside the base.
    pub(crate) total: bool,
}

/// How an amount was converted to gross and full time by the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Conversion {
    /// The unit that was stated, where it is not the unit of the chart.
    pub(crate) unit: Option<PayUnit>,
    /// The unit is not stated but the usual one for such an amount.
    pub(crate) is_unit_guessed: bool,
    /// By what it was multiplied.
    pub(crate) factor: u8,
    /// The factor is the stated number of salaries.
    pub(crate) is_stated: bool,
    /// The share of full time in percent from which it was scaled up.
    pub(crate) share: Option<u8>,
}

/// The pay of one advert.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PayRow {
    pub(crate) advert: AdvertId,
    pub(crate) title: String,
    pub(crate) organisation: String,
    pub(crate) date: Date,
    /// `None` for "up to".
    pub(crate) min: Option<f64>,
    /// `None` for "from".
    pub(crate) max: Option<f64>,
    pub(crate) basis: PayBasis,
    pub(crate) conversion: Conversion,
    /// The person set the class.
    pub(crate) is_class_set: bool,
    /// What the person noted with it.
    pub(crate) note: String,
}

/// Amounts that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PayChart {
    pub(crate) group: PayGroup,
    /// One an advert, newest first.
    pub(crate) rows: Vec<PayRow>,
}

/// What is missing of an advert whose pay is in no chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) enum MissingPart {
    /// It states no pay, and none is noted.
    #[serde(rename = "no_pay")]
    Pay,
    #[serde(rename = "no_country")]
    Country,
    #[serde(rename = "no_currency")]
    Currency,
    #[serde(rename = "no_unit")]
    Unit,
}

/// All pay that is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PayComparison {
    /// By country, employees first, then by class, the largest first and the unknown last.
    pub(crate) charts: Vec<PayChart>,
    /// Newest first.
    pub(crate) left_out: Vec<(AdvertId, String, MissingPart)>,
}

impl PayComparison {
    pub(crate) fn new<'a>(sources: impl IntoIterator<Item = PaySource<'a>>) -> Self {
        let mut charts: BTreeMap<PayGroup, Vec<PayRow>> = BTreeMap::new();
        let mut left_out = Vec::new();
        for source in sources {
            let advert = source.advert;
            // That of the amount that is known best, which comes first.
            let mut why = None;
            let mut has_row = false;
            // Of several amounts for one chart the first one counts.
            let mut seen: Vec<PayGroup> = Vec::new();
            for (pay, terms, note) in amounts(&source) {
                match group(&source, pay) {
                    Ok(group) if seen.contains(&group) => {}
                    Ok(group) => {
                        seen.push(group.clone());
                        has_row = true;
                        charts
                            .entry(group)
                            .or_default()
                            .push(row(&source, pay, terms, note));
                    }
                    Err(reason) => why = why.or(Some(reason)),
                }
            }
            if !has_row {
                let why = why.unwrap_or(MissingPart::Pay);
                left_out.push((advert.id, advert.title.clone(), why));
            }
        }
        let chart = |(group, mut rows): (PayGroup, Vec<PayRow>)| {
            rows.sort_by_key(|row| Reverse((row.date, row.advert)));
            PayChart { group, rows }
        };
        let mut charts: Vec<PayChart> = charts.into_iter().map(chart).collect();
        charts.sort_by_key(|chart| {
            let PayGroup {
                country,
                form,
                class,
                ..
            } = chart.group;
            let is_unknown = class == ResponsibilityClass::Unknown;
            (country, form, is_unknown, Reverse(class))
        });
        Self { charts, left_out }
    }
}

impl PayChart {
    /// The medians of the lower and of the upper ends, each from five of them on. Where the class is not known unlike
    /// posts stand together, which have none.
    pub(crate) fn medians(&self) -> (Option<f64>, Option<f64>) {
        if self.group.class == ResponsibilityClass::Unknown {
            return (None, None);
        }
        let of =
            |end: fn(&PayRow) -> Option<f64>| median(self.rows.iter().filter_map(end).collect());
        (of(|row| row.min), of(|row| row.max))
    }

    /// The least and the greatest amount.
    pub(crate) fn range(&self) -> (f64, f64) {
        let ends = self
            .rows
            .iter()
            .flat_map(|row| [row.min, row.max])
            .flatten();
        ends.fold(
            (f64::INFINITY, f64::NEG_INFINITY),
            |(least, most), amount| (least.min(amount), most.max(amount)),
        )
    }

    /// In which of `columns` the ends of a row stand.
    pub(crate) fn columns(&self, row: &PayRow, columns: usize) -> (Option<usize>, Option<usize>) {
        let (least, most) = self.range();
        let last = columns.saturating_sub(1);
        let column = |amount: f64| {
            if most > least {
                ((amount - least) / (most - least) * last as f64).round() as usize
            } else {
                last / 2
            }
        };
        (row.min.map(column), row.max.map(column))
    }
}

/// The amounts of an advert, the best known first: the person's last note, then the fields of its page, then its text.
fn amounts<'a>(
    source: &PaySource<'a>,
) -> impl Iterator<Item = (&'a Pay, PayTerms, &'a str)> + use<'a> {
    let advert = source.advert;
    let terms = source.reading.map(|reading| reading.pay_terms);
    let terms = terms.unwrap_or_default();
    let own = advert.own_pay.iter().rev();
    let own = own.map(|own| (&own.pay, own.terms, &*own.note));
    let stated = |basis: PayBasis| {
        let stated = advert.pay.iter().filter(move |pay| pay.basis == basis);
        stated.map(move |pay| (pay, terms, ""))
    };
    own.chain(stated(PayBasis::Field))
        .chain(stated(PayBasis::Text))
}

fn group(source: &PaySource<'_>, pay: &Pay) -> Result<PayGroup, MissingPart> {
    if pay.min.or(pay.max).is_none() {
        return Err(MissingPart::Pay);
    }
    let form = match pay.unit.ok_or(MissingPart::Unit)? {
        PayUnit::Hour => PayForm::HourRate,
        PayUnit::Day => PayForm::DayRate,
        PayUnit::Week | PayUnit::Month | PayUnit::Year => PayForm::Employee,
    };
    if pay.currency.is_empty() {
        return Err(MissingPart::Currency);
    }
    Ok(PayGroup {
        country: source.advert.country().ok_or(MissingPart::Country)?,
        form,
        class: source.class(),
        currency: pay.currency.clone(),
        total: pay.total,
    })
}

fn row(source: &PaySource<'_>, pay: &Pay, terms: PayTerms, note: &str) -> PayRow {
    let advert = source.advert;
    let conversion = conversion(pay, terms);
    let convert = |amount: f64| {
        let amount = amount * f64::from(conversion.factor);
        conversion
            .share
            .map_or(amount, |share| amount * 100.0 / f64::from(share))
    };
    PayRow {
        advert: advert.id,
        title: advert.title.clone(),
        organisation: advert.organisation.clone(),
        date: advert.posted.unwrap_or(advert.first_seen),
        min: pay.min.map(convert),
        max: pay.max.map(convert),
        basis: pay.basis,
        conversion,
        is_class_set: advert.class.is_some(),
        note: note.to_owned(),
    }
}

/// Amounts by the hour and by the day stay what they are, whatever part of full time they are paid for.
fn conversion(pay: &Pay, terms: PayTerms) -> Conversion {
    let share = terms.share.filter(|share| (1..100).contains(share));
    let (factor, is_stated) = match pay.unit {
        Some(PayUnit::Month) => (terms.salaries.unwrap_or(SALARIES), terms.salaries.is_some()),
        Some(PayUnit::Week) => (WEEKS, false),
        _ => (1, false),
    };
    let is_rate = matches!(pay.unit, Some(PayUnit::Hour | PayUnit::Day));
    Conversion {
        unit: pay.unit.filter(|_| factor > 1),
        is_unit_guessed: pay.is_unit_guessed,
        factor,
        is_stated,
        share: share.filter(|_| !is_rate),
    }
}

/// The median of at least five amounts; of an even number the mean of the two in the middle.
fn median(mut amounts: Vec<f64>) -> Option<f64> {
    if amounts.len() < MIN_FOR_MEDIAN {
        return None;
    }
    amounts.sort_by(f64::total_cmp);
    let upper = *amounts.get(amounts.len() / 2)?;
    let lower = *amounts.get((amounts.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn advert(id: u64, country: &str, pay: &serde_json::Value) -> Advert {
        serde_json::from_value(json!({
            "id": id, "title": format!("CISO {id}"), "first_seen": format!("2026-11-{id:02}"),
            "last_seen": "2026-11-23", "pay": pay, "class": "programme",
            "places": [{"text": country, "country": country, "basis": "stated"}],
        }))
        .unwrap()
    }

    fn pay(min: Option<u32>, max: Option<u32>, unit: &str) -> serde_json::Value {
        json!({"min": min, "max": max, "currency": "EUR", "unit": unit, "basis": "field", "span": null})
    }

    fn compare(adverts: &[Advert]) -> PayComparison {
        let reading = None;
        PayComparison::new(adverts.iter().map(|advert| PaySource { advert, reading }))
    }

    fn year(id: u64, min: u32, max: u32) -> Advert {
        advert(id, "DE", &json!([pay(Some(min), Some(max), "year")]))
    }

    #[test]
    fn only_like_is_compared_with_like() {
        use PayForm::{DayRate, Employee, HourRate};
        use ResponsibilityClass::{Advisory, Programme, Unknown};

        let mut other = year(5, 1, 2);
        other.class = Some(Advisory);
        let mut open = year(6, 1, 2);
        open.class = None;
        let adverts = [
            year(1, 90_000, 110_000),
            year(2, 95_000, 120_000),
            advert(3, "CH", &json!([pay(Some(1), Some(2), "year")])),
            advert(
                4,
                "DE",
                &json!([pay(Some(900), None, "day"), pay(Some(80), None, "hour")]),
            ),
            other,
            open,
        ];
        let charts = compare(&adverts).charts;
        let found: Vec<_> = charts
            .iter()
            .map(|c| {
                (
                    c.group.country.code(),
                    c.group.form,
                    c.group.class,
                    c.rows.len(),
                )
            })
            .collect();
        let expected = [
            ("CH", Employee, Programme, 1),
            ("DE", Employee, Programme, 2),
            ("DE", Employee, Advisory, 1),
            ("DE", Employee, Unknown, 1),
            ("DE", DayRate, Programme, 1),
            ("DE", HourRate, Programme, 1),
        ];
        assert_eq!(found, expected);
        assert_eq!(charts[1].rows[0].advert, AdvertId(2), "newest first");
    }

    #[test]
    fn amounts_become_gross_by_the_year_and_say_how() {
        let noted = |unit: &str, salaries: Option<u8>, share: Option<u8>| {
            let mut advert = year(1, 1, 2);
            advert.own_pay = serde_json::from_value(json!([{
                "pay": pay(Some(8000), None, unit), "date": "2026-11-23",
                "terms": {"salaries": salaries, "share": share},
            }]))
            .unwrap();
            let charts = compare(&[advert]).charts;
            charts.last().unwrap().rows[0].clone()
        };
        let plain = noted("month", None, None);
        assert_eq!((plain.min, plain.max), (Some(96_000.0), None));
        let stated = noted("month", Some(13), Some(80));
        assert_eq!(stated.min, Some(130_000.0));
        let conversion = stated.conversion;
        assert_eq!((conversion.factor, conversion.share), (13, Some(80)));
        assert_eq!(noted("day", None, Some(50)).min, Some(8000.0));
    }

    #[test]
    fn a_median_needs_five_of_a_known_class() {
        let mut adverts: Vec<Advert> = (1..=5)
            .map(|id| year(id, 10_000 * id as u32, 100_000))
            .collect();
        let medians = |adverts: &[Advert]| compare(adverts).charts[0].medians();
        assert_eq!(medians(&adverts), (Some(30_000.0), Some(100_000.0)));
        assert_eq!(medians(&adverts[1..]), (None, None));
        for advert in &mut adverts {
            advert.class = None;
        }
        assert_eq!(medians(&adverts), (None, None));
    }

    #[test]
    fn what_is_in_no_chart_says_why() {
        let mut nowhere = year(1, 1, 2);
        nowhere.places.clear();
        let mut vague = pay(Some(1), None, "year");
        vague["unit"] = json!(null);
        let adverts = [
            nowhere,
            advert(2, "DE", &json!([])),
            advert(3, "DE", &json!([vague])),
        ];
        let found = compare(&adverts);
        let why: Vec<MissingPart> = found.left_out.iter().map(|(_, _, why)| *why).collect();
        assert_eq!(
            why,
            [MissingPart::Country, MissingPart::Pay, MissingPart::Unit]
        );
        assert!(found.charts.is_empty());
    }
}
