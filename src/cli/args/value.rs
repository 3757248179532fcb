//! How the values of arguments are read, where a type does not say it.

use clap::builder::{PossibleValuesParser, RangedI64ValueParser, TypedValueParser};
use jiff::civil::Date;

use crate::profile::date_span;
use crate::text;
use crate::wording::evidence::NOT_A_DATE;

/// Longest a name may be, in characters. No label of ESCO has half of it, and search slows down with the length.
const NAME: usize = 300;

/// Longest the name of a release may be, in characters.
const RELEASE: usize = 40;

/// One of some values, by its word.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    values: impl IntoIterator<Item = T>,
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<T> = values.into_iter().collect();
    let words: Vec<&'static str> = values.iter().copied().map(word).collect();
    PossibleValuesParser::new(words).try_map(move |text| {
        let mut values = values.iter().copied();
        values
            .find(|value| word(*value) == text)
            .ok_or("it is none of the words")
    })
}

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

#[cfg(test)]
mod tests {
    use clap::{Arg, Command};

    use super::*;
    use crate::posting::PayUnit;

    #[test]
    fn each_word_is_that_of_its_value_in_options_and_in_json() {
        let parse = |word: &str| {
            let values = one_of(PayUnit::ALL, PayUnit::word);
            let command = Command::new("pay").arg(Arg::new("unit").value_parser(values));
            command.try_get_matches_from(["pay", word])
        };
        for unit in PayUnit::ALL {
            let found = parse(unit.word()).unwrap();
            assert_eq!(found.get_one("unit"), Some(&unit));
            let json = serde_json::to_value(unit).unwrap();
            assert_eq!(json, unit.word());
        }
        let error = parse("decade").unwrap_err().to_string();
        assert!(
            error.contains("possible values: hour, day, week, month, year"),
            "{error}"
        );
    }
}
