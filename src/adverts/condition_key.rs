//! What a condition of an advert asks for, as the record keys it: the same in the next advert.

use std::collections::BTreeSet;

use super::conditions::{Condition, number};
use crate::geography::Country;
use crate::profile::{ConditionKey, ConditionKind};
use crate::text::{fold, name_key};

/// Folded words that may stand between "years" and what the years are of.
const YEARS_FILLERS: [&str; 24] = [
    "of",
    "in",
    "with",
    "as",
    "a",
    "an",
    "the",
    "im",
    "als",
    "der",
    "dem",
    "den",
    "die",
    "mit",
    "experience",
    "professional",
    "relevant",
    "proven",
    "practical",
    "work",
    "working",
    "berufserfahrung",
    "erfahrung",
    "einschlagige",
];

/// Folded words at which the words of a condition end and a remark on it begins.
const REMARKS: [&str; 20] = [
    "is",
    "are",
    "would",
    "will",
    "must",
    "required",
    "preferred",
    "desirable",
    "essential",
    "mandatory",
    "welcome",
    "sind",
    "ist",
    "ware",
    "waren",
    "wird",
    "werden",
    "erforderlich",
    "zwingend",
    "wunschenswert",
];

/// The key of a condition.
pub fn condition_key(condition: &Condition) -> ConditionKey {
    let text = fold(&condition.text);
    let (subject, figure) = match condition.kind {
        ConditionKind::Language => (alternatives(&condition.names, fold), language_level(&text)),
        ConditionKind::Certificate => (certificate(condition, &text), 0),
        ConditionKind::Years => (years_subject(&text), condition.years.unwrap_or_default()),
        ConditionKind::Degree => degree(&text),
        ConditionKind::Clearance => (before_remark(&words(&text)), 0),
        ConditionKind::Permit => (permit(condition, &text), 0),
        ConditionKind::Onsite => onsite(condition, &text),
        ConditionKind::Travel => travel(condition, &text),
    };
    ConditionKey {
        kind: condition.kind,
        subject,
        figure,
    }
}

/// Whether a condition accepts something like what it names.
pub(super) fn accepts_equivalent(condition: &Condition) -> bool {
    is_equivalent(&fold(&condition.text))
}

fn is_equivalent(folded: &str) -> bool {
    ["equivalent", "comparable", "vergleichbar", "similar"]
        .iter()
        .any(|word| folded.contains(word))
}

fn words(folded: &str) -> Vec<&str> {
    let words = folded.split(' ');
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect()
}

fn before_remark(words: &[&str]) -> String {
    let kept = words.iter().take_while(|word| !REMARKS.contains(word));
    kept.copied().collect::<Vec<_>>().join(" ")
}

fn alternatives(names: &[String], key: impl Fn(&str) -> String) -> String {
    let names: BTreeSet<String> = names.iter().map(|name| key(name)).collect();
    names.into_iter().collect::<Vec<_>>().join(" or ")
}

/// The level of the Common European Framework that the words name: "fluent" counts as C1, "native" as C2.
fn language_level(folded: &str) -> u32 {
    let words = words(folded);
    let named = |level: &&str| words.contains(level);
    let levels = ["a1", "a2", "b1", "b2", "c1", "c2"];
    if let Some(at) = levels.iter().position(&named) {
        return at as u32 + 1;
    }
    if ["native", "native-level", "muttersprache"]
        .iter()
        .any(named)
    {
        6
    } else if ["fluent", "verhandlungssicheres", "fliessendes"]
        .iter()
        .any(named)
    {
        5
    } else {
        0
    }
}

fn certificate(condition: &Condition, text: &str) -> String {
    let mut names = if condition.any || condition.names.len() < 2 {
        alternatives(&condition.names, name_key)
    } else {
        let keys: BTreeSet<String> = condition.names.iter().map(|n| name_key(n)).collect();
        keys.into_iter().collect::<Vec<_>>().join(" and ")
    };
    if is_equivalent(text) {
        names.push_str(" or equivalent");
    }
    if text.contains("willing to") {
        names.push_str(" or willing");
    }
    names
}

fn years_subject(text: &str) -> String {
    let words = words(text);
    let is_unit = |word: &&str| word.contains("year") || word.contains("jahr") || *word == "them";
    let from = words.iter().position(is_unit).map_or(0, |at| at + 1);
    let rest = words.get(from..).unwrap_or_default();
    let lead = rest.iter().take_while(|word| YEARS_FILLERS.contains(word));
    let lead = lead.count();
    let mut subject = before_remark(rest.get(lead..).unwrap_or_default());
    for tail in [" experience", " erfahrung", " a"] {
        subject.truncate(subject.strip_suffix(tail).unwrap_or(&subject).len());
    }
    subject
}

fn degree(text: &str) -> (String, u32) {
    let words = words(text);
    let begins = |with: &[&str]| {
        words
            .iter()
            .any(|w| with.iter().any(|with| w.starts_with(with)))
    };
    let level = if begins(&["phd", "doctor", "promotion"]) {
        3
    } else if begins(&["master", "mba"]) {
        2
    } else {
        u32::from(begins(&["bachelor"]))
    };
    let is_lead = |word: &&str| matches!(*word, "in" | "der" | "des");
    let field = words
        .iter()
        .position(is_lead)
        .map_or(words.len(), |at| at + 1);
    let field = words.get(field..).unwrap_or_default();
    let mut subject = before_remark(field);
    if is_equivalent(text) && !is_equivalent(&subject) {
        subject.push_str(" or equivalent");
    }
    (subject.trim_start().to_owned(), level)
}

/// The country of a permit, else its words.
fn permit(condition: &Condition, text: &str) -> String {
    let after = [
        " in the ",
        " in ",
        " for the ",
        " for ",
        " of ",
        " für die ",
        " für ",
    ];
    let place = after.iter().find_map(|word| {
        let (_, place) = condition.text.rsplit_once(word)?;
        let place = before_remark(&words(&fold(place)));
        Some(place).filter(|place| !place.is_empty())
    });
    let place = place.map(|place| match Country::parse(&place) {
        Some(country) => fold(country.name()),
        None => place,
    });
    let text = text.trim_start_matches("valid ");
    match place {
        Some(place) if text.starts_with("citizen") => format!("citizen of {place}"),
        Some(place) => place,
        None => before_remark(&words(text)),
    }
}

/// Days in the office each week; `up to two days from home` are three in the office.
fn onsite(condition: &Condition, text: &str) -> (String, u32) {
    if text.contains("no remote") {
        return (String::new(), 5);
    }
    let place = condition.text.rsplit_once(" in ").map(|(_, place)| place);
    let place = place.filter(|place| place.chars().next().is_some_and(char::is_uppercase));
    let place = place.map(fold).unwrap_or_default();
    match number(&condition.text) {
        Some(days) if days <= 7 && (text.contains("day") || text.contains("tag")) => {
            let is_home = ["home", "remote"].iter().any(|word| text.contains(word));
            (
                place,
                if is_home {
                    5u32.saturating_sub(days)
                } else {
                    days
                },
            )
        }
        _ if text.contains("hybrid") => ("hybrid".to_owned(), 0),
        _ if place.is_empty() => (before_remark(&words(text)), 0),
        _ => (place, 0),
    }
}

/// Travel in per cent of the time, or in days or weeks.
fn travel(condition: &Condition, text: &str) -> (String, u32) {
    let words = words(text);
    let unit = ["weeks a month", "week a month", "days", "weeks"];
    match number(&condition.text) {
        Some(figure) if text.contains('%') || text.contains("cent") => (String::new(), figure),
        Some(figure) => match unit.iter().find(|unit| text.contains(**unit)) {
            Some(unit) => (unit.replace("week a", "weeks a"), figure),
            None => (before_remark(&words), figure),
        },
        None => {
            let is_general = matches!(
                text,
                "willing to travel" | "willingness to travel" | "reisebereitschaft"
            );
            let subject = if is_general {
                String::new()
            } else {
                before_remark(&words)
            };
            (subject, 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::conditions::read;
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let found = read(sentence);
        let keys: Vec<String> = found.iter().map(|c| condition_key(c).to_string()).collect();
        assert_eq!(keys.join(", "), expected, "{sentence}: {found:?}");
    }

    #[test]
    fn languages_have_a_level() {
        check("German at C1 level is required.", "language/german/5");
        check("Fluent German, spoken and written.", "language/german/5");
        check(
            "Verhandlungssicheres Deutsch ist Voraussetzung.",
            "language/german/5",
        );
        check("You speak Dutch or French.", "language/dutch or french/0");
        check("Native-level English.", "language/english/6");
        check("French at B2 would be an advantage.", "language/french/4");
    }

    #[test]
    fn years_have_a_subject() {
        check(
            "At least five years of leading a team.",
            "years/leading a team/5",
        );
        check(
            "10+ years in information security are a must.",
            "years/information security/10",
        );
        check(
            "At least seven years of experience in audit.",
            "years/audit/7",
        );
        check(
            "Mindestens fünf Jahre Berufserfahrung in der IT-Revision sind zwingend.",
            "years/it revision/5",
        );
        check(
            "8 years in security governance, IT risk or IT audit.",
            "years/security governance it risk or it audit/8",
        );
        check(
            "At least five years of professional experience.",
            "years//5",
        );
        check("Several years of audit in banks.", "years/audit in banks/0");
    }

    #[test]
    fn certificates_are_alternatives_or_all_asked_for() {
        check("You must hold a CISA.", "certificate/cisa/0");
        check(
            "Ideally you bring a CRISC or a CGEIT.",
            "certificate/cgeit or crisc/0",
        );
        check(
            "A CISSP, a CISM or an equivalent certificate is required.",
            "certificate/cism or cissp or equivalent/0",
        );
    }

    #[test]
    fn degrees_permits_days_and_travel_have_figures() {
        check("A degree in computer science.", "degree/computer science/0");
        check("You hold a master's degree.", "degree//2");
        check(
            "A degree or equivalent experience.",
            "degree/or equivalent/0",
        );
        check("DBS check required.", "clearance/dbs check/0");
        check(
            "You have the right to work in the UK.",
            "permit/united kingdom/0",
        );
        check(
            "Gültige Arbeitserlaubnis für die Schweiz.",
            "permit/switzerland/0",
        );
        check("A valid EU work permit.", "permit/eu work permit/0");
        check("A hybrid role.", "onsite/hybrid/0");
        check("Four days at the office and a hybrid cloud.", "onsite//4");
        check("You are on site two days a week.", "onsite//2");
        check("Two days a week on site in Hamburg.", "onsite/hamburg/2");
        check("Up to 2 days a week from home.", "onsite//3");
        check("The post is fully remote.", "onsite/fully remote/0");
        check("Travel up to 30 %.", "travel//30");
        check("Willingness to travel.", "travel//0");
        check(
            "A security clearance is required.",
            "clearance/security clearance/0",
        );
    }
}
