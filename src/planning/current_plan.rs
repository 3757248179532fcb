//! The route that a person is on.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::computed_plan::chosen_plan;
use crate::planning::curated_options::first_proposed;
use crate::planning::curated_plan::curated_plan;
use crate::planning::job_history::JobHistory;
use crate::planning::plan::{Move, Plan, RouteNote};
use crate::profile::{Profile, States};

/// The person's route: the one they chose; else the first proposal of their track, else of all tracks. None without a start
/// or goal that the catalogue has.
pub fn current_plan(catalog: &Catalog, profile: &Profile, states: &States) -> Option<Plan> {
    let history = JobHistory::of(catalog, profile)?;
    let goal = profile.goal_in(catalog)?;
    if let Some(stops) = &profile.stops {
        let ends = (history.start, goal);
        return Some(chosen_plan(catalog, profile, states, ends, stops));
    }
    if catalog.goal() != Some(goal) {
        return Some(direct(catalog, profile, states, goal));
    }
    let plan_of = |route| curated_plan(catalog, profile, states, &history, route);
    let chosen = profile.route.as_ref();
    if let Some(route) = chosen.and_then(|id| catalog.tracks.route(id)) {
        return Some(plan_of(route));
    }
    let first = |track| first_proposed(catalog, profile, states, &history, track);
    // A track that this version lacks is no wish.
    let of_track = profile.track.as_ref().and_then(|track| first(Some(track)));
    let first = of_track.or_else(|| first(None))?;
    let mut plan = plan_of((first.track, first.route));
    let unknown = chosen.map(|id| RouteNote::RouteUnknown(id.clone()));
    plan.notes.splice(..0, unknown);
    Some(plan)
}

/// To a goal that no track leads to: one derived step from the present occupation.
fn direct(catalog: &Catalog, profile: &Profile, states: &States, goal: OccupationIx) -> Plan {
    let roles = profile.roles(catalog);
    let start = profile.start_in(catalog);
    // Once the move is made the goal is a role as well; a person who began there has no step.
    let from = roles.iter().copied().find(|r| *r != goal);
    let from = from.filter(|_| start != Some(goal)).or(start);
    let from = from.unwrap_or(goal);
    let step = Move {
        from,
        to: goal,
        curated: None,
    };
    let moves: Vec<Move<'_>> = Some(step).into_iter().filter(|m| m.from != m.to).collect();
    let (ends, note) = ((from, goal), RouteNote::OtherGoal);
    Plan::derived(catalog, profile, states, ends, &moves, note)
}
