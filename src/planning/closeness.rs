//! How close two occupations are.

use crate::catalog::{Catalog, OccupationIx, SkillIx};

/// What an optional skill counts beside an essential one.
const OPTIONAL: f64 = 0.5;

/// Rarity-weighted cosine of the skills of two occupations, essential skills at 1 and optional ones at ½; 0 to 1.
/// The cosine of `tf-idf` vectors (Salton and Buckley 1988), the relation in the place of the term's frequency.
pub fn closeness(catalog: &Catalog, a: OccupationIx, b: OccupationIx) -> f64 {
    let (x, y) = (vector(catalog, a), vector(catalog, b));
    cosine(&x, &y)
}

/// Every other occupation with its closeness, the closest first; equal ones by code.
pub fn closest(catalog: &Catalog, to: OccupationIx) -> Vec<(OccupationIx, f64)> {
    let here = vector(catalog, to);
    let mut out: Vec<(OccupationIx, f64)> = catalog
        .occupations()
        .iter()
        .filter(|o| o.ix != to)
        .map(|o| (o.ix, cosine(&here, &vector(catalog, o.ix))))
        .collect();
    out.sort_by(|a, b| {
        let code = |ix: OccupationIx| &catalog.occupation(ix).code;
        b.1.total_cmp(&a.1).then_with(|| code(a.0).cmp(code(b.0)))
    });
    out
}

/// Weights by skill, ascending by handle.
fn vector(catalog: &Catalog, occupation: OccupationIx) -> Vec<(SkillIx, f64)> {
    let occupation = catalog.occupation(occupation);
    let rarity = |skill: SkillIx| catalog.skill(skill).rarity;
    let essential = occupation.essential.iter().map(|s| (*s, rarity(*s)));
    let optional = occupation
        .optional_only()
        .map(|s| (s, rarity(s) * OPTIONAL));
    let mut out: Vec<(SkillIx, f64)> = essential.chain(optional).collect();
    out.sort_unstable_by_key(|(skill, _)| *skill);
    out
}

fn cosine(a: &[(SkillIx, f64)], b: &[(SkillIx, f64)]) -> f64 {
    let length = |v: &[(SkillIx, f64)]| v.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    let both = length(a) * length(b);
    if both == 0.0 {
        return 0.0;
    }
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while let (Some((x, wx)), Some((y, wy))) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += wx * wy;
                i += 1;
                j += 1;
            }
        }
    }
    (dot / both).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_to_ciso_are_of_its_field() {
        let catalog = Catalog::embedded().unwrap();
        let ciso = catalog.goal().unwrap();
        let closest: Vec<_> = closest(&catalog, ciso)
            .iter()
            .take(3)
            .map(|(o, _)| &*catalog.occupation(*o).code)
            .collect();
        assert!(closest.contains(&"2529.8"), "{closest:?}");
        assert!(closest.contains(&"2529.5"), "{closest:?}");
    }

    #[test]
    fn closeness_is_symmetric_and_one_with_itself() {
        let catalog = Catalog::embedded().unwrap();
        let (a, b) = (OccupationIx(5), OccupationIx(60));
        assert!((closeness(&catalog, a, a) - 1.0).abs() < 1e-9);
        assert!((closeness(&catalog, a, b) - closeness(&catalog, b, a)).abs() < 1e-12);
    }
}
