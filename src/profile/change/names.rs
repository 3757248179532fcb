//! Names for the titles of changes.

use crate::catalog::{Catalog, transition_id};
use crate::profile::evidence::Evidence;

pub(super) fn occupation_name<'a>(catalog: &'a Catalog, uri: &'a str) -> &'a str {
    catalog
        .occupation_by_uri(uri)
        .map_or(uri, |ix| catalog.occupation(ix).label())
}

/// The name of what a piece of evidence is for.
pub(super) fn subject_name(catalog: &Catalog, evidence: &Evidence) -> String {
    let subject = &*evidence.subject;
    if let Some(skill) = catalog.skill_by_uri(subject) {
        catalog.skill(skill).label().to_string()
    } else if let Some(milestone) = catalog.milestone(subject) {
        format!("\"{}\"", milestone.title)
    } else if let Some(transition) = catalog.tracks.transition(subject) {
        format!(
            "the move to {}",
            occupation_name(catalog, &transition.to.uri)
        )
    } else if let Some(to) = transition_id::destination(catalog, subject) {
        format!("the move to {}", catalog.occupation(to).label())
    } else {
        subject.to_owned()
    }
}
