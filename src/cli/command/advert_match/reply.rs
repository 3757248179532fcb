//! The reply of `advert match`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::adverts::{
    Answer, Duty, How, Item, Lean, Met, Need, PostKind, ResponsibilityClass, Tier,
};
use crate::catalog::Catalog;
use crate::cli::reply::{self, OccupationName, SkillName};
use crate::posting::Span;
use crate::profile::ConditionKind;
use crate::profile::evidence::Part;
use crate::usecase::advert_report::{AdvertReport, ConditionRow};
use crate::usecase::near_evidence::Nearness;
use crate::wording::advert as wording;

/// An advert read against ESCO and the record. Spans count Unicode code points of its text.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AdvertMatch<'a> {
    /// The language of the text: `en`, or `de`, of which only words are compared.
    language: &'static str,
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
    lean: Lean,
    class: ClassReply<'a>,
    questions: Vec<QuestionReply<'a>>,
    /// The evidence that comes nearest to each of the missing skills.
    say: Vec<SayReply<'a>>,
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
pub(crate) struct ConditionReply<'a> {
    /// 1 for the first; `advert say` takes it.
    number: usize,
    kind: ConditionKind,
    text: &'a str,
    need: Need,
    met: Met,
    /// What of the record bears on it, in words; null where it says nothing.
    record: Option<String>,
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
    /// You said that the words ask for it (`advert accept`).
    accepted: bool,
    spans: &'a [Span],
}

#[derive(Serialize, JsonSchema)]
struct AbsentReply<'a> {
    text: &'a str,
    spans: &'a [Span],
    /// Whether the record names it, or a piece of evidence does.
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

/// The class of responsibility that is proposed.
#[derive(Serialize, JsonSchema)]
struct ClassReply<'a> {
    class: ResponsibilityClass,
    /// The duties that the advert names.
    duties: Vec<DutyReply<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct DutyReply<'a> {
    duty: Duty,
    spans: &'a [Span],
}

/// What to say about a gap.
#[derive(Serialize, JsonSchema)]
struct SayReply<'a> {
    #[serde(flatten)]
    skill: SkillName<'a>,
    /// The evidence that comes nearest; null where there is none.
    evidence: Option<NearReply<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct NearReply<'a> {
    id: u64,
    nearness: Nearness,
    date: Date,
    note: &'a str,
    part: Option<Part>,
}

impl<'a> ConditionReply<'a> {
    pub(crate) fn new(number: usize, row: &'a ConditionRow, today: Date) -> Self {
        Self {
            number,
            kind: row.condition.kind,
            text: &row.condition.text,
            need: row.condition.need,
            met: row.standing.met,
            record: Some(wording::basis(row, today)).filter(|words| !words.is_empty()),
            spans: &row.quote.spans,
        }
    }
}

impl<'a> AdvertMatch<'a> {
    pub(super) fn new(catalog: &'a Catalog, report: &'a AdvertReport, today: Date) -> Self {
        let occupations = report.occupations.iter().map(|found| OccupationReply {
            code: catalog.occupation(found.occupation).code(),
            label: catalog.occupation(found.occupation).label(),
            score: found.score,
        });
        let conditions = (1..).zip(&report.conditions);
        let conditions = conditions.map(|(number, row)| ConditionReply::new(number, row, today));
        let skills = report.skills.iter().map(|row| SkillReply {
            skill: reply::skill_name(catalog, row.skill),
            tier: row.tier,
            how: row.how,
            need: row.need,
            group: row.group,
            accepted: row.is_accepted,
            spans: &row.quote.spans,
        });
        let terms = report.not_in_esco.iter().map(|term| AbsentReply {
            text: &term.name,
            spans: &term.quote.spans,
            worked_with: term.worked_with,
        });
        let checklist = report.checklist.iter().map(|row| ChecklistReply {
            item: row.item,
            answer: row.answer,
            spans: &row.quote.spans,
        });
        let questions = report.questions.iter().map(|row| QuestionReply {
            text: &row.text,
            spans: &row.quote.spans,
        });
        let duties = report.class.duties.iter().map(|(duty, quote)| DutyReply {
            duty: *duty,
            spans: &quote.spans,
        });
        let say = report.gaps.iter().map(|gap| SayReply {
            skill: reply::skill_name(catalog, gap.skill),
            evidence: gap.near.as_ref().map(|near| NearReply {
                id: near.id,
                nearness: near.nearness,
                date: near.date,
                note: &near.note,
                part: near.part,
            }),
        });
        Self {
            language: report.language,
            post: PostReply {
                kind: report.post,
                span: report.post_quote.spans.first().copied(),
            },
            occupations: occupations.collect(),
            conditions: conditions.collect(),
            skills: skills.collect(),
            not_in_esco: terms.collect(),
            r#match: MatchReply {
                held: report.counts.held,
                asked: report.counts.asked,
                required_held: report.counts.required_held,
                required: report.counts.required,
            },
            missing: reply::skill_names(catalog, &report.counts.missing),
            step: report.step.map(|step| StepReply {
                number: step.number,
                occupation: reply::occupation(catalog, step.occupation),
            }),
            checklist: checklist.collect(),
            lean: report.lean,
            class: ClassReply {
                class: report.class.class,
                duties: duties.collect(),
            },
            questions: questions.collect(),
            say: say.collect(),
        }
    }
}
