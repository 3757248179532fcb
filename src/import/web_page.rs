//! Adverts in what a person saved or copied: a web page, a web archive, JSON-LD or plain text.
//!
//! The form is known by the content, never by the name. Nothing is run, fetched or opened.

mod encoding;
mod form;
mod header;
mod page;
mod pay;
mod place;
mod plain;
mod stated_days;
mod web_archive;

use crate::adverts;
use crate::import::job_posting::{self, JsonError};
use crate::posting::{Posting, page_of};
use crate::text::thousands;

use form::Form;
pub use form::Refusal;

/// The limit for a file, in bytes.
pub const MAX_SIZE: u64 = 32 << 20;

/// The adverts of one file at most.
const MOST: usize = 100;

/// The characters of an advert at most: far more than any has.
const LONGEST: usize = 200_000;

/// Reads the adverts in the content of a file; there is at least one.
///
/// # Errors
/// [`Refusal`] if the content is of another form, or is damaged so far that nothing can be read.
pub fn read(bytes: &[u8]) -> Result<Vec<Posting>, Refusal> {
    if bytes.len() as u64 > MAX_SIZE {
        return Err(Refusal::new(format!(
            "it is larger than {} MB",
            MAX_SIZE >> 20
        )));
    }
    let mut postings = match form::of(bytes)? {
        Form::Archive => web_archive::read(bytes)?,
        Form::Page => page::read(&encoding::decode(bytes, None)?)?,
        Form::Json => json(&encoding::decode(bytes, None)?)?,
        Form::Plain => vec![plain::read(&encoding::decode(bytes, None)?)?],
    };
    let count = postings.len();
    if count > MOST {
        return Err(Refusal::new(format!(
            "it holds {count} adverts, more than the {MOST} that are read of one file: save them in several"
        )));
    }
    drop_shared_addresses(&mut postings);
    for posting in &mut postings {
        let length = posting.text.chars().count();
        if length > LONGEST {
            return Err(Refusal::new(format!(
                "the text of \"{}\" has {} characters, far more than an advert: copy that of the advert alone",
                posting.title,
                thousands(length)
            )));
        }
        place::complete(posting);
        plain::complete(posting);
        stated_days::complete(posting);
        pay::complete(posting);
        if posting.employment_types.is_empty() {
            posting.employment_types = adverts::employment_in(&posting.text);
        }
    }
    Ok(postings)
}

/// Drops addresses that different adverts of a file share: they are those of a list.
fn drop_shared_addresses(postings: &mut [Posting]) {
    let is_one = |a: &Posting, b: &Posting| {
        let is_text_equal = a.text == b.text || a.text.is_empty() || b.text.is_empty();
        a.title == b.title && a.places == b.places && is_text_equal
    };
    let is_shared = |posting: &Posting| {
        let page = page_of(&posting.address);
        let mut others = postings.iter();
        others.any(|other| page_of(&other.address) == page && !is_one(other, posting))
    };
    let shared: Vec<bool> = postings.iter().map(is_shared).collect();
    for (posting, is_shared) in postings.iter_mut().zip(shared) {
        if is_shared {
            posting.address.clear();
        }
    }
}

fn json(text: &str) -> Result<Vec<Posting>, Refusal> {
    let value = match job_posting::parse_json(text) {
        Ok(value) => value,
        // A line such as "[CISO](https://…)" or "{title}" may begin a text.
        Err(_) if form::is_prose(text) => return Ok(vec![plain::read(text)?]),
        Err(JsonError { line, column }) => {
            return Err(Refusal {
                why: "its JSON is damaged".to_owned(),
                at: Some(format!("line {line}, column {column}")),
            });
        }
    };
    let found = job_posting::postings(&[value]);
    if found.is_empty() {
        return Err(Refusal::new(
            "it is JSON without a JobPosting of schema.org",
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
