//! What an advert asks for once the person has decided what its words mean.

use crate::adverts::{SkillDemand, Tier};
use crate::catalog::{Catalog, SkillIx};
use crate::market::Decisions;
use crate::posting::Span;

/// A demand, and whether the person accepted it.
pub(super) struct Demand {
    pub(super) demand: SkillDemand,
    pub(super) is_accepted: bool,
}

/// Whether an advert's own words name a skill: it stays quoted, and there is nothing to decide.
pub(crate) fn stays_quoted(tier: Tier, is_accepted: bool) -> bool {
    tier == Tier::Sure && !is_accepted
}

/// Whether the person accepted words that show a skill.
pub(crate) fn is_accepted(
    catalog: &Catalog,
    text: &str,
    demand: &SkillDemand,
    decisions: &Decisions,
) -> bool {
    let uri = catalog.skill(demand.skill).uri();
    let mut spans = demand.spans.iter();
    spans.any(|span| decisions.get(span.of(text), uri) == Some(true))
}

/// The demands of an advert after the decisions: what was accepted is quoted, what was rejected is not asked for,
/// unless the advert's own words name it.
pub(super) fn decided(
    catalog: &Catalog,
    text: &str,
    demands: &[SkillDemand],
    decisions: &Decisions,
) -> Vec<Demand> {
    let decide = |demand| decide(catalog, text, demand, decisions);
    demands.iter().filter_map(decide).collect()
}

fn decide(
    catalog: &Catalog,
    text: &str,
    demand: &SkillDemand,
    decisions: &Decisions,
) -> Option<Demand> {
    // Without decisions no words are looked at, which takes a walk over the text for each place.
    let is_accepted = !decisions.is_empty() && is_accepted(catalog, text, demand, decisions);
    let mut demand = demand.clone();
    if demand.tier == Tier::Maybe && !decisions.is_empty() {
        let uri = catalog.skill(demand.skill).uri();
        let is_rejected = |span: &Span| decisions.get(span.of(text), uri) == Some(false);
        demand.spans.retain(|span| !is_rejected(span));
    }
    if is_accepted {
        demand.tier = Tier::Sure;
    }
    (!demand.spans.is_empty()).then_some(Demand {
        demand,
        is_accepted,
    })
}

/// Whether an advert asks for all of these skills in its own words, or in words that the person accepted.
pub(crate) fn quotes_all(
    catalog: &Catalog,
    text: &str,
    demands: &[SkillDemand],
    decisions: &Decisions,
    mut skills: impl Iterator<Item = SkillIx>,
) -> bool {
    let is_quoted = |skill| {
        let mut of_skill = demands.iter().filter(|demand| demand.skill == skill);
        of_skill.any(|demand| {
            let decided = decide(catalog, text, demand, decisions);
            decided.is_some_and(|decided| decided.demand.tier == Tier::Sure)
        })
    };
    skills.all(is_quoted)
}
