//! The text of HTML: lines without markup, scripts and control characters.

use dom_query::{Document, NodeRef};

use crate::import::html_parser;
use crate::text::normalize;

/// Elements whose content is no text of the page.
const SILENT: [&str; 12] = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "canvas", "select",
    "button", "head", "textarea",
];

/// Elements within a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "label", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Elements that begin a paragraph.
const PARAGRAPHS: [&str; 13] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "article",
];

/// Elements nested deeper than this are left out.
const DEEPEST: usize = 1024;

/// How often markup may be escaped.
const ESCAPED: usize = 3;

/// The text of a field that may hold HTML, escaped HTML or plain text; empty where it has more markup than is read.
pub(crate) fn from_html(field: &str) -> String {
    let mut text = field.to_owned();
    for _ in 0..ESCAPED {
        if has_markup(&text) {
            text = match html_parser::fragment(&text) {
                Ok(page) => from_node(&page.root()),
                Err(_) => return String::new(),
            };
        } else if text.contains('&') {
            text = decode_entities(&text);
        } else {
            break;
        }
        if !has_markup(&text) {
            break;
        }
    }
    from_plain(&text)
}

/// The text of an element.
pub(crate) fn from_node(node: &NodeRef) -> String {
    let mut out = String::new();
    write(node, &mut out, 0);
    from_plain(&out)
}

/// Lines without control characters and escape sequences, with one space for white space and at most one empty line
/// between two others.
pub(crate) fn from_plain(text: &str) -> String {
    let text = without_escapes(text)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for line in text.split(['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = normalize(line);
        if line.is_empty() {
            gap = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        out.push_str(&line);
    }
    out
}

/// One line without control characters and escape sequences.
pub(crate) fn line_of(text: &str) -> String {
    normalize(&without_escapes(text))
}

/// Replaces the entities of HTML, such as `&amp;`.
pub(crate) fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // The parser knows all of them; what looks like a tag stays a text.
    let text = text.replace('<', "&lt;");
    let page = Document::fragment(text);
    page.root().text().to_string()
}

/// Whether a text has tags that adverts use.
pub(crate) fn has_markup(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let is_closed = after.starts_with(['>', '/', ' ', '\n', '\t']);
        is_closed && is_tag(&name.to_ascii_lowercase())
    })
}

fn is_tag(name: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "html", "body", "div", "br", "hr", "li", "tr", "td", "main", "header", "meta", "script",
    ];
    INLINE.contains(&name) || PARAGRAPHS.contains(&name) || OTHERS.contains(&name)
}

fn write(node: &NodeRef, out: &mut String, depth: usize) {
    if node.is_text() {
        // A line feed in the source is a space.
        out.extend(
            node.text()
                .chars()
                .map(|c| if c == '\n' || c == '\r' { ' ' } else { c }),
        );
        return;
    }
    let name = node.node_name().unwrap_or_default().to_ascii_lowercase();
    let is_fragment = !node.is_element();
    if depth > DEEPEST || (!is_fragment && (SILENT.contains(&&*name) || is_hidden(node))) {
        return;
    }
    let feeds = match &*name {
        "br" => {
            out.push('\n');
            return;
        }
        "td" | "th" => {
            out.push(' ');
            0
        }
        _ if is_fragment || INLINE.contains(&&*name) => 0,
        name if PARAGRAPHS.contains(&name) => 2,
        _ => 1,
    };
    end_line(out, feeds);
    for child in node.children_it(false) {
        write(&child, out, depth + 1);
    }
    end_line(out, feeds);
}

/// Ends the text with at least so many line feeds.
fn end_line(out: &mut String, feeds: usize) {
    if feeds == 0 {
        return;
    }
    out.truncate(out.trim_end_matches(' ').len());
    let present = out.chars().rev().take_while(|c| *c == '\n').count();
    out.extend(std::iter::repeat_n('\n', feeds.saturating_sub(present)));
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    node.has_attr("hidden") || style.contains("display:none")
}

/// The text without the sequences that tell a terminal something.
fn without_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let kind = match c {
            '\u{1b}' => chars.next(),
            '\u{9b}' => Some('['),
            c => {
                out.push(c);
                continue;
            }
        };
        match kind {
            // A control sequence ends with a letter or a sign, and is short.
            Some('[') => {
                while chars.next_if(|next| matches!(next, ' '..='?')).is_some() {}
                chars.next_if(|next| matches!(next, '@'..='~'));
            }
            // A title or a link ends with a bell or another escape.
            Some(']') => {
                while chars
                    .next_if(|next| !matches!(next, '\u{7}' | '\u{1b}' | '\n'))
                    .is_some()
                {}
            }
            Some('\n') => out.push('\n'),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_lines() {
        for (html, text) in [
            (
                "<p>One <b>two</b>,\n three.</p><p>Four</p>",
                "One two, three.\n\nFour",
            ),
            ("<ul><li>a</li><li>b<br>c</li></ul>", "a\nb\nc"),
            ("<p>x</p><script>alert(1)</script><style>p{}</style>", "x"),
            (
                "&lt;p&gt;One&lt;/p&gt;&lt;p&gt;R&amp;amp;D&lt;/p&gt;",
                "One\n\nR&D",
            ),
            ("plain\r\nlines &amp; more", "plain\nlines & more"),
            ("a < b and c > d", "a < b and c > d"),
            ("<p hidden>no</p><p style='display: none'>no</p>yes", "yes"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
            (
                "\u{1b}[2J\u{1b}[31mred\u{1b}]0;title\u{7} x\u{9b}1m\u{202e}",
                "red x",
            ),
            ("", ""),
        ] {
            assert_eq!(from_html(html), text, "{html:?}");
        }
    }

    #[test]
    fn entities_are_decoded_and_tags_stay() {
        assert_eq!(
            decode_entities("R&amp;D &lt;b&gt; <i> &euro;"),
            "R&D <b> <i> €"
        );
    }
}
