//! Beginning, and beginning anew: where the person stands, what came before, where they want to go.
//!
//! Knows nothing of what was said of skills: none of that changes here.

use super::{commit, occupation_name, role};
use crate::catalog::{Catalog, OccupationIx};
use crate::profile::{Edit, Moment, Profile, Record, RoleHeld, Span};

/// What [`begin`] changes. What is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeginChange {
    /// The present occupation, in which the route begins.
    pub start: Option<OccupationIx>,
    /// All occupations before that, the latest first. An empty list takes them back.
    pub before: Option<Vec<OccupationIx>>,
    /// When those of `before` were held, by their places in it. The present occupation with dates was held before as well.
    pub before_spans: Vec<(usize, Span)>,
    /// When roles held were held. Of one that was said and reached by a move as well the said one is meant, of one held
    /// several times the latest.
    pub spans: Vec<(OccupationIx, Span)>,
    /// The goal.
    pub goal: Option<OccupationIx>,
    /// The track, by id.
    pub track: Option<String>,
    /// The route, by id.
    pub route: Option<String>,
    /// A computed route instead of a curated one: its stops between start and goal.
    pub stops: Option<Vec<OccupationIx>>,
}

/// What somebody confirms who begins as chief information security officer.
pub const MANDATE: &str = "A chief information security officer decides and answers for security in the whole \
                           organisation, on behalf of its top management.";

impl BeginChange {
    /// Whether it adds the post of chief information security officer to the roles held. It covers every skill of the
    /// goal, so the person is asked whether they hold its [`MANDATE`].
    pub fn needs_mandate(&self, catalog: &Catalog, profile: &Profile) -> bool {
        let mut named = self.start.iter().chain(self.before.iter().flatten());
        catalog.goal().is_some_and(|chief| {
            named.any(|ix| *ix == chief) && !profile.roles(catalog).contains(&chief)
        })
    }
}

/// Says where the person stands and where they want to go; also later, to change any of it.
///
/// Another start takes the place of the former one among the roles held. Roles that moves added stay,
/// and so do those said before unless `before` names others. What was said of skills always stays. A computed route is
/// one between two occupations: another start, goal, track or route takes its place.
pub fn begin(
    record: &mut Record,
    catalog: &Catalog,
    change: BeginChange,
    now: Moment,
) -> Option<String> {
    let profile = &record.profile;
    let mut edits = Vec::new();
    let mut words = Vec::new();

    let uri = |ix: OccupationIx| catalog.occupation(ix).uri().to_string();
    let name = |ix: OccupationIx| catalog.occupation(ix).label();
    let start = change.start.filter(|ix| profile.start != Some(uri(*ix)));
    if let Some(ix) = start {
        words.push(match profile.start {
            None => format!("began as {}", name(ix)),
            Some(_) => format!("changed the start to {}", name(ix)),
        });
        edits.push(Edit::Start(Some(uri(ix))));
    }
    let given = change.start.map(uri);
    let former = profile.start.as_deref();
    let present = given.as_deref().or(former);
    let before: Option<Vec<String>> = change
        .before
        .as_ref()
        .map(|list| list.iter().copied().map(uri).collect());
    let places: Vec<usize> = change.before_spans.iter().map(|(at, _)| *at).collect();
    let mut roles = roles_with(profile, given.as_deref(), before.as_deref(), &places);
    if roles != profile.roles_held {
        let earlier = |roles: &[RoleHeld], present: &[Option<&str>]| -> Vec<String> {
            let said = roles.iter().filter(|r| r.by_step.is_none());
            said.filter(|r| !is_one_of(r, present))
                .map(|r| occupation_name(catalog, &r.occupation).to_owned())
                .collect()
        };
        let names = earlier(&roles, &[present]);
        if names != earlier(&profile.roles_held, &[present, former]) {
            words.push(if names.is_empty() {
                "removed the earlier roles".to_owned()
            } else {
                format!("was {} before", names.join(" and "))
            });
        } else if start.is_none() {
            words.push("set the present role".to_owned());
        }
    }
    let mut dated = Vec::new();
    let listed = change.before.as_deref().unwrap_or_default();
    let earlier = change.before_spans.iter().filter_map(|(at, span)| {
        let ix = *listed.get(*at)?;
        let ahead = places.iter().filter(|p| *p < at);
        let same = ahead.filter(|p| listed.get(**p) == Some(&ix)).count();
        let is_present = present == Some(&*uri(ix));
        Some((ix, same + usize::from(is_present), *span))
    });
    let latest = change.spans.iter().map(|(ix, span)| (*ix, 0, *span));
    for (ix, which, span) in earlier.chain(latest) {
        let uri = uri(ix);
        let of_it = roles.iter_mut().filter(|r| r.occupation == uri);
        let (said, reached): (Vec<_>, Vec<_>) = of_it.partition(|r| r.by_step.is_none());
        if let Some(role) = said.into_iter().chain(reached).nth(which)
            && role.span() != span
        {
            (role.from, role.until) = (span.from, span.until);
            let when = match span.to_string() {
                none if none.is_empty() => "without dates".to_owned(),
                when => when,
            };
            dated.push(format!("{} {when}", name(ix)));
        }
    }
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
    let is_new = |id: &String| computed || profile.route.as_ref() != Some(id);
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
            format!("chose a computed route via {}", crate::text::listed(&names))
        });
        edits.push(Edit::Stops(stops));
    }
    commit(record, words.join(", "), Edit::Batch(edits), now)
}

/// The roles held when `start` is the present one and `before` came before it; what is not given stays.
/// Roles that moves added stand first: they came later, unless `before` names them. Those of `before` with dates, by their
/// places, are roles of their own, the present one among them as well.
fn roles_with(
    profile: &Profile,
    start: Option<&str>,
    before: Option<&[String]>,
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
    // Who comes back to an occupation holds it twice, with other dates.
    let known = |uri: &str| -> Vec<RoleHeld> {
        let of_it = said.iter().filter(|r| r.occupation == uri);
        of_it.cloned().collect()
    };
    let at_least = |times: usize, uri: &str, mut of_it: Vec<RoleHeld>| {
        while of_it.len() < times {
            of_it.push(role(uri));
        }
        of_it
    };
    let former = profile.start.as_deref();
    let present = start.or(former);
    let (earlier, mut roles): (Vec<RoleHeld>, Vec<RoleHeld>) =
        reached.into_iter().partition(|r| is_before(&r.occupation));
    if let Some(present) = present {
        let mut of_it = known(present);
        // What is over is not what they begin anew.
        let is_over = of_it.first().is_some_and(|r| r.until.is_some());
        if is_over && start.is_some() && start != former {
            of_it.insert(0, role(present));
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
