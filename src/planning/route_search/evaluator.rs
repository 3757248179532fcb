//! Evaluates a route: coverage and hours of each move with all earlier steps made, and without needless stops.
//!
//! Whoever follows a route holds the essential skills of the start and of every stop behind them; the graph, which
//! judges each move on the occupation before it alone, is stricter. In these figures no stop is ever free: it brings
//! skills that would be paid for later at the same price, and costs its move besides.

use crate::catalog::{OccupationIx, SkillIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::hours::MOVE;
use crate::planning::route_search::person_weights::{LIKELY, PersonWeights, share};

/// A route with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteCost {
    /// Its occupations, start and goal included.
    pub occupations: Vec<OccupationIx>,
    /// Coverage on arrival of each move, 0 to 1.
    pub coverage: Vec<f64>,
    /// Hours of each move.
    pub hours: Vec<u32>,
}

impl RouteCost {
    /// Hours of the whole route.
    pub fn total(&self) -> u32 {
        self.hours.iter().sum()
    }

    /// The lowest coverage on arrival; 1 for a route without moves.
    pub fn weakest(&self) -> f64 {
        self.coverage.iter().copied().fold(1.0, f64::min)
    }

    /// Its occupations in the catalogue's order: two routes over the same ones are one.
    pub fn set(&self) -> Vec<OccupationIx> {
        let mut out = self.occupations.clone();
        out.sort_unstable();
        out
    }
}

/// Evaluates routes that begin in one place.
pub struct Evaluator<'a> {
    flat: &'a FlatCatalog,
    rises: Vec<bool>,
    weight: Vec<f64>,
    /// What the weights were before the route that is being evaluated.
    before: Vec<(u32, f64)>,
}

impl<'a> Evaluator<'a> {
    /// Routes of a person that begin in `from`.
    pub fn new(flat: &'a FlatCatalog, weights: &PersonWeights, from: OccupationIx) -> Self {
        let mut out = Self {
            flat,
            rises: weights.rises.clone(),
            weight: weights.weight.clone(),
            before: Vec::new(),
        };
        if !weights.holds[from.index()] {
            out.arrive(from.index());
        }
        out
    }

    /// What a skill weighs at the start: 1 held, ½ likely, else 0.
    pub(in crate::planning) fn weight(&self, skill: SkillIx) -> f64 {
        self.weight[skill.index()]
    }

    /// The route with its figures.
    pub fn evaluate(&mut self, occupations: &[OccupationIx]) -> RouteCost {
        self.before.clear();
        let mut cost = RouteCost {
            occupations: occupations.to_vec(),
            coverage: Vec::new(),
            hours: Vec::new(),
        };
        for occupation in occupations.iter().skip(1).map(|o| o.index()) {
            let (mut covered, mut hours) = (0.0, MOVE);
            for skill in self.flat.essential.of(occupation) {
                let weight = self.weight[*skill as usize];
                covered += self.flat.rarity[*skill as usize] * weight;
                if weight < 1.0 {
                    hours += self.flat.hours_of(*skill);
                }
            }
            cost.coverage
                .push(share(covered, self.flat.points[occupation]));
            cost.hours.push(hours);
            self.arrive(occupation);
        }
        while let Some((skill, weight)) = self.before.pop() {
            self.weight[skill as usize] = weight;
        }
        cost
    }

    /// The route without the stops that it does not need: as long as one can be left out so that every move stays within
    /// the least coverage and the whole costs no more, the one that saves most is. Stops in `kept` stay.
    pub fn drop_stops(
        &mut self,
        mut cost: RouteCost,
        least: f64,
        kept: &[OccupationIx],
    ) -> RouteCost {
        loop {
            let stops = 1..cost.occupations.len().saturating_sub(1);
            let mut best: Option<RouteCost> = None;
            for at in stops.filter(|at| !kept.contains(&cost.occupations[*at])) {
                let mut fewer = cost.occupations.clone();
                fewer.remove(at);
                let other = self.evaluate(&fewer);
                let costs_no_more = other.total() <= cost.total();
                let is_better = best.as_ref().is_none_or(|b| {
                    (other.total(), &other.occupations) < (b.total(), &b.occupations)
                });
                if other.weakest() >= least && costs_no_more && is_better {
                    best = Some(other);
                }
            }
            match best {
                Some(shorter) => cost = shorter,
                None => return cost,
            }
        }
    }

    fn arrive(&mut self, occupation: usize) {
        let essential = self.flat.essential.of(occupation).iter().map(|s| (*s, 1.0));
        let optional = self.flat.optional.of(occupation).iter();
        let rising = optional
            .filter(|s| self.rises[**s as usize])
            .map(|s| (*s, LIKELY));
        for (skill, weight) in essential.chain(rising) {
            let known = &mut self.weight[skill as usize];
            if *known < weight {
                self.before.push((skill, *known));
                *known = weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::planning::gap;
    use crate::planning::testing::{flat, made};

    proptest! {
        #[test]
        fn the_figures_are_those_of_arriving_step_by_step(made in made(), path in prop::collection::vec(0_u32..3, 2..5)) {
            let catalog = made.catalog();
            let flat = flat(&catalog);
            let (states, roles) = (made.states(&catalog), made.roles());
            let weights = PersonWeights::new(&flat, &catalog, &states, &roles);
            let path: Vec<OccupationIx> = path.into_iter().map(OccupationIx).collect();
            let mut evaluator = Evaluator::new(&flat, &weights, path[0]);
            let cost = evaluator.evaluate(&path);
            // Evaluating one route leaves no trace on the next.
            prop_assert_eq!(&evaluator.evaluate(&path), &cost);

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
        fn no_stop_is_left_that_could_go(made in made(), least in prop::sample::select(vec![0.0, 0.25, 0.45])) {
            let catalog = made.catalog();
            let flat = flat(&catalog);
            let weights = PersonWeights::new(&flat, &catalog, &made.states(&catalog), &made.roles());
            let path: Vec<OccupationIx> = catalog.occupations().map(|o| o.ix).collect();
            let mut evaluator = Evaluator::new(&flat, &weights, path[0]);
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
