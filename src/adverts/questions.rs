//! The questions that an advert raises. They are asked, never a verdict.

use super::checklist::ChecklistRow;
use super::context::is_denied;
use super::phrasing::{Phrasing, QuestionPhrases};
use super::post::PostKind;
use super::sentence::Sentence;
use crate::posting::{Pay, Span};

/// A question to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// As `data/reading.json` has it.
    pub text: Box<str>,
    /// The words that raise it; empty where the advert is silent.
    pub spans: Vec<Span>,
}

pub(super) fn questions(
    sentences: &[Sentence<'_>],
    checklist: &[ChecklistRow],
    pay: &[Pay],
    post: PostKind,
    phrasing: &Phrasing,
) -> Vec<Question> {
    let raised = |row: &QuestionPhrases| -> Option<Vec<Span>> {
        if sentences
            .iter()
            .any(|sentence| row.unless.is_in(sentence.text))
        {
            return None;
        }
        let words = sentences.iter().filter_map(|sentence| {
            let mut places = row.patterns.find_all(sentence.text);
            let at = places.find(|at| !is_denied(phrasing, sentence.text, at))?;
            (!row.candidate || phrasing.candidate.is_in(sentence.text)).then(|| sentence.span(&at))
        });
        let mut spans: Vec<Span> = words.collect();
        let items = checklist
            .iter()
            .filter(|c| row.items.contains(&(c.item, c.answer)));
        // What a post of somebody else leaves out is no question.
        let items: Vec<&ChecklistRow> = items
            .filter(|c| !c.spans.is_empty() || post.is_ciso())
            .collect();
        spans.extend(items.iter().flat_map(|c| &c.spans));
        let wide = pay.iter().filter(|pay| row.wide_pay && pay.is_wide());
        spans.extend(wide.filter_map(|pay| pay.span));
        spans.sort();
        spans.dedup();
        (!spans.is_empty() || !items.is_empty()).then_some(spans)
    };
    let rows = phrasing.questions.iter();
    rows.filter_map(|row| {
        Some(Question {
            text: row.text.clone(),
            spans: raised(row)?,
        })
    })
    .collect()
}
