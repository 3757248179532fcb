//! The plan: the start, the roles held before it, the goal, the track and the route. Claims about skills do not change.

use super::names::occupation_name;
use crate::catalog::{Catalog, OccupationIx, OccupationUri, RouteId, TrackId};
use crate::profile::data::Profile;
use crate::profile::date_span::DateSpan;
use crate::profile::edit::Edit;
use crate::profile::history::Record;
use crate::profile::moment::Moment;
use crate::profile::role::RoleHeld;

/// A change of the plan. `None` leaves a part as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanChange {
    /// The present occupation, in which the route begins.
    pub start: Option<OccupationIx>,
    /// All occupations before the start, the latest first. An empty list removes them.
    pub before: Option<Vec<OccupationIx>>,
    /// The dates of roles in `before`, by position. If the present occupation is among them, it was held before as
    /// well.
    pub before_spans: Vec<(usize, DateSpan)>,
    /// The dates of roles held. A role that no move added takes precedence over one that a move added; of several, the
    /// latest is meant.
    pub spans: Vec<(OccupationIx, DateSpan)>,
    pub goal: Option<OccupationIx>,
    pub track: Option<TrackId>,
    pub route: Option<RouteId>,
    /// The stops of a computed route, which replaces the curated one.
    pub stops: Option<Vec<OccupationIx>>,
}

/// The sentence that the person confirms to start as chief information security officer.
pub const MANDATE: &str = "A chief information security officer decides and answers for security in the whole \
                           organisation, on behalf of its top management.";

impl PlanChange {
    /// Whether the start becomes chief information security officer. That covers every skill of the goal, so that the
    /// person is asked to confirm the [`MANDATE`]; not if a move reached the post.
    pub fn needs_mandate(&self, catalog: &Catalog, profile: &Profile) -> bool {
        let Some(chief) = self.start.filter(|ix| catalog.goal() == Some(*ix)) else {
            return false;
        };
        let uri = catalog.occupation(chief).uri();
        let mut reached = profile.roles_held.iter().filter(|r| r.by_step.is_some());
        profile.start_in(catalog) != Some(chief) && !reached.any(|r| *r.occupation == *uri)
    }
}

/// Sets the plan for the first time, or changes it.
///
/// A new start replaces the former one among the roles held. Roles that moves added stay, and so do earlier roles
/// unless `before` names others. A new start, goal, track or route replaces a computed route.
pub fn update_plan(
    record: &mut Record,
    catalog: &Catalog,
    change: PlanChange,
    now: Moment,
) -> Option<String> {
    let profile = &record.profile;
    let mut edits = Vec::new();
    let mut words = Vec::new();

    let uri = |ix: OccupationIx| OccupationUri::from(catalog.occupation(ix).uri());
    let name = |ix: OccupationIx| catalog.occupation(ix).label();
    let start = change.start.filter(|ix| profile.start != Some(uri(*ix)));
    if let Some(ix) = start {
        edits.push(Edit::Start(Some(uri(ix))));
    }
    let given = change.start.map(uri);
    let former = profile.start.as_deref();
    let present = given.as_deref().or(former);
    let before: Option<Vec<OccupationUri>> = change
        .before
        .as_ref()
        .map(|list| list.iter().copied().map(uri).collect());
    let places: Vec<usize> = change.before_spans.iter().map(|(at, _)| *at).collect();
    let mut roles = roles_with(profile, given.as_deref(), before.as_deref(), &places);
    let is_other = roles != profile.roles_held;
    let dated = date_roles(&mut roles, &change, catalog, present);
    // A role that the title names with its dates is not named again as dated.
    let mut told: Vec<usize> = Vec::new();
    let mut tell = |at: usize, name: &str| {
        told.push(at);
        match roles.get(at).map(|r| r.span().to_string()) {
            Some(when) if !when.is_empty() => format!("{name} ({when})"),
            _ => name.to_owned(),
        }
    };
    if let Some(ix) = start {
        let of_it = |r: &RoleHeld| r.by_step.is_none() && *r.occupation == *uri(ix);
        let name = match roles.iter().position(of_it) {
            Some(at) => tell(at, name(ix)),
            None => name(ix).to_owned(),
        };
        words.push(match profile.start {
            None => format!("began as {name}"),
            Some(_) => format!("changed the start to {name}"),
        });
    }
    if is_other {
        let earlier_now = earlier(&roles, &[present]);
        let earlier_then = earlier(&profile.roles_held, &[present, former]);
        let named = |at: usize, uri: &str| tell(at, occupation_name(catalog, uri));
        match of_earlier(earlier_now, &earlier_then, named) {
            Some(said) => words.push(said),
            None if start.is_none() => words.push("set the present role".to_owned()),
            None => {}
        }
    }
    let dated: Vec<String> = dated
        .into_iter()
        .filter(|at| !told.contains(at))
        .filter_map(|at| {
            let role = roles.get(at)?;
            let when = match role.span().to_string() {
                none if none.is_empty() => "without dates".to_owned(),
                when => when,
            };
            Some(format!(
                "{} {when}",
                occupation_name(catalog, &role.occupation)
            ))
        })
        .collect();
    if !dated.is_empty() {
        words.push(format!("dated {}", dated.join(" and ")));
    }
    if roles != profile.roles_held {
        edits.push(Edit::RolesHeld(roles));
    }
    if let Some(ix) = change.goal.filter(|ix| profile.goal != Some(uri(*ix))) {
        words.push(format!("set the goal to {}", name(ix)));
        edits.push(Edit::Goal(Some(uri(ix))));
    }
    let computed = profile.stops.is_some();
    let replaced = start.is_some() || edits.iter().any(|e| matches!(e, Edit::Goal(_)));
    let replaced = replaced || change.track.is_some() || change.route.is_some();
    if computed && replaced && change.stops.is_none() {
        edits.push(Edit::Stops(None));
    }
    if let Some(id) = change.track.filter(|id| profile.track.as_ref() != Some(id)) {
        let track = catalog.tracks.track(&id);
        let title = track.map_or(&*id, |t| &*t.title);
        words.push(format!("chose the track \"{title}\""));
        edits.push(Edit::Track(Some(id)));
    }
    let is_new = |id: &RouteId| computed || profile.route.as_ref() != Some(id);
    if let Some(id) = change.route.filter(is_new) {
        let route = catalog.tracks.route(&id);
        let title = route.map_or(&*id, |(_, r)| &*r.title);
        words.push(format!("chose the route \"{title}\""));
        edits.push(Edit::Route(Some(id)));
    }
    let stops = change.stops.as_ref();
    let stops = stops.map(|list| list.iter().copied().map(uri).collect::<Vec<_>>());
    if stops.is_some() && stops != profile.stops {
        let names: Vec<&str> = change.stops.iter().flatten().map(|ix| name(*ix)).collect();
        words.push(if names.is_empty() {
            "chose to go straight to the goal".to_owned()
        } else {
            format!(
                "chose a computed route via {}",
                crate::text::join_with_and(&names)
            )
        });
        edits.push(Edit::Stops(stops));
    }
    record.commit_titled(words.join(", "), Edit::Batch(edits), now)
}

/// Sets the dates of roles, and returns the positions of those that changed.
fn date_roles(
    roles: &mut [RoleHeld],
    change: &PlanChange,
    catalog: &Catalog,
    present: Option<&str>,
) -> Vec<usize> {
    let mut dated = Vec::new();
    let places: Vec<usize> = change.before_spans.iter().map(|(at, _)| *at).collect();
    let listed = change.before.as_deref().unwrap_or_default();
    let earlier = change.before_spans.iter().filter_map(|(at, span)| {
        let ix = *listed.get(*at)?;
        let ahead = places.iter().filter(|p| *p < at);
        let same = ahead.filter(|p| listed.get(**p) == Some(&ix)).count();
        let is_present = present.is_some_and(|uri| *uri == *catalog.occupation(ix).uri());
        Some((ix, same + usize::from(is_present), *span))
    });
    let latest = change.spans.iter().map(|(ix, span)| (*ix, 0, *span));
    for (ix, which, span) in earlier.chain(latest) {
        let uri = catalog.occupation(ix).uri();
        let of_it = roles.iter_mut().enumerate();
        let of_it = of_it.filter(|(_, r)| *r.occupation == *uri);
        let (said, reached): (Vec<_>, Vec<_>) = of_it.partition(|(_, r)| r.by_step.is_none());
        if let Some((at, role)) = said.into_iter().chain(reached).nth(which)
            && role.span() != span
        {
            (role.from, role.until) = (span.from, span.until);
            dated.push(at);
        }
    }
    dated
}

/// The roles that no move added, except the present one, with their positions.
fn earlier(roles: &[RoleHeld], present: &[Option<&str>]) -> Vec<(usize, OccupationUri)> {
    let said = roles.iter().enumerate();
    let said = said.filter(|(_, r)| r.by_step.is_none() && !is_one_of(r, present));
    said.map(|(at, r)| (at, r.occupation.clone())).collect()
}

/// The part of the title about earlier roles; `None` if they are the same as before.
fn of_earlier(
    mut now: Vec<(usize, OccupationUri)>,
    then: &[(usize, OccupationUri)],
    mut name: impl FnMut(usize, &str) -> String,
) -> Option<String> {
    let is_in = |list: &[(usize, OccupationUri)], uri: &str| list.iter().any(|(_, u)| u == uri);
    if now
        .iter()
        .map(|(_, uri)| uri)
        .eq(then.iter().map(|(_, uri)| uri))
    {
        return None;
    }
    let is_kept = then.iter().all(|(_, uri)| is_in(&now, uri));
    let only_added = is_kept && now.iter().any(|(_, uri)| !is_in(then, uri));
    if only_added {
        now.retain(|(_, uri)| !is_in(then, uri));
    }
    let names: Vec<String> = now.iter().map(|(at, uri)| name(*at, uri)).collect();
    let names: Vec<&str> = names.iter().map(|n| &**n).collect();
    let jobs = if names.len() == 1 { "job" } else { "jobs" };
    let listed = crate::text::join_with_and(&names);
    Some(match (names.is_empty(), only_added) {
        (true, _) => "removed the earlier roles".to_owned(),
        (false, true) => format!("added the earlier {jobs} {listed}"),
        (false, false) => format!("set the earlier {jobs} to {listed}"),
    })
}

/// The roles held with `start` as the present one and `before` before it; `None` leaves a part as it is.
///
/// Roles that moves added come first, unless `before` names them. Roles of `before` with dates, given by position, are
/// separate roles, even if the present one is among them.
fn roles_with(
    profile: &Profile,
    start: Option<&str>,
    before: Option<&[OccupationUri]>,
    dated: &[usize],
) -> Vec<RoleHeld> {
    let (reached, said): (Vec<RoleHeld>, Vec<RoleHeld>) = profile
        .roles_held
        .iter()
        .cloned()
        .partition(|r| r.by_step.is_some());
    let is_before = |uri: &str| before.is_some_and(|list| list.iter().any(|u| u == uri));
    let dated = |uri: &str| {
        let entries = dated.iter().filter_map(|at| before?.get(*at));
        entries.filter(|u| *u == uri).count()
    };
    // An occupation can be held twice, with other dates.
    let known = |uri: &str| -> Vec<RoleHeld> {
        let of_it = said.iter().filter(|r| r.occupation == uri);
        of_it.cloned().collect()
    };
    let at_least = |times: usize, uri: &str, mut of_it: Vec<RoleHeld>| {
        while of_it.len() < times {
            of_it.push(RoleHeld::new(uri));
        }
        of_it
    };
    let former = profile.start.as_deref();
    let present = start.or(former);
    let (earlier, mut roles): (Vec<RoleHeld>, Vec<RoleHeld>) =
        reached.into_iter().partition(|r| is_before(&r.occupation));
    if let Some(present) = present {
        let mut of_it = known(present);
        // A role that has ended does not begin again.
        let is_over = of_it.first().is_some_and(|r| r.until.is_some());
        if is_over && start.is_some() && start != former {
            of_it.insert(0, RoleHeld::new(present));
        }
        let again = dated(present);
        let once = usize::from(start.is_some() || again > 0);
        roles.extend(at_least(once + again, present, of_it));
    }
    roles.extend(earlier);
    match before {
        Some(before) => {
            for (at, uri) in before.iter().enumerate() {
                if Some(&**uri) != present && before.iter().take(at).all(|u| u != uri) {
                    roles.extend(at_least(dated(uri).max(1), uri, known(uri)));
                }
            }
        }
        None => roles.extend(
            said.iter()
                .filter(|r| !is_one_of(r, &[former, present]))
                .cloned(),
        ),
    }
    roles
}

fn is_one_of(role: &RoleHeld, uris: &[Option<&str>]) -> bool {
    uris.contains(&Some(&*role.occupation))
}
