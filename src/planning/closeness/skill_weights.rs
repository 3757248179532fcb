//! What a skill weighs in an occupation: its rarity, half of it where it is optional only.

use crate::catalog::{Catalog, OccupationIx, Skill, SkillIx};

/// The weight of an optional skill; that of an essential one is 1.
const OPTIONAL: f64 = 0.5;

/// The skills of an occupation with their weights.
pub(super) fn of_occupation(
    catalog: &Catalog,
    occupation: OccupationIx,
) -> impl Iterator<Item = (SkillIx, f64)> {
    let occupation = catalog.occupation(occupation);
    let rarity = |skill: SkillIx| catalog.skill(skill).rarity();
    let essential = occupation.essential().iter().map(move |s| (*s, rarity(*s)));
    let optional = occupation.optional_only();
    essential.chain(optional.map(move |s| (s, rarity(s) * OPTIONAL)))
}

/// The occupations that ask for a skill with its weights there.
pub(super) fn of_skill(skill: Skill<'_>) -> impl Iterator<Item = (OccupationIx, f64)> {
    let rarity = skill.rarity();
    let essential = skill.essential_for().iter().map(move |o| (*o, rarity));
    let optional = skill.optional_only_for();
    essential.chain(optional.map(move |o| (o, rarity * OPTIONAL)))
}

/// The weight of one skill in an occupation; 0 where it is not asked for.
pub(super) fn of_pair(catalog: &Catalog, occupation: OccupationIx, skill: SkillIx) -> f64 {
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

/// The norm of an occupation's weights.
pub(super) fn norm(catalog: &Catalog, occupation: OccupationIx) -> f64 {
    let squares = of_occupation(catalog, occupation).map(|(_, weight)| weight * weight);
    squares.sum::<f64>().sqrt()
}
