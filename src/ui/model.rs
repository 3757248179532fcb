//! What all screens share: the catalogue, the person's record with what follows from it, and the search
//! indexes. Screens change the record through here, so that states and plan are never stale.

pub mod action;
mod catalog_cache;
mod drafts;
pub mod effect;
pub mod evidence_draft;
pub mod hit_map;
mod jobs;
pub mod outcome;
mod person_roles;
pub mod search_indexes;
pub mod skill_filter;
pub mod theme;
mod trial;
pub mod view_context;

use std::cell::OnceCell;
use std::sync::{Arc, OnceLock};

use self::catalog_cache::CatalogCache;
use self::drafts::Drafts;
pub use self::jobs::{Job, JobResult};
use self::jobs::{JobState, SharedFlatCatalog};
pub use self::person_roles::PersonRoles;
use self::trial::Trial;
pub use self::trial::{Comparison, Rebased};
use crate::catalog::{Catalog, OccupationIx, SkillIx};
use crate::planning::boosts;
use crate::planning::closeness::VectorNorms;
use crate::planning::curated_options::current_plan;
use crate::planning::hours::{HoursTable, SkillHours};
use crate::planning::plan::{Plan, Step};
use crate::planning::related_skills::RelatedSkillIndex;
use crate::planning::route_choices::RouteChoices;
use crate::planning::route_search::RouteFinder;
use crate::planning::suggestion::{Reason, Suggestion, Task};
use crate::planning::suggestions;
use crate::profile::change::{self, PlanChange};
use crate::profile::history::{NextChange, Record};
use crate::profile::{Claim, Evidence, FIRST_RUN, Moment, Profile, SkillState, States};
use crate::search::{Concern, Index};
use crate::text::capitalize;
use crate::ui::model::search_indexes::SearchIndexes;
use crate::usecase::plan_change;
use crate::usecase::step_report::StepReport;
use crate::wording;

/// Whether the record can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Write,
    /// It cannot; the sentence says why.
    ReadOnly(String),
}

/// A suggestion that keeps its place.
#[derive(Debug)]
struct Pin {
    at: usize,
    /// As it was proposed.
    suggestion: Suggestion,
    /// The current step when it was proposed.
    step: Option<String>,
}

impl Pin {
    /// The suggestion, with what is said of its skill now.
    fn shown(&self, states: &States) -> Suggestion {
        let mut shown = self.suggestion.clone();
        if let Task::Skill(skill) = shown.task {
            match states.get(skill) {
                SkillState::Learning => shown.reason = Reason::Learning,
                state if state.is_held() => shown.reason = Reason::Held,
                _ => {}
            }
        }
        shown
    }
}

/// How many suggestions are shown.
const SUGGESTIONS: usize = 4;

/// What all screens share.
#[derive(Debug)]
pub struct Model {
    /// The catalogue in use.
    pub catalog: Arc<Catalog>,
    /// The moment of the update that runs now.
    pub now: Moment,
    /// Whether changes are possible.
    pub access: Access,
    /// The zone in which times of day are shown.
    pub zone: jiff::tz::TimeZone,
    /// When the record was last saved by this planner.
    pub saved: Option<Moment>,
    /// Why the last change could not be saved, while that is so.
    pub unsaved: Option<String>,
    /// Whether a change is on its way to the file.
    pub saving: bool,
    /// Rows that each pane of the screen had in the last frame; decides scrolling.
    pub heights: [usize; PANES],
    /// Columns that each pane had in the last frame; decides where remarks are broken.
    pub widths: [usize; PANES],
    /// Hours of a missing skill, for computed routes.
    pub hours: HoursTable,
    /// What the palette was last asked, to be asked again.
    pub last_query: String,
    /// The record, as it is or will be saved.
    record: Record,
    /// The record as the file had it when this planner last read or wrote it.
    base: Arc<Record>,
    /// What is being tried: then this is shown, and the record stays as it is.
    trial: Option<Trial>,
    /// What was tried and dropped last.
    lapsed: Option<Record>,
    /// Counts what is shown: from the record, and from what was computed beside the screen.
    revision: u64,
    /// Counts what was derived from the record or the trial.
    derived: u64,
    /// What was computed beside the screen.
    known: JobState,
    states: States,
    plan: Option<Plan>,
    places: PersonRoles,
    suggestions: Vec<Suggestion>,
    /// A suggestion that keeps its place while it is worked on.
    pin: Option<Pin>,
    /// Made when a search first asks, for skills and occupations.
    concern: OnceCell<(Concern, Concern)>,
    /// Made when routes are first computed.
    ground: SharedFlatCatalog,
    /// Made when hours are first asked for.
    skill_hours: OnceCell<SkillHours>,
    indexes: Arc<SearchIndexes>,
    /// Made of the catalogue when a screen first needs it.
    once: CatalogCache,
    /// Something changed that is not saved yet.
    dirty: bool,
    /// What to tell the person after this update.
    said: Vec<String>,
    /// Evidence begun and not written down yet.
    drafts: Drafts,
}

/// How many panes a screen or overlay can have.
pub const PANES: usize = 8;

impl Model {
    /// A model over a record.
    pub fn new(catalog: Arc<Catalog>, record: Record, now: Moment, access: Access) -> Self {
        let mut model = Self {
            states: States::blank(&catalog),
            now,
            access,
            zone: jiff::tz::TimeZone::UTC,
            saved: None,
            unsaved: None,
            saving: false,
            heights: [10; PANES],
            widths: [60; PANES],
            last_query: String::new(),
            drafts: Drafts::of(&record.profile),
            base: Arc::new(record.clone()),
            record,
            trial: None,
            lapsed: None,
            revision: 0,
            derived: 0,
            known: JobState::default(),
            plan: None,
            places: PersonRoles::default(),
            suggestions: Vec::new(),
            pin: None,
            concern: OnceCell::new(),
            hours: HoursTable::default(),
            ground: Arc::new(OnceLock::new()),
            skill_hours: OnceCell::new(),
            indexes: Arc::new(SearchIndexes::new(Arc::clone(&catalog))),
            once: CatalogCache::default(),
            dirty: false,
            said: Vec::new(),
            catalog,
        };
        model.derive();
        model
    }

    /// What is so for the person; while something is being tried, what would be so.
    pub fn profile(&self) -> &Profile {
        &self.shown().profile
    }

    /// The record, for saving. What is being tried is not in it.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The record, or the copy on which something is being tried.
    fn shown(&self) -> &Record {
        self.trial.as_ref().map_or(&self.record, |t| &t.record)
    }

    /// Changes whenever what is shown does: what was made from the record holds while this stays.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Counts changes of the record, and of what is being tried.
    pub fn changes(&self) -> u64 {
        self.derived
    }

    /// The states of all skills.
    pub fn states(&self) -> &States {
        &self.states
    }

    /// The route of the person, if start and goal are known.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// Where the person stands among the occupations.
    pub fn places(&self) -> &PersonRoles {
        &self.places
    }

    /// What to do next, most useful first.
    pub fn suggestions(&self) -> &[Suggestion] {
        &self.suggestions
    }

    /// Keeps a suggestion where it stands, whatever becomes of it, until it is released or the step changes.
    pub fn pin(&mut self, suggestion: &Suggestion) {
        let at = self.suggestions.iter().position(|s| s == suggestion);
        if self.pinned() != Some(&suggestion.task)
            && let Some(at) = at
        {
            let (step, suggestion) = (self.current_step(), suggestion.clone());
            self.pin = Some(Pin {
                at,
                suggestion,
                step,
            });
        }
    }

    /// What is suggested by the suggestion that keeps its place.
    pub fn pinned(&self) -> Option<&Task> {
        self.pin.as_ref().map(|pin| &pin.suggestion.task)
    }

    /// Lets the suggestions stand in their own order again.
    pub fn release_pin(&mut self) {
        self.pin = None;
        self.revision += 1;
        self.suggest();
    }

    fn current_step(&self) -> Option<String> {
        let plan = self.plan.as_ref()?;
        Some(plan.steps.get(plan.current?)?.id.clone())
    }

    /// The routes to choose from.
    pub fn choices(&self) -> RouteChoices {
        let catalog = &self.catalog;
        let ground = self.ground.get_or_init(|| jobs::flat(catalog, &self.hours));
        let roles = self.profile().roles(catalog);
        let finder = RouteFinder::new(catalog, ground, &self.states, &roles);
        RouteChoices::new(&finder, self.profile())
    }

    fn skill_hours(&self) -> &SkillHours {
        self.skill_hours
            .get_or_init(|| SkillHours::new(&self.catalog, &self.hours))
    }

    /// The search index over skills.
    pub fn skill_index(&self) -> &Index {
        self.indexes.skills()
    }

    /// The search index over occupations.
    pub fn occupation_index(&self) -> &Index {
        self.indexes.occupations()
    }

    /// Both, to be prepared beside the screen.
    pub fn indexes(&self) -> Arc<SearchIndexes> {
        Arc::clone(&self.indexes)
    }

    /// What every closeness is measured against.
    pub fn lengths(&self) -> &VectorNorms {
        self.once.lengths(&self.catalog)
    }

    /// By what related skills are found.
    pub fn relations(&self) -> &RelatedSkillIndex {
        self.once.relations(&self.catalog)
    }

    /// Where an occupation stands when all are put in the order of their labels.
    pub fn by_label(&self, ix: OccupationIx) -> u32 {
        self.once.by_label(&self.catalog, ix)
    }

    /// Columns of the longest code of an occupation.
    pub fn code_columns(&self) -> usize {
        self.once.code_columns(&self.catalog)
    }

    /// What concerns the person, for ranking skills.
    pub fn skill_concern(&self) -> &Concern {
        &self.concerns().0
    }

    /// What concerns the person, for ranking occupations.
    pub fn occupation_concern(&self) -> &Concern {
        &self.concerns().1
    }

    fn concerns(&self) -> &(Concern, Concern) {
        self.concern.get_or_init(|| {
            let (profile, plan) = (self.profile(), self.plan.as_ref());
            (
                boosts::skills(&self.catalog, profile, plan),
                boosts::occupations(&self.catalog, profile, plan),
            )
        })
    }

    /// Tells the person something when this update is over.
    pub fn say(&mut self, text: impl Into<String>) {
        self.said.push(text.into());
    }

    /// What was said since the last call.
    pub fn take_said(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    /// Whether something changed since the last call, so that it must be saved.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Carries out a change of the record, or of what is being tried, and says what happened; refuses when it cannot be
    /// saved. Returns whether something changed.
    pub fn change(
        &mut self,
        change: impl FnOnce(&mut Record, &Catalog, Moment) -> Option<String>,
    ) -> bool {
        if let Some(trial) = &mut self.trial {
            let Some(title) = change(&mut trial.record, &self.catalog, self.now) else {
                return false;
            };
            self.derive();
            self.said.push(format!("What if: {title}"));
            return true;
        }
        if let Access::ReadOnly(why) = &self.access {
            self.said.push(format!("Nothing was changed: {why}"));
            return false;
        }
        let Some(title) = change(&mut self.record, &self.catalog, self.now) else {
            return false;
        };
        self.dirty = true;
        self.lapsed = None;
        self.derive();
        self.said.push(capitalize(&title));
        true
    }

    /// Whether no change is taken; in a what-if, changes are, though none is saved.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write && !self.is_trial()
    }

    /// Marks a skill the way the space key does.
    pub fn cycle(&mut self, skill: SkillIx) -> bool {
        self.change(|record, catalog, now| change::cycle(record, catalog, skill, now))
    }

    /// Says something of a skill, or takes back what was said.
    pub fn mark(&mut self, skill: SkillIx, said: Option<Claim>) -> bool {
        self.change(|record, catalog, now| change::mark(record, catalog, skill, said, now))
    }

    /// Says the same of several skills, as one change.
    pub fn mark_all(&mut self, skills: &[SkillIx], said: Claim) -> bool {
        self.change(|record, catalog, now| {
            change::mark_all(record, catalog, skills, Some(said), now)
        })
    }

    /// Denies a skill, or takes the denial back.
    pub fn deny(&mut self, skill: SkillIx) -> bool {
        self.change(|record, catalog, now| change::deny(record, catalog, skill, now))
    }

    /// Reaches a milestone or takes it back.
    pub fn reach(&mut self, id: &str, reached: bool) -> bool {
        self.change(|record, catalog, now| change::milestone(record, catalog, id, reached, now))
    }

    /// What is open in a step of the route.
    pub fn step_report(&self, step: &str) -> Option<StepReport<'_>> {
        let plan = self.plan.as_ref()?;
        Some(StepReport::new(
            &self.catalog,
            &self.states,
            plan,
            self.step(step)?,
        ))
    }

    /// Makes the move of a step or takes it back.
    pub fn make_move(&mut self, step: &str, made: bool) -> bool {
        let Some(to) = self.step(step).map(|s| s.to) else {
            return false;
        };
        self.change(|record, catalog, now| {
            if made {
                change::make_move(record, catalog, step, to, now)
            } else {
                change::unmake_move(record, catalog, step, now)
            }
        })
    }

    /// Changes start, roles held before, goal, track or route.
    pub fn begin(&mut self, change: PlanChange) -> bool {
        let mut new_track = None;
        let changed = self.change(|record, catalog, now| {
            let update = plan_change::update_plan(record, catalog, change, now);
            new_track = update.new_track;
            update.title
        });
        if let Some(new_track) = new_track {
            self.say(wording::plan::track_change(&self.catalog, &new_track));
        }
        changed
    }

    /// Whether the goal is the one to which the curated tracks lead.
    pub fn is_to_ciso(&self) -> bool {
        let goal = self.profile().goal_in(&self.catalog);
        goal.is_some() && goal == self.catalog.goal()
    }

    /// The question of the first run on which the program ended, if it did: as the record has it, whatever is tried.
    pub fn open_question(&self) -> Option<&str> {
        self.record.profile.settings.get(FIRST_RUN)?.as_str()
    }

    /// Remembers how far the first run has come, for whoever is interrupted; nothing once it is over. It says nothing of
    /// the person, so it is no change to be undone. What is answered in a trial is not answered yet: it opens no question
    /// and closes none.
    pub fn remember_question(&mut self, word: Option<&str>) {
        let same = self.open_question() == word;
        let closed = self.access != Access::Write || self.is_trial();
        if same || closed || self.record.profile.is_empty() {
            return;
        }
        let settings = &mut self.record.profile.settings;
        match word {
            Some(word) => settings.insert(FIRST_RUN.to_owned(), word.into()),
            None => settings.shift_remove(FIRST_RUN),
        };
        self.dirty = true;
    }

    /// Writes evidence down.
    pub fn add_evidence(&mut self, evidence: Evidence) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        let title = "written down".to_owned();
        self.change(|record, catalog, now| {
            change::add_evidence(record, catalog, evidence, now);
            Some(title)
        })
    }

    /// Replaces a piece of evidence by what it says now.
    pub fn change_evidence(&mut self, number: u64, evidence: Evidence) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        self.change(|record, catalog, now| {
            change::change_evidence(record, catalog, number, evidence, now)
        })
    }

    /// Removes a piece of evidence.
    pub fn remove_evidence(&mut self, number: u64) -> bool {
        if self.refuses_evidence() {
            return false;
        }
        self.change(|record, catalog, now| change::remove_evidence(record, catalog, number, now))
    }

    /// Keeps a choice of looks with the record, beside the journal: undo is for what was said of the person. Says whether
    /// it is kept; a record that cannot be written keeps nothing.
    pub fn remember(&mut self, setting: &str, value: impl Into<serde_json::Value>) -> bool {
        if self.access != Access::Write {
            return false;
        }
        let settings = &mut self.record.profile.settings;
        settings.insert(setting.to_owned(), value.into());
        self.dirty = true;
        true
    }

    /// Undoes the last change.
    pub fn undo(&mut self) {
        let undone = self.change(|record, _, now| Some(format!("undone: {}", record.undo(now)?)));
        if !undone && self.is_trial() {
            self.say("Here the what-if began: there is nothing to undo in it");
        } else if !undone && self.access == Access::Write {
            self.say(match self.record.next_undo() {
                NextChange::Unknown(title) => {
                    format!(
                        "\u{201c}{title}\u{201d} was done by a later version, which can undo it"
                    )
                }
                NextChange::Nothing | NextChange::Change(_) => {
                    "There is nothing to undo".to_owned()
                }
            });
        }
    }

    /// Redoes what was undone; brings back what was tried and just dropped.
    pub fn redo(&mut self) {
        if self.resume_trial() {
            return;
        }
        let redone =
            self.change(|record, _, now| Some(format!("done again: {}", record.redo(now)?)));
        if !redone && (self.is_trial() || self.access == Access::Write) {
            self.say("There is nothing to redo");
        }
    }

    /// The step of the route with this id.
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.plan.as_ref()?.steps.iter().find(|s| s.id == id)
    }

    /// How much evidence there is for a skill, milestone or step.
    pub fn evidence_count(&self, subject: &str) -> usize {
        self.profile().evidence_for(subject).count()
    }

    /// Recomputes everything that follows from the record, or from what is being tried.
    fn derive(&mut self) {
        self.revision += 1;
        self.derived += 1;
        self.states = States::of(self.profile(), &self.catalog);
        self.plan = current_plan(&self.catalog, self.profile(), &self.states);
        self.places = PersonRoles::of(&self.catalog, self.profile(), self.plan.as_ref());
        self.suggest();
        self.concern = OnceCell::new();
    }

    fn suggest(&mut self) {
        let (catalog, profile) = (&self.catalog, self.profile());
        self.suggestions = self.plan.as_ref().map_or_else(Vec::new, |plan| {
            let impacts = self.known.impacts();
            suggestions::suggest(catalog, profile, &self.states, plan, impacts, SUGGESTIONS)
        });
        let step = self.current_step();
        let Some(pin) = self.pin.take_if(|pin| pin.step == step) else {
            self.pin = None;
            return;
        };
        let same = |s: &Suggestion| s.task == pin.suggestion.task;
        self.suggestions.retain(|s| !same(s));
        let at = pin.at.min(self.suggestions.len());
        self.suggestions.insert(at, pin.shown(&self.states));
        self.suggestions.truncate(SUGGESTIONS.max(at + 1));
        self.pin = Some(pin);
    }
}
