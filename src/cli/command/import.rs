//! `import esco`: the whole of ESCO from the official download.

use schemars::JsonSchema;
use serde::Serialize;

use super::catalog::{ProblemReport, problems_text, refused, relation_count};
use crate::cli::args::ImportEsco;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::import::esco::{self, KnownBy, Options};
use crate::import::problem::KEPT;
use crate::import::slice::{descriptions, whole};
use crate::text::thousands;

/// How many problems are shown one by one, unless more are asked for.
const SHOWN: usize = 5;

/// The catalogue that was imported.
#[derive(Serialize, JsonSchema)]
pub(super) struct Imported {
    id: String,
    in_use: bool,
    release: String,
    /// How the release is known: `option`, `counts` or `name`.
    release_known_by: &'static str,
    /// How many labels are in English for want of a translation.
    untranslated: usize,
    language: String,
    occupations: usize,
    skills: usize,
    relations: usize,
    #[serde(flatten)]
    problems: ProblemReport,
}

pub(super) fn esco(context: &Context, args: &ImportEsco) -> Result<Reply, Failure> {
    let library = context.library()?;
    let options = Options {
        language: args.language.as_deref(),
        release: args.release.as_deref(),
    };
    let progress = &context.runtime.progress;
    let read = esco::read(&args.paths, options, &mut |step| {
        progress(step.at, step.of, &step.file)
    });
    progress(1, 1, "");
    let reading = read.map_err(|e| refused(&e))?;
    let problems = reading.problems;
    let file = whole(&reading.classification).map_err(|e| refused(&e))?;
    library.remove_stale_files(context.now().at.into());
    let id = library.save(&file, descriptions(&reading.classification, &file))?;
    library.activate(&id)?;

    let relations = relation_count(&file);
    let (word, known) = match reading.known_by {
        KnownBy::Option => ("option", "as you said"),
        KnownBy::Counts => ("counts", "by its counts"),
        KnownBy::Name => ("name", "by the name of the folder or file"),
    };
    let answer = Imported {
        id: id.clone(),
        in_use: true,
        release: file.release.to_string(),
        release_known_by: word,
        untranslated: reading.untranslated,
        language: file.language.to_string(),
        occupations: file.occupations.len(),
        skills: file.skills.len(),
        relations,
        problems: ProblemReport::new(&problems),
    };
    let mut text = Lines::default();
    text.line(format!(
        "This is ESCO v{}, {known}, in \"{}\". It is in use from now on, as {id}.",
        file.release, file.language
    ));
    let counts = [file.occupations.len(), file.skills.len(), relations];
    let [occupations, skills, relations] = counts.map(thousands);
    text.line(format!(
        "{occupations} occupations, {skills} skills, {relations} relations."
    ));
    if reading.untranslated > 0 {
        let labels = thousands(reading.untranslated);
        text.line(format!(
            "{labels} labels are missing in this language; those are in English."
        ));
    }
    let most = if args.problems { KEPT } else { SHOWN };
    problems_text(&mut text, &problems, most, "--problems");
    Ok(Reply::new(answer, text.done()))
}
