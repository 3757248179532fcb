//! What a short look tells of routes, beside what the whole graphs and every single walk tell.

use proptest::prelude::*;

use super::*;
use crate::planning::testing::{ground, made};

/// The answer of whoever looks before the graphs are made, and of whoever has them all.
fn both(catalog: &Catalog, states: &States, roles: &[OccupationIx], query: &Query) -> [Answer; 2] {
    let ground = ground(catalog);
    let [quick, slow] = [(); 2].map(|()| Atlas::new(catalog, &ground, states, roles));
    for limit in Limit::ALL {
        slow.network(limit);
    }
    [quick.routes(query), slow.routes(query)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_short_look_tells_what_the_whole_graph_tells(
        made in made(), pair in any::<[prop::sample::Index; 2]>(), moves in 1..=MOVES, shut in any::<u8>(),
    ) {
        let catalog = made.catalog();
        let count = catalog.occupations().len();
        let [from, to] = pair.map(|at| OccupationIx(at.index(count) as u32));
        let avoid = (0..count.min(8) as u32).filter(|at| shut >> at & 1 == 1).map(OccupationIx);
        for limit in Limit::ALL {
            let query = Query {
                limit,
                moves,
                avoid: avoid.clone().filter(|o| *o != from && *o != to).collect(),
                ..Query::new(from, to)
            };
            let [quick, slow] = both(&catalog, &made.states(&catalog), &made.roles(), &query);
            prop_assert_eq!(quick, slow);
        }
    }
}

/// Everything that [`miss`] weighs, move by move as it is defined.
struct Plain<'a> {
    atlas: &'a Atlas<'a>,
    way: &'a Way,
}

impl Plain<'_> {
    /// Coverage of a move as the nearest miss judges it, if the move counts.
    fn judged(&self, u: OccupationIx, v: OccupationIx) -> Option<f64> {
        let (ground, standing) = (self.atlas.ground, &self.atlas.standing);
        let coverage = standing.coverage_from(ground, u.index(), v.index());
        if u == self.way.from || self.way.via.contains(&u) {
            return Some(coverage);
        }
        let own = standing.coverage(ground, v);
        let least = Limit::Large.least();
        let coverage = if own >= least { own } else { coverage };
        (coverage >= least).then_some(coverage)
    }

    /// The least coverage on the widest route and its moves.
    fn widest(&self, path: &mut Vec<OccupationIx>, width: f64) -> (f64, usize) {
        let last = path[path.len() - 1];
        if last == self.way.to {
            let passed = self.way.via.iter().all(|w| path.contains(w));
            return if passed {
                (width, path.len() - 1)
            } else {
                (-1.0, 0)
            };
        }
        let mut best = (-1.0, 0);
        for v in self.atlas.catalog.occupations().map(|o| o.ix) {
            let is_open = v == self.way.to || !self.way.closed[v.index()];
            if path.len() > self.way.moves || path.contains(&v) || !is_open {
                continue;
            }
            if let Some(coverage) = self.judged(last, v) {
                path.push(v);
                let (wide, moves) = self.widest(path, width.min(coverage));
                // Widths that differ by less than is measured are one.
                if wide > best.0 + 1e-6 || (wide > best.0 - 1e-6 && moves < best.1) {
                    best = (wide, moves);
                }
                path.pop();
            }
        }
        best
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_nearest_miss_is_the_widest_of_all_routes(
        made in made(), moves in 1..=MOVES, shut in any::<u8>(), via in 0_usize..3, limit in 0_usize..3,
    ) {
        let catalog = made.catalog();
        let ground = ground(&catalog);
        let (states, roles) = (made.states(&catalog), made.roles());
        let atlas = Atlas::new(&catalog, &ground, &states, &roles);
        let count = catalog.occupations().len() as u32;
        let query = Query {
            limit: Limit::ALL[limit],
            moves,
            via: (1..count - 1).take(via).map(OccupationIx).collect(),
            avoid: (1..count - 1).filter(|at| shut & shut.rotate_left(1) >> (at % 8) & 1 == 1).map(OccupationIx).collect(),
            ..Query::new(OccupationIx(0), OccupationIx(count - 1))
        };
        let answer = atlas.routes(&query);
        prop_assume!(answer.routes.is_empty());
        let way = atlas.way(&query);
        let would_do = Limit::ALL.into_iter().filter(|l| *l > query.limit);
        let would_do = would_do.into_iter().find(|l| atlas.candidates(*l, &way).next().is_some());
        prop_assert_eq!(answer.limit_that_would_do, would_do);

        let plain = Plain { atlas: &atlas, way: &way };
        let (width, moves) = plain.widest(&mut vec![way.from], 1.0);
        prop_assert_eq!(answer.nearest_miss.is_some(), would_do.is_some());
        let Some(miss) = answer.nearest_miss else { return Ok(()) };
        let route = &miss.route.occupations;
        let found = route.windows(2).map(|pair| plain.judged(pair[0], pair[1]));
        let found = found.collect::<Option<Vec<f64>>>().map(|all| all.into_iter().fold(1.0, f64::min));
        if way.via.is_empty() {
            prop_assert!(found.is_some_and(|found| (found - width).abs() < 1e-6), "{found:?} {width}");
            prop_assert_eq!(route.len() - 1, moves);
        } else {
            // The cheapest route takes its place where the widest walk passes a place twice.
            prop_assert!(found.is_none_or(|found| found < width + 1e-6));
            prop_assert!(way.via.iter().all(|stop| route.contains(stop)));
        }
    }
}

#[test]
fn pairs_of_the_embedded_catalogue_are_told_alike() {
    let catalog = Catalog::embedded().unwrap();
    let states = States::blank(&catalog);
    let (mut none, mut large) = (0, 0);
    for pair in 0..60_u32 {
        let [from, to] = [pair * 37 % 111, pair * 53 % 109].map(OccupationIx);
        if from == to {
            continue;
        }
        let [quick, slow] = both(&catalog, &states, &[], &Query::new(from, to));
        none += usize::from(quick.routes.is_empty());
        large += usize::from(quick.limit_that_would_do == Some(Limit::Large));
        assert_eq!(quick, slow, "{pair}");
    }
    assert!(none > 10 && large > 10, "{none} {large}");
}
