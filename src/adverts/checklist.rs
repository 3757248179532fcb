//! The checklist of what a post of a chief information security officer names, and what an advert answers.

use std::ops::Range;

use super::answer::{Answer, Item};
use super::context::is_denied;
use super::exclusion::excluded;
use super::phrasing::{ChecklistPhrases, Phrasing};
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::{Span, overlap};

/// An item with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistRow {
    pub item: Item,
    /// What the item is called, as `data/reading.json` has it.
    pub title: Box<str>,
    pub answer: Answer,
    /// The words that answer; empty where the advert is silent.
    pub spans: Vec<Span>,
}

/// The answers of an advert, one row an item.
pub(super) fn checklist(sentences: &[Sentence<'_>], phrasing: &Phrasing) -> Vec<ChecklistRow> {
    let answers = |section: Section| section.asks() || section == Section::Excluded;
    let asking = || sentences.iter().filter(|s| answers(s.section));
    let row = |phrases: &ChecklistPhrases| {
        let mut row = ChecklistRow {
            item: phrases.item,
            title: phrases.title.clone(),
            answer: Answer::Silent,
            spans: Vec::new(),
        };
        for sentence in asking() {
            let (answer, span) = in_sentence(sentence, phrases, phrasing);
            if answer > row.answer {
                row.answer = answer;
                row.spans.clear();
            }
            if answer == row.answer && answer != Answer::Silent {
                row.spans.extend(span);
            }
        }
        row
    };
    phrasing.checklist.iter().map(row).collect()
}

/// What one sentence answers. Words by which it is silent belong to something else and answer nothing.
fn in_sentence(
    sentence: &Sentence<'_>,
    phrases: &ChecklistPhrases,
    phrasing: &Phrasing,
) -> (Answer, Option<Span>) {
    let text = sentence.text;
    for at in excluded(sentence, phrasing) {
        let words = text.get(at.clone()).unwrap_or_default();
        if let Some(found) = phrases.excluded.find(words) {
            let found = at.start + found.start..at.start + found.end;
            return (Answer::No, Some(sentence.span(&found)));
        }
    }
    if sentence.section == Section::Excluded {
        return (Answer::Silent, None);
    }
    let employer = phrasing.employer.find(text).is_some_and(|at| at.start == 0);
    let silent = phrases
        .rules
        .iter()
        .filter(|rule| rule.answer == Answer::Silent);
    let silent: Vec<Range<usize>> = silent
        .flat_map(|rule| rule.patterns.find_all(text))
        .collect();
    for rule in &phrases.rules {
        if rule.answer == Answer::Silent || rule.candidate && employer {
            continue;
        }
        let answers = |at: &Range<usize>| {
            !silent.iter().any(|other| overlap(other, at))
                && (rule.answer == Answer::No || !is_denied(phrasing, text, at))
                && (rule.answer != Answer::Yes || !is_known_only(sentence, phrasing, at))
        };
        if let Some(at) = rule.patterns.find_all(text).find(answers) {
            return (rule.answer, Some(sentence.span(&at)));
        }
    }
    (Answer::Silent, None)
}

/// Whether the words are of what the candidate has done elsewhere: "experience in leading recovery tests".
fn is_known_only(sentence: &Sentence<'_>, phrasing: &Phrasing, at: &Range<usize>) -> bool {
    let before = sentence.text.get(..at.start).unwrap_or_default();
    let clause = before.rsplit([';', '.']).next().unwrap_or_default();
    matches!(sentence.section, Section::Required | Section::Nice) && phrasing.knowing.is_in(clause)
}

#[cfg(test)]
mod tests {
    use super::super::phrasing::phrasing;
    use super::*;

    /// The answer of a sentence that stands under a heading for duties.
    pub(in super::super) fn answer(item: Item, sentence: &str) -> (Answer, Vec<String>) {
        let phrasing = phrasing().unwrap();
        let text = format!("Title\nYour tasks\n{sentence}");
        let sentences = super::super::sentence::sentences(&text, phrasing);
        let rows = checklist(&sentences, phrasing);
        let row = rows.into_iter().find(|row| row.item == item).unwrap();
        (
            row.answer,
            row.spans
                .iter()
                .map(|span| span.of(&text).to_owned())
                .collect(),
        )
    }

    #[test]
    fn the_examples_of_the_phrasings_are_answered() {
        let mut wrong = Vec::new();
        for phrases in &phrasing().unwrap().checklist {
            for example in &phrases.examples {
                let (found, spans) = answer(phrases.item, &example.sentence);
                if found != example.answer {
                    wrong.push(format!("{} is {found:?}, {spans:?}", example.sentence));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_clear_answer_wins_over_a_vague_one() {
        let two = "You support the ISMS working group. You own the ISMS.";
        assert_eq!(
            answer(Item::Isms, two),
            (Answer::Yes, vec!["own the ISMS".to_owned()])
        );
        assert_eq!(
            answer(Item::Isms, "You ride a bicycle."),
            (Answer::Silent, Vec::new())
        );
    }

    #[test]
    fn what_is_denied_is_not_affirmed() {
        for (item, sentence) in [
            (
                Item::IncidentRole,
                "You will not be part of the on-call rota.",
            ),
            (Item::IncidentRole, "There is no on-call duty."),
            (Item::IncidentRole, "Without 24/7 availability."),
            (Item::IncidentRole, "Keine Rufbereitschaft."),
            (Item::RecoveryExercises, "You do not run recovery tests."),
            (Item::Privacy, "You never act as data protection officer."),
            (Item::EducatingStaff, "You need not train the staff."),
            (Item::ReportingLine, "You do not report to the CEO."),
        ] {
            let (found, words) = answer(item, sentence);
            assert_eq!(found, Answer::Silent, "{sentence}: {words:?}");
        }
        let only = "You not only own the ISMS.";
        assert_eq!(answer(Item::Isms, only).0, Answer::Yes);
    }

    #[test]
    fn what_the_post_does_not_include_is_answered_no() {
        for sentence in [
            "Not included: people management, vendor risk (Procurement does that) and privacy (Legal does that).",
            "This role does not include vendor risk, people management or privacy.",
            "You will not be responsible for people management, vendor risk or privacy.",
            "Vendor risk, privacy and people management are not part of this role.",
            "You run the ISMS.\nNot included\n- people management\n- vendor risk\n- privacy",
        ] {
            assert_eq!(
                answer(Item::Suppliers, sentence).0,
                Answer::No,
                "{sentence}"
            );
            let privacy = (Answer::No, vec!["privacy".to_owned()]);
            assert_eq!(answer(Item::Privacy, sentence), privacy, "{sentence}");
        }
    }

    #[test]
    fn experience_is_no_duty() {
        let phrasing = phrasing().unwrap();
        let text = "Title\nYour profile\nExperience in leading recovery tests.";
        let rows = checklist(&super::super::sentence::sentences(text, phrasing), phrasing);
        let is_silent = |row: &ChecklistRow| row.answer == Answer::Silent;
        assert!(rows.iter().all(is_silent), "{rows:?}");
    }

    #[test]
    fn a_report_to_the_board_is_no_reporting_line() {
        let line = |sentence| answer(Item::ReportingLine, sentence);
        for sentence in [
            "You are used to preparing reports to the Board and its committees.",
            "You write quarterly risk reports to the CEO.",
            "Regular reporting to the board.",
            "You are responsible for reporting to the board on cyber risk.",
        ] {
            assert_eq!(line(sentence), (Answer::Silent, Vec::new()), "{sentence}");
        }
        let both = "You prepare reports to the board and report to the CFO.";
        assert_eq!(line(both), (Answer::Yes, vec!["report to the CFO".into()]));
    }

    #[test]
    fn a_dotted_line_stands_behind_the_solid_one() {
        let line = |sentence| answer(Item::ReportingLine, sentence);
        let dotted = "There is a dotted line to the CIO.";
        assert_eq!(
            line(dotted),
            (Answer::Vague, vec!["dotted line to the CIO".into()])
        );
        let both = "With a dotted line to the CIO you report to the CFO.";
        assert_eq!(line(both), (Answer::Yes, vec!["report to the CFO".into()]));
        let apart = "You report to the Group CISO (dotted line to the CEO).";
        assert_eq!(
            line(apart),
            (Answer::No, vec!["report to the Group CISO".into()])
        );
        let board = "You have a dotted line to the audit committee.";
        assert_eq!(line(board).0, Answer::Yes);
    }
}
