//! Adverts in plain text and Markdown, and what only the text of an advert says.

use std::sync::LazyLock;

use regex::Regex;

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
const REMOTE: [(&str, Remote); 25] = [
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
    ("hybrid up to", Remote::Partly),
    ("hybrid bis", Remote::Partly),
    ("% mobil", Remote::Partly),
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

/// Words of a place that say how much of the work is done there.
static MODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let share = r"(?:(?:up to|about|bis(?: zu)?|ca\.?)\s+)?(?:[0-9]+\s?%\s+)?";
    let mode = r"(?:hybrid\w*|mobil|mobile[rs]? (?:arbeit\w*|working)|home\s?-?office|(?:partly|partially|teilweise) remote)";
    Regex::new(&format!(r"(?i)\b{share}{mode}\b")).ok()
});

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

/// A place without the words that say how much of the work is done there: "Munich (hybrid, three days)" is Munich. None
/// without such words, or with nothing besides them.
fn without_mode(place: &str) -> Option<String> {
    let mode = MODE.as_ref()?.find(place)?;
    let is_separator = |c: char| !c.is_alphanumeric();
    let before = place.get(..mode.start())?.trim_end_matches(is_separator);
    let behind = place.get(mode.end()..)?;
    let rest = if before.is_empty() {
        // "Hybrid - London"; figures would be of days or of a share.
        let rest = behind.trim_matches(is_separator);
        (!rest.contains(|c: char| c.is_ascii_digit())).then_some(rest)?
    } else {
        before
    };
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// Fills fields that the page leaves open and the text states.
pub(super) fn complete(posting: &mut Posting) {
    if posting.title.is_empty() {
        let first = posting.text.lines().next().unwrap_or_default();
        posting.title = first.chars().take(TITLE).collect();
    }
    for place in &mut posting.places {
        let Some(town) = without_mode(&place.text) else {
            continue;
        };
        if posting.remote == Remote::Unknown {
            posting.remote = Remote::Partly;
        }
        match place.country {
            Some(_) => place.text = town,
            None => *place = Place::of(&town),
        }
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
