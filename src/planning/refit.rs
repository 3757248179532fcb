//! Another start under a route that was chosen for the former one: the track is kept if one of its routes passes the new
//! start, else the one that suits best takes its place.

use super::options::{RouteOption, options};
use crate::catalog::Catalog;
use crate::profile::change::{self, BeginChange};
use crate::profile::{Moment, Record, States};

/// Adds the route that suits to a change of the start, when a track or route was chosen before and the change names none,
/// and says aloud when that is another track. None as well where nothing needs saying.
pub fn refit(
    catalog: &Catalog,
    record: &Record,
    change: &mut BeginChange,
    now: Moment,
) -> Option<String> {
    let profile = &record.profile;
    let chosen = profile.track.as_deref()?;
    let former = profile.start_in(catalog)?;
    let start = change.start.filter(|start| *start != former)?;
    let named = change.track.is_some() || change.route.is_some() || change.stops.is_some();
    let goal = change.goal.or_else(|| profile.goal_in(catalog));
    if named || goal != catalog.goal() {
        return None;
    }
    let all = options_after(catalog, record, change, now);
    let of_track = |o: &&RouteOption| o.track == chosen;
    let same = all
        .iter()
        .find(|o| profile.route.as_ref() == Some(&o.route));
    if same.is_some_and(|o| o.fits) {
        return None;
    }
    let kept = all.iter().filter(of_track).find(|o| o.fits);
    let other = all.first().filter(|o| o.fits);
    let best = kept.or(other).or_else(|| all.iter().find(of_track))?;
    change.track = Some(best.track.clone());
    change.route = Some(best.route.clone());
    let title = |id: &str| {
        let track = catalog.tracks.track(id);
        track.map_or_else(|| id.to_owned(), |t| t.title.to_string())
    };
    (best.track != chosen).then(|| {
        format!(
            "No route of the track {} passes {}; {} does and is yours now.",
            title(chosen),
            catalog.occupation(start).label,
            title(&best.track)
        )
    })
}

/// Of a track the route that suits whoever makes this change; its first one without a start.
pub fn route_of(
    catalog: &Catalog,
    record: &Record,
    track: &str,
    change: &BeginChange,
    now: Moment,
) -> Option<String> {
    let mut all = options_after(catalog, record, change, now).into_iter();
    let first = || catalog.tracks.track(track)?.routes.first();
    all.find(|o| o.track == track)
        .map(|o| o.route)
        .or_else(|| Some(first()?.id.to_string()))
}

fn options_after(
    catalog: &Catalog,
    record: &Record,
    change: &BeginChange,
    now: Moment,
) -> Vec<RouteOption> {
    let mut then = record.clone();
    change::begin(&mut then, catalog, change.clone(), now);
    options(catalog, &then.profile, &States::of(&then.profile, catalog))
}
