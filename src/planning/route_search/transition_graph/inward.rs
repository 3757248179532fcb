//! Who leads to an occupation: the moves of a person's graph, seen from where they end.
//!
//! Nearly all pairs of occupations share too little, so most are never looked at. Coverage of v from the person alone
//! is known; what u must add to it is a sum over skills they share. If all of v's commoner skills together cannot add
//! that much, u must share one of the rarer ones: only those lists are walked (prefix filtering, as in joins of
//! similar sets), and what is left is completed from bits.

use super::measure::{Gains, Measure, Sum};

/// Finds who leads to an occupation; what it needs for that is kept from one to the next.
pub(super) struct Inward<'a> {
    measure: &'a Measure<'a>,
    /// What each start brings to the occupation that is asked about. Nothing, between one and the next.
    brought: Vec<Sum>,
    /// The starts that were met.
    met: Vec<u32>,
    /// Those of them that are in question.
    possible: Vec<u32>,
    /// The skills with which somebody brings something.
    skills: Vec<(u32, Gains)>,
    /// Which common skills are still to be added.
    asked: Vec<Asked>,
}

/// Common skills of an occupation that share a 64-bit word of bits.
struct Asked {
    /// The word's place.
    word: usize,
    /// Their bits; never 0.
    bits: u64,
    /// What they bring at most, in units.
    units: u32,
}

impl<'a> Inward<'a> {
    pub(super) fn new(measure: &'a Measure<'a>) -> Self {
        Self {
            measure,
            brought: vec![Sum::default(); measure.len()],
            met: Vec::new(),
            possible: Vec::new(),
            skills: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Calls `each` with every start of a move to `v` that brings something to it, and with what it brings. Others lead there
    /// only where the person's own skills open it.
    pub(super) fn to(&mut self, v: usize, mut each: impl FnMut(u32, Sum)) {
        let Measure {
            flat,
            weights,
            gains,
            ..
        } = self.measure;
        let wanted = self.measure.wanted(v);
        let skills = flat.by_use.of(v).iter();
        let skills = skills.map(|s| (*s, gains[*s as usize]));
        self.skills.clear();
        self.skills.extend(skills.filter(|(_, g)| !g.are_none()));
        let mut rest: u32 = self.skills.iter().map(|(_, g)| g.essential.units()).sum();
        let mut at = 0;
        while at < self.skills.len() && rest >= wanted {
            let (skill, gains) = self.skills[at];
            rest -= gains.essential.units();
            self.walk(skill, gains);
            at += 1;
        }
        let (brought, holds) = (&self.brought, &weights.holds);
        let in_question = |u: &u32| {
            let place = *u as usize;
            brought[place].units() + rest >= wanted && place != v && !holds[place]
        };
        self.possible.clear();
        self.possible
            .extend(self.met.iter().copied().filter(in_question));
        self.asked.clear();
        for at in at..self.skills.len() {
            let (skill, gains) = self.skills[at];
            match flat.place(skill) {
                None => self.complete(skill, gains),
                Some(place) => self.ask(place as usize, gains.essential.units()),
            }
        }
        self.complete_common(wanted);
        for u in &self.possible {
            let sum = self.brought[*u as usize];
            if self.measure.is_enough(*u as usize, v, sum.units()) {
                each(*u, sum);
            }
        }
        for u in self.met.drain(..) {
            self.brought[u as usize] = Sum::default();
        }
    }

    /// Adds a skill for everybody who asks for it.
    fn walk(&mut self, skill: u32, gains: Gains) {
        let (needed, welcomed) = self.measure.flat.asked_by(skill);
        for (list, gain) in [(needed, gains.essential), (welcomed, gains.optional)] {
            if gain == Sum::default() {
                continue;
            }
            for u in list {
                let brought = &mut self.brought[*u as usize];
                if *brought == Sum::default() {
                    *brought = Sum::BEGUN;
                    self.met.push(*u);
                }
                *brought += gain;
            }
        }
    }

    /// Adds a skill that few ask for, for those who were met.
    fn complete(&mut self, skill: u32, gains: Gains) {
        let (needed, welcomed) = self.measure.flat.asked_by(skill);
        for (list, gain) in [(needed, gains.essential), (welcomed, gains.optional)] {
            for u in list {
                let brought = &mut self.brought[*u as usize];
                if *brought != Sum::default() {
                    *brought += gain;
                }
            }
        }
    }

    /// Notes a common skill that is still to be added.
    fn ask(&mut self, place: usize, units: u32) {
        let (word, bit) = (place / 64, 1 << (place % 64));
        // The skills come by how many ask for them, and so do their places.
        match self.asked.last_mut() {
            Some(last) if last.word == word => {
                last.bits |= bit;
                last.units += units;
            }
            _ => self.asked.push(Asked {
                word,
                bits: bit,
                units,
            }),
        }
    }

    /// Adds the common skills that were noted, for those who are still in question: the rarer ones first, which bring more,
    /// and no others once all of them would not be enough.
    fn complete_common(&mut self, wanted: u32) {
        let Measure { flat, common, .. } = self.measure;
        let all: u32 = self.asked.iter().map(|asked| asked.units).sum();
        for u in &self.possible {
            let asks = flat.asks(*u as usize);
            let brought = &mut self.brought[*u as usize];
            let (mut sum, mut rest) = (*brought, all);
            for asked in &self.asked {
                if sum.units() + rest < wanted {
                    // What is not added now, hours too, is never asked for: the sum stays below what is wanted.
                    break;
                }
                rest -= asked.units;
                let [needs, welcomes] = asks[asked.word];
                for place in places(asked.word, needs & asked.bits) {
                    sum += common[place].essential;
                }
                for place in places(asked.word, welcomes & asked.bits) {
                    sum += common[place].optional;
                }
            }
            *brought = sum;
        }
    }
}

/// The places of the bits in a word.
fn places(word: usize, mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| word * 64 + bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}
