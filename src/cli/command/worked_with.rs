//! `worked-with`: what the person worked with that ESCO lacks. It needs no begun record.

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::WorkedWith;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table, sentence};
use crate::cli::reply::TermReply;
use crate::profile::{Record, change};
use crate::text::{name_key, normalize};

/// What the person worked with, or what became of one of these.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum WorkedWithReply {
    List {
        worked_with: Vec<TermReply>,
    },
    Changed {
        changed: bool,
        /// What was changed; null when it was noted so already.
        title: Option<String>,
        /// As it is now; null when it was removed.
        term: Option<TermReply>,
    },
}

pub(super) fn run(context: &Context, args: &WorkedWith) -> Result<Reply, Failure> {
    let Some(name) = &args.name else {
        return list(context);
    };
    let name = normalize(name);
    let key = name_key(&name);
    if key.is_empty() {
        return Err(Failure::usage("a name has letters or digits")
            .hint("such as cisopath worked-with NIS2"));
    }
    let note = args.note.as_deref().map(normalize);
    context.change(|record, _, now| {
        let title = if args.remove {
            let title = change::remove_term(record, &name, now);
            Some(title.ok_or_else(|| {
                Failure::no(format!("you have not noted that you worked with {name}"))
                    .hint("`cisopath worked-with` lists what you noted")
            })?)
        } else {
            change::work_with(record, &name, note.as_deref(), now)
        };
        let text = match &title {
            Some(title) => format!("{} `cisopath undo` takes it back.", sentence(title)),
            None => format!("It is noted already that you worked with {name}."),
        };
        let answer = WorkedWithReply::Changed {
            changed: title.is_some(),
            title,
            term: record.profile.terms.get(&key).map(TermReply::new),
        };
        Ok(Reply::new(answer, text))
    })
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let record = context.record()?;
    let record = record.unwrap_or_else(|| Record::new(context.now()));
    let terms = &record.profile.terms;
    let mut table = Table::default();
    for term in terms.values() {
        table.row([
            term.name.clone(),
            term.when.on.to_string(),
            term.note.clone(),
        ]);
    }
    let mut text = Lines::default();
    text.table(&table);
    if terms.is_empty() {
        text.line("You have noted nothing that ESCO lacks: cisopath worked-with NAME --note TEXT");
    }
    let worked_with = terms.values().map(TermReply::new).collect();
    Ok(Reply::new(
        WorkedWithReply::List { worked_with },
        text.done(),
    ))
}
