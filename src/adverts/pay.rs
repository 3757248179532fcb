//! The pay that an advert names.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern::Patterns;
use super::phrasing::{PayPhrases, Phrasing, phrasing};
use super::section::Section;
use super::sentence::{Sentence, sentences_from};
use crate::posting::{Pay, PayBasis, PayTerms, PayUnit};

const CURRENCIES: [(&str, &str); 16] = [
    ("EUR", "EUR"),
    ("€", "EUR"),
    ("Euro", "EUR"),
    ("CHF", "CHF"),
    ("GBP", "GBP"),
    ("£", "GBP"),
    ("USD", "USD"),
    ("US$", "USD"),
    ("$", "USD"),
    ("DKK", "DKK"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("PLN", "PLN"),
    ("CZK", "CZK"),
    ("SGD", "SGD"),
    ("AUD", "AUD"),
];

/// The most characters around a range that stands for itself: "Leeds, £46,148 – £52,809".
const AROUND: usize = 16;

/// One amount or a range, the currency before or behind it.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let currency = r"(?:EUR|Euro|CHF|GBP|USD|DKK|SEK|NOK|PLN|CZK|SGD|AUD|US\$|[€£$])";
    let number = r"[0-9][0-9.,'’ \u{a0}\u{202f}]*[0-9]|[0-9]";
    let amount = format!(r"(?:{number})(?:\s?[kK]\b)?(?:\s?(?:million|Mio\.?|m)\b)?");
    let to = r"\s?(?:-|–|—|to|bis|and|und)\s?";
    let pattern = format!(
        r"(?P<up>(?i:up to|bis zu|bis)\s+)?(?P<from>(?i:from|ab|at least)\s+)?(?:(?P<c1>{currency})\s?(?P<a1>{amount})(?:{to}(?:{currency}\s?)?(?P<b1>{amount}))?|(?P<a2>{amount})(?:(?:\s?{currency})?{to}(?P<b2>{amount}))?\s?(?P<c2>{currency}))"
    );
    Regex::new(&pattern).ok()
});

/// The amounts of pay that a text names.
pub fn pay_in(text: &str) -> Vec<Pay> {
    // Only a program that was built with broken phrasings has none.
    let Ok(phrasing) = phrasing() else {
        return Vec::new();
    };
    pay(&sentences_from(Section::Unknown, text, phrasing), phrasing)
}

/// The pay in a line that somebody notes, its terms, and the note behind a semicolon: "EUR 110,000–125,000 a year;
/// first offer". `None` without an amount in a currency.
pub fn noted_pay(line: &str) -> Option<(Pay, PayTerms, &str)> {
    let phrasing = phrasing().ok()?;
    let (amount, note) = line.split_once(';').unwrap_or((line, ""));
    // Such a line has no word of pay.
    let pay = pay_in(&format!("Salary: {amount}")).into_iter().next()?;
    let noted = Pay {
        basis: PayBasis::You,
        span: None,
        ..pay
    };
    let is_known = !noted.currency.is_empty();
    is_known.then(|| (noted, pay_terms(amount, &phrasing.pay), note.trim()))
}

/// What a text says of the number of salaries and of part time.
pub(super) fn pay_terms(text: &str, phrases: &PayPhrases) -> PayTerms {
    let number = |patterns: &Patterns| -> Option<u8> {
        let words = text.get(patterns.find(text)?)?;
        let from = words.find(|c: char| c.is_ascii_digit())?;
        let figures = words.get(from..)?;
        let to = figures.find(|c: char| !c.is_ascii_digit());
        figures.get(..to.unwrap_or(figures.len()))?.parse().ok()
    };
    PayTerms {
        salaries: number(&phrases.salaries),
        share: number(&phrases.part_time),
    }
}

/// The amounts of pay that the sentences name.
pub(super) fn pay(sentences: &[Sentence<'_>], phrasing: &Phrasing) -> Vec<Pay> {
    let Some(amount) = AMOUNT.as_ref() else {
        return Vec::new();
    };
    let phrases = &phrasing.pay;
    let mut out = Vec::new();
    for sentence in sentences.iter().filter(|s| s.section != Section::About) {
        let text = sentence.text;
        let is_about_pay = phrases.words.is_in(text);
        for found in amount.captures_iter(text) {
            let Some(all) = found.get(0) else {
                continue;
            };
            let name = |name: &str| found.name(name).map(|m| m.as_str());
            let currency = name("c1").or(name("c2")).unwrap_or_default();
            let Some((_, currency)) = CURRENCIES.iter().find(|(sign, _)| *sign == currency) else {
                continue;
            };
            let before = text.get(..all.start()).unwrap_or_default();
            let near = before.rsplit([',', ';', '.']).next().unwrap_or_default();
            if phrases.other_money.is_in(near) {
                continue;
            }
            let first = name("a1").or(name("a2")).and_then(amount_of);
            let second = name("b1").or(name("b2")).and_then(amount_of);
            // A line that is little but a range of thousands needs no word of pay.
            let around = text.chars().count() - all.as_str().chars().count();
            let is_bare = around <= AROUND && second.is_some_and(|(amount, _)| amount >= 10_000);
            if !is_about_pay && !is_bare {
                continue;
            }
            let Some((mut first, thousands)) = first else {
                continue;
            };
            if let Some((second, true)) = second
                && !thousands
                && first < 1000
                && second >= 1000
            {
                first *= 1000;
            }
            let most = second.map_or(first, |s| s.0);
            let stated = stated_unit(text, all.end(), phrases);
            let stated = stated.filter(|unit| is_paid_for(most, *unit));
            let unit = stated.unwrap_or_else(|| usual_unit(most));
            let (min, max) = match second {
                Some((second, _)) => (Some(first), Some(second)),
                None if name("up").is_some() => (None, Some(first)),
                None if name("from").is_some() => (Some(first), None),
                None => (Some(first), Some(first)),
            };
            if max.or(min).is_none_or(|most| most < 10) {
                continue;
            }
            let words = all.as_str();
            let start = all.start() + (words.len() - words.trim_start().len());
            out.push(Pay {
                min: min.map(|amount| amount as f64),
                max: max.map(|amount| amount as f64),
                currency: (*currency).to_owned(),
                unit: Some(unit),
                is_unit_guessed: stated.is_none(),
                total: phrases.total.is_in(near) || is_total_behind(text, all.end(), phrases),
                basis: PayBasis::Text,
                span: Some(sentence.span(&(start..start + words.trim().len()))),
            });
        }
    }
    out
}

/// The unit whose words stand nearest behind the amount, else first in the sentence.
fn stated_unit(text: &str, end: usize, phrases: &PayPhrases) -> Option<PayUnit> {
    let behind = text.get(end..).unwrap_or_default();
    [behind, text].into_iter().find_map(|part| {
        let found = phrases
            .units
            .iter()
            .filter_map(|(unit, words)| Some((words.find(part)?.start, *unit)));
        found.min().map(|(_, unit)| unit)
    })
}

/// Whether an amount can be paid for a unit. A sentence with two amounts states the unit of one.
fn is_paid_for(amount: u64, unit: PayUnit) -> bool {
    match unit {
        PayUnit::Hour => amount < 10_000,
        PayUnit::Day => amount < 100_000,
        PayUnit::Week | PayUnit::Month | PayUnit::Year => true,
    }
}

/// Whether the word for a total stands behind the amount, before any other one: "$310k a year OTE".
fn is_total_behind(text: &str, end: usize, phrases: &PayPhrases) -> bool {
    let behind = text.get(end..).unwrap_or_default();
    let ends = |c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | '.' | '+');
    let (near, next) = behind.split_at(behind.find(ends).unwrap_or(behind.len()));
    !next.starts_with(|c: char| c.is_ascii_digit()) && phrases.total.is_in(near)
}

/// The unit that such an amount is usually paid for.
fn usual_unit(amount: u64) -> PayUnit {
    match amount {
        0..400 => PayUnit::Hour,
        400..3000 => PayUnit::Day,
        3000..15_000 => PayUnit::Month,
        _ => PayUnit::Year,
    }
}

/// The amount of a text such as "110.000", "1,650,000", "95k" or "1.2 million", and whether it was in thousands.
fn amount_of(text: &str) -> Option<(u64, bool)> {
    let lower = text.to_lowercase();
    let thousands = lower.trim_end().ends_with('k');
    let millions = lower.contains('m');
    let figures: String = lower
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’'))
        .collect();
    let separators = |c: char| matches!(c, '.' | ',' | '\'' | '’');
    let (whole, decimals) = match figures.rsplit_once(separators) {
        Some((whole, rest)) if rest.len() < 3 => (whole.to_owned(), rest),
        _ => (figures.clone(), ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let number: f64 = format!("{whole}.{decimals}0").parse().ok()?;
    let factor = if thousands {
        1000.0
    } else if millions {
        1_000_000.0
    } else {
        1.0
    };
    let amount = number * factor;
    (amount < 1e12).then_some((
        amount as u64,
        thousands || decimals.is_empty() && figures.len() > 4,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::super::sentence::sentences;
    use super::*;

    /// Least, most, currency, unit and whether it is a total.
    type Found = (Option<f64>, Option<f64>, String, Option<PayUnit>, bool);

    fn read(text: &str) -> Vec<Found> {
        let phrasing = phrasing().unwrap();
        let text = format!("Title\nWhat we offer\n{text}");
        let found = pay(&sentences(&text, phrasing), phrasing);
        found
            .into_iter()
            .map(|p| (p.min, p.max, p.currency, p.unit, p.total))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, min: Option<u32>, max: Option<u32>, currency: &str, unit: PayUnit) {
        let [min, max] = [min, max].map(|amount| amount.map(f64::from));
        let expected = (min, max, currency.to_owned(), Some(unit), false);
        assert_eq!(read(text), [expected], "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        use PayUnit::{Day, Month, Year};
        check(
            "Base salary EUR 110,000–135,000 a year.",
            Some(110_000),
            Some(135_000),
            "EUR",
            Year,
        );
        check(
            "Jahresgehalt 95.000 bis 110.000 € brutto",
            Some(95_000),
            Some(110_000),
            "EUR",
            Year,
        );
        check("Salary of £90k", Some(90_000), Some(90_000), "GBP", Year);
        check(
            "We pay $120-150k a year.",
            Some(120_000),
            Some(150_000),
            "USD",
            Year,
        );
        check(
            "Up to CHF 9'500 a month gross.",
            None,
            Some(9500),
            "CHF",
            Month,
        );
        check("Tagessatz ab 1.100 EUR", Some(1100), None, "EUR", Day);
    }

    #[test]
    fn the_period_stands_behind_gross() {
        for (text, unit) in [
            ("We pay EUR 4,500 - 6,000 gross per month.", PayUnit::Month),
            ("Salary: EUR 6,200 (gross, monthly).", PayUnit::Month),
            ("A salary of EUR 90,000 gross.", PayUnit::Year),
        ] {
            let found = pay_in(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].unit, Some(unit), "{text}");
        }
    }

    #[test]
    fn a_period_that_no_word_states_is_guessed() {
        let unit = |text: &str| {
            let found = pay_in(text);
            assert_eq!(found.len(), 1, "{text}");
            (found[0].unit.unwrap().word(), found[0].is_unit_guessed)
        };
        assert_eq!(unit("Salary: EUR 2,800"), ("day", true));
        assert_eq!(unit("Salary of £90k"), ("year", true));
        assert_eq!(unit("Annual salary of £90k"), ("year", false));
        assert_eq!(unit("Gehalt: 5.500 EUR brutto"), ("month", true));
        assert_eq!(unit("Gehalt: 5.500 EUR im Monat"), ("month", false));
        assert_eq!(unit("Bruttojahresgehalt 95.000 EUR"), ("year", false));
        let noted = |line| noted_pay(line).unwrap().0.is_unit_guessed;
        assert!(noted("EUR 9,500"));
        assert!(!noted("EUR 9,500 a month"));
    }

    #[test]
    fn a_range_in_a_band_or_on_a_line_of_its_own_is_pay() {
        for text in [
            "Band 7: £46,148 – £52,809",
            "Grade: SEO, £46,148 - £52,809, with a pension and thirty days of leave",
            "£46,148 – £52,809",
            "Compensation: £46,148–52,809",
        ] {
            check(text, Some(46_148), Some(52_809), "GBP", PayUnit::Year);
        }
        assert!(read("Budget: EUR 500,000 – 600,000").is_empty());
        assert!(read("We handle claims between EUR 20,000 and 50,000 for clients.").is_empty());
    }

    #[test]
    fn other_money_is_no_pay() {
        assert!(read("You accept risks up to EUR 500,000 a year.").is_empty());
        assert!(read("A training budget of EUR 3,000 a year.").is_empty());
        assert!(read("You carry a quota of $4m a year.").is_empty());
        assert!(read("The prize is EUR 500,000.").is_empty());
    }

    #[test]
    fn salaries_and_part_time_are_read_where_they_are_stated() {
        let terms = |text: &str| {
            let PayTerms { salaries, share } = pay_terms(text, &phrasing().unwrap().pay);
            (salaries, share)
        };
        assert_eq!(terms("EUR 8,000 a month, 13 salaries."), (Some(13), None));
        assert_eq!(terms("We pay a 14th salary."), (Some(14), None));
        assert_eq!(terms("An 80% position in Bern."), (None, Some(80)));
        assert_eq!(terms("Part-time (60 %) is offered."), (None, Some(60)));
        assert_eq!(terms("A workload of 80–100 %."), (None, None));
        assert_eq!(terms("100% position, 20% bonus."), (None, None));
    }

    #[test]
    fn a_total_is_told_from_a_base() {
        assert!(read("Total compensation of EUR 150,000 a year.")[0].4);
        let both = read("Base salary of $200k plus OTE of $310k");
        assert_eq!((both[0].4, both[1].4), (false, true));
    }

    #[test]
    fn a_large_amount_beside_the_pay_of_an_hour_is_of_a_year() {
        for text in [
            "Pay: USD 95–140 per hour, OTE up to $310k.",
            "OTE up to $310k; USD 95–140 per hour.",
            "USD 95–140 an hour or up to $310k OTE",
            "USD 95–140 an hour, or up to $310k a year (OTE)",
        ] {
            let mut found = pay_in(text);
            assert_eq!(found.len(), 2, "{text} {found:?}");
            found.sort_by(|a, b| a.max.unwrap().total_cmp(&b.max.unwrap()));
            let [hour, year] =
                [0, 1].map(|at| (found[at].unit.unwrap(), found[at].is_unit_guessed));
            assert_eq!(hour, (PayUnit::Hour, false), "{text}");
            let is_stated = text.contains("a year");
            assert_eq!(year, (PayUnit::Year, !is_stated), "{text}");
            assert_eq!([found[0].total, found[1].total], [false, true], "{text}");
        }
    }

    #[test]
    fn a_line_says_pay_its_terms_and_a_note() {
        let (found, terms, note) =
            noted_pay("CHF 9,500 a month, 13 salaries; first offer").unwrap();
        assert_eq!((found.min, &*found.currency), (Some(9500.0), "CHF"));
        assert_eq!(
            (found.unit, found.basis),
            (Some(PayUnit::Month), PayBasis::You)
        );
        assert_eq!((terms.salaries, note), (Some(13), "first offer"));
        let (found, ..) = noted_pay("EUR 110,000–125,000 a year").unwrap();
        assert_eq!((found.min, found.max), (Some(110_000.0), Some(125_000.0)));
        for text in ["", "a lot", "110000", "; EUR 5"] {
            assert_eq!(noted_pay(text), None, "{text}");
        }
    }
}
