//! The routes of a person between any two occupations: the curated ones and the computed ones in one list.
//!
//! Candidates are the cheapest paths of the person's graph. Each is evaluated with its earlier steps counted and loses the
//! stops that it does not need; of routes over the same occupations one is kept; those with the fewest hours are taken.
//! Where there is none, the answer names the leap that gives one and the route that misses the leap by least.

use std::cell::OnceCell;

use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::gap::{self, Usefulness, arrive};
use crate::planning::plan::class_of;
use crate::planning::plausibility::is_unusual;
use crate::planning::route_search::curated::curated_routes;
use crate::planning::route_search::evaluator::{Evaluator, RouteCost};
use crate::planning::route_search::found_route::{
    CuratedRef, FoundRoute, FoundRoutes, FoundStep, NearestMiss,
};
use crate::planning::route_search::k_shortest::{BypassedStops, PathQuery, ShortestPaths};
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::query::RouteQuery;
use crate::planning::route_search::transition_graph::{Limit, TransitionGraph};
use crate::planning::route_search::widest_path::widest_path;
use crate::profile::States;

/// How many candidates are evaluated for each route that is wanted. Hours with earlier steps counted differ from the cost
/// of a path only where a skill is paid for twice, so the best ones come early; more has not changed the first five.
const POOL: usize = 12;

/// How many partial paths are expanded before the search ends with what it found.
const MAX_EXPANSIONS: usize = 20_000;

/// Finds the routes of one person. The graph of each limit is built when it is first needed.
pub struct RouteFinder<'a> {
    pub(in crate::planning) catalog: &'a Catalog,
    pub(in crate::planning) flat: &'a FlatCatalog,
    pub(in crate::planning) states: &'a States,
    pub(in crate::planning) weights: PersonWeights,
    roles: &'a [OccupationIx],
    graphs: [OnceCell<TransitionGraph>; Limit::ALL.len()],
}

impl<'a> RouteFinder<'a> {
    /// The finder of a person with these states and roles held.
    pub fn new(
        catalog: &'a Catalog,
        flat: &'a FlatCatalog,
        states: &'a States,
        roles: &'a [OccupationIx],
    ) -> Self {
        Self {
            catalog,
            flat,
            states,
            roles,
            weights: PersonWeights::new(flat, catalog, states, roles),
            graphs: Default::default(),
        }
    }

    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// The roles the person holds or held.
    pub fn roles(&self) -> &[OccupationIx] {
        self.roles
    }

    pub fn weights(&self) -> &PersonWeights {
        &self.weights
    }

    /// The person's graph at a limit.
    pub fn graph(&self, limit: Limit) -> &TransitionGraph {
        self.graphs[limit as usize]
            .get_or_init(|| TransitionGraph::new(self.flat, &self.weights, limit))
    }

    /// The routes that `query` asks for.
    pub fn routes(&self, query: &RouteQuery) -> FoundRoutes {
        let path_query = query.path_query(self.catalog);
        let mut evaluator = Evaluator::new(self.flat, &self.weights, query.from);
        let computed = self.computed(query, &path_query, &mut evaluator);
        let curated = curated_routes(self.catalog, &path_query, &mut evaluator);
        let (within, beyond): (Vec<_>, Vec<_>) = curated
            .into_iter()
            .partition(|(cost, _)| cost.weakest() >= query.limit.least());
        let chosen = choose(query.count, computed, within).into_iter();
        let mut routes: Vec<FoundRoute> =
            chosen.map(|(cost, of)| self.describe(&cost, of)).collect();
        routes.sort_by_key(|r| (r.curated.is_none(), r.unusual));
        let beyond = beyond.into_iter();
        let mut out = FoundRoutes {
            routes,
            beyond: beyond
                .map(|(cost, of)| self.describe(&cost, Some(of)))
                .collect(),
            ..FoundRoutes::default()
        };
        if out.routes.is_empty() {
            let mut larger = Limit::ALL.into_iter().filter(|l| *l > query.limit);
            out.sufficient_limit = larger.find(|l| self.paths(*l, &path_query).next().is_some());
            let limit = out.sufficient_limit;
            out.nearest_miss =
                limit.and_then(|l| self.nearest_miss(&path_query, l, &mut evaluator));
        }
        out
    }

    /// The computed routes, those with the fewest hours first.
    fn computed(
        &self,
        query: &RouteQuery,
        path_query: &PathQuery,
        evaluator: &mut Evaluator<'_>,
    ) -> Vec<RouteCost> {
        let pool = query.count.saturating_mul(POOL);
        let mut out: Vec<(Vec<OccupationIx>, RouteCost)> = Vec::new();
        for path in self.paths(query.limit, path_query).take(pool) {
            let cost = evaluator.evaluate(&path.occupations);
            let cost = evaluator.drop_stops(cost, query.limit.least(), &path_query.via);
            let set = cost.set();
            match out.iter_mut().find(|(known, _)| *known == set) {
                None => out.push((set, cost)),
                // The hours are the same whatever the order; the easier one is shown.
                Some((_, known)) if cost.weakest() > known.weakest() => *known = cost,
                Some(_) => {}
            }
        }
        let mut out: Vec<RouteCost> = out.into_iter().map(|(_, cost)| cost).collect();
        out.sort_by(|a, b| (a.total(), &a.occupations).cmp(&(b.total(), &b.occupations)));
        out
    }

    /// The paths of the graph, the cheapest first, without those that a shorter one replaces.
    pub(super) fn paths<'b>(&'b self, limit: Limit, query: &'b PathQuery) -> ShortestPaths<'b> {
        let (graph, bypassed) = (self.graph(limit), BypassedStops::Skip);
        ShortestPaths::new(self.flat, &self.weights, graph, query, bypassed)
            .max_expansions(MAX_EXPANSIONS)
    }

    /// The route whose hardest move comes nearest to the leap: the widest path, or the cheapest route within `limit`, which
    /// has one, where the widest path passes an occupation twice.
    fn nearest_miss(
        &self,
        query: &PathQuery,
        limit: Limit,
        evaluator: &mut Evaluator<'_>,
    ) -> Option<NearestMiss> {
        let widest = widest_path(self.flat, &self.weights, self.graph(Limit::Large), query);
        let path = match widest.filter(|path| is_loopless(path)) {
            Some(path) => path,
            None => self.paths(limit, query).next()?.occupations,
        };
        let coverages = path.windows(2).map(|pair| {
            let [from, to] = [pair[0].index(), pair[1].index()];
            self.weights.coverage_from(self.flat, from, to)
        });
        let (step, coverage) = coverages.enumerate().min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(NearestMiss {
            route: self.describe(&evaluator.evaluate(&path), None),
            step,
            coverage,
        })
    }

    /// A route over these occupations as it stands for the person, whatever leaps it asks for. None without occupations.
    pub fn route_over(
        &self,
        occupations: &[OccupationIx],
        curated: Option<CuratedRef>,
    ) -> Option<FoundRoute> {
        let start = *occupations.first()?;
        let cost = Evaluator::new(self.flat, &self.weights, start).evaluate(occupations);
        Some(self.describe(&cost, curated))
    }

    fn describe(&self, cost: &RouteCost, curated: Option<CuratedRef>) -> FoundRoute {
        let base = self.states_in(cost.occupations.first().copied());
        let mut supposed = base.clone();
        let mut steps = Vec::new();
        for (at, pair) in cost.occupations.windows(2).enumerate() {
            let [from, to] = [pair[0], pair[1]];
            let rank = Usefulness {
                catalog: self.catalog,
                later: &cost.occupations[at + 2..],
            };
            let skills = self.catalog.occupation(to).essential().iter().copied();
            let known = self.catalog.tracks.between(from, to);
            steps.push(FoundStep {
                from,
                to,
                class: match known.filter(|_| curated.is_some()) {
                    Some(known) => known.class,
                    None => class_of(self.catalog, from, to, cost.coverage[at]),
                },
                coverage: cost.coverage[at],
                hours: cost.hours[at],
                essential: gap::breakdown(&base, Some(&supposed), skills, &rank),
            });
            arrive(self.catalog, &mut supposed, to);
        }
        let is_computed = curated.is_none();
        FoundRoute {
            basis: if is_computed {
                Basis::Derived
            } else {
                Basis::Editorial
            },
            curated,
            occupations: cost.occupations.clone(),
            steps,
            unusual: is_computed && is_unusual(self.catalog, &cost.occupations, cost.weakest()),
        }
    }

    /// The states of the person in `start`, which they may hold or not.
    pub fn states_in(&self, start: Option<OccupationIx>) -> States {
        let mut states = self.states.clone();
        if let Some(start) = start.filter(|s| !self.roles.contains(s)) {
            arrive(self.catalog, &mut states, start);
        }
        states
    }
}

/// The `count` routes with the fewest hours, curated ones before computed ones of the same hours; a computed route
/// over the occupations of a curated one is that one. If the curated ones are all longer, the shortest of them takes
/// the last place, so that what people really do is never hidden by what is merely possible.
fn choose(
    count: usize,
    computed: Vec<RouteCost>,
    curated: Vec<(RouteCost, CuratedRef)>,
) -> Vec<(RouteCost, Option<CuratedRef>)> {
    let known: Vec<Vec<OccupationIx>> = curated.iter().map(|(cost, _)| cost.set()).collect();
    let own = computed
        .into_iter()
        .filter(|cost| !known.contains(&cost.set()));
    let curated = curated.into_iter().map(|(cost, of)| (cost, Some(of)));
    let mut all: Vec<_> = curated.chain(own.map(|cost| (cost, None))).collect();
    all.sort_by_cached_key(|(cost, of)| (cost.total(), of.is_none(), cost.occupations.clone()));
    let beyond = all.split_off(count.min(all.len()));
    let has_curated = all.iter().any(|(_, of)| of.is_some());
    if let Some(first) = beyond.into_iter().find(|(_, of)| of.is_some())
        && !has_curated
        && count > 1
    {
        all.pop();
        all.push(first);
    }
    all
}

fn is_loopless(path: &[OccupationIx]) -> bool {
    let mut seen = path.to_vec();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair[0] != pair[1])
}
