//! The graph and its paths against their definitions: every pair judged by the gap, every path enumerated.

use proptest::prelude::*;

use super::*;
use crate::catalog::Catalog;
use crate::planning::gap;
use crate::planning::hours::MOVE;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::testing::{Sample, flat, samples};
use crate::profile::States;

/// A graph and what it was built from.
struct Case {
    catalog: Catalog,
    flat: FlatCatalog,
    states: States,
    roles: Vec<OccupationIx>,
    weights: PersonWeights,
    graph: TransitionGraph,
    limit: Limit,
}

fn case(sample: &Sample, limit: Limit) -> Case {
    let catalog = sample.catalog();
    let flat = flat(&catalog);
    let states = sample.states(&catalog);
    let roles = sample.roles();
    let weights = PersonWeights::new(&flat, &catalog, &states, &roles);
    let graph = TransitionGraph::new(&flat, &weights, limit);
    Case {
        catalog,
        flat,
        states,
        roles,
        weights,
        graph,
        limit,
    }
}

impl Case {
    /// The hours of a move by the definition, where it is feasible.
    fn move_hours(&self, from: OccupationIx, to: OccupationIx) -> Option<u32> {
        let mut there = self.states.clone();
        // What was said of the skills of a role held stands.
        if !self.roles.contains(&from) {
            gap::arrive(&self.catalog, &mut there, from);
        }
        let gap = gap::gap(&self.catalog, &there, to);
        let hours = MOVE + self.flat.hours.sum(&gap.essential.missing);
        (from != to && gap.coverage >= self.limit.least()).then_some(hours)
    }

    fn paths(&self, query: &PathQuery, bypassed: BypassedStops) -> Vec<GraphPath> {
        ShortestPaths::new(&self.flat, &self.weights, &self.graph, query, bypassed).collect()
    }

    /// Every loopless route by trying everything, in order.
    fn all(&self, query: &PathQuery) -> Vec<GraphPath> {
        let mut out = Vec::new();
        self.extend(query, &mut vec![query.from], 0, &mut out);
        out.sort_by(|a, b| (a.hours, &a.occupations).cmp(&(b.hours, &b.occupations)));
        out
    }

    fn extend(
        &self,
        query: &PathQuery,
        path: &mut Vec<OccupationIx>,
        hours: u32,
        out: &mut Vec<GraphPath>,
    ) {
        let last = path[path.len() - 1];
        if last == query.to {
            if query.via.iter().all(|w| path.contains(w)) {
                let occupations = path.clone();
                out.push(GraphPath { hours, occupations });
            }
            return;
        }
        if path.len() > query.moves {
            return;
        }
        for next in self.catalog.occupations().map(|o| o.ix) {
            let open = next == query.to || !query.closed[next.index()];
            let Some(more) = self.move_hours(last, next).filter(|_| open) else {
                continue;
            };
            if !path.contains(&next) {
                path.push(next);
                self.extend(query, path, hours + more, out);
                path.pop();
            }
        }
    }
}

fn limits() -> impl Strategy<Value = Limit> {
    prop::sample::select(Limit::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_graph_is_the_one_defined(sample in samples(), limit in limits()) {
        let case = case(&sample, limit);
        for from in case.catalog.occupations() {
            let expected: Vec<_> = case.catalog.occupations()
                .filter_map(|to| Some((to.ix, case.move_hours(from.ix, to.ix)?)))
                .collect();
            let found = case.graph.moves(&case.flat, &case.weights, from.ix);
            prop_assert_eq!(found, expected);
            for to in case.catalog.occupations() {
                let leads = case.graph.leads(from.ix.index(), to.ix.index());
                prop_assert_eq!(leads, case.move_hours(from.ix, to.ix).is_some());
            }
        }
    }

    #[test]
    fn the_routes_are_all_there_are_in_order(
        sample in samples(), limit in limits(), moves in 1..=MOVES, shut in any::<u8>(), via in 0_usize..3,
    ) {
        let case = case(&sample, limit);
        let count = sample.asks.len();
        let [from, to] = [0, count - 1].map(|o| OccupationIx(o as u32));
        let via: Vec<OccupationIx> = (1..count - 1).take(via).map(|o| OccupationIx(o as u32)).collect();
        let closed = (0..count)
            .map(|o| o < 8 && shut & shut.rotate_left(1) & (1 << o) != 0 && !via.contains(&OccupationIx(o as u32)))
            .collect();
        let query = PathQuery { from, to, moves, closed, via };
        let all = case.all(&query);
        prop_assert_eq!(&case.paths(&query, BypassedStops::Keep), &all);

        // Passing bypassed stops over keeps the order, and exactly the routes without a shortcut.
        let direct = |route: &GraphPath| {
            let stops = &route.occupations;
            let mut pairs = (0..stops.len()).flat_map(|i| (i + 2..stops.len()).map(move |j| (i, j)));
            pairs.all(|(i, j)| {
                stops[i + 1..j].iter().any(|s| query.via.contains(s)) || case.move_hours(stops[i], stops[j]).is_none()
            })
        };
        let expected: Vec<_> = all.into_iter().filter(direct).collect();
        prop_assert_eq!(case.paths(&query, BypassedStops::Skip), expected);
    }
}
