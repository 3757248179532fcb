//! How a person's way looks in a few figures, to be put side by side: as it is, and as it would be.
//!
//! [`Figures`] follow from the plan and are had at once. [`Outlook`] needs routes and is had within some milliseconds:
//! whoever shows it computes it beside the screen. Knows nothing of records that are tried; it is told two persons.

use super::atlas::{Answer, Atlas, Query};
use super::choice::open_hours;
use super::gap::coverage;
use super::hours::SkillHours;
use super::leverage::{Lever, Open, levers};
use super::network::Limit;
use super::present::present;
use super::route::Plan;
use crate::catalog::{Catalog, OccupationIx};
use crate::profile::{Profile, States};

/// How many routes are counted; more are "so many or more".
pub const COUNTED: usize = 20;

/// How many of them skills are measured on: as many as `routes` lists.
const MEASURED: usize = 5;

/// What follows from a record and its plan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The goal.
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
    /// The figures of a person.
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
        let held = asked.iter().filter(|s| states.get(**s).is_held()).count();
        Self {
            goal,
            essential: (held, asked.len()),
            coverage: goal.map_or(0.0, |goal| coverage(catalog, states, goal)),
            step: step.map(|s| (s.to, s.coverage)),
            hours: plan.map(|plan| open_hours(hours, plan)),
        }
    }
}

/// The routes from where a person is to their goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// How many there are within the medium leap, at most [`COUNTED`].
    pub within: usize,
    /// The one with the fewest hours: its hours and its occupations. None when none is within the leap.
    pub shortest: Option<(u32, Vec<OccupationIx>)>,
}

/// What takes routes to say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The routes.
    pub ways: Ways,
    /// What each missing skill would do, the most useful first. Measured on the rest of the person's own route and on
    /// the five best routes; where none is within the leap, on the nearest miss.
    pub levers: Vec<Lever>,
}

impl Ways {
    /// The routes of a person.
    pub fn new(atlas: &Atlas<'_>, profile: &Profile, plan: Option<&Plan>) -> Self {
        ways_of(atlas, profile, plan).map_or_else(Self::default, |(_, answer)| Self::of(&answer))
    }

    /// The figures of routes that were found.
    pub fn of(answer: &Answer) -> Self {
        let shortest = answer.routes.iter().min_by_key(|r| r.hours());
        Self {
            within: answer.routes.len(),
            shortest: shortest.map(|r| (r.hours(), r.occupations.clone())),
        }
    }
}

impl Outlook {
    /// The outlook of a person. Nothing, when it is not known where they are, or when they are at their goal.
    pub fn new(atlas: &Atlas<'_>, profile: &Profile, plan: Option<&Plan>) -> Self {
        let Some((query, answer)) = ways_of(atlas, profile, plan) else {
            return Self::default();
        };
        let ways = Ways::of(&answer);
        let routes = measured(atlas, query.from, plan, answer);
        Self {
            ways,
            levers: levers(atlas, query.from, &routes, query.limit),
        }
    }
}

/// The routes within the medium leap from where the person is now, with what was asked: at most [`COUNTED`]. None when it
/// is not known where they are, or when they are at their goal.
pub fn ways_of(
    atlas: &Atlas<'_>,
    profile: &Profile,
    plan: Option<&Plan>,
) -> Option<(Query, Answer)> {
    let catalog = atlas.catalog;
    let from = present(catalog, profile)?;
    let to = plan
        .map(|p| p.goal)
        .or_else(|| profile.goal_in(catalog))
        .filter(|to| *to != from)?;
    let mut query = Query::new(from, to);
    query.limit = Limit::Medium;
    query.count = COUNTED;
    let answer = atlas.routes(&query);
    Some((query, answer))
}

/// The routes that skills are measured on: what is left of the person's own, whatever leaps it asks for, then the best
/// ones, or the nearest miss where there are none.
pub fn measured(
    atlas: &Atlas<'_>,
    from: OccupationIx,
    plan: Option<&Plan>,
    answer: Answer,
) -> Vec<Open> {
    let hours = &atlas.ground.hours;
    let own = plan.and_then(|plan| Open::of_plan(hours, from, plan));
    let miss = answer.nearest_miss.map(|m| m.route);
    let best = answer.routes.into_iter().take(MEASURED).chain(miss);
    let mut out: Vec<Open> = Vec::from_iter(own);
    for found in best {
        if out.iter().all(|r| r.occupations != found.occupations) {
            out.push(Open::of_found(hours, &found));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::SkillIx;
    use crate::planning::route::plan;
    use crate::planning::testing::ground;
    use crate::profile::change::{PlanChange, make_move, mark, update_plan};
    use crate::profile::{Claim, Moment, Record};

    fn now() -> Moment {
        Moment {
            on: "2026-11-23".parse().unwrap(),
            at: "2026-11-23T10:00:00Z".parse().unwrap(),
        }
    }

    fn auditor(catalog: &Catalog) -> Record {
        let mut record = Record::new(now());
        let change = PlanChange {
            start: catalog.occupation_by_code("2511.18"),
            ..PlanChange::default()
        };
        update_plan(&mut record, catalog, change, now());
        record
    }

    fn look(catalog: &Catalog, profile: &Profile) -> (Figures, Outlook) {
        let states = States::of(profile, catalog);
        let plan = plan(catalog, profile, &states);
        let ground = ground(catalog);
        let roles = profile.roles(catalog);
        let atlas = Atlas::new(catalog, &ground, &states, &roles);
        (
            Figures::new(catalog, &ground.hours, profile, &states, plan.as_ref()),
            Outlook::new(&atlas, profile, plan.as_ref()),
        )
    }

    #[test]
    fn a_skill_tried_does_to_the_figures_what_its_lever_says() {
        let catalog = Catalog::embedded().unwrap();
        let mut record = auditor(&catalog);
        let (before, outlook) = look(&catalog, &record.profile);
        let lever = &outlook.levers[0];
        mark(&mut record, &catalog, lever.skill, Some(Claim::Held), now());
        let (after, then) = look(&catalog, &record.profile);
        assert_eq!(after.hours.unwrap(), before.hours.unwrap() - lever.hours);
        assert!(after.coverage >= before.coverage);
        assert!(then.ways.within >= outlook.ways.within.min(1));
        assert!(then.levers.iter().all(|l| l.skill != lever.skill));
    }

    #[test]
    fn a_move_tried_shortens_the_route_and_leads_to_the_next_step() {
        let catalog = Catalog::embedded().unwrap();
        let mut record = auditor(&catalog);
        let (before, _) = look(&catalog, &record.profile);
        let states = States::of(&record.profile, &catalog);
        let step = plan(&catalog, &record.profile, &states).unwrap().steps[0].clone();
        make_move(&mut record, &catalog, &step.id, step.to, now());
        let (after, outlook) = look(&catalog, &record.profile);
        assert!(after.hours < before.hours && after.coverage > before.coverage);
        assert_eq!(before.step.unwrap().0, step.to);
        assert_ne!(after.step.unwrap().0, step.to);
        assert_eq!(outlook.ways.shortest.unwrap().1[0], step.to);
    }

    #[test]
    fn ways_begin_in_the_present_job_wherever_the_route_is_joined() {
        let catalog = Catalog::embedded().unwrap();
        let find = |code: &str| catalog.occupation_by_code(code);
        let mut record = Record::new(now());
        let change = PlanChange {
            start: find("2529.6"),
            before: Some(find("2511.18").into_iter().collect()),
            track: Some("audit".to_owned()),
            ..PlanChange::default()
        };
        update_plan(&mut record, &catalog, change, now());
        let profile = &record.profile;
        let states = States::of(profile, &catalog);
        let plan = plan(&catalog, profile, &states).unwrap();
        assert_eq!(Some(plan.start), find("2511.18"));
        let ground = ground(&catalog);
        let roles = profile.roles(&catalog);
        let atlas = Atlas::new(&catalog, &ground, &states, &roles);
        let (query, answer) = ways_of(&atlas, profile, Some(&plan)).unwrap();
        assert_eq!(Some(query.from), find("2529.6"));
        let routes = measured(&atlas, query.from, Some(&plan), answer);
        assert!(routes.iter().all(|r| r.occupations[0] == query.from));
        let stops = |r: &Open| r.occupations[1..].to_vec();
        let open: Vec<OccupationIx> = plan.steps.iter().map(|s| s.to).collect();
        assert_eq!(stops(&routes[0]), open, "their own route stands first");
    }

    #[test]
    fn every_skill_that_the_own_route_asks_for_is_measured() {
        let catalog = Catalog::embedded().unwrap();
        let record = auditor(&catalog);
        let states = States::of(&record.profile, &catalog);
        let plan = plan(&catalog, &record.profile, &states).unwrap();
        let (_, outlook) = look(&catalog, &record.profile);
        let asked = plan.steps.iter().flat_map(|s| &s.essential.missing);
        let known = |s: &&SkillIx| outlook.levers.iter().any(|l| l.skill == **s);
        assert!(asked.clone().count() > 10 && asked.clone().all(|s| known(&s)));
    }

    #[test]
    fn who_is_there_or_nowhere_has_no_ways() {
        let catalog = Catalog::embedded().unwrap();
        let (figures, outlook) = look(&catalog, &Profile::default());
        assert_eq!(outlook, Outlook::default());
        assert_eq!((figures.step, figures.hours), (None, None));
        assert_eq!(figures.goal, catalog.goal());
    }
}
