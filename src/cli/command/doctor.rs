//! `doctor`: whether everything cisopath needs is in order, and where it lies. A negative answer when something is
//! wrong; it works whatever is damaged.

use std::path::Path;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::validate;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::names::repeated;
use crate::cli::output::{Lines, Reply};
use crate::config::keys;
use crate::config::paths::Paths;
use crate::config::settings::Settings;
use crate::library::{EMBEDDED, Library};
use crate::meaning::Table;
use crate::profile::store::exposed;
use crate::profile::{Store, StoreError};
use crate::text::{plural, thousands};
use crate::wording::{errors, record};

/// What was found in one respect, for people.
struct Finding {
    name: &'static str,
    /// One line.
    summary: String,
    problems: Vec<String>,
}

impl Finding {
    fn new(name: &'static str, summary: String, problems: Vec<String>) -> Self {
        Self {
            name,
            summary,
            problems,
        }
    }
}

/// What was found in every respect.
#[derive(Serialize, JsonSchema)]
pub(super) struct Checkup<'a> {
    ok: bool,
    problems: Vec<&'a str>,
    paths: CheckedPaths,
    /// Null when the catalogue cannot be read.
    catalogue: Option<CheckedCatalogue>,
    /// Null when the catalogue cannot be read.
    meaning: Option<CheckedMeaning>,
    configuration: CheckedConfiguration,
    record: CheckedRecord,
    lock: CheckedLock,
    backups: CheckedBackups,
    files: CheckedFiles,
    terminal: CheckedTerminal<'a>,
}

#[derive(Serialize, JsonSchema)]
struct CheckedPaths {
    record: String,
    config: String,
}

#[derive(Serialize, JsonSchema)]
struct CheckedCatalogue {
    release: String,
    /// The id of the catalogue in use.
    in_use: String,
    occupations: usize,
    skills: usize,
    relations: usize,
    tracks: usize,
    milestones: usize,
    certificates: usize,
}

/// The table of word vectors.
#[derive(Serialize, JsonSchema)]
struct CheckedMeaning {
    /// Whether search and closeness go by meaning: only where the labels are in its language.
    used: bool,
    /// The language of the catalogue's labels.
    language: String,
    words: usize,
}

#[derive(Serialize, JsonSchema)]
struct CheckedConfiguration {
    file: String,
    exists: bool,
    /// The file of key bindings that it names.
    keys: Option<String>,
    problems: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct CheckedRecord {
    file: String,
    /// `none`, `good`, `damaged`, `newer` or `unreadable`.
    state: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct CheckedLock {
    /// `untried`, `free`, `held` or `refused`.
    state: &'static str,
    /// Null where it was not tried.
    saving_works: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct CheckedBackups {
    count: usize,
    good: usize,
}

#[derive(Serialize, JsonSchema)]
struct CheckedFiles {
    open_to_others: Vec<String>,
    /// Copies that sync tools made of the record.
    conflict_copies: Vec<String>,
    /// How many files of interrupted imports were removed.
    removed: usize,
}

#[derive(Serialize, JsonSchema)]
struct CheckedTerminal<'a> {
    /// The variable `TERM`.
    term: Option<&'a str>,
    /// Whether standard input is a terminal.
    input: bool,
    output: bool,
    columns: Option<u16>,
    rows: Option<u16>,
}

pub(super) fn check(context: &Context) -> Result<Reply, Failure> {
    let paths = context.paths()?;
    let store = Store::open(paths.profile.clone());
    let (of_catalogue, catalogue) = catalogue(context);
    let (of_meaning, meaning) = meaning(context).unzip();
    let (of_configuration, configuration) = configuration(context, &paths.config);
    let (of_record, record) = record(&store);
    let (of_lock, lock) = lock(context, &store);
    let (of_versions, backups) = versions(context, &store);
    let (of_files, files) = files(context, &store, &paths);
    let (of_terminal, terminal) = terminal(context);
    let rest = [
        of_configuration,
        of_record,
        of_lock,
        of_versions,
        of_files,
        of_terminal,
    ];
    let findings = std::iter::once(of_catalogue).chain(of_meaning).chain(rest);
    let findings: Vec<Finding> = findings.collect();
    let problems = findings.iter().flat_map(|f| &f.problems);
    let problems: Vec<&str> = problems.map(|p| &**p).collect();
    let mut text = Lines::default();
    text.line(format!("Version: {}", crate::cli::args::VERSION));
    for finding in &findings {
        text.line(format!("{}: {}", finding.name, finding.summary));
        for problem in &finding.problems {
            text.line(format!("  problem: {problem}"));
        }
    }
    let count = problems.len();
    let answer = Checkup {
        ok: problems.is_empty(),
        problems,
        paths: CheckedPaths {
            record: paths.profile.display().to_string(),
            config: paths.config.display().to_string(),
        },
        catalogue,
        meaning,
        configuration,
        record,
        lock,
        backups,
        files,
        terminal,
    };
    if count == 0 {
        text.line("All is well.");
        return Ok(Reply::new(answer, text.done()));
    }
    let found = plural(count, "problem was", "problems were");
    Err(Failure::no(format!("{found} found")).with_answer(answer, text.done()))
}

fn catalogue(context: &Context) -> (Finding, Option<CheckedCatalogue>) {
    let library = context.library().ok();
    let catalog = match context.catalog() {
        Ok(catalog) => catalog,
        Err(failure) => {
            let problem = format!("{} (cisopath catalog use embedded)", failure.sentence());
            let finding = Finding::new("Catalogue", "none".to_owned(), vec![problem]);
            return (finding, None);
        }
    };
    let occupations = catalog.occupations();
    let relations = occupations.clone();
    let relations = relations.map(|o| o.essential().len() + o.optional().len());
    let relations: usize = relations.sum();
    let counts = [
        ("occupations", occupations.len()),
        ("skills", catalog.skills().len()),
        ("relations", relations),
        ("tracks", catalog.tracks.tracks.len()),
        ("milestones", catalog.milestones.len()),
        ("certificates", catalog.certifications.certifications.len()),
    ];
    let summary = counts.map(|(name, count)| format!("{} {name}", thousands(count)));
    let mut summary = format!("ESCO v{}, {}", catalog.release(), summary.join(", "));
    // The tracks are made for the release that is part of the program: what another one lacks is no mistake.
    let imported = library.as_ref().and_then(Library::in_use);
    if let Some(id) = &imported {
        let all = catalog.tracks.stations.len();
        let stations = catalog.tracks.stations.iter();
        let there = stations.filter(|s| s.occupation.ix.is_some()).count();
        summary = format!("{id}: {summary}; {there} of {all} stations of the tracks");
    }
    let mut problems = match library.as_ref().zip(imported.as_ref()) {
        Some((library, id)) => {
            let damage = library.check(id).err();
            damage.iter().map(|e| errors::in_a_line(e)).collect()
        }
        None => validate::issues(catalog),
    };
    problems.extend(library.as_ref().and_then(Library::notice));
    let checked = CheckedCatalogue {
        release: catalog.release().to_owned(),
        in_use: imported.unwrap_or_else(|| EMBEDDED.to_owned()),
        occupations: counts[0].1,
        skills: counts[1].1,
        relations,
        tracks: counts[3].1,
        milestones: counts[4].1,
        certificates: counts[5].1,
    };
    let finding = Finding::new("Catalogue", summary, problems);
    (finding, Some(checked))
}

fn meaning(context: &Context) -> Option<(Finding, CheckedMeaning)> {
    let language = context.catalog().ok()?.language().to_owned();
    let words = Table::embedded().len();
    let used = Table::of_language(&language).is_some();
    let summary = if used {
        format!("{} English words", thousands(words))
    } else {
        format!(
            "not used, since the labels are not English ({language}): search goes by words, closeness by common skills"
        )
    };
    let checked = CheckedMeaning {
        used,
        language,
        words,
    };
    Some((Finding::new("Meaning", summary, Vec::new()), checked))
}

fn configuration(context: &Context, path: &Path) -> (Finding, CheckedConfiguration) {
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
            let name = repeated(name);
            format!("hours.own: \"{name}\" is the name of no skill, or of several")
        }));
    }
    let own = settings.keys_file(path);
    match keys::load_own(&settings, path) {
        Ok(table) => problems.extend((context.runtime.check_keys)(&table)),
        Err(error) => problems.push(errors::in_a_line(&error)),
    }
    let summary = match (there, &own) {
        (false, _) => format!("{} (not there; defaults are used)", path.display()),
        (true, None) => path.display().to_string(),
        (true, Some(keys)) => format!("{}, keys from {}", path.display(), keys.display()),
    };
    let checked = CheckedConfiguration {
        file: path.display().to_string(),
        exists: there,
        keys: own.map(|p| p.display().to_string()),
        problems: problems.clone(),
    };
    let finding = Finding::new("Configuration", summary, problems);
    (finding, checked)
}

fn record(store: &Store) -> (Finding, CheckedRecord) {
    let place = store.path().display();
    let (state, summary, problems) = match store.read() {
        Ok(None) => ("none", format!("none yet; it will be {place}"), Vec::new()),
        Ok(Some(record)) => {
            let profile = &record.profile;
            let summary = format!(
                "{place}, {}, {}, {} in the journal",
                plural(profile.skills.len(), "skill marked", "skills marked"),
                plural(
                    profile.evidence.len(),
                    "piece of evidence",
                    "pieces of evidence"
                ),
                plural(record.journal().count(), "change", "changes"),
            );
            ("good", summary, Vec::new())
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
    let file = place.to_string();
    let finding = Finding::new("Record", summary, problems);
    (finding, CheckedRecord { file, state })
}

/// A lock that another process holds is no problem. If the lock is free, a trial save is made.
fn lock(context: &Context, store: &Store) -> (Finding, CheckedLock) {
    let folder_exists = store.path().parent().is_none_or(Path::exists);
    let tried = (folder_exists && !context.read_only).then(|| {
        let lock = store.lock(Duration::ZERO)?;
        store.try_saving(&lock)
    });
    let mut problems = Vec::new();
    let (state, saving_works, summary) = match tried {
        None if context.read_only => ("untried", None, "not tried"),
        None => ("free", None, "free"),
        Some(Ok(())) => ("free", Some(true), "free, and saving works"),
        Some(Err(StoreError::Locked { .. })) => ("held", None, "held by another cisopath"),
        Some(Err(error)) => {
            problems.push(errors::in_a_line(&error));
            ("refused", Some(false), "the record cannot be saved")
        }
    };
    let checked = CheckedLock {
        state,
        saving_works,
    };
    let finding = Finding::new("Lock", summary.to_owned(), problems);
    (finding, checked)
}

fn versions(context: &Context, store: &Store) -> (Finding, CheckedBackups) {
    let (all, mut problems) = match store.backups() {
        Ok(all) => (all, Vec::new()),
        Err(error) => (Vec::new(), vec![errors::in_a_line(&error)]),
    };
    let now = context.now().at;
    problems.extend(all.iter().find(|b| b.at > now).map(|ahead| {
        let (name, remark) = (&ahead.name, record::FROM_FUTURE);
        format!("{name}: {remark}, now or when it was kept")
    }));
    let good = all.iter().filter(|b| b.good).count();
    let count = all.len();
    let kept = plural(count, "kept version", "kept versions");
    let summary = format!("{kept}, {good} of them good");
    let finding = Finding::new("Backups", summary, problems);
    (finding, CheckedBackups { count, good })
}

/// Who can read what, copies of sync tools, and what interrupted imports left.
fn files(context: &Context, store: &Store, paths: &Paths) -> (Finding, CheckedFiles) {
    let mut open = store.exposed();
    let ours = paths.catalogs.parent().map(Path::to_owned);
    open.extend(exposed(ours.into_iter().chain([paths.catalogs.clone()])));
    let exposed = open.iter().map(|(path, mode)| {
        let (path, owner) = (path.display(), mode & 0o700);
        format!("others can read {path} (mode {mode:03o}): chmod {owner:03o} '{path}'")
    });
    let mut problems: Vec<String> = exposed.collect();
    let copies = store.conflict_copies();
    problems.extend(copies.iter().map(|copy| {
        let copy = copy.display();
        format!("{copy} looks like a copy by a sync tool: look at it with --profile, keep one of the two")
    }));
    let library = context.library().ok().filter(|_| !context.read_only);
    let removed = library.map_or(0, |library| {
        library.remove_stale_files(context.now().at.into())
    });
    let summary = match (problems.is_empty(), removed) {
        (true, 0) => "in order".to_owned(),
        (false, 0) => plural(problems.len(), "thing to look at", "things to look at"),
        (_, removed) => {
            let files = plural(removed, "temporary file", "temporary files");
            format!("removed {files} left by interrupted imports")
        }
    };
    let name = |path: &Path| path.display().to_string();
    let checked = CheckedFiles {
        open_to_others: open.iter().map(|(path, _)| name(path)).collect(),
        conflict_copies: copies.iter().map(|path| name(path)).collect(),
        removed,
    };
    let finding = Finding::new("Files", summary, problems);
    (finding, checked)
}

/// No terminal is no problem: commands do not need one.
fn terminal(context: &Context) -> (Finding, CheckedTerminal<'_>) {
    let facts = &context.runtime.terminal;
    let size = facts
        .size
        .map(|(columns, rows)| format!("{columns}×{rows}"));
    let name = facts.name.as_deref().unwrap_or("TERM is not set");
    let summary = if facts.input && facts.output {
        format!("{name}, {}", size.as_deref().unwrap_or("size not known"))
    } else {
        format!("{name}, standard input or output is no terminal: the screens cannot open here")
    };
    let checked = CheckedTerminal {
        term: facts.name.as_deref(),
        input: facts.input,
        output: facts.output,
        columns: facts.size.map(|s| s.0),
        rows: facts.size.map(|s| s.1),
    };
    let finding = Finding::new("Terminal", summary, Vec::new());
    (finding, checked)
}
