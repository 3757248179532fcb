//! `undo` and `redo`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::Reply;
use crate::profile::NextChange;
use crate::wording::record;

/// What was undone.
#[derive(Serialize, JsonSchema)]
pub(super) struct Undone {
    changed: bool,
    undone: String,
}

/// What was done again.
#[derive(Serialize, JsonSchema)]
pub(super) struct Redone {
    changed: bool,
    redone: String,
}

pub(super) fn undo(context: &Context) -> Result<Reply, Failure> {
    context.change(|record, _, now| {
        if let NextChange::Unknown(title) = record.next_undo() {
            return Err(later(title));
        }
        let Some(title) = record.undo(now) else {
            return Err(Failure::no(record::NOTHING_TO_UNDO));
        };
        let text = format!("Undone: {title}.");
        let (changed, undone) = (true, title);
        Ok(Reply::new(Undone { changed, undone }, text))
    })
}

pub(super) fn redo(context: &Context) -> Result<Reply, Failure> {
    context.change(|record, _, now| {
        if let NextChange::Unknown(title) = record.next_redo() {
            return Err(later(title));
        }
        let Some(title) = record.redo(now) else {
            return Err(Failure::no(record::NOTHING_TO_REDO));
        };
        let text = format!("Done again: {title}.");
        let (changed, redone) = (true, title);
        Ok(Reply::new(Redone { changed, redone }, text))
    })
}

fn later(title: &str) -> Failure {
    Failure::no(record::by_later_version(title))
}
