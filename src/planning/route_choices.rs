//! The routes that a person chooses from: the curated ones from where they are and the computed ones, in one list.

use super::hours::{MOVE, SkillHours};
use crate::catalog::track::{Route, Track};
use crate::catalog::{Catalog, OccupationIx, RouteId, TrackId};
use crate::planning::computed_plan::{computed_plan, made_moves};
use crate::planning::curated_options::{CuratedOption, curated_options};
use crate::planning::curated_plan::curated_plan;
use crate::planning::current_plan::current_plan;
use crate::planning::current_role::current_role;
use crate::planning::job_history::JobHistory;
use crate::planning::plan::Plan;
use crate::planning::plausibility::is_unusual;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::route_search::{CuratedRef, FoundRoute, RouteFinder, RouteQuery};
use crate::profile::{Profile, States};

/// How many computed routes are looked for where no other number is wanted.
const COMPUTED: usize = 5;

/// Which route a choice is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteSource {
    /// A curated one.
    Curated { track: TrackId, route: RouteId },
    /// A computed one, by its stops between start and goal.
    Computed(Vec<OccupationIx>),
}

/// A route to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct RouteChoice {
    pub which: RouteSource,
    /// The route from where the person is.
    pub plan: Plan,
    /// Hours of what is still to be gained and of the moves still to be made.
    pub hours: u32,
    /// Whether it passes where the person starts; else a derived step joins it.
    pub fits: bool,
    /// Whether it is computed and unusual.
    pub unusual: bool,
}

/// All routes to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RouteChoices {
    /// Routes from where the person starts, curated ones before computed ones; then the curated ones that a derived step
    /// joins; then the unusual ones. Each kind by hours.
    pub routes: Vec<RouteChoice>,
    /// Where the computed ones begin to differ: the present occupation where moves from the start led there, else the
    /// start. None where there is nothing to choose.
    pub from: Option<OccupationIx>,
    /// The limit that the computed ones keep within, when the usual one gives none.
    pub beyond: Option<Limit>,
    /// Whether the search for computed ones ended at the number that was wanted.
    pub has_more: bool,
}

/// What a search for computed routes gives; see [`RouteChoices`].
#[derive(Default)]
struct Search {
    routes: Vec<FoundRoute>,
    beyond: Option<Limit>,
    has_more: bool,
}

impl RouteChoices {
    /// The routes from a person's start to their goal. None without a start or a goal that the catalogue has, and none at
    /// the goal.
    pub fn new(finder: &RouteFinder<'_>, profile: &Profile) -> Self {
        Self::with_computed(finder, profile, COMPUTED)
    }

    /// The same with at least five and otherwise up to `count` computed routes.
    pub fn with_computed(finder: &RouteFinder<'_>, profile: &Profile, count: usize) -> Self {
        let (catalog, hours, states) = (finder.catalog, &finder.flat.hours, finder.states);
        let count = count.max(COMPUTED);
        Self::find(catalog, hours, profile, states, |mut query| {
            query.count = count;
            let answer = finder.routes(&query);
            let Some(limit) = answer.sufficient_limit else {
                let has_more = answer.routes.len() >= count;
                return Search {
                    has_more,
                    routes: answer.routes,
                    beyond: None,
                };
            };
            query.limit = limit;
            let routes = finder.routes(&query).routes;
            Search {
                has_more: routes.len() >= count,
                routes,
                beyond: Some(limit),
            }
        })
    }

    /// Those that need no search: the curated ones, and the one that the person chose.
    pub fn without_search(
        catalog: &Catalog,
        hours: &SkillHours,
        profile: &Profile,
        states: &States,
    ) -> Self {
        Self::find(catalog, hours, profile, states, |_| Search::default())
    }

    /// The routes, with the computed ones that `search` gives.
    fn find(
        catalog: &Catalog,
        hours: &SkillHours,
        profile: &Profile,
        states: &States,
        search: impl FnOnce(RouteQuery) -> Search,
    ) -> Self {
        let ends = profile.start_in(catalog).zip(profile.goal_in(catalog));
        let Some((start, goal)) = ends.filter(|(start, goal)| start != goal) else {
            return Self::default();
        };
        let now = current_role(catalog, profile).unwrap_or(start);
        if now == goal {
            return Self::default();
        }
        // A person who came to the present role by moves from the start goes on from there.
        let made = if now == start {
            Some(Vec::new())
        } else {
            made_moves(catalog, profile, start, now)
        };
        let (from, behind) = made.map_or((start, Vec::new()), |made| (now, made));
        // Curated routes end at the goal of the tracks: to another goal they are no way.
        let curated = if catalog.goal() == Some(goal) {
            curated_options(catalog, profile, states)
        } else {
            Vec::new()
        };
        let mut routes: Vec<RouteChoice> = curated
            .into_iter()
            .map(|o| Self::curated(hours, o))
            .collect();
        // Two routes may have the same steps ahead of the person: one is enough, and that is the one they are on.
        let own = current_plan(catalog, profile, states);
        routes.sort_by_key(|r| own.as_ref().is_none_or(|own| !r.is(own)));
        let mut seen: Vec<Vec<OccupationIx>> = Vec::new();
        routes.retain(|r| {
            let ahead = ahead(&r.plan);
            let new = !seen.contains(&ahead);
            seen.push(ahead);
            new
        });
        let mut query = RouteQuery::new(from, goal);
        let passed = std::iter::once(start).chain(behind.iter().copied());
        query.avoid = passed.filter(|o| *o != from).collect();
        let Search {
            routes: computed,
            beyond,
            has_more,
        } = search(query);
        for found in computed {
            let [_, between @ .., _] = found.occupations.as_slice() else {
                continue;
            };
            let between = [&behind, between].concat();
            let plan = computed_plan(catalog, profile, states, (start, goal), &between);
            let steps = ahead(&plan);
            let same = |r: &RouteChoice| ahead(&r.plan) == steps;
            if routes.iter().any(|r| r.fits && same(r)) {
                continue;
            }
            // A track that would have to be joined says less of these stops than that they are within the leap.
            routes.retain(|r| !same(r));
            routes.push(RouteChoice {
                which: RouteSource::Computed(between),
                hours: open_hours(hours, &plan),
                plan,
                fits: true,
                unusual: found.unusual,
            });
        }
        // The one they chose is among them, however many are better.
        if let Some(stops) = &profile.stops {
            let known = stops
                .iter()
                .filter_map(|uri| catalog.occupation_by_uri(uri));
            let between: Vec<_> = known.filter(|ix| ![start, goal].contains(ix)).collect();
            let plan = computed_plan(catalog, profile, states, (start, goal), &between);
            let way = plan.stations();
            if !routes.iter().any(|r| r.fits && r.plan.stations() == way) {
                routes.push(RouteChoice {
                    which: RouteSource::Computed(between),
                    hours: open_hours(hours, &plan),
                    unusual: is_unusual(catalog, &way, plan.weakest()),
                    plan,
                    fits: true,
                });
            }
        }
        routes.sort_by_key(|r| (r.unusual, !r.fits, is_computed(r), r.hours));
        Self {
            routes,
            from: Some(from),
            beyond,
            has_more,
        }
    }

    /// What is open of a curated route from where a person is. None where it is not known where they are, where they have
    /// another goal, and where nothing of it is left.
    pub(crate) fn curated_ahead(
        finder: &RouteFinder<'_>,
        profile: &Profile,
        (track, route): (&Track, &Route),
    ) -> Option<FoundRoute> {
        let (catalog, states) = (finder.catalog, finder.states);
        let history = JobHistory::of(catalog, profile)?;
        if profile.goal_in(catalog) != catalog.goal() {
            return None;
        }
        let plan = curated_plan(catalog, profile, states, &history, (track, route));
        let curated = CuratedRef {
            track: track.id.clone(),
            route: route.id.clone(),
        };
        open_route(finder, &plan, Some(curated))
    }

    /// The first `count` of them; the person's own takes the last place where it would be cut off.
    pub fn first(&self, count: usize, own: Option<&Plan>) -> Vec<&RouteChoice> {
        let mut out: Vec<&RouteChoice> = self.routes.iter().take(count).collect();
        let own = own.and_then(|plan| self.routes.iter().find(|r| r.is(plan)));
        if let Some(own) = own.filter(|own| count > 1 && !out.contains(own)) {
            out.pop();
            out.push(own);
        }
        out
    }

    fn curated(hours: &SkillHours, option: CuratedOption) -> RouteChoice {
        RouteChoice {
            which: RouteSource::Curated {
                track: option.track,
                route: option.route,
            },
            hours: open_hours(hours, &option.plan),
            plan: option.plan,
            fits: option.position.passes(),
            unusual: false,
        }
    }
}

impl RouteChoice {
    /// What is still open of it, with the figures of a found route. None where no step is open.
    pub fn open(&self, finder: &RouteFinder<'_>) -> Option<FoundRoute> {
        let curated = match &self.which {
            RouteSource::Curated { track, route } => Some(CuratedRef {
                track: track.clone(),
                route: route.clone(),
            }),
            RouteSource::Computed(_) => None,
        };
        let mut found = open_route(finder, &self.plan, curated)?;
        found.unusual = self.unusual;
        Some(found)
    }

    /// Whether it is the route that the person is on.
    pub fn is(&self, plan: &Plan) -> bool {
        match &self.which {
            RouteSource::Curated { track, route } => {
                plan.track.as_ref() == Some(track) && plan.route.as_ref() == Some(route)
            }
            RouteSource::Computed(between) => plan.track.is_none() && stops(plan) == *between,
        }
    }
}

/// Where the open steps of a plan lead.
fn ahead(plan: &Plan) -> Vec<OccupationIx> {
    let open = plan.steps.iter().filter(|s| !s.done);
    open.map(|s| s.to).collect()
}

/// The open steps of a plan as a found route. None where no step is open.
fn open_route(
    finder: &RouteFinder<'_>,
    plan: &Plan,
    curated: Option<CuratedRef>,
) -> Option<FoundRoute> {
    let open: Vec<_> = plan.steps.iter().filter(|s| !s.done).collect();
    let from = open.first()?.from;
    let way = std::iter::once(from).chain(open.iter().map(|s| s.to));
    let mut found = finder.route_over(&way.collect::<Vec<_>>(), curated)?;
    found.basis = plan.basis;
    Some(found)
}

fn is_computed(choice: &RouteChoice) -> bool {
    matches!(choice.which, RouteSource::Computed(_))
}

/// What lies between start and goal.
fn stops(plan: &Plan) -> Vec<OccupationIx> {
    let between = plan
        .steps
        .split_last()
        .map_or(&[][..], |(_, between)| between);
    between.iter().map(|s| s.to).collect()
}

/// What the open steps of a route take: what is still to be gained, and the moves.
pub(super) fn open_hours(hours: &SkillHours, plan: &Plan) -> u32 {
    let open = plan.steps.iter().filter(|s| !s.done);
    open.map(|s| MOVE + hours.sum(&s.essential.missing)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Basis;
    use crate::catalog::testing::CATALOG;
    use crate::planning::plausibility::LEAST;
    use crate::planning::testing::{begun, derived, find, flat, now, person, uri};
    use crate::profile::Record;
    use crate::profile::change;

    fn choices(start: &str, goal: Option<&str>) -> RouteChoices {
        let mut profile = person(&[start]);
        profile.goal = goal.map(uri);
        with_finder(&profile, |finder| RouteChoices::new(finder, &profile))
    }

    fn with_finder<R>(profile: &Profile, take: impl FnOnce(&RouteFinder<'_>) -> R) -> R {
        let states = States::of(profile, &CATALOG);
        let roles = profile.roles(&CATALOG);
        let flat = flat(&CATALOG);
        take(&RouteFinder::new(&CATALOG, &flat, &states, &roles))
    }

    #[test]
    fn curated_and_computed_routes_stand_in_one_list() {
        let all = choices("2511.18", None);
        let fitting = all.routes.iter().filter(|r| r.fits);
        let computed = |r: &&RouteChoice| matches!(r.which, RouteSource::Computed(_));
        let place = |r: &RouteChoice| (r.unusual, !r.fits, computed(&r), r.hours);
        assert!(all.routes.iter().map(place).is_sorted());
        // The straight way is covered to a quarter.
        let last = all.routes.last().unwrap();
        assert!(last.unusual && last.plan.weakest() < LEAST);
        let first = fitting.clone().find(computed).unwrap();
        assert_eq!(first.plan.basis, Basis::Derived);
        assert!(fitting.clone().any(|r| !computed(&r)));
        assert!(all.routes.iter().any(|r| !r.fits) && all.beyond.is_none());
        let mut routes: Vec<_> = all.routes.iter().map(|r| stops(&r.plan)).collect();
        routes.sort();
        routes.dedup();
        assert_eq!(routes.len(), all.routes.len(), "each route once");
    }

    #[test]
    fn the_computed_route_of_the_person_is_among_them() {
        let mut profile = person(&["2511.18"]);
        profile.stops = Some(vec![uri("2519.2")]);
        let (_, plan) = derived(&profile);
        let all = with_finder(&profile, |finder| {
            RouteChoices::new(finder, &profile).routes
        });
        let own = all.iter().position(|r| r.is(&plan)).unwrap();
        // It is usual: before the tracks that must be joined, behind those that pass the start.
        assert!(all[..own].iter().all(|r| r.fits && !r.unusual));
        assert!(all[own + 1..].iter().all(|r| !r.fits || r.unusual));
    }

    #[test]
    fn after_a_move_computed_routes_go_on_from_there_and_none_is_left_at_the_goal() {
        let mut record = begun(&["2511.18"]);
        let choices = |record: &Record| {
            with_finder(&record.profile, |finder| {
                let all = RouteChoices::new(finder, &record.profile);
                for choice in &all.routes {
                    let open = choice.open(finder).unwrap();
                    assert_eq!(open.hours(), choice.hours, "{:?}", choice.which);
                    assert_eq!(open.curated.is_none(), is_computed(choice));
                }
                all
            })
        };
        let moved = find("2519.2");
        let step = "it-auditor-to-ict-auditor-manager";
        assert_eq!(choices(&record).from, Some(find("2511.18")));
        change::make_move(&mut record, &CATALOG, &step.into(), moved, now());
        let all = choices(&record);
        assert_eq!(all.from, Some(moved));
        let mut steps: Vec<_> = all.routes.iter().map(|r| ahead(&r.plan)).collect();
        steps.sort();
        steps.dedup();
        assert_eq!(steps.len(), all.routes.len(), "the same steps once");
        let computed = all.routes.iter().filter(|r| is_computed(r));
        for choice in computed.clone() {
            assert_eq!(stops(&choice.plan).first(), Some(&moved));
            assert!(choice.plan.steps[0].done);
        }
        assert!(computed.count() > 0);
        let last = all.routes.last().unwrap();
        let first = all.first(2, Some(&last.plan));
        assert_eq!(first, [&all.routes[0], last], "the own one is kept");
        let last_step = "from-2519.2-to-2529.1";
        let goal = find("2529.1");
        change::make_move(&mut record, &CATALOG, &last_step.into(), goal, now());
        assert_eq!(choices(&record), RouteChoices::default());
    }

    #[test]
    fn to_another_goal_only_computed_routes_lead() {
        let all = choices("2511.18", Some("1330.1"));
        assert!(!all.routes.is_empty());
        assert!(
            all.routes
                .iter()
                .all(|r| matches!(r.which, RouteSource::Computed(_)))
        );
        assert_eq!(choices("2529.1", None), RouteChoices::default());
    }
}
