//! What the person decided about words of adverts: whether they ask for a skill.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::text::fold;

/// A decision about some words and a skill, in whichever advert the words stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(expecting = "a decision about words of adverts")]
struct Decision {
    /// The words, folded.
    wording: String,
    /// The URI of the skill.
    skill: String,
    /// The words ask for the skill.
    accepted: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    unknown: Map<String, Value>,
}

/// All decisions, each wording and skill once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(Vec<Decision>);

impl Decisions {
    /// Whether the words were accepted as asking for a skill, or rejected; `None` where nothing was decided.
    pub fn get(&self, words: &str, skill: &str) -> Option<bool> {
        let wording = key(words);
        let mut decisions = self.0.iter();
        decisions
            .find(|decision| decision.wording == wording && decision.skill == skill)
            .map(|decision| decision.accepted)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a decision, or takes it back with `None`.
    pub(super) fn set(&mut self, words: &str, skill: &str, accepted: Option<bool>) {
        let wording = key(words);
        let is_same = |decision: &Decision| decision.wording == wording && decision.skill == skill;
        match (self.0.iter().position(is_same), accepted) {
            (Some(at), None) => drop(self.0.remove(at)),
            (Some(at), Some(accepted)) => self.0[at].accepted = accepted,
            (None, None) => {}
            (None, Some(accepted)) => self.0.push(Decision {
                wording,
                skill: skill.to_owned(),
                accepted,
                unknown: Map::new(),
            }),
        }
    }
}

/// Words as they are compared: folded, one space between them.
fn key(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    fold(&words.join(" "))
}
