//! Sentences about pay that is compared.

use super::advert::class_name;
use crate::adverts::ResponsibilityClass;
use crate::posting::{PayBasis, PayUnit};
use crate::text::thousands;
use crate::usecase::pay_comparison::{
    Conversion, MIN_FOR_MEDIAN, MissingPart, PayChart, PayForm, PayGroup, PayRow,
};

/// What stands above every comparison.
pub(crate) const WARNING: &str = "This is no statistic: these are the adverts that you kept, and what is advertised is \
    not what is paid.";

/// The right to ask for the range.
pub(crate) const RIGHT: &str = "In the European Union an applicant is told the starting pay or its range before the \
    first interview, and may ask for it: directive (EU) 2023/970. Check how the law of your country puts it.";

/// What stands above the questions of [`questions`].
pub(crate) const BEFORE: &str = "Before you sign, ask";

/// What is said where no pay is known.
pub(crate) const NONE: &str = "No advert that you kept has pay that can be compared.";

/// What to ask before signing.
pub(crate) fn questions() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/offer_questions.txt").lines();
    lines.filter(|line| !line.starts_with('#'))
}

/// What the amounts of a chart have in common: "Germany, EUR a year gross, base · whole programme · n = 6".
pub(crate) fn title(chart: &PayChart) -> String {
    let PayGroup {
        country,
        form,
        class,
        currency,
        total,
    } = &chart.group;
    let country = country.name();
    let unit = match form {
        PayForm::Employee => "a year gross",
        PayForm::DayRate => "a day",
        PayForm::HourRate => "an hour",
    };
    let kind = if *total { "total" } else { "base" };
    let class = match *class {
        ResponsibilityClass::Unknown => "class not known",
        class => class_name(class),
    };
    format!(
        "{country}, {currency} {unit}, {kind} · {class} · n = {}",
        chart.rows.len()
    )
}

/// How an amount was converted and how it is known: "month × 13 as stated · 80 % scaled to full time · your note".
pub(crate) fn remarks(row: &PayRow) -> String {
    let Conversion {
        unit,
        is_unit_guessed,
        factor,
        is_stated,
        share,
    } = row.conversion;
    let mut parts = Vec::new();
    if let Some(unit) = unit {
        let unit = if unit == PayUnit::Week {
            "week"
        } else {
            "month"
        };
        let stated = if is_stated { " as stated" } else { "" };
        parts.push(format!("{unit} × {factor}{stated}"));
    }
    if is_unit_guessed {
        parts.push("period guessed from the amount".to_owned());
    }
    parts.extend(share.map(|share| format!("{share} % scaled to full time")));
    if row.basis == PayBasis::You {
        parts.push("your note".to_owned());
    }
    if row.is_class_set {
        parts.push("class set by you".to_owned());
    }
    parts.extend(Some(row.note.clone()).filter(|note| !note.is_empty()));
    parts.join(" · ")
}

/// The medians of a chart, or why it has none.
pub(crate) fn medians(chart: &PayChart) -> String {
    let amount = |amount: f64| thousands(amount.round() as usize);
    match chart.medians() {
        (Some(min), Some(max)) => format!(
            "Median: lower ends {}, upper ends {}.",
            amount(min),
            amount(max)
        ),
        (Some(min), None) => format!("Median of the lower ends: {}.", amount(min)),
        (None, Some(max)) => format!("Median of the upper ends: {}.", amount(max)),
        (None, None) if chart.group.class == ResponsibilityClass::Unknown => {
            "No median: the classes of these posts are not known.".to_owned()
        }
        (None, None) => format!("No median: it takes {MIN_FOR_MEDIAN} adverts."),
    }
}

/// Why the pay of an advert is in no chart.
pub(crate) fn left_out(why: MissingPart) -> &'static str {
    match why {
        MissingPart::Pay => "no pay stated",
        MissingPart::Country => "country not known",
        MissingPart::Currency => "currency not stated",
        MissingPart::Unit => "by what period it is paid is not stated",
    }
}

/// A row as a span on the scale of its chart, at least five columns wide. "From" is open to the right, "up to" to the
/// left.
pub(crate) fn bar(chart: &PayChart, row: &PayRow, columns: usize, is_ascii: bool) -> String {
    let [left, line, right, point, before, behind] = if is_ascii {
        ['|', '-', '|', '*', '<', '>']
    } else {
        ['├', '─', '┤', '●', '◂', '▸']
    };
    // Two columns on each side hold the open ends.
    let (from, to) = chart.columns(row, columns.saturating_sub(4));
    let (start, signs) = match (from, to) {
        (Some(from), Some(to)) if to > from => {
            let inside = std::iter::repeat_n(line, to - from - 1);
            (
                from + 2,
                [left].into_iter().chain(inside).chain([right]).collect(),
            )
        }
        (Some(only), Some(_)) => (only + 2, vec![point]),
        (Some(from), None) => (from + 2, vec![left, line, behind]),
        (None, Some(to)) => (to, vec![before, line, right]),
        (None, None) => (0, Vec::new()),
    };
    let bar = std::iter::repeat_n(' ', start).chain(signs);
    format!("{:columns$}", bar.collect::<String>())
}

/// The scale of a chart: its least and greatest amount above the bars.
pub(crate) fn scale(chart: &PayChart, columns: usize) -> String {
    let (least, most) = chart.range();
    let [least, most] = [least, most].map(|amount| thousands(amount.round() as usize));
    let gap = columns.saturating_sub(4 + least.len() + most.len()).max(1);
    if least == most {
        format!("  {least}")
    } else {
        format!("  {least}{}{most}", " ".repeat(gap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::Country;
    use crate::market::AdvertId;

    fn row(min: Option<f64>, max: Option<f64>) -> PayRow {
        PayRow {
            advert: AdvertId(1),
            title: String::new(),
            organisation: String::new(),
            date: jiff::civil::date(2026, 11, 23),
            min,
            max,
            basis: PayBasis::Field,
            conversion: Conversion {
                factor: 1,
                ..Conversion::default()
            },
            is_class_set: false,
            note: String::new(),
        }
    }

    #[test]
    fn bars_are_spans_with_open_ends() {
        let rows = vec![
            row(Some(100.0), Some(150.0)),
            row(Some(150.0), Some(150.0)),
            row(Some(200.0), None),
            row(None, Some(100.0)),
        ];
        let group = PayGroup {
            country: Country::from_code("DE").unwrap(),
            form: PayForm::Employee,
            class: ResponsibilityClass::Programme,
            currency: "EUR".to_owned(),
            total: false,
        };
        let chart = PayChart { group, rows };
        let bars = |is_ascii| -> Vec<String> {
            let bar = |row| bar(&chart, row, 15, is_ascii);
            chart.rows.iter().map(bar).collect()
        };
        let expected = [
            "  ├────┤       ",
            "       ●       ",
            "            ├─▸",
            "◂─┤            ",
        ];
        assert_eq!(bars(false), expected);
        assert_eq!(bars(true)[2], "            |->");
        assert_eq!(scale(&chart, 15), "  100     200");
        assert_eq!(
            title(&chart),
            "Germany, EUR a year gross, base · whole programme · n = 4"
        );
        assert_eq!(medians(&chart), "No median: it takes 5 adverts.");
    }

    #[test]
    fn a_guessed_period_is_called_so() {
        let guessed = |unit| {
            let mut row = row(Some(100.0), None);
            row.conversion.unit = unit;
            row.conversion.is_unit_guessed = true;
            remarks(&row)
        };
        assert_eq!(guessed(None), "period guessed from the amount");
        let month = guessed(Some(PayUnit::Month));
        assert_eq!(month, "month × 1 · period guessed from the amount");
    }

    #[test]
    fn there_are_questions_to_ask() {
        assert!(questions().count() >= 8);
        assert!(questions().all(|question| question.ends_with('?')));
    }
}
