//! Where an occupation leads to: the moves of a person's graph, seen from where they start.

use super::measure::{Measure, Sum};

/// Finds where an occupation leads to; what it needs for that is kept from one to the next.
pub(super) struct Outward<'a> {
    measure: &'a Measure<'a>,
    /// What the start brings to each occupation. Nothing, between one and the next.
    brought: Vec<Sum>,
    /// The occupations to which it may bring something.
    met: Vec<u32>,
}

impl<'a> Outward<'a> {
    pub(super) fn new(measure: &'a Measure<'a>) -> Self {
        Self {
            measure,
            brought: vec![Sum::default(); measure.len()],
            met: Vec::new(),
        }
    }

    /// Calls `each` with every other occupation to which `u` brings something, and with what it brings.
    pub(super) fn brings(&mut self, u: usize, mut each: impl FnMut(u32, Sum)) {
        let Measure {
            flat,
            weights,
            gains,
            ..
        } = self.measure;
        // What the person said of the skills of a role held stands: it brings nothing more.
        if weights.holds[u] {
            return;
        }
        let needed = flat.essential.of(u).iter();
        let needed = needed.map(|s| (*s, gains[*s as usize].essential));
        let welcomed = flat.optional.of(u).iter();
        let welcomed = welcomed.map(|s| (*s, gains[*s as usize].optional));
        for (skill, gain) in needed.chain(welcomed) {
            if gain == Sum::default() {
                continue;
            }
            for v in flat.asked_by(skill).0 {
                let brought = &mut self.brought[*v as usize];
                if *brought == Sum::default() {
                    *brought = Sum::BEGUN;
                    self.met.push(*v);
                }
                *brought += gain;
            }
        }
        for v in self.met.drain(..) {
            let brought = std::mem::take(&mut self.brought[v as usize]);
            if v as usize != u {
                each(v, brought);
            }
        }
    }
}
