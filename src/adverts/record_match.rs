//! An advert and a person: what of the quoted skills they hold, and which conditions their record shows met.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::conditions::Condition;
use super::context::Need;
use super::demands::{SkillDemand, Tier};
use crate::catalog::{Catalog, SkillIx};
use crate::profile::{Claim, ConditionKind, Profile, States};
use crate::text::fold;

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Met {
    Yes,
    No,
    /// The record does not say it.
    Unknown,
}

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

/// Whether the record shows a condition met: a language by a claim, years by the dates of roles. What it does not say is
/// unknown.
pub fn is_met(condition: &Condition, catalog: &Catalog, profile: &Profile, today: Date) -> Met {
    match condition.kind {
        ConditionKind::Language => language(condition, catalog, profile),
        ConditionKind::Years => years(condition, profile, today),
        _ => Met::Unknown,
    }
}

/// Whether the person's evidence names a term that ESCO lacks.
pub fn has_worked_with(term: &str, profile: &Profile) -> bool {
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

fn language(condition: &Condition, catalog: &Catalog, profile: &Profile) -> Met {
    let claim = |name: &String| {
        let skills = catalog.skills().filter(|skill| skill.label() == name);
        let mut marks = skills.filter_map(|skill| profile.skills.get(skill.uri()));
        marks.next().map(|mark| mark.claim)
    };
    let claims: Vec<Option<Claim>> = condition.names.iter().map(claim).collect();
    let held = |claim: &Option<Claim>| *claim == Some(Claim::Held);
    let denied = |claim: &Option<Claim>| claim.is_some_and(|claim| claim != Claim::Held);
    if claims.iter().any(held) {
        Met::Yes
    } else if !claims.is_empty() && claims.iter().all(denied) {
        Met::No
    } else {
        Met::Unknown
    }
}

/// Somebody whose dated roles are together shorter than what is asked for cannot show it. Whether longer ones were of
/// that kind only they can say.
fn years(condition: &Condition, profile: &Profile, today: Date) -> Met {
    let Some(asked) = condition.years else {
        return Met::Unknown;
    };
    let undated =
        profile.roles_held.is_empty() || profile.roles_held.iter().any(|role| role.from.is_none());
    if undated {
        return Met::Unknown;
    }
    let starts = profile.roles_held.iter().filter_map(|role| role.from);
    let first = starts.min().unwrap_or(today);
    let days = first
        .until(today)
        .map_or(0, |span| i64::from(span.get_days()));
    if days < i64::from(asked) * 365 {
        Met::No
    } else {
        Met::Unknown
    }
}
