//! Spans of days, of which either end may be open, and the dates of people: years, months and days.
//!
//! As a start, `2015` is its first day; as an end, its last.

use std::fmt;

use jiff::civil::Date;

/// The days on which a role was held. Both ends are inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateSpan {
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Earlier years are taken as typing errors.
const FIRST_YEAR: i16 = 1900;

/// Words for an open end.
const PRESENT: [&str; 4] = ["present", "now", "today", "current"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Why a text cannot be read as a span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateSpanError {
    #[error("\"{0}\" is not a date cisopath understands")]
    NotADate(String),
    #[error("{0} is in the future")]
    InFuture(String),
    #[error("\"{0}\" is before {FIRST_YEAR}")]
    TooEarly(String),
    #[error("\"{0}\" does not say from when until when")]
    NoSeparator(String),
    #[error("{0} comes after {1}")]
    Backwards(Date, Date),
}

impl DateSpan {
    /// Parses `FROM..UNTIL`, each a year, a month or a day, or empty; also `2015-2019` and `2015 to present`. A period
    /// that is not over ends today.
    pub fn parse(text: &str, today: Date) -> Result<Self, DateSpanError> {
        let Some((from, until)) = ends(text) else {
            return Err(DateSpanError::NoSeparator(text.trim().to_owned()));
        };
        let given = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let from = given(from).map(|t| begins(&t, today)).transpose()?;
        let until = given(until).filter(|t| !PRESENT.contains(&t.to_lowercase().as_str()));
        let until = until.map(|t| period(&t, today)).transpose()?;
        let until = until.map(|(_, last)| last.min(today));
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err(DateSpanError::Backwards(from, until));
        }
        Ok(Self { from, until })
    }
}

/// The two ends of a span, as written.
fn ends(text: &str) -> Option<(&str, &str)> {
    let split = ["..", "\u{2013}", " to ", " - "];
    let found = split.iter().find_map(|between| text.split_once(between));
    // A hyphen separates two years; a year and a month are one month.
    let years = || {
        let (from, until) = text.split_once('-')?;
        let is_end = |t: &str| is_year(t) || PRESENT.contains(&t.to_lowercase().as_str());
        (is_year(from.trim()) && is_end(until.trim())).then_some((from, until))
    };
    found.or_else(years)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Parses the first day of a year, a month or a day that is not in the future.
pub fn begins(text: &str, today: Date) -> Result<Date, DateSpanError> {
    period(text.trim(), today).map(|(first, _)| first)
}

/// Parses a day, or the first day of a month or a year, in the past or in the future.
pub fn day(text: &str) -> Option<Date> {
    ends_of(text).map(|(first, _)| first)
}

/// Parses a day, or the last day of a month or a year, in the past or in the future.
pub fn last_day(text: &str) -> Option<Date> {
    ends_of(text).map(|(_, last)| last)
}

fn ends_of(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    let day = || text.parse().ok().map(|day| (day, day));
    let ends: (Date, Date) = named(text).or_else(day)?;
    (ends.0.year() >= FIRST_YEAR).then_some(ends)
}

/// The first and the last day of a period that is not in the future.
fn period(text: &str, today: Date) -> Result<(Date, Date), DateSpanError> {
    let (first, last) = named(text).ok_or_else(|| DateSpanError::NotADate(text.to_owned()))?;
    if first.year() < FIRST_YEAR {
        return Err(DateSpanError::TooEarly(text.to_owned()));
    }
    if first > today {
        return Err(DateSpanError::InFuture(text.to_owned()));
    }
    Ok((first, last))
}

/// The first and the last day of a year (`2019`), a month (`2019-07`, `2019-7`, `07/2019`, `July 2019`, `Jul 2019`) or
/// a day (`2019-07-01`).
fn named(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text
        .split(|c: char| c == '-' || c == '/' || c == '.' || c == ',' || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let number = |part: &str| {
        let digits = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<i8>().ok()).flatten()
    };
    let year = |part: &str| is_year(part).then(|| part.parse::<i16>().ok()).flatten();
    match parts[..] {
        [y] => {
            let first = Date::new(year(y)?, 1, 1).ok()?;
            Some((first, first.last_of_year()))
        }
        [a, b] => {
            let (y, m) = if is_year(a) { (a, b) } else { (b, a) };
            let month = number(m).or_else(|| month_named(m))?;
            let first = Date::new(year(y)?, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [y, m, d] => {
            let day = Date::new(year(y)?, number(m)?, number(d)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// The number of a month by its name, of which three letters suffice.
fn month_named(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let is_it = |month: &&str| name.len() >= 3 && month.starts_with(&name);
    let at = MONTHS
        .iter()
        .position(|month| is_it(month) || (name == "sept" && *month == "september"))?;
    Some(at as i8 + 1)
}

impl fmt::Display for DateSpan {
    /// Writes "2015-03 to 2019-06", "since 2019-03" or "until 2019-06", or nothing if both ends are open. Months are
    /// written if the ends are the first and the last day of months, else days.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins = self.from.is_none_or(|day| day.day() == 1);
        let ends = self.until.is_none_or(|day| day == day.last_of_month());
        let word = |day: Date| {
            if begins && ends {
                format!("{:04}-{:02}", day.year(), day.month())
            } else {
                day.to_string()
            }
        };
        let (from, until) = (self.from.map(word), self.until.map(word));
        match (from, until) {
            (Some(from), Some(until)) if from == until => f.write_str(&from),
            (Some(from), Some(until)) => write!(f, "{from} to {until}"),
            (Some(from), None) => write!(f, "since {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let today = date(2026, 11, 23);
        let read = DateSpan::parse(text, today).map(|s| s.to_string());
        let read = read.as_deref().map_err(ToString::to_string);
        assert_eq!(
            read.map_err(|e| e.clone()),
            expected.map_err(str::to_owned),
            "{text}"
        );
    }

    #[test]
    fn years_months_and_days_are_read() {
        check("2015..2019", Ok("2015-01 to 2019-12"));
        check("2015-03..2019-06", Ok("2015-03 to 2019-06"));
        check("2015-03-02 .. 2019-06-29", Ok("2015-03-02 to 2019-06-29"));
        check("2019-03..", Ok("since 2019-03"));
        check("..2019-02", Ok("until 2019-02"));
        check("..", Ok(""));
        check("2019-02..2019-02", Ok("2019-02"));
        check("2020..2026", Ok("2020-01-01 to 2026-11-23"));
        check("2015-03-31..2015-03-31", Ok("2015-03-31"));
        check("2015-03-01..2015-03-01", Ok("2015-03-01"));
        check("2015-02-28..2015-03-31", Ok("2015-02-28 to 2015-03-31"));
        check("2015-03-01..2015-03-31", Ok("2015-03"));
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        check("2015-2019", Ok("2015-01 to 2019-12"));
        check("2015 - 2019", Ok("2015-01 to 2019-12"));
        check("2015\u{2013}2019", Ok("2015-01 to 2019-12"));
        check("2015..present", Ok("since 2015-01"));
        check("2015-present", Ok("since 2015-01"));
        check("July 2019 to Present", Ok("since 2019-07"));
        check("2019-7..2020-2", Ok("2019-07 to 2020-02"));
        check("07/2019..2/2020", Ok("2019-07 to 2020-02"));
        check("July 2019..sept 2020", Ok("2019-07 to 2020-09"));
        check("jul, 2019 - 2020 february", Ok("2019-07 to 2020-02"));
        check("2019-7-1..2019-07-02", Ok("2019-07-01 to 2019-07-02"));
        for text in ["July 2019", "07/2019", "2019-7", " 2019-07 ", "7.2019"] {
            assert_eq!(begins(text, date(2026, 11, 23)), Ok(date(2019, 7, 1)));
            assert_eq!(day(text), Some(date(2019, 7, 1)), "{text}");
        }
        assert_eq!(day("2026-03-31"), Some(date(2026, 3, 31)));
        assert_eq!(day("0026-03-31"), None);
        assert_eq!(day("soon"), None);
        assert_eq!(last_day("2027-02"), Some(date(2027, 2, 28)));
        assert_eq!(last_day("2027-02-03"), Some(date(2027, 2, 3)));
        assert_eq!(last_day("2027"), Some(date(2027, 12, 31)));
    }

    #[test]
    fn what_is_no_span_says_why() {
        check("2015", Err("\"2015\" does not say from when until when"));
        check(
            "2019-07",
            Err("\"2019-07\" does not say from when until when"),
        );
        for date in [
            "soon",
            "2015-13",
            "15",
            "2015-03-02-01",
            "ju 2019",
            "2019-007",
            "2019-13",
            "2019-02-30",
        ] {
            let reason = format!("\"{date}\" is not a date cisopath understands");
            check(&format!("{date}.."), Err(&reason));
        }
        check("0019-01..", Err("\"0019-01\" is before 1900"));
        check("0019..", Err("\"0019\" is before 1900"));
        check("2027..", Err("2027 is in the future"));
        check("2019..2015", Err("2019-01-01 comes after 2015-12-31"));
    }
}
