//! Adverts in plain text and Markdown, and what only the text of an advert says.

use super::form::Refusal;
use super::header;
use crate::import::html_text::from_plain;
use crate::import::job_posting::is_address;
use crate::posting::{Place, Posting, Remote};
use crate::text::fold;

/// The longest title in characters.
const TITLE: usize = 160;

/// The lines at the beginning in which fields are named.
const NAMED_IN: usize = 20;

/// Words of work from elsewhere, folded, the most telling first.
const REMOTE: [(&str, Remote); 22] = [
    ("no remote work", Remote::No),
    ("not a remote", Remote::No),
    ("remote work is not possible", Remote::No),
    ("kein homeoffice", Remote::No),
    ("fully remote", Remote::Yes),
    ("100% remote", Remote::Yes),
    ("100 % remote", Remote::Yes),
    ("work from anywhere", Remote::Yes),
    ("komplett remote", Remote::Yes),
    ("hybrid work", Remote::Partly),
    ("(hybrid", Remote::Partly),
    ("hybrid)", Remote::Partly),
    ("hybrid role", Remote::Partly),
    ("days a week on site", Remote::Partly),
    ("days a week are on site", Remote::Partly),
    ("days on site", Remote::Partly),
    ("days a week in the office", Remote::Partly),
    ("days in the office", Remote::Partly),
    ("days of work from home", Remote::Partly),
    ("days a week from home", Remote::Partly),
    ("days from home", Remote::Partly),
    ("tage homeoffice", Remote::Partly),
];

/// Reads an advert that is a text.
///
/// # Errors
/// [`Refusal`] if it is empty.
pub(super) fn read(text: &str) -> Result<Posting, Refusal> {
    let text = from_plain(text);
    let mut posting = Posting::default();
    let lines = text.lines().filter(|line| !line.is_empty()).take(NAMED_IN);
    for line in lines.clone() {
        let line = line.trim_matches(['*', '-', '•', '#', '>', ' ']);
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim_matches(['*', ' ', '_']);
        if value.is_empty() {
            continue;
        }
        let name = fold(name.trim_matches(['*', ' ', '_']));
        match &*name {
            "title" | "job title" | "position" | "stelle" | "role" if posting.title.is_empty() => {
                value.clone_into(&mut posting.title);
            }
            "company" | "employer" | "organisation" | "organization" | "unternehmen" | "firma"
            | "arbeitgeber" => {
                value.clone_into(&mut posting.organisation);
            }
            _ if header::is_label_of_place(&name) => {
                posting.places = vec![Place::of(value)];
            }
            "url" | "link" | "address" | "source" | "quelle" if is_address(value) => {
                value.clone_into(&mut posting.address);
            }
            _ => {}
        }
    }
    if posting.title.is_empty() {
        let first = lines.clone().next().unwrap_or_default();
        let first = first
            .trim_start_matches(['#', '*', ' '])
            .trim_end_matches(['*', '#', ' ']);
        posting.title = first.chars().take(TITLE).collect();
    }
    header::complete(&mut posting, lines.skip(1));
    if posting.title.is_empty() {
        return Err(Refusal::new("it is empty"));
    }
    posting.text = text;
    Ok(posting)
}

/// Fills fields that the page leaves open and the text states.
pub(super) fn complete(posting: &mut Posting) {
    if posting.title.is_empty() {
        let first = posting.text.lines().next().unwrap_or_default();
        posting.title = first.chars().take(TITLE).collect();
    }
    if posting.remote == Remote::Unknown {
        let text = fold(&posting.text).replace('-', " ");
        let said = REMOTE.iter().find(|(words, _)| text.contains(words));
        let is_nowhere = posting
            .places
            .first()
            .is_some_and(|place| fold(&place.text).starts_with("remote"));
        posting.remote = match said {
            Some((_, remote)) => *remote,
            None if is_nowhere => Remote::Yes,
            None => Remote::Unknown,
        };
    }
}
