//! Jobs: what needs a search for routes, computed in the background.
//!
//! The model hands out a job when something changed; the event loop runs it on a thread and brings the result back. Until
//! then the last figures are shown, so that nothing flickers. A job is a value and knows no thread.

use std::sync::{Arc, OnceLock};

use crate::catalog::{Catalog, SkillIx};
use crate::planning::flat_catalog::FlatCatalog;
use crate::planning::forecast::{Forecast, RouteSummary};
use crate::planning::hours::{HoursTable, SkillHours};
use crate::planning::route_choices::RouteChoices;
use crate::planning::route_search::RouteFinder;
use crate::planning::skill_impact::SkillImpact;
use crate::usecase::person::Person;

/// The catalogue in flat lists, made by the first job.
pub(super) type SharedFlatCatalog = Arc<OnceLock<FlatCatalog>>;

/// Something to compute.
#[derive(Debug)]
pub struct Job {
    /// The generation of the model for which it is computed.
    pub(super) generation: u64,
    pub(super) catalog: Arc<Catalog>,
    pub(super) hours: HoursTable,
    pub(super) flat_catalog: SharedFlatCatalog,
    pub(super) person: Person,
    /// The person before what is being tried, when their routes are not known yet.
    pub(super) before: Option<Person>,
}

/// The result of a job.
#[derive(Clone, Debug, PartialEq)]
pub struct JobResult {
    pub(super) generation: u64,
    pub(super) forecast: Forecast,
    pub(super) choices: RouteChoices,
    /// The routes of the person before what is being tried.
    pub(super) before: Option<RouteSummary>,
}

/// Which generation was handed out last, and the last result.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    pub(super) requested: u64,
    result: Option<JobResult>,
}

impl Jobs {
    pub(super) fn set_result(&mut self, result: JobResult) {
        self.result = Some(result);
    }

    /// The generation of the result; none before the first.
    pub(super) fn computed(&self) -> Option<u64> {
        self.result.as_ref().map(|result| result.generation)
    }

    /// What missing skills do, as far as it is known.
    pub(super) fn impacts(&self) -> &[SkillImpact] {
        self.result
            .as_ref()
            .map_or(&[], |result| &result.forecast.impacts)
    }

    /// The routes of the person, once they are known.
    pub(super) fn routes(&self) -> Option<&RouteSummary> {
        self.result.as_ref().map(|result| &result.forecast.routes)
    }

    /// The routes to choose from, if they were computed for this generation.
    pub(super) fn choices(&self, generation: u64) -> Option<&RouteChoices> {
        let result = self.result.as_ref();
        let current = result.filter(|result| result.generation == generation)?;
        Some(&current.choices)
    }

    pub(super) fn impact(&self, skill: SkillIx) -> Option<&SkillImpact> {
        self.impacts().iter().find(|impact| impact.skill == skill)
    }
}

impl Job {
    /// Carries it out.
    pub fn run(self) -> JobResult {
        let catalog = &self.catalog;
        let flat = || FlatCatalog::new(catalog, SkillHours::new(catalog, &self.hours));
        let flat = self.flat_catalog.get_or_init(flat);
        let before = self.before.as_ref().map(|person| {
            let roles = person.profile.roles(catalog);
            let finder = RouteFinder::new(catalog, flat, &person.states, &roles);
            RouteSummary::new(&finder, &person.profile, person.plan.as_ref())
        });
        let Person {
            profile,
            states,
            plan,
        } = &self.person;
        let roles = profile.roles(catalog);
        let finder = RouteFinder::new(catalog, flat, states, &roles);
        JobResult {
            generation: self.generation,
            forecast: Forecast::new(&finder, profile, plan.as_ref()),
            choices: RouteChoices::new(&finder, profile),
            before,
        }
    }
}
