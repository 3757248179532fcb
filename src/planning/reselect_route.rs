//! Another start under a route that was chosen for the former one: the track is kept if one of its routes passes the new
//! start or an earlier job, else the one that suits best takes its place.

use crate::catalog::{Catalog, OccupationIx, RouteId, TrackId};
use crate::planning::curated_options::{CuratedOption, curated_options};
use crate::planning::job_history::RoutePosition;
use crate::profile::change::{self, PlanChange};
use crate::profile::{Moment, Profile, Record, States};

/// Another track in place of the chosen one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackChange {
    /// The id of the track that was chosen: none of its routes passes the new start or an earlier job.
    pub former: TrackId,
    /// The id of the track that takes its place.
    pub track: TrackId,
    pub start: OccupationIx,
    /// The earlier job from which the new track continues, where it does not begin at the new start.
    pub continues: Option<OccupationIx>,
}

/// Adds the route that suits to a change of the start, when a track or route was chosen before and the change names none;
/// gives the track change when that route is on another track.
pub fn reselect_route(
    catalog: &Catalog,
    record: &Record,
    change: &mut PlanChange,
    now: Moment,
) -> Option<TrackChange> {
    let profile = &record.profile;
    let chosen = profile.track.as_ref()?;
    let former = profile.start_in(catalog)?;
    let start = change.start.filter(|start| *start != former)?;
    let named = change.track.is_some() || change.route.is_some() || change.stops.is_some();
    let goal = change.goal.or_else(|| profile.goal_in(catalog));
    if named || goal != catalog.goal() {
        return None;
    }
    let then = after(catalog, record, change, now);
    let mut kept = options_of(catalog, &then).into_iter();
    let same = kept.find(|o| profile.route.as_ref() == Some(&o.route));
    if same.is_some_and(|o| o.position.passes()) {
        return None;
    }
    let all = unchosen(catalog, then);
    let of_track = |o: &&CuratedOption| o.track == *chosen;
    let kept = all.iter().filter(of_track).find(|o| o.position.passes());
    let other = all.first().filter(|o| o.position.passes());
    let best = kept.or(other).or_else(|| all.iter().find(of_track))?;
    change.track = Some(best.track.clone());
    change.route = Some(best.route.clone());
    (best.track != *chosen).then(|| TrackChange {
        former: chosen.clone(),
        track: best.track.clone(),
        start,
        continues: match best.position {
            RoutePosition::Earlier(job) => Some(job),
            RoutePosition::Current | RoutePosition::NotOnRoute(_) => None,
        },
    })
}

/// The best route of a track after this change; the first one where no start is known.
pub fn route_on_track(
    catalog: &Catalog,
    record: &Record,
    track: &TrackId,
    change: &PlanChange,
    now: Moment,
) -> Option<RouteId> {
    let all = unchosen(catalog, after(catalog, record, change, now));
    let first = || catalog.tracks.track(track)?.routes.first();
    let found = all.into_iter().find(|o| o.track == *track);
    found.map(|o| o.route).or_else(|| Some(first()?.id.clone()))
}

/// The person once this change is made.
fn after(catalog: &Catalog, record: &Record, change: &PlanChange, now: Moment) -> Profile {
    let mut then = record.clone();
    change::update_plan(&mut then, catalog, change.clone(), now);
    then.profile
}

/// The routes of a person who chose none: the former choice must not hide one that is as good or better.
fn unchosen(catalog: &Catalog, mut profile: Profile) -> Vec<CuratedOption> {
    profile.route = None;
    options_of(catalog, &profile)
}

fn options_of(catalog: &Catalog, profile: &Profile) -> Vec<CuratedOption> {
    curated_options(catalog, profile, &States::of(profile, catalog))
}
