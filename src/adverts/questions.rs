//! The questions that an advert raises. They are asked, never a verdict.

use super::checklist::ChecklistRow;
use super::context::is_denied;
use super::exclusion::is_excluded;
use super::pattern::Patterns;
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
        let words = |patterns: &Patterns| -> Vec<Span> {
            let found = sentences.iter().filter_map(|sentence| {
                let mut places = patterns.find_all(sentence.text);
                let at = places.find(|at| {
                    !is_denied(phrasing, sentence.text, at) && !is_excluded(sentence, phrasing, at)
                })?;
                (!row.candidate || phrasing.candidate.is_in(sentence.text))
                    .then(|| sentence.span(&at))
            });
            found.collect()
        };
        let mut spans = words(&row.patterns);
        let all: Vec<Vec<Span>> = row.all.iter().map(words).collect();
        if !all.iter().any(Vec::is_empty) {
            spans.extend(all.into_iter().flatten());
        }
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

#[cfg(test)]
mod tests {
    use super::super::checklist::checklist;
    use super::super::phrasing::phrasing;
    use super::super::sentence::sentences;
    use super::*;

    /// The words that raise a question whose text holds `part`; none where it is not asked.
    fn asked(text: &str, part: &str) -> Option<Vec<String>> {
        let phrasing = phrasing().unwrap();
        let text = format!("Title\nYour tasks\n{text}");
        let sentences = sentences(&text, phrasing);
        let checklist = checklist(&sentences, phrasing);
        let all = questions(&sentences, &checklist, &[], PostKind::Unclear, phrasing);
        let found = all.into_iter().find(|q| q.text.contains(part))?;
        Some(found.spans.iter().map(|s| s.of(&text).to_owned()).collect())
    }

    #[test]
    fn what_contradicts_itself_is_asked_about() {
        let austin = "Location: Remote\nYou must be in the Austin, TX office four days a week.";
        let words = ["Location: Remote", "in the Austin, TX office four days"];
        assert_eq!(asked(austin, "remote").unwrap(), words);
        let both = "The post is fully remote.\nYou are four days in the office.";
        let words = asked(both, "remote").unwrap();
        assert_eq!(words, ["fully remote", "four days in the office"]);
        assert_eq!(asked("The post is fully remote.", "remote"), None);
    }

    #[test]
    fn what_calls_for_care_is_asked_about() {
        for (text, part, words) in [
            (
                "The CISO post has been vacant since March.",
                "Who left",
                "CISO post has been vacant since March",
            ),
            (
                "Two predecessors left within 14 months.",
                "Who left",
                "Two predecessors left within 14 months",
            ),
            ("You are a team of one.", "Which team", "team of one"),
            (
                "You are the only security person.",
                "Which team",
                "only security person",
            ),
            (
                "You are personally liable for fines.",
                "indemnity",
                "personally liable",
            ),
            (
                "A non-compete of 24 months applies.",
                "work for others",
                "non-compete of 24 months applies",
            ),
            (
                "You carry an annual quota of $2m.",
                "sales target",
                "carry an annual quota of $2m",
            ),
            (
                "You meet the revenue target.",
                "sales target",
                "revenue target",
            ),
            (
                "You will report to the VP of Sales.",
                "whose risk",
                "report to the VP of Sales",
            ),
            (
                "The role reports to the IT Director.",
                "whose risk",
                "reports to the IT Director",
            ),
        ] {
            let found = asked(text, part);
            assert_eq!(found, Some(vec![words.to_owned()]), "{text}");
        }
        assert_eq!(asked("You have no sales target.", "sales target"), None);
        assert_eq!(
            asked("You report to the chief risk officer.", "whose risk"),
            None
        );
    }

    #[test]
    fn a_duty_that_is_denied_is_not_asked_about() {
        let on_call = |text| asked(text, "on-call").is_some();
        assert!(on_call("You are on call every sixth week."));
        assert!(!on_call("You will not be part of the on-call rota."));
    }

    #[test]
    fn duty_without_means_is_asked_about() {
        let means = |text| asked(text, "with which authority").is_some();
        assert!(means(
            "You are accountable for the security of all systems."
        ));
        assert!(!means(
            "You are accountable for security. You have the authority to stop any project."
        ));
        let unpaid = |text| asked(text, "without pay of its own").is_some();
        assert!(unpaid(
            "You are on call every third week, which is not paid."
        ));
        assert!(unpaid("On-call duty is included in the salary."));
        assert!(!unpaid("On-call duty is paid by the hour."));
        let later = |text| asked(text, "budget be").is_some();
        assert!(later("The budget will be agreed later."));
        assert!(!later("You plan the budget."));
    }
}
