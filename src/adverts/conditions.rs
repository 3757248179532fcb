//! The conditions of a post: languages, certificates, years, degrees, clearance, permits, days on site, travel.

use std::ops::Range;

use super::condition::Condition;
use super::condition_key::condition_key;
use super::context::{Context, Need, is_denied};
use super::number::number;
use super::pattern::Patterns;
use super::phrasing::{ConditionPhrases, Phrasing};
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::overlap;
use crate::profile::{ConditionKey, ConditionKind};
use crate::text::fold;

/// The conditions of an advert, in the order of the text.
pub(super) fn conditions(sentences: &[Sentence<'_>], phrasing: &Phrasing) -> Vec<Condition> {
    let mut out: Vec<Condition> = Vec::new();
    for sentence in sentences.iter().filter(|s| {
        !matches!(
            s.section,
            Section::Title | Section::About | Section::Excluded
        )
    }) {
        let context = Context::new(sentence, phrasing);
        for found in in_sentence(&context, phrasing) {
            let known = out.iter_mut().find(|known| {
                known.kind == found.kind && known.text.to_lowercase() == found.text.to_lowercase()
            });
            match known {
                Some(known) => {
                    known.need = known.need.max(found.need);
                    known.spans.extend(found.spans);
                }
                None => out.push(found),
            }
        }
    }
    out
}

fn in_sentence(context: &Context<'_, '_>, phrasing: &Phrasing) -> Vec<Condition> {
    use ConditionKind::{Clearance, Degree, Onsite, Permit, Travel, Years};
    let phrases = &phrasing.conditions;
    let text = context.sentence.text;
    let mut out = Vec::new();
    if context.sentence.section.asks() && !context.employer {
        out.extend(languages(context, phrases));
        out.extend(certificates(context, phrases));
        let guarded = phrases.years_guard.is_in(text);
        let years = phrases.years.find_all(text).filter(|_| !guarded);
        out.extend(years.map(|at| {
            let number = number(text.get(at.clone()).unwrap_or_default(), &phrasing.numbers);
            Condition {
                years: number,
                ..condition(context, Years, at)
            }
        }));
        out.extend(
            phrases
                .degree
                .find_all(text)
                .map(|at| condition(context, Degree, at)),
        );
    }
    let guard = |guard: Option<&Patterns>| guard.is_some_and(|guard| guard.is_in(text));
    let rest = [
        (
            Clearance,
            &phrases.clearance,
            Some(&phrases.clearance_guard),
        ),
        (Permit, &phrases.permit, None),
        (Onsite, &phrases.onsite, None),
        (Travel, &phrases.travel, Some(&phrases.travel_guard)),
    ];
    for (kind, patterns, but) in rest {
        if !guard(but) {
            out.extend(
                patterns
                    .find_all(text)
                    // Where no sponsorship is offered a permit is needed. The words reach to the end of their clause.
                    .filter(|at| {
                        kind == Permit || !is_denied(phrasing, text, &(at.start..at.start))
                    })
                    .map(|at| condition(context, kind, at)),
            );
        }
    }
    out.retain(|found| found.kind != Degree && found.kind != Years || !is_negated(context, found));
    for found in &mut out {
        found.key = condition_key(found, phrasing);
        found.accepts_equivalent = phrases.keys.equivalent.is_in(&fold(&found.text));
    }
    out.sort_by_key(|found| found.spans.first().map(|span| span.start));
    out
}

fn is_one_of(list: &[Box<str>], word: &str) -> bool {
    list.iter().any(|known| **known == *word)
}

fn is_negated(context: &Context<'_, '_>, found: &Condition) -> bool {
    let at = context.sentence.text.find(&found.text);
    // "welcome but not necessary" is a wish, not a negation.
    found.need != Need::Nice
        && at.is_some_and(|at| context.is_negated(&(at..at + found.text.len())))
}

fn condition(context: &Context<'_, '_>, kind: ConditionKind, at: Range<usize>) -> Condition {
    let sentence = context.sentence;
    Condition {
        kind,
        text: sentence
            .text
            .get(at.clone())
            .unwrap_or_default()
            .trim()
            .to_owned(),
        need: context.need(&at),
        names: Vec::new(),
        any: false,
        years: None,
        key: ConditionKey {
            kind,
            subject: String::new(),
            figure: 0,
        },
        accepts_equivalent: false,
        spans: vec![sentence.span(&at)],
    }
}

/// The names joined by "or", commas and slashes make one condition.
fn certificates(context: &Context<'_, '_>, phrases: &ConditionPhrases) -> Vec<Condition> {
    let text = context.sentence.text;
    if phrases.certificate_guard.is_in(text) {
        return Vec::new();
    }
    let found = phrases
        .certificates
        .find_all(text)
        .filter(|at| !context.is_negated(at));
    let mut out: Vec<(Range<usize>, Vec<String>, bool)> = Vec::new();
    for at in found {
        let name = text.get(at.clone()).unwrap_or_default().to_owned();
        if let Some((range, names, any)) = out.last_mut() {
            let between = text.get(range.end..at.start).unwrap_or_default();
            let words = between.split([' ', ',', '/']).filter(|w| !w.is_empty());
            let joined = words.clone().all(|w| is_one_of(&phrases.joiners, w));
            if joined {
                *any |= between.contains('/')
                    || words
                        .into_iter()
                        .any(|w| is_one_of(&phrases.alternatives, w));
                range.end = at.end;
                names.push(name);
                continue;
            }
        }
        out.push((at, vec![name], false));
    }
    let around = phrases.certificate_around.find(text);
    out.into_iter()
        .map(|(mut at, names, any)| {
            let mut any = any;
            if let Some(more) = &around {
                any |= names.len() > 1;
                if more.start >= at.end {
                    at.end = more.end;
                }
            }
            let behind = text.get(at.end..).unwrap_or_default();
            if let Some(time) = phrases.certificate_within.find(behind) {
                at.end += time.end;
            }
            Condition {
                names,
                any,
                ..condition(context, ConditionKind::Certificate, at)
            }
        })
        .collect()
}

/// The places of the languages of a sentence with the words of their level, and their names in English.
pub(super) fn language_places(
    context: &Context<'_, '_>,
    phrases: &ConditionPhrases,
) -> Vec<(Range<usize>, Vec<String>)> {
    let text = context.sentence.text;
    if phrases.language_guard.is_in(text) && !text.contains(',') {
        return Vec::new();
    }
    let english = phrases.languages.find_all(text).map(|at| {
        let name = text.get(at.clone()).unwrap_or_default();
        (at, crate::text::capitalize(&name.to_lowercase()))
    });
    let mut found: Vec<(Range<usize>, String)> = english.collect();
    for (word, name) in &phrases.german_languages {
        for (at, _) in text.match_indices(&**word) {
            let at = at..at + word.len();
            let whole = !text
                .get(at.end..)
                .unwrap_or_default()
                .starts_with(char::is_alphanumeric);
            if whole && !found.iter().any(|(other, _)| overlap(other, &at)) {
                found.push((at, name.to_string()));
            }
        }
    }
    found.sort_by_key(|(at, _)| at.start);
    let mut out: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    for (at, name) in found {
        if context.is_negated(&at) {
            continue;
        }
        if let Some((range, names)) = out.last_mut() {
            let between = text.get(range.end..at.start).unwrap_or_default();
            let between = between.trim();
            if between == "/" || is_one_of(&phrases.alternatives, between) {
                range.end = at.end;
                names.push(name);
                continue;
            }
        }
        out.push((at, vec![name]));
    }
    let ends: Vec<usize> = out.iter().skip(1).map(|(at, _)| at.start).collect();
    let ends = ends.into_iter().chain([text.len()]);
    out.into_iter()
        .zip(ends)
        .map(|((at, names), end)| (widen(text, &at, end, phrases), names))
        .collect()
}

fn languages(context: &Context<'_, '_>, phrases: &ConditionPhrases) -> Vec<Condition> {
    let places = language_places(context, phrases);
    let starts: Vec<usize> = places.iter().map(|(at, _)| at.start).collect();
    let found = places.into_iter().enumerate();
    found
        .map(|(nth, (at, names))| {
            // "Native-level English, Dutch preferred" wishes for the second one only.
            let next = starts.get(nth + 1).copied();
            let is_levelled = names.iter().all(|name| name.len() < at.len());
            let between = next.and_then(|next| context.sentence.text.get(at.end..next));
            let is_apart = is_levelled && between.is_some_and(|text| text.trim() == ",");
            let need = if is_apart {
                context.need_before(&at)
            } else {
                context.need(&at)
            };
            Condition {
                any: names.len() > 1,
                names,
                need,
                ..condition(context, ConditionKind::Language, at)
            }
        })
        .collect()
}

/// The place of a language with the words of its level around it, before the next one at `end`.
fn widen(text: &str, at: &Range<usize>, end: usize, phrases: &ConditionPhrases) -> Range<usize> {
    let before = text.get(..at.start).unwrap_or_default();
    let lower = before.trim_end().to_lowercase();
    let leads = phrases.language_leads.iter();
    let leads = leads.filter(|lead| lower.ends_with(&***lead));
    let lead = leads.map(|lead| lead.len()).max();
    let start = lead.map_or(at.start, |len| before.trim_end().len().saturating_sub(len));
    let after = text.get(at.end..end).unwrap_or_default();
    let after = after.split(';').next().unwrap_or_default();
    let level = ["A1", "A2", "B1", "B2", "C1", "C2"]
        .iter()
        .filter_map(|level| after.find(level))
        .min();
    let near = level.filter(|at| *at <= 14);
    let start = if text.is_char_boundary(start) {
        start
    } else {
        at.start
    };
    start..near.map_or(at.end, |near| at.end + near + 2)
}

/// The conditions of sentences under the heading "Your profile".
#[cfg(test)]
pub(super) fn read(text: &str) -> Vec<Condition> {
    let phrasing = super::phrasing::phrasing().unwrap();
    let text = format!("Title\nYour profile\n{text}");
    conditions(&super::sentence::sentences(&text, phrasing), phrasing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_or_between_certificates_makes_one_condition() {
        let found = read("A CISM, a CISSP or an equivalent certificate is required.");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].names, ["CISM", "CISSP"]);
        assert!(found[0].any);
        assert_eq!(found[0].need, Need::Required);
        assert_eq!(found[0].text, "CISM, a CISSP or an equivalent certificate");
    }

    #[test]
    fn years_have_a_number_and_languages_a_name() {
        let found =
            read("At least seven years of experience in audit.\nFluent German at C1 is a plus.");
        assert_eq!(found[0].years, Some(7));
        assert_eq!(
            (found[1].names[0].as_str(), found[1].need),
            ("German", Need::Nice)
        );
        assert_eq!(found[1].text, "Fluent German at C1");
        let found = read("Fluent English; German B2 is a plus.");
        assert_eq!(found[0].text, "Fluent English");
        assert_eq!((&*found[1].text, found[1].need), ("German B2", Need::Nice));
        let found = read("Native-level English, Dutch preferred.");
        let read: Vec<_> = found.iter().map(|c| (&*c.text, c.need)).collect();
        let expected = [
            ("Native-level English", Need::Required),
            ("Dutch", Need::Nice),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn a_sentence_of_the_employer_sets_no_condition() {
        assert_eq!(
            read("We have advised banks for thirty years in German."),
            []
        );
        assert_eq!(read("No degree needed."), []);
    }

    #[test]
    fn a_certificate_that_is_not_mandatory_is_wished_for_within_a_time() {
        let found = read("CISSP not mandatory, but you will need it within 90 days.");
        assert_eq!(found.len(), 1);
        let text = "CISSP not mandatory, but you will need it within 90 days";
        assert_eq!((found[0].need, &*found[0].text), (Need::Nice, text));
        assert_eq!(found[0].key.to_string(), "certificate/cissp/0");
        let found = read("You must obtain a CISSP within six months of joining.");
        let text = "CISSP within six months of joining";
        assert_eq!((found[0].need, &*found[0].text), (Need::Required, text));
        let found =
            read("CISSP ist kein Muss, sollte aber innerhalb von 6 Monaten erworben werden.");
        let text = "CISSP ist kein Muss, sollte aber innerhalb von 6 Monaten";
        assert_eq!((found[0].need, &*found[0].text), (Need::Nice, text));
        let found = read("CISM, or study for a doctorate, within two years.");
        assert_eq!(found[0].text, "CISM");
        let found = read("CISM is required, CISSP is not a must.");
        let needs: Vec<Need> = found.iter().map(|c| c.need).collect();
        assert_eq!(needs, [Need::Required, Need::Nice]);
    }

    #[test]
    fn citizens_and_those_who_need_no_sponsor_have_a_permit() {
        for (text, words) in [
            (
                "U.S. citizenship is required.",
                "U.S. citizenship is required",
            ),
            ("Must be a US citizen.", "be a US citizen"),
            ("Must be a U.S. Citizen.", "be a U.S. Citizen"),
            ("We cannot sponsor visas.", "cannot sponsor visas"),
            (
                "We do not provide visa sponsorship.",
                "do not provide visa sponsorship",
            ),
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text} {found:?}");
            let kind = ConditionKind::Permit;
            assert_eq!((found[0].kind, &*found[0].text), (kind, words));
        }
        for text in [
            "We serve citizens of all ages.",
            "You advise EU citizens on their rights.",
            "We hire without regard to race, nationality or citizenship.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn what_is_not_asked_for_is_no_condition() {
        for text in [
            "Spanish? Great, but we do not ask for it.",
            "French would be useful, but we do not require it.",
            "Französisch? Das verlangen wir nicht.",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        let both = read("You speak German. French? Nice, but we do not expect that.");
        assert_eq!(both.len(), 1);
        assert_eq!(both[0].names, ["German"]);
        assert_eq!(read("A security clearance is not required."), []);
        assert_eq!(read("You do not need a security clearance."), []);
        assert_eq!(read("There is no regular travel."), []);
        assert_eq!(read("No remote work.").len(), 1);
        assert_eq!(read("No visa sponsorship.").len(), 1);
        assert_eq!(read("No more than two days a week from home.").len(), 1);
    }
}
