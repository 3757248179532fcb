//! What each missing skill does: its hours, how many routes ask for it, and which close occupations it brings within the
//! leap.
//!
//! A route asks for a skill once, however many of its stops do, so holding the skill takes its hours off each route that
//! is counted, as a what-if shows. Stops that could then be left out are not counted, nor are routes that only the skill
//! makes feasible.

use super::closeness::nearest;
use super::hours::{MOVE, SkillHours};
use crate::catalog::{OccupationIx, SkillIx};
use crate::planning::plan::Plan;
use crate::planning::route_search::evaluator::Evaluator;
use crate::planning::route_search::person_weights::coverage as coverage_of;
use crate::planning::route_search::transition_graph::Limit;
use crate::planning::route_search::{FoundRoute, RouteFinder};

/// How many of the start's closest occupations count as close.
pub const CLOSE: usize = 50;

/// What is still to be done on a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemainingRoute {
    /// Where the person is, and the stops ahead.
    pub occupations: Vec<OccupationIx>,
    /// The essential skills that are missing there, each once, ascending.
    pub skills: Vec<SkillIx>,
    /// Hours of those skills and of the moves.
    pub hours: u32,
}

impl RemainingRoute {
    /// The open steps of a plan for a person in `from`; `None` where no step is open.
    pub fn of_plan(hours: &SkillHours, from: OccupationIx, plan: &Plan) -> Option<Self> {
        plan.current?;
        let steps = || plan.steps.iter().filter(|s| !s.done);
        let ahead = steps().map(|s| s.to);
        let skills = steps().flat_map(|s| &s.essential.missing);
        Some(Self::new(hours, std::iter::once(from).chain(ahead), skills))
    }

    pub fn of_found(hours: &SkillHours, found: &FoundRoute) -> Self {
        let skills = found.steps.iter().flat_map(|s| &s.essential.missing);
        Self::new(hours, found.occupations.iter().copied(), skills)
    }

    fn new<'a>(
        hours: &SkillHours,
        occupations: impl Iterator<Item = OccupationIx>,
        skills: impl Iterator<Item = &'a SkillIx>,
    ) -> Self {
        let occupations: Vec<OccupationIx> = occupations.collect();
        let mut skills: Vec<SkillIx> = skills.copied().collect();
        skills.sort_unstable();
        skills.dedup();
        let moves = occupations.len().saturating_sub(1) as u32;
        Self {
            hours: hours.sum(&skills) + MOVE * moves,
            occupations,
            skills,
        }
    }

    /// Whether it asks for a skill.
    pub fn asks_for(&self, skill: SkillIx) -> bool {
        self.skills.binary_search(&skill).is_ok()
    }
}

/// What holding one skill would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillImpact {
    pub skill: SkillIx,
    /// What it takes to learn it, in hours.
    pub hours: u32,
    /// How many of the routes looked at ask for it.
    pub routes: usize,
    /// Close occupations that it brings within the limit, the closest first.
    pub opens: Vec<OccupationIx>,
}

impl SkillImpact {
    /// What it is sorted by: the routes that ask for it, then hours, then occupations opened.
    pub fn weight(&self) -> (usize, u32, usize) {
        (self.routes, self.hours, self.opens.len())
    }
}

/// Every skill that is not held and does something, in the order of [`SkillImpact::weight`], then by label. `routes` start in
/// `from`.
pub fn skill_impacts(
    finder: &RouteFinder<'_>,
    from: OccupationIx,
    routes: &[RemainingRoute],
    limit: Limit,
) -> Vec<SkillImpact> {
    let catalog = finder.catalog;
    let base = finder.states_in(Some(from));
    let close: Vec<OccupationIx> = nearest(catalog, from, CLOSE)
        .into_iter()
        .map(|(o, _)| o)
        .collect();
    let close_by = close
        .iter()
        .flat_map(|o| catalog.occupation(*o).essential().iter())
        .filter(|s| !base.get(**s).is_held());
    let asked = routes.iter().flat_map(|r| &r.skills);
    let mut asked: Vec<SkillIx> = asked.chain(close_by).copied().collect();
    asked.sort_unstable();
    asked.dedup();

    let evaluator = Evaluator::new(finder.flat, &finder.weights, from);
    let of = |skill: SkillIx| SkillImpact {
        skill,
        hours: finder.flat.hours.of(skill),
        routes: routes.iter().filter(|r| r.asks_for(skill)).count(),
        opens: opened(finder, &evaluator, &close, skill, limit),
    };
    let mut out: Vec<SkillImpact> = asked.into_iter().map(of).collect();
    out.retain(|impact| impact.routes > 0 || !impact.opens.is_empty());
    out.sort_by(|a, b| {
        let label = |l: &SkillImpact| catalog.skill(l.skill).label();
        let by_weight = b.weight().cmp(&a.weight());
        by_weight.then_with(|| label(a).cmp(label(b)))
    });
    out
}

/// The occupations of `close` that are not within the limit and would be with the skill.
fn opened(
    finder: &RouteFinder<'_>,
    evaluator: &Evaluator<'_>,
    close: &[OccupationIx],
    skill: SkillIx,
    limit: Limit,
) -> Vec<OccupationIx> {
    let coverage = |occupation: OccupationIx, with: bool| {
        let at = occupation.index();
        let skills = finder.flat.essential.of(at).iter();
        let covered = skills.fold(0.0, |sum, s| {
            let weight = if with && *s == skill.0 {
                1.0
            } else {
                evaluator.weight(SkillIx(*s))
            };
            sum + finder.flat.rarity[*s as usize] * weight
        });
        coverage_of(covered, finder.flat.points[at])
    };
    let asking = close
        .iter()
        .copied()
        .filter(|o| finder.flat.requires(o.index(), skill.0));
    asking
        .filter(|o| coverage(*o, false) < limit.least() && coverage(*o, true) >= limit.least())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::OccupationUri;
    use crate::catalog::testing::CATALOG;
    use crate::planning::current_plan::current_plan;
    use crate::planning::forecast::{Figures, measured_routes, routes_ahead};
    use crate::planning::route_search::RouteQuery;
    use crate::planning::testing::{find, flat, now, samples};
    use crate::profile::change::{make_move, mark};
    use crate::profile::{Claim, Record, RoleHeld, States};

    #[test]
    fn an_impact_is_what_holding_the_skill_does() {
        let flat = flat(&CATALOG);
        let auditor = find("2511.18");
        let goal = CATALOG.goal().unwrap();
        let states = States::derive(&CATALOG, &[auditor], []);
        let roles = [auditor];
        let finder = RouteFinder::new(&CATALOG, &flat, &states, &roles);
        let routes = finder.routes(&RouteQuery::new(auditor, goal)).routes;
        let open: Vec<RemainingRoute> = routes
            .iter()
            .map(|r| RemainingRoute::of_found(&flat.hours, r))
            .collect();
        assert!(open.iter().zip(&routes).all(|(o, r)| o.hours == r.hours()));
        let all = skill_impacts(&finder, auditor, &open, Limit::Medium);
        assert!(all.is_sorted_by(|a, b| a.weight() >= b.weight()));
        let first = &all[0];
        assert!(first.routes == routes.len());

        let opener = all.iter().find(|l| !l.opens.is_empty()).unwrap();
        for impact in [first, opener] {
            let states = States::derive(&CATALOG, &roles, [(impact.skill, Claim::Held)]);
            let after = RouteFinder::new(&CATALOG, &flat, &states, &roles);
            for opened in &impact.opens {
                assert!(finder.weights().coverage(&flat, *opened) < Limit::Medium.least());
                assert!(after.weights().coverage(&flat, *opened) >= Limit::Medium.least());
            }
            let shorter = routes.iter().filter(|route| {
                let then = after.route_over(&route.occupations, None).unwrap();
                assert!([0, impact.hours].contains(&(route.hours() - then.hours())));
                then.hours() < route.hours()
            });
            assert_eq!(shorter.count(), impact.routes);
        }
    }

    proptest! {
        #[test]
        fn what_a_skill_is_worth_on_a_route_is_what_a_what_if_shows(
            sample in samples(), ends in any::<[prop::sample::Index; 2]>(), stops in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            roles in prop::collection::vec(any::<prop::sample::Index>(), 0..3), moves in 0_usize..3,
        ) {
            let catalog = sample.catalog();
            let flat = flat(&catalog);
            let uri = |at: &prop::sample::Index| {
                let ix = OccupationIx(at.index(catalog.occupations().len()) as u32);
                OccupationUri::from(catalog.occupation(ix).uri())
            };
            let mut record = Record::new(now());
            let held = roles.iter().chain(roles.is_empty().then_some(&ends[0]));
            record.profile.roles_held = held.map(|at| RoleHeld::new(&uri(at))).collect();
            record.profile.start = Some(uri(&ends[0]));
            record.profile.goal = Some(uri(&ends[1]));
            record.profile.stops = Some(stops.iter().map(uri).collect());
            for (skill, said) in sample.claims() {
                mark(&mut record, &catalog, skill, Some(said), now());
            }
            let states = |record: &Record| States::of(&record.profile, &catalog);
            let plan_of = |record: &Record| current_plan(&catalog, &record.profile, &states(record));
            for _ in 0..moves {
                let Some(plan) = plan_of(&record) else { break };
                let Some(step) = plan.current.map(|at| &plan.steps[at]) else { break };
                make_move(&mut record, &catalog, &step.id, step.to, now());
            }
            let hours = |record: &Record| {
                let plan = plan_of(record);
                let profile = &record.profile;
                Figures::new(&catalog, &flat.hours, profile, &states(record), plan.as_ref()).hours
            };
            let (plan, known) = (plan_of(&record), states(&record));
            let roles = record.profile.roles(&catalog);
            let finder = RouteFinder::new(&catalog, &flat, &known, &roles);
            let Some((query, answer)) = routes_ahead(&finder, &record.profile, plan.as_ref()) else { return Ok(()) };
            let routes = measured_routes(&finder, query.from, plan.as_ref(), answer);
            let own = plan.as_ref().and_then(|p| RemainingRoute::of_plan(&flat.hours, query.from, p));
            let all = skill_impacts(&finder, query.from, &routes, query.limit);
            for skill in catalog.skills().map(|s| s.ix) {
                let impact = all.iter().find(|l| l.skill == skill);
                prop_assert_eq!(impact.map_or(0, |l| l.routes), routes.iter().filter(|r| r.asks_for(skill)).count());
                let mut trial = record.trial();
                mark(&mut trial, &catalog, skill, Some(Claim::Held), now());
                // Each route that is counted gets shorter by the hours of the skill, and no other does.
                let states = states(&trial);
                let after = RouteFinder::new(&catalog, &flat, &states, &roles);
                for route in routes.iter().filter(|r| own.as_ref() != Some(r)) {
                    let then = after.route_over(&route.occupations, None).map(|f| f.hours());
                    let worth = if route.asks_for(skill) { flat.hours.of(skill) } else { 0 };
                    prop_assert_eq!(then, Some(route.hours - worth));
                }
                let Some(own) = &own else { continue };
                let worth = if own.asks_for(skill) { impact.map(|l| l.hours) } else { Some(0) };
                prop_assert_eq!(hours(&record).zip(hours(&trial)).map(|(is, then)| is - then), worth);
            }
        }
    }
}
