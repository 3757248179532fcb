//! A step of the route in sentences.

use super::figures::coverage;
use crate::catalog::Catalog;
use crate::planning::gap::{self, Leap};
use crate::planning::plan::Step;
use crate::profile::States;
use crate::text::plural;
use crate::usecase::step_report::StepReport;

/// How many open skills a question names.
const NAMED: usize = 3;

/// "IT auditor → audit manager".
pub fn title(catalog: &Catalog, step: &Step) -> String {
    let name = |ix| catalog.short_name(ix);
    format!("{} → {}", name(step.from), name(step.to))
}

/// Why people make the move of a step.
pub fn why(catalog: &Catalog, step: &Step) -> String {
    match catalog.tracks.transition(&step.id) {
        Some(transition) => transition.why.to_string(),
        None => "Nobody curated this move; it is judged on skills alone.".to_owned(),
    }
}

/// What must be said with the move of a step; mostly nothing.
pub fn caution(catalog: &Catalog, step: &Step) -> String {
    if let Some(transition) = catalog.tracks.transition(&step.id) {
        return transition.caution.to_string();
    }
    if gap::leap(step.coverage).is_some() {
        return String::new();
    }
    format!(
        "Your skills cover {} of it: less than the large leap of {} asks for.",
        coverage(step.coverage),
        coverage(Leap::Large.least())
    )
}

/// What the person has of a step now, in counts: "6 of 19 essential skills, 0 of 6 milestones".
pub fn counts(step: &Step) -> String {
    let share = &step.essential;
    let skills = plural(share.needed, "essential skill", "essential skills");
    let mut out = format!("{} of {skills}", share.held);
    if !step.milestones.is_empty() {
        let reached = step.milestones.iter().filter(|m| m.done).count();
        let milestones = plural(step.milestones.len(), "milestone", "milestones");
        out = format!("{out}, {reached} of {milestones}");
    }
    out
}

/// Coverage of where a step leads: now, and on arrival where the steps before it add to that.
pub fn coverages(catalog: &Catalog, states: &States, step: &Step) -> String {
    let now = gap::coverage(catalog, states, step.to);
    let [now, then] = [now, step.coverage].map(coverage);
    if step.done {
        format!("coverage now {now}")
    } else if now == then {
        format!("coverage on arrival {then}")
    } else {
        format!("coverage now {now}, on arrival {then}")
    }
}

/// What is open in a step, a sentence each.
pub fn open_ends(catalog: &Catalog, report: &StepReport<'_>) -> Vec<String> {
    let all = [
        open_skills(catalog, report),
        open_before(catalog, report),
        open_milestones(report),
    ];
    all.into_iter().flatten().collect()
}

/// The number of essential skills to gain, and the names of the first.
pub fn open_skills(catalog: &Catalog, report: &StepReport<'_>) -> Option<String> {
    let open = report.skills.len();
    let first = report.skills.iter().take(NAMED);
    let first: Vec<&str> = first.map(|s| catalog.skill(*s).label()).collect();
    let more = if open > NAMED { ", …" } else { "" };
    let skills = plural(open, "essential skill is", "essential skills are");
    let names = first.join(", ");
    (open > 0).then(|| format!("{skills} still to gain: {names}{more}"))
}

pub fn open_before(catalog: &Catalog, report: &StepReport<'_>) -> Option<String> {
    let role = catalog.occupation(report.earlier?.to).label();
    Some(format!("An earlier step, to {role}, is still open."))
}

pub fn open_milestones(report: &StepReport<'_>) -> Option<String> {
    let open = report.milestones.len();
    let milestones = plural(open, "milestone is", "milestones are");
    (open > 0).then(|| format!("{milestones} still open."))
}
