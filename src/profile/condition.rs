//! What the person said about the conditions of adverts: which were met, by what was asked for.
//!
//! An answer belongs to what is asked, not to an advert, so that the next advert that asks the same is answered.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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
    /// How much: years, days (in a week, if the subject names no period), per cent, the level of a language (A1 is 1,
    /// C2 is 6), of a degree (bachelor is 1, doctor 3). 0 where the condition does not say. A higher figure asks for
    /// more.
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

    pub(super) fn alternatives(&self) -> BTreeSet<&str> {
        self.subject.split(" or ").collect()
    }

    /// Whether somebody who meets `self` meets `other`.
    pub(super) fn implies(&self, other: &Self) -> bool {
        // Some days there are not every day, which a condition without a figure asks for.
        let is_all_days = self.kind != ConditionKind::Onsite || matches!(self.figure, 0 | 5..);
        let anything = other.subject.is_empty() && self.kind.is_general_without_subject();
        self.kind == other.kind
            && self.figure >= other.figure
            && (other.figure > 0 || is_all_days)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_days_there_are_not_every_day_there() {
        let key = |figure| ConditionKey {
            kind: ConditionKind::Onsite,
            subject: "hamburg".to_owned(),
            figure,
        };
        assert!(!key(2).implies(&key(0)));
        assert!(key(5).implies(&key(0)) && key(0).implies(&key(0)));
        assert!(key(3).implies(&key(2)) && !key(2).implies(&key(3)));
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let cipp = ConditionKey {
            kind: ConditionKind::Certificate,
            subject: "cipp/e or iso/iec 27001".to_owned(),
            figure: 0,
        };
        assert_eq!(ConditionKey::parse(&cipp.to_string()), Some(cipp));
        assert_eq!(ConditionKey::parse("shoes/red/3"), None);
    }
}
