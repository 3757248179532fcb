//! Microdata of a page as the values that JSON-LD would have.

use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

/// The levels of items in items that are read.
const DEPTH: usize = 6;

/// The `JobPosting` items of a page.
pub(crate) fn items(page: &Document) -> Vec<Value> {
    let found = page.select("[itemscope][itemtype*='JobPosting']");
    let nodes = found.nodes().iter();
    nodes.map(|node| Value::Object(item(node, DEPTH))).collect()
}

fn item(node: &NodeRef, depth: usize) -> Map<String, Value> {
    let mut out = Map::new();
    if let Some(kind) = node.attr("itemtype") {
        out.insert("@type".to_owned(), Value::from(kind.trim()));
    }
    // The properties in the order of the page, without those of inner items.
    let mut left: Vec<NodeRef> = node.children_it(true).collect();
    while let Some(child) = left.pop() {
        if !child.is_element() {
            continue;
        }
        let is_item = child.has_attr("itemscope");
        if let Some(names) = child.attr("itemprop") {
            let value = if is_item && depth > 0 {
                Value::Object(item(&child, depth - 1))
            } else {
                Value::from(value(&child, &names))
            };
            for name in names.split_whitespace() {
                add(&mut out, name, value.clone());
            }
        }
        if !is_item {
            left.extend(child.children_it(true));
        }
    }
    out
}

/// Adds a value to those of a property.
fn add(item: &mut Map<String, Value>, name: &str, value: Value) {
    match item.get_mut(name) {
        None => {
            item.insert(name.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
    }
}

fn value(node: &NodeRef, names: &str) -> String {
    let attributes = ["content", "datetime", "href", "src", "value"];
    let mut written = attributes.iter().filter_map(|name| node.attr(name));
    if let Some(text) = written.next() {
        return text.to_string();
    }
    if names == "description" {
        node.inner_html().to_string()
    } else {
        node.text().to_string()
    }
}
