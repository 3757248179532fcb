//! `status` and `next`: where the person is, and what to do next.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::route::{Finish, plan_of};
use crate::catalog::{Catalog, OccupationIx};
use crate::cli::args::NextOrder;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, in_a_line};
use crate::cli::reply::{OwnCertificate, Progress, TermReply};
use crate::planning::completion::Completion;
use crate::planning::forecast::Forecast;
use crate::planning::gap::gap;
use crate::planning::plan::Plan;
use crate::planning::route_search::RouteFinder;
use crate::planning::skill_impact::SkillImpact;
use crate::planning::suggestion::Task;
use crate::planning::suggestions::{suggest, to_confirm};
use crate::profile::{Profile, Record, SkillState, States};
use crate::text::plural;
use crate::usecase::person::Person;
use crate::usecase::route_id::plan_id;
use crate::wording::{self, certificate, figures, goal, suggestion};

/// How many of the skills to confirm `next` names.
const CONFIRMED: usize = 10;

/// Where the person is.
#[derive(Serialize, JsonSchema)]
pub(super) struct Status<'a> {
    catalogue: String,
    /// The code of the occupation, or its URI where the catalogue lacks it.
    start: Option<&'a str>,
    roles_held: Vec<&'a str>,
    roles: Vec<HeldRole<'a>>,
    goal: Option<&'a str>,
    track: Option<&'a str>,
    route: Option<String>,
    /// Of the goal, 0 to 1.
    coverage: Option<f64>,
    skills: StateCounts,
    steps: Progress,
    milestones: Progress,
    certificates: Vec<OwnCertificate>,
    /// What ESCO lacks and the person worked with.
    worked_with: Vec<TermReply>,
    /// How many conditions of adverts the person answered.
    conditions_answered: usize,
    saved: Option<Timestamp>,
    finish: Option<Finish<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct HeldRole<'a> {
    uri: &'a str,
    code: Option<&'a str>,
    label: Option<&'a str>,
    from: Option<Date>,
    until: Option<Date>,
}

/// How many skills are in a state.
#[derive(Clone, Copy, Serialize, JsonSchema)]
struct StateCounts {
    held_marked: usize,
    held_from_role: usize,
    likely: usize,
    learning: usize,
}

impl StateCounts {
    fn of(states: &States) -> Self {
        Self {
            held_marked: states.count(SkillState::HeldMarked),
            held_from_role: states.count(SkillState::HeldFromRole),
            likely: states.count(SkillState::Likely),
            learning: states.count(SkillState::Learning),
        }
    }
}

/// What to do next, the most useful first.
#[derive(Serialize, JsonSchema)]
pub(super) struct Next<'a> {
    next: Vec<NextTask>,
    /// What is open once the goal is reached; null before.
    finish: Option<Finish<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct NextTask {
    /// `skill`, `milestone`, `step`, `confirm` or `section`.
    kind: &'static str,
    id: String,
    title: String,
    reason: String,
}

pub(super) fn show(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let record = context.record()?;
    let saved = record.as_ref().and_then(Record::changed);
    let person = Person::new(catalog, record.map(|r| r.profile).unwrap_or_default());
    let plan = person.plan.as_ref();
    let profile = &person.profile;
    let start = profile.start_in(catalog);
    let goal = profile.goal_in(catalog);
    // What this catalogue lacks is shown by its URI: it is kept, and so it is said.
    let roles = profile.roles_held.iter().map(|r| {
        let known = catalog.occupation_by_uri(&r.occupation);
        known.map_or(&*r.occupation, |o| output::code(catalog, o))
    });
    let roles: Vec<&str> = roles.collect();
    let start = start.map_or(profile.start.as_deref(), |o| Some(output::code(catalog, o)));
    let goal_code = goal.map_or(profile.goal.as_deref(), |o| Some(output::code(catalog, o)));
    let coverage = goal.and_then(|g| person.coverage(catalog, g));
    let (track, route) = if let Some(plan) = plan {
        (plan.track.as_deref(), Some(plan_id(catalog, plan)))
    } else {
        let route = profile.route.as_ref().map(ToString::to_string);
        (profile.track.as_deref(), route)
    };
    let skills = StateCounts::of(&person.states);
    let (done, total) = plan.map_or((0, 0), |p| (p.steps_done(), p.steps.len()));
    let steps = Progress { done, total };
    let (done, total) = plan.map_or((0, 0), Plan::milestones);
    let milestones = Progress { done, total };
    let finish = plan.and_then(|p| Completion::new(catalog, profile, &person.states, p));
    let held = profile.roles_held.iter().map(|r| {
        let known = catalog.occupation_by_uri(&r.occupation);
        HeldRole {
            uri: &r.occupation,
            code: known.map(|o| output::code(catalog, o)),
            label: known.map(|o| output::label(catalog, o)),
            from: r.from,
            until: r.until,
        }
    });
    let today = context.now().on;
    let certificates = profile.certificates.iter();
    let certificates = certificates.map(|(id, own)| OwnCertificate::new(id, own, today));
    let answer = Status {
        catalogue: catalog.title(),
        start,
        roles_held: roles.clone(),
        roles: held.collect(),
        goal: goal_code,
        track,
        route,
        coverage,
        skills,
        steps,
        milestones,
        certificates: certificates.collect(),
        worked_with: profile.terms.values().map(TermReply::new).collect(),
        conditions_answered: profile.conditions.len(),
        saved: saved.map(|s| s.at),
        finish: finish.as_ref().map(Finish::of),
    };

    let mut text = Lines::default();
    text.line(catalog.title());
    if !person.is_known() {
        let start = "Say where you are: cisopath begin --start NAME";
        match saved {
            None => text.line(format!("There is no record yet. {start}")),
            Some(_) => text.line(format!("You have not said where you are. {start}")),
        };
        background(&mut text, profile, today);
        return Ok(Reply::new(answer, text.done()));
    }
    let name = |uri: &str| match catalog.occupation_by_uri(uri) {
        Some(known) => output::label(catalog, known).to_owned(),
        None => format!("{uri} (not in this catalogue)"),
    };
    match &profile.start {
        Some(start) => text.line(format!("Start: {}", name(start))),
        None => text.line("Start: not known yet (cisopath begin --start NAME)"),
    };
    if !roles.is_empty() {
        let names = profile.roles_held.iter().map(|r| {
            let name = name(&r.occupation);
            match r.span().to_string() {
                none if none.is_empty() => name,
                when => format!("{name} ({when})"),
            }
        });
        let names = names.collect::<Vec<_>>().join(", ");
        text.line(format!("Roles held: {names}"));
    }
    let essential = goal.map_or_else(String::new, |goal| essential(catalog, &person, goal));
    let goal_name = goal.map(|g| output::label(catalog, g).to_owned());
    let goal_name = goal_name.or_else(|| profile.goal.as_deref().map(name));
    text.line(format!(
        "Goal: {}, coverage now {}{essential}",
        goal_name.unwrap_or_default(),
        figures::coverage_or_none(coverage)
    ));
    if let Some(plan) = plan {
        route_text(&mut text, catalog, plan);
    }
    text.line(format!("Milestones: {done} of {total} reached"));
    if let Some(finish) = finish {
        text.line(goal::reached(catalog, &finish))
            .line(goal::open(catalog, &finish));
    }
    text.line(format!(
        "Skills: {} marked as held, {} held from roles, {} likely, {} learning",
        skills.held_marked, skills.held_from_role, skills.likely, skills.learning
    ));
    background(&mut text, profile, today);
    if let Some(saved) = saved {
        let local = context.runtime.zone.to_datetime(saved.at);
        text.line(format!("Saved: {}", local.strftime("%Y-%m-%d %H:%M")));
    }
    Ok(Reply::new(answer, text.done()))
}

/// Certificates, terms that ESCO lacks and answers to conditions, each where there are any.
fn background(text: &mut Lines, profile: &Profile, today: Date) {
    let certificates = certificate::all_own(profile, today);
    if !certificates.is_empty() {
        text.line(format!("Certificates: {certificates}"));
    }
    let terms: Vec<&str> = profile.terms.values().map(|term| &*term.name).collect();
    if !terms.is_empty() {
        text.line(format!("Worked with, not in ESCO: {}", terms.join(" · ")));
    }
    if !profile.conditions.is_empty() {
        let count = plural(profile.conditions.len(), "condition", "conditions");
        text.line(format!("Answered: {count} of adverts"));
    }
}

fn route_text(text: &mut Lines, catalog: &Catalog, plan: &Plan) {
    let track = plan.track.as_deref().and_then(|t| catalog.tracks.track(t));
    let track = track.map(|t| format!("{}, ", t.title)).unwrap_or_default();
    let title = wording::plan::title(catalog, plan);
    text.line(format!("Route: {track}{title}"))
        .line(format!("Now at: {}", wording::plan::place(plan)));
    if let Some(step) = plan.current.and_then(|at| plan.steps.get(at)) {
        let role = output::label(catalog, step.to);
        let counts = wording::step::counts(step);
        text.line(format!("Next step, to {role}: {counts}"));
    }
}

/// ", 6 of 47 essential skills held".
fn essential(catalog: &Catalog, person: &Person, goal: OccupationIx) -> String {
    let essential = gap(catalog, &person.states, goal).essential;
    let all = plural(essential.needed, "essential skill", "essential skills");
    format!(", {} of {all} held", essential.held)
}

pub(super) fn next(context: &Context, limit: usize, by: NextOrder) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let plan = plan_of(&person).map_err(|f| f.with("next", [(); 0]))?;
    let impacts = match by {
        NextOrder::Use => Vec::new(),
        NextOrder::Leverage => impacts(context, &person, plan)?,
    };
    let (profile, states) = (&person.profile, &person.states);
    let all = suggest(catalog, profile, states, plan, &impacts, limit);
    let tasks = all.iter().map(|s| NextTask {
        kind: s.task.kind(),
        id: s.task.id(catalog),
        title: suggestion::title(catalog, s),
        reason: suggestion::reason(catalog, s),
    });
    let next = tasks.collect();
    let mut text = Lines::default();
    let finish = Completion::new(catalog, profile, states, plan);
    if let Some(finish) = &finish {
        text.line(goal::reached(catalog, finish))
            .line(goal::open(catalog, finish))
            .gap();
    }
    for (at, each) in all.iter().enumerate() {
        let number = at + 1;
        text.line(format!("{number}. {}", suggestion::title(catalog, each)))
            .line(format!("   {}", suggestion::reason(catalog, each)));
        text.line(match &each.task {
            Task::Skill(skill) => {
                let is_learning = states.get(*skill) == SkillState::Learning;
                let state = if is_learning { "held" } else { "learning" };
                let label = catalog.skill(*skill).label();
                format!("   cisopath mark \"{label}\" {state}")
            }
            task @ (Task::Milestone(_) | Task::Step { .. }) => {
                format!("   cisopath done {}", task.id(catalog))
            }
            Task::Confirm(id) => {
                let step = plan.steps.iter().find(|s| s.id == *id);
                let skills =
                    step.map_or_else(Vec::new, |step| to_confirm(catalog, profile, states, step));
                let names = in_a_line(catalog, &skills, CONFIRMED);
                format!("   {names}\n   cisopath mark SKILL held, or not-me")
            }
            Task::Section(id) => format!("   cisopath guide {id}"),
        });
    }
    if all.is_empty() && finish.is_none() {
        text.line("Nothing is left to do in this step.");
    }
    let finish = finish.as_ref().map(Finish::of);
    let answer = Next { next, finish };
    Ok(Reply::new(answer, text.done()))
}

/// What each missing skill does, measured as on the screens: on the rest of the person's route and on the best ones.
fn impacts(context: &Context, person: &Person, plan: &Plan) -> Result<Vec<SkillImpact>, Failure> {
    let catalog = context.catalog()?;
    let flat = context.flat()?;
    let roles = person.profile.roles(catalog);
    let finder = RouteFinder::new(catalog, &flat, &person.states, &roles);
    Ok(Forecast::new(&finder, &person.profile, Some(plan)).impacts)
}
