//! The moves into and out of single occupations, found when they are asked for and kept: where a question touches few
//! of them, the whole graph would be most of the work.

use super::inward::Inward;
use super::measure::Measure;
use super::outward::Outward;

/// The other ends of the moves of one occupation.
type Row = Box<[u32]>;

/// A person's graph, as far as it was looked at.
pub(in crate::planning) struct Around<'a> {
    measure: &'a Measure<'a>,
    inward: Inward<'a>,
    outward: Outward<'a>,
    into: Vec<Option<Row>>,
    out_of: Vec<Option<Row>>,
    open: Row,
    looked_at: usize,
}

impl<'a> Around<'a> {
    /// Nothing was looked at yet.
    pub(in crate::planning) fn new(measure: &'a Measure<'a>) -> Self {
        let all = 0..measure.len() as u32;
        Self {
            measure,
            inward: Inward::new(measure),
            outward: Outward::new(measure),
            into: vec![None; measure.len()],
            out_of: vec![None; measure.len()],
            open: all.filter(|v| measure.is_open(*v as usize)).collect(),
            looked_at: 0,
        }
    }

    /// How many occupations there are.
    pub(in crate::planning) fn len(&self) -> usize {
        self.measure.len()
    }

    /// Of how many occupations moves were looked for, one direction each.
    pub(in crate::planning) fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// The occupations that the person's own skills open: everybody leads there.
    pub(in crate::planning) fn open(&self) -> &[u32] {
        &self.open
    }

    /// Whether the person's own skills open `v`.
    pub(in crate::planning) fn is_open(&self, v: usize) -> bool {
        self.measure.is_open(v)
    }

    /// Who leads to `v`. Where it is open everybody does: those are listed who bring something to it.
    pub(in crate::planning) fn to(&mut self, v: usize) -> &[u32] {
        let Self {
            inward,
            into,
            looked_at,
            ..
        } = self;
        into[v].get_or_insert_with(|| {
            *looked_at += 1;
            let mut row = Vec::new();
            inward.to(v, |u, _| row.push(u));
            row.into()
        })
    }

    /// Where `u` leads to, and what is open: together every feasible move out of `u`.
    pub(in crate::planning) fn row_and_open(&mut self, u: usize) -> (&[u32], &[u32]) {
        self.from(u);
        (self.out_of[u].as_deref().unwrap_or_default(), &self.open)
    }

    /// Where `u` leads to. Of what is open that is listed to which it brings something.
    pub(in crate::planning) fn from(&mut self, u: usize) -> &[u32] {
        let Self {
            measure,
            outward,
            out_of,
            looked_at,
            ..
        } = self;
        out_of[u].get_or_insert_with(|| {
            *looked_at += 1;
            let mut row = Vec::new();
            outward.brings(u, |v, brought| {
                if measure.is_enough(u, v as usize, brought.units()) {
                    row.push(v);
                }
            });
            row.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::OccupationIx;
    use crate::planning::route_search::person_weights::PersonWeights;
    use crate::planning::route_search::transition_graph::{Limit, TransitionGraph};
    use crate::planning::testing::{flat, made};

    proptest! {
        #[test]
        fn both_ends_see_the_moves_of_the_graph(made in made(), limit in prop::sample::select(Limit::ALL.to_vec())) {
            let catalog = made.catalog();
            let flat = flat(&catalog);
            let weights = PersonWeights::new(&flat, &catalog, &made.states(&catalog), &made.roles());
            let graph = TransitionGraph::new(&flat, &weights, limit);
            let measure = Measure::new(&flat, &weights, limit);
            let mut around = Around::new(&measure);
            let all = 0..flat.len() as u32;
            let mut inward = Vec::new();
            for v in all.clone() {
                inward.extend(around.to(v as usize).iter().map(|u| (*u, v)));
            }
            inward.sort_unstable();
            let mut outward = Vec::new();
            for u in all {
                let row = around.from(u as usize).to_vec();
                outward.extend(row.iter().map(|v| (u, *v)));
                let moves = graph.moves(&flat, &weights, OccupationIx(u));
                let mut seen: Vec<u32> = row.iter().chain(around.open()).copied().collect();
                seen.retain(|v| *v != u);
                seen.sort_unstable();
                seen.dedup();
                prop_assert!(moves.iter().map(|(to, _)| to.0).eq(seen));
            }
            outward.sort_unstable();
            prop_assert_eq!(inward, outward);
        }
    }
}
