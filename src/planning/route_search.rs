//! Which routes there are for a person between any two occupations: the curated ones and the computed ones in one list.
//!
//! Candidates come from the person's graph, the cheapest first; each is evaluated with its earlier steps counted and loses
//! the stops that it does not need; routes over the same occupations are one; the shortest in hours are shown. No route
//! is a value, with the leap that would do and the nearest miss. Knows nothing of records and files.

mod between;
mod curated;
pub mod evaluator;
pub mod k_shortest;
mod miss;
pub mod person_weights;
pub mod transition_graph;
mod widest;

use std::cell::OnceCell;

use super::gap::{self, SkillBreakdown, Usefulness, arrive};
use crate::catalog::track::MoveClass;
use crate::catalog::{Basis, Catalog, OccupationIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::plan::class_of;
use crate::planning::plausibility::is_unusual;
use crate::planning::route_search::evaluator::{Evaluator, RouteCost};
use crate::planning::route_search::k_shortest::{BypassedStops, MOVES, PathQuery, ShortestPaths};
use crate::planning::route_search::person_weights::PersonWeights;
use crate::planning::route_search::transition_graph::{Around, Limit, Measure, TransitionGraph};
use crate::profile::States;

use between::{Between, Met};
pub use miss::NearestMiss;

/// How many candidates are evaluated for each route that is wanted. Hours with earlier steps counted differ from a candidate's
/// cost only where a skill is paid for twice, so the best ones stand early; more than this has not changed the first five.
const POOL: usize = 12;

/// How many beginnings of routes are looked at before what was found is taken for all.
const PATIENCE: usize = 20_000;

/// How many rows of the graph, moves into or out of one occupation, are looked at before the whole graph is made: a tenth
/// of it at most in a catalogue where that takes long.
const LOOK: usize = 256;

/// What may be asked of the stops between start and goal by the first digit of their ISCO-08 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IscoFilter {
    /// Every stop belongs to one of these major groups.
    Only(Vec<char>),
    /// No stop belongs to one of these major groups.
    Except(Vec<char>),
}

impl IscoFilter {
    /// Managers, professionals, technicians.
    pub const UPPER: [char; 3] = ['1', '2', '3'];

    fn allow(&self, isco: &str) -> bool {
        let within = |groups: &[char]| groups.iter().any(|g| isco.starts_with(*g));
        match self {
            Self::Only(groups) => within(groups),
            Self::Except(groups) => !within(groups),
        }
    }
}

/// What routes are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteQuery {
    /// Where they start.
    pub from: OccupationIx,
    /// Where they end.
    pub to: OccupationIx,
    /// The largest leap allowed.
    pub limit: Limit,
    /// How many routes, at least 1.
    pub count: usize,
    /// Most moves, 1 to [`MOVES`]; more count as that.
    pub moves: usize,
    /// Occupations that every route passes.
    pub via: Vec<OccupationIx>,
    /// Occupations that no route passes.
    pub avoid: Vec<OccupationIx>,
    /// What groups the stops belong to.
    pub groups: Option<IscoFilter>,
}

impl RouteQuery {
    /// Five routes at the medium leap without further wishes.
    pub fn new(from: OccupationIx, to: OccupationIx) -> Self {
        Self {
            from,
            to,
            limit: Limit::Medium,
            count: 5,
            moves: MOVES,
            via: Vec::new(),
            avoid: Vec::new(),
            groups: None,
        }
    }
}

/// A route that a track has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuratedRef {
    /// The track's id.
    pub track: String,
    /// The route's id.
    pub route: String,
}

/// A route as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRoute {
    /// `editorial` for a curated route, else `derived`.
    pub basis: Basis,
    /// Which curated route it is, or a part of.
    pub curated: Option<CuratedRef>,
    /// Its occupations, start and goal included.
    pub occupations: Vec<OccupationIx>,
    /// Its moves.
    pub steps: Vec<FoundStep>,
    /// Whether it is computed and unusual; see [`is_unusual`].
    pub unusual: bool,
}

/// A move of a route.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundStep {
    /// Where it starts.
    pub from: OccupationIx,
    /// Where it ends.
    pub to: OccupationIx,
    /// How the post compares with the one before.
    pub class: MoveClass,
    /// Coverage on arrival, 0 to 1, earlier steps included.
    pub coverage: f64,
    /// Hours of what is missing then, and of the move.
    pub hours: u32,
    /// Essential skills; held are those of the start as well.
    pub essential: SkillBreakdown,
}

impl FoundRoute {
    /// Hours of the whole route.
    pub fn hours(&self) -> u32 {
        self.steps.iter().map(|s| s.hours).sum()
    }

    /// What of them goes to moves into one of `roles`: whoever held the role has made such a move.
    pub fn hours_into(&self, roles: &[OccupationIx]) -> u32 {
        let into = self.steps.iter().filter(|s| roles.contains(&s.to));
        into.map(|s| s.hours).sum()
    }

    /// The lowest coverage on arrival; 1 for a route without moves.
    pub fn weakest(&self) -> f64 {
        self.steps.iter().map(|s| s.coverage).fold(1.0, f64::min)
    }
}

/// Routes, or why there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundRoutes {
    /// The routes within the leap: curated ones, then computed ones, then unusual ones, each by hours.
    pub routes: Vec<FoundRoute>,
    /// Curated routes that ask for a larger leap.
    pub beyond: Vec<FoundRoute>,
    /// The strictest limit that would give a route, when this one gives none.
    pub limit_that_would_do: Option<Limit>,
    /// The route that misses the leap by least, when there is none within it.
    pub nearest_miss: Option<NearestMiss>,
}

/// A person with their graph at each limit, made when it is first asked for.
pub struct RouteFinder<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) flat: &'a FlatCatalog,
    pub(super) states: &'a States,
    pub(super) roles: &'a [OccupationIx],
    pub(super) weights: PersonWeights,
    graphs: [OnceCell<TransitionGraph>; Limit::ALL.len()],
}

impl<'a> RouteFinder<'a> {
    /// The routes of a person with these states and roles held.
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

    /// The catalogue.
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// The roles the person holds or held.
    pub fn roles(&self) -> &[OccupationIx] {
        self.roles
    }

    /// How the person stands.
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
        let way = self.way(query);
        let mut evaluator = Evaluator::new(self.flat, &self.weights, query.from);
        let computed = self.computed(query, &way, &mut evaluator);
        let curated = curated::routes(self, query, &way, &mut evaluator);
        let chosen = choose(query.count, computed, curated.within);
        let mut answer = FoundRoutes {
            routes: chosen
                .into_iter()
                .map(|(cost, of)| self.shown(&cost, of))
                .collect(),
            beyond: curated
                .beyond
                .into_iter()
                .map(|(cost, of)| self.shown(&cost, Some(of)))
                .collect(),
            ..FoundRoutes::default()
        };
        answer
            .routes
            .sort_by_key(|r| (r.curated.is_none(), r.unusual));
        if answer.routes.is_empty() && query.from != query.to {
            (answer.limit_that_would_do, answer.nearest_miss) =
                miss::told(self, &way, query.limit, &mut evaluator);
        }
        answer
    }

    /// The computed routes, evaluated, those with the fewest hours first.
    fn computed(
        &self,
        query: &RouteQuery,
        way: &PathQuery,
        evaluator: &mut Evaluator<'_>,
    ) -> Vec<RouteCost> {
        if self.is_cut_off(query.limit, way) {
            return Vec::new();
        }
        let pool = query.count.saturating_mul(POOL);
        let mut out: Vec<(Vec<OccupationIx>, RouteCost)> = Vec::new();
        for candidate in self
            .candidates(query.limit, way)
            .patient(PATIENCE)
            .take(pool)
        {
            let cost = evaluator.evaluate(&candidate.occupations);
            let cost = evaluator.drop_stops(cost, query.limit.least(), &way.via);
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

    /// The routes of the graph, the cheapest first, without those that a shorter one replaces.
    pub(super) fn candidates<'b>(&'b self, limit: Limit, way: &'b PathQuery) -> ShortestPaths<'b> {
        let graph = self.graph(limit);
        ShortestPaths::new(self.flat, &self.weights, graph, way, BypassedStops::Skip)
    }

    /// Whether nothing leads from the start to the goal, as far as a short look can tell. Where the graph is there already it
    /// tells more.
    fn is_cut_off(&self, limit: Limit, way: &PathQuery) -> bool {
        if self.graphs[limit as usize].get().is_some() {
            return false;
        }
        let measure = Measure::new(self.flat, &self.weights, limit);
        let mut around = Around::new(&measure);
        let met = Between::new(&mut around, way).patient(LOOK).walk();
        matches!(met, Met::Never)
    }

    /// A query in positions.
    pub fn way(&self, query: &RouteQuery) -> PathQuery {
        let mut closed: Vec<bool> = self
            .catalog
            .occupations()
            .map(|o| {
                query
                    .groups
                    .as_ref()
                    .is_some_and(|g| !g.allow(&o.isco().code))
            })
            .collect();
        for avoided in &query.avoid {
            closed[avoided.index()] = true;
        }
        let mut via: Vec<OccupationIx> = Vec::new();
        for stop in &query.via {
            if *stop != query.from && *stop != query.to && !via.contains(stop) {
                // Whoever names a stop wants it, whatever its group.
                closed[stop.index()] = query.avoid.contains(stop);
                via.push(*stop);
            }
        }
        PathQuery {
            from: query.from,
            to: query.to,
            moves: query.moves.clamp(1, MOVES),
            closed,
            via,
        }
    }

    /// A route with everything that is said of it.
    pub fn shown(&self, cost: &RouteCost, curated: Option<CuratedRef>) -> FoundRoute {
        let start = cost.occupations.first().copied();
        let base = self.base(start);
        let mut supposed = base.clone();
        let mut steps = Vec::new();
        for (at, pair) in cost.occupations.windows(2).enumerate() {
            let [from, to] = [pair[0], pair[1]];
            let rank = Usefulness {
                catalog: self.catalog,
                later: &cost.occupations[at + 2..],
            };
            let skills = self.catalog.occupation(to).essential().iter().copied();
            steps.push(FoundStep {
                from,
                to,
                class: class_of(self.catalog, from, to, cost.coverage[at]),
                coverage: cost.coverage[at],
                hours: cost.hours[at],
                essential: gap::share(&base, Some(&supposed), skills, &rank),
            });
            arrive(self.catalog, &mut supposed, to);
        }
        if curated.is_some() {
            for step in &mut steps {
                if let Some(known) = self.catalog.tracks.between(step.from, step.to) {
                    step.class = known.class;
                }
            }
        }
        let unusual =
            curated.is_none() && is_unusual(self.catalog, &cost.occupations, cost.weakest());
        FoundRoute {
            basis: if curated.is_some() {
                Basis::Editorial
            } else {
                Basis::Derived
            },
            curated,
            occupations: cost.occupations.clone(),
            steps,
            unusual,
        }
    }

    /// The states of the person in `start`, which they may hold or not.
    pub fn base(&self, start: Option<OccupationIx>) -> States {
        let mut base = self.states.clone();
        if let Some(start) = start.filter(|s| !self.roles.contains(s)) {
            arrive(self.catalog, &mut base, start);
        }
        base
    }

    /// A route over these occupations as it stands for the person, whatever leaps it asks for.
    pub fn along(
        &self,
        occupations: &[OccupationIx],
        curated: Option<CuratedRef>,
    ) -> Option<FoundRoute> {
        let start = *occupations.first()?;
        let cost = Evaluator::new(self.flat, &self.weights, start).evaluate(occupations);
        Some(self.shown(&cost, curated))
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
    let mut all: Vec<(RouteCost, Option<CuratedRef>)> =
        curated.chain(own.map(|cost| (cost, None))).collect();
    all.sort_by(|(a, x), (b, y)| {
        let key = |cost: &RouteCost, of: &Option<CuratedRef>| (cost.total(), of.is_none());
        key(a, x)
            .cmp(&key(b, y))
            .then_with(|| a.occupations.cmp(&b.occupations))
    });
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

#[cfg(test)]
mod tests;
