//! `undo` and `redo`.

use serde_json::json;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::Reply;
use crate::profile::NextChange;

pub(super) fn undo(context: &Context) -> Result<Reply, Failure> {
    context.change(|record, _, now| {
        if let NextChange::Unknown(title) = record.next_undo() {
            return Err(later(title));
        }
        let Some(title) = record.undo(now) else {
            return Err(Failure::no("there is nothing to undo"));
        };
        let answer = json!({ "changed": true, "undone": title });
        Ok(Reply::new(answer, format!("Undone: {title}.")))
    })
}

pub(super) fn redo(context: &Context) -> Result<Reply, Failure> {
    context.change(|record, _, now| {
        if let NextChange::Unknown(title) = record.next_redo() {
            return Err(later(title));
        }
        let Some(title) = record.redo(now) else {
            return Err(Failure::no("there is nothing to redo"));
        };
        let answer = json!({ "changed": true, "redone": title });
        Ok(Reply::new(answer, format!("Done again: {title}.")))
    })
}

fn later(title: &str) -> Failure {
    Failure::no(format!(
        "\"{title}\" was done by a later version, which alone can take it back"
    ))
}
