//! How close two occupations are.

use std::cmp::Ordering;

use itertools::Itertools as _;

use crate::catalog::{Catalog, OccupationIx, SkillIx};

/// The weight of an optional skill; that of an essential one is 1.
const OPTIONAL: f64 = 0.5;

/// Rarity-weighted cosine of the skills of two occupations, essential skills at 1 and optional ones at ½; 0 to 1.
/// The cosine of `tf-idf` vectors (Salton and Buckley 1988), the relation in the place of the term's frequency.
pub fn closeness(catalog: &Catalog, a: OccupationIx, b: OccupationIx) -> f64 {
    let dot = weights(catalog, a).map(|(skill, weight)| weight * weight_in(catalog, b, skill));
    cosine(dot.sum(), norm(catalog, a), norm(catalog, b))
}

/// Every other occupation with its closeness, the closest first; equal ones by code.
pub fn closest(catalog: &Catalog, to: OccupationIx) -> Vec<(OccupationIx, f64)> {
    let mut out: Vec<_> = scored(catalog, to).collect();
    out.sort_unstable_by(|a, b| order(catalog, a, b));
    out
}

/// The `count` closest of them, without sorting the rest.
pub fn nearest(catalog: &Catalog, to: OccupationIx, count: usize) -> Vec<(OccupationIx, f64)> {
    let all = scored(catalog, to);
    all.k_smallest_by(count, |a, b| order(catalog, a, b))
        .collect()
}

/// The closer first; of equals the one with the smaller code.
fn order(catalog: &Catalog, a: &(OccupationIx, f64), b: &(OccupationIx, f64)) -> Ordering {
    let code = |ix: OccupationIx| catalog.occupation(ix).code();
    b.1.total_cmp(&a.1).then_with(|| code(a.0).cmp(code(b.0)))
}

/// Every other occupation with its closeness, in the catalogue's order. Shared weights are added up skill by skill, over
/// the occupations that ask for the skill.
fn scored(catalog: &Catalog, to: OccupationIx) -> impl Iterator<Item = (OccupationIx, f64)> {
    let mut dots = vec![0.0; catalog.occupations().len()];
    for (skill, weight) in weights(catalog, to) {
        let skill = catalog.skill(skill);
        let product = weight * skill.rarity();
        for occupation in skill.essential_for() {
            dots[occupation.index()] += product;
        }
        for occupation in skill.optional_only_for() {
            dots[occupation.index()] += product * OPTIONAL;
        }
    }
    let here = norm(catalog, to);
    let all = catalog
        .occupations()
        .zip(dots)
        .filter(move |(o, _)| o.ix != to);
    all.map(move |(o, dot)| {
        let there = if dot > 0.0 { norm(catalog, o.ix) } else { 0.0 };
        (o.ix, cosine(dot, here, there))
    })
}

/// The weight of each skill of an occupation: its rarity, half of it where the skill is optional only.
fn weights(catalog: &Catalog, occupation: OccupationIx) -> impl Iterator<Item = (SkillIx, f64)> {
    let occupation = catalog.occupation(occupation);
    let rarity = |skill: SkillIx| catalog.skill(skill).rarity();
    let essential = occupation.essential().iter().map(move |s| (*s, rarity(*s)));
    let optional = occupation
        .optional_only()
        .map(move |s| (s, rarity(s) * OPTIONAL));
    essential.chain(optional)
}

fn weight_in(catalog: &Catalog, occupation: OccupationIx, skill: SkillIx) -> f64 {
    let occupation = catalog.occupation(occupation);
    let rarity = catalog.skill(skill).rarity();
    if occupation.requires(skill) {
        rarity
    } else if occupation.accepts(skill) {
        rarity * OPTIONAL
    } else {
        0.0
    }
}

fn norm(catalog: &Catalog, occupation: OccupationIx) -> f64 {
    weights(catalog, occupation)
        .map(|(_, w)| w * w)
        .sum::<f64>()
        .sqrt()
}

fn cosine(dot: f64, a: f64, b: f64) -> f64 {
    let both = a * b;
    if both == 0.0 {
        0.0
    } else {
        (dot / both).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;

    #[test]
    fn the_closest_to_ciso_are_of_its_field() {
        let ciso = CATALOG.goal().unwrap();
        let closest: Vec<_> = closest(&CATALOG, ciso)
            .iter()
            .take(3)
            .map(|(o, _)| CATALOG.occupation(*o).code())
            .collect();
        assert!(closest.contains(&"2529.8"), "{closest:?}");
        assert!(closest.contains(&"2529.5"), "{closest:?}");
    }

    #[test]
    fn all_at_once_is_one_by_one() {
        let here = OccupationIx(7);
        let all = closest(&CATALOG, here);
        assert_eq!(all.len(), CATALOG.occupations().len() - 1);
        for (other, figure) in &all {
            assert!((figure - closeness(&CATALOG, here, *other)).abs() < 1e-12);
        }
        assert_eq!(nearest(&CATALOG, here, 5), all[..5]);
        assert_eq!(nearest(&CATALOG, here, 500), all);
    }

    #[test]
    fn closeness_is_symmetric_and_one_with_itself() {
        let (a, b) = (OccupationIx(5), OccupationIx(60));
        assert!((closeness(&CATALOG, a, a) - 1.0).abs() < 1e-9);
        assert!((closeness(&CATALOG, a, b) - closeness(&CATALOG, b, a)).abs() < 1e-12);
    }
}
