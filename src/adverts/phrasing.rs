//! The phrasings by which adverts are read: `data/reading.json`, each list compiled to one regular expression.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::answer::{Answer, Item};
use super::duty::Duty;
use super::pattern::{PatternList, Patterns};
use super::section::Section;

const READING: &str = include_str!("../../data/reading.json");

#[derive(Deserialize)]
struct SectionRow {
    section: Section,
    patterns: PatternList,
}

#[derive(Deserialize)]
struct SkillRow {
    uri: Box<str>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    label: Box<str>,
    sure: PatternList,
    maybe: PatternList,
}

#[derive(Deserialize)]
struct ChecklistItem {
    item: Item,
    title: Box<str>,
    rules: Vec<ChecklistRuleRow>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    examples: Vec<Example>,
}

/// A sentence and the answer that it gives.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct Example {
    pub(super) sentence: Box<str>,
    pub(super) answer: Answer,
}

#[derive(Deserialize)]
struct ChecklistRuleRow {
    answer: Answer,
    #[serde(default)]
    candidate: bool,
    patterns: PatternList,
}

#[derive(Deserialize)]
struct PostFile {
    ciso_title: PatternList,
    no_ciso_title: PatternList,
    rules: Vec<PostRuleRow>,
    group: PatternList,
    entity: PatternList,
    statement: PatternList,
}

/// Where the words of a rule for posts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Where {
    Title,
    Lead,
    All,
}

/// What a rule for posts finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum PostSign {
    Vendor,
    Interim,
    Deputy,
    Ciso,
    Advisory,
    ReportsToCiso,
}

#[derive(Deserialize)]
struct PostRuleRow {
    kind: PostSign,
    r#where: Where,
    patterns: PatternList,
}

#[derive(Deserialize)]
struct ConditionsFile {
    languages: PatternList,
    german_languages: BTreeMap<Box<str>, Box<str>>,
    language_guard: PatternList,
    certificates: PatternList,
    certificate_guard: PatternList,
    certificate_around: PatternList,
    years: PatternList,
    years_guard: PatternList,
    degree: PatternList,
    clearance: PatternList,
    clearance_guard: PatternList,
    permit: PatternList,
    onsite: PatternList,
    travel: PatternList,
    travel_guard: PatternList,
}

#[derive(Deserialize)]
struct PayFile {
    words: PatternList,
    other_money: PatternList,
    total: PatternList,
    salaries: PatternList,
    part_time: PatternList,
    units: BTreeMap<Box<str>, PatternList>,
}

#[derive(Deserialize)]
struct ClassFile {
    duties: Vec<DutyRow>,
    budget: PatternList,
    people: PatternList,
}

#[derive(Deserialize)]
struct DutyRow {
    id: Duty,
    patterns: PatternList,
}

#[derive(Deserialize)]
struct LeanFile {
    governance: PatternList,
    technology: PatternList,
}

#[derive(Deserialize)]
struct QuestionFile {
    text: Box<str>,
    #[serde(default)]
    items: Vec<(Item, Answer)>,
    #[serde(default)]
    patterns: PatternList,
    #[serde(default)]
    candidate: bool,
    #[serde(default)]
    unless: PatternList,
    #[serde(default)]
    all: Vec<PatternList>,
    #[serde(default)]
    wide_pay: bool,
}

#[derive(Deserialize)]
struct ReadingFile {
    fragments: BTreeMap<String, String>,
    sections: Vec<SectionRow>,
    required: PatternList,
    nice_before: PatternList,
    nice_after: PatternList,
    negated: PatternList,
    denied_before: PatternList,
    denied_after: PatternList,
    not_denied: PatternList,
    employer: PatternList,
    candidate: PatternList,
    doing: Vec<Box<str>>,
    helping: PatternList,
    knowing: PatternList,
    ambiguous: Vec<Box<str>>,
    never_quoted: Vec<Box<str>>,
    offices: PatternList,
    longer: PatternList,
    absent: Vec<Box<str>>,
    skills: Vec<SkillRow>,
    checklist: Vec<ChecklistItem>,
    post: PostFile,
    conditions: ConditionsFile,
    pay: PayFile,
    employment: PatternList,
    employment_guard: PatternList,
    class: ClassFile,
    lean: LeanFile,
    questions: Vec<QuestionFile>,
}

/// What of a skill's own words shows it.
pub(super) struct SkillPhrases {
    pub(super) uri: Box<str>,
    #[cfg(test)]
    label: Box<str>,
    pub(super) sure: Patterns,
    pub(super) maybe: Patterns,
}

/// Words that give an item of the checklist an answer.
pub(super) struct ChecklistRule {
    pub(super) answer: Answer,
    /// Whether the sentence must speak of the candidate or of the post.
    pub(super) candidate: bool,
    pub(super) patterns: Patterns,
}

pub(super) struct ChecklistPhrases {
    pub(super) item: Item,
    pub(super) title: Box<str>,
    /// The first that matches answers.
    pub(super) rules: Vec<ChecklistRule>,
    #[cfg(test)]
    pub(super) examples: Vec<Example>,
}

pub(super) struct PostPhrases {
    pub(super) ciso_title: Patterns,
    pub(super) no_ciso_title: Patterns,
    pub(super) rules: Vec<(PostSign, Where, Patterns)>,
    pub(super) group: Patterns,
    pub(super) entity: Patterns,
    pub(super) statement: Patterns,
}

pub(super) struct ConditionPhrases {
    pub(super) languages: Patterns,
    /// German words for languages with the English ones.
    pub(super) german_languages: BTreeMap<Box<str>, Box<str>>,
    pub(super) language_guard: Patterns,
    pub(super) certificates: Patterns,
    pub(super) certificate_guard: Patterns,
    pub(super) certificate_around: Patterns,
    pub(super) years: Patterns,
    pub(super) years_guard: Patterns,
    pub(super) degree: Patterns,
    pub(super) clearance: Patterns,
    pub(super) clearance_guard: Patterns,
    pub(super) permit: Patterns,
    pub(super) onsite: Patterns,
    pub(super) travel: Patterns,
    pub(super) travel_guard: Patterns,
}

pub(super) struct PayPhrases {
    pub(super) words: Patterns,
    pub(super) other_money: Patterns,
    pub(super) total: Patterns,
    /// The number of monthly salaries in a year.
    pub(super) salaries: Patterns,
    /// The share of full time in percent.
    pub(super) part_time: Patterns,
    /// By the name of the unit.
    pub(super) units: BTreeMap<Box<str>, Patterns>,
}

pub(super) struct ClassPhrases {
    pub(super) duties: Vec<(Duty, Patterns)>,
    pub(super) budget: Patterns,
    pub(super) people: Patterns,
}

/// A question to ask, and what in the advert raises it.
pub(super) struct QuestionPhrases {
    pub(super) text: Box<str>,
    pub(super) items: Vec<(Item, Answer)>,
    pub(super) patterns: Patterns,
    pub(super) candidate: bool,
    /// Words anywhere in the advert that answer it.
    pub(super) unless: Patterns,
    /// Phrasings that contradict each other, in lists: it is raised where the advert has one of each.
    pub(super) all: Vec<Patterns>,
    /// Raised by a range of pay that covers two jobs.
    pub(super) wide_pay: bool,
}

/// Everything by which adverts are read.
pub(super) struct Phrasing {
    /// The sections with what their headings say, in the order in which they are tried.
    pub(super) sections: Vec<(Section, Patterns)>,
    pub(super) required: Patterns,
    pub(super) nice_before: Patterns,
    pub(super) nice_after: Patterns,
    pub(super) negated: Patterns,
    /// Words that deny what follows them.
    pub(super) denied_before: Patterns,
    /// Words that deny what they follow.
    pub(super) denied_after: Patterns,
    /// Words that look like a denial and are none: "not only".
    pub(super) not_denied: Patterns,
    pub(super) employer: Patterns,
    pub(super) candidate: Patterns,
    pub(super) doing: Vec<Box<str>>,
    pub(super) helping: Patterns,
    pub(super) knowing: Patterns,
    pub(super) ambiguous: Vec<Box<str>>,
    pub(super) never_quoted: Vec<Box<str>>,
    /// Names of posts and of bodies: they name no skill.
    pub(super) offices: Patterns,
    /// Words that make another thing of what stands before them.
    pub(super) longer: Patterns,
    pub(super) absent: Vec<Box<str>>,
    pub(super) skills: Vec<SkillPhrases>,
    pub(super) checklist: Vec<ChecklistPhrases>,
    pub(super) post: PostPhrases,
    pub(super) conditions: ConditionPhrases,
    pub(super) pay: PayPhrases,
    pub(super) employment: Patterns,
    /// Sentences that name a form of employment of something else.
    pub(super) employment_guard: Patterns,
    pub(super) class: ClassPhrases,
    pub(super) governance: Patterns,
    pub(super) technology: Patterns,
    pub(super) questions: Vec<QuestionPhrases>,
}

/// The phrasings are no valid file, which the tests of the program exclude.
#[derive(Clone, Debug, thiserror::Error)]
#[error("reading.json is not valid: {0}")]
pub struct PhrasingError(String);

static PHRASING: LazyLock<Result<Phrasing, PhrasingError>> = LazyLock::new(|| {
    let file: ReadingFile =
        serde_json::from_str(READING).map_err(|error| PhrasingError(error.to_string()))?;
    compile(file).map_err(|error| PhrasingError(error.to_string()))
});

/// The phrasings that are part of the program, compiled by the first caller.
///
/// # Errors
/// Only when the program was built with a file that is not what it should be, which its tests exclude.
pub(super) fn phrasing() -> Result<&'static Phrasing, PhrasingError> {
    PHRASING.as_ref().map_err(Clone::clone)
}

fn compile(file: ReadingFile) -> Result<Phrasing, regex::Error> {
    let fragments = file.fragments;
    let p = |list: &PatternList| Patterns::new(list, &fragments, false);
    let cased = |list: &PatternList| Patterns::new(list, &fragments, true);
    let pairs = |rows: &[SectionRow]| -> Result<Vec<_>, regex::Error> {
        rows.iter()
            .map(|row| Ok((row.section, p(&row.patterns)?)))
            .collect()
    };
    let skill = |row: SkillRow| {
        Ok(SkillPhrases {
            sure: p(&row.sure)?,
            maybe: p(&row.maybe)?,
            uri: row.uri,
            #[cfg(test)]
            label: row.label,
        })
    };
    let rule = |row: &ChecklistRuleRow| {
        Ok(ChecklistRule {
            answer: row.answer,
            candidate: row.candidate,
            patterns: p(&row.patterns)?,
        })
    };
    let item = |row: ChecklistItem| -> Result<ChecklistPhrases, regex::Error> {
        Ok(ChecklistPhrases {
            item: row.item,
            title: row.title,
            rules: row
                .rules
                .iter()
                .map(rule)
                .collect::<Result<_, regex::Error>>()?,
            #[cfg(test)]
            examples: row.examples,
        })
    };
    let question = |row: QuestionFile| {
        Ok(QuestionPhrases {
            patterns: p(&row.patterns)?,
            unless: p(&row.unless)?,
            all: row.all.iter().map(p).collect::<Result<_, _>>()?,
            text: row.text,
            items: row.items,
            candidate: row.candidate,
            wide_pay: row.wide_pay,
        })
    };
    let units = file.pay.units.iter();
    Ok(Phrasing {
        sections: pairs(&file.sections)?,
        required: p(&file.required)?,
        nice_before: p(&file.nice_before)?,
        nice_after: p(&file.nice_after)?,
        negated: p(&file.negated)?,
        denied_before: p(&file.denied_before)?,
        denied_after: p(&file.denied_after)?,
        not_denied: p(&file.not_denied)?,
        employer: cased(&file.employer)?,
        candidate: p(&file.candidate)?,
        doing: file.doing,
        helping: p(&file.helping)?,
        knowing: p(&file.knowing)?,
        ambiguous: file.ambiguous,
        never_quoted: file.never_quoted,
        offices: p(&file.offices)?,
        longer: p(&file.longer)?,
        absent: file.absent,
        skills: file
            .skills
            .into_iter()
            .map(skill)
            .collect::<Result<_, regex::Error>>()?,
        checklist: file
            .checklist
            .into_iter()
            .map(item)
            .collect::<Result<_, _>>()?,
        post: compile_post(&file.post, &fragments)?,
        conditions: compile_conditions(file.conditions, &fragments)?,
        pay: PayPhrases {
            words: p(&file.pay.words)?,
            other_money: p(&file.pay.other_money)?,
            total: p(&file.pay.total)?,
            salaries: p(&file.pay.salaries)?,
            part_time: p(&file.pay.part_time)?,
            units: units
                .map(|(unit, list)| Ok((unit.clone(), p(list)?)))
                .collect::<Result<_, regex::Error>>()?,
        },
        employment: p(&file.employment)?,
        employment_guard: p(&file.employment_guard)?,
        class: ClassPhrases {
            duties: file
                .class
                .duties
                .iter()
                .map(|row| Ok((row.id, p(&row.patterns)?)))
                .collect::<Result<_, regex::Error>>()?,
            budget: p(&file.class.budget)?,
            people: p(&file.class.people)?,
        },
        governance: p(&file.lean.governance)?,
        technology: p(&file.lean.technology)?,
        questions: file
            .questions
            .into_iter()
            .map(question)
            .collect::<Result<_, regex::Error>>()?,
    })
}

fn compile_post(
    post: &PostFile,
    fragments: &BTreeMap<String, String>,
) -> Result<PostPhrases, regex::Error> {
    let p = |list: &PatternList| Patterns::new(list, fragments, false);
    let rule = |row: &PostRuleRow| Ok((row.kind, row.r#where, p(&row.patterns)?));
    let rules = post.rules.iter().map(rule);
    Ok(PostPhrases {
        ciso_title: p(&post.ciso_title)?,
        no_ciso_title: p(&post.no_ciso_title)?,
        rules: rules.collect::<Result<_, regex::Error>>()?,
        group: p(&post.group)?,
        entity: p(&post.entity)?,
        statement: p(&post.statement)?,
    })
}

fn compile_conditions(
    conditions: ConditionsFile,
    fragments: &BTreeMap<String, String>,
) -> Result<ConditionPhrases, regex::Error> {
    let p = |list: &PatternList| Patterns::new(list, fragments, false);
    Ok(ConditionPhrases {
        languages: p(&conditions.languages)?,
        german_languages: conditions.german_languages,
        language_guard: p(&conditions.language_guard)?,
        certificates: Patterns::new(&conditions.certificates, fragments, true)?,
        certificate_guard: p(&conditions.certificate_guard)?,
        certificate_around: p(&conditions.certificate_around)?,
        years: p(&conditions.years)?,
        years_guard: p(&conditions.years_guard)?,
        degree: p(&conditions.degree)?,
        clearance: p(&conditions.clearance)?,
        clearance_guard: p(&conditions.clearance_guard)?,
        permit: p(&conditions.permit)?,
        onsite: p(&conditions.onsite)?,
        travel: p(&conditions.travel)?,
        travel_guard: p(&conditions.travel_guard)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn the_file_is_valid_and_names_every_item() {
        let phrasing = phrasing().unwrap();
        assert_eq!(phrasing.checklist.len(), Item::ALL.len());
        assert!(phrasing.checklist.iter().all(|c| !c.examples.is_empty()));
    }

    #[test]
    fn skills_are_called_what_the_catalogue_calls_them() {
        let catalog = Catalog::embedded().unwrap();
        for row in &phrasing().unwrap().skills {
            if let Some(ix) = catalog.skill_by_uri(&row.uri) {
                assert_eq!(catalog.skill(ix).label(), &*row.label);
            }
        }
    }

    #[test]
    fn no_fragment_is_left_in_a_pattern() {
        let left = regex::Regex::new("<[a-z]+>").unwrap();
        for row in &phrasing().unwrap().checklist {
            for rule in &row.rules {
                let text = rule.patterns.source();
                assert!(!left.is_match(text), "{text}");
            }
        }
    }
}
