//! `evidence`: what shows that a skill is held, or a step or a milestone done: written down, listed, corrected,
//! removed. It needs no begun record.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Map;

use crate::catalog::Catalog;
use crate::cli::args::{self, PartTaken};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply, sentence};
use crate::profile::evidence::{EvidenceError, Part};
use crate::profile::{Evidence, Record, change};
use crate::text::plural;
use crate::usecase::person::Person;
use crate::wording::evidence::line;

/// What became of the evidence: the pieces for a subject, or a piece that was changed.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum EvidenceReply {
    List {
        subject: String,
        /// Newest first.
        pieces: Vec<NumberedEvidence>,
    },
    Added {
        changed: bool,
        title: String,
        number: u64,
        /// How many pieces there are for the subject.
        pieces: usize,
        evidence: Evidence,
    },
    Changed {
        changed: bool,
        title: String,
        evidence: NumberedEvidence,
    },
}

/// A piece of evidence with its number.
#[derive(Serialize, JsonSchema)]
pub(super) struct NumberedEvidence {
    #[serde(flatten)]
    evidence: Evidence,
    number: u64,
}

/// Lists, adds, corrects or removes, as the options say.
pub(super) fn evidence(context: &Context, args: &args::Evidence) -> Result<Reply, Failure> {
    match (args.remove, args.correct) {
        (Some(number), _) => remove(context, args, number),
        (None, Some(number)) => correct(context, args, number),
        (None, None) if args.note.is_some() => add(context, args),
        (None, None) if args.says_something() => Err(Failure::usage("evidence needs a note")
            .hint("--note says in a few words what was done")),
        (None, None) => list(context, args),
    }
}

fn list(context: &Context, args: &args::Evidence) -> Result<Reply, Failure> {
    let catalog = context.catalog()?;
    let record = context.store()?.read()?;
    let record = record.unwrap_or_else(|| Record::new(context.now()));
    let subject = subject(context, &record, catalog, &args.id)?;
    let mut pieces: Vec<(u64, &Evidence)> = record.profile.evidence_for(&subject).collect();
    pieces.sort_by_key(|(number, e)| std::cmp::Reverse((e.date, *number)));
    let mut text = Lines::default();
    for (number, piece) in &pieces {
        text.line(format!("{number}  {}  {}", piece.date, line(piece)));
    }
    let count = plural(pieces.len(), "piece", "pieces");
    text.line(format!("{count} of evidence for {}.", args.id));
    let pieces = pieces
        .into_iter()
        .map(|(n, piece)| numbered(n, piece))
        .collect();
    let answer = EvidenceReply::List { subject, pieces };
    Ok(Reply::new(answer, text.done()))
}

fn add(context: &Context, args: &args::Evidence) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let subject = subject(context, record, catalog, &args.id)?;
        let blank = Evidence {
            subject: subject.clone(),
            date: now.on,
            at: now.at,
            note: String::new(),
            part: None,
            scope: String::new(),
            outcome: String::new(),
            confirmed_by: String::new(),
            exercised: false,
            link: String::new(),
            unknown: Map::new(),
        };
        let evidence = checked(with_options(args, blank), now.on)?;
        let number = change::add_evidence(record, catalog, evidence.clone(), now);
        let entry = record.journal().next();
        let title = entry.map(|e| e.title.clone()).unwrap_or_default();
        let count = record.profile.evidence_for(&subject).count();
        let text = match count {
            1 => sentence(&title),
            _ => format!("{} There are {count} now.", sentence(&title)),
        };
        let answer = EvidenceReply::Added {
            changed: true,
            title,
            number,
            pieces: count,
            evidence,
        };
        Ok(Reply::new(answer, text))
    })
}

fn correct(context: &Context, args: &args::Evidence, number: u64) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let old = piece(context, record, catalog, args, number)?;
        let evidence = checked(with_options(args, old), now.on)?;
        let shown = numbered(number, &evidence);
        let title = change::change_evidence(record, catalog, number, evidence, now);
        Ok(changed(title, shown))
    })
}

fn remove(context: &Context, args: &args::Evidence, number: u64) -> Result<Reply, Failure> {
    context.change(|record, catalog, now| {
        let old = piece(context, record, catalog, args, number)?;
        let title = change::remove_evidence(record, catalog, number, now);
        Ok(changed(title, numbered(number, &old)))
    })
}

fn changed(title: Option<String>, evidence: NumberedEvidence) -> Reply {
    let (changed, title) = (title.is_some(), title.unwrap_or_default());
    let text = if changed {
        format!("{} `cisopath undo` takes it back.", sentence(&title))
    } else {
        "Nothing was changed.".to_owned()
    };
    let answer = EvidenceReply::Changed {
        changed,
        title,
        evidence,
    };
    Reply::new(answer, text)
}

/// The piece with this number, if it is for what was named.
fn piece(
    context: &Context,
    record: &Record,
    catalog: &Catalog,
    args: &args::Evidence,
    number: u64,
) -> Result<Evidence, Failure> {
    let subject = subject(context, record, catalog, &args.id)?;
    let piece = record.profile.evidence.get(&number);
    let piece = piece.filter(|e| e.subject == subject).cloned();
    piece.ok_or_else(|| {
        Failure::no(format!("{} has no piece of evidence {number}", args.id))
            .hint(format!("`cisopath evidence \"{}\"` lists them", args.id))
    })
}

/// A piece with what the options say in place of what it says.
fn with_options(args: &args::Evidence, old: Evidence) -> Evidence {
    let text = |new: &Option<String>, old: String| new.as_deref().map_or(old, |t| t.trim().into());
    Evidence {
        date: args.date.unwrap_or(old.date),
        note: text(&args.note, old.note),
        part: args.part.map_or(old.part, |p| {
            Some(match p {
                PartTaken::Supported => Part::Supported,
                PartTaken::Led => Part::Led,
                PartTaken::Accountable => Part::Accountable,
            })
        }),
        scope: text(&args.scope, old.scope),
        outcome: text(&args.outcome, old.outcome),
        confirmed_by: text(&args.confirmed_by, old.confirmed_by),
        exercised: args.exercised || old.exercised,
        link: text(&args.link, old.link),
        ..old
    }
}

fn checked(evidence: Evidence, today: Date) -> Result<Evidence, Failure> {
    evidence.check(today).map_err(|fault| {
        let hint = match fault {
            EvidenceError::InFuture => "--date takes the day of the work, as year-month-day",
            EvidenceError::NoNote => "such as --note \"ran the register for two years\"",
        };
        Failure::usage(fault.to_string()).hint(hint)
    })?;
    Ok(evidence)
}

fn numbered(number: u64, piece: &Evidence) -> NumberedEvidence {
    NumberedEvidence {
        evidence: piece.clone(),
        number,
    }
}

/// What evidence is for: a skill's URI, or the id of a milestone or step that the catalogue, the person's route or the
/// record knows.
fn subject(
    context: &Context,
    record: &Record,
    catalog: &Catalog,
    id: &str,
) -> Result<String, Failure> {
    let profile = &record.profile;
    let known = catalog.milestone(id).is_some()
        || catalog.tracks.transition(id).is_some()
        || profile.milestones.contains_key(id)
        || profile.moves.contains_key(id)
        || Person::new(catalog, record.profile.clone())
            .plan
            .is_some_and(|plan| plan.steps.iter().any(|s| s.id == id));
    if known {
        return Ok(id.to_owned());
    }
    let skill = context.skill(id).map_err(|failure| Failure {
        message: format!("{}, and no step or milestone has that id", failure.message),
        ..failure
    })?;
    Ok(catalog.skill(skill).uri().to_string())
}
