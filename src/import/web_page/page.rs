//! Adverts in a web page: structured data where it has some, else its main text.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use serde_json::Value;

use super::form::Refusal;
use crate::import::html_parser::{self, Excess};
use crate::import::html_text::{decode_entities, from_node, line_of};
use crate::import::job_posting;
use crate::posting::Posting;

/// The scripts of JSON-LD of one page that are read at most.
const SCRIPTS: usize = 200;

/// The elements of a page whose main text is searched for at most.
const ELEMENTS: usize = 50_000;

/// The characters of a page whose main text is searched for at most: each element is weighed by its whole text.
const CHARACTERS: usize = 500_000;

/// A main text of fewer characters is a navigation, a notice or nothing.
const SHORTEST: usize = 80;

/// Reads the adverts of a page; there is at least one.
///
/// # Errors
/// [`Refusal`] if it has too many elements, or too deep ones, or there is neither a title nor a text.
pub(super) fn read(html: &str) -> Result<Vec<Posting>, Refusal> {
    let page = html_parser::page(html)?;
    let mut postings = structured(&page);
    if postings.is_empty() {
        postings.push(unstructured(page, html)?);
        return Ok(postings);
    }
    if let [only] = postings.as_mut_slice() {
        if only.address.is_empty() {
            only.address = address(&page, html);
        }
        if only.text.is_empty() {
            only.text = main_text(page);
        }
    }
    Ok(postings)
}

/// The adverts of a page that has structured data; empty without.
///
/// # Errors
/// [`Excess`] if it has too many elements, or too deep ones.
pub(super) fn read_structured(html: &str) -> Result<Vec<Posting>, Excess> {
    Ok(structured(&html_parser::page(html)?))
}

fn structured(page: &Document) -> Vec<Posting> {
    let scripts = page.select("script[type*='ld+json' i]");
    let texts = scripts.nodes().iter().take(SCRIPTS).map(NodeRef::text);
    // What stays broken is passed over: the page has its text as well.
    let values: Vec<Value> = texts
        .filter_map(|text| job_posting::parse_json(&text).ok())
        .collect();
    let found = job_posting::postings(&values);
    if !found.is_empty() {
        return found;
    }
    job_posting::postings(&job_posting::items(page))
}

fn unstructured(page: Document, html: &str) -> Result<Posting, Refusal> {
    let posting = Posting {
        title: title(&page),
        organisation: content(&page, "meta[property='og:site_name']", "content"),
        address: address(&page, html),
        ..Posting::default()
    };
    let text = main_text(page);
    if posting.title.is_empty() && text.is_empty() {
        return Err(Refusal::new("the page has neither a title nor a text"));
    }
    Ok(Posting { text, ..posting })
}

/// The first heading, else the title of the page without the name of the site.
fn title(page: &Document) -> String {
    let headings = page.select("h1");
    let mut headings = headings.nodes().iter().map(|node| line_of(&node.text()));
    if let Some(heading) = headings.find(|heading| !heading.is_empty()) {
        return heading;
    }
    let stated = content(page, "meta[property='og:title']", "content");
    let title = if stated.is_empty() {
        line_of(&page.select_single("title").text())
    } else {
        stated
    };
    let ends = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|sign| title.find(sign));
    let end = ends.min().unwrap_or(title.len());
    title.get(..end).unwrap_or(&title).to_owned()
}

/// The address that the page or the browser that saved it states.
fn address(page: &Document, html: &str) -> String {
    let stated = [
        content(page, "link[rel='canonical']", "href"),
        content(page, "meta[property='og:url']", "content"),
        saved_from(html).unwrap_or_default(),
    ];
    let mut stated = stated
        .into_iter()
        .filter(|text| job_posting::is_address(text));
    stated.next().unwrap_or_default()
}

/// The address in the comment that browsers (`saved from url=(0042)https://…`) and `SingleFile` (`url: https://…`)
/// write.
fn saved_from(html: &str) -> Option<String> {
    let (_, comment) = html.split_once("<!--")?;
    let (comment, _) = comment.split_once("-->")?;
    let is_saved = comment.contains("saved from url=") || comment.contains("SingleFile");
    let at = comment.find("http").filter(|_| is_saved)?;
    let line = line_of(comment.get(at..)?);
    line.split(' ').next().map(str::to_owned)
}

/// An attribute of the first element that is found, in one line.
fn content(page: &Document, selector: &str, attribute: &str) -> String {
    let found = page.select_single(selector).attr(attribute);
    line_of(&decode_entities(&found.unwrap_or_default()))
}

/// The main text of a page: what readability finds, else `main`, else the body, without the parts around it.
fn main_text(page: Document) -> String {
    for around in [
        "nav",
        "footer",
        "aside",
        "dialog",
        "[role='dialog']",
        "header nav",
        "form",
    ] {
        page.select(around).remove();
    }
    let whole = ["main", "article", "body"].iter().find_map(|name| {
        let found = page.select_single(name);
        let text = found.nodes().first().map(from_node)?;
        (text.chars().count() >= SHORTEST).then_some(text)
    });
    let whole = whole.unwrap_or_else(|| from_node(&page.root()));
    if whole.len() > CHARACTERS {
        return whole;
    }
    let config = Config {
        max_elements_to_parse: ELEMENTS,
        disable_json_ld: true,
        char_threshold: SHORTEST,
        ..Config::default()
    };
    let article = Readability::with_document(page, None, Some(config)).and_then(|mut r| r.parse());
    let Ok(article) = article else { return whole };
    let found = from_node(&Document::fragment(article.content).root());
    // It may take a part of a short page for the whole.
    if found.chars().count() * 2 < whole.chars().count().min(4000) {
        whole
    } else {
        found
    }
}
