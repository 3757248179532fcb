//! Which class of responsibility an advert names, by which pay is compared, and which way the post leans.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, Item};
use super::checklist::ChecklistRow;
use super::context::{Context, Verb, is_denied};
use super::duty::Duty;
use super::pattern::Patterns;
use super::phrasing::{DutyPhrases, Phrasing};
use super::post::PostKind;
use super::section::Section;
use super::sentence::Sentence;
use crate::posting::Span;

/// A class of responsibility.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ResponsibilityClass {
    Advisory,
    OneArea,
    /// The whole programme of one entity.
    EntityProgramme,
    /// The whole programme.
    Programme,
    #[default]
    Unknown,
}

impl ResponsibilityClass {
    pub const ALL: [Self; 5] = [
        Self::Advisory,
        Self::OneArea,
        Self::EntityProgramme,
        Self::Programme,
        Self::Unknown,
    ];

    /// The word in JSON and in options.
    pub fn word(self) -> &'static str {
        match self {
            Self::Advisory => "advisory",
            Self::OneArea => "one_area",
            Self::EntityProgramme => "entity_programme",
            Self::Programme => "programme",
            Self::Unknown => "unknown",
        }
    }
}

/// Where the words of an advert lean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lean {
    Governance,
    Technology,
    #[default]
    Even,
}

/// The class that is proposed, with its reasons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responsibility {
    pub class: ResponsibilityClass,
    /// The duties that the advert names, with the words.
    pub duties: Vec<(Duty, Span)>,
    pub lean: Lean,
}

/// How many of the five duties a whole programme has at least.
const PROGRAMME: usize = 3;

pub(super) fn responsibility(
    sentences: &[Sentence<'_>],
    checklist: &[ChecklistRow],
    post: PostKind,
    phrasing: &Phrasing,
) -> Responsibility {
    let contexts: Vec<Context<'_, '_>> = sentences
        .iter()
        .map(|s| Context::new(s, phrasing))
        .collect();
    // What somebody has done elsewhere is no duty of this post.
    let is_duty = |context: &&Context<'_, '_>| {
        let section = context.sentence.section;
        context.asks() && !matches!(section, Section::Required | Section::Nice)
    };
    let class = &phrasing.class;
    let find = |duty: &DutyPhrases| {
        contexts.iter().filter(is_duty).find_map(|context| {
            let text = context.sentence.text;
            let is_said = |at: &Range<usize>| {
                !context.is_negated(at)
                    && !is_denied(phrasing, text, at)
                    && !class.helping.is_in(context.before(at))
                    && context.verb(at, |_| false) == Verb::None
            };
            let is_owned = |at: &Range<usize>| class.owning.is_in(context.before(at));
            let mut whole = duty.patterns.find_all(text);
            let mut named = duty.named.find_all(text);
            let at = whole.find(is_said);
            let at = at.or_else(|| named.find(|at| is_said(at) && is_owned(at)))?;
            Some(context.sentence.span(&at))
        })
    };
    let exercises = checklist
        .iter()
        .find(|row| row.item == Item::RecoveryExercises && row.answer == Answer::Yes);
    let exercises = exercises.and_then(|row| row.spans.first().copied());
    let found = class.duties.iter().filter_map(|row| {
        let stated = exercises.filter(|_| row.id == Duty::RecoveryReadiness);
        Some((row.id, find(row).or(stated)?))
    });
    let found = found.filter(|(duty, _)| is_answered(*duty, checklist));
    let (own, five): (Vec<_>, Vec<_>) =
        found.partition(|(duty, _)| matches!(duty, Duty::Budget | Duty::People));
    let decides = |answer| {
        checklist
            .iter()
            .any(|r| r.item == Item::DecisionAuthority && r.answer == answer)
    };
    let proposed = if five.len() >= PROGRAMME && !own.is_empty() {
        if post == PostKind::CisoEntity {
            ResponsibilityClass::EntityProgramme
        } else {
            ResponsibilityClass::Programme
        }
    } else if post == PostKind::Advisory || five.is_empty() && own.is_empty() && decides(Answer::No)
    {
        ResponsibilityClass::Advisory
    } else if !post.is_ciso() && checklist.iter().any(is_area) {
        ResponsibilityClass::OneArea
    } else {
        ResponsibilityClass::Unknown
    };
    let count = |patterns: &Patterns| -> usize {
        contexts
            .iter()
            .filter(|c| c.asks())
            .map(|c| patterns.find_all(c.sentence.text).count())
            .sum()
    };
    let (governance, technology) = (
        count(&phrasing.lean.governance),
        count(&phrasing.lean.technology),
    );
    Responsibility {
        class: proposed,
        duties: five.into_iter().chain(own).collect(),
        lean: match governance.cmp(&(technology * 2)) {
            _ if governance + technology == 0 => Lean::Even,
            std::cmp::Ordering::Greater => Lean::Governance,
            _ if technology > governance => Lean::Technology,
            _ => Lean::Even,
        },
    }
}

/// Whether a yes says that the post has an area of its own, which whom it reports to and which systems there are do
/// not.
fn is_area(row: &ChecklistRow) -> bool {
    row.answer == Answer::Yes && !matches!(row.item, Item::ReportingLine | Item::Systems)
}

/// Whether the checklist answers yes to the item of a duty that has one.
fn is_answered(duty: Duty, checklist: &[ChecklistRow]) -> bool {
    let yes = |item| {
        checklist
            .iter()
            .any(|row| row.item == item && row.answer == Answer::Yes)
    };
    match duty {
        Duty::RiskDecisions | Duty::CrossDepartmentEnforcement => yes(Item::DecisionAuthority),
        Duty::RecoveryReadiness => yes(Item::RecoveryExercises),
        Duty::Policy | Duty::ResiliencePlanning | Duty::Budget | Duty::People => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::checklist::checklist;
    use super::super::phrasing::phrasing;
    use super::super::sentence::sentences;
    use super::*;

    fn read(text: &str) -> (ResponsibilityClass, Vec<Duty>) {
        read_as(PostKind::CisoEntity, text)
    }

    fn read_as(post: PostKind, text: &str) -> (ResponsibilityClass, Vec<Duty>) {
        let phrasing = phrasing().unwrap();
        let sentences = sentences(text, phrasing);
        let checklist = checklist(&sentences, phrasing);
        let found = responsibility(&sentences, &checklist, post, phrasing);
        let duties = found.duties.iter().map(|(duty, _)| *duty);
        (found.class, duties.collect())
    }

    #[test]
    fn a_whole_programme_names_its_duties() {
        use Duty::{
            Budget, CrossDepartmentEnforcement, People, Policy, RecoveryReadiness,
            ResiliencePlanning, RiskDecisions,
        };
        let text = "CISO\nYour tasks\n\
            - Developing and maintaining the policies and standards of the company.\n\
            - You have the authority to stop a release and enforce the standards in all departments.\n\
            - You approve exceptions and accept residual risks.\n\
            - You own the business continuity programme.\n\
            - Twice a year you rehearse restoring the core systems.\n\
            - You lead a team of six and manage a budget of EUR 1.2 million.";
        let (class, duties) = read(text);
        assert_eq!(class, ResponsibilityClass::EntityProgramme);
        let five = [
            Policy,
            CrossDepartmentEnforcement,
            RiskDecisions,
            ResiliencePlanning,
            RecoveryReadiness,
        ];
        assert_eq!(duties[..5], five);
        assert_eq!(duties[5..], [Budget, People]);
    }

    #[test]
    fn what_is_asked_of_the_candidate_or_denied_is_no_duty() {
        let text = "CISO\nYour tasks\n\
            - You do not write policies.\n\
            - You support the team that maintains the continuity plans.\n\
            Your profile\n\
            - Experience in leading a team of ten and managing a budget.";
        assert_eq!(read(text), (ResponsibilityClass::Unknown, Vec::new()));
    }
    #[test]
    fn a_duty_counts_only_where_a_verb_of_owning_says_so() {
        let duties = |text: &str| read(&format!("CISO\nYour tasks\n- {text}")).1;
        for (owned, named) in [
            (
                "You write the security policies.",
                "Supporting the team that writes the security policies.",
            ),
            (
                "You run the operational resilience programme.",
                "You report on the operational resilience programme.",
            ),
            (
                "You have a budget of EUR 2 million.",
                "You report on a budget of EUR 2 million.",
            ),
            (
                "You lead the office and a team of six.",
                "You sit beside a team of six.",
            ),
        ] {
            assert_eq!(duties(owned).len(), 1, "{owned}");
            assert_eq!(duties(named), [], "{named}");
        }
    }

    #[test]
    fn whom_it_reports_to_and_its_systems_are_no_area() {
        use ResponsibilityClass::{OneArea, Unknown};
        let class =
            |text: &str| read_as(PostKind::Unclear, &format!("Auditor\nYour tasks\n- {text}")).0;
        assert_eq!(class("You report to the CFO."), Unknown);
        assert_eq!(class("You own the ISMS."), OneArea);
    }
}
