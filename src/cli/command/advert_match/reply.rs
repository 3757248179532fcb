//! The reply of `advert match`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::adverts::{
    Answer, Condition, ConditionKind, How, Item, Met, Need, PostKind, Reading, RecordMatch, Tier,
};
use crate::catalog::{Catalog, OccupationIx};
use crate::cli::reply::{self, OccupationName, SkillName};
use crate::posting::Span;

/// An advert read against ESCO and the record. Spans count Unicode code points of its text.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AdvertMatch<'a> {
    post: PostReply,
    occupations: Vec<OccupationReply<'a>>,
    conditions: Vec<ConditionReply<'a>>,
    skills: Vec<SkillReply<'a>>,
    not_in_esco: Vec<AbsentReply<'a>>,
    r#match: MatchReply,
    /// The quoted skills that are not held, required ones first.
    missing: Vec<SkillName<'a>>,
    /// The step of the route that the post would make; null where it makes none.
    step: Option<StepReply<'a>>,
    checklist: Vec<ChecklistReply<'a>>,
    questions: Vec<QuestionReply<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct PostReply {
    kind: PostKind,
    /// The words that say so; null where it is unclear.
    span: Option<Span>,
}

#[derive(Serialize, JsonSchema)]
struct OccupationReply<'a> {
    code: &'a str,
    label: &'a str,
    /// 1 where the title is a name of this occupation alone.
    score: f32,
}

#[derive(Serialize, JsonSchema)]
struct ConditionReply<'a> {
    kind: ConditionKind,
    text: &'a str,
    need: Need,
    met: Met,
    spans: &'a [Span],
}

#[derive(Serialize, JsonSchema)]
struct SkillReply<'a> {
    #[serde(flatten)]
    skill: SkillName<'a>,
    tier: Tier,
    how: How,
    need: Need,
    /// Skills of one group are alternatives; null where there is none.
    group: Option<usize>,
    spans: &'a [Span],
}

#[derive(Serialize, JsonSchema)]
struct AbsentReply<'a> {
    text: &'a str,
    spans: &'a [Span],
    /// Whether a piece of evidence in the record names it.
    worked_with: bool,
}

/// How many of the quoted demands are held; alternatives are one.
#[derive(Serialize, JsonSchema)]
struct MatchReply {
    held: usize,
    asked: usize,
    required_held: usize,
    required: usize,
}

#[derive(Serialize, JsonSchema)]
struct StepReply<'a> {
    /// 1 for the first step of the route.
    number: usize,
    #[serde(flatten)]
    occupation: OccupationName<'a>,
}

#[derive(Serialize, JsonSchema)]
struct ChecklistReply<'a> {
    item: Item,
    answer: Answer,
    spans: &'a [Span],
}

#[derive(Serialize, JsonSchema)]
struct QuestionReply<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl<'a> AdvertMatch<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        reading: &'a Reading,
        found: &RecordMatch,
        step: Option<(usize, OccupationIx)>,
        met: &dyn Fn(&Condition) -> Met,
        worked_with: &dyn Fn(&str) -> bool,
    ) -> Self {
        let occupations = reading.occupations.iter().map(|found| OccupationReply {
            code: catalog.occupation(found.occupation).code(),
            label: catalog.occupation(found.occupation).label(),
            score: found.score,
        });
        let conditions = reading.conditions.iter().map(|condition| ConditionReply {
            kind: condition.kind,
            text: &condition.text,
            need: condition.need,
            met: met(condition),
            spans: &condition.spans,
        });
        let skills = reading.skills.iter().map(|demand| SkillReply {
            skill: reply::skill_name(catalog, demand.skill),
            tier: demand.tier,
            how: demand.how,
            need: demand.need,
            group: demand.group,
            spans: &demand.spans,
        });
        let not_in_esco = reading.not_in_esco.iter().map(|term| AbsentReply {
            text: &term.text,
            spans: &term.spans,
            worked_with: worked_with(&term.text),
        });
        let checklist = reading.checklist.iter().map(|row| ChecklistReply {
            item: row.item,
            answer: row.answer,
            spans: &row.spans,
        });
        let questions = reading.questions.iter().map(|question| QuestionReply {
            text: &question.text,
            spans: &question.spans,
        });
        Self {
            post: PostReply {
                kind: reading.post.kind,
                span: reading.post.span,
            },
            occupations: occupations.collect(),
            conditions: conditions.collect(),
            skills: skills.collect(),
            not_in_esco: not_in_esco.collect(),
            r#match: MatchReply {
                held: found.held,
                asked: found.asked,
                required_held: found.required_held,
                required: found.required,
            },
            missing: reply::skill_names(catalog, &found.missing),
            step: step.map(|(number, occupation)| StepReply {
                number,
                occupation: reply::occupation(catalog, occupation),
            }),
            checklist: checklist.collect(),
            questions: questions.collect(),
        }
    }
}
