//! Adverts in a web archive (.mhtml) or a mail: one MIME message whose parts are the page and its pictures.

use mailparse::{MailHeaderMap as _, ParsedMail};

use super::form::Refusal;
use super::{encoding, page, plain};
use crate::import::html_text;
use crate::import::job_posting::is_address;
use crate::posting::Posting;

/// The lines that may separate parts: a message of tiny parts takes far more memory than its size.
const SEPARATORS: usize = 100_000;

/// The pages of one message, such as frames, that are read at most.
const PAGES: usize = 20;

/// Reads the adverts of a message; there is at least one.
///
/// # Errors
/// [`Refusal`] if it is damaged, has too many parts, or none with a text.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Posting>, Refusal> {
    let damaged = |_| Refusal::new("it is a damaged MIME message");
    if memchr::memmem::find_iter(bytes, b"\n--").count() > SEPARATORS {
        return Err(Refusal::new("it is a MIME message of too many parts"));
    }
    let message = mailparse::parse_mail(bytes).map_err(damaged)?;
    let mut parts = Vec::new();
    leaves(&message, &mut parts);
    let of_type = |kind: &'static str| {
        let parts = parts.iter().copied();
        parts
            .filter(move |part| part.ctype.mimetype == kind)
            .take(PAGES)
    };
    let pages: Vec<String> = of_type("text/html")
        .map(text_of)
        .collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for html in &pages {
        found.extend(page::read_structured(html)?);
    }
    if found.is_empty() {
        found = match (pages.first(), of_type("text/plain").next()) {
            (Some(html), _) => page::read(html)?,
            (None, Some(part)) => vec![plain::read(&text_of(part)?)?],
            (None, None) => {
                return Err(Refusal::new(
                    "it is a MIME message without a page or a text",
                ));
            }
        };
    }
    if let [only] = found.as_mut_slice() {
        complete(only, &message);
    }
    Ok(found)
}

/// Adds what the headers of the message say.
fn complete(posting: &mut Posting, message: &ParsedMail<'_>) {
    let header = |name| {
        let value = message.headers.get_first_value(name);
        html_text::line_of(&value.unwrap_or_default())
    };
    if posting.address.is_empty() {
        let address = header("Snapshot-Content-Location");
        posting.address = Some(address)
            .filter(|text| is_address(text))
            .unwrap_or_default();
    }
    if posting.title.is_empty() {
        posting.title = header("Subject");
    }
}

/// The parts without parts. The parser limits their depth.
fn leaves<'m>(message: &'m ParsedMail<'m>, out: &mut Vec<&'m ParsedMail<'m>>) {
    if message.subparts.is_empty() {
        out.push(message);
    }
    for part in &message.subparts {
        leaves(part, out);
    }
}

fn text_of(part: &ParsedMail<'_>) -> Result<String, Refusal> {
    let bytes = part
        .get_body_raw()
        .map_err(|_| Refusal::new("a part of the MIME message is damaged"))?;
    let charset = part.ctype.params.get("charset");
    encoding::decode(&bytes, charset.map(String::as_str))
}
