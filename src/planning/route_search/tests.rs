//! What a short look tells of routes, beside what the whole graphs and every single walk tell.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::widest::{parts, widest};
use super::*;
use crate::planning::testing::{Made, flat, made};

/// The answer of whoever looks before the graphs are made, and of whoever has them all.
fn both(
    catalog: &Catalog,
    states: &States,
    roles: &[OccupationIx],
    query: &RouteQuery,
) -> [FoundRoutes; 2] {
    let flat = flat(catalog);
    let [quick, slow] = [(); 2].map(|()| RouteFinder::new(catalog, &flat, states, roles));
    for limit in Limit::ALL {
        slow.graph(limit);
    }
    [quick.routes(query), slow.routes(query)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_short_look_tells_what_the_whole_graph_tells(
        made in made(), pair in any::<[prop::sample::Index; 2]>(), moves in 1..=MOVES, shut in any::<u8>(),
        via in prop::option::of(0_u32..3),
    ) {
        let catalog = made.catalog();
        let count = catalog.occupations().len();
        let [from, to] = pair.map(|at| OccupationIx(at.index(count) as u32));
        let avoid = (0..count.min(8) as u32).filter(|at| shut >> at & 1 == 1).map(OccupationIx);
        for limit in Limit::ALL {
            let query = RouteQuery {
                limit,
                moves,
                via: via.into_iter().map(OccupationIx).filter(|o| o.0 < count as u32).collect(),
                avoid: avoid.clone().filter(|o| *o != from && *o != to).collect(),
                ..RouteQuery::new(from, to)
            };
            let [quick, slow] = both(&catalog, &made.states(&catalog), &made.roles(), &query);
            prop_assert_eq!(quick, slow);
        }
    }
}

/// Everything that [`miss`] weighs, move by move as it is defined.
struct Plain<'a> {
    finder: &'a RouteFinder<'a>,
    way: &'a PathQuery,
}

impl Plain<'_> {
    /// Coverage of a move as the nearest miss judges it, if the move counts.
    fn judged(&self, u: OccupationIx, v: OccupationIx) -> Option<u32> {
        let (flat, weights) = (self.finder.flat, &self.finder.weights);
        let coverage = weights.coverage_from(flat, u.index(), v.index());
        if u == self.way.from || self.way.via.contains(&u) {
            return Some(parts(coverage));
        }
        (coverage >= Limit::Large.least()).then(|| parts(coverage))
    }

    /// The least coverage on the widest walk in parts and its fewest moves, from a table of all walks by what was passed and where
    /// they are; none where there is no walk.
    fn widest(&self) -> Option<(u32, usize)> {
        let PathQuery {
            from,
            to,
            moves,
            ref closed,
            ref via,
        } = *self.way;
        let mut best: Option<(u32, usize)> = None;
        let mut reached = BTreeMap::from([((0_usize, from), parts(1.0))]);
        for moves in 1..=moves {
            let mut further: BTreeMap<(usize, OccupationIx), u32> = BTreeMap::new();
            for ((passed, u), width) in reached {
                for v in self.finder.catalog.occupations().map(|o| o.ix) {
                    let bit = via
                        .iter()
                        .position(|stop| *stop == v)
                        .map_or(0, |at| 1 << at);
                    let is_stop = v == to || !closed[v.index()];
                    if u == to || v == u || v == from || !is_stop || passed & bit != 0 {
                        continue;
                    }
                    if let Some(coverage) = self.judged(u, v) {
                        let here = further.entry((passed | bit, v)).or_insert(0);
                        *here = (*here).max(width.min(coverage));
                    }
                }
            }
            let there = further.get(&((1 << via.len()) - 1, to));
            if let Some(width) = there.filter(|w| best.is_none_or(|(known, _)| **w > known)) {
                best = Some((*width, moves));
            }
            reached = further;
        }
        best
    }
}

/// The nearest miss of somebody between the first and the last occupation is the widest walk of all, where that is a
/// route.
fn check_nearest_miss(
    made: &Made,
    (moves, shut, via, limit): (usize, u8, usize, usize),
) -> Result<(), TestCaseError> {
    let catalog = made.catalog();
    let flat = flat(&catalog);
    let (states, roles) = (made.states(&catalog), made.roles());
    let finder = RouteFinder::new(&catalog, &flat, &states, &roles);
    let count = catalog.occupations().len() as u32;
    let query = RouteQuery {
        limit: Limit::ALL[limit],
        moves,
        via: (1..count - 1).take(via).map(OccupationIx).collect(),
        avoid: (1..count - 1)
            .filter(|at| shut & shut.rotate_left(1) >> (at % 8) & 1 == 1)
            .map(OccupationIx)
            .collect(),
        ..RouteQuery::new(OccupationIx(0), OccupationIx(count - 1))
    };
    let answer = finder.routes(&query);
    prop_assume!(answer.routes.is_empty());
    let way = finder.way(&query);
    let would_do = Limit::ALL.into_iter().filter(|l| *l > query.limit);
    let would_do = would_do
        .into_iter()
        .find(|l| finder.candidates(*l, &way).next().is_some());
    prop_assert_eq!(answer.limit_that_would_do, would_do);

    let plain = Plain {
        finder: &finder,
        way: &way,
    };
    let measure = Measure::new(&flat, &finder.weights, Limit::Large);
    let mut around = Around::new(&measure);
    let walk = widest(&flat, &finder.weights, &mut around, &way);
    let found = walk.as_ref().map(|walk| {
        let judged = walk.windows(2).map(|pair| plain.judged(pair[0], pair[1]));
        (judged.min().flatten(), walk.len() - 1)
    });
    let expected = plain.widest().filter(|_| way.via.len() < way.moves);
    prop_assert_eq!(found, expected.map(|(width, moves)| (Some(width), moves)));

    prop_assert_eq!(answer.nearest_miss.is_some(), would_do.is_some());
    let Some(miss) = answer.nearest_miss else {
        return Ok(());
    };
    let route = &miss.route.occupations;
    let mut places = route.clone();
    places.sort_unstable();
    places.dedup();
    prop_assert_eq!(places.len(), route.len());
    prop_assert!(way.via.iter().all(|stop| route.contains(stop)));
    // The cheapest route takes its place where the widest walk passes a place twice.
    let loopless = walk.filter(|walk| {
        walk.iter()
            .all(|o| walk.iter().filter(|p| *p == o).count() == 1)
    });
    prop_assert!(loopless.is_none_or(|walk| walk == *route));
    Ok(())
}

proptest! {
    // Nearly half of all cases have a route.
    #![proptest_config(ProptestConfig { max_global_rejects: u32::MAX, ..ProptestConfig::default() })]

    #[test]
    fn the_nearest_miss_is_the_widest_of_all_routes(
        made in made(), moves in 1..=MOVES, shut in any::<u8>(), via in 0_usize..3, limit in 0_usize..3,
    ) {
        check_nearest_miss(&made, (moves, shut, via, limit))?;
    }
}

#[test]
fn a_difference_that_is_none_does_not_lengthen_the_widest_walk() {
    // Two moves cover a quarter each, one of them a last bit less: the walk of five moves that avoids it is no wider.
    let made = Made::asking(&[
        [0, 1, 1, 1, 0, 0],
        [2, 2, 1, 0, 1, 1],
        [0, 0, 1, 2, 1, 0],
        [0, 2, 1, 1, 0, 2],
        [0, 1, 1, 1, 0, 0],
    ]);
    check_nearest_miss(&made, (5, 0, 1, 0)).unwrap();
}

#[test]
fn whoever_gives_up_says_so() {
    let catalog = Catalog::embedded().unwrap();
    let flat = flat(&catalog);
    let states = States::blank(&catalog);
    let finder = RouteFinder::new(&catalog, &flat, &states, &[]);
    let measure = Measure::new(&flat, &finder.weights, Limit::Medium);
    let mut tired = 0;
    for to in catalog.occupations().skip(1).map(|o| o.ix) {
        let way = finder.way(&RouteQuery::new(OccupationIx(0), to));
        let whole = Between::new(&mut Around::new(&measure), &way).walk();
        for rows in [0, 1, 2, 5, 20] {
            match Between::new(&mut Around::new(&measure), &way)
                .patient(rows)
                .walk()
            {
                Met::Tired => tired += 1,
                Met::Walk(walk) => assert!(matches!(&whole, Met::Walk(known) if *known == walk)),
                Met::Never => assert!(matches!(whole, Met::Never)),
            }
        }
    }
    assert!(tired > 200, "{tired}");
}

#[test]
fn the_graph_of_the_embedded_catalogue_is_the_one_defined() {
    let catalog = Catalog::embedded().unwrap();
    // So many common skills that they fill several words of bits.
    let flat = flat(&catalog);
    let states = States::derive(&catalog, &[OccupationIx(40)], []);
    let finder = RouteFinder::new(&catalog, &flat, &states, &[OccupationIx(40)]);
    let (all, weights) = (0..flat.len(), &finder.weights);
    for limit in [Limit::Small, Limit::Medium, Limit::Large] {
        for u in all.clone() {
            let feasible = all
                .clone()
                .filter(|v| *v != u && weights.coverage_from(&flat, u, *v) >= limit.least());
            let expected = feasible.map(|v| (OccupationIx(v as u32), weights.cost(&flat, u, v)));
            let found = finder
                .graph(limit)
                .moves(&flat, weights, OccupationIx(u as u32));
            assert!(found.into_iter().eq(expected), "{limit:?} {u}");
        }
    }
}

#[test]
fn pairs_of_the_embedded_catalogue_are_told_alike() {
    let catalog = Catalog::embedded().unwrap();
    let states = States::blank(&catalog);
    let flat = flat(&catalog);
    let (mut none, mut large) = (0, 0);
    for pair in 0..60_u32 {
        let [from, to] = [pair * 37 % 111, pair * 53 % 109].map(OccupationIx);
        if from == to {
            continue;
        }
        let [quick, slow] = both(&catalog, &states, &[], &RouteQuery::new(from, to));
        none += usize::from(quick.routes.is_empty());
        large += usize::from(quick.limit_that_would_do == Some(Limit::Large));
        assert_eq!(quick, slow, "{pair}");
        if slow.routes.is_empty() {
            let finder = RouteFinder::new(&catalog, &flat, &states, &[]);
            let way = finder.way(&RouteQuery::new(from, to));
            let larger = Limit::ALL.into_iter().filter(|l| *l > Limit::Medium);
            let would_do = larger
                .into_iter()
                .find(|l| finder.candidates(*l, &way).next().is_some());
            assert_eq!(quick.limit_that_would_do, would_do, "{pair}");
        }
    }
    assert!(none > 10 && large > 10, "{none} {large}");
}
