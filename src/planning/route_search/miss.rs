//! The nearest miss: where no route keeps within the leap, which leap would do and the route whose hardest move comes
//! nearest to the one asked for (a widest path, see [`super::widest`]).

use super::between::{Between, Met};
use super::widest::widest;
use super::{FoundRoute, RouteFinder};
use crate::catalog::OccupationIx;
use crate::planning::route_search::evaluator::Evaluator;
use crate::planning::route_search::k_shortest::PathQuery;
use crate::planning::route_search::transition_graph::{Around, Limit, Measure};

/// A route that misses the leap.
#[derive(Clone, Debug, PartialEq)]
pub struct NearestMiss {
    /// The route.
    pub route: FoundRoute,
    /// Its hardest move, as a place in the route's steps.
    pub step: usize,
    /// Coverage of that move as the graph judges it: from the occupation before it alone.
    pub coverage: f64,
}

/// The strictest limit beyond `limit` that gives a route, and the nearest miss.
pub(super) fn told(
    finder: &RouteFinder<'_>,
    way: &PathQuery,
    limit: Limit,
    evaluator: &mut Evaluator<'_>,
) -> (Option<Limit>, Option<NearestMiss>) {
    if limit == Limit::Any {
        return (None, None);
    }
    let measure = |limit| Measure::new(finder.flat, &finder.weights, limit);
    let large = measure(Limit::Large);
    let mut large = Around::new(&large);
    let mut larger = Limit::ALL.into_iter().filter(|l| *l > limit);
    let would_do = larger.find(|limit| {
        if *limit == Limit::Large {
            return has_route(finder, way, *limit, &mut large);
        }
        has_route(finder, way, *limit, &mut Around::new(&measure(*limit)))
    });
    let miss = would_do.and_then(|limit| nearest(finder, way, limit, &mut large, evaluator));
    (would_do, miss)
}

fn has_route(
    finder: &RouteFinder<'_>,
    way: &PathQuery,
    limit: Limit,
    around: &mut Around<'_>,
) -> bool {
    match Between::new(around, way).walk() {
        Met::Walk(walk) => is_loopless(&walk) || finder.candidates(limit, way).next().is_some(),
        Met::Never | Met::Tired => false,
    }
}

/// The nearest miss; the cheapest route within `limit`, which has one, where the widest way passes a place twice.
fn nearest(
    finder: &RouteFinder<'_>,
    way: &PathQuery,
    limit: Limit,
    around: &mut Around<'_>,
    evaluator: &mut Evaluator<'_>,
) -> Option<NearestMiss> {
    let widest = widest(finder.flat, &finder.weights, around, way);
    let path = match widest.filter(|walk| is_loopless(walk)) {
        Some(path) => path,
        None => finder.candidates(limit, way).next()?.occupations,
    };
    let judged = path.windows(2).map(|pair| {
        let [from, to] = [pair[0].index(), pair[1].index()];
        finder.weights.coverage_from(finder.flat, from, to)
    });
    let (step, coverage) = judged.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(NearestMiss {
        route: finder.shown(&evaluator.evaluate(&path), None),
        step,
        coverage,
    })
}

fn is_loopless(walk: &[OccupationIx]) -> bool {
    let mut seen = walk.to_vec();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair[0] != pair[1])
}
