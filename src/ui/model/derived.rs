//! Everything that follows from the record or the trial. It is rebuilt whole after each change.

use std::cell::OnceCell;

use crate::catalog::{Catalog, StepId};
use crate::planning::plan::Step;
use crate::planning::skill_impact::SkillImpact;
use crate::planning::suggestion::{Reason, Suggestion, Task};
use crate::planning::suggestions;
use crate::profile::{Profile, SkillState, States};
use crate::search::Boosts;
use crate::ui::model::person_roles::PersonRoles;
use crate::usecase::person::Person;

/// How many suggestions are shown.
const SUGGESTIONS: usize = 4;

/// What follows from the record.
#[derive(Debug)]
pub(super) struct Derived {
    /// Counts how often it was rebuilt.
    pub(super) generation: u64,
    pub(super) person: Person,
    pub(super) roles: PersonRoles,
    pub(super) suggestions: Vec<Suggestion>,
    /// The suggestion that keeps its place while it is worked on.
    pin: Option<Pin>,
    /// What raises skills and occupations in a search, made when the first search asks.
    pub(super) boosts: OnceCell<(Boosts, Boosts)>,
}

/// A suggestion that keeps its place.
#[derive(Debug)]
struct Pin {
    at: usize,
    /// As it was proposed.
    suggestion: Suggestion,
    /// The current step when it was proposed.
    step: Option<StepId>,
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

impl Derived {
    pub(super) fn new(catalog: &Catalog, profile: &Profile) -> Self {
        let mut derived = Self {
            generation: 0,
            person: Person::new(catalog, Profile::default()),
            roles: PersonRoles::default(),
            suggestions: Vec::new(),
            pin: None,
            boosts: OnceCell::new(),
        };
        derived.rebuild(catalog, profile, &[]);
        derived
    }

    /// Derives everything anew. `impacts` are those known so far.
    pub(super) fn rebuild(
        &mut self,
        catalog: &Catalog,
        profile: &Profile,
        impacts: &[SkillImpact],
    ) {
        self.generation += 1;
        self.person = Person::new(catalog, profile.clone());
        self.roles = PersonRoles::of(catalog, profile, self.person.plan.as_ref());
        self.boosts = OnceCell::new();
        self.suggest(catalog, impacts);
    }

    /// Makes the suggestions anew, the pinned one in its place.
    pub(super) fn suggest(&mut self, catalog: &Catalog, impacts: &[SkillImpact]) {
        let Person {
            profile,
            states,
            plan,
        } = &self.person;
        self.suggestions = plan.as_ref().map_or_else(Vec::new, |plan| {
            suggestions::suggest(catalog, profile, states, plan, impacts, SUGGESTIONS)
        });
        let step = self.current_step();
        let Some(pin) = self.pin.take_if(|pin| pin.step == step) else {
            self.pin = None;
            return;
        };
        let same = |s: &Suggestion| s.task == pin.suggestion.task;
        self.suggestions.retain(|s| !same(s));
        let at = pin.at.min(self.suggestions.len());
        self.suggestions.insert(at, pin.shown(&self.person.states));
        self.suggestions.truncate(SUGGESTIONS.max(at + 1));
        self.pin = Some(pin);
    }

    /// Keeps a suggestion in its place, whatever becomes of it, until it is released or the step changes.
    pub(super) fn pin(&mut self, suggestion: &Suggestion) {
        let at = self.suggestions.iter().position(|s| s == suggestion);
        if self.pinned() != Some(&suggestion.task)
            && let Some(at) = at
        {
            self.pin = Some(Pin {
                at,
                suggestion: suggestion.clone(),
                step: self.current_step(),
            });
        }
    }

    /// The task of the pinned suggestion.
    pub(super) fn pinned(&self) -> Option<&Task> {
        self.pin.as_ref().map(|pin| &pin.suggestion.task)
    }

    pub(super) fn release_pin(&mut self) {
        self.pin = None;
    }

    fn current_step(&self) -> Option<StepId> {
        let plan = self.person.plan.as_ref()?;
        Some(plan.steps.get(plan.current?)?.id.clone())
    }

    /// The step of the route with this id.
    pub(super) fn step(&self, id: &str) -> Option<&Step> {
        self.person.plan.as_ref()?.steps.iter().find(|s| s.id == id)
    }
}
