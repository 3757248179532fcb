//! `catalog build`: the embedded part of ESCO, made anew from the official CSV files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::args::CatalogBuild;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::import::slice::{self, SHIPPED, SliceError};
use crate::import::{Problem, ReadError};
use crate::text::grouped;

/// How many problems are shown one by one.
const SHOWN: usize = 5;

pub(super) fn build(args: &CatalogBuild) -> Result<Reply, Failure> {
    let spec = match &args.slice {
        None => SHIPPED.to_owned(),
        Some(path) => fs::read_to_string(path)
            .map_err(|e| Failure::io(format!("cannot read {}", path.display())).because(&e))?,
    };
    let (file, problems) = slice::rebuild(&args.from, &spec, args.release.as_deref())
        .map_err(|e| refused_slice(&e))?;
    let text = slice::to_json(&file)
        .map_err(|e| Failure::bug("the catalogue cannot be written as JSON").because(&e))?;
    replace(&args.out, text.as_bytes())
        .map_err(|e| Failure::io(format!("cannot write {}", args.out.display())).because(&e))?;

    let relations = file
        .occupations
        .iter()
        .map(|o| o.essential.len() + o.optional.len());
    let relations: usize = relations.sum();
    let answer = json!({
        "out": args.out.display().to_string(),
        "bytes": text.len(),
        "release": file.release,
        "occupations_in_all": file.occupations_in_all,
        "occupations": file.occupations.len(),
        "skills": file.skills.len(),
        "relations": relations,
        "problems": problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "problems_by_file": by_file(&problems),
    });
    let mut lines = Lines::default();
    lines.line(format!(
        "Wrote {}: ESCO {}.",
        args.out.display(),
        file.release
    ));
    lines.line(format!(
        "{} of {} occupations, {} skills, {} relations.",
        grouped(file.occupations.len()),
        grouped(file.occupations_in_all as usize),
        grouped(file.skills.len()),
        grouped(relations)
    ));
    problems_text(&mut lines, &problems, SHOWN, "--json");
    Ok(Reply::new(answer, lines.done()))
}

/// How many problems each file has, for scripts.
pub(super) fn by_file(problems: &[Problem]) -> Value {
    let kinds = kinds(problems);
    let rows = kinds.iter();
    rows.map(|(file, n)| json!({ "file": file, "count": n }))
        .collect()
}

/// The problems summed up by file, and the first of them; `all` is the option that shows every one.
pub(super) fn problems_text(lines: &mut Lines, problems: &[Problem], most: usize, all: &str) {
    match problems.len() {
        0 => lines.line("No problems."),
        n => lines.line(format!("Problems: {}.", grouped(n))),
    };
    for (file, count) in &kinds(problems) {
        lines.line(format!("  {file}: {}", grouped(*count)));
    }
    for problem in problems.iter().take(most) {
        lines.line(format!("  {problem}"));
    }
    if problems.len() > most {
        lines.line(format!("  … (all of them with {all})"));
    }
}

fn kinds(problems: &[Problem]) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for problem in problems {
        *out.entry(&*problem.file).or_insert(0) += 1;
    }
    out
}

fn refused_slice(error: &SliceError) -> Failure {
    match error {
        SliceError::Read(error) => refused(error),
        _ => Failure::data(error.to_string()),
    }
}

/// Why a download cannot be read.
pub(super) fn refused(error: &ReadError) -> Failure {
    let message = error.to_string();
    let failure = match error {
        ReadError::File { .. } => Failure::io(message),
        ReadError::Release { .. } | ReadError::Language { .. } => Failure::usage(message),
        ReadError::CutOff { release, .. } => Failure::data(message)
            .hint("get the download again; what was in use still is")
            .hint(format!("--release {release} takes it as it is")),
        ReadError::Stopped => Failure::no(message),
        _ => Failure::data(message),
    };
    let failure = match std::error::Error::source(error) {
        Some(source) => failure.because(source),
        None => failure,
    };
    match error {
        ReadError::File { .. } | ReadError::Missing { .. } => failure.hint(
            "name the folder or the zip files of ESCO's download: classification, CSV, with its relations",
        ),
        _ => failure,
    }
}

/// Writes a file whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        // Not a secret: what the umask leaves of this.
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}
