//! The characters of a file whose encoding may be undeclared or wrongly declared.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::form::Refusal;

/// The bytes in which a page declares its encoding.
const DECLARED_IN: usize = 4096;

/// One byte in so many may be no text.
const NOISE: usize = 10;

/// Decodes a file. `declared` is what stands outside of it, such as in the headers of a message.
///
/// A byte order mark counts most, then valid UTF-8, which bytes of another encoding are by no chance; then what is
/// declared, then what the bytes look like.
///
/// # Errors
/// [`Refusal`] if it is no text.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, Refusal> {
    let text = decoded(bytes, declared);
    let count = |is_noise: fn(char) -> bool| text.chars().filter(|c| is_noise(*c)).count();
    let noise = count(|c| c == '\0' || (c.is_control() && !c.is_whitespace() && c != '\u{1b}'));
    if noise * NOISE > text.chars().count() {
        return Err(Refusal::new("it is not text"));
    }
    Ok(text.replace('\0', ""))
}

fn decoded(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let named = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    let named = named
        .or_else(|| declared_in(bytes))
        .filter(|encoding| *encoding != UTF_8);
    if let Some(encoding) = named
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return text.into_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// UTF-16 without a byte order mark: every other byte of a western text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_IN).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |at: usize| {
        head.chunks_exact(2)
            .filter(|pair| pair.get(at) == Some(&0))
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    if pairs < 8 {
        None
    } else if second * 10 > pairs * 8 && first * 10 < pairs {
        Some(UTF_16LE)
    } else if first * 10 > pairs * 8 && second * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a page declares in a `meta` element.
fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..DECLARED_IN)
        .unwrap_or(bytes)
        .to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head.get(at..)?;
    let label = label
        .strip_prefix(b"\"")
        .or(label.strip_prefix(b"'"))
        .unwrap_or(label);
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || b"-_:.".contains(b);
    let end = label
        .iter()
        .position(|b| !is_part(b))
        .unwrap_or(label.len());
    // A page that could be read so far is not in UTF-16.
    Encoding::for_label(label.get(..end)?).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, expected: &str) {
        let text = decode(bytes, declared).unwrap();
        assert!(text.contains(expected), "{text:?}");
    }

    #[test]
    fn encodings_are_known() {
        check("\u{feff}Zürich".as_bytes(), Some("latin1"), "Zürich");
        check("Zürich".as_bytes(), Some("latin1"), "Zürich");
        check(
            b"Gesch\xe4ftsf\xfchrung \x96 K\xf6ln",
            Some("windows-1252"),
            "führung – Köln",
        );
        check(b"<meta charset='iso-8859-1'>K\xf6ln", None, "Köln");
        check(
            b"<meta charset=utf-8>Les r\xe9seaux de la soci\xe9t\xe9 \xe0 Gen\xe8ve",
            None,
            "Genève",
        );
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "A chief of Zürich".encode_utf16().flat_map(order).collect()
        };
        check(&wide(u16::to_le_bytes), None, "Zürich");
        check(&wide(u16::to_be_bytes), None, "Zürich");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..=255).cycle().map(|b: u8| b % 32).take(4000).collect();
        assert!(decode(&noise, None).is_err());
    }
}
