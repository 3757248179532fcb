//! `evidence`: what shows that a skill is held, or a step or a milestone done. It needs no begun record.

use serde_json::{Map, json};

use crate::catalog::Catalog;
use crate::cli::args::{self, PartTaken};
use crate::cli::context::{Context, Person};
use crate::cli::failure::Failure;
use crate::cli::output::{Reply, sentence};
use crate::profile::evidence::{Fault, Part};
use crate::profile::{Evidence, Record, change};

pub(super) fn add(context: &Context, args: &args::Evidence) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let subject = if let Some(id) = by_id(record, catalog, &args.id) {
            id
        } else {
            let skill = context.skill(&args.id).map_err(|failure| Failure {
                message: format!("{}, and no step or milestone has that id", failure.message),
                ..failure
            })?;
            catalog.skill(skill).uri.to_string()
        };
        let evidence = Evidence {
            subject: subject.clone(),
            date: args.date.unwrap_or(now.on),
            at: now.at,
            note: args.note.trim().to_owned(),
            part: args.part.map(|p| match p {
                PartTaken::Supported => Part::Supported,
                PartTaken::Led => Part::Led,
                PartTaken::Accountable => Part::Accountable,
            }),
            scope: args.scope.clone(),
            outcome: args.outcome.clone(),
            confirmed_by: args.confirmed_by.clone(),
            exercised: args.exercised,
            link: args.link.clone(),
            unknown: Map::new(),
        };
        evidence.check(now.on).map_err(|fault| {
            let hint = match fault {
                Fault::Ahead => "--date takes the day of the work, as year-month-day",
                Fault::NoNote => "such as --note \"ran the register for two years\"",
            };
            Failure::usage(fault.to_string()).hint(hint)
        })?;
        let shown = serde_json::to_value(&evidence).unwrap_or_default();
        let number = change::add_evidence(record, catalog, evidence, now);
        let title = record
            .journal()
            .next()
            .map(|e| e.title.clone())
            .unwrap_or_default();
        let count = record.profile.evidence_for(&subject).count();
        let mut answer =
            json!({ "changed": true, "title": title, "number": number, "pieces": count });
        answer["evidence"] = shown;
        let text = format!("{} There are {count} now.", sentence(&title));
        let text = if count == 1 { sentence(&title) } else { text };
        Ok(Reply::new(answer, text))
    })
}

/// A milestone's or step's id that the catalogue, the person's route or the record knows.
fn by_id(record: &Record, catalog: &Catalog, id: &str) -> Option<String> {
    let profile = &record.profile;
    let known = catalog.milestone(id).is_some()
        || catalog.tracks.transition(id).is_some()
        || profile.milestones.contains_key(id)
        || profile.moves.contains_key(id)
        || Person::of(catalog, Some(record.clone()))
            .plan
            .is_some_and(|plan| plan.steps.iter().any(|s| s.id == id));
    known.then(|| id.to_owned())
}
