//! The state that all screens share: the record with what follows from it, the background jobs and the caches of the
//! catalogue. Screens change the record through here, so that nothing drawn is stale.

pub mod action;
pub mod advert_filter;
mod catalog_cache;
mod change_order;
mod derived;
mod drafts;
pub mod effect;
pub mod evidence_draft;
pub mod hit_map;
mod jobs;
pub mod market;
mod market_edits;
mod open_record;
pub mod outcome;
pub mod pane;
mod person_roles;
mod record_edits;
pub mod search_indexes;
pub mod skill_filter;
mod skill_search;
pub mod skill_selection;
pub mod theme;
mod trial;
pub mod view_context;

use std::cell::RefCell;
use std::sync::Arc;

use self::catalog_cache::CatalogCache;
use self::change_order::{ChangeOrder, Journal};
use self::derived::Derived;
use self::drafts::Drafts;
use self::jobs::Jobs;
pub use self::jobs::{Job, JobResult};
use self::market::{MarketModel, SharedReader};
pub use self::open_record::Access;
use self::open_record::OpenRecord;
pub use self::person_roles::PersonRoles;
use self::skill_search::SkillSearch;
pub use self::skill_search::{SearchJob, SearchResult};
pub use self::trial::Rebased;
use self::trial::Trial;
use crate::catalog::{Catalog, SkillIx, StepId};
use crate::planning::boosts;
use crate::planning::hours::HoursTable;
use crate::planning::plan::{Plan, Step};
use crate::planning::route_choices::RouteChoices;
use crate::planning::skill_impact::SkillImpact;
use crate::planning::suggestion::{Suggestion, Task};
use crate::profile::history::Record;
use crate::profile::{Moment, Profile, States};
use crate::search::{Boosts, Index, Results};
use crate::ui::model::pane::PaneSizes;
use crate::ui::model::search_indexes::SearchIndexes;
use crate::ui::model::skill_selection::SkillSelection;
use crate::usecase::comparison::ComparisonSide;
use crate::usecase::person::Person;
use crate::usecase::step_report::StepReport;

/// The state that all screens share.
#[derive(Debug)]
pub struct Model {
    /// The catalogue in use.
    pub catalog: Arc<Catalog>,
    /// The moment of the update that runs now.
    pub now: Moment,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
    pub save_status: SaveStatus,
    pub view: ViewState,
    /// The kept adverts.
    pub market: MarketModel,
    record: OpenRecord,
    change_order: ChangeOrder,
    derived: Derived,
    jobs: Jobs,
    /// What adverts are read with, made when the first one is read.
    reader: SharedReader,
    cache: CatalogCache,
    skill_search: RefCell<SkillSearch>,
    /// Messages to show after this update.
    messages: Vec<String>,
}

/// How far the record is saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaveStatus {
    /// When this planner last saved the record.
    pub saved: Option<Moment>,
    /// Why the last change could not be saved, while that is so.
    pub unsaved: Option<String>,
    /// Whether a change is on its way to the file.
    pub saving: bool,
}

/// What the last frame looked like, and what was asked last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewState {
    /// They decide scrolling and where lines wrap.
    pub panes: PaneSizes,
    /// The last query of the palette, to begin with it again.
    pub last_query: String,
    pub selection: SkillSelection,
}

impl Default for ViewState {
    fn default() -> Self {
        Self {
            panes: PaneSizes::new(10, 60),
            last_query: String::new(),
            selection: SkillSelection::default(),
        }
    }
}

impl Model {
    /// A model over a record.
    pub fn new(catalog: Arc<Catalog>, record: Record, now: Moment, access: Access) -> Self {
        Self {
            now,
            zone: jiff::tz::TimeZone::UTC,
            save_status: SaveStatus::default(),
            view: ViewState::default(),
            market: MarketModel::default(),
            derived: Derived::new(&catalog, &record.profile),
            record: OpenRecord::new(record, access),
            change_order: ChangeOrder::default(),
            jobs: Jobs::default(),
            reader: SharedReader::default(),
            cache: CatalogCache::new(Arc::clone(&catalog), HoursTable::default()),
            skill_search: RefCell::default(),
            messages: Vec::new(),
            catalog,
        }
    }

    /// The same with other hours for missing skills.
    #[must_use]
    pub fn with_hours(mut self, hours: HoursTable) -> Self {
        self.cache = CatalogCache::new(Arc::clone(&self.catalog), hours);
        self
    }

    /// Whether the record can be changed.
    pub fn access(&self) -> &Access {
        self.record.access()
    }

    pub fn set_access(&mut self, access: Access) {
        self.record.set_access(access);
    }

    /// Whether no change is taken; in a what-if, changes are, though none is saved.
    pub fn is_read_only(&self) -> bool {
        !self.record.is_writable() && !self.is_trial()
    }

    /// The profile of the record; while something is being tried, that of the trial.
    pub fn profile(&self) -> &Profile {
        &self.record.shown().profile
    }

    /// The record, for saving. It has nothing of a trial.
    pub fn record(&self) -> &Record {
        self.record.record()
    }

    /// Counts the changes of the record and of the trial.
    pub fn generation(&self) -> u64 {
        self.derived.generation
    }

    /// The states of all skills.
    pub fn states(&self) -> &States {
        &self.derived.person.states
    }

    /// The route of the person, if start and goal are known.
    pub fn plan(&self) -> Option<&Plan> {
        self.derived.person.plan.as_ref()
    }

    /// The step of the route with this id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.derived.step(id)
    }

    /// The occupations of the person.
    pub fn roles(&self) -> &PersonRoles {
        &self.derived.roles
    }

    /// What is open in a step of the route.
    pub fn step_report(&self, step: &StepId) -> Option<StepReport<'_>> {
        let plan = self.plan()?;
        Some(StepReport::new(
            &self.catalog,
            self.states(),
            plan,
            self.step(step)?,
        ))
    }

    /// Whether the goal is the one to which the curated tracks lead.
    pub fn is_to_ciso(&self) -> bool {
        let goal = self.profile().goal_in(&self.catalog);
        goal.is_some() && goal == self.catalog.goal()
    }

    /// How much evidence there is for a skill, milestone or step.
    pub fn evidence_count(&self, subject: &str) -> usize {
        self.profile().evidence_for(subject).count()
    }

    /// What to do next, most useful first.
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.derived.suggestions
    }

    /// Keeps a suggestion in its place, whatever becomes of it, until it is released or the step changes.
    pub fn pin(&mut self, suggestion: &Suggestion) {
        self.derived.pin(suggestion);
    }

    /// What is suggested by the suggestion that keeps its place.
    pub fn pinned(&self) -> Option<&Task> {
        self.derived.pinned()
    }

    /// Puts the suggestions in their own order again.
    pub fn release_pin(&mut self) {
        self.derived.release_pin();
        self.suggest();
    }

    /// The routes to choose from; while they are being looked for, those that need no search.
    pub fn route_choices(&self) -> RouteChoices {
        let known = self.jobs.choices(self.generation()).cloned();
        known.unwrap_or_else(|| {
            let hours = self.cache.skill_hours();
            RouteChoices::without_search(&self.catalog, hours, self.profile(), self.states())
        })
    }

    /// Whether routes are being looked for.
    pub fn is_finding_routes(&self) -> bool {
        let is_on_the_way = self.plan().is_some_and(|plan| !plan.is_reached());
        is_on_the_way && self.jobs.choices(self.generation()).is_none()
    }

    /// The search index over skills.
    pub fn skill_index(&self) -> &Index {
        self.cache.indexes.skills()
    }

    /// The search index over occupations.
    pub fn occupation_index(&self) -> &Index {
        self.cache.indexes.occupations()
    }

    /// Leaves searches in the skills to the event loop, which runs them on a thread.
    pub fn search_in_background(&mut self) {
        self.skill_search.get_mut().in_background = true;
    }

    /// The skills that match a query; none while that is searched for in the background.
    pub fn search_skills(&self, query: &str, boosts: &Boosts, limit: usize) -> Option<Results> {
        let mut search = self.skill_search.borrow_mut();
        search.ask(&self.cache.indexes, query, boosts, limit)
    }

    /// The search that waits to be run, once.
    pub fn search_job(&mut self) -> Option<SearchJob> {
        self.skill_search.get_mut().take_job(&self.cache.indexes)
    }

    /// Takes the result of a search; false for that of an earlier query.
    pub fn finish_search(&mut self, result: SearchResult) -> bool {
        self.skill_search.get_mut().finish(result)
    }

    /// Runs the search at once that waits to be run.
    pub fn run_search(&self) {
        self.skill_search.borrow_mut().run(&self.cache.indexes);
    }

    /// Both, to be prepared on a thread.
    pub fn indexes(&self) -> Arc<SearchIndexes> {
        Arc::clone(&self.cache.indexes)
    }

    /// What raises skills in a search.
    pub fn skill_boosts(&self) -> &Boosts {
        &self.boosts().0
    }

    /// What raises occupations in a search.
    pub fn occupation_boosts(&self) -> &Boosts {
        &self.boosts().1
    }

    fn boosts(&self) -> &(Boosts, Boosts) {
        self.derived.boosts.get_or_init(|| {
            let (profile, plan) = (self.profile(), self.plan());
            (
                boosts::skills(&self.catalog, profile, plan),
                boosts::occupations(&self.catalog, profile, plan),
            )
        })
    }

    /// Shows a message when this update is over.
    pub fn notify(&mut self, text: impl Into<String>) {
        self.messages.push(text.into());
    }

    /// The messages since the last call.
    pub fn take_messages(&mut self) -> Vec<String> {
        std::mem::take(&mut self.messages)
    }

    /// Whether something changed since the last call, so that it must be saved.
    pub fn take_dirty(&mut self) -> bool {
        self.record.take_dirty()
    }

    /// Changes the record, or the trial, and shows what happened; refuses where the record cannot be saved. Returns
    /// whether something changed.
    pub fn change(
        &mut self,
        change: impl FnOnce(&mut Record, &Catalog, Moment) -> Option<String>,
    ) -> bool {
        let is_changed = self.change_or_undo(change);
        if is_changed {
            let journal = self.record_journal();
            self.change_order.note(journal);
        }
        is_changed
    }

    /// The journal in which changes of the record stand now.
    fn record_journal(&self) -> Journal {
        if self.is_trial() {
            Journal::Trial
        } else {
            Journal::Record
        }
    }

    /// The same without a note in which order it was changed.
    fn change_or_undo(
        &mut self,
        change: impl FnOnce(&mut Record, &Catalog, Moment) -> Option<String>,
    ) -> bool {
        match self.record.change(&self.catalog, self.now, change) {
            Ok(None) => false,
            Ok(Some(title)) => {
                self.derive();
                self.notify(title);
                true
            }
            Err(refusal) => {
                self.notify(refusal);
                false
            }
        }
    }

    /// Derives everything anew from the record or the trial.
    fn derive(&mut self) {
        let profile = &self.record.shown().profile;
        self.derived
            .rebuild(&self.catalog, profile, self.jobs.impacts());
    }

    fn suggest(&mut self) {
        self.derived.suggest(&self.catalog, self.jobs.impacts());
    }

    /// The forms of evidence that were begun.
    pub fn drafts(&self) -> &Drafts {
        self.record.drafts()
    }

    /// The same to be changed; [`Model::save_drafts`] takes them to the record.
    pub fn drafts_mut(&mut self) -> &mut Drafts {
        self.record.drafts_mut()
    }

    /// How many drafts are lost when the planner is left.
    pub fn drafts_at_risk(&self) -> usize {
        self.record.drafts_at_risk()
    }

    /// Puts the drafts that changed into the record, to be saved with it.
    pub fn save_drafts(&mut self) {
        self.record.save_drafts();
    }

    /// Whether something is to be computed. Nothing is before it is known where the person is.
    pub fn has_pending_job(&self) -> bool {
        let trial = self.record.trial();
        let is_new_trial = trial.is_some_and(|t| t.routes.is_none());
        let is_new = self.jobs.requested != self.generation();
        (is_new || is_new_trial) && !self.profile().is_empty()
    }

    /// The job to run now, if something changed since the last one.
    pub fn job(&mut self) -> Option<Job> {
        if !self.has_pending_job() {
            return None;
        }
        let trial = self.record.trial();
        let before = trial.filter(|t| t.routes.is_none());
        self.jobs.requested = self.derived.generation;
        Some(Job {
            generation: self.generation(),
            catalog: Arc::clone(&self.catalog),
            hours: self.cache.hours.clone(),
            flat_catalog: Arc::clone(&self.cache.flat_catalog),
            before: before.map(|t| t.before.clone()),
            person: self.person().clone(),
        })
    }

    /// Takes the result of a job. One that was overtaken by a change is dropped: the next is on its way.
    pub fn finish_job(&mut self, mut result: JobResult) {
        if result.generation != self.generation() {
            return;
        }
        if let Some(routes) = result.before.take() {
            self.record.set_trial_routes(routes);
        }
        self.jobs.set_result(result);
        self.suggest();
    }

    /// What a missing skill would do, as far as it is known.
    pub fn impact(&self, skill: SkillIx) -> Option<&SkillImpact> {
        self.jobs.impact(skill)
    }

    /// The person of what is shown.
    pub fn person(&self) -> &Person {
        &self.derived.person
    }

    /// Whether something is being tried.
    pub fn is_trial(&self) -> bool {
        self.record.trial().is_some()
    }

    /// The titles of what was tried, oldest first.
    pub fn tried(&self) -> Vec<&str> {
        let trial = self.record.trial();
        trial.map_or_else(Vec::new, Trial::titles)
    }

    /// What the trial does. None without one.
    pub fn comparison(&self) -> Option<[ComparisonSide<'_>; 2]> {
        let trial = self.record.trial()?;
        let hours = self.cache.skill_hours();
        let sides = [
            (&trial.before, trial.routes.as_ref()),
            (self.person(), self.jobs.routes()),
        ];
        Some(
            sides.map(|(person, routes)| ComparisonSide::new(&self.catalog, hours, person, routes)),
        )
    }

    /// The titles of what was changed here and is not in the file.
    pub fn unsaved_titles(&self) -> Vec<String> {
        self.record.unsaved_titles()
    }

    /// Marks this record as the one that the file holds.
    pub fn mark_saved(&mut self, record: Arc<Record>) {
        self.record.mark_saved(record);
    }
}
