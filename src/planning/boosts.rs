//! Boosts for ranking in search: what is on the person's route first, then their goal, their roles, and what is close.

use super::closeness::nearest_in_skills;
use crate::catalog::{Catalog, OccupationIx};
use crate::planning::plan::Plan;
use crate::profile::Profile;
use crate::search::Boosts;

/// How many neighbours of the goal count as close.
const NEAR: usize = 10;

/// Ranks of all skills: 0 asked for by a station ahead on the route, 1 by the goal, 2 by a role held, 3 by an occupation
/// close to the goal, else the last.
pub(crate) fn skills(catalog: &Catalog, profile: &Profile, plan: Option<&Plan>) -> Boosts {
    let mut ranks = vec![Boosts::OTHER; catalog.skills().len()];
    for (rank, occupations) in circles(catalog, profile, plan).into_iter().enumerate() {
        for occupation in occupations {
            let occupation = catalog.occupation(occupation);
            for skill in occupation.essential().iter().chain(occupation.optional()) {
                let known = &mut ranks[skill.index()];
                *known = (*known).min(rank as u8);
            }
        }
    }
    Boosts::new(ranks)
}

/// Ranks of all occupations: 0 on the route, 1 the goal, 2 a role held, 3 close to the goal, else the last.
pub(crate) fn occupations(catalog: &Catalog, profile: &Profile, plan: Option<&Plan>) -> Boosts {
    let mut ranks = vec![Boosts::OTHER; catalog.occupations().len()];
    for (rank, occupations) in circles(catalog, profile, plan).into_iter().enumerate() {
        for occupation in occupations {
            let known = &mut ranks[occupation.index()];
            *known = (*known).min(rank as u8);
        }
    }
    Boosts::new(ranks)
}

/// The occupations of each rank: route, goal, roles held, neighbours of the goal.
fn circles(catalog: &Catalog, profile: &Profile, plan: Option<&Plan>) -> [Vec<OccupationIx>; 4] {
    let goal = plan.map(|p| p.goal).or_else(|| profile.goal_in(catalog));
    let route = plan.map_or_else(Vec::new, |p| p.steps.iter().map(|s| s.to).collect());
    // By common skills alone: the first frame of the setup lists occupations and cannot wait for the vectors of labels.
    let near = goal.map(|g| nearest_in_skills(catalog, g, NEAR).collect());
    let near = near.unwrap_or_default();
    [
        route,
        goal.into_iter().collect(),
        profile.roles(catalog),
        near,
    ]
}
