//! `import esco`: the whole of ESCO from the official download.

use serde_json::json;

use super::catalog::{by_file, problems_text, refused};
use crate::cli::args::ImportEsco;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::output::{Lines, Reply};
use crate::import::esco;
use crate::import::slice::{SliceError, whole};
use crate::text::grouped;

/// How many problems are shown one by one, unless all are asked for.
const SHOWN: usize = 5;

pub(super) fn esco(context: &Context, args: &ImportEsco) -> Result<Reply, Failure> {
    let library = context.library()?;
    let read = esco::read(&args.path, &args.language, args.release.as_deref());
    let (classification, problems) = read.map_err(|e| refused(&SliceError::Read(e)))?;
    let file = whole(&classification);
    let id = library.keep(&file)?;
    library.use_from_now(&id)?;

    let relations = file
        .occupations
        .iter()
        .map(|o| o.essential.len() + o.optional.len());
    let relations: usize = relations.sum();
    let answer = json!({
        "id": id,
        "in_use": true,
        "release": file.release,
        "language": file.language,
        "occupations": file.occupations.len(),
        "skills": file.skills.len(),
        "relations": relations,
        "problems": problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "problems_by_file": by_file(&problems),
    });
    let mut text = Lines::default();
    text.line(format!(
        "ESCO v{} ({}) is in use from now on, as {id}.",
        file.release, file.language
    ));
    text.line(format!(
        "{} occupations, {} skills, {} relations.",
        grouped(file.occupations.len()),
        grouped(file.skills.len()),
        grouped(relations)
    ));
    let most = if args.problems { usize::MAX } else { SHOWN };
    problems_text(&mut text, &problems, most);
    Ok(Reply::new(answer, text.done()))
}
