//! An advert read against the catalogue and the record: what `advert match` prints and the page of an advert shows.

use jiff::civil::Date;

use super::demands::{Demand, decided};
use super::near_evidence::{NearEvidence, NearestEvidence};
use super::person::Person;
use crate::adverts::{
    self, Answer, Condition, Duty, How, Item, Lean, Need, OccupationMatch, PostKind, Reading,
    RecordMatch, ResponsibilityClass, SkillDemand, Standing, Tier,
};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::market::{Advert, Decisions, OwnPay};
use crate::planning::plan::Plan;
use crate::posting::{Pay, Span};
use crate::profile::SkillState;

/// An advert that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadAdvert<'a> {
    pub(crate) text: &'a str,
    pub(crate) reading: &'a Reading,
    /// Its pay, from the fields of its page and from its text.
    pub(crate) pay: &'a [Pay],
    /// What the person decided about words of adverts.
    pub(crate) decisions: &'a Decisions,
    /// What the person noted with it; `None` for one that is not kept.
    pub(crate) kept: Option<&'a Advert>,
}

/// The words of an advert that show something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quote {
    /// The words of the first place, on one line; empty where the advert has none.
    pub(crate) words: String,
    pub(crate) spans: Vec<Span>,
}

impl Quote {
    fn new(text: &str, spans: &[Span]) -> Self {
        let words = spans
            .first()
            .map(|span| span.of(text))
            .unwrap_or_default()
            .split_whitespace();
        Self {
            words: words.collect::<Vec<_>>().join(" "),
            spans: spans.to_vec(),
        }
    }
}

/// A step of the person's route, by its number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RouteStep {
    pub(crate) number: usize,
    pub(crate) occupation: OccupationIx,
}

/// A condition of the post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConditionRow {
    pub(crate) condition: Condition,
    /// Whether it is met, and what of the record says so.
    pub(crate) standing: Standing,
    pub(crate) quote: Quote,
}

/// A skill that the advert asks for, with its state for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SkillRow {
    pub(crate) skill: SkillIx,
    pub(crate) state: SkillState,
    pub(crate) tier: Tier,
    pub(crate) how: How,
    pub(crate) need: Need,
    /// Skills of one group are alternatives.
    pub(crate) group: Option<usize>,
    /// The person said that the words ask for it.
    pub(crate) is_accepted: bool,
    pub(crate) quote: Quote,
}

/// A term that ESCO lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermRow {
    /// As the advert writes it first.
    pub(crate) name: String,
    /// Whether the record names it.
    pub(crate) worked_with: bool,
    pub(crate) quote: Quote,
}

/// What the advert answers to an item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AnswerRow {
    pub(crate) item: Item,
    pub(crate) title: Box<str>,
    pub(crate) answer: Answer,
    pub(crate) quote: Quote,
}

/// A question to ask, with the words that raise it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QuestionRow {
    pub(crate) text: Box<str>,
    pub(crate) quote: Quote,
}

/// The class of responsibility that is proposed, with the duties that speak for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassReport {
    /// The class that the person set.
    pub(crate) set: Option<ResponsibilityClass>,
    pub(crate) class: ResponsibilityClass,
    pub(crate) duties: Vec<(Duty, Quote)>,
}

/// A quoted skill that is not held, with the person's evidence that comes nearest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GapRow {
    pub(crate) skill: SkillIx,
    pub(crate) near: Option<NearEvidence>,
}

/// An advert read against the record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AdvertReport {
    /// The language of the text: `en`, or `de`, of which only words are compared.
    pub(crate) language: &'static str,
    pub(crate) post: PostKind,
    pub(crate) post_quote: Quote,
    /// The step of the person's route that the post would make.
    pub(crate) step: Option<RouteStep>,
    pub(crate) occupations: Vec<OccupationMatch>,
    pub(crate) conditions: Vec<ConditionRow>,
    /// The quoted ones first, of each tier the required ones first.
    pub(crate) skills: Vec<SkillRow>,
    pub(crate) not_in_esco: Vec<TermRow>,
    /// What the person brings of the quoted skills.
    pub(crate) counts: RecordMatch,
    /// In the order of the guide.
    pub(crate) checklist: Vec<AnswerRow>,
    pub(crate) lean: Lean,
    pub(crate) class: ClassReport,
    pub(crate) questions: Vec<QuestionRow>,
    /// The quoted skills that are not held, required ones first.
    pub(crate) gaps: Vec<GapRow>,
    pub(crate) pay: Vec<Pay>,
    /// What the person noted of its pay, oldest first.
    pub(crate) own_pay: Vec<OwnPay>,
}

impl AdvertReport {
    pub(crate) fn new(
        catalog: &Catalog,
        person: &Person,
        advert: &ReadAdvert<'_>,
        today: Date,
    ) -> Self {
        let (text, reading) = (advert.text, advert.reading);
        let quote = |spans: &[Span]| Quote::new(text, spans);
        let profile = &person.profile;
        let demands = decided(catalog, text, &reading.skills, advert.decisions);
        let asked: Vec<SkillDemand> = demands.iter().map(|d| d.demand.clone()).collect();
        let counts = adverts::record_match(&asked, &person.states);
        let nearest = NearestEvidence::new(catalog, profile);
        let gaps = counts.missing.iter().map(|&skill| GapRow {
            skill,
            near: nearest.to(skill),
        });
        let condition = |condition: &Condition| ConditionRow {
            standing: adverts::standing(condition, catalog, profile, today),
            quote: quote(&condition.spans),
            condition: condition.clone(),
        };
        let skill = |Demand {
                         demand,
                         is_accepted,
                     }: &Demand| SkillRow {
            is_accepted: *is_accepted,
            skill: demand.skill,
            state: person.states.get(demand.skill),
            tier: demand.tier,
            how: demand.how,
            need: demand.need,
            group: demand.group,
            quote: quote(&demand.spans),
        };
        let mut skills: Vec<SkillRow> = demands.iter().map(skill).collect();
        skills.sort_by_key(|row| std::cmp::Reverse((row.tier, row.need)));
        let terms = reading.absent.iter().map(|term| TermRow {
            name: term.text.clone(),
            worked_with: adverts::has_worked_with(&term.text, profile),
            quote: quote(&term.spans),
        });
        let checklist = reading.checklist.iter().map(|row| AnswerRow {
            item: row.item,
            title: row.title.clone(),
            answer: row.answer,
            quote: quote(&row.spans),
        });
        let duties = reading.responsibility.duties.iter();
        let questions = reading.questions.iter().map(|question| QuestionRow {
            text: question.text.clone(),
            quote: quote(&question.spans),
        });
        Self {
            language: reading.language,
            post: reading.post.kind,
            post_quote: quote(reading.post.span.as_slice()),
            step: route_step(catalog, person.plan.as_ref(), reading),
            occupations: reading.occupations.clone(),
            conditions: reading.conditions.iter().map(condition).collect(),
            skills,
            not_in_esco: terms.collect(),
            gaps: gaps.collect(),
            counts,
            checklist: checklist.collect(),
            lean: reading.responsibility.lean,
            class: ClassReport {
                set: advert.kept.and_then(|kept| kept.class),
                class: reading.responsibility.class,
                duties: duties
                    .map(|(duty, span)| (*duty, quote(&[*span])))
                    .collect(),
            },
            questions: questions.collect(),
            pay: advert.pay.to_vec(),
            own_pay: advert
                .kept
                .map_or_else(Vec::new, |kept| kept.own_pay.clone()),
        }
    }

    /// The skills of one tier.
    pub(crate) fn skills_of(&self, tier: Tier) -> impl Iterator<Item = &SkillRow> {
        self.skills.iter().filter(move |row| row.tier == tier)
    }

    /// The items of the checklist that the advert answers.
    pub(crate) fn answered(&self) -> impl Iterator<Item = &AnswerRow> {
        let rows = self.checklist.iter();
        rows.filter(|row| row.answer != Answer::Silent)
    }

    /// The titles of the items of which the advert says nothing.
    pub(crate) fn silent(&self) -> Vec<&str> {
        let silent = self.checklist.iter();
        let silent = silent.filter(|row| row.answer == Answer::Silent);
        silent.map(|row| &*row.title).collect()
    }

    /// How many of the terms that ESCO lacks the record names.
    pub(crate) fn worked_with(&self) -> usize {
        self.not_in_esco.iter().filter(|t| t.worked_with).count()
    }
}

/// The step of the person's route that a post would make. Only the post of a chief information security officer makes
/// the one to that occupation, whatever a title such as "Deputy CISO" means.
pub(crate) fn route_step(
    catalog: &Catalog,
    plan: Option<&Plan>,
    reading: &Reading,
) -> Option<RouteStep> {
    let plan = plan?;
    let occupation = if reading.post.kind.is_ciso() {
        catalog.goal()
    } else {
        let mut sure = reading.occupations.iter().filter(|o| o.is_meant());
        let sure = sure.next().map(|found| found.occupation);
        sure.filter(|meant| {
            reading.post.kind == PostKind::RouteStep || Some(*meant) != catalog.goal()
        })
    }?;
    let at = plan.steps.iter().position(|step| step.to == occupation)?;
    Some(RouteStep {
        number: at + 1,
        occupation,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::adverts::{AdvertText, Reader};
    use crate::catalog::testing::CATALOG;
    use crate::profile::Profile;

    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&CATALOG).unwrap());

    fn any_text() -> impl Strategy<Value = String> {
        let lines = include_str!("../../tests/data/adverts/sentences.jsonl").lines();
        let rows = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let sentences: Vec<String> = rows
            .filter_map(|row| Some(row["sentence"].as_str()?.to_owned()))
            .collect();
        let part = prop_oneof![4 => prop::sample::select(sentences), 1 => any::<String>()];
        prop::collection::vec(part, 0..20).prop_map(|parts| parts.join("\n"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_a_report_says_stands_in_the_text_and_its_counts_agree(text in any_text()) {
            let advert = AdvertText { text: &text, title: None, route: &[] };
            let reading = READER.read(&CATALOG, &advert);
            let person = Person::new(&CATALOG, Profile::default());
            let decisions = Decisions::default();
            let advert = ReadAdvert { text: &text, reading: &reading, pay: &[], decisions: &decisions, kept: None };
            let report = AdvertReport::new(&CATALOG, &person, &advert, date(2026, 11, 23));
            let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let quotes = report.skills.iter().map(|row| &row.quote);
            let quotes = quotes.chain(report.conditions.iter().map(|row| &row.quote));
            let quotes = quotes.chain(report.not_in_esco.iter().map(|row| &row.quote));
            let quotes = quotes.chain(report.answered().map(|row| &row.quote));
            let quotes = quotes.chain(report.class.duties.iter().map(|(_, quote)| quote));
            for quote in quotes {
                prop_assert!(!quote.words.is_empty() && whole.contains(&quote.words), "{quote:?}");
            }
            prop_assert_eq!(report.answered().count() + report.silent().len(), report.checklist.len());
            let counts = &report.counts;
            prop_assert!(counts.held <= counts.asked && counts.required_held <= counts.required);
            prop_assert!(counts.required <= counts.asked);
            prop_assert!(counts.asked <= report.skills_of(Tier::Sure).count());
            prop_assert_eq!(report.gaps.len(), counts.missing.len());
        }
    }
}
