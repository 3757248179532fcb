//! What a condition of an advert asks for, as the record keys it: the same in the next advert.

use std::collections::BTreeSet;

use super::condition::Condition;
use super::number::{Numbers, number};
use super::phrasing::{FigurePhrases, KeyPhrases, Phrasing};
use crate::geography::Country;
use crate::profile::{ConditionKey, ConditionKind};
use crate::text::{fold, name_key};

/// Days of work in a week.
const WORK_WEEK: u32 = 5;

/// The key of a condition, by its kind, words, names and years.
pub(super) fn condition_key(condition: &Condition, phrasing: &Phrasing) -> ConditionKey {
    let key = Key {
        condition,
        text: fold(&condition.text),
        phrases: &phrasing.conditions.keys,
        numbers: &phrasing.numbers,
    };
    let (subject, figure) = match condition.kind {
        ConditionKind::Language => key.language(),
        ConditionKind::Certificate => (key.certificate(), 0),
        ConditionKind::Years => (key.years(), condition.years.unwrap_or_default()),
        ConditionKind::Degree => key.degree(),
        ConditionKind::Clearance => (key.whole(), 0),
        ConditionKind::Permit => (key.permit(), 0),
        ConditionKind::Onsite => key.onsite(),
        ConditionKind::Travel => key.travel(),
    };
    ConditionKey {
        kind: condition.kind,
        subject,
        figure,
    }
}

/// The folded words of a text.
fn words(folded: &str) -> Vec<&str> {
    let words = folded.split(' ');
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}

fn alternatives(names: &[String], key: impl Fn(&str) -> String) -> String {
    let names: BTreeSet<String> = names.iter().map(|name| key(name)).collect();
    names.into_iter().collect::<Vec<_>>().join(" or ")
}

/// The figure of the first of the rows whose words are in a folded text, else 0.
fn figure(rows: &[FigurePhrases], folded: &str) -> u32 {
    let found = rows.iter().find(|row| row.patterns.is_in(folded));
    found.map_or(0, |row| row.figure)
}

/// A condition whose key is made.
struct Key<'a> {
    condition: &'a Condition,
    /// Its words, folded.
    text: String,
    phrases: &'a KeyPhrases,
    numbers: &'a Numbers,
}

impl Key<'_> {
    /// The words before those that remark on the condition.
    fn before_remark(&self, words: &[&str]) -> String {
        let is_remark = |word: &&&str| {
            self.phrases
                .remarks
                .iter()
                .any(|remark| **remark == ***word)
        };
        let kept = words.iter().take_while(|word| !is_remark(word));
        kept.copied().collect::<Vec<_>>().join(" ")
    }

    fn whole(&self) -> String {
        self.before_remark(&words(&self.text))
    }

    fn language(&self) -> (String, u32) {
        let level = figure(&self.phrases.language_levels, &self.text);
        (alternatives(&self.condition.names, fold), level)
    }

    fn certificate(&self) -> String {
        let names = &self.condition.names;
        let mut subject = if self.condition.any || names.len() < 2 {
            alternatives(names, name_key)
        } else {
            let keys: BTreeSet<String> = names.iter().map(|name| name_key(name)).collect();
            keys.into_iter().collect::<Vec<_>>().join(" and ")
        };
        if self.phrases.equivalent.is_in(&self.text) {
            subject.push_str(" or equivalent");
        }
        if self.phrases.willing.is_in(&self.text) {
            subject.push_str(" or willing");
        }
        subject
    }

    /// What the years are of.
    fn years(&self) -> String {
        let words = words(&self.text);
        let is_unit = |word: &&str| self.phrases.years_unit.is_all_of(word);
        let from = words.iter().position(is_unit).map_or(0, |at| at + 1);
        let rest = words.get(from..).unwrap_or_default();
        let fillers = &self.phrases.years_fillers;
        let is_filler = |word: &&&str| fillers.iter().any(|filler| **filler == ***word);
        let lead = rest.iter().take_while(is_filler).count();
        let mut subject = self.before_remark(rest.get(lead..).unwrap_or_default());
        for tail in &self.phrases.years_tails {
            subject.truncate(subject.strip_suffix(&**tail).unwrap_or(&subject).len());
        }
        subject
    }

    fn degree(&self) -> (String, u32) {
        let words = words(&self.text);
        let leads = &self.phrases.degree_field;
        let lead = words
            .iter()
            .position(|word| leads.iter().any(|lead| **lead == **word));
        let from = lead.map_or(words.len(), |at| at + 1);
        let mut subject = self.before_remark(words.get(from..).unwrap_or_default());
        let equivalent = &self.phrases.equivalent;
        if equivalent.is_in(&self.text) && !equivalent.is_in(&subject) {
            subject.push_str(" or equivalent");
        }
        let level = figure(&self.phrases.degree_levels, &self.text);
        (subject.trim_start().to_owned(), level)
    }

    /// The country of a permit, else its words.
    fn permit(&self) -> String {
        if self.phrases.no_sponsor.is_in(&self.text) {
            return "without sponsorship".to_owned();
        }
        let place = self.phrases.place_leads.iter().find_map(|lead| {
            let (_, place) = self.condition.text.rsplit_once(&format!(" {lead} "))?;
            let place = self.before_remark(&words(&fold(place)));
            Some(place).filter(|place| !place.is_empty())
        });
        let place = place.map(|place| match Country::parse(&place) {
            Some(country) => fold(country.name()),
            None => place,
        });
        let text = match self.phrases.valid.find(&self.text) {
            Some(at) if at.start == 0 => self.text.get(at.end..).unwrap_or_default().trim_start(),
            _ => &self.text,
        };
        let citizen = self.phrases.citizen.find(text);
        match place {
            Some(place) if citizen.as_ref().is_some_and(|at| at.start == 0) => {
                format!("citizen of {place}")
            }
            Some(place) => place,
            None => {
                // "U.S. citizenship", "be a US citizen".
                let nation = citizen.and_then(|at| text.get(..at.start));
                let nation = nation.and_then(|nation| nation.split_whitespace().last());
                let Some(nation) = nation else {
                    return self.before_remark(&words(text));
                };
                let nation = nation.replace('.', "");
                match Country::parse(&nation.to_uppercase()) {
                    Some(country) => format!("citizen of {}", fold(country.name())),
                    None => format!("citizen of {nation}"),
                }
            }
        }
    }

    /// The period of days or weeks, with where its words begin in the folded text.
    fn period(&self, folded: &str) -> Option<(usize, &str)> {
        let rows = self.phrases.periods.iter();
        rows.filter_map(|row| Some((row.patterns.find(folded)?.start, &*row.name)))
            .min()
    }

    /// Days in the office, of a week where no other period is the subject. "Up to two days from home" are three of a
    /// week in the office.
    fn onsite(&self) -> (String, u32) {
        let phrases = self.phrases;
        let text = &*self.text;
        if phrases.not_remote.is_in(text) {
            return (String::new(), WORK_WEEK);
        }
        let place = self.condition.text.rsplit_once(" in ");
        let place = place.map(|(_, place)| place);
        // "In the Austin, TX office".
        let office = self.condition.text.split_once(" office");
        let office = office.and_then(|(before, _)| {
            let mut leads = phrases.office_leads.iter();
            let place = leads.find_map(|lead| before.rsplit_once(&format!(" {lead} ")));
            place.map(|(_, place)| place)
        });
        let mut places = [place, office].into_iter().flatten();
        let place = places.find(|place| place.starts_with(char::is_uppercase));
        let mut place = place.map(fold).unwrap_or_default();
        let end = self.period(&place).map_or(place.len(), |(at, _)| at);
        place.truncate(end);
        let place = place.trim_end();
        let days = number(&self.condition.text, self.numbers).filter(|_| phrases.day.is_in(text));
        let period = self.period(text).map(|(_, name)| name);
        let is_home = phrases.home.is_in(text);
        match (days, period) {
            (Some(days @ 0..=7), None | Some("week")) if is_home => {
                (place.to_owned(), WORK_WEEK.saturating_sub(days))
            }
            (Some(days @ 0..=7), None | Some("week")) => (place.to_owned(), days),
            (Some(days), Some(period)) if period != "week" && !is_home => {
                (format!("{place} a {period}").trim_start().to_owned(), days)
            }
            _ if phrases.hybrid.is_in(text) => ("hybrid".to_owned(), 0),
            _ if place.is_empty() || days.is_some() => (self.whole(), 0),
            _ => (place.to_owned(), 0),
        }
    }

    /// Travel in per cent of the time, or in days or weeks of the period that is stated.
    fn travel(&self) -> (String, u32) {
        let text = &*self.text;
        let phrases = self.phrases;
        let Some(figure) = number(&self.condition.text, self.numbers) else {
            let is_at_all = phrases.travel_at_all.is_all_of(text);
            return (
                if is_at_all {
                    String::new()
                } else {
                    self.whole()
                },
                0,
            );
        };
        if phrases.percent.is_in(text) {
            return (String::new(), figure);
        }
        let units = phrases.travel_units.iter();
        let unit = units.filter_map(|row| Some((row.patterns.find(text)?.start, &*row.name)));
        let subject = match (unit.min(), self.period(text)) {
            (Some((_, unit)), Some((_, period))) => format!("{unit} a {period}"),
            (Some((_, unit)), None) => unit.to_owned(),
            (None, _) => self.whole(),
        };
        (subject, figure)
    }
}

#[cfg(test)]
mod tests {
    use super::super::conditions::read;
    use super::super::phrasing::phrasing;
    use super::*;

    #[test]
    fn the_examples_of_the_phrasings_have_their_keys() {
        let phrases = &phrasing().unwrap().conditions;
        let mut wrong = Vec::new();
        for example in &phrases.examples {
            let found = read(&example.sentence);
            let keys: Vec<String> = found.iter().map(|found| found.key.to_string()).collect();
            if keys.join(", ") != *example.key {
                wrong.push(format!("{}: {keys:?}", example.sentence));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn words_that_are_compared_with_folded_ones_are_folded() {
        let keys = &phrasing().unwrap().conditions.keys;
        let lists = [
            &keys.years_fillers,
            &keys.years_tails,
            &keys.remarks,
            &keys.degree_field,
        ];
        for word in lists.into_iter().flatten() {
            assert_eq!(fold(word).trim(), word.trim());
        }
    }
}
