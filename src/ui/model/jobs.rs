//! What takes routes to say is computed beside the screen: a job that can be carried out anywhere, and its answer.
//!
//! The model hands a job out when something changed, whoever runs the loop has it carried out and brings the answer
//! back. Until then the last answer stands, so that nothing flickers. Knows no threads.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::Model;
use crate::catalog::{Catalog, SkillIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::forecast::{Forecast, RouteSummary};
use crate::planning::hours::{HoursTable, SkillHours};
use crate::planning::plan::Plan;
use crate::planning::route_search::RouteFinder;
use crate::planning::skill_impact::SkillImpact;
use crate::profile::{Profile, States};

/// A person as planning sees them.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) profile: Profile,
    pub(super) states: States,
    pub(super) plan: Option<Plan>,
}

/// The catalogue in flat lists, made by whoever needs it first.
pub(super) type SharedFlatCatalog = Arc<OnceLock<FlatCatalog>>;

/// Something to compute.
#[derive(Debug)]
pub struct Job {
    number: u64,
    catalog: Arc<Catalog>,
    hours: HoursTable,
    ground: SharedFlatCatalog,
    person: Person,
    /// The person before what is being tried, when their routes are not known yet.
    before: Option<Person>,
}

/// What came of a job.
#[derive(Clone, Debug, PartialEq)]
pub struct JobResult {
    number: u64,
    forecast: Forecast,
    before: Option<RouteSummary>,
}

/// What was computed last.
#[derive(Debug, Default)]
pub(super) struct JobState {
    forecast: Forecast,
    /// Where a skill stands among the impacts.
    places: HashMap<SkillIx, usize>,
    /// The job that this came of.
    number: u64,
    /// The last job that was handed out.
    asked: u64,
}

impl JobState {
    /// What missing skills do, as far as it is known.
    pub(super) fn impacts(&self) -> &[SkillImpact] {
        &self.forecast.impacts
    }
}

impl Job {
    /// Carries it out.
    pub fn run(self) -> JobResult {
        let ground = self.ground.get_or_init(|| flat(&self.catalog, &self.hours));
        let of = |person: &Person, roles: &[_], only_ways: bool| {
            let finder = RouteFinder::new(&self.catalog, ground, &person.states, roles);
            let plan = person.plan.as_ref();
            if only_ways {
                Forecast {
                    ways: RouteSummary::new(&finder, &person.profile, plan),
                    impacts: Vec::new(),
                }
            } else {
                Forecast::new(&finder, &person.profile, plan)
            }
        };
        let roles = |person: &Person| person.profile.roles(&self.catalog);
        let before = self.before.as_ref();
        JobResult {
            number: self.number,
            before: before.map(|person| of(person, &roles(person), true).ways),
            forecast: of(&self.person, &roles(&self.person), false),
        }
    }
}

pub(super) fn flat(catalog: &Catalog, hours: &HoursTable) -> FlatCatalog {
    FlatCatalog::new(catalog, SkillHours::new(catalog, hours))
}

impl Model {
    /// Whether something is to be computed. Nothing is before it is known where the person is.
    pub fn has_pending_job(&self) -> bool {
        let ways = self.trial.as_ref().is_some_and(|t| t.ways.is_none());
        (self.known.asked != self.derived || ways) && !self.profile().is_empty()
    }

    /// What is to be computed, if something changed since the last time.
    pub fn job(&mut self) -> Option<Job> {
        if !self.has_pending_job() {
            return None;
        }
        let before = self.trial.as_ref().filter(|t| t.ways.is_none());
        let before = before.map(|t| t.before.clone());
        self.known.asked = self.derived;
        Some(Job {
            number: self.derived,
            catalog: Arc::clone(&self.catalog),
            hours: self.hours.clone(),
            ground: Arc::clone(&self.ground),
            person: self.person(),
            before,
        })
    }

    /// The person of what is shown.
    pub(super) fn person(&self) -> Person {
        Person {
            profile: self.profile().clone(),
            states: self.states.clone(),
            plan: self.plan.clone(),
        }
    }

    /// Takes the answer of a job. One that was overtaken by a change is dropped: the next is on its way.
    pub fn reckoned(&mut self, answer: JobResult) {
        if answer.number != self.derived {
            return;
        }
        if let (Some(trial), Some(ways)) = (&mut self.trial, answer.before) {
            trial.ways = Some(ways);
        }
        let impacts = answer.forecast.impacts.iter().enumerate();
        self.known.places = impacts.map(|(at, l)| (l.skill, at)).collect();
        self.known.forecast = answer.forecast;
        self.known.number = answer.number;
        self.suggest();
        self.revision += 1;
    }

    /// What a missing skill would do, as far as it is known.
    pub fn impact(&self, skill: SkillIx) -> Option<&SkillImpact> {
        let at = *self.known.places.get(&skill)?;
        self.known.forecast.impacts.get(at)
    }

    /// The routes of the person, once they are known.
    pub(super) fn ways(&self) -> Option<&RouteSummary> {
        (self.known.number > 0).then_some(&self.known.forecast.ways)
    }

    /// Whether what was computed last is of the record as it is now.
    pub(super) fn knows(&self) -> bool {
        self.known.number == self.derived
    }
}
