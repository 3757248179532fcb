//! The moves into and out of single occupations, found when they are asked for and kept: where a question touches few
//! of them, the whole graph would be most of the work.

use super::inward::Inward;
use super::measure::Measure;
use super::outward::Outward;

/// Moves seen from one end: the other end, and the coverage on arrival.
type Row = Box<[(u32, f64)]>;

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
        let own = (0..measure.len()).map(|v| (v as u32, measure.own(v)));
        Self {
            measure,
            inward: Inward::new(measure),
            outward: Outward::new(measure),
            into: vec![None; measure.len()],
            out_of: vec![None; measure.len()],
            open: own.filter(|(v, _)| measure.is_open(*v as usize)).collect(),
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

    /// The occupations that the person's own skills open: everybody leads there. With what those skills cover.
    pub(in crate::planning) fn open(&self) -> &[(u32, f64)] {
        &self.open
    }

    /// The person's own coverage of `v`, if that opens it.
    pub(in crate::planning) fn opened(&self, v: usize) -> Option<f64> {
        self.measure.is_open(v).then(|| self.measure.own(v))
    }

    /// Who leads to `v`. Where it is open everybody does: those are listed who bring something to it.
    pub(in crate::planning) fn to(&mut self, v: usize) -> &[(u32, f64)] {
        let Self {
            measure,
            inward,
            into,
            looked_at,
            ..
        } = self;
        into[v].get_or_insert_with(|| {
            *looked_at += 1;
            let mut row = Vec::new();
            inward.to(v, |u, brought| {
                row.push((u, measure.coverage(v, brought.units())));
            });
            row.into()
        })
    }

    /// Where `u` leads to. Of what is open that is listed to which it brings something.
    pub(in crate::planning) fn from(&mut self, u: usize) -> &[(u32, f64)] {
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
                let (place, units) = (v as usize, brought.units());
                if measure.is_enough(u, place, units) {
                    row.push((v, measure.coverage(place, units)));
                }
            });
            row.into()
        })
    }

    /// Coverage of every occupation for somebody who comes from `u`, thinkable or not.
    pub(in crate::planning) fn all_from(&mut self, u: usize) -> Vec<f64> {
        let mut out: Vec<f64> = (0..self.len()).map(|v| self.measure.own(v)).collect();
        let measure = self.measure;
        self.outward.brings(u, |v, brought| {
            out[v as usize] = measure.coverage(v as usize, brought.units());
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::OccupationIx;
    use crate::planning::network::{Limit, Network};
    use crate::planning::standing::Standing;
    use crate::planning::testing::{ground, made};

    proptest! {
        #[test]
        fn both_ends_see_the_moves_of_the_graph(made in made(), limit in prop::sample::select(Limit::ALL.to_vec())) {
            let catalog = made.catalog();
            let ground = ground(&catalog);
            let standing = Standing::new(&ground, &catalog, &made.states(&catalog), &made.roles());
            let network = Network::new(&ground, &standing, limit);
            let measure = Measure::new(&ground, &standing, limit);
            let mut around = Around::new(&measure);
            let all = 0..ground.len() as u32;
            let mut inward = Vec::new();
            for v in all.clone() {
                inward.extend(around.to(v as usize).iter().map(|(u, c)| (*u, v, c.to_bits())));
            }
            inward.sort_unstable();
            let mut outward = Vec::new();
            for u in all {
                let row = around.from(u as usize).to_vec();
                outward.extend(row.iter().map(|(v, c)| (u, *v, c.to_bits())));
                // What is measured for any move at all is as good as the definition.
                for (v, measured) in around.all_from(u as usize).into_iter().enumerate() {
                    let exact = standing.coverage_from(&ground, u as usize, v);
                    prop_assert!(u as usize == v || (measured - exact).abs() < 1e-6);
                }
                let moves = network.moves(&ground, &standing, OccupationIx(u));
                let mut seen: Vec<u32> = row.iter().chain(around.open()).map(|(v, _)| *v).collect();
                seen.retain(|v| *v != u);
                seen.sort_unstable();
                seen.dedup();
                prop_assert!(moves.iter().map(|(to, _)| to.0).eq(seen));
            }
            outward.sort_unstable();
            // To the last bit: whoever compares them must not see a difference that is none.
            prop_assert_eq!(inward, outward);
        }
    }
}
