//! Reading JSON that is slightly broken.

use serde_json::Value;

use crate::import::html_text;

/// The place at which a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JsonError {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Parses JSON. Where that fails, trailing commas, raw line feeds in strings, comment signs around the whole and escaped
/// quotation marks of HTML are repaired.
///
/// # Errors
/// [`JsonError`] if the text cannot be repaired.
pub(crate) fn parse(text: &str) -> Result<Value, JsonError> {
    let text = bare(text);
    let error = match serde_json::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => JsonError {
            line: error.line(),
            column: error.column(),
        },
    };
    let repaired = serde_json::from_str(&repair(text));
    let decoded = || {
        let escaped = text.contains("&quot;") || text.contains("&#34;");
        let text = escaped.then(|| html_text::decode_entities(text))?;
        serde_json::from_str(&repair(&text)).ok()
    };
    repaired.ok().or_else(decoded).ok_or(error)
}

/// The text without byte order mark, comment signs and a final semicolon.
fn bare(text: &str) -> &str {
    let mut text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for sign in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["] {
        text = text.strip_prefix(sign).unwrap_or(text).trim_start();
    }
    for sign in ["-->", "/*]]>*/", "]]>", "//", ";"] {
        text = text.strip_suffix(sign).unwrap_or(text).trim_end();
    }
    text
}

/// Drops trailing commas, and escapes control characters in strings.
fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if in_string => match chars.next() {
                // JSON has no other escapes.
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.extend([c, next]);
                }
                Some('\n') => out.push_str("\\n"),
                Some(next) => out.push(next),
                None => {}
            },
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\n' if in_string => out.push_str("\\n"),
            '\t' if in_string => out.push_str("\\t"),
            c if in_string && c.is_control() => {}
            '}' | ']' if !in_string => {
                let kept = out.trim_end();
                let kept = kept.strip_suffix(',').unwrap_or(kept).len();
                out.truncate(kept);
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn slightly_broken_json_is_repaired() {
        for (text, expected) in [
            (
                "{\"a\": [1, 2,], \"b\": 3,\n}",
                json!({"a": [1, 2], "b": 3}),
            ),
            (
                "{\"a\": \"one\ntwo\tthree\"}",
                json!({"a": "one\ntwo\tthree"}),
            ),
            ("{\"a\": \"it\\'s, }\",}", json!({"a": "it's, }"})),
            ("\u{feff}<!-- {\"a\": 1} -->", json!({"a": 1})),
            ("//<![CDATA[\n{\"a\": 1}\n//]]>", json!({"a": 1})),
            ("{\"a\": 1};", json!({"a": 1})),
            (
                "{&quot;a&quot;: &quot;x &amp; y&quot;,}",
                json!({"a": "x & y"}),
            ),
        ] {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
        let error = JsonError { line: 2, column: 3 };
        assert_eq!(parse("{\"a\":\n1 2}"), Err(error));
        assert!(parse(&"[".repeat(100_000)).is_err());
    }
}
