//! What the adverts of one kind ask for together, and what of it the person holds.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::advert_report::{ReadAdvert, RouteStep, route_step};
use super::demands::decided;
use super::person::Person;
use crate::adverts::{Need, PostKind, Tier, has_worked_with};
use crate::catalog::{Catalog, SkillIx};
use crate::text::name_key;

/// From how many adverts of one kind on a chart is drawn.
pub(crate) const MIN_FOR_CHART: usize = 5;

/// Which adverts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AdvertKind {
    Post(PostKind),
    /// A chief information security officer of a group or of one entity.
    Ciso,
    /// A post that would make this step of the route.
    Step(RouteStep),
}

impl AdvertKind {
    /// The kind of the next step of the route; without one, the goal's.
    pub(crate) fn next(person: &Person) -> Self {
        let next = person.plan.as_ref().and_then(|plan| {
            let at = plan.current?;
            Some(Self::Step(RouteStep {
                number: at + 1,
                occupation: plan.steps.get(at)?.to,
            }))
        });
        next.unwrap_or(Self::Ciso)
    }

    /// The word in JSON and in options.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Post(kind) => kind.word(),
            Self::Ciso => "ciso",
            Self::Step(_) => PostKind::RouteStep.word(),
        }
    }

    fn is_of(self, catalog: &Catalog, person: &Person, advert: &ReadAdvert<'_>) -> bool {
        let kind = advert.reading.post.kind;
        match self {
            Self::Post(wanted) => kind == wanted,
            Self::Ciso => kind.is_ciso(),
            Self::Step(step) => {
                route_step(catalog, person.plan.as_ref(), advert.reading) == Some(step)
            }
        }
    }
}

/// A skill that adverts ask for in their own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SkillCount {
    pub(crate) skill: SkillIx,
    /// How many adverts ask for it.
    pub(crate) asked: usize,
    /// How many of them require it.
    pub(crate) required: usize,
    /// The person holds it.
    pub(crate) held: bool,
}

/// A term that ESCO lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermCount {
    pub(crate) name: String,
    /// How many adverts name it.
    pub(crate) asked: usize,
    pub(crate) worked_with: bool,
}

/// What the adverts of one kind ask for, the most asked first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MarketGaps {
    pub(crate) kind: AdvertKind,
    /// How many adverts are of the kind.
    pub(crate) adverts: usize,
    pub(crate) skills: Vec<SkillCount>,
    pub(crate) not_in_esco: Vec<TermCount>,
}

impl MarketGaps {
    /// Counts the adverts of a kind among those that were read. What is only perhaps asked for is not counted.
    pub(crate) fn new(
        catalog: &Catalog,
        person: &Person,
        adverts: &[ReadAdvert<'_>],
        kind: AdvertKind,
    ) -> Self {
        let mut count = 0;
        let mut skills: BTreeMap<SkillIx, SkillCount> = BTreeMap::new();
        let mut terms: BTreeMap<String, TermCount> = BTreeMap::new();
        let of_kind = adverts.iter().filter(|a| kind.is_of(catalog, person, a));
        for advert in of_kind {
            count += 1;
            let demands = &advert.reading.skills;
            for decided in decided(catalog, advert.text, demands, advert.decisions) {
                let demand = decided.demand;
                if demand.tier != Tier::Sure {
                    continue;
                }
                let row = skills.entry(demand.skill).or_insert(SkillCount {
                    skill: demand.skill,
                    asked: 0,
                    required: 0,
                    held: person.states.get(demand.skill).is_held(),
                });
                row.asked += 1;
                row.required += usize::from(demand.need == Need::Required);
            }
            let mut seen = BTreeSet::new();
            for term in &advert.reading.absent {
                let key = name_key(&term.text);
                if seen.insert(key.clone()) {
                    let row = terms.entry(key).or_insert_with(|| TermCount {
                        name: term.text.clone(),
                        asked: 0,
                        worked_with: has_worked_with(&term.text, &person.profile),
                    });
                    row.asked += 1;
                }
            }
        }
        let mut skills: Vec<SkillCount> = skills.into_values().collect();
        skills.sort_by_key(|row| {
            let label = catalog.skill(row.skill).label();
            (Reverse(row.asked), Reverse(row.required), label)
        });
        let mut not_in_esco: Vec<TermCount> = terms.into_values().collect();
        not_in_esco.sort_by_key(|row| Reverse(row.asked));
        Self {
            kind,
            adverts: count,
            skills,
            not_in_esco,
        }
    }

    /// Whether there are enough adverts for a chart.
    pub(crate) fn has_chart(&self) -> bool {
        self.adverts >= MIN_FOR_CHART
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::adverts::{AdvertText, Reader, Reading};
    use crate::catalog::testing::CATALOG;
    use crate::market::Decisions;
    use crate::profile::Profile;
    use crate::usecase::demands::quotes_all;

    static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(&CATALOG).unwrap());

    /// Labelled titles and sentences, which adverts share.
    fn any_advert() -> impl Strategy<Value = (String, Reading)> {
        let rows = |text: &str, field: &str| -> Vec<String> {
            let rows = text.lines().take(40);
            let rows = rows.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
            rows.map(|row| row[field].as_str().unwrap().to_owned())
                .collect()
        };
        let titles = include_str!("../../tests/data/adverts/post.jsonl");
        let sentences = include_str!("../../tests/data/adverts/sentences.jsonl");
        let title = prop::sample::select(rows(titles, "title"));
        let lines = prop::sample::subsequence(rows(sentences, "sentence"), 1..5);
        (title, lines).prop_map(|(title, lines)| {
            let text = format!("{title}\nYour tasks\n{}", lines.join("\n"));
            let advert = AdvertText {
                text: &text,
                title: None,
                route: &[],
            };
            let reading = READER.read(&CATALOG, &advert);
            (text, reading)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn each_advert_is_of_one_kind_and_counts_once_for_a_skill(read in prop::collection::vec(any_advert(), 1..6)) {
            let person = Person::new(&CATALOG, Profile::default());
            let decisions = Decisions::default();
            let advert = |(text, reading)| ReadAdvert { text, reading, pay: &[], decisions: &decisions, kept: None };
            let adverts: Vec<_> = read.iter().map(|(text, reading)| advert((&**text, reading))).collect();
            let mut counted = 0;
            for kind in PostKind::ALL {
                let gaps = MarketGaps::new(&CATALOG, &person, &adverts, AdvertKind::Post(kind));
                counted += gaps.adverts;
                let of_kind = read.iter().filter(|(_, reading)| reading.post.kind == kind);
                for row in &gaps.skills {
                    let asking = of_kind.clone().filter(|(text, reading)| {
                        // As a skill that is selected narrows list and map.
                        quotes_all(&CATALOG, text, &reading.skills, &decisions, std::iter::once(row.skill))
                    });
                    prop_assert_eq!(row.asked, asking.count());
                    prop_assert!(row.required <= row.asked && row.asked <= gaps.adverts);
                }
                for term in &gaps.not_in_esco {
                    prop_assert!(term.asked <= gaps.adverts, "{term:?}");
                }
            }
            prop_assert_eq!(counted, adverts.len());
        }
    }
}
