//! What surrounds a phrase in its sentence: whether it is asked for, how strongly, and with which verb.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use super::clause::clause;
use super::exclusion::excluded;
use super::phrasing::Phrasing;
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::overlap;

/// How strongly an advert asks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    Nice,
    #[default]
    Unsaid,
    Required,
}

impl Need {
    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nice => "nice",
            Self::Unsaid => "unsaid",
        }
    }
}

/// How the words before a phrase ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// A verb of doing: own, run, establish.
    Doing,
    /// A verb of helping: support, contribute.
    Helping,
    /// Knowledge of it, or experience with it.
    Knowing,
    None,
}

/// A sentence with what its phrases say of need and of negation.
pub(super) struct Context<'a, 't> {
    pub(super) sentence: &'a Sentence<'t>,
    phrasing: &'a Phrasing,
    negated: Vec<Range<usize>>,
    required: Vec<Range<usize>>,
    /// What a wish reaches that stands before it, and what one that stands behind it.
    nice: Vec<Range<usize>>,
    nice_behind: Vec<Range<usize>>,
    /// It speaks of the employer, or to applicants.
    pub(super) employer: bool,
    /// It speaks to the candidate, or of one.
    addressed: bool,
}

impl<'a, 't> Context<'a, 't> {
    pub(super) fn new(sentence: &'a Sentence<'t>, phrasing: &'a Phrasing) -> Self {
        let text = sentence.text;
        let needed: Vec<Range<usize>> = phrasing.required.find_all(text).collect();
        let before = phrasing.nice_before.find_all(text);
        let before = before.map(|at| at.start..clause(text, at.start).end);
        let after = phrasing.nice_after.find_all(text);
        let after = after.map(|at| {
            // "CISM is required, CISSP is a plus": the wish begins behind what is required.
            let clause = clause(text, at.start);
            let before = needed.iter().filter(|needed| needed.end < at.start);
            let comma = |needed: &Range<usize>| {
                let between = text.get(needed.end..at.start)?;
                Some(needed.end + between.find([',', ';'])?)
            };
            let from = before.filter_map(comma).max();
            from.unwrap_or(clause.start).max(clause.start)..at.end
        });
        let candidate = phrasing.candidate.find(text);
        let employer = phrasing.employer.find(text);
        Self {
            addressed: candidate.is_some(),
            negated: phrasing
                .negated
                .find_all(text)
                .filter(|at| {
                    text.get(at.clone())
                        .is_none_or(|t| !phrasing.not_denied.is_in(t))
                })
                .chain(excluded(sentence, phrasing))
                .collect(),
            required: needed.iter().map(|at| clause(text, at.start)).collect(),
            nice: before.collect(),
            nice_behind: after.collect(),
            employer: match (employer, candidate) {
                (Some(employer), Some(candidate)) => {
                    employer.start > 0 || candidate.start > employer.end + 3 && !text.contains(';')
                }
                (found, _) => found.is_some(),
            },
            sentence,
            phrasing,
        }
    }

    pub(super) fn is_negated(&self, at: &Range<usize>) -> bool {
        self.negated.iter().any(|range| overlap(range, at))
    }

    /// Whether the sentence can ask something of the candidate.
    pub(super) fn asks(&self) -> bool {
        let section = self.sentence.section;
        section.asks() && !self.employer && (section != Section::Lead || self.addressed)
    }

    /// How strongly the phrase there is asked for: its sentence says it, else its heading.
    pub(super) fn need(&self, at: &Range<usize>) -> Need {
        if self.nice_behind.iter().any(|range| overlap(range, at)) {
            Need::Nice
        } else {
            self.need_before(at)
        }
    }

    /// As [`Self::need`] for one of a list whose last one alone is wished for.
    pub(super) fn need_before(&self, at: &Range<usize>) -> Need {
        let is_in = |ranges: &[Range<usize>]| ranges.iter().any(|range| overlap(range, at));
        if is_in(&self.nice) {
            Need::Nice
        } else if is_in(&self.required) {
            Need::Required
        } else {
            match self.sentence.section {
                Section::Nice => Need::Nice,
                Section::Required => Need::Required,
                _ => Need::Unsaid,
            }
        }
    }

    /// The words of the clause before the phrase.
    pub(super) fn before(&self, at: &Range<usize>) -> &'t str {
        let text = self.sentence.text;
        let clause = clause(text, at.start);
        text.get(clause.start..at.start).unwrap_or_default()
    }

    /// How the words before the phrase ask for it: a verb of helping makes it somebody else's, else the last one
    /// decides.
    pub(super) fn verb(&self, at: &Range<usize>, is_doing: impl Fn(&str) -> bool) -> Verb {
        let before = self.before(at);
        // "Support the team in running".
        if self.phrasing.helping.is_in(before) {
            return Verb::Helping;
        }
        let words = before.unicode_word_indices();
        let doing = words.filter(|(_, word)| is_doing(word)).last();
        let knowing = self.phrasing.knowing.find_all(before).last();
        // "Experience in establishing" is doing.
        match (doing, knowing) {
            (Some((doing, _)), Some(knowing)) if knowing.start > doing => Verb::Knowing,
            (Some(_), _) => Verb::Doing,
            (None, Some(_)) => Verb::Knowing,
            (None, None) => Verb::None,
        }
    }
}

/// Whether the words around a phrase deny it, in its part of the sentence: "no on-call duty", "travel is not needed".
/// Words of the phrase itself do not: who "signs nothing without you" needs you.
pub(super) fn is_denied(phrasing: &Phrasing, text: &str, at: &Range<usize>) -> bool {
    let clause = clause(text, at.start);
    let ends = [',', '('];
    let before = text.get(clause.start..at.start).unwrap_or_default();
    let after = text.get(at.end..clause.end).unwrap_or_default();
    let before = before.rsplit(ends).next().unwrap_or_default();
    let after = after.split(ends).next().unwrap_or_default();
    phrasing.denied_before.is_in(before) && !phrasing.not_denied.is_in(before)
        || phrasing.denied_after.is_in(after) && !phrasing.not_denied.is_in(after)
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::*;

    fn check(section: Section, text: &str, phrase: &str, need: Need, negated: bool) {
        let sentence = Sentence {
            text,
            start: 0,
            section,
        };
        let context = Context::new(&sentence, phrasing().unwrap());
        let at = text.find(phrase).unwrap();
        let at = at..at + phrase.len();
        assert_eq!(context.need(&at), need, "{text}");
        assert_eq!(context.is_negated(&at), negated, "{text}");
    }

    #[test]
    fn a_phrase_of_the_sentence_wins_then_the_heading() {
        use Need::{Nice, Required, Unsaid};
        check(
            Section::Unknown,
            "COBIT is required.",
            "COBIT",
            Required,
            false,
        );
        check(Section::Required, "COBIT is a plus.", "COBIT", Nice, false);
        check(Section::Required, "COBIT", "COBIT", Required, false);
        check(Section::Nice, "COBIT", "COBIT", Nice, false);
        check(
            Section::Duties,
            "Planning, ideally with Scrum",
            "Planning",
            Unsaid,
            false,
        );
        check(
            Section::Duties,
            "Planning, ideally with Scrum",
            "Scrum",
            Nice,
            false,
        );
    }

    #[test]
    fn words_around_a_phrase_deny_it() {
        let denied = |text: &str, phrase: &str| {
            let at = text.find(phrase).unwrap();
            is_denied(phrasing().unwrap(), text, &(at..at + phrase.len()))
        };
        assert!(denied(
            "You will not be part of the on-call rota.",
            "on-call"
        ));
        assert!(denied("There is no on-call duty.", "on-call"));
        assert!(denied("On-call duty is not part of the post.", "On-call"));
        assert!(denied("Keine Rufbereitschaft.", "Rufbereitschaft"));
        assert!(!denied("You are on call; no shifts.", "on call"));
        assert!(!denied("You are not only on call.", "on call"));
        assert!(!denied(
            "No contract is signed without you.",
            "No contract is"
        ));
    }

    #[test]
    fn not_only_is_no_negation() {
        check(
            Section::Duties,
            "You will not only run COBIT but improve it.",
            "COBIT",
            Need::Unsaid,
            false,
        );
    }

    #[test]
    fn negations_ask_for_nothing() {
        check(
            Section::Duties,
            "No prior experience with COBIT needed.",
            "COBIT",
            Need::Unsaid,
            true,
        );
        check(
            Section::Duties,
            "Privacy lies with our lawyers; you help.",
            "Privacy",
            Need::Unsaid,
            true,
        );
        check(
            Section::Duties,
            "Our DPO handles privacy; you watch audits.",
            "audits",
            Need::Unsaid,
            false,
        );
    }
}
