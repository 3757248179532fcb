//! What every skill adds for a person, in whole units, and when that makes a move feasible.
//!
//! Thousands of starts are added up for every occupation. Rarity points in whole units, with the hours saved in the same
//! word, take one addition each and the same sum in whatever order the skills come; what the units leave out is
//! bounded, and a sum that comes so near to the leap is added up once more as [`crate::planning::gap::coverage`] adds, so
//! that rounding never decides.

use std::ops::AddAssign;

use super::Limit;
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::route_search::person_weights::{LIKELY, PersonWeights, share};

/// Most units of an occupation: with the hours and the mark of [`Sum::BEGUN`] a sum fills a word.
const UNITS: f64 = (1_u32 << 30) as f64;

/// Hours stand in the lower half of a word: [`crate::planning::hours::MOST`] for 400,000 skills.
const HALF: u32 = 32;

/// Units of rarity points that a start brings, and hours that it saves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum(u64);

impl Sum {
    /// Nothing as yet, but begun: not the same as [`Self::default`].
    pub(super) const BEGUN: Self = Self(1 << 63);

    /// So many units and hours.
    fn new(points: f64, scale: f64, hours: u32) -> Self {
        // A skill that is essential nowhere may be rarer than all that any occupation asks for.
        let units = (points * scale).min(UNITS) as u64;
        Self(units << HALF | u64::from(hours))
    }

    /// Units, without what each skill had besides whole ones.
    pub(super) fn units(self) -> u32 {
        (self.0 >> HALF) as u32 & !(1 << 31)
    }

    /// Hours.
    pub(super) fn hours(self) -> u32 {
        self.0 as u32
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

/// What a skill adds where it is essential to the start, and where it is optional there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gains {
    pub(super) essential: Sum,
    pub(super) optional: Sum,
}

impl Gains {
    /// Whether nobody brings anything with it: mostly because the person holds it.
    pub(super) fn are_none(self) -> bool {
        self.essential == Sum::default() && self.optional == Sum::default()
    }
}

/// The moves of a person within a limit, as they are measured.
pub(in crate::planning) struct Measure<'a> {
    pub(super) flat: &'a FlatCatalog,
    pub(super) weights: &'a PersonWeights,
    least: f64,
    /// What each skill adds.
    pub(super) gains: Vec<Gains>,
    /// The same of the common skills, by their place.
    pub(super) common: Vec<Gains>,
    /// Units that a start must bring to be in question at all, by occupation.
    wanted: Vec<u32>,
}

impl<'a> Measure<'a> {
    /// The measure of a person's moves within a limit.
    pub(in crate::planning) fn new(
        flat: &'a FlatCatalog,
        weights: &'a PersonWeights,
        limit: Limit,
    ) -> Self {
        let least = limit.least();
        let most = flat.points.iter().copied().fold(0.0, f64::max);
        let scale = if most > 0.0 { UNITS / most } else { 1.0 };
        let of = |(skill, rarity): (u32, &f64)| {
            let weight = weights.weight[skill as usize];
            let (hours, lacking) = if weight < 1.0 {
                (flat.hours_of(skill), 1.0 - weight)
            } else {
                (0, 0.0)
            };
            let likely = if weights.rises[skill as usize] {
                LIKELY
            } else {
                0.0
            };
            Gains {
                essential: Sum::new(rarity * lacking, scale, hours),
                optional: Sum::new(rarity * likely, scale, 0),
            }
        };
        let gains: Vec<Gains> = (0..).zip(&flat.rarity).map(of).collect();
        let wanted = (0..flat.len()).map(|v| {
            let points = least * flat.points[v] - weights.covered[v];
            // Each skill of the occupation may have had a part of a unit besides; one unit more for rounding.
            let besides = flat.essential.of(v).len() as f64 + 1.0;
            (points * scale - besides).floor().max(0.0) as u32
        });
        Self {
            wanted: wanted.collect(),
            common: flat.common.iter().map(|s| gains[*s as usize]).collect(),
            flat,
            weights,
            least,
            gains,
        }
    }

    /// How many occupations there are.
    pub(in crate::planning) fn len(&self) -> usize {
        self.flat.len()
    }

    /// The person's own coverage of an occupation, 0 to 1.
    pub(in crate::planning) fn own(&self, v: usize) -> f64 {
        share(self.weights.covered[v], self.flat.points[v])
    }

    /// Whether the person's own skills open an occupation: then everybody leads there.
    pub(in crate::planning) fn is_open(&self, v: usize) -> bool {
        self.own(v) >= self.least
    }

    /// Units that a start must bring to be in question for an occupation; none where it is open.
    pub(super) fn wanted(&self, v: usize) -> u32 {
        self.wanted[v]
    }

    /// Whether the move from `u` to `v` is feasible; `u` brings `units`.
    pub(super) fn is_enough(&self, u: usize, v: usize, units: u32) -> bool {
        let wanted = self.wanted[v];
        // It lies as far below the leap as units may leave out; that far above it and a little, the answer is certain.
        let unsure = self.flat.essential.of(v).len() as u32 + 4;
        units >= wanted
            && (units - wanted >= unsure
                || self.weights.coverage_from(self.flat, u, v) >= self.least)
    }
}
