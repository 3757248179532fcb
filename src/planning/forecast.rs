//! A few figures of a person's plan and of the routes ahead, for comparing what is with what would be.
//!
//! [`Figures`] follow from the plan at once. [`Forecast`] needs a route search of some milliseconds, so screens have it
//! computed in the background.

use super::gap::coverage;
use super::hours::SkillHours;
use crate::catalog::{Catalog, OccupationIx};
use crate::planning::current_role::current_role;
use crate::planning::plan::Plan;
use crate::planning::route_choices::open_hours;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::route_search::{FoundRoutes, RouteFinder, RouteQuery};
use crate::planning::skill_impact::{RemainingRoute, SkillImpact, skill_impacts};
use crate::profile::{Profile, States};

/// How many routes are counted; more are "so many or more".
pub const COUNTED: usize = 20;

/// How many of them skills are measured on: as many as the command `routes` lists.
const MEASURED: usize = 5;

/// What follows from a record and its plan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    pub goal: Option<OccupationIx>,
    /// Coverage of the goal, 0 to 1.
    pub coverage: f64,
    /// Essential skills of the goal: those held, and all.
    pub essential: (usize, usize),
    /// Where the next step leads, and its coverage on arrival. None when no step is left.
    pub step: Option<(OccupationIx, f64)>,
    /// Hours of the open steps of the person's route.
    pub hours: Option<u32>,
}

impl Figures {
    pub fn new(
        catalog: &Catalog,
        hours: &SkillHours,
        profile: &Profile,
        states: &States,
        plan: Option<&Plan>,
    ) -> Self {
        let goal = profile.goal_in(catalog);
        let step = plan.and_then(|p| p.steps.get(p.current?));
        let asked = goal.map_or(&[][..], |goal| catalog.occupation(goal).essential());
        Self {
            goal,
            essential: (states.count_held(asked), asked.len()),
            coverage: goal.map_or(0.0, |goal| coverage(catalog, states, goal)),
            step: step.map(|s| (s.to, s.coverage)),
            hours: plan.map(|plan| open_hours(hours, plan)),
        }
    }
}

/// The routes from where a person is to their goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RouteSummary {
    /// How many there are within the medium leap, at most [`COUNTED`].
    pub within: usize,
    /// The one with the fewest hours: its hours and its occupations. None when none is within the leap.
    pub shortest: Option<(u32, Vec<OccupationIx>)>,
}

/// The figures that need a route search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    pub routes: RouteSummary,
    /// What each missing skill would do, the most useful first. Measured on the rest of the person's own route and on
    /// the five best routes; where none is within the leap, on the nearest miss.
    pub impacts: Vec<SkillImpact>,
}

impl RouteSummary {
    pub fn new(finder: &RouteFinder<'_>, profile: &Profile, plan: Option<&Plan>) -> Self {
        routes_ahead(finder, profile, plan)
            .map_or_else(Self::default, |(_, answer)| Self::of(&answer))
    }

    /// The figures of routes that were found.
    pub fn of(answer: &FoundRoutes) -> Self {
        let shortest = answer.routes.iter().min_by_key(|r| r.hours());
        Self {
            within: answer.routes.len(),
            shortest: shortest.map(|r| (r.hours(), r.occupations.clone())),
        }
    }
}

impl Forecast {
    /// The forecast of a person. Nothing, when it is not known where they are, or when they are at their goal.
    pub fn new(finder: &RouteFinder<'_>, profile: &Profile, plan: Option<&Plan>) -> Self {
        let Some((query, answer)) = routes_ahead(finder, profile, plan) else {
            return Self::default();
        };
        let routes = RouteSummary::of(&answer);
        let measured = measured_routes(finder, query.from, plan, answer);
        Self {
            routes,
            impacts: skill_impacts(finder, query.from, &measured, query.limit),
        }
    }
}

/// The routes within the medium leap from where the person is now, with what was asked: at most [`COUNTED`]. None when it
/// is not known where they are, or when they are at their goal.
pub fn routes_ahead(
    finder: &RouteFinder<'_>,
    profile: &Profile,
    plan: Option<&Plan>,
) -> Option<(RouteQuery, FoundRoutes)> {
    let catalog = finder.catalog;
    let from = current_role(catalog, profile)?;
    let to = plan
        .map(|p| p.goal)
        .or_else(|| profile.goal_in(catalog))
        .filter(|to| *to != from)?;
    let mut query = RouteQuery::new(from, to);
    query.limit = Limit::Medium;
    query.count = COUNTED;
    let answer = finder.routes(&query);
    Some((query, answer))
}

/// The routes that skills are measured on: what is left of the person's own, whatever leaps it asks for, then the best
/// ones, or the nearest miss where there are none.
pub fn measured_routes(
    finder: &RouteFinder<'_>,
    from: OccupationIx,
    plan: Option<&Plan>,
    answer: FoundRoutes,
) -> Vec<RemainingRoute> {
    let hours = &finder.flat.hours;
    let own = plan.and_then(|plan| RemainingRoute::of_plan(hours, from, plan));
    let miss = answer.nearest_miss.map(|m| m.route);
    let best = answer.routes.into_iter().take(MEASURED).chain(miss);
    let mut out: Vec<RemainingRoute> = Vec::from_iter(own);
    for found in best {
        if out.iter().all(|r| r.occupations != found.occupations) {
            out.push(RemainingRoute::of_found(hours, &found));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SkillIx;
    use crate::catalog::testing::CATALOG;
    use crate::planning::current_plan::current_plan;
    use crate::planning::testing::{begun, derived, find, flat, now, person};
    use crate::profile::Claim;
    use crate::profile::change::{make_move, mark};

    fn look(profile: &Profile) -> (Figures, Forecast) {
        let states = States::of(profile, &CATALOG);
        let plan = current_plan(&CATALOG, profile, &states);
        let flat = flat(&CATALOG);
        let roles = profile.roles(&CATALOG);
        let finder = RouteFinder::new(&CATALOG, &flat, &states, &roles);
        (
            Figures::new(&CATALOG, &flat.hours, profile, &states, plan.as_ref()),
            Forecast::new(&finder, profile, plan.as_ref()),
        )
    }

    #[test]
    fn a_skill_tried_does_to_the_figures_what_its_lever_says() {
        let mut record = begun(&["2511.18"]);
        let (before, forecast) = look(&record.profile);
        let impact = &forecast.impacts[0];
        let held = Some(Claim::Held);
        mark(&mut record, &CATALOG, impact.skill, held, now());
        let (after, then) = look(&record.profile);
        assert_eq!(after.hours.unwrap(), before.hours.unwrap() - impact.hours);
        assert!(after.coverage >= before.coverage);
        assert!(then.routes.within >= forecast.routes.within.min(1));
        assert!(then.impacts.iter().all(|l| l.skill != impact.skill));
    }

    #[test]
    fn a_move_tried_shortens_the_route_and_leads_to_the_next_step() {
        let mut record = begun(&["2511.18"]);
        let (before, _) = look(&record.profile);
        let step = derived(&record.profile).1.steps[0].clone();
        make_move(&mut record, &CATALOG, &step.id, step.to, now());
        let (after, forecast) = look(&record.profile);
        assert!(after.hours < before.hours && after.coverage > before.coverage);
        assert_eq!(before.step.unwrap().0, step.to);
        assert_ne!(after.step.unwrap().0, step.to);
        assert_eq!(forecast.routes.shortest.unwrap().1[0], step.to);
    }

    #[test]
    fn ways_begin_in_the_present_job_wherever_the_route_is_joined() {
        let mut profile = person(&["2529.6", "2511.18"]);
        profile.track = Some("audit".into());
        let (states, plan) = derived(&profile);
        assert_eq!(plan.start, find("2511.18"));
        let flat = flat(&CATALOG);
        let roles = profile.roles(&CATALOG);
        let finder = RouteFinder::new(&CATALOG, &flat, &states, &roles);
        let (query, answer) = routes_ahead(&finder, &profile, Some(&plan)).unwrap();
        assert_eq!(query.from, find("2529.6"));
        let routes = measured_routes(&finder, query.from, Some(&plan), answer);
        assert!(routes.iter().all(|r| r.occupations[0] == query.from));
        let stops = |r: &RemainingRoute| r.occupations[1..].to_vec();
        let open: Vec<OccupationIx> = plan.steps.iter().map(|s| s.to).collect();
        assert_eq!(stops(&routes[0]), open, "their own route stands first");
    }

    #[test]
    fn every_skill_that_the_own_route_asks_for_is_measured() {
        let record = begun(&["2511.18"]);
        let (_, plan) = derived(&record.profile);
        let (_, forecast) = look(&record.profile);
        let asked = plan.steps.iter().flat_map(|s| &s.essential.missing);
        let known = |s: &&SkillIx| forecast.impacts.iter().any(|l| l.skill == **s);
        assert!(asked.clone().count() > 10 && asked.clone().all(|s| known(&s)));
    }

    #[test]
    fn who_is_there_or_nowhere_has_no_ways() {
        let (figures, forecast) = look(&Profile::default());
        assert_eq!(forecast, Forecast::default());
        assert_eq!((figures.step, figures.hours), (None, None));
        assert_eq!(figures.goal, CATALOG.goal());
    }
}
