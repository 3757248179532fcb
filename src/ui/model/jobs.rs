//! Jobs: the figures that need a search for routes, computed in the background.
//!
//! The model hands out a job when something changed; the event loop runs it on a thread and brings the result back. Until
//! then the last result is shown, so that nothing flickers. A job is a value and knows no thread.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::catalog::{Catalog, SkillIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::forecast::{Forecast, RouteSummary};
use crate::planning::hours::{HoursTable, SkillHours};
use crate::planning::route_search::RouteFinder;
use crate::planning::skill_impact::SkillImpact;
use crate::usecase::person::Person;

/// The catalogue in flat lists, made by whoever needs it first.
pub(super) type SharedFlatCatalog = Arc<OnceLock<FlatCatalog>>;

/// Something to compute.
#[derive(Debug)]
pub struct Job {
    /// The generation of the model for which it is computed.
    pub(super) generation: u64,
    pub(super) catalog: Arc<Catalog>,
    pub(super) hours: HoursTable,
    pub(super) ground: SharedFlatCatalog,
    pub(super) person: Person,
    /// The person before what is being tried, when their routes are not known yet.
    pub(super) before: Option<Person>,
}

/// The result of a job.
#[derive(Clone, Debug, PartialEq)]
pub struct JobResult {
    pub(super) generation: u64,
    pub(super) forecast: Forecast,
    /// The routes of the person before what is being tried.
    pub(super) before: Option<RouteSummary>,
}

/// Which generation was handed out last, and the last result.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    requested: u64,
    /// The generation of the result; none before the first.
    computed: Option<u64>,
    forecast: Forecast,
    /// The rows of skills among the impacts.
    rows: HashMap<SkillIx, usize>,
}

impl Jobs {
    pub(super) fn is_requested(&self, generation: u64) -> bool {
        self.requested == generation
    }

    pub(super) fn request(&mut self, generation: u64) {
        self.requested = generation;
    }

    pub(super) fn computed(&self) -> Option<u64> {
        self.computed
    }

    pub(super) fn set_result(&mut self, generation: u64, forecast: Forecast) {
        let impacts = forecast.impacts.iter().enumerate();
        self.rows = impacts.map(|(at, l)| (l.skill, at)).collect();
        self.forecast = forecast;
        self.computed = Some(generation);
    }

    /// What missing skills do, as far as it is known.
    pub(super) fn impacts(&self) -> &[SkillImpact] {
        &self.forecast.impacts
    }

    pub(super) fn impact(&self, skill: SkillIx) -> Option<&SkillImpact> {
        self.forecast.impacts.get(*self.rows.get(&skill)?)
    }

    /// The routes of the person, once they are known.
    pub(super) fn ways(&self) -> Option<&RouteSummary> {
        self.computed.map(|_| &self.forecast.ways)
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
            generation: self.generation,
            before: before.map(|person| of(person, &roles(person), true).ways),
            forecast: of(&self.person, &roles(&self.person), false),
        }
    }
}

pub(super) fn flat(catalog: &Catalog, hours: &HoursTable) -> FlatCatalog {
    FlatCatalog::new(catalog, SkillHours::new(catalog, hours))
}
