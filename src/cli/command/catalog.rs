//! `catalog build`: the embedded part of ESCO, made anew from the official CSV files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalog::from_json::EscoFile;
use crate::cli::args::CatalogBuild;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::file;
use crate::import::slice::{self, SHIPPED, SliceError};
use crate::import::{Problems, ReadError};
use crate::text::thousands;

/// How many problems are shown one by one.
const SHOWN: usize = 5;

/// The file that was written.
#[derive(Serialize, JsonSchema)]
pub(super) struct Built {
    out: String,
    bytes: usize,
    release: String,
    occupations_in_all: u32,
    occupations: usize,
    skills: usize,
    relations: usize,
    #[serde(flatten)]
    problems: ProblemReport,
}

/// What is wrong with the files of a download.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProblemReport {
    /// The first problems, in sentences.
    problems: Vec<String>,
    problem_count: usize,
    problems_by_file: Vec<FileProblems>,
}

/// How many problems a file has.
#[derive(Serialize, JsonSchema)]
struct FileProblems {
    file: String,
    count: usize,
}

impl ProblemReport {
    pub(super) fn new(problems: &Problems) -> Self {
        let by_file = problems.by_file().map(|(file, count)| FileProblems {
            file: file.to_string(),
            count,
        });
        Self {
            problems: problems.first().iter().map(ToString::to_string).collect(),
            problem_count: problems.count(),
            problems_by_file: by_file.collect(),
        }
    }
}

pub(super) fn build(args: &CatalogBuild) -> Result<Reply, Failure> {
    let spec = match &args.slice {
        None => SHIPPED.to_owned(),
        Some(path) => file::read_text(path, file::SMALL)
            .map_err(|e| Failure::io(format!("cannot read {}", path.display())).because(&e))?,
    };
    let (file, problems) = slice::rebuild(&args.from, &spec, args.release.as_deref())
        .map_err(|e| refused_slice(&e))?;
    let text = slice::to_json(&file)
        .map_err(|e| Failure::bug("the catalogue cannot be written as JSON").because(&e))?;
    replace(&args.out, text.as_bytes())
        .map_err(|e| Failure::io(format!("cannot write {}", args.out.display())).because(&e))?;

    let relations = relation_count(&file);
    let answer = Built {
        out: args.out.display().to_string(),
        bytes: text.len(),
        release: file.release.to_string(),
        occupations_in_all: file.occupations_in_all,
        occupations: file.occupations.len(),
        skills: file.skills.len(),
        relations,
        problems: ProblemReport::new(&problems),
    };
    let mut lines = Lines::default();
    let out = args.out.display();
    let all = thousands(file.occupations_in_all as usize);
    let counts = [file.occupations.len(), file.skills.len(), relations];
    let [occupations, skills, relations] = counts.map(thousands);
    lines
        .line(format!("Wrote {out}: ESCO {}.", file.release))
        .line(format!(
            "{occupations} of {all} occupations, {skills} skills, {relations} relations."
        ));
    problems_text(&mut lines, &problems, SHOWN, "--json");
    Ok(Reply::new(answer, lines.done()))
}

/// How many relations all occupations have.
pub(super) fn relation_count(file: &EscoFile) -> usize {
    let occupations = file.occupations.iter();
    let relations = occupations.map(|o| o.essential.len() + o.optional.len());
    relations.sum()
}

/// The problems summed up by file, and the first of them; `option` is the one that shows more.
pub(super) fn problems_text(lines: &mut Lines, problems: &Problems, most: usize, option: &str) {
    let count = problems.count();
    match count {
        0 => lines.line("No problems."),
        n => lines.line(format!("Problems: {}.", thousands(n))),
    };
    for (file, count) in problems.by_file() {
        lines.line(format!("  {file}: {}", thousands(count)));
    }
    let kept = problems.first();
    let shown = kept.len().min(most);
    for problem in kept.iter().take(shown) {
        lines.line(format!("  {problem}"));
    }
    if kept.len() > shown {
        let more = thousands(kept.len() - shown);
        lines.line(format!("  … ({more} more with {option})"));
    } else if count > shown {
        lines.line(format!("  … (only the first {shown} are kept)"));
    }
}

fn refused_slice(error: &SliceError) -> Failure {
    match error {
        SliceError::Read(error) => refused(error),
        _ => Failure::data(error.to_string()),
    }
}

/// Why a download cannot be read.
pub(super) fn refused(error: &ReadError) -> Failure {
    const AGAIN: &str = "get the download again; what was in use still is";
    const NAME: &str = "name the folder or the zip files of ESCO's download: classification, CSV, with its relations";
    let message = error.to_string();
    let failure = match error {
        // What a zip file holds is data; what the system refuses is not.
        ReadError::File { source, .. } if is_damage(source) => Failure::data(message).hint(AGAIN),
        ReadError::File { .. } => Failure::io(message).hint(NAME),
        ReadError::Missing { there, .. } if there.is_empty() => Failure::data(message).hint(NAME),
        ReadError::Missing { .. } => Failure::data(message)
            .hint("name the folder that has the files; take away from a file's name what a browser added, such as \" (1)\""),
        ReadError::Release { .. } => Failure::usage(message),
        ReadError::Language { language, .. } => Failure::usage(message).hint(format!(
            "get the classification in \"{language}\" as CSV too, and name its folder or zip file beside the English one"
        )),
        ReadError::CutOff { release, .. } => Failure::data(message)
            .hint(AGAIN)
            .hint(format!("--release {release} takes it as it is")),
        ReadError::Stopped => Failure::no(message),
        ReadError::Separator { .. } => Failure::data(message)
            .hint("a spreadsheet program probably saved it, which also removes leading zeros from codes; unpack the download again and import it unchanged"),
        ReadError::OpenQuote { .. } | ReadError::NoRelations { .. } | ReadError::Empty { .. } => {
            Failure::data(message).hint(AGAIN)
        }
        _ => Failure::data(message).hint(NAME),
    };
    match std::error::Error::source(error) {
        Some(source) => failure.because(source),
        None => failure,
    }
}

/// Whether a file is there and its content is at fault.
fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::InvalidData | Kind::InvalidInput | Kind::UnexpectedEof | Kind::Other
    )
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
