//! The days on which an advert was posted and until which it is open, where only a line of its text says them.

use jiff::civil::Date;

use crate::posting::Posting;
use crate::text::fold;

/// Beginnings of sentences that say when the advert was posted, folded, the longest first.
const POSTED: [&str; 9] = [
    "veroffentlicht am",
    "publication date",
    "date posted",
    "published on",
    "online seit",
    "posting date",
    "posted on",
    "published",
    "posted",
];

/// Beginnings of sentences that say until when one may apply, folded, the longest first.
const UNTIL: [&str; 17] = [
    "deadline for applications",
    "bewerben sie sich bis",
    "applications close",
    "application deadline",
    "please apply before",
    "bewerbungsschluss",
    "please apply by",
    "bewerbungsfrist",
    "valid through",
    "bewerben bis",
    "bewerbung bis",
    "closing date",
    "apply before",
    "valid until",
    "apply by",
    "deadline",
    "closes",
];

/// The words that may stand between such a beginning and its day: "closing date is Monday, the 4th".
const BETWEEN: usize = 4;

/// The first letters of the months in English, then in German where they differ, folded.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["may", "mai"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec", "dez"],
];

/// Fills the days that no field states.
pub(super) fn complete(posting: &mut Posting) {
    let first =
        |beginnings: &[&str]| sentences(&posting.text).find_map(|s| day_after(&s, beginnings));
    posting.posted = posting.posted.or_else(|| first(&POSTED));
    posting.until = posting.until.or_else(|| first(&UNTIL));
}

/// The sentences of a text; "4. Dezember" is one.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(['\n', '|', '·', ';']).map(str::to_owned);
    parts.flat_map(|part| {
        let mut sentences = vec![String::new()];
        for piece in part.split_inclusive(". ") {
            let is_end = !piece
                .trim_end_matches(". ")
                .ends_with(|c: char| c.is_ascii_digit());
            if let Some(last) = sentences.last_mut() {
                last.push_str(piece);
            }
            if is_end {
                sentences.push(String::new());
            }
        }
        sentences
    })
}

/// The day that follows one of the beginnings.
fn day_after(sentence: &str, beginnings: &[&str]) -> Option<Date> {
    let is_slashed = sentence.contains('/');
    let folded = fold(sentence.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let rest = beginnings
        .iter()
        .find_map(|beginning| folded.strip_prefix(beginning))?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let words: Vec<&str> = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "of")
        .take(BETWEEN + 3)
        .collect();
    words.windows(3).find_map(|words| date(words, is_slashed))
}

/// The day of three words: "2026 11 12", "12 November 2026", "November 12th 2026", "12 11 2026".
fn date(words: &[&str], is_slashed: bool) -> Option<Date> {
    let &[first, second, third] = words else {
        return None;
    };
    let (year, month, day) = if is_year(first) {
        (first, number(second)?, number(third)?)
    } else if let Some(month) = month(first) {
        (third, month, number(second)?)
    } else if let Some(month) = month(second) {
        (third, month, number(first)?)
    } else {
        let (a, b) = (number(first)?, number(second)?);
        // 03/04/2026 is in March or in April.
        let (day, month) = match (is_slashed, a > 12, b > 12) {
            (true, false, true) => (b, a),
            (true, false, false) if a != b => return None,
            _ => (a, b),
        };
        (third, month, day)
    };
    let year = year.parse().ok().filter(|_| is_year(year))?;
    Date::new(year, month, day).ok()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20")
}

/// The number of a word such as "4" or "4th".
fn number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = word.get(digits.len()..)?;
    let is_number = ["", "st", "nd", "rd", "th"].contains(&ending);
    digits.parse().ok().filter(|_| is_number)
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, posted: Option<&str>, until: Option<&str>) {
        let mut posting = Posting {
            text: text.to_owned(),
            ..Posting::default()
        };
        complete(&mut posting);
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        let found = (day(posting.posted), day(posting.until));
        let expected = (posted.map(str::to_owned), until.map(str::to_owned));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn lines_name_the_days() {
        check("CISO\nPosted: 2026-11-12", Some("2026-11-12"), None);
        check(
            "CISO\n**Date posted:** 12/12/2026",
            Some("2026-12-12"),
            None,
        );
        check(
            "Berlin · Posted on November 3rd, 2026",
            Some("2026-11-03"),
            None,
        );
        check("Veröffentlicht am 03.11.2026", Some("2026-11-03"), None);
        check("Closing date: 15 January 2027", None, Some("2027-01-15"));
        check(
            "Closing date is Monday, the 4th of January 2027.",
            None,
            Some("2027-01-04"),
        );
        check(
            "You own it. Apply by 15/01/2027 with a CV.",
            None,
            Some("2027-01-15"),
        );
        check(
            "Bewerbungsfrist: 4. Dezember 2026",
            None,
            Some("2026-12-04"),
        );
        check(
            "Bewerben Sie sich bis zum 4. März 2027.",
            None,
            Some("2027-03-04"),
        );
    }

    #[test]
    fn what_names_no_day_is_none() {
        for text in [
            "Posted 3 days ago",
            "Closing date: 03/04/2027",
            "Closing date: 31 June 2027",
            "Apply by e-mail to jobs@example.org, 12 Example Street",
            "Deadlines of 17 October 2024 are met",
            "We published 3 reports in 2026",
            "Our strategy was published on 3 March 2026",
        ] {
            check(text, None, None);
        }
    }
}
