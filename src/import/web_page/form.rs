//! The form of a file, by its content.

use std::path::Path;

use crate::import::html_parser::Excess;
use crate::import::html_text;
use crate::text::shell_word;

/// Forms that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// HTML.
    Page,
    /// A page with its pictures as one MIME message (.mhtml), or a mail.
    Archive,
    Json,
    Plain,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Refusal {
    /// One sentence without its full stop, in which `FILE` stands for the name of the file.
    pub why: String,
    /// Where in the file, if that is known.
    pub at: Option<String>,
}

impl Refusal {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self {
            why: why.into(),
            at: None,
        }
    }

    /// Why a file of this path cannot be read: commands that make text of it name it as a shell takes it.
    pub fn for_file(&self, path: &Path) -> String {
        let name = path.display().to_string();
        self.why.replace("FILE", &shell_word(&name))
    }
}

impl From<Excess> for Refusal {
    fn from(excess: Excess) -> Self {
        Self::new(excess.to_string())
    }
}

/// The bytes at the beginning that decide.
const HEAD: usize = 4096;

/// The form of a file.
///
/// # Errors
/// [`Refusal`] for forms that another program can make text of, and for what is no text.
pub(super) fn of(bytes: &[u8]) -> Result<Form, Refusal> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if let Some(why) = foreign(bytes, head) {
        return Err(Refusal::new(why));
    }
    let head = String::from_utf8_lossy(head).replace('\0', "");
    let start =
        head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
    Ok(if is_message(start) {
        Form::Archive
    } else if start.starts_with(['{', '[']) {
        Form::Json
    } else if is_page(start, bytes) {
        Form::Page
    } else {
        Form::Plain
    })
}

/// Why a file of a known other form is refused.
fn foreign(bytes: &[u8], head: &[u8]) -> Option<&'static str> {
    let has = |part: &[u8], whole: &[u8]| memchr::memmem::find(whole, part).is_some();
    if has(b"%PDF-", head.get(..1024).unwrap_or(head)) {
        return Some("it is a PDF; make text of it: pdftotext FILE - | cisopath advert add -");
    }
    if head.starts_with(b"PK\x03\x04") {
        return Some(if has(b"word/", bytes) {
            "it is a Word document; make text of it: pandoc -f docx -t plain FILE | cisopath advert add -"
        } else if has(b"opendocument", bytes) {
            "it is an OpenDocument text; make text of it: pandoc -f odt -t plain FILE | cisopath advert add -"
        } else {
            "it is a zip archive; unpack it and add the pages in it"
        });
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Some(
            "it is an old Word document; save it as docx, then: pandoc -f docx -t plain FILE | cisopath advert add -",
        );
    }
    if head.starts_with(b"{\\rtf") {
        return Some(
            "it is rich text; make text of it: pandoc -f rtf -t plain FILE | cisopath advert add -",
        );
    }
    if head.starts_with(b"bplist") || head.starts_with(b"\x1f\x8b") {
        return Some("it is a packed archive; save the page as HTML instead");
    }
    None
}

/// Whether a text begins with headers of a MIME message.
fn is_message(start: &str) -> bool {
    let first = start.lines().next().unwrap_or_default();
    let is_header = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    let lower = start.to_ascii_lowercase();
    let headers = lower.split("\n\n").next().unwrap_or_default();
    let headers = headers.split("\r\n\r\n").next().unwrap_or_default();
    is_header
        && (headers.contains("\nmime-version:") || headers.starts_with("mime-version:"))
        && headers.contains("content-type:")
}

fn is_page(start: &str, bytes: &[u8]) -> bool {
    let lower = start.to_ascii_lowercase();
    let names = ["<!doctype html", "<html", "<head", "<body"];
    if names.iter().any(|name| lower.contains(name)) {
        return true;
    }
    // A part of a page.
    let begins = lower.starts_with('<') && html_text::has_markup(start);
    begins || (html_text::has_markup(start) && memchr::memmem::find(bytes, b"</").is_some())
}

/// Whether a text that begins with a bracket is no JSON.
pub(super) fn is_prose(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let inner = start.trim_start_matches(['{', '[']).trim_start();
    !inner.starts_with(['"', '{', '[', '}', ']', '&'])
        && !inner.starts_with(|c: char| c.is_ascii_digit())
        && !inner.is_empty()
}
