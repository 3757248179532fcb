//! Where the commands on adverts take them from.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::file;
use crate::import::web_page::{self, Refusal};
use crate::market::AdvertId;
use crate::posting::Posting;

/// The name of standard input.
const STDIN: &str = "-";

/// The adverts of a file, or of standard input.
pub(crate) fn read(context: &Context, path: &Path) -> Result<Vec<Posting>, Refusal> {
    let most = web_page::MAX_SIZE;
    let bytes = if path == Path::new(STDIN) {
        // One byte more tells that it is too large.
        (context.runtime.input)(most + 1)
    } else {
        file::read(path, most).map(|(bytes, _)| bytes)
    };
    let bytes = bytes.map_err(|error| Refusal {
        why: error.to_string(),
        at: None,
    })?;
    web_page::read(&bytes)
}

pub(crate) fn unknown(id: AdvertId) -> Failure {
    Failure::no(format!("there is no advert {id}"))
        .hint("`cisopath advert list` shows their numbers")
}
