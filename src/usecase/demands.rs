//! What an advert asks for once the person has decided what its words mean.

use crate::adverts::{SkillDemand, Tier};
use crate::catalog::{Catalog, SkillIx};
use crate::market::Decisions;

/// A demand, and whether the person accepted it.
pub(super) struct Demand {
    pub(super) demand: SkillDemand,
    pub(super) is_accepted: bool,
}

/// The demands of an advert after the decisions: what was accepted is quoted, what was rejected is not asked for.
pub(super) fn decided(
    catalog: &Catalog,
    text: &str,
    demands: &[SkillDemand],
    decisions: &Decisions,
) -> Vec<Demand> {
    let decide = |demand: &SkillDemand| {
        let uri = catalog.skill(demand.skill).uri();
        let mut demand = demand.clone();
        let mut is_accepted = false;
        demand.spans.retain(|span| {
            let decision = decisions.get(span.of(text), uri);
            is_accepted |= decision == Some(true);
            decision != Some(false)
        });
        if is_accepted {
            demand.tier = Tier::Sure;
        }
        (!demand.spans.is_empty()).then_some(Demand {
            demand,
            is_accepted,
        })
    };
    demands.iter().filter_map(decide).collect()
}

/// Whether an advert asks for all of these skills in its own words, or in words that the person accepted.
pub(crate) fn quotes_all(
    catalog: &Catalog,
    text: &str,
    demands: &[SkillDemand],
    decisions: &Decisions,
    mut skills: impl Iterator<Item = SkillIx>,
) -> bool {
    let decided = decided(catalog, text, demands, decisions);
    let is_quoted = |skill| {
        let mut quoted = decided.iter().filter(|each| each.demand.tier == Tier::Sure);
        quoted.any(|each| each.demand.skill == skill)
    };
    skills.all(is_quoted)
}
