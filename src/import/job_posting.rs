//! Adverts in the vocabulary of schema.org: `JobPosting` as JSON-LD or as microdata.

mod fields;
mod json;
mod microdata;
mod nodes;

pub(super) use fields::is_address;
pub(super) use json::{JsonError, parse as parse_json};
pub(super) use microdata::items;

use serde_json::Value;

use crate::posting::Posting;

/// The adverts among the values of a page.
pub(super) fn postings(values: &[Value]) -> Vec<Posting> {
    let nodes = nodes::Nodes::of(values);
    let found = nodes.job_postings();
    found.map(|value| fields::posting(value, &nodes)).collect()
}
