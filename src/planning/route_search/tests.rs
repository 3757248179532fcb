//! The nearest miss and the graph against their definitions.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::finder::RouteFinder;
use super::k_shortest::{MOVES, PathQuery};
use super::query::RouteQuery;
use super::transition_graph::Limit;
use super::widest_path::{parts, widest_path};
use crate::catalog::OccupationIx;
use crate::catalog::testing::CATALOG;
use crate::planning::testing::{Sample, flat, samples};
use crate::profile::States;

/// The widest walk by its definition, move by move.
struct Plain<'a> {
    finder: &'a RouteFinder<'a>,
    query: &'a PathQuery,
}

impl Plain<'_> {
    /// Coverage of a move as the nearest miss judges it, in parts; none where the move does not count.
    fn judged(&self, u: OccupationIx, v: OccupationIx) -> Option<u32> {
        let (flat, weights) = (self.finder.flat, &self.finder.weights);
        let coverage = weights.coverage_from(flat, u.index(), v.index());
        let is_anchor = u == self.query.from || self.query.via.contains(&u);
        (is_anchor || coverage >= Limit::Large.least()).then(|| parts(coverage))
    }

    /// The least coverage on the widest walk in parts and its fewest moves, from a table of all walks by what was passed
    /// and where they are; none where there is no walk.
    fn widest(&self) -> Option<(u32, usize)> {
        let PathQuery { from, to, .. } = *self.query;
        let via = &self.query.via;
        let mut best: Option<(u32, usize)> = None;
        let mut reached = BTreeMap::from([((0_usize, from), parts(1.0))]);
        for moves in 1..=self.query.moves {
            let mut further: BTreeMap<(usize, OccupationIx), u32> = BTreeMap::new();
            for ((passed, u), width) in reached {
                for v in self.finder.catalog().occupations().map(|o| o.ix) {
                    let bit = via.iter().position(|stop| *stop == v);
                    let bit = bit.map_or(0, |at| 1 << at);
                    let is_stop = v == to || !self.query.closed[v.index()];
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

/// The nearest miss between the first and the last occupation is the widest walk of all, where that is a route.
fn check_nearest_miss(
    sample: &Sample,
    (moves, shut, via, limit): (usize, u8, usize, usize),
) -> Result<(), TestCaseError> {
    let catalog = sample.catalog();
    let flat = flat(&catalog);
    let (states, roles) = (sample.states(&catalog), sample.roles());
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
    let found = finder.routes(&query);
    prop_assume!(found.routes.is_empty());
    let path_query = query.path_query(&catalog);
    let mut larger = Limit::ALL.into_iter().filter(|l| *l > query.limit);
    let sufficient = larger.find(|l| finder.paths(*l, &path_query).next().is_some());
    prop_assert_eq!(found.sufficient_limit, sufficient);

    let plain = Plain {
        finder: &finder,
        query: &path_query,
    };
    let graph = finder.graph(Limit::Large);
    let walk = widest_path(&flat, &finder.weights, graph, &path_query);
    let widest = walk.as_ref().map(|walk| {
        let judged = walk.windows(2).map(|pair| plain.judged(pair[0], pair[1]));
        (judged.min().flatten(), walk.len() - 1)
    });
    let expected = plain
        .widest()
        .filter(|_| path_query.via.len() < path_query.moves);
    prop_assert_eq!(widest, expected.map(|(width, moves)| (Some(width), moves)));

    prop_assert_eq!(found.nearest_miss.is_some(), sufficient.is_some());
    let Some(miss) = found.nearest_miss else {
        return Ok(());
    };
    let route = &miss.route.occupations;
    let mut places = route.clone();
    places.sort_unstable();
    places.dedup();
    prop_assert_eq!(places.len(), route.len());
    prop_assert!(path_query.via.iter().all(|stop| route.contains(stop)));
    // The cheapest route takes its place where the widest walk passes an occupation twice.
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
        sample in samples(), moves in 1..=MOVES, shut in any::<u8>(), via in 0_usize..3, limit in 0_usize..3,
    ) {
        check_nearest_miss(&sample, (moves, shut, via, limit))?;
    }
}

#[test]
fn a_difference_in_the_last_bit_does_not_lengthen_the_widest_walk() {
    // Two moves cover a quarter each, one of them a last bit less: the walk of five moves that avoids it is no wider.
    let sample = Sample::asking(&[
        [0, 1, 1, 1, 0, 0],
        [2, 2, 1, 0, 1, 1],
        [0, 0, 1, 2, 1, 0],
        [0, 2, 1, 1, 0, 2],
        [0, 1, 1, 1, 0, 0],
    ]);
    check_nearest_miss(&sample, (5, 0, 1, 0)).unwrap();
}

#[test]
fn the_graph_of_the_embedded_catalogue_is_the_one_defined() {
    let flat = flat(&CATALOG);
    let states = States::derive(&CATALOG, &[OccupationIx(40)], []);
    let finder = RouteFinder::new(&CATALOG, &flat, &states, &[OccupationIx(40)]);
    let (all, weights) = (0..flat.len(), finder.weights());
    for limit in Limit::ALL {
        for u in all.clone() {
            let feasible = all
                .clone()
                .filter(|v| *v != u && weights.coverage_from(&flat, u, *v) >= limit.least());
            let expected =
                feasible.map(|v| (OccupationIx(v as u32), weights.hours_from(&flat, u, v)));
            let moves = finder.graph(limit);
            let moves = moves.moves(&flat, weights, OccupationIx(u as u32));
            assert!(moves.into_iter().eq(expected), "{limit:?} {u}");
        }
    }
}
