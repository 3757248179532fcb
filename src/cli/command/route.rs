//! `route`: the route of the person, step by step.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::milestone::Theme;
use crate::catalog::track::MoveClass;
use crate::catalog::{Basis, Catalog};
use crate::cli::context::{Context, OTHER_CATALOGUE};
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table, in_a_line};
use crate::cli::reply::{self, SkillWithState, StepShare};
use crate::planning::completion::Completion;
use crate::planning::plan::{Plan, Step};
use crate::profile::States;
use crate::usecase::person::Person;
use crate::usecase::route_id::plan_id;
use crate::wording::{self, figures};

/// How many missing skills a step names in its line.
const NAMED: usize = 4;

/// The route of the person.
#[derive(Serialize, JsonSchema)]
pub(super) struct OwnRoute<'a> {
    route: RouteReply<'a>,
}

#[derive(Serialize, JsonSchema)]
struct RouteReply<'a> {
    /// The code of the occupation.
    start: &'a str,
    goal: &'a str,
    track: Option<&'a str>,
    route: String,
    title: String,
    basis: Basis,
    note: Option<String>,
    /// 0 to 1.
    progress: f64,
    finish: Option<Finish<'a>>,
    steps: Vec<StepReply<'a>>,
}

/// What is open once the goal is reached.
#[derive(Serialize, JsonSchema)]
pub(super) struct Finish<'a> {
    /// The ids of milestones.
    milestones_open: Vec<&'a str>,
    /// How many milestones there are.
    milestones: usize,
    /// The URIs of skills that panels ask for.
    asked_open: Vec<&'a str>,
    asked: usize,
    /// The section of the guide about the first year.
    section: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct StepReply<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
    r#move: MoveClass,
    basis: Basis,
    /// On arrival, 0 to 1.
    coverage: f64,
    essential: StepShare<'a>,
    optional: StepShare<'a>,
    /// Skills that the person may have under another name.
    near: Vec<SkillWithState<'a>>,
    milestones: Vec<StepMilestoneReply<'a>>,
    done: bool,
    /// 0 to 1.
    progress: f64,
    why: String,
    caution: String,
}

#[derive(Serialize, JsonSchema)]
struct StepMilestoneReply<'a> {
    id: &'a str,
    title: &'a str,
    theme: Option<Theme>,
    done: bool,
}

pub(super) fn show(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let plan = plan_of(&person)?;
    let finish = Completion::new(catalog, &person.profile, &person.states, plan);
    let steps = plan.steps.iter();
    let steps = steps.map(|s| step(catalog, &person.states, s));
    let route = RouteReply {
        start: output::code(catalog, plan.start),
        goal: output::code(catalog, plan.goal),
        track: plan.track.as_deref(),
        route: plan_id(catalog, plan),
        title: wording::plan::title(catalog, plan),
        basis: plan.basis,
        note: wording::plan::notes(catalog, plan),
        progress: plan.progress(),
        finish: finish.as_ref().map(Finish::of),
        steps: steps.collect(),
    };
    let text = text(catalog, &person.states, plan, finish.as_ref());
    Ok(Reply::new(OwnRoute { route }, text))
}

/// The route of a person, or why there is none.
pub(super) fn plan_of(person: &Person) -> Result<&Plan, Failure> {
    if !person.is_known() {
        return Err(Failure::no_record());
    }
    let plan = person.plan.as_ref();
    plan.ok_or_else(|| match person.profile.start {
        Some(_) => {
            Failure::no("this catalogue lacks the occupation in which your route starts or ends")
                .hint(OTHER_CATALOGUE)
                .hint("or choose another: cisopath begin --start NAME --goal NAME")
        }
        None => Failure::no("there is no route: your present job is not known")
            .hint("say it: cisopath begin --start NAME"),
    })
}

impl<'a> Finish<'a> {
    pub(super) fn of(finish: &Completion<'a>) -> Self {
        Self {
            milestones_open: finish.milestones.iter().map(|m| &*m.id).collect(),
            milestones: finish.of_milestones,
            asked_open: finish.asked.iter().map(|p| &*p.skill.uri).collect(),
            asked: finish.of_asked,
            section: finish.section.map(|s| &*s.id),
        }
    }
}

fn step<'a>(catalog: &'a Catalog, states: &States, step: &'a Step) -> StepReply<'a> {
    let milestones = step.milestones.iter().map(|m| {
        let known = catalog.milestone(&m.id);
        StepMilestoneReply {
            id: &m.id,
            title: known.map_or(&*m.id, |m| &*m.title),
            theme: known.map(|m| m.theme),
            done: m.done,
        }
    });
    StepReply {
        id: &step.id,
        from: output::code(catalog, step.from),
        to: output::code(catalog, step.to),
        r#move: step.class,
        basis: step.basis,
        coverage: step.coverage,
        essential: reply::step_share(catalog, states, &step.essential),
        optional: reply::step_share(catalog, states, &step.optional),
        near: reply::skills(catalog, states, &step.near),
        milestones: milestones.collect(),
        done: step.done,
        progress: step.progress,
        why: wording::step::why(catalog, step),
        caution: wording::step::caution(catalog, step),
    }
}

fn text(
    catalog: &Catalog,
    states: &States,
    plan: &Plan,
    finish: Option<&Completion<'_>>,
) -> String {
    let mut text = Lines::default();
    let [start, goal] = [plan.start, plan.goal].map(|o| output::label(catalog, o));
    text.line(format!("{start} to {goal}"));
    let track = plan.track.as_deref().and_then(|t| catalog.tracks.track(t));
    let track = track.map(|t| format!("Track: {}. ", t.title));
    text.line(format!(
        "{}Route: {} ({}); {}.",
        track.unwrap_or_default(),
        wording::plan::title(catalog, plan),
        plan.basis.word(),
        wording::plan::place(plan)
    ));
    if let Some(note) = wording::plan::notes(catalog, plan) {
        text.line(note);
    }
    for at in 0..plan.steps.len() {
        step_text(&mut text, catalog, states, plan, at);
    }
    if let Some(finish) = finish {
        text.gap()
            .line(wording::goal::reached(catalog, finish))
            .line(wording::goal::open(catalog, finish));
    }
    text.gap().line(figures::COVERAGE);
    text.done()
}

fn step_text(text: &mut Lines, catalog: &Catalog, states: &States, plan: &Plan, at: usize) {
    let step = &plan.steps[at];
    let place = match (step.done, plan.current == Some(at)) {
        (true, _) => "done",
        (false, true) => "the next one",
        (false, false) => "later",
    };
    let [from, to] = [step.from, step.to].map(|o| output::label(catalog, o));
    text.gap()
        .line(format!("Step {}, {place}: {from} to {to}", at + 1))
        .line(format!("  id {}", step.id))
        .line(format!(
            "  {}; {}; {}, {}",
            step.class.word(),
            step.basis.word(),
            wording::step::coverages(catalog, states, step),
            figures::leap_word(step.coverage),
        ))
        .line(format!("  {}", wording::step::counts(step)))
        .line(format!("  {}", wording::step::why(catalog, step)));
    let caution = wording::step::caution(catalog, step);
    if !caution.is_empty() {
        text.line(format!("  {caution}"));
    }
    let mut table = Table::indented(2).right(&[1, 2, 3, 4]);
    for (name, share) in [("essential", &step.essential), ("optional", &step.optional)] {
        table.row([
            name.to_owned(),
            format!("{} needed", share.needed),
            format!("{} held", share.held),
            format!("{} from earlier steps", share.earlier),
            format!("{} to gain", share.missing.len()),
        ]);
    }
    text.table(&table);
    if !step.essential.missing.is_empty() {
        let names = in_a_line(catalog, &step.essential.missing, NAMED);
        text.line(format!("  To gain: {names}"));
    }
    if !step.done && !step.near.is_empty() {
        let names = in_a_line(catalog, &step.near, step.near.len());
        text.line(format!(
            "  Near, which you may know by another name: {names}"
        ));
    }
    let mut table = Table::indented(2);
    for milestone in &step.milestones {
        let known = catalog.milestone(&milestone.id);
        let title = known.map(|m| m.title.to_string());
        table.row([
            if milestone.done { "reached" } else { "open" }.to_owned(),
            milestone.id.to_string(),
            title.unwrap_or_default(),
        ]);
    }
    text.table(&table);
}
