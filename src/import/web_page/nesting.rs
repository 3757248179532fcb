//! The depth of elements, counted before a page is parsed: the parser takes quadratic time for deep ones.

use std::collections::HashMap;

/// The deepest nesting of elements that is read.
pub(super) const DEEPEST: usize = 512;

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that a sibling or the end of the parent closes.
const IMPLIED: [&str; 15] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "rt", "rp",
];

/// Elements whose content is text only.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Elements that end a picture in which they stand (WHATWG HTML, 13.2.6.5).
const BREAKOUT: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

/// The most elements that are open at once; those that close themselves do not count.
pub(super) fn depth(html: &str) -> usize {
    let mut open: HashMap<String, usize> = HashMap::new();
    let (mut total, mut deepest) = (0usize, 0);
    // Only in pictures a slash at the end of a tag closes the element.
    let mut in_picture = false;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (is_end, tag) = match after.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, after),
        };
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = tag
            .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .unwrap_or(tag.len());
        let (name, after) = tag.split_at_checked(end).unwrap_or((tag, ""));
        rest = after;
        let name = name.to_ascii_lowercase();
        if matches!(&*name, "svg" | "math") {
            in_picture = !is_end;
        } else if BREAKOUT.contains(&&*name) {
            in_picture = false;
        }
        let is_closed = in_picture
            && after
                .split_once('>')
                .is_some_and(|(tag, _)| tag.ends_with('/'));
        if is_end {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                total -= 1;
            }
        } else if RAW.contains(&&*name) {
            rest = after_raw(after, &name);
        } else if !is_closed && !VOID.contains(&&*name) && !IMPLIED.contains(&&*name) {
            *open.entry(name).or_default() += 1;
            total += 1;
            deepest = deepest.max(total);
            if deepest > DEEPEST {
                break;
            }
        }
    }
    deepest
}

/// What follows the end tag of an element whose content is text.
fn after_raw<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("</") {
        rest = after;
        let is_end = after
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is_end {
            return after;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted() {
        for (html, expected) in [
            ("", 0),
            ("<div><p>a<p>b<br><img src=x></div><div></div>", 1),
            ("<ul><li><ul><li>x</ul></ul>", 2),
            ("<script>if (a<b) '<div><div>'</script><div>", 1),
            ("<!-- <div><div> --><b></i><b>", 2),
            ("<svg><path d='x'/><g/></svg><i/>", 1),
            ("a < b <3", 0),
        ] {
            assert_eq!(depth(html), expected, "{html}");
        }
        assert!(depth(&"<div>".repeat(1_000_000)) > DEEPEST);
    }
}
