//! What the person said about the conditions of adverts: which were met, by what was asked for.
//!
//! An answer belongs to what is asked, not to an advert, so that the next advert that asks the same is answered.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::data::Profile;
use super::moment::Moment;

/// What kind of thing a condition asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ConditionKind {
    Language,
    Certificate,
    Years,
    Degree,
    Clearance,
    Permit,
    Onsite,
    Travel,
}

impl ConditionKind {
    pub const ALL: [Self; 8] = [
        Self::Language,
        Self::Certificate,
        Self::Years,
        Self::Degree,
        Self::Clearance,
        Self::Permit,
        Self::Onsite,
        Self::Travel,
    ];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Certificate => "certificate",
            Self::Years => "years",
            Self::Degree => "degree",
            Self::Clearance => "clearance",
            Self::Permit => "permit",
            Self::Onsite => "onsite",
            Self::Travel => "travel",
        }
    }

    /// Whether a condition without a subject asks for less than one with a subject: a degree in anything, years of
    /// anything.
    fn is_general_without_subject(self) -> bool {
        matches!(self, Self::Degree | Self::Years)
    }
}

/// What a condition asks for. It is written as "language/german/5".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionKey {
    pub kind: ConditionKind,
    /// Of what, folded; alternatives are joined by " or ". May be empty.
    pub subject: String,
    /// How much: years, days in a week, per cent, the level of a language (A1 is 1, C2 is 6), of a degree (bachelor is
    /// 1, doctor 3). 0 where the condition does not say. A higher figure asks for more.
    pub figure: u32,
}

impl fmt::Display for ConditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.kind.word(), self.subject, self.figure)
    }
}

impl ConditionKey {
    /// Reads a key of the record; `None` if a later version wrote it.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once('/')?;
        let (subject, figure) = rest.rsplit_once('/')?;
        let kind = ConditionKind::ALL.into_iter().find(|k| k.word() == kind)?;
        Some(Self {
            kind,
            subject: subject.to_owned(),
            figure: figure.parse().ok()?,
        })
    }

    fn alternatives(&self) -> BTreeSet<&str> {
        self.subject.split(" or ").collect()
    }

    /// Whether somebody who meets `self` meets `other`.
    fn implies(&self, other: &Self) -> bool {
        let anything = other.subject.is_empty() && self.kind.is_general_without_subject();
        self.kind == other.kind
            && self.figure >= other.figure
            && (anything || self.alternatives().is_subset(&other.alternatives()))
    }
}

/// What the person said about a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "an answer about a condition")]
pub struct ConditionAnswer {
    /// Whether they meet it.
    pub met: bool,
    /// The condition in words.
    pub text: String,
    #[serde(flatten)]
    pub when: Moment,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Profile {
    /// The answers that decide a condition, with their keys. Who meets more meets less: a yes to eight years decides
    /// five, a no to five decides eight. Alternatives that were all denied one by one are not met together.
    pub(super) fn deciding_answers(&self, asked: &ConditionKey) -> Vec<(&str, &ConditionAnswer)> {
        let mut said: Vec<(&str, ConditionKey, &ConditionAnswer)> = Vec::new();
        for (key, answer) in &self.conditions {
            said.extend(ConditionKey::parse(key).map(|parsed| (key.as_str(), parsed, answer)));
        }
        let denials = |asked: &ConditionKey| {
            let no = said
                .iter()
                .filter(|(_, said, answer)| !answer.met && asked.implies(said));
            no.map(|(key, _, answer)| (*key, *answer))
                .collect::<Vec<_>>()
        };
        let yes = said
            .iter()
            .filter(|(_, said, answer)| answer.met && said.implies(asked));
        let mut out: Vec<_> = yes.map(|(key, _, answer)| (*key, *answer)).collect();
        let alone = asked.alternatives().into_iter().map(|subject| {
            denials(&ConditionKey {
                subject: subject.to_owned(),
                ..asked.clone()
            })
        });
        let alone: Vec<_> = alone.collect();
        if alone.iter().all(|denials| !denials.is_empty()) {
            out.extend(alone.into_iter().flatten());
        }
        out
    }

    /// What the person said that decides a condition; of several answers the latest.
    pub fn condition_answer(&self, asked: &ConditionKey) -> Option<&ConditionAnswer> {
        let decide = self.deciding_answers(asked).into_iter();
        decide
            .map(|(_, answer)| answer)
            .max_by_key(|answer| answer.when.at)
    }

    /// The highest figure below the one asked for that the person said yes to.
    pub fn condition_figure(&self, asked: &ConditionKey) -> Option<u32> {
        let said = self.conditions.iter().filter(|(_, answer)| answer.met);
        let keys = said.filter_map(|(key, _)| ConditionKey::parse(key));
        let less = keys.filter(|said| {
            let as_much = ConditionKey {
                figure: asked.figure,
                ..said.clone()
            };
            said.figure > 0 && said.figure < asked.figure && as_much.implies(asked)
        });
        less.map(|said| said.figure).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::testing::moment;

    fn key(kind: ConditionKind, subject: &str, figure: u32) -> ConditionKey {
        ConditionKey {
            kind,
            subject: subject.to_owned(),
            figure,
        }
    }

    fn saying(answers: &[(ConditionKey, bool)]) -> Profile {
        let mut profile = Profile::default();
        for (at, (key, met)) in answers.iter().enumerate() {
            let answer = ConditionAnswer {
                met: *met,
                text: key.to_string(),
                when: moment(at as i64),
                unknown: Map::new(),
            };
            profile.conditions.insert(key.to_string(), answer);
        }
        profile
    }

    fn met(profile: &Profile, key: &ConditionKey) -> Option<bool> {
        profile.condition_answer(key).map(|answer| answer.met)
    }

    #[test]
    fn who_meets_more_meets_less() {
        use ConditionKind::{Language, Years};
        let risk = |years| key(Years, "it risk", years);
        let yes = saying(&[(risk(8), true)]);
        assert_eq!(met(&yes, &risk(5)), Some(true));
        assert_eq!(met(&yes, &risk(8)), Some(true));
        assert_eq!(met(&yes, &risk(9)), None);
        assert_eq!(yes.condition_figure(&risk(9)), Some(8));
        assert_eq!(met(&yes, &key(Years, "", 5)), Some(true));
        assert_eq!(met(&yes, &key(Years, "audit", 5)), None);
        let no = saying(&[(risk(5), false)]);
        assert_eq!(met(&no, &risk(8)), Some(false));
        assert_eq!(met(&no, &risk(4)), None);
        let german = |level| key(Language, "german", level);
        let c1 = saying(&[(german(5), true)]);
        assert_eq!(met(&c1, &german(4)), Some(true));
        assert_eq!(met(&c1, &german(0)), Some(true));
        assert_eq!(met(&c1, &german(6)), None);
        assert_eq!(
            met(&saying(&[(german(0), true)]), &german(4)),
            None,
            "a level that was not asked for is not known"
        );
    }

    #[test]
    fn one_of_the_alternatives_suffices() {
        let language = |subject| key(ConditionKind::Language, subject, 0);
        let french = saying(&[(language("french"), true)]);
        assert_eq!(met(&french, &language("dutch or french")), Some(true));
        let either = saying(&[(language("dutch or french"), true)]);
        assert_eq!(met(&either, &language("french")), None);
        let neither = saying(&[(language("dutch or french"), false)]);
        assert_eq!(met(&neither, &language("french")), Some(false));
        let denied = [(language("dutch"), false), (language("french"), false)];
        assert_eq!(
            met(&saying(&denied), &language("dutch or french")),
            Some(false)
        );
        assert_eq!(
            met(&saying(&denied[..1]), &language("dutch or french")),
            None
        );
    }

    #[test]
    fn of_two_answers_the_latest_counts() {
        let years = |figure| key(ConditionKind::Years, "", figure);
        let changed = saying(&[(years(5), false), (years(8), true)]);
        assert_eq!(met(&changed, &years(6)), Some(true));
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let cipp = key(ConditionKind::Certificate, "cipp/e or iso/iec 27001", 0);
        assert_eq!(ConditionKey::parse(&cipp.to_string()), Some(cipp));
        assert_eq!(ConditionKey::parse("shoes/red/3"), None);
    }
}
