//! The occupations of the person, looked up once per change: the record has URIs, and every row of a list asks.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::current_role::current_role;
use crate::planning::plan::Plan;
use crate::profile::Profile;

/// The occupations of a person that the catalogue has.
#[derive(Clone, Debug, Default)]
pub struct PersonRoles {
    pub present: Option<OccupationIx>,
    /// The roles of their record, the present one among them, and where the route began.
    pub held: Vec<OccupationIx>,
    /// The goal; chief ICT security officer if the record has none.
    pub goal: Option<OccupationIx>,
    /// The occupation to which each step of the route leads.
    pub steps: Vec<OccupationIx>,
}

impl PersonRoles {
    pub(super) fn of(catalog: &Catalog, profile: &Profile, plan: Option<&Plan>) -> Self {
        let mut held = profile.roles(catalog);
        held.extend(profile.start_in(catalog));
        Self {
            present: current_role(catalog, profile),
            held,
            goal: profile.goal_in(catalog),
            steps: plan.map_or_else(Vec::new, |p| p.steps.iter().map(|s| s.to).collect()),
        }
    }
}
