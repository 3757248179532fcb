//! `route`: the person's way, step by step.

use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, Table, in_a_line};
use crate::planning::completion::Completion;
use crate::planning::gap::SkillBreakdown;
use crate::planning::plan::{Plan, Step};
use crate::profile::States;
use crate::usecase::person::Person;
use crate::usecase::route_id::plan_id;
use crate::wording::{self, figures, goal};

/// How many missing skills a step names in its line.
const NAMED: usize = 4;

pub(super) fn show(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let plan = plan_of(&person)?;
    let finish = Completion::new(catalog, &person.profile, &person.states, plan);
    let answer = json!({ "route": {
        "start": output::code(catalog, plan.start),
        "goal": output::code(catalog, plan.goal),
        "track": plan.track,
        "route": plan_id(catalog, plan),
        "title": wording::plan::title(catalog, plan),
        "basis": plan.basis.word(),
        "note": wording::plan::notes(catalog, plan),
        "progress": plan.progress(),
        "finish": finish.as_ref().map(finished),
        "steps": plan.steps.iter().map(|s| step(catalog, &person.states, s)).collect::<Value>(),
    }});
    let text = text(catalog, &person.states, plan, finish.as_ref());
    Ok(Reply::new(answer, text))
}

/// The route of a person, or why there is none.
pub(super) fn plan_of(person: &Person) -> Result<&Plan, Failure> {
    if !person.is_known() {
        return Err(Failure::no_record());
    }
    person
        .plan
        .as_ref()
        .ok_or_else(|| match person.profile.start {
            Some(_) => Failure::no(
                "this catalogue lacks the occupation in which your route starts or ends",
            )
            .hint("what you said is kept; take the catalogue into use that has it: cisopath catalog list")
            .hint("or choose another: cisopath begin --start NAME --goal NAME"),
            None => Failure::no("there is no route: your present job is not known")
                .hint("say it: cisopath begin --start NAME"),
        })
}

/// `{milestones_open, milestones, asked_open, asked, section}`: what is open once the goal is reached.
pub(super) fn finished(finish: &Completion<'_>) -> Value {
    json!({
        "milestones_open": finish.milestones.iter().map(|m| &*m.id).collect::<Value>(),
        "milestones": finish.of_milestones,
        "asked_open": finish.asked.iter().map(|p| &*p.skill.uri).collect::<Value>(),
        "asked": finish.of_asked,
        "section": finish.section.map(|s| &*s.id),
    })
}

fn step(catalog: &Catalog, states: &States, step: &Step) -> Value {
    json!({
        "id": step.id,
        "from": output::code(catalog, step.from),
        "to": output::code(catalog, step.to),
        "move": step.class.word(),
        "basis": step.basis.word(),
        "coverage": step.coverage,
        "essential": share(catalog, states, &step.essential),
        "optional": share(catalog, states, &step.optional),
        "near": output::skills(catalog, states, &step.near),
        "milestones": step.milestones.iter().map(|m| milestone(catalog, &m.id, m.done)).collect::<Value>(),
        "done": step.done,
        "progress": step.progress,
        "why": wording::step::why(catalog, step),
        "caution": wording::step::caution(catalog, step),
    })
}

/// `{id, title, theme, done}`
fn milestone(catalog: &Catalog, id: &str, done: bool) -> Value {
    let known = catalog.milestone(id);
    json!({
        "id": id,
        "title": known.map_or(id, |m| &*m.title),
        "theme": known.map(|m| m.theme.word()),
        "done": done,
    })
}

fn share(catalog: &Catalog, states: &States, share: &SkillBreakdown) -> Value {
    json!({
        "needed": share.needed,
        "held": share.held,
        "earlier": share.earlier,
        "missing": output::skills(catalog, states, &share.missing),
    })
}

fn text(
    catalog: &Catalog,
    states: &States,
    plan: &Plan,
    finish: Option<&Completion<'_>>,
) -> String {
    let mut text = Lines::default();
    let ends = [plan.start, plan.goal].map(|o| output::label(catalog, o));
    text.line(format!("{} to {}", ends[0], ends[1]));
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
            .line(goal::reached(catalog, finish))
            .line(goal::open(catalog, finish));
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
    let ends = [step.from, step.to].map(|o| output::label(catalog, o));
    text.gap()
        .line(format!(
            "Step {}, {place}: {} to {}",
            at + 1,
            ends[0],
            ends[1]
        ))
        .line(format!("  id {}", step.id))
        .line(format!(
            "  {}; {}; {}, {}",
            step.class.word(),
            step.basis.word(),
            wording::step::coverages(catalog, states, step),
            figures::leap_word(step.coverage),
        ))
        .line(format!("  {}", wording::step::counts(step)));
    text.line(format!("  {}", wording::step::why(catalog, step)));
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
        text.line(format!(
            "  To gain: {}",
            in_a_line(catalog, &step.essential.missing, NAMED)
        ));
    }
    if !step.done && !step.near.is_empty() {
        text.line(format!(
            "  Near, which you may know by another name: {}",
            in_a_line(catalog, &step.near, step.near.len())
        ));
    }
    let mut table = Table::indented(2);
    for milestone in &step.milestones {
        let title = catalog
            .milestone(&milestone.id)
            .map(|m| m.title.to_string());
        table.row([
            if milestone.done { "reached" } else { "open" }.to_owned(),
            milestone.id.to_string(),
            title.unwrap_or_default(),
        ]);
    }
    text.table(&table);
}
