//! The person: what their record says and what follows from it.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::current_plan::current_plan;
use crate::planning::gap;
use crate::planning::plan::Plan;
use crate::profile::{Profile, States};

/// A person with the values derived from the record; blank without a record.
#[derive(Clone, Debug)]
pub struct Person {
    pub profile: Profile,
    pub states: States,
    /// Their route, when start and goal are known.
    pub plan: Option<Plan>,
}

impl Person {
    pub fn new(catalog: &Catalog, profile: Profile) -> Self {
        let states = States::of(&profile, catalog);
        let plan = current_plan(catalog, &profile, &states);
        Self {
            profile,
            states,
            plan,
        }
    }

    /// Whether they said anything of themselves.
    pub fn is_known(&self) -> bool {
        !self.profile.is_empty()
    }

    /// The states and roles on which routes from `from` are judged. A person who named no role is taken to be in `from`.
    pub fn states_at(&self, catalog: &Catalog, from: OccupationIx) -> (States, Vec<OccupationIx>) {
        let roles = self.profile.roles(catalog);
        if !roles.is_empty() {
            return (self.states.clone(), roles);
        }
        let roles = vec![from];
        let skills = catalog.skills().map(|s| s.ix);
        let claims = skills.filter_map(|skill| Some((skill, self.states.claim(skill)?)));
        (States::derive(catalog, &roles, claims), roles)
    }

    /// Coverage of an occupation, 0 to 1; none while nothing is known of the person.
    pub fn coverage(&self, catalog: &Catalog, occupation: OccupationIx) -> Option<f64> {
        self.is_known()
            .then(|| gap::coverage(catalog, &self.states, occupation))
    }
}
