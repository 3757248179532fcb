//! Evaluates a route: coverage and hours of each move with all earlier steps counted; drops redundant stops.
//!
//! A person on a route holds the essential skills of the start and of every stop behind them; the graph, which judges each
//! move on the occupation before it alone, is stricter. No stop is free in these figures: the skills that it brings take
//! as many hours as they would later, and its move comes on top.

use crate::catalog::{OccupationIx, SkillIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::hours::MOVE;
use crate::planning::route_search::person_weights::{LIKELY, PersonWeights, coverage};

/// A route with its figures.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::planning) struct RouteCost {
    /// Its occupations, start and goal included.
    pub(in crate::planning) occupations: Vec<OccupationIx>,
    /// Coverage on arrival of each move, 0 to 1.
    pub(in crate::planning) coverage: Vec<f64>,
    /// Hours of each move.
    pub(in crate::planning) hours: Vec<u32>,
}

impl RouteCost {
    /// Hours of the whole route.
    pub(in crate::planning) fn total(&self) -> u32 {
        self.hours.iter().sum()
    }

    /// The lowest coverage on arrival; 1 for a route without moves.
    pub(in crate::planning) fn weakest(&self) -> f64 {
        self.coverage.iter().copied().fold(1.0, f64::min)
    }

    /// Its occupations in the catalogue's order: two routes over the same ones are one.
    pub(in crate::planning) fn set(&self) -> Vec<OccupationIx> {
        let mut out = self.occupations.clone();
        out.sort_unstable();
        out
    }
}

/// Evaluates a person's routes that begin in one occupation.
pub(in crate::planning) struct Evaluator<'a> {
    flat: &'a FlatCatalog,
    becomes_likely: &'a [bool],
    /// What each skill weighs in the first occupation.
    weight: Vec<f64>,
}

impl<'a> Evaluator<'a> {
    pub(in crate::planning) fn new(
        flat: &'a FlatCatalog,
        weights: &'a PersonWeights,
        from: OccupationIx,
    ) -> Self {
        let mut out = Self {
            flat,
            becomes_likely: &weights.becomes_likely,
            weight: Vec::new(),
        };
        let mut weight = weights.weight.clone();
        if !weights.is_role_held[from.index()] {
            out.arrive(from, &mut weight);
        }
        out.weight = weight;
        out
    }

    /// What a skill weighs at the start: 1 held, ½ likely, else 0.
    pub(in crate::planning) fn weight(&self, skill: SkillIx) -> f64 {
        self.weight[skill.index()]
    }

    /// The cost of a route over these occupations.
    pub(in crate::planning) fn evaluate(&self, occupations: &[OccupationIx]) -> RouteCost {
        let mut weight = self.weight.clone();
        let mut cost = RouteCost {
            occupations: occupations.to_vec(),
            coverage: Vec::new(),
            hours: Vec::new(),
        };
        for occupation in occupations.iter().skip(1) {
            let (mut covered, mut hours) = (0.0, MOVE);
            for skill in self.flat.essential.of(occupation.index()) {
                let weight = weight[*skill as usize];
                covered += self.flat.rarity[*skill as usize] * weight;
                if weight < 1.0 {
                    hours += self.flat.hours_of(*skill);
                }
            }
            let points = self.flat.points[occupation.index()];
            cost.coverage.push(coverage(covered, points));
            cost.hours.push(hours);
            self.arrive(*occupation, &mut weight);
        }
        cost
    }

    /// The route without redundant stops: as long as one can be left out so that every move keeps the least coverage and
    /// the whole takes no more hours, the one that saves most is. Stops in `kept` stay.
    pub(in crate::planning) fn drop_stops(
        &self,
        mut cost: RouteCost,
        least: f64,
        kept: &[OccupationIx],
    ) -> RouteCost {
        loop {
            let stops = 1..cost.occupations.len().saturating_sub(1);
            let stops = stops.filter(|at| !kept.contains(&cost.occupations[*at]));
            let shorter = stops.map(|at| {
                let mut fewer = cost.occupations.clone();
                fewer.remove(at);
                self.evaluate(&fewer)
            });
            let best = shorter
                .filter(|other| other.weakest() >= least && other.total() <= cost.total())
                .min_by_key(|other| (other.total(), other.occupations.clone()));
            match best {
                Some(shorter) => cost = shorter,
                None => return cost,
            }
        }
    }

    /// Raises the weights to those after arrival in an occupation.
    fn arrive(&self, occupation: OccupationIx, weights: &mut [f64]) {
        for skill in self.flat.optional.of(occupation.index()) {
            let weight = &mut weights[*skill as usize];
            if self.becomes_likely[*skill as usize] {
                *weight = weight.max(LIKELY);
            }
        }
        for skill in self.flat.essential.of(occupation.index()) {
            weights[*skill as usize] = 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::planning::gap;
    use crate::planning::testing::{flat, samples};

    proptest! {
        #[test]
        fn the_figures_are_those_of_arriving_step_by_step(sample in samples(), path in prop::collection::vec(0_u32..3, 2..5)) {
            let catalog = sample.catalog();
            let flat = flat(&catalog);
            let (states, roles) = (sample.states(&catalog), sample.roles());
            let weights = PersonWeights::new(&flat, &catalog, &states, &roles);
            let path: Vec<OccupationIx> = path.into_iter().map(OccupationIx).collect();
            let evaluator = Evaluator::new(&flat, &weights, path[0]);
            let cost = evaluator.evaluate(&path);

            let mut supposed = states;
            if !roles.contains(&path[0]) {
                gap::arrive(&catalog, &mut supposed, path[0]);
            }
            for (at, stop) in path[1..].iter().enumerate() {
                let gap = gap::gap(&catalog, &supposed, *stop);
                prop_assert_eq!(cost.coverage[at].to_bits(), gap.coverage.to_bits());
                prop_assert_eq!(cost.hours[at], MOVE + flat.hours.sum(&gap.essential.missing));
                gap::arrive(&catalog, &mut supposed, *stop);
            }
        }

        #[test]
        fn no_stop_is_left_that_could_go(sample in samples(), least in prop::sample::select(vec![0.0, 0.25, 0.45])) {
            let catalog = sample.catalog();
            let flat = flat(&catalog);
            let weights = PersonWeights::new(&flat, &catalog, &sample.states(&catalog), &sample.roles());
            let path: Vec<OccupationIx> = catalog.occupations().map(|o| o.ix).collect();
            let evaluator = Evaluator::new(&flat, &weights, path[0]);
            let cost = evaluator.evaluate(&path);
            let total = cost.total();
            let short = evaluator.drop_stops(cost, least, &[path[1]]);
            prop_assert!(short.total() <= total && short.occupations.contains(&path[1]));
            for at in 1..short.occupations.len() - 1 {
                if short.occupations[at] != path[1] {
                    let mut fewer = short.occupations.clone();
                    fewer.remove(at);
                    prop_assert!(evaluator.evaluate(&fewer).weakest() < least);
                }
            }
        }
    }
}
