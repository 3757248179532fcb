//! The plan: the start, the roles held before it, the goal, the track and the route. Claims about skills do not change.

use itertools::Itertools as _;

use super::names::occupation_name;
use crate::catalog::{Catalog, OccupationIx, OccupationUri, RouteId, StepId, TrackId};
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
    /// All roles before the start, the latest first. An empty list removes them. If the present occupation is among
    /// them with dates, it was held before as well.
    pub before: Option<Vec<PastRole>>,
    /// The dates of a role held. A role that no move added takes precedence over one that a move added; of several, the
    /// latest is meant.
    pub span: Option<(OccupationIx, DateSpan)>,
    pub goal: Option<OccupationIx>,
    pub track: Option<TrackId>,
    pub route: Option<RouteId>,
    /// The stops of a computed route, which replaces the curated one.
    pub stops: Option<Vec<OccupationIx>>,
}

/// A role held before the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastRole {
    pub occupation: OccupationIx,
    /// `None` leaves the dates as they are.
    pub span: Option<DateSpan>,
}

impl From<OccupationIx> for PastRole {
    fn from(occupation: OccupationIx) -> Self {
        let span = None;
        Self { occupation, span }
    }
}

impl PlanChange {
    /// Whether the start becomes chief information security officer. That covers every skill of the goal, so that the
    /// person is asked to confirm the mandate; not if a move reached the post.
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

    let uri = |ix: OccupationIx| catalog.occupation(ix).uri();
    let name = |ix: OccupationIx| catalog.occupation(ix).label();
    let former = profile.start.as_deref();
    let start = change.start.filter(|ix| former != Some(uri(*ix)));
    let present = change.start.map(uri).or(former);
    let mut roles = roles_after(profile, catalog, &change);
    if let Some(ix) = start {
        edits.push(Edit::Start(Some(uri(ix).into())));
        let mut stated = roles.iter_mut().filter(|r| r.role.by_step.is_none());
        let role = stated.find(|r| r.role.occupation == uri(ix));
        let name = role.map_or_else(|| name(ix).to_owned(), |role| role.name_with_dates(catalog));
        words.push(match former {
            None => format!("began as {name}"),
            Some(_) => format!("changed the start to {name}"),
        });
    }
    let now_held = roles.iter().map(|r| held_as(&r.role));
    if !now_held.eq(profile.roles_held.iter().map(held_as)) {
        let then = profile.roles_held.iter();
        let then = then.filter(|r| is_earlier(r, &[present, former]));
        let then: Vec<&OccupationUri> = then.map(|r| &r.occupation).collect();
        let earlier = roles.iter_mut().filter(|r| is_earlier(&r.role, &[present]));
        match title_of_earlier(earlier.collect(), &then, catalog) {
            Some(title) => words.push(title),
            None if start.is_none() => words.push("set the present role".to_owned()),
            None => {}
        }
    }
    let dated = roles.iter_mut().filter(|r| r.is_dated).map(|role| {
        let name = occupation_name(catalog, &role.role.occupation);
        match role.role.span().to_string() {
            none if none.is_empty() => format!("{name} without dates"),
            when => format!("{name} {when}"),
        }
    });
    let dated: Vec<String> = dated.collect();
    if !dated.is_empty() {
        words.push(format!("dated {}", dated.join(" and ")));
    }
    let roles: Vec<RoleHeld> = roles.into_iter().map(|r| r.role).collect();
    if roles != profile.roles_held {
        edits.push(Edit::RolesHeld(roles));
    }
    let uri = |ix: OccupationIx| OccupationUri::from(uri(ix));
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

/// A role after the change.
struct NewRole {
    role: RoleHeld,
    /// Whether the change sets other dates, which the title does not state yet.
    is_dated: bool,
}

impl NewRole {
    fn set_span(&mut self, span: DateSpan) {
        self.is_dated |= self.role.span() != span;
        (self.role.from, self.role.until) = (span.from, span.until);
    }

    /// The name for the title, with the dates.
    fn name_with_dates(&mut self, catalog: &Catalog) -> String {
        self.is_dated = false;
        let name = occupation_name(catalog, &self.role.occupation);
        match self.role.span().to_string() {
            none if none.is_empty() => name.to_owned(),
            when => format!("{name} ({when})"),
        }
    }
}

impl From<RoleHeld> for NewRole {
    fn from(role: RoleHeld) -> Self {
        let is_dated = false;
        Self { role, is_dated }
    }
}

fn held_as(role: &RoleHeld) -> (&OccupationUri, Option<&StepId>) {
    (&role.occupation, role.by_step.as_ref())
}

/// Whether no move added the role, and it is not a present one.
fn is_earlier(role: &RoleHeld, present: &[Option<&str>]) -> bool {
    role.by_step.is_none() && !present.contains(&Some(&*role.occupation))
}

/// The part of the title about earlier roles; `None` if they are the same as before.
fn title_of_earlier(
    mut now: Vec<&mut NewRole>,
    then: &[&OccupationUri],
    catalog: &Catalog,
) -> Option<String> {
    if now
        .iter()
        .map(|r| &r.role.occupation)
        .eq(then.iter().copied())
    {
        return None;
    }
    let is_new = |r: &NewRole| !then.contains(&&r.role.occupation);
    let is_kept = |uri: &&OccupationUri| now.iter().any(|r| r.role.occupation == **uri);
    let only_added = then.iter().all(is_kept) && now.iter().any(|r| is_new(r));
    if only_added {
        now.retain(|r| is_new(r));
    }
    let names: Vec<String> = now
        .into_iter()
        .map(|r| r.name_with_dates(catalog))
        .collect();
    let names: Vec<&str> = names.iter().map(|n| &**n).collect();
    let jobs = if names.len() == 1 { "job" } else { "jobs" };
    let listed = crate::text::join_with_and(&names);
    Some(match (names.is_empty(), only_added) {
        (true, _) => "removed the earlier roles".to_owned(),
        (false, true) => format!("added the earlier {jobs} {listed}"),
        (false, false) => format!("set the earlier {jobs} to {listed}"),
    })
}

/// The roles held after the change: those that moves added, unless `before` names them; the present one; the earlier
/// ones. An occupation can be held more than once, with other dates.
fn roles_after(profile: &Profile, catalog: &Catalog, change: &PlanChange) -> Vec<NewRole> {
    let uri = |ix: OccupationIx| catalog.occupation(ix).uri();
    let (given, former) = (change.start.map(uri), profile.start.as_deref());
    let present = given.or(former);
    let before: Vec<&PastRole> = change.before.iter().flatten().collect();
    let (reached, stated): (Vec<&RoleHeld>, Vec<&RoleHeld>) =
        profile.roles_held.iter().partition(|r| r.by_step.is_some());
    let known = |uri: &str| {
        let of_it = stated.iter().filter(|r| r.occupation == uri);
        of_it.map(|r| (*r).clone()).collect()
    };
    let spans = |uri_of: &str| -> Vec<DateSpan> {
        let of_it = before.iter().filter(|r| uri(r.occupation) == uri_of);
        of_it.filter_map(|r| r.span).collect()
    };
    let (earlier, latest): (Vec<&RoleHeld>, Vec<&RoleHeld>) = reached
        .into_iter()
        .partition(|r| before.iter().any(|b| r.occupation == uri(b.occupation)));
    let mut out: Vec<NewRole> = latest.into_iter().map(|r| r.clone().into()).collect();
    if let Some(present) = present {
        let mut of_it: Vec<RoleHeld> = known(present);
        // A role that has ended does not begin again.
        let is_over = of_it.first().is_some_and(|r| r.until.is_some());
        if is_over && given.is_some() && given != former {
            of_it.insert(0, RoleHeld::new(present));
        }
        let spans = spans(present);
        let once = usize::from(given.is_some() || !spans.is_empty());
        out.extend(with_spans(of_it, present, once, &spans));
    }
    out.extend(earlier.into_iter().map(|r| r.clone().into()));
    if change.before.is_some() {
        let others = before.iter().map(|r| uri(r.occupation));
        for uri in others.filter(|uri| Some(*uri) != present).unique() {
            let spans = spans(uri);
            let undated = usize::from(spans.is_empty());
            out.extend(with_spans(known(uri), uri, undated, &spans));
        }
    } else {
        let rest = stated.iter().filter(|r| is_earlier(r, &[former, present]));
        out.extend(rest.map(|r| (*r).clone().into()));
    }
    if let Some((ix, span)) = change.span {
        let of_it = out.iter_mut().filter(|r| r.role.occupation == uri(ix));
        if let Some(role) = of_it.min_by_key(|r| r.role.by_step.is_some()) {
            role.set_span(span);
        }
    }
    out
}

/// The roles of one occupation, completed to `undated` and one for each of `spans`, which dates it.
fn with_spans(
    mut roles: Vec<RoleHeld>,
    uri: &str,
    undated: usize,
    spans: &[DateSpan],
) -> Vec<NewRole> {
    while roles.len() < undated + spans.len() {
        roles.push(RoleHeld::new(uri));
    }
    let mut out: Vec<NewRole> = roles.into_iter().map(NewRole::from).collect();
    for (role, span) in out.iter_mut().skip(undated).zip(spans) {
        role.set_span(*span);
    }
    out
}
