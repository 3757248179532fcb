//! `done` and `undone`: steps and milestones. A milestone needs no begun record; a step needs a route that has it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{self, Lines, Reply, in_a_line, sentence};
use crate::cli::reply::{self, SkillWithState};
use crate::profile::{Moment, Record, States, change};
use crate::text::plural;
use crate::usecase::person::Person;
use crate::usecase::step_report::{StepReport, skills_to_mark};
use crate::wording::step;

/// How many skills that a milestone shows are named.
const NAMED: usize = 6;

/// What an id is the id of.
enum Target {
    Milestone,
    /// A step, of the route of this person or of another route.
    Step(Box<Person>),
}

/// What became of a step or a milestone.
#[derive(Serialize, JsonSchema)]
pub(super) struct Done<'a> {
    changed: bool,
    /// What was changed; null when it was so already.
    title: Option<&'a str>,
    /// `step` or `milestone`.
    kind: &'static str,
    id: &'a str,
    done: bool,
    /// The essential skills that were still missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Vec<SkillWithState<'a>>>,
    /// The skills that a milestone can show.
    #[serde(skip_serializing_if = "Option::is_none")]
    shows: Option<Vec<SkillWithState<'a>>>,
    #[serde(flatten)]
    report: Option<OpenParts<'a>>,
}

/// What else is open in a step and before it.
#[derive(Serialize, JsonSchema)]
struct OpenParts<'a> {
    /// The ids of the milestones that are not reached.
    open_milestones: Vec<&'a str>,
    /// The id of the first earlier step that is open.
    open_before: Option<&'a str>,
}

impl<'a> Done<'a> {
    fn new(kind: &'static str, id: &'a str, done: bool, title: Option<&'a str>) -> Self {
        Self {
            changed: title.is_some(),
            title,
            kind,
            id,
            done,
            open: None,
            shows: None,
            report: None,
        }
    }
}

pub(super) fn done(context: &Context, id: &str) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| match target(record, catalog, id)? {
        Target::Milestone => Ok(milestone_done(record, catalog, id, now)),
        Target::Step(person) => step_done(record, catalog, &person, id, now),
    })
}

pub(super) fn undone(context: &Context, id: &str) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let (kind, title) = match target(record, catalog, id)? {
            Target::Milestone => {
                let title = change::milestone(record, catalog, &id.into(), false, now);
                ("milestone", title)
            }
            Target::Step(_) => {
                let title = change::unmake_move(record, catalog, &id.into(), now);
                ("step", title)
            }
        };
        let answer = Done::new(kind, id, false, title.as_deref());
        let text = match &title {
            Some(title) => sentence(title),
            None => format!("The {kind} {id} is not done."),
        };
        Ok(Reply::new(answer, text))
    })
}

/// What `id` is: in the catalogue, on the person's route, or in the record alone.
fn target(record: &Record, catalog: &Catalog, id: &str) -> Result<Target, Failure> {
    let profile = &record.profile;
    if catalog.milestone(id).is_some() || profile.milestones.contains_key(id) {
        return Ok(Target::Milestone);
    }
    let person = Person::new(catalog, record.profile.clone());
    let steps = person.plan.as_ref().map_or(&[][..], |p| &p.steps);
    let on_route = steps.iter().any(|s| s.id == id);
    if on_route || catalog.tracks.transition(id).is_some() || profile.moves.contains_key(id) {
        return Ok(Target::Step(Box::new(person)));
    }
    let titles = steps.iter().map(|s| (&*s.id, output::label(catalog, s.to)));
    let milestones = catalog.milestones.iter().map(|m| (&*m.id, &*m.title));
    let known: Vec<(&str, &str)> = titles.chain(milestones).collect();
    Err(unknown_id("step or milestone", id, known)
        .hint("`cisopath route` shows the ids of your steps and milestones"))
}

fn not_on_the_route(person: &Person, id: &str) -> Failure {
    let steps = person.plan.iter().flat_map(|p| &p.steps);
    let steps: Vec<&str> = steps.map(|s| &*s.id).collect();
    let named =
        (!steps.is_empty()).then(|| format!("the steps of your route: {}", steps.join(", ")));
    Failure::no(format!("\"{id}\" is not a step of your route"))
        .maybe_hint(named)
        .hint("`cisopath tracks` lists the other routes; `cisopath begin --route ID` chooses one")
}

fn milestone_done(record: &mut Record, catalog: &Catalog, id: &str, now: Moment) -> Reply {
    let title = change::milestone(record, catalog, &id.into(), true, now);
    let states = States::of(&record.profile, catalog);
    let milestone = catalog.milestone(id);
    let shown = milestone.map_or_else(Vec::new, |m| skills_to_mark(m, &states));
    let answer = Done {
        open: Some(Vec::new()),
        shows: Some(reply::skills(catalog, &states, &shown)),
        ..Done::new("milestone", id, true, title.as_deref())
    };
    let mut text = Lines::default();
    match &title {
        Some(title) => text.line(sentence(title)),
        None => text.line("This milestone is reached already."),
    };
    if !shown.is_empty() {
        let count = plural(shown.len(), "skill", "skills");
        let names = in_a_line(catalog, &shown, NAMED);
        text.line(format!(
            "It can show {count}: {names}. If you hold one, say so: cisopath mark SKILL held"
        ));
    }
    Reply::new(answer, text.done())
}

fn step_done(
    record: &mut Record,
    catalog: &Catalog,
    person: &Person,
    id: &str,
    now: Moment,
) -> Result<Reply, Failure> {
    let plan = person.plan.as_ref();
    let step = plan.and_then(|plan| Some((plan, plan.steps.iter().find(|s| s.id == id)?)));
    let Some((plan, step)) = step else {
        return off_the_route(person, id);
    };
    // Asked before the move: afterwards the role suggests that all of it is held.
    let report = StepReport::new(catalog, &person.states, plan, step);
    let title = change::make_move(record, catalog, &step.id, step.to, now);
    let answer = Done {
        open: Some(reply::skills(catalog, &person.states, &report.skills)),
        report: Some(OpenParts {
            open_milestones: report.milestones.clone(),
            open_before: report.earlier.map(|s| &*s.id),
        }),
        ..Done::new("step", id, true, title.as_deref())
    };
    let mut text = Lines::default();
    match &title {
        Some(title) => text.line(sentence(title)),
        None => text.line("This move is made already."),
    };
    if let Some(open) = step::open_skills(catalog, &report) {
        text.line(open).line(
            "The role now suggests that you hold them; mark those you do not have: cisopath mark SKILL not-me",
        );
    }
    if let (Some(open), Some(earlier)) = (step::open_before(catalog, &report), report.earlier) {
        text.line(format!("{open} It is {}.", earlier.id));
    }
    if let Some(open) = step::open_milestones(&report) {
        text.list(&open, &report.milestones);
    }
    Ok(Reply::new(answer, text.done()))
}

/// The answer for a step that is not on the person's route: it is made already, or another route has it.
fn off_the_route(person: &Person, id: &str) -> Result<Reply, Failure> {
    let profile = &person.profile;
    if profile.moves.contains_key(id) {
        let answer = Done {
            open: Some(Vec::new()),
            ..Done::new("step", id, true, None)
        };
        return Ok(Reply::new(answer, "This move is made already."));
    }
    if profile.start.is_none() {
        return Err(
            Failure::no("a step belongs to a route, and where you are is not known yet")
                .hint("say where you are first: cisopath begin --start NAME"),
        );
    }
    Err(not_on_the_route(person, id))
}
