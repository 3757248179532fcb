//! How the values of arguments are read, where a type does not say it.

use clap::builder::RangedI64ValueParser;
use jiff::civil::Date;

use crate::profile::date_span;
use crate::text;
use crate::wording::evidence::NOT_A_DATE;

/// Longest a name may be, in characters. No label of ESCO has half of it, and search slows down with the length.
const NAME: usize = 300;

/// Longest the name of a release may be, in characters.
const RELEASE: usize = 40;

/// A name of something, or an id.
pub(super) fn name(text: &str) -> Result<String, String> {
    if text.chars().nth(NAME).is_some() {
        return Err(format!("a name has at most {NAME} characters"));
    }
    Ok(text.to_owned())
}

/// The name of a release. It becomes part of a file's name and stands on the screen.
pub(super) fn release(text: &str) -> Result<String, String> {
    let plain = text::sanitize(text) == text && !text.contains('\t');
    if text.trim().is_empty() || !plain || text.chars().count() > RELEASE {
        return Err(format!(
            "a release is a number such as 1.2.0: at most {RELEASE} characters, no control characters"
        ));
    }
    Ok(text.to_owned())
}

pub(super) fn at_least_one() -> RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..)
}

/// A day, as year-month-day.
pub(super) fn day(text: &str) -> Result<Date, &'static str> {
    date_span::day(text).ok_or(NOT_A_DATE)
}

/// A day, or the last day of a month or a year.
pub(super) fn last_day(text: &str) -> Result<Date, &'static str> {
    date_span::last_day(text).ok_or(NOT_A_DATE)
}
