//! An advert and a person: what of the quoted skills they hold, and what they worked with of the terms that ESCO lacks.

use std::collections::BTreeSet;

use super::context::Need;
use super::demands::{SkillDemand, Tier};
use crate::catalog::SkillIx;
use crate::profile::{Profile, States};
use crate::text::{fold, name_key};

/// How many of the quoted demands a person holds. Alternatives are one demand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordMatch {
    pub held: usize,
    pub asked: usize,
    pub required_held: usize,
    pub required: usize,
    /// The quoted skills that are not held, required ones first.
    pub missing: Vec<SkillIx>,
}

/// Counts the quoted demands; what is only perhaps asked for enters no count.
pub fn record_match(demands: &[SkillDemand], states: &States) -> RecordMatch {
    let quoted: Vec<&SkillDemand> = demands.iter().filter(|d| d.tier == Tier::Sure).collect();
    let mut out = RecordMatch::default();
    let mut groups = BTreeSet::new();
    let mut missing: Vec<&SkillDemand> = Vec::new();
    for demand in &quoted {
        let members: Vec<&&SkillDemand> = match demand.group {
            Some(group) if !groups.insert(group) => continue,
            Some(group) => quoted.iter().filter(|d| d.group == Some(group)).collect(),
            None => vec![demand],
        };
        let held = members.iter().any(|d| states.get(d.skill).is_held());
        let required = members.iter().any(|d| d.need == Need::Required);
        out.asked += 1;
        out.held += usize::from(held);
        out.required += usize::from(required);
        out.required_held += usize::from(held && required);
        if !held {
            missing.extend(members.into_iter().copied());
        }
    }
    missing.sort_by_key(|demand| std::cmp::Reverse(demand.need));
    out.missing = missing.iter().map(|demand| demand.skill).collect();
    out
}

/// Whether the record names a term that ESCO lacks, or a piece of evidence does.
pub fn has_worked_with(term: &str, profile: &Profile) -> bool {
    if profile.terms.contains_key(&name_key(term)) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let term = words(term);
    let names = |note: &str| {
        words(note)
            .windows(term.len().max(1))
            .any(|part| part == term)
    };
    profile
        .evidence
        .values()
        .any(|evidence| names(&evidence.note))
}
