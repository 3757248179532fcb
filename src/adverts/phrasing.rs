//! The phrasings by which adverts are read: `data/reading.json`, each list compiled to one regular expression.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::answer::{Answer, Item};
use super::duty::Duty;
use super::number::{Numbers, number_pattern};
use super::pattern::{Patterns, cased};
use super::section::Section;
use crate::posting::PayUnit;

const READING: &str = include_str!("../../data/reading.json");

/// What the headings of a section say.
#[derive(Deserialize)]
pub(super) struct SectionPhrases {
    pub(super) section: Section,
    pub(super) patterns: Patterns,
}

/// What of a skill's own words shows it.
#[derive(Deserialize)]
pub(super) struct SkillPhrases {
    pub(super) uri: Box<str>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    label: Box<str>,
    pub(super) sure: Patterns,
    pub(super) maybe: Patterns,
}

/// A sentence and the answer that it gives.
#[derive(Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct Example {
    pub(super) sentence: Box<str>,
    pub(super) answer: Answer,
}

/// Words that give an item of the checklist an answer.
#[derive(Deserialize)]
pub(super) struct ChecklistRule {
    pub(super) answer: Answer,
    /// Whether the sentence must speak of the candidate or of the post.
    #[serde(default)]
    pub(super) candidate: bool,
    pub(super) patterns: Patterns,
}

#[derive(Deserialize)]
pub(super) struct ChecklistPhrases {
    pub(super) item: Item,
    pub(super) title: Box<str>,
    /// The first that matches answers.
    pub(super) rules: Vec<ChecklistRule>,
    /// Its names among what the post does not include.
    pub(super) excluded: Patterns,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) examples: Vec<Example>,
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
pub(super) struct PostRule {
    pub(super) kind: PostSign,
    pub(super) r#where: Where,
    pub(super) patterns: Patterns,
}

#[derive(Deserialize)]
pub(super) struct PostPhrases {
    pub(super) ciso_title: Patterns,
    pub(super) no_ciso_title: Patterns,
    pub(super) rules: Vec<PostRule>,
    pub(super) group: Patterns,
    pub(super) entity: Patterns,
    pub(super) statement: Patterns,
    /// Words by which a title names the office itself.
    pub(super) office_named: Patterns,
}

#[derive(Deserialize)]
pub(super) struct ConditionPhrases {
    pub(super) languages: Patterns,
    /// German words for languages with the English ones.
    pub(super) german_languages: BTreeMap<Box<str>, Box<str>>,
    pub(super) language_guard: Patterns,
    #[serde(deserialize_with = "cased")]
    pub(super) certificates: Patterns,
    pub(super) certificate_guard: Patterns,
    pub(super) certificate_around: Patterns,
    /// The time by which a certificate is to be obtained.
    pub(super) certificate_within: Patterns,
    pub(super) years: Patterns,
    pub(super) years_guard: Patterns,
    pub(super) degree: Patterns,
    pub(super) clearance: Patterns,
    pub(super) clearance_guard: Patterns,
    pub(super) permit: Patterns,
    pub(super) onsite: Patterns,
    pub(super) travel: Patterns,
    pub(super) travel_guard: Patterns,
    /// Words that may stand between the names of one condition.
    pub(super) joiners: Vec<Box<str>>,
    /// Those of them by which one of the names suffices.
    pub(super) alternatives: Vec<Box<str>>,
    /// Words before a language that belong to it, in lower case.
    pub(super) language_leads: Vec<Box<str>>,
    pub(super) keys: KeyPhrases,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub(super) examples: Vec<ConditionExample>,
}

/// A sentence and the key of the condition that it sets.
#[derive(Deserialize)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
pub(super) struct ConditionExample {
    pub(super) sentence: Box<str>,
    pub(super) key: Box<str>,
}

/// Words that mean a figure.
#[derive(Deserialize)]
pub(super) struct FigurePhrases {
    pub(super) figure: u32,
    pub(super) patterns: Patterns,
}

/// Words that mean a unit.
#[derive(Deserialize)]
pub(super) struct UnitPhrases {
    pub(super) name: Box<str>,
    pub(super) patterns: Patterns,
}

/// Words by which the keys of conditions are made; except `place_leads` they are compared with folded text.
#[derive(Deserialize)]
pub(super) struct KeyPhrases {
    /// Words between "years" and what the years are of.
    pub(super) years_fillers: Vec<Box<str>>,
    /// Ends of what the years are of, which are left out.
    pub(super) years_tails: Vec<Box<str>>,
    pub(super) years_unit: Patterns,
    /// Words at which those of a condition end and a remark on it begins.
    pub(super) remarks: Vec<Box<str>>,
    pub(super) equivalent: Patterns,
    pub(super) willing: Patterns,
    /// The first that is found counts.
    pub(super) language_levels: Vec<FigurePhrases>,
    pub(super) degree_levels: Vec<FigurePhrases>,
    /// Words before the field of a degree.
    pub(super) degree_field: Vec<Box<str>>,
    /// Words before the place of a permit.
    pub(super) place_leads: Vec<Box<str>>,
    pub(super) valid: Patterns,
    pub(super) citizen: Patterns,
    /// Words that deny help with a permit.
    pub(super) no_sponsor: Patterns,
    /// Words before the place of an office.
    pub(super) office_leads: Vec<Box<str>>,
    pub(super) not_remote: Patterns,
    pub(super) day: Patterns,
    pub(super) home: Patterns,
    pub(super) hybrid: Patterns,
    pub(super) periods: Vec<UnitPhrases>,
    pub(super) percent: Patterns,
    pub(super) travel_units: Vec<UnitPhrases>,
    pub(super) travel_at_all: Patterns,
}

/// Words of what a post does not include.
#[derive(Deserialize)]
pub(super) struct ExclusionPhrases {
    /// Words before the list.
    pub(super) before: Patterns,
    /// Words behind the list.
    pub(super) after: Patterns,
    /// Words at which the list has ended, or before which it has not begun.
    pub(super) ends: Patterns,
}

#[derive(Deserialize)]
pub(super) struct PayPhrases {
    pub(super) words: Patterns,
    pub(super) other_money: Patterns,
    pub(super) total: Patterns,
    /// The number of monthly salaries in a year.
    pub(super) salaries: Patterns,
    /// The share of full time in percent.
    pub(super) part_time: Patterns,
    pub(super) units: BTreeMap<PayUnit, Patterns>,
}

#[derive(Deserialize)]
pub(super) struct ClassPhrases {
    /// Verbs by which what is named is a duty.
    pub(super) owning: Patterns,
    /// Verbs by which a duty is somebody else's.
    pub(super) helping: Patterns,
    pub(super) duties: Vec<DutyPhrases>,
}

#[derive(Deserialize)]
pub(super) struct DutyPhrases {
    pub(super) id: Duty,
    /// Words with the verb by which it is a duty.
    pub(super) patterns: Patterns,
    /// Words that name it and need such a verb before them.
    #[serde(default)]
    pub(super) named: Patterns,
}

#[derive(Deserialize)]
pub(super) struct LeanPhrases {
    pub(super) governance: Patterns,
    pub(super) technology: Patterns,
}

/// A question to ask, and what in the advert raises it.
#[derive(Deserialize)]
pub(super) struct QuestionPhrases {
    pub(super) text: Box<str>,
    #[serde(default)]
    pub(super) items: Vec<(Item, Answer)>,
    #[serde(default)]
    pub(super) patterns: Patterns,
    #[serde(default)]
    pub(super) candidate: bool,
    /// Words anywhere in the advert that answer it.
    #[serde(default)]
    pub(super) unless: Patterns,
    /// Phrasings that contradict each other, in lists: it is raised where the advert has one of each.
    #[serde(default)]
    pub(super) all: Vec<Patterns>,
    /// Raised by a range of pay that covers two jobs.
    #[serde(default)]
    pub(super) wide_pay: bool,
}

/// The commonest words of a language, in lower case.
#[derive(Deserialize)]
pub(super) struct CommonWords {
    pub(super) german: Vec<Box<str>>,
    pub(super) english: Vec<Box<str>>,
}

/// Everything by which adverts are read.
#[derive(Deserialize)]
pub(super) struct Phrasing {
    pub(super) numbers: Numbers,
    pub(super) common_words: CommonWords,
    /// Words after which a full stop ends no sentence, in lower case.
    pub(super) abbreviations: Vec<Box<str>>,
    /// German months, before which the full stop of a day ends no sentence.
    pub(super) months: Vec<Box<str>>,
    /// The sections with what their headings say, in the order in which they are tried.
    pub(super) sections: Vec<SectionPhrases>,
    pub(super) required: Patterns,
    pub(super) nice_before: Patterns,
    pub(super) nice_after: Patterns,
    pub(super) negated: Patterns,
    pub(super) exclusion: ExclusionPhrases,
    /// Words that deny what follows them.
    pub(super) denied_before: Patterns,
    /// Words that deny what they follow.
    pub(super) denied_after: Patterns,
    /// Words that look like a denial and are none: "not only".
    pub(super) not_denied: Patterns,
    #[serde(deserialize_with = "cased")]
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
    /// Other forms of such terms with the usual one.
    pub(super) absent_forms: BTreeMap<Box<str>, Box<str>>,
    pub(super) skills: Vec<SkillPhrases>,
    pub(super) checklist: Vec<ChecklistPhrases>,
    pub(super) post: PostPhrases,
    pub(super) conditions: ConditionPhrases,
    pub(super) pay: PayPhrases,
    pub(super) employment: Patterns,
    /// Forms of employment that end.
    pub(super) employment_term: Patterns,
    /// Forms of employment that do not end.
    pub(super) employment_permanent: Patterns,
    /// Sentences that name a form of employment of something else.
    pub(super) employment_guard: Patterns,
    pub(super) class: ClassPhrases,
    pub(super) lean: LeanPhrases,
    pub(super) questions: Vec<QuestionPhrases>,
}

/// The phrasings are no valid file, which the tests of the program exclude.
#[derive(Clone, Debug, thiserror::Error)]
#[error("reading.json is not valid: {0}")]
pub struct PhrasingError(String);

static PHRASING: LazyLock<Result<Phrasing, PhrasingError>> =
    LazyLock::new(|| parse(READING).map_err(|error| PhrasingError(error.to_string())));

/// The phrasings that are part of the program, compiled by the first caller.
///
/// # Errors
/// Only when the program was built with a file that is not what it should be, which its tests exclude.
pub(super) fn phrasing() -> Result<&'static Phrasing, PhrasingError> {
    PHRASING.as_ref().map_err(Clone::clone)
}

fn parse(text: &str) -> Result<Phrasing, serde_json::Error> {
    let mut file: Value = serde_json::from_str(text)?;
    let mut fragments = BTreeMap::deserialize(&file["fragments"])?;
    let numbers = Numbers::deserialize(&file["numbers"])?;
    fragments.insert("number".to_owned(), number_pattern(&numbers));
    insert_fragments(&mut file, &fragments);
    Phrasing::deserialize(file)
}

/// Puts the text of each fragment where a string names it as `<name>`.
fn insert_fragments(value: &mut Value, fragments: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            // Fragments may name fragments, two deep at most.
            for _ in 0..3 {
                if !text.contains('<') {
                    break;
                }
                for (name, fragment) in fragments {
                    *text = text.replace(&format!("<{name}>"), fragment);
                }
            }
        }
        Value::Array(values) => {
            for value in values {
                insert_fragments(value, fragments);
            }
        }
        Value::Object(fields) => {
            for value in fields.values_mut() {
                insert_fragments(value, fragments);
            }
        }
        _ => {}
    }
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
    fn a_fragment_that_is_not_defined_is_an_error() {
        let unknown = READING.replacen("\"gap\":", "\"other\":", 1);
        let error = parse(&unknown).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("<gap>")));
    }
}
