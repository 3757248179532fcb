//! When a role was held: from a day, until a day, either left open. People remember years and months, so these are
//! taken as well: `2015` begins on its first day and ends on its last.

use std::fmt;

use jiff::civil::Date;

/// From when until when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First day, where given.
    pub from: Option<Date>,
    /// Last day, where given.
    pub until: Option<Date>,
}

/// Why a text is no span.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// It is neither a year nor a month nor a day.
    #[error("\"{0}\" is no year, month or day")]
    NoDay(String),
    /// It lies ahead.
    #[error("{0} lies ahead")]
    Ahead(String),
    /// The two dots between the days are missing.
    #[error("\"{0}\" does not say from when until when")]
    NoDots(String),
    /// The end stands before the beginning.
    #[error("{0} comes after {1}")]
    Backwards(Date, Date),
}

impl Span {
    /// Reads `FROM..UNTIL`, each a year, a month or a day, either left out. A period that is not over ends today.
    ///
    /// # Errors
    /// [`SpanError`].
    pub fn parse(text: &str, today: Date) -> Result<Self, SpanError> {
        let Some((from, until)) = text.split_once("..") else {
            return Err(SpanError::NoDots(text.trim().to_owned()));
        };
        let given = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let from = given(from).map(|t| begins(&t, today)).transpose()?;
        let until = given(until).map(|t| period(&t, today)).transpose()?;
        let until = until.map(|(_, last)| last.min(today));
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            return Err(SpanError::Backwards(from, until));
        }
        Ok(Self { from, until })
    }
}

/// The first day of a year, a month or a day that has begun.
///
/// # Errors
/// [`SpanError`].
pub fn begins(text: &str, today: Date) -> Result<Date, SpanError> {
    period(text.trim(), today).map(|(first, _)| first)
}

/// The first and the last day of a year, a month or a day that has begun.
fn period(text: &str, today: Date) -> Result<(Date, Date), SpanError> {
    let no_day = || SpanError::NoDay(text.to_owned());
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
    let lengths = [4, 2, 2];
    if parts.len() > 3 || !parts.iter().zip(lengths).all(|(p, len)| digits(p, len)) {
        return Err(no_day());
    }
    let number = |at: usize| parts.get(at).and_then(|p| p.parse::<i16>().ok());
    let year = number(0).ok_or_else(no_day)?;
    let month = number(1).unwrap_or(1) as i8;
    let first = Date::new(year, month, number(2).unwrap_or(1) as i8).map_err(|_| no_day())?;
    let last = match parts.len() {
        1 => first.last_of_year(),
        2 => first.last_of_month(),
        _ => first,
    };
    if first > today {
        return Err(SpanError::Ahead(text.to_owned()));
    }
    Ok((first, last))
}

impl fmt::Display for Span {
    /// "2015-03 to 2019-06", "since 2019-03", "until 2019-06"; nothing when nothing is known. Days that begin and end
    /// months stand for the months; where one of two does not, both are told as days.
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
        let read = Span::parse(text, today).map(|s| s.to_string());
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
    fn what_is_no_span_says_why() {
        check("2015", Err("\"2015\" does not say from when until when"));
        check("soon..", Err("\"soon\" is no year, month or day"));
        check("2015-13..", Err("\"2015-13\" is no year, month or day"));
        check("15..", Err("\"15\" is no year, month or day"));
        check(
            "2015-03-02-01..",
            Err("\"2015-03-02-01\" is no year, month or day"),
        );
        check("2027..", Err("2027 lies ahead"));
        check("2019..2015", Err("2019-01-01 comes after 2015-12-31"));
    }
}
