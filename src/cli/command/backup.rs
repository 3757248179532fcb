//! `backup list` and `backup restore`: the kept versions of the record. They work when the record itself does not.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::args;
use crate::cli::context::{Context, WAIT};
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table};
use crate::profile::store::BackupSummary;
use crate::profile::{Backup, StoreError};
use crate::text::{plural, thousands};

pub(super) fn run(context: &Context, args: &args::Backup) -> Result<Reply, Failure> {
    match args {
        args::Backup::List => list(context),
        args::Backup::Restore { name } => restore(context, name.as_deref()),
    }
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let store = context.store()?;
    let all = store.backups()?;
    let now = context.now().at;
    let mut table = Table::default().right(&[2]);
    for each in &all {
        let at = context.runtime.zone.to_datetime(each.at);
        let doubt = if each.at > now {
            " (clock may be wrong)"
        } else {
            ""
        };
        table.row([
            each.name.clone(),
            format!("{}{doubt}", at.strftime("%Y-%m-%d %H:%M")),
            format!("{} bytes", thousands(each.size as usize)),
            each.holds
                .map_or_else(|| "cannot be read".to_owned(), BackupSummary::sentence),
        ]);
    }
    let mut text = Lines::default();
    text.table(&table);
    text.line(match all.len() {
        0 => format!("No version of {} was kept yet.", store.path().display()),
        some => format!(
            "{} of {}, newest first.",
            plural(some, "kept version", "kept versions"),
            store.path().display()
        ),
    });
    let answer = json!({
        "record": store.path().display().to_string(),
        "backups": all.iter().map(|b| object(b, now)).collect::<Value>(),
    });
    Ok(Reply::new(answer, text.done()))
}

fn restore(context: &Context, name: Option<&str>) -> Result<Reply, Failure> {
    let store = context.store()?;
    let lock = store.lock(WAIT)?;
    let now = context.now().at;
    let restored = match store.restore(&lock, name, context.now()) {
        Err(error @ StoreError::NoBackup { .. }) => {
            let all = store.backups().unwrap_or_default();
            let candidates: Value = all
                .iter()
                .filter(|b| b.good)
                .map(|b| object(b, now))
                .collect();
            return Err(Failure::from(error).with("candidates", candidates));
        }
        restored => restored?,
    };
    let answer = json!({ "changed": true, "restored": object(&restored, now) });
    let holds = restored.holds.unwrap_or_default().sentence();
    let name = &restored.name;
    let mut text = format!("Restored {name}: {holds}. The file it replaced is kept.");
    if restored.at > now {
        text.push_str(" Its time lies in the future: the clock may be wrong.");
    }
    Ok(Reply::new(answer, text))
}

fn object(backup: &Backup, now: Timestamp) -> Value {
    json!({
        "name": backup.name,
        "at": backup.at.to_string(),
        "clock_may_be_wrong": backup.at > now,
        "size": backup.size,
        "good": backup.good,
        "holds": backup.holds.map(|h| json!({
            "skills": h.skills, "milestones": h.milestones, "steps": h.steps,
        })),
    })
}
