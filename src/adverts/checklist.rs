//! The checklist of what a post of a chief information security officer names, and what an advert answers.

use super::answer::{Answer, Item};
use super::phrasing::{ChecklistPhrases, Phrasing};
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::Span;

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
    let spoken = |sentence: &&Sentence<'_>| {
        !matches!(
            sentence.section,
            Section::Benefits | Section::Process | Section::Legal | Section::About
        )
    };
    let row = |phrases: &ChecklistPhrases| {
        let mut row = ChecklistRow {
            item: phrases.item,
            title: phrases.title.clone(),
            answer: Answer::Silent,
            spans: Vec::new(),
        };
        for sentence in sentences.iter().filter(spoken) {
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

/// What one sentence answers.
fn in_sentence(
    sentence: &Sentence<'_>,
    phrases: &ChecklistPhrases,
    phrasing: &Phrasing,
) -> (Answer, Option<Span>) {
    let text = sentence.text;
    let employer = phrasing.employer.find(text).is_some_and(|at| at.start == 0);
    for rule in &phrases.rules {
        if rule.candidate && employer {
            continue;
        }
        if let Some(at) = rule.patterns.find(text) {
            return (rule.answer, Some(sentence.span(&at)));
        }
    }
    (Answer::Silent, None)
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
}
