//! How close two occupations are: the mean of three cosines.

mod occupation_vectors;
mod skill_weights;

use std::sync::{Arc, OnceLock};

use itertools::Itertools as _;

use self::occupation_vectors::OccupationVectors;
use crate::catalog::{Catalog, Occupation, OccupationIx};

/// The cosines of two occupations, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// Of their skills by name, each weighted by its rarity, essential skills at 1 and optional ones at ½: the cosine of
    /// `tf-idf` vectors (Salton and Buckley 1988), the relation in the place of the term's frequency.
    pub rarity: f64,
    /// None where the table of words lacks the catalogue's language.
    pub meaning: Option<ClosenessInMeaning>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClosenessInMeaning {
    /// Of their skills in meaning, weighted as by name.
    pub skills: f64,
    /// Of their titles in meaning: the preferred label and the mean of the alternative ones.
    pub titles: f64,
}

impl Closeness {
    pub fn between(catalog: &Catalog, a: OccupationIx, b: OccupationIx) -> Self {
        let shared = skill_weights::of_occupation(catalog, a);
        let dot = shared.map(|(skill, weight)| weight * skill_weights::of_pair(catalog, b, skill));
        Index::of(catalog).closeness(catalog, a, b, dot.sum())
    }

    /// The mean of the cosines, from 0 to 1.
    pub fn mean(self) -> f64 {
        self.meaning.map_or(self.rarity, |meaning| {
            (self.rarity + meaning.skills + meaning.titles) / 3.0
        })
    }
}

/// Makes the vectors of a catalogue before a figure waits for them.
pub(crate) fn prepare(catalog: &Catalog) {
    Index::of(catalog).vectors(catalog);
}

/// How many skills two occupations both ask for.
pub(crate) fn count_shared(catalog: &Catalog, a: OccupationIx, b: OccupationIx) -> usize {
    let other = catalog.occupation(b);
    let asked = skill_weights::of_occupation(catalog, a);
    asked
        .filter(|(skill, _)| other.requires(*skill) || other.accepts(*skill))
        .count()
}

/// The closeness of each pair of these occupations, with the positions of the two.
pub(crate) fn pairs<'a>(
    catalog: &'a Catalog,
    all: &'a [OccupationIx],
) -> impl Iterator<Item = ([usize; 2], f64)> + 'a {
    let pairs = (0..all.len()).flat_map(|a| (a + 1..all.len()).map(move |b| [a, b]));
    pairs.map(move |at| {
        let [one, other] = at.map(|at| all[at]);
        (at, Closeness::between(catalog, one, other).mean())
    })
}

/// The number of closest occupations that the page of an occupation lists.
pub(crate) const LISTED: usize = 12;

/// The `count` occupations closest to another, the closest first; equal ones by code.
pub fn nearest(
    catalog: &Catalog,
    to: OccupationIx,
    count: usize,
) -> Vec<(OccupationIx, Closeness)> {
    let index = Index::of(catalog);
    let closeness = |ix, dot| index.closeness(catalog, to, ix, dot);
    nearest_by(catalog, to, count, closeness, |closeness| closeness.mean())
}

/// The `count` occupations that ask for most alike skills, by [`Closeness::rarity`] alone.
pub(crate) fn nearest_in_skills(
    catalog: &Catalog,
    to: OccupationIx,
    count: usize,
) -> impl Iterator<Item = OccupationIx> {
    let index = Index::of(catalog);
    let rarity = |ix, dot| index.rarity(to, ix, dot);
    let all = nearest_by(catalog, to, count, rarity, |rarity| *rarity);
    all.into_iter().map(|(ix, _)| ix)
}

/// The `count` occupations with the greatest figures. `compare` is handed an occupation and the dot product of its weights
/// with those of `to`.
fn nearest_by<T>(
    catalog: &Catalog,
    to: OccupationIx,
    count: usize,
    compare: impl Fn(OccupationIx, f64) -> T,
    figure: impl Fn(&T) -> f64,
) -> Vec<(OccupationIx, T)> {
    let others = catalog.occupations().map(|o| o.ix).zip(dots(catalog, to));
    let others = others.filter(|(ix, _)| *ix != to);
    let all = others.map(|(ix, dot)| (ix, compare(ix, dot)));
    let code = |ix: OccupationIx| catalog.occupation(ix).code();
    let first = all.k_smallest_by(count, |a, b| {
        let order = figure(&b.1).total_cmp(&figure(&a.1));
        order.then_with(|| code(a.0).cmp(code(b.0)))
    });
    first.collect()
}

/// The dot product of each occupation's weights with those of `to`, by handle.
fn dots(catalog: &Catalog, to: OccupationIx) -> Vec<f64> {
    let mut dots = vec![0.0; catalog.occupations().len()];
    for (skill, weight) in skill_weights::of_occupation(catalog, to) {
        for (occupation, other) in skill_weights::of_skill(catalog.skill(skill)) {
            dots[occupation.index()] += weight * other;
        }
    }
    dots
}

/// What is made of a catalogue once and kept with it: 270 bytes an occupation.
#[derive(Debug)]
struct Index {
    /// The norm of each occupation's weights.
    norms: Vec<f64>,
    /// None where the table of words lacks the catalogue's language. Made when it is first needed: it takes longer than
    /// a frame on all of ESCO.
    vectors: OnceLock<Option<OccupationVectors>>,
}

impl Index {
    fn of(catalog: &Catalog) -> Arc<Self> {
        let norm = |o: Occupation<'_>| skill_weights::norm(catalog, o.ix);
        catalog.derived(|| Self {
            norms: catalog.occupations().map(norm).collect(),
            vectors: OnceLock::new(),
        })
    }

    fn vectors(&self, catalog: &Catalog) -> Option<&OccupationVectors> {
        let made = self.vectors.get_or_init(|| OccupationVectors::new(catalog));
        made.as_ref()
    }

    /// The closeness of two occupations, `dot` being the dot product of their weights.
    fn closeness(
        &self,
        catalog: &Catalog,
        a: OccupationIx,
        b: OccupationIx,
        dot: f64,
    ) -> Closeness {
        Closeness {
            rarity: self.rarity(a, b, dot),
            meaning: self.vectors(catalog).map(|vectors| ClosenessInMeaning {
                skills: vectors.skills_cosine(a, b),
                titles: vectors.titles_cosine(a, b),
            }),
        }
    }

    /// [`Closeness::rarity`] of two occupations, `dot` being the dot product of their weights.
    fn rarity(&self, a: OccupationIx, b: OccupationIx, dot: f64) -> f64 {
        let norms = self.norms[a.index()] * self.norms[b.index()];
        if norms > 0.0 {
            (dot / norms).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::testing::CATALOG;
    use crate::catalog::{EMBEDDED_EDITORIAL, EMBEDDED_ESCO};
    use crate::planning::boosts;
    use crate::planning::current_plan::current_plan;
    use crate::planning::testing::person;
    use crate::profile::States;

    #[test]
    fn all_at_once_is_one_by_one() {
        let here = OccupationIx(7);
        let all = nearest(&CATALOG, here, usize::MAX);
        assert_eq!(all.len(), CATALOG.occupations().len() - 1);
        assert!(all.is_sorted_by(|a, b| a.1.mean() >= b.1.mean()));
        for (other, closeness) in &all {
            let one = Closeness::between(&CATALOG, here, *other);
            assert!((closeness.mean() - one.mean()).abs() < 1e-12);
        }
        assert_eq!(nearest(&CATALOG, here, 5), all[..5]);
    }

    #[test]
    fn closeness_is_symmetric_and_one_with_itself() {
        let (a, b) = (OccupationIx(5), OccupationIx(60));
        let same = |a: f64, b: f64| assert!((a - b).abs() < 1e-6, "{a} {b}");
        let of = |a, b| Closeness::between(&CATALOG, a, b);
        same(of(a, a).mean(), 1.0);
        same(of(a, b).mean(), of(b, a).mean());
        let parts = of(a, b);
        let meaning = parts.meaning.unwrap();
        same(
            parts.mean() * 3.0,
            parts.rarity + meaning.skills + meaning.titles,
        );
    }

    #[test]
    fn the_closest_to_ciso_are_of_its_field() {
        let near = nearest(&CATALOG, CATALOG.goal().unwrap(), 10);
        let near: Vec<_> = near
            .iter()
            .map(|(ix, _)| CATALOG.occupation(*ix).code())
            .collect();
        // Security, risk, compliance, privacy, resilience and audit.
        let expected = [
            "2529.8", "2529.6", "2529.7", "1213.9", "3512.3", "1219.1.2", "2619.4", "2529.5",
            "2519.2", "5414.1.8",
        ];
        assert_eq!(near, expected);
    }

    #[test]
    fn a_plan_on_a_track_and_the_order_of_a_search_wait_for_no_vectors() {
        let catalog = Catalog::embedded().unwrap();
        let profile = person(&["2522.1.1"]);
        let states = States::of(&profile, &catalog);
        let plan = current_plan(&catalog, &profile, &states);
        boosts::skills(&catalog, &profile, plan.as_ref());
        assert!(plan.is_some() && Index::of(&catalog).vectors.get().is_none());
        prepare(&catalog);
        assert!(Index::of(&catalog).vectors.get().is_some());
    }

    #[test]
    fn in_another_language_rarity_is_all() {
        let german = EMBEDDED_ESCO.replacen(r#""language":"en""#, r#""language":"de""#, 1);
        let catalog = Catalog::from_json(&german, &EMBEDDED_EDITORIAL).unwrap();
        assert_eq!(catalog.language(), "de");
        let close = Closeness::between(&catalog, OccupationIx(5), OccupationIx(60));
        assert_eq!((close.meaning, close.mean()), (None, close.rarity));
    }
}
