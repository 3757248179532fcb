//! A change of where the person stands, of their goal or of their route, and what it means for the route.

use crate::catalog::{Catalog, OccupationIx};
use crate::planning::computed_plan::made_moves;
use crate::planning::current_role::current_role;
use crate::planning::reselect_route::{TrackChange, reselect_route, route_on_track};
use crate::profile::change::{self, PlanChange};
use crate::profile::{Moment, Profile, Record};
use crate::usecase::person::Person;

/// What a change did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanUpdate {
    /// Its title in the journal; none when nothing changed.
    pub title: Option<String>,
    /// The track that took the place of the chosen one, where the new start made that necessary.
    pub new_track: Option<TrackChange>,
}

/// Carries out a change. The choice of a track means one of its routes, whatever route was chosen before.
pub(crate) fn update_plan(
    record: &mut Record,
    catalog: &Catalog,
    mut change: PlanChange,
    now: Moment,
) -> PlanUpdate {
    if let (Some(track), None) = (&change.track, &change.route) {
        change.route = route_on_track(catalog, record, track, &change, now);
    }
    let new_track = reselect_route(catalog, record, &mut change, now);
    let title = change::update_plan(record, catalog, change, now);
    PlanUpdate {
        new_track: new_track.filter(|_| title.is_some()),
        title,
    }
}

/// An end of a computed route that is not the one that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndMismatch {
    Start {
        route: OccupationIx,
        named: OccupationIx,
    },
    Goal {
        route: OccupationIx,
        named: OccupationIx,
    },
}

/// Adds a computed route over these occupations to a change. It begins where the person stands and sets the goal, unless
/// the change names others.
///
/// # Errors
/// When the route begins or ends elsewhere.
pub(crate) fn take_computed(
    change: &mut PlanChange,
    profile: &Profile,
    catalog: &Catalog,
    occupations: &[OccupationIx],
) -> Result<(), EndMismatch> {
    let [first, stops @ .., last] = occupations else {
        return Ok(());
    };
    let mut stops = stops.to_vec();
    let mut start = change.start.or_else(|| profile.start_in(catalog));
    // A listed route begins where the person is now, theirs where they started: what lies between is behind them.
    if change.start.is_none()
        && start != Some(*first)
        && current_role(catalog, profile) == Some(*first)
    {
        match start.and_then(|start| made_moves(catalog, profile, start, *first)) {
            Some(behind) => stops = [behind, stops].concat(),
            None => change.start = Some(*first),
        }
        start = Some(*first);
    }
    if let Some(named) = start.filter(|start| start != first) {
        return Err(EndMismatch::Start {
            route: *first,
            named,
        });
    }
    if let Some(named) = change.goal.filter(|goal| goal != last) {
        return Err(EndMismatch::Goal {
            route: *last,
            named,
        });
    }
    change.start = change.start.or(profile.start.is_none().then_some(*first));
    change.goal = Some(*last);
    change.stops = Some(stops);
    Ok(())
}

/// Makes the move to an occupation: the step of the route that leads there is made; an occupation off the route becomes
/// the present one, in which the route begins, and all roles held so far were before it. Gives the track that takes the
/// place of the chosen one, where that is necessary.
pub(crate) fn move_to(
    record: &mut Record,
    catalog: &Catalog,
    to: OccupationIx,
    now: Moment,
) -> Option<TrackChange> {
    let person = Person::new(catalog, record.profile.clone());
    let mut steps = person.plan.iter().flat_map(|p| &p.steps);
    if let Some(step) = steps.find(|s| s.to == to && !s.done) {
        change::make_move(record, catalog, &step.id, to, now);
        return None;
    }
    if current_role(catalog, &person.profile) == Some(to) {
        return None;
    }
    let held = person.profile.roles(catalog).into_iter();
    let change = PlanChange {
        start: Some(to),
        before: Some(held.filter(|role| *role != to).map(Into::into).collect()),
        ..PlanChange::default()
    };
    update_plan(record, catalog, change, now).new_track
}
