//! The reader on any text, and against labelled sentences of adverts (`tests/data/adverts`): one half served for
//! fitting, the figures are those of the other.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Deserialize;

use super::answer::{Answer, Item};
use super::checklist::checklist;
use super::conditions::conditions;
use super::phrasing::phrasing;
use super::sentence::sentences;
use super::{AdvertText, Reader, Reading, SkillDemand, Tier};
use crate::catalog::{Catalog, OccupationIx};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::embedded().unwrap());
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&CATALOG).unwrap());

/// The half of the labelled sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Half {
    Fit,
    Test,
}

fn rows<T: for<'a> Deserialize<'a>>(text: &str) -> Vec<T> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn read(text: &str, route: &[OccupationIx]) -> Reading {
    READER.read(
        &CATALOG,
        &AdvertText {
            text,
            title: None,
            route,
        },
    )
}

#[derive(Deserialize)]
struct Labelled {
    section: String,
    heading: String,
    sentence: String,
    need: String,
    labels: Vec<Label>,
    half: Half,
}

#[derive(Deserialize)]
struct Label {
    uri: String,
    label: String,
    tier: String,
    demand: usize,
}

/// The sentence in an advert, under its heading or one that says no more of it.
fn advert(row: &Labelled) -> String {
    let heading = match (&*row.heading, &*row.section) {
        ("", "title") => return row.sentence.clone(),
        ("", "duties") => "Your tasks",
        ("", "requirements") => "Your profile",
        ("", "legal") => "More:",
        (heading, _) => heading,
    };
    format!("Post\n{heading}\n{}", row.sentence)
}

#[derive(Debug, Default)]
struct Counts {
    /// Quoted.
    quoted: usize,
    /// Quoted and labelled, in whichever tier.
    right: usize,
    /// Quoted and labelled so.
    strictly: usize,
    /// Demands whose skills the catalogue has.
    demands: usize,
    /// Demands of which a skill was found in either tier.
    found: usize,
    /// Perhaps.
    maybe: usize,
    /// Perhaps and labelled.
    maybe_right: usize,
    /// Quoted skills whose need is as labelled.
    need: usize,
    wrong: Vec<String>,
}

fn count(half: Half) -> Counts {
    let mut counts = Counts::default();
    for row in rows::<Labelled>(include_str!("../../tests/data/adverts/sentences.jsonl")) {
        if row.half != half {
            continue;
        }
        let reading = read(&advert(&row), &[]);
        let uri = |ix| CATALOG.skill(ix).uri();
        for demand in &reading.skills {
            let label = row
                .labels
                .iter()
                .find(|label| label.uri == uri(demand.skill));
            let sure = label.is_some_and(|label| label.tier == "sure");
            if demand.tier == Tier::Sure {
                counts.quoted += 1;
                counts.right += usize::from(label.is_some());
                counts.strictly += usize::from(sure);
                counts.need += usize::from(sure && demand.need.word() == row.need);
                if !sure {
                    counts.wrong.push(format!(
                        "quoted {} <- {}",
                        CATALOG.skill(demand.skill).label(),
                        row.sentence
                    ));
                }
            } else {
                counts.maybe += 1;
                counts.maybe_right += usize::from(label.is_some());
            }
        }
        let known = row
            .labels
            .iter()
            .filter(|label| CATALOG.skill_by_uri(&label.uri).is_some());
        let mut demands: Vec<usize> = known.map(|label| label.demand).collect();
        demands.sort_unstable();
        demands.dedup();
        for demand in demands {
            let mut labels = row.labels.iter().filter(|label| label.demand == demand);
            let found = |label: &Label| reading.skills.iter().any(|d| uri(d.skill) == label.uri);
            counts.demands += 1;
            if labels.clone().any(found) {
                counts.found += 1;
            } else if let Some(label) = labels.next() {
                counts
                    .wrong
                    .push(format!("missed {} <- {}", label.label, row.sentence));
            }
        }
    }
    counts
}

/// Checks shares in per cent, which are floors: precision of what is quoted, of what is only perhaps asked for, and
/// recall of both together.
#[track_caller]
fn check_skills(half: Half, quoted: usize, maybe: usize, recall: usize) {
    let counts = count(half);
    let percent = |part: usize, whole: usize| part * 100 / whole.max(1);
    let found = [
        percent(counts.right, counts.quoted),
        percent(counts.maybe_right, counts.maybe),
        percent(counts.found, counts.demands),
    ];
    let floors = [quoted, maybe, recall];
    let enough = found
        .iter()
        .zip(floors)
        .all(|(found, floor)| *found >= floor);
    assert!(enough, "{found:?} {counts:#?}");
}

#[test]
fn a_text_that_begins_with_a_sentence_has_no_line_of_title() {
    let text = "As our CISO you report directly to the CFO. You manage budgets.";
    for title in [None, Some("CISO")] {
        let route = &[];
        let reading = READER.read(&CATALOG, &AdvertText { text, title, route });
        let skill = |at: usize| CATALOG.skill(reading.skills[at].skill).label().to_owned();
        assert_eq!(skill(0), "manage budgets", "{title:?}");
        assert_eq!(reading.skills[0].tier, Tier::Sure);
    }
}

/// The skills of one sentence under a heading for what is asked: label, tier and group.
fn skills(sentence: &str) -> Vec<(&'static str, Tier, Option<usize>)> {
    let reading = read(&format!("Post\nYour profile\n{sentence}"), &[]);
    let skills = reading.skills.iter();
    let skill = |d: &SkillDemand| (CATALOG.skill(d.skill).label(), d.tier, d.group);
    skills.map(skill).collect()
}

#[test]
fn the_management_team_is_no_team_to_manage() {
    let labels = |sentence| skills(sentence).into_iter().map(|(label, ..)| label);
    let named = |sentence| labels(sentence).any(|label| label == "manage a team");
    assert!(!named("You join the management team of the site."));
    assert!(named("You manage a team of analysts."));
}

#[test]
fn a_title_of_two_offices_means_both() {
    let scores = |title: &str| -> Vec<(&str, f32)> {
        let occupations = read(title, &[]).occupations;
        let found = occupations.iter();
        found
            .map(|o| (CATALOG.occupation(o.occupation).label(), o.score))
            .collect()
    };
    let ciso = ("chief ICT security officer", 1.0);
    let officer = ("data protection officer", 1.0);
    assert_eq!(scores("CISO"), scores("CISO (f/m/d)"));
    assert_eq!(scores("CISO & Data Protection Officer"), [ciso, officer]);
    assert_eq!(scores("Data Protection Officer / CISO"), [officer, ciso]);
    let nearest = scores("Head of Gardens and Parks");
    assert!(nearest.iter().all(|(_, score)| *score < 0.5), "{nearest:?}");
}

#[test]
fn the_form_of_employment_is_no_skill() {
    let found = skills("A fixed-term contract of 24 months.");
    let mut labels = found.iter().map(|(label, ..)| *label);
    assert!(
        !labels.any(|label| label == "manage contracts"),
        "{found:?}"
    );
}

#[test]
fn the_fields_of_years_are_no_skills() {
    let found = skills("8 years in security governance, IT risk or IT audit.");
    assert!(
        found.iter().all(|(_, tier, _)| *tier == Tier::Maybe),
        "{found:?}"
    );
}

#[test]
fn alternatives_are_one_demand_in_whichever_tier() {
    let found = skills("Knowledge of COBIT or ITIL.");
    let of = |part: &str| {
        found
            .iter()
            .find(|(label, ..)| label.contains(part))
            .unwrap()
    };
    let (cobit, itil) = (of("control objectives"), of("ITIL"));
    assert_eq!((cobit.1, itil.1), (Tier::Sure, Tier::Maybe), "{found:?}");
    assert!(cobit.2.is_some());
    assert_eq!(cobit.2, itil.2, "{found:?}");
}

#[test]
fn nothing_is_asked_for_that_the_post_does_not_include() {
    for text in [
        "Not included: people management, vendor risk (Procurement does that) and privacy (Legal does that).",
        "This role does not include vendor risk, budget management or people management.",
        "You will not be responsible for people management, vendor risk or privacy.",
        "People management, vendor risk and privacy are not part of this role.",
        "You keep fit.\nNot in scope\n- people management\n- vendor risk\n- manage budgets",
    ] {
        let reading = read(&format!("Security specialist\nYour tasks\n{text}"), &[]);
        let skills = reading.skills.iter();
        let skills = skills.map(|demand| CATALOG.skill(demand.skill).label());
        let labels: Vec<&str> = skills.collect();
        assert!(labels.is_empty(), "{text} {labels:?}");
        assert!(reading.responsibility.duties.is_empty());
    }
}

#[test]
fn one_word_of_the_name_of_a_product_is_no_match() {
    for sentence in [
        "You tune our SIEM such as Microsoft Sentinel.",
        "Experience with Microsoft Defender and Apache Kafka.",
    ] {
        let reading = read(&format!("Engineer\nYour tasks\n{sentence}"), &[]);
        for demand in &reading.skills {
            let label = CATALOG.skill(demand.skill).label();
            let is_name = label
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase));
            let is_said = label.split(' ').all(|word| sentence.contains(word));
            assert!(!is_name || is_said, "{label} <- {sentence}");
        }
    }
}

#[test]
fn a_term_that_esco_lacks_is_listed_once_however_it_is_written() {
    let text = "CISO\nYour profile\nYou know NIS2 and the BSI IT-Grundschutz.\nNIS-2 and IT-Grundschutz are daily bread.\n\
                PCI DSS; PCI-DSS.";
    let absent = read(text, &[]).absent;
    let terms: Vec<(&str, usize)> = absent.iter().map(|t| (&*t.text, t.spans.len())).collect();
    let expected = [("NIS2", 2), ("BSI IT-Grundschutz", 2), ("PCI DSS", 2)];
    assert_eq!(terms, expected);
}

#[test]
fn skills_are_found_in_the_fitting_half() {
    check_skills(Half::Fit, 98, 60, 83);
}

#[test]
fn skills_are_found_in_the_half_that_served_for_nothing() {
    check_skills(Half::Test, 93, 50, 60);
}

/// What of a half is read as labelled.
#[derive(Debug, Default)]
struct Tally {
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn count(&mut self, right: bool, wrong: impl FnOnce() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right {
            self.wrong.push(wrong());
        }
    }

    #[track_caller]
    fn has(&self, percent: usize) {
        assert!(self.right * 100 >= self.all * percent, "{self:#?}");
    }
}

#[derive(Deserialize)]
struct ChecklistLine {
    sentence: String,
    item: Item,
    answer: Answer,
    half: Half,
}

fn checklist_of(half: Half) -> Tally {
    let phrasing = phrasing().unwrap();
    let mut tally = Tally::default();
    for row in rows::<ChecklistLine>(include_str!("../../tests/data/adverts/checklist.jsonl")) {
        if row.half == half {
            let text = format!("Post\nYour tasks\n{}", row.sentence);
            let found = checklist(&sentences(&text, phrasing), phrasing);
            let found = found.iter().find(|f| f.item == row.item).unwrap().answer;
            tally.count(found == row.answer, || {
                let ChecklistLine {
                    sentence,
                    item,
                    answer,
                    ..
                } = row;
                format!("{item:?} {found:?}, not {answer:?} <- {sentence}")
            });
        }
    }
    tally
}

#[test]
fn the_checklist_is_answered() {
    checklist_of(Half::Fit).has(100);
    checklist_of(Half::Test).has(68);
}

#[derive(Deserialize)]
struct PostLine {
    title: String,
    lead: String,
    kind: String,
    also: Vec<String>,
    half: Half,
}

/// The audit route, on which the labelled persons are.
const ROUTE: [&str; 4] = [
    "IT auditor",
    "ICT auditor manager",
    "cybersecurity risk manager",
    "chief ICT security officer",
];

fn posts_of(half: Half) -> Tally {
    let route = CATALOG.occupations().filter(|o| ROUTE.contains(&o.label()));
    let route: Vec<OccupationIx> = route.map(|o| o.ix).collect();
    assert_eq!(route.len(), ROUTE.len());
    let mut tally = Tally::default();
    for row in rows::<PostLine>(include_str!("../../tests/data/adverts/post.jsonl")) {
        if row.half == half {
            let reading = read(&format!("{}\n{}", row.title, row.lead), &route);
            let kind = reading.post.kind.word();
            let right = kind == row.kind || row.also.iter().any(|also| also == kind);
            tally.count(right, || {
                format!("{kind}, not {} <- {} | {}", row.kind, row.title, row.lead)
            });
        }
    }
    tally
}

#[test]
fn posts_are_told_apart() {
    posts_of(Half::Fit).has(100);
    posts_of(Half::Test).has(82);
}

#[derive(Deserialize)]
struct ConditionLine {
    sentence: String,
    kind: String,
    need: String,
    half: Half,
}

/// The sentences that give just the kind that they should, with its need.
fn conditions_of(half: Half) -> Tally {
    let phrasing = phrasing().unwrap();
    let mut tally = Tally::default();
    for row in rows::<ConditionLine>(include_str!("../../tests/data/adverts/conditions.jsonl")) {
        if row.half == half {
            // The need was labelled by the words of the sentence alone.
            let text = format!("Post\nMore:\n{}", row.sentence);
            let found = conditions(&sentences(&text, phrasing), phrasing);
            let right = match found.as_slice() {
                [] => row.kind == "none",
                [one] => one.kind.word() == row.kind && one.need.word() == row.need,
                _ => false,
            };
            tally.count(right, || {
                format!(
                    "{found:?}, not {} {} <- {}",
                    row.kind, row.need, row.sentence
                )
            });
        }
    }
    tally
}

#[test]
fn conditions_are_found() {
    conditions_of(Half::Fit).has(96);
    conditions_of(Half::Test).has(86);
}

/// What stands in no advert but in a file that somebody saved.
const ODD: [&str; 9] = [
    // Their lower case takes more bytes, or fewer.
    "İSTANBUL NIS2 ẞ ",
    "K\u{212a} SIEM and PCI DSS, ",
    "e\u{301}\u{301}\u{301}ISO 27001 ",
    "👩\u{200d}💻 owns the ISMS. ",
    "\u{a0}• COBIT or ITIL, ",
    "Fünf Jahre €90k–€1.2m a year ",
    "EUR 99999999999999999999 to 1 a day, 0 %, -3 € per hour ",
    "\u{1b}[31m\t\u{7f}\u{0} (((((",
    "C1C1C1 24/7 ½ ٣٤ 年収 ",
];

/// A line of an advert, a part of one, or none.
fn any_part() -> impl Strategy<Value = String> {
    let labelled = [
        include_str!("../../tests/data/adverts/sentences.jsonl"),
        include_str!("../../tests/data/adverts/conditions.jsonl"),
        include_str!("../../tests/data/adverts/checklist.jsonl"),
    ];
    let labelled = labelled
        .iter()
        .flat_map(|text| rows::<serde_json::Value>(text));
    let labelled = labelled.filter_map(|row| Some(row["sentence"].as_str()?.to_owned()));
    prop_oneof![
        4 => prop::sample::select(labelled.collect::<Vec<_>>()),
        2 => prop::sample::select(&ODD[..]).prop_map(str::to_owned),
        1 => prop::sample::select(&["\n", "\r\n", "\n\n## ", ":\n", "\n- ", "?", ". "][..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_read_and_every_place_lies_in_it(
        parts in prop::collection::vec(any_part(), 0..12),
        title in prop::option::of(any_part()),
    ) {
        let text = parts.concat();
        let length = text.chars().count();
        let title = title.as_deref();
        let reading = READER.read(&CATALOG, &AdvertText { text: &text, title, route: &[] });
        let spans = reading.skills.iter().flat_map(|d| &d.spans);
        let spans = spans.chain(reading.conditions.iter().flat_map(|c| &c.spans));
        let spans = spans.chain(reading.checklist.iter().flat_map(|c| &c.spans));
        let spans = spans.chain(reading.absent.iter().flat_map(|t| &t.spans));
        let spans = spans.chain(reading.questions.iter().flat_map(|q| &q.spans));
        let spans = spans.chain(reading.pay.iter().filter_map(|p| p.span.as_ref()));
        let spans = spans.chain(reading.responsibility.duties.iter().map(|(_, span)| span));
        for span in spans.chain(&reading.post.span) {
            prop_assert!(span.start < span.end && span.end <= length, "{span:?} of {length}");
        }
        for term in &reading.absent {
            prop_assert_eq!(term.spans[0].of(&text), &*term.text);
        }
    }
}
