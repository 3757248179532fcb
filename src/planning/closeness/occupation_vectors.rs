//! The skills and the titles of every occupation in meaning.

use std::panic::resume_unwind;

use super::skill_weights;
use crate::catalog::{Catalog, Occupation, OccupationIx};
use crate::meaning::{Sum, Table, Vector};

/// Two vectors an occupation. They are centred: the mean over all skills, or all titles, of the catalogue is taken off,
/// so that what all have in common makes none alike.
#[derive(Debug)]
pub(super) struct OccupationVectors {
    skills: Vec<Vector>,
    titles: Vec<Vector>,
}

impl OccupationVectors {
    /// None for a catalogue in a language that the table of words lacks.
    pub(super) fn new(catalog: &Catalog) -> Option<Self> {
        let table = Table::of_language(catalog.language())?;
        let titles = || catalog.occupations().map(|o| titles(table, o)).collect();
        // On all of ESCO each of the two takes longer than a frame, and a plan may wait for them.
        let (skills, titles) = std::thread::scope(|scope| {
            let titles = scope.spawn(|| centred(titles()));
            (skills(table, catalog), titles.join())
        });
        Some(Self {
            skills,
            titles: titles.unwrap_or_else(|panic| resume_unwind(panic)),
        })
    }

    pub(super) fn skills_cosine(&self, a: OccupationIx, b: OccupationIx) -> f64 {
        cosine(&self.skills, a, b)
    }

    pub(super) fn titles_cosine(&self, a: OccupationIx, b: OccupationIx) -> f64 {
        cosine(&self.titles, a, b)
    }
}

/// The vector of a label at length 1; of length 0 where the table has none of its words.
fn unit(table: &Table, label: &str) -> Sum {
    table.sum(label).unwrap_or_default().normalized()
}

/// Of each occupation the sum of its skills, each times its weight.
fn skills(table: &Table, catalog: &Catalog) -> Vec<Vector> {
    let mut sums = vec![Sum::default(); catalog.occupations().len()];
    let mut weights = vec![0.0; sums.len()];
    let mut mean = Sum::default();
    for skill in catalog.skills() {
        let vector = unit(table, skill.label());
        mean += &vector;
        for (occupation, weight) in skill_weights::of_skill(skill) {
            sums[occupation.index()].add(&vector, weight as f32);
            weights[occupation.index()] += weight as f32;
        }
    }
    let mean = mean.scaled(1.0 / catalog.skills().len().max(1) as f32);
    for (sum, weight) in sums.iter_mut().zip(weights) {
        sum.add(&mean, -weight);
    }
    sums.iter().map(Vector::from).collect()
}

/// The preferred label and the mean of the alternative ones.
fn titles(table: &Table, occupation: Occupation<'_>) -> Sum {
    let mut alternatives = Sum::default();
    let mut count = 0;
    for label in occupation.alternative_labels().iter() {
        alternatives += &unit(table, label);
        count += 1;
    }
    let mut sum = unit(table, occupation.label());
    sum.add(&alternatives, 1.0 / count.max(1) as f32);
    sum
}

fn centred(sums: Vec<Sum>) -> Vec<Vector> {
    let mut mean = Sum::default();
    for sum in &sums {
        mean.add(sum, 1.0 / sums.len() as f32);
    }
    let all = sums.into_iter().map(|sum| Vector::from(&(sum - &mean)));
    all.collect()
}

/// 0 to 1: what points away from each other is as little alike as what has nothing in common.
fn cosine(vectors: &[Vector], a: OccupationIx, b: OccupationIx) -> f64 {
    let cosine = vectors[a.index()].cosine(&vectors[b.index()]);
    f64::from(cosine.max(0.0))
}
