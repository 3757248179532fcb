//! The person's route as steps: what each asks for when the steps before it are made.

use super::gap::{self, SkillBreakdown, Usefulness, arrive, coverage};
use crate::catalog::track::{MoveClass, Transition};
use crate::catalog::{
    Basis, Catalog, MilestoneId, OccupationIx, Relation, RouteId, SkillIx, StepId, TrackId,
    transition_id,
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
    /// The route over these moves that is none of a track; `note` is what is to be said of it.
    pub(super) fn derived(
        catalog: &Catalog,
        profile: &Profile,
        states: &States,
        (start, goal): (OccupationIx, OccupationIx),
        moves: &[Move<'_>],
        note: RouteNote,
    ) -> Self {
        let steps = steps(catalog, profile, states, moves);
        let note = if steps.is_empty() {
            RouteNote::GoalHeld
        } else {
            note
        };
        Self {
            start,
            goal,
            track: None,
            route: None,
            basis: Basis::Derived,
            notes: vec![note],
            current: steps.iter().position(|s| !s.done),
            steps,
        }
    }

    /// The steps whose target asks for a skill, with their positions and the relation.
    pub fn steps_for(
        &self,
        catalog: &Catalog,
        skill: SkillIx,
    ) -> impl Iterator<Item = (usize, &Step, Relation)> {
        self.steps.iter().enumerate().filter_map(move |(at, step)| {
            let target = catalog.occupation(step.to);
            if target.requires(skill) {
                Some((at, step, Relation::Essential))
            } else {
                target
                    .accepts(skill)
                    .then_some((at, step, Relation::Optional))
            }
        })
    }

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
pub(super) struct Move<'a> {
    pub(super) from: OccupationIx,
    pub(super) to: OccupationIx,
    /// The transition of a track; none for a move from skills alone.
    pub(super) curated: Option<&'a Transition>,
}

impl<'a> Move<'a> {
    /// The move between two occupations: the curated one, where a track has it.
    pub(super) fn between(catalog: &'a Catalog, from: OccupationIx, to: OccupationIx) -> Self {
        let curated = catalog.tracks.between(from, to);
        Self { from, to, curated }
    }

    /// None where the catalogue lacks an end of it.
    pub(super) fn of(transition: &'a Transition) -> Option<Self> {
        Some(Self {
            from: transition.from.ix?,
            to: transition.to.ix?,
            curated: Some(transition),
        })
    }

    /// The id of its step.
    pub(super) fn id(&self, catalog: &Catalog) -> StepId {
        match self.curated {
            Some(transition) => transition.id.clone(),
            None => transition_id::id(catalog, self.from, self.to),
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
    let stations: Vec<OccupationIx> = moves.iter().map(|m| m.to).collect();
    let mut supposed = states.clone();
    let mut out = Vec::new();
    for (at, each) in moves.iter().enumerate() {
        let Move { from, to, curated } = *each;
        let target = catalog.occupation(to);
        let rank = Usefulness {
            catalog,
            later: &stations[at + 1..],
        };
        let share = |skills: &mut dyn Iterator<Item = SkillIx>| {
            gap::breakdown(states, Some(&supposed), skills, &rank)
        };
        let on_arrival = coverage(catalog, &supposed, to);
        let near = curated.into_iter().flat_map(|t| &t.near);
        let milestones = curated.into_iter().flat_map(|t| &t.milestones);
        let id = each.id(catalog);
        let mut step = Step {
            from,
            to,
            class: match curated {
                Some(transition) => transition.class,
                None => class_of(catalog, from, to, on_arrival),
            },
            basis: curated.map_or(Basis::Derived, |t| t.basis),
            near: near.filter_map(|s| s.ix).collect(),
            coverage: on_arrival,
            essential: share(&mut target.essential().iter().copied()),
            optional: share(&mut target.optional_only()),
            milestones: milestones
                .map(|id| StepMilestone {
                    id: id.clone(),
                    done: profile.milestones.contains_key(id),
                })
                .collect(),
            done: profile.moves.contains_key(&id),
            progress: 0.0,
            id,
        };
        step.progress = progress(&step, coverage(catalog, states, to));
        // A step that was made is among the roles held: what the person says of its skills stands.
        if !step.done {
            arrive(catalog, &mut supposed, to);
        }
        out.push(step);
    }
    out
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
