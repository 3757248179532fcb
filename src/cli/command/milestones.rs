//! `milestones` and `milestone`: pieces of work that leave evidence.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::milestone::Milestone;
use crate::catalog::{Basis, Catalog};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::unknown_id;
use crate::cli::output::{self, Lines, Reply, Table};
use crate::cli::reply::{self, SkillWithState};
use crate::text::plural;
use crate::usecase::person::Person;
use crate::wording;

/// All milestones.
#[derive(Serialize, JsonSchema)]
pub(super) struct Milestones<'a> {
    milestones: Vec<MilestoneReply<'a>>,
}

/// One milestone.
#[derive(Serialize, JsonSchema)]
pub(super) struct OneMilestone<'a> {
    milestone: MilestoneReply<'a>,
}

/// A milestone and whether it was reached.
#[derive(Serialize, JsonSchema)]
struct MilestoneReply<'a> {
    #[serde(flatten)]
    milestone: &'a Milestone,
    skills: Vec<SkillWithState<'a>>,
    basis: Basis,
    /// The day; null when it is open.
    reached: Option<Date>,
    /// How many pieces of evidence there are.
    pieces: usize,
    /// The steps of the route that ask for it, by id.
    steps: Vec<&'a str>,
}

pub(super) fn list(context: &Context) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let all = catalog.milestones.iter();
    let milestones = all.map(|m| value(catalog, &person, m)).collect();
    let answer = Milestones { milestones };
    let mut table = Table::default().right(&[3]);
    for each in &catalog.milestones {
        let state = reached(&person, each).map_or("open", |_| "reached");
        table.row([
            state.to_owned(),
            each.id.to_string(),
            each.theme.word().to_owned(),
            wording::milestone::hours(each),
            each.title.to_string(),
        ]);
    }
    let all = catalog.milestones.iter();
    let done = all.filter_map(|m| reached(&person, m));
    let mut text = Lines::default();
    text.table(&table).gap().line(format!(
        "{} of {} reached; hours are {}. `cisopath milestone ID` shows one.",
        done.count(),
        plural(catalog.milestones.len(), "milestone", "milestones"),
        catalog.milestones_basis.word()
    ));
    Ok(Reply::new(answer, text.done()))
}

pub(super) fn show(context: &Context, id: &str) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let person = context.person()?;
    let Some(each) = catalog.milestone(id) else {
        let known = catalog.milestones.iter().map(|m| (&*m.id, &*m.title));
        return Err(unknown_id("milestone", id, known).hint("`cisopath milestones` lists them"));
    };
    let milestone = value(catalog, &person, each);
    let answer = OneMilestone { milestone };
    let mut text = Lines::default();
    text.line(&each.title).line(format!(
        "{} · {} of work, spread over {} · {}",
        each.theme.word(),
        wording::milestone::hours(each),
        wording::milestone::months(each),
        catalog.milestones_basis.word()
    ));
    text.line(match reached(&person, each) {
        Some(on) => format!("Reached on {on}."),
        None => "Not reached yet.".to_owned(),
    });
    text.gap()
        .line(format!("Needs: {}", each.needs))
        .line(format!("Evidence: {}", each.evidence));
    if each.exercise {
        text.line("An exercise counts as well as the real thing.");
    }
    let table = output::skill_table(catalog, &person.states, each.shows());
    text.gap().line("It can show").table(&table);
    let steps = steps(&person, each);
    if !steps.is_empty() {
        text.gap().list("Steps of your route with it:", &steps);
    }
    Ok(Reply::new(answer, text.done()))
}

fn value<'a>(catalog: &'a Catalog, person: &'a Person, each: &'a Milestone) -> MilestoneReply<'a> {
    let shown: Vec<_> = each.shows().collect();
    MilestoneReply {
        milestone: each,
        skills: reply::skills(catalog, &person.states, &shown),
        basis: catalog.milestones_basis,
        reached: reached(person, each),
        pieces: person.profile.evidence_for(&each.id).count(),
        steps: steps(person, each),
    }
}

/// The day on which it was reached.
fn reached(person: &Person, each: &Milestone) -> Option<Date> {
    person.profile.milestones.get(&*each.id).map(|m| m.on)
}

/// The steps of the person's route that ask for it, by id.
fn steps<'a>(person: &'a Person, each: &Milestone) -> Vec<&'a str> {
    let steps = person.plan.iter().flat_map(|p| &p.steps);
    let with_it = steps.filter(|s| s.milestones.iter().any(|m| m.id == each.id));
    with_it.map(|s| &*s.id).collect()
}
