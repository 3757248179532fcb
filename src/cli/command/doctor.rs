//! `doctor`: whether everything cisopath needs is in order, and where it lies. A negative answer when something is
//! wrong; it works whatever is damaged.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::catalog::validate;
use crate::cli::context::{Context, repeated};
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::config::keys;
use crate::config::paths::Paths;
use crate::config::settings::Settings;
use crate::library::{EMBEDDED, Library};
use crate::profile::store::exposed;
use crate::profile::{Store, StoreError};
use crate::text::{plural, thousands};
use crate::wording::errors;

/// What was found in one respect.
struct Finding {
    name: &'static str,
    /// In a line.
    said: String,
    problems: Vec<String>,
    /// The same for scripts.
    value: Value,
}

pub(super) fn check(context: &Context) -> Result<Reply, Failure> {
    let paths = context.paths()?;
    let store = Store::open(paths.profile.clone());
    let findings = [
        catalogue(context),
        configuration(context, &paths.config),
        record(&store),
        lock(context, &store),
        versions(context, &store),
        files(context, &store, &paths),
        terminal(context),
    ];
    let problems: Vec<&str> = findings
        .iter()
        .flat_map(|f| &f.problems)
        .map(|p| &**p)
        .collect();
    let mut answer = json!({
        "ok": problems.is_empty(),
        "problems": problems,
        "paths": {
            "record": paths.profile.display().to_string(),
            "config": paths.config.display().to_string(),
        },
    });
    let mut text = Lines::default();
    text.line(format!("Version: {}", crate::cli::args::VERSION));
    for finding in &findings {
        answer[finding.name.to_lowercase()] = finding.value.clone();
        text.line(format!("{}: {}", finding.name, finding.said));
        for problem in &finding.problems {
            text.line(format!("  problem: {problem}"));
        }
    }
    if problems.is_empty() {
        text.line("All is well.");
        return Ok(Reply::new(answer, text.done()));
    }
    let said = format!(
        "{} found",
        plural(problems.len(), "problem was", "problems were")
    );
    let mut failure = Failure::no(said);
    failure.details.text = text.done();
    if let Value::Object(fields) = answer {
        failure.details.answer.extend(fields);
    }
    Err(failure)
}

fn catalogue(context: &Context) -> Finding {
    let library = context.library().ok();
    let catalog = match context.catalog() {
        Ok(catalog) => catalog,
        Err(failure) => {
            let causes = failure.details.causes.iter().map(String::as_str);
            let why: Vec<&str> = std::iter::once(&*failure.message).chain(causes).collect();
            return Finding {
                name: "Catalogue",
                said: "none".to_owned(),
                problems: vec![format!(
                    "{} (cisopath catalog use embedded)",
                    why.join(": ")
                )],
                value: Value::Null,
            };
        }
    };
    let occupations = catalog.occupations();
    let relations: usize = occupations
        .clone()
        .map(|o| o.essential().len() + o.optional().len())
        .sum();
    let counts = [
        ("occupations", occupations.len()),
        ("skills", catalog.skills().len()),
        ("relations", relations),
        ("tracks", catalog.tracks.tracks.len()),
        ("milestones", catalog.milestones.len()),
        ("certificates", catalog.certifications.certifications.len()),
    ];
    let said = counts.map(|(name, count)| format!("{} {name}", thousands(count)));
    let mut said = format!("ESCO v{}, {}", catalog.release(), said.join(", "));
    // The tracks are made for the release that is part of the program: what another one lacks is no mistake.
    let imported = library.as_ref().and_then(Library::in_use);
    if let Some(id) = &imported {
        let stations = &catalog.tracks.stations;
        let there = stations
            .iter()
            .filter(|s| s.occupation.ix.is_some())
            .count();
        said = format!(
            "{id}: {said}; {there} of {} stations of the tracks",
            stations.len()
        );
    }
    let mut problems = match imported {
        Some(_) => Vec::new(),
        None => validate::issues(catalog),
    };
    problems.extend(library.as_ref().and_then(Library::notice));
    let mut value =
        json!({ "release": catalog.release(), "in_use": imported.as_deref().unwrap_or(EMBEDDED) });
    for (name, count) in counts {
        value[name] = json!(count);
    }
    Finding {
        name: "Catalogue",
        said,
        problems,
        value,
    }
}

fn configuration(context: &Context, path: &Path) -> Finding {
    let mut problems = Vec::new();
    let (settings, there) = match Settings::load(path) {
        Ok(settings) => (settings, path.exists()),
        Err(error) => {
            problems.push(errors::in_a_line(&error));
            (Settings::default(), true)
        }
    };
    if let Ok(catalog) = context.catalog() {
        let unknown = settings.hours.unknown(catalog).into_iter();
        problems.extend(unknown.map(|name| {
            format!(
                "hours.own: \"{}\" is the name of no skill, or of several",
                repeated(name)
            )
        }));
    }
    let own = settings.keys_file(path);
    match keys::load_own(&settings, path) {
        Ok(table) => problems.extend((context.runtime.check_keys)(&table)),
        Err(error) => problems.push(errors::in_a_line(&error)),
    }
    let said = match (there, &own) {
        (false, _) => format!("{} (not there; defaults are used)", path.display()),
        (true, None) => path.display().to_string(),
        (true, Some(keys)) => format!("{}, keys from {}", path.display(), keys.display()),
    };
    Finding {
        name: "Configuration",
        said,
        value: json!({
            "file": path.display().to_string(),
            "exists": there,
            "keys": own.map(|p| p.display().to_string()),
            "problems": problems,
        }),
        problems,
    }
}

fn record(store: &Store) -> Finding {
    let place = store.path().display();
    let (state, said, problems) = match store.read() {
        Ok(None) => ("none", format!("none yet; it will be {place}"), Vec::new()),
        Ok(Some(record)) => {
            let profile = &record.profile;
            let said = format!(
                "{place}, {}, {}, {} in the journal",
                plural(profile.skills.len(), "skill marked", "skills marked"),
                plural(
                    profile.evidence.len(),
                    "piece of evidence",
                    "pieces of evidence"
                ),
                plural(record.journal().count(), "change", "changes"),
            );
            ("good", said, Vec::new())
        }
        Err(error) => {
            let state = match &error {
                StoreError::Damaged { .. } => "damaged",
                StoreError::Newer { .. } => "newer",
                _ => "unreadable",
            };
            let failure = Failure::from(error);
            let mut problem = failure.message.clone();
            for more in failure.details.causes.iter().chain(&failure.details.hints) {
                problem.push_str("; ");
                problem.push_str(more);
            }
            (state, place.to_string(), vec![problem])
        }
    };
    Finding {
        name: "Record",
        said,
        value: json!({ "file": place.to_string(), "state": state }),
        problems,
    }
}

/// A lock that another holds is no problem: somebody plans. If the lock is free, a trial save is made.
fn lock(context: &Context, store: &Store) -> Finding {
    let folder_exists = store.path().parent().is_none_or(Path::exists);
    let tries = folder_exists && !context.read_only;
    let tried = tries
        .then(|| store.lock(Duration::ZERO))
        .map(|lock| lock.and_then(|lock| store.try_saving(&lock)));
    let (state, said, problems) = match tried {
        None if context.read_only => ("untried", "not tried".to_owned(), Vec::new()),
        None => ("free", "free".to_owned(), Vec::new()),
        Some(Ok(())) => ("free", "free, and saving works".to_owned(), Vec::new()),
        Some(Err(StoreError::Locked { .. })) => {
            ("held", "held by another cisopath".to_owned(), Vec::new())
        }
        Some(Err(error)) => (
            "refused",
            "the record cannot be saved".to_owned(),
            vec![errors::in_a_line(&error)],
        ),
    };
    Finding {
        name: "Lock",
        said,
        value: json!({ "state": state, "saving_works": saving_works(state, tries) }),
        problems,
    }
}

/// Whether saving works; null where that was not tried.
fn saving_works(state: &str, tried: bool) -> Value {
    match state {
        "free" if tried => true.into(),
        "refused" => false.into(),
        _ => Value::Null,
    }
}

fn versions(context: &Context, store: &Store) -> Finding {
    let (all, mut problems) = match store.backups() {
        Ok(all) => (all, Vec::new()),
        Err(error) => (Vec::new(), vec![errors::in_a_line(&error)]),
    };
    let now = context.now().at;
    problems.extend(all.iter().find(|b| b.at > now).map(|ahead| {
        format!(
            "the time of {} lies in the future; the clock may be wrong, now or when it was kept",
            ahead.name
        )
    }));
    let good = all.iter().filter(|b| b.good).count();
    Finding {
        name: "Backups",
        said: format!(
            "{}, {good} of them good",
            plural(all.len(), "kept version", "kept versions")
        ),
        value: json!({ "count": all.len(), "good": good }),
        problems,
    }
}

/// Who can read what, copies of sync tools, and what interrupted imports left.
fn files(context: &Context, store: &Store, paths: &Paths) -> Finding {
    let mut open = store.exposed();
    let ours = paths.catalogs.parent().map(Path::to_owned);
    open.extend(exposed(ours.into_iter().chain([paths.catalogs.clone()])));
    let mut problems: Vec<String> = open
        .iter()
        .map(|(path, mode)| {
            let owner = mode & 0o700;
            let path = path.display();
            format!("others can read {path} (mode {mode:03o}): chmod {owner:03o} '{path}'")
        })
        .collect();
    let copies = store.conflict_copies();
    problems.extend(copies.iter().map(|copy| {
        format!(
            "{} looks like a copy by a sync tool: look at it with --profile, keep one of the two",
            copy.display()
        )
    }));
    let library = context.library().ok().filter(|_| !context.read_only);
    let removed = library.map_or(0, |library| {
        library.remove_stale_files(context.now().at.into())
    });
    let said = match (problems.is_empty(), removed) {
        (true, 0) => "in order".to_owned(),
        (false, 0) => plural(problems.len(), "thing to look at", "things to look at"),
        (_, removed) => format!(
            "removed {} left by interrupted imports",
            plural(removed, "temporary file", "temporary files")
        ),
    };
    let name = |path: &Path| path.display().to_string();
    Finding {
        name: "Files",
        said,
        value: json!({
            "open_to_others": open.iter().map(|(path, _)| name(path)).collect::<Vec<_>>(),
            "conflict_copies": copies.iter().map(|path| name(path)).collect::<Vec<_>>(),
            "removed": removed,
        }),
        problems,
    }
}

/// No terminal is no problem: commands do not need one.
fn terminal(context: &Context) -> Finding {
    let facts = &context.runtime.terminal;
    let size = facts
        .size
        .map(|(columns, rows)| format!("{columns}×{rows}"));
    let name = facts.name.as_deref().unwrap_or("TERM is not set");
    let said = if facts.input && facts.output {
        format!("{name}, {}", size.as_deref().unwrap_or("size not known"))
    } else {
        format!("{name}, standard input or output is no terminal: the screens cannot open here")
    };
    Finding {
        name: "Terminal",
        said,
        value: json!({
            "term": facts.name,
            "input": facts.input,
            "output": facts.output,
            "columns": facts.size.map(|s| s.0),
            "rows": facts.size.map(|s| s.1),
        }),
        problems: Vec::new(),
    }
}
