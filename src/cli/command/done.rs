//! `done` and `undone`: steps and milestones. A milestone needs no begun record; a step needs a route that has it.

use serde_json::json;

use crate::catalog::Catalog;
use crate::cli::context::{Context, Person, unknown_id};
use crate::cli::failure::Failure;
use crate::cli::output::{self, Lines, Reply, in_a_line, sentence};
use crate::planning::route::Step;
use crate::profile::{Moment, Profile, Record, SkillState, States, change};
use crate::text::plural;

/// How many open skills are named.
const NAMED: usize = 6;

/// What an id is the id of.
enum Target {
    Milestone,
    /// A step and where it leads, when it is on the route.
    Step(Option<Box<Towards>>),
}

/// A step on the person's route.
struct Towards {
    step: Step,
    /// The id and the label of where it leads, of the first of the earlier steps that is still open.
    earlier: Option<(String, String)>,
}

pub(super) fn done(context: &Context, id: &str) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| match target(record, catalog, id)? {
        Target::Milestone => Ok(milestone_done(record, catalog, id, now)),
        Target::Step(Some(towards)) => Ok(step_done(record, catalog, &towards, now)),
        Target::Step(None) if record.profile.moves.contains_key(id) => {
            let answer = json!({
                "changed": false, "title": null, "kind": "step", "id": id, "done": true, "open": [],
            });
            Ok(Reply::new(answer, "This move is made already."))
        }
        Target::Step(None) if record.profile.start.is_none() => Err(Failure::no(
            "a step belongs to a route, and where you are is not known yet",
        )
        .hint("say where you are first: cisopath begin --start NAME")),
        Target::Step(None) => Err(not_on_the_route(record, catalog, id)),
    })
}

pub(super) fn undone(context: &Context, id: &str) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let (kind, title) = match target(record, catalog, id)? {
            Target::Milestone => {
                let title = change::milestone(record, catalog, id, false, now);
                ("milestone", title)
            }
            Target::Step(_) => ("step", change::unmake_move(record, catalog, id, now)),
        };
        let answer = json!({
            "changed": title.is_some(), "title": title, "kind": kind, "id": id, "done": false,
        });
        let text = title.map_or_else(|| format!("The {kind} {id} is not done."), |t| sentence(&t));
        Ok(Reply::new(answer, text))
    })
}

/// What `id` is: in the catalogue, on the person's route, or in the record alone.
fn target(record: &Record, catalog: &Catalog, id: &str) -> Result<Target, Failure> {
    let profile = &record.profile;
    if catalog.milestone(id).is_some() || profile.milestones.contains_key(id) {
        return Ok(Target::Milestone);
    }
    let person = Person::of(catalog, Some(record.clone()));
    let plan = person.plan.as_ref();
    let steps = plan.map_or(&[][..], |p| &p.steps);
    if let Some(step) = steps.iter().find(|s| s.id == id) {
        let earlier = plan.and_then(|p| p.open_before(id));
        return Ok(Target::Step(Some(Box::new(Towards {
            step: step.clone(),
            earlier: earlier.map(|s| (s.id.clone(), output::label(catalog, s.to).to_owned())),
        }))));
    }
    if catalog.tracks.transition(id).is_some() || profile.moves.contains_key(id) {
        return Ok(Target::Step(None));
    }
    let titles = steps.iter().map(|s| (&*s.id, output::label(catalog, s.to)));
    let milestones = catalog.milestones.iter().map(|m| (&*m.id, &*m.title));
    let known: Vec<(&str, &str)> = titles.chain(milestones).collect();
    Err(unknown_id("step or milestone", id, known)
        .hint("`cisopath route` shows the ids of your steps and milestones"))
}

fn not_on_the_route(record: &Record, catalog: &Catalog, id: &str) -> Failure {
    let plan = Person::of(catalog, Some(record.clone())).plan;
    let steps: Vec<&str> = plan.iter().flat_map(|p| &p.steps).map(|s| &*s.id).collect();
    let mut failure = Failure::no(format!("\"{id}\" is not a step of your route"));
    if !steps.is_empty() {
        failure = failure.hint(format!("the steps of your route: {}", steps.join(", ")));
    }
    failure
        .hint("`cisopath tracks` lists the other routes; `cisopath begin --route ID` chooses one")
}

fn milestone_done(record: &mut Record, catalog: &Catalog, id: &str, now: Moment) -> Reply {
    let title = change::milestone(record, catalog, id, true, now);
    let states = States::of(&record.profile, catalog);
    let shown: Vec<_> = catalog.milestone(id).map_or_else(Vec::new, |m| {
        m.shows()
            .filter(|s| states.get(*s) != SkillState::HeldMarked)
            .collect()
    });
    let answer = json!({
        "changed": title.is_some(),
        "title": title,
        "kind": "milestone",
        "id": id,
        "done": true,
        "open": [],
        "shows": output::skills(catalog, &states, &shown),
    });
    let mut text = Lines::default();
    match title {
        Some(title) => text.line(sentence(&title)),
        None => text.line("This milestone is reached already."),
    };
    if !shown.is_empty() {
        text.line(format!(
            "It can show {}: {}. If you hold one, say so: cisopath mark SKILL held",
            plural(shown.len(), "skill", "skills"),
            in_a_line(catalog, &shown, NAMED)
        ));
    }
    Reply::new(answer, text.done())
}

fn step_done(record: &mut Record, catalog: &Catalog, towards: &Towards, now: Moment) -> Reply {
    let step = &towards.step;
    // What is open is asked before the move: afterwards the role suggests that all of it is held.
    let before = States::of(&record.profile, catalog);
    let open: Vec<_> = if record.profile.moves.contains_key(&step.id) {
        Vec::new()
    } else {
        let needed = catalog.occupation(step.to).essential().iter().copied();
        needed.filter(|s| !before.get(*s).is_held()).collect()
    };
    let open_milestones = open_milestones(&record.profile, step);
    let title = change::make_move(record, catalog, &step.id, step.to, now);
    let answer = json!({
        "changed": title.is_some(),
        "title": title,
        "kind": "step",
        "id": step.id,
        "done": true,
        "open": output::skills(catalog, &before, &open),
        "open_milestones": open_milestones,
        "open_before": towards.earlier.as_ref().map(|(id, _)| id),
    });
    let mut text = Lines::default();
    match title {
        Some(title) => text.line(sentence(&title)),
        None => text.line("This move is made already."),
    };
    if !open.is_empty() {
        text.line(format!(
            "{} still missing: {}. The role now suggests that you hold them; mark those you do not have: \
             cisopath mark SKILL not-me",
            plural(
                open.len(),
                "essential skill was",
                "essential skills were"
            ),
            in_a_line(catalog, &open, NAMED)
        ));
    }
    if let Some((id, label)) = &towards.earlier {
        text.line(format!("An earlier step, to {label}, is still open: {id}"));
    }
    if !open_milestones.is_empty() {
        text.line(format!(
            "Milestones still open: {}.",
            open_milestones.join(", ")
        ));
    }
    Reply::new(answer, text.done())
}

fn open_milestones(profile: &Profile, step: &Step) -> Vec<String> {
    let all = step.milestones.iter().map(|m| m.id.clone());
    all.filter(|id| !profile.milestones.contains_key(id))
        .collect()
}
