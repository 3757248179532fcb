//! `backup list` and `backup restore`: the kept versions of the record. They work when the record itself does not.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args;
use crate::cli::context::{Context, WAIT};
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, Table, sentence};
use crate::profile::store::BackupSummary;
use crate::profile::{Backup, StoreError};
use crate::text::{plural, thousands};
use crate::wording;

/// The kept versions of the record, newest first.
#[derive(Serialize, JsonSchema)]
pub(super) struct Backups {
    /// The file of the record.
    record: String,
    backups: Vec<BackupVersion>,
}

/// The version that was brought back.
#[derive(Serialize, JsonSchema)]
pub(super) struct Restored {
    changed: bool,
    restored: BackupVersion,
}

/// A kept version.
#[derive(Serialize, JsonSchema)]
pub(super) struct BackupVersion {
    name: String,
    at: Timestamp,
    clock_may_be_wrong: bool,
    /// In bytes.
    size: u64,
    /// Whether it can be read.
    good: bool,
    holds: Option<BackupSummary>,
}

impl BackupVersion {
    fn new(backup: &Backup, now: Timestamp) -> Self {
        Self {
            name: backup.name.clone(),
            at: backup.at,
            clock_may_be_wrong: backup.at > now,
            size: backup.size,
            good: backup.good,
            holds: backup.holds,
        }
    }
}

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
        let mut time = at.strftime("%Y-%m-%d %H:%M").to_string();
        if each.at > now {
            time.push_str(" (clock may be wrong)");
        }
        let holds = each.holds.map(wording::record::backup);
        table.row([
            each.name.clone(),
            time,
            format!("{} bytes", thousands(each.size as usize)),
            holds.unwrap_or_else(|| "cannot be read".to_owned()),
        ]);
    }
    let record = store.path().display().to_string();
    let versions = plural(all.len(), "kept version", "kept versions");
    let mut text = Lines::default();
    text.table(&table);
    text.line(match all.len() {
        0 => format!("No version of {record} was kept yet."),
        _ => format!("{versions} of {record}, newest first."),
    });
    let answer = Backups {
        record,
        backups: all.iter().map(|b| BackupVersion::new(b, now)).collect(),
    };
    Ok(Reply::new(answer, text.done()))
}

fn restore(context: &Context, name: Option<&str>) -> Result<Reply, Failure> {
    let store = context.store()?;
    let lock = store.lock(WAIT)?;
    let now = context.now().at;
    let restored = match store.restore(&lock, name, context.now()) {
        Err(error @ StoreError::NoBackup { .. }) => {
            let all = store.backups().unwrap_or_default();
            let good = all.iter().filter(|b| b.good);
            let candidates: Vec<_> = good.map(|b| BackupVersion::new(b, now)).collect();
            return Err(Failure::from(error).with("candidates", candidates));
        }
        restored => restored?,
    };
    let answer = Restored {
        changed: true,
        restored: BackupVersion::new(&restored, now),
    };
    let holds = wording::record::backup(restored.holds.unwrap_or_default());
    let name = &restored.name;
    let mut text = format!("Restored {name}: {holds}. The file it replaced is kept.");
    if restored.at > now {
        text.push(' ');
        text.push_str(&sentence(wording::record::FROM_FUTURE));
    }
    Ok(Reply::new(answer, text))
}
