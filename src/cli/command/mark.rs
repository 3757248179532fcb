//! `mark`: what the person says of a skill. It needs no begun record.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::MarkState;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, sentence};
use crate::cli::reply::{self, SkillWithState};
use crate::profile::{Claim, States, change};
use crate::text::{fold, folds_to, normalize};

/// What became of a mark.
#[derive(Serialize, JsonSchema)]
pub(super) struct Marked<'a> {
    changed: bool,
    /// What was changed; null when it was marked so already.
    title: Option<&'a str>,
    skill: SkillWithState<'a>,
}

pub(super) fn mark(context: &Context, name: &str, state: MarkState) -> Result<Reply, Failure> {
    let skill = context.skill(name)?;
    let claim = match state {
        MarkState::Held => Some(Claim::Held),
        MarkState::Learning => Some(Claim::Learning),
        MarkState::Missing => Some(Claim::Missing),
        MarkState::Likely => None,
    };
    context.change(|record, catalog, now| {
        let title = change::mark(record, catalog, skill, claim, now);
        let states = States::of(&record.profile, catalog);
        let answer = Marked {
            changed: title.is_some(),
            title: title.as_deref(),
            skill: reply::skill(catalog, &states, skill),
        };
        let label = catalog.skill(skill).label();
        let text = match (&title, claim) {
            (Some(title), None) => {
                let now = states.get(skill).word();
                format!("{} It is {now} now.", sentence(title))
            }
            (Some(title), Some(_)) => sentence(title),
            (None, Some(_)) => format!("{label} is marked that way already."),
            (None, None) => format!(
                "You had said nothing about {label}; it is {}.",
                states.get(skill).word()
            ),
        };
        let mut lines = Lines::default();
        lines.line(text);
        // A short name may be ambiguous: the reply says as which skill it was understood.
        if title.is_some()
            && *name != *catalog.skill(skill).uri()
            && !folds_to(label, &fold(&normalize(name)))
        {
            lines.line(format!(
                "\"{}\" was understood as this skill; `cisopath undo` takes it back.",
                normalize(name)
            ));
        }
        Ok(Reply::new(answer, lines.done()))
    })
}
