//! The objects of a page's JSON-LD.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// The objects of a page, some of which name others by `@id`.
#[derive(Debug)]
pub(super) struct Nodes<'v> {
    /// In the order of the page.
    all: Vec<&'v Map<String, Value>>,
    by_id: HashMap<&'v str, &'v Map<String, Value>>,
}

impl<'v> Nodes<'v> {
    pub(super) fn of(values: &'v [Value]) -> Self {
        let mut all = Vec::new();
        // The parser limits the depth of values.
        let mut left: Vec<&Value> = values.iter().rev().collect();
        while let Some(value) = left.pop() {
            match value {
                Value::Array(items) => left.extend(items.iter().rev()),
                Value::Object(object) => {
                    all.push(object);
                    left.extend(object.values().rev());
                }
                _ => {}
            }
        }
        let mut by_id: HashMap<&str, &Map<String, Value>> = HashMap::new();
        for object in &all {
            // An object with an id only is a reference.
            if let Some(Value::String(id)) = object.get("@id").filter(|_| object.len() > 1) {
                by_id.entry(id).or_insert(object);
            }
        }
        Self { all, by_id }
    }

    /// The object that a reference means; other objects mean themselves.
    pub(super) fn resolve(&self, object: &'v Map<String, Value>) -> &'v Map<String, Value> {
        let id = object.get("@id").and_then(Value::as_str);
        let meant = id.filter(|_| object.len() == 1);
        meant
            .and_then(|id| self.by_id.get(id).copied())
            .unwrap_or(object)
    }

    pub(super) fn job_postings(&self) -> impl Iterator<Item = &'v Map<String, Value>> {
        let is_posting =
            |object: &&Map<String, Value>| has_type(object, "JobPosting") && object.len() > 2;
        self.all.iter().copied().filter(is_posting)
    }
}

/// Whether an object has a type of schema.org, written short or as an address.
fn has_type(object: &Map<String, Value>, name: &str) -> bool {
    let is_named = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        text.rsplit(['/', '#', ':']).next() == Some(name)
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is_named),
        Some(value) => is_named(value),
        None => false,
    }
}
