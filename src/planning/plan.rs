//! The person's route as steps: what each asks for when the steps before it are made.

use super::gap::{self, SkillBreakdown, Usefulness, arrive, coverage};
use crate::catalog::track::{MoveClass, Transition};
use crate::catalog::{
    Basis, Catalog, MilestoneId, OccupationIx, RouteId, SkillIx, StepId, TrackId, transition_id,
};
use crate::profile::{Profile, States};

/// What the milestones of a step count in its progress; coverage counts the rest.
const MILESTONES: f64 = 0.3;

/// A milestone of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepMilestone {
    pub id: MilestoneId,
    pub done: bool,
}

/// One transition of the route, as work to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The transition's id; stable.
    pub id: StepId,
    pub from: OccupationIx,
    pub to: OccupationIx,
    pub class: MoveClass,
    /// Where the statement that people make this move comes from.
    pub basis: Basis,
    /// Skills the person may have under another name.
    pub near: Vec<SkillIx>,
    /// Coverage on arrival, 0 to 1: the earlier steps included.
    pub coverage: f64,
    pub essential: SkillBreakdown,
    pub optional: SkillBreakdown,
    pub milestones: Vec<StepMilestone>,
    pub done: bool,
    /// 0 to 1. Derived, never stored: 1 when the move was made; else 0.7 × coverage of the occupation with the
    /// skills held now + 0.3 × share of its milestones reached (coverage alone, where it has none).
    pub progress: f64,
}

/// What must be said about a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteNote {
    /// The route with this id, which the person chose, is not in this version: another is shown.
    RouteUnknown(RouteId),
    /// So many stops of the route are not in this catalogue: the rest is shown.
    StopsUnknown(usize),
    /// The goal is held: there is no step.
    GoalHeld,
    /// The route begins at another job of the person than the one in which they began; `now` if they hold it now.
    GoesOn { now: bool },
    /// The first step is no part of the curated route; it joins it.
    Joins,
    /// No curated track leads to this goal.
    OtherGoal,
    /// The route is computed from skills.
    Computed,
}

/// The person's route.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub start: OccupationIx,
    pub goal: OccupationIx,
    /// The track, when it is a curated route.
    pub track: Option<TrackId>,
    /// The route's id, when it is a curated route.
    pub route: Option<RouteId>,
    /// Where it comes from; `derived` as soon as one step is.
    pub basis: Basis,
    pub notes: Vec<RouteNote>,
    pub steps: Vec<Step>,
    /// The first step that is not done.
    pub current: Option<usize>,
}

impl Plan {
    /// Progress over the route, 0 to 1: the mean of its steps; 1 for a route without steps.
    pub fn progress(&self) -> f64 {
        if self.steps.is_empty() {
            return 1.0;
        }
        self.steps.iter().map(|s| s.progress).sum::<f64>() / self.steps.len() as f64
    }

    /// Whether the goal is reached: the last move was made, or there is none to make.
    pub fn is_reached(&self) -> bool {
        self.steps.last().is_none_or(|s| s.done)
    }

    /// Steps done.
    pub fn steps_done(&self) -> usize {
        self.steps.iter().filter(|s| s.done).count()
    }

    /// Milestones reached and in all, each counted once however many steps share it.
    pub fn milestones(&self) -> (usize, usize) {
        let mut all: Vec<(&str, bool)> = self
            .steps
            .iter()
            .flat_map(|s| &s.milestones)
            .map(|m| (&*m.id, m.done))
            .collect();
        all.sort_unstable();
        all.dedup();
        (all.iter().filter(|(_, done)| *done).count(), all.len())
    }

    /// The occupations it passes, start and goal included.
    pub fn stations(&self) -> Vec<OccupationIx> {
        let reached = self.steps.iter().map(|s| s.to);
        std::iter::once(self.start).chain(reached).collect()
    }

    /// Essential skills to gain on the steps that are not done.
    pub fn to_gain(&self) -> usize {
        let open = self.steps.iter().filter(|s| !s.done);
        open.map(|s| s.essential.missing.len()).sum()
    }

    /// The first step before this one whose move is still to be made.
    pub fn open_before(&self, step: &str) -> Option<&Step> {
        let earlier = self.steps.iter().take_while(|s| s.id != step);
        let mut open = earlier.filter(|s| !s.done);
        open.next()
    }

    /// The lowest coverage on arrival of its steps; 1 for a route without steps.
    pub fn weakest(&self) -> f64 {
        self.steps.iter().map(|s| s.coverage).fold(1.0, f64::min)
    }
}

/// A move before it becomes a step.
pub(super) enum Move<'a> {
    /// From the curated files.
    Curated(&'a Transition),
    /// From skills alone.
    Derived(OccupationIx, OccupationIx),
}

impl Move<'_> {
    /// The id of its step.
    pub(super) fn id(&self, catalog: &Catalog) -> StepId {
        match self {
            Self::Curated(transition) => transition.id.clone(),
            Self::Derived(from, to) => transition_id::id(catalog, *from, *to),
        }
    }

    /// Where it leads.
    pub(super) fn to(&self) -> Option<OccupationIx> {
        self.ends().map(|(_, to)| to)
    }

    fn ends(&self) -> Option<(OccupationIx, OccupationIx)> {
        match self {
            Self::Curated(t) => Some((t.from.ix?, t.to.ix?)),
            Self::Derived(from, to) => Some((*from, *to)),
        }
    }
}

/// Steps from moves, each seen with the ones before it made.
pub(super) fn steps(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    moves: &[Move<'_>],
) -> Vec<Step> {
    let ends: Vec<(OccupationIx, OccupationIx)> = moves.iter().filter_map(Move::ends).collect();
    let stations: Vec<OccupationIx> = ends.iter().map(|(_, to)| *to).collect();
    let mut supposed = states.clone();
    let mut out = Vec::new();
    for (at, (each, (from, to))) in moves.iter().zip(&ends).enumerate() {
        let target = catalog.occupation(*to);
        let rank = Usefulness {
            catalog,
            later: &stations[at + 1..],
        };
        let share = |skills: &mut dyn Iterator<Item = SkillIx>| {
            gap::breakdown(states, Some(&supposed), skills, &rank)
        };
        let essential = share(&mut target.essential().iter().copied());
        let optional = share(&mut target.optional_only());
        let mut step = Step {
            id: StepId::from(""),
            from: *from,
            to: *to,
            class: MoveClass::Similar,
            basis: Basis::Derived,
            near: Vec::new(),
            coverage: coverage(catalog, &supposed, *to),
            essential,
            optional,
            milestones: Vec::new(),
            done: false,
            progress: 0.0,
        };
        match each {
            Move::Curated(transition) => curated(&mut step, transition, profile),
            Move::Derived(..) => derived(&mut step, catalog),
        }
        step.done = profile.moves.contains_key(&step.id);
        step.progress = progress(&step, coverage(catalog, states, *to));
        // A step that was made is among the roles held: what the person says of its skills stands.
        if !step.done {
            arrive(catalog, &mut supposed, *to);
        }
        out.push(step);
    }
    out
}

/// The lowest coverage on arrival of a route, as [`steps`] gives it, without making the steps.
pub(super) fn weakest(
    catalog: &Catalog,
    profile: &Profile,
    states: &States,
    moves: &[Move<'_>],
) -> f64 {
    let mut supposed = states.clone();
    let mut weakest: f64 = 1.0;
    for each in moves {
        let Some((from, to)) = each.ends() else {
            continue;
        };
        weakest = weakest.min(coverage(catalog, &supposed, to));
        let done = match each {
            Move::Curated(transition) => profile.moves.contains_key(&*transition.id),
            Move::Derived(..) => profile
                .moves
                .contains_key(&transition_id::id(catalog, from, to)),
        };
        if !done {
            arrive(catalog, &mut supposed, to);
        }
    }
    weakest
}

fn curated(step: &mut Step, transition: &Transition, profile: &Profile) {
    step.id = transition.id.clone();
    step.class = transition.class;
    step.basis = transition.basis;
    step.near = transition.near.iter().filter_map(|s| s.ix).collect();
    step.milestones = transition
        .milestones
        .iter()
        .map(|id| StepMilestone {
            id: id.clone(),
            done: profile.milestones.contains_key(id),
        })
        .collect();
}

fn derived(step: &mut Step, catalog: &Catalog) {
    step.id = transition_id::id(catalog, step.from, step.to);
    step.class = class_of(catalog, step.from, step.to, step.coverage);
}

/// The class of a derived move by ISCO-08: a smaller major group (1 managers, 2 professionals, 3 technicians) is an
/// advancement, the same sub-major group or two groups of information technology are the same field. Where the skills
/// do not reach even the large leap, it is another field whatever its number says.
pub(super) fn class_of(
    catalog: &Catalog,
    from: OccupationIx,
    to: OccupationIx,
    coverage: f64,
) -> MoveClass {
    let code = |ix: OccupationIx| &*catalog.occupation(ix).isco().code;
    let (a, b) = (code(from), code(to));
    let technology = |code: &str| ["133", "25", "35"].iter().any(|g| code.starts_with(g));
    let same_group = a.chars().take(2).eq(b.chars().take(2)) || (technology(a) && technology(b));
    let same_field = same_group && gap::leap(coverage).is_some();
    match (b.chars().next() < a.chars().next(), same_field) {
        (true, true) => MoveClass::Advancement,
        (true, false) => MoveClass::LateralAdvancement,
        (false, true) => MoveClass::Similar,
        (false, false) => MoveClass::Lateral,
    }
}

fn progress(step: &Step, coverage_now: f64) -> f64 {
    if step.done {
        return 1.0;
    }
    if step.milestones.is_empty() {
        return coverage_now;
    }
    let reached = step.milestones.iter().filter(|m| m.done).count() as f64;
    let share = reached / step.milestones.len() as f64;
    (1.0 - MILESTONES) * coverage_now + MILESTONES * share
}
