//! The editorial files, and the lookup of what they refer to in the classification.

use serde::de::DeserializeOwned;

use super::certification::Certifications;
use super::columns::Columns;
use super::error::LoadError;
use super::framework::Frameworks;
use super::guide::Guide;
use super::milestone::Milestones;
use super::practice::Practice;
use super::reference::{OccupationRef, SkillRef};
use super::synonym::Synonyms;
use super::track::Tracks;

#[derive(Clone, Copy, Debug)]
pub struct EditorialText<'a> {
    pub tracks: &'a str,
    pub milestones: &'a str,
    pub practice: &'a str,
    pub synonyms: &'a str,
    pub certifications: &'a str,
    pub frameworks: &'a str,
    pub guide: &'a str,
}

/// The editorial files that are part of the program.
pub const EMBEDDED_EDITORIAL: EditorialText<'static> = EditorialText {
    tracks: include_str!("../../data/tracks.json"),
    milestones: include_str!("../../data/milestones.json"),
    practice: include_str!("../../data/practice.json"),
    synonyms: include_str!("../../data/synonyms.json"),
    certifications: include_str!("../../data/certifications.json"),
    frameworks: include_str!("../../data/frameworks.json"),
    guide: include_str!("../../data/guide.json"),
};

/// A file that refers to the classification by URI.
pub(super) trait ResolveRefs {
    /// Gives every reference its handle; none where the classification lacks the URI.
    fn resolve_refs(&mut self, columns: &Columns);
}

/// Parses an editorial file and resolves its references.
///
/// # Errors
/// [`LoadError::Json`], which names the file.
pub(super) fn parse<T: DeserializeOwned + ResolveRefs>(
    file: &'static str,
    text: &str,
    columns: &Columns,
) -> Result<T, LoadError> {
    let mut value: T =
        serde_json::from_str(text).map_err(|source| LoadError::Json { file, source })?;
    value.resolve_refs(columns);
    Ok(value)
}

impl ResolveRefs for SkillRef {
    fn resolve_refs(&mut self, columns: &Columns) {
        self.ix = columns.skill_by_uri(&self.uri);
    }
}

impl ResolveRefs for OccupationRef {
    fn resolve_refs(&mut self, columns: &Columns) {
        self.ix = columns.occupation_by_uri(&self.uri);
    }
}

fn resolve_each<'a, T: ResolveRefs + 'a>(
    all: impl IntoIterator<Item = &'a mut T>,
    columns: &Columns,
) {
    for one in all {
        one.resolve_refs(columns);
    }
}

impl ResolveRefs for Tracks {
    fn resolve_refs(&mut self, columns: &Columns) {
        self.goal.resolve_refs(columns);
        resolve_each(self.stations.iter_mut().map(|s| &mut s.occupation), columns);
        for transition in &mut self.transitions {
            transition.from.resolve_refs(columns);
            transition.to.resolve_refs(columns);
            resolve_each(&mut transition.near, columns);
        }
    }
}

impl ResolveRefs for Milestones {
    fn resolve_refs(&mut self, columns: &Columns) {
        resolve_each(
            self.milestones.iter_mut().flat_map(|m| &mut m.skills),
            columns,
        );
    }
}

impl ResolveRefs for Practice {
    fn resolve_refs(&mut self, columns: &Columns) {
        self.occupation.resolve_refs(columns);
        resolve_each(self.skills.iter_mut().map(|p| &mut p.skill), columns);
        for row in &mut self.not_assumed {
            row.occupation.resolve_refs(columns);
            resolve_each(&mut row.skills, columns);
        }
    }
}

impl ResolveRefs for Synonyms {
    fn resolve_refs(&mut self, columns: &Columns) {
        let skills = self.synonyms.iter_mut().flat_map(|s| &mut s.targets);
        resolve_each(skills.map(|t| &mut t.skill), columns);
        resolve_each(self.absent.iter_mut().flat_map(|a| &mut a.nearest), columns);
        let jobs = self.occupations.iter_mut().flat_map(|s| &mut s.targets);
        resolve_each(jobs.map(|t| &mut t.occupation), columns);
        for pin in &mut self.pinned {
            pin.occupation.resolve_refs(columns);
            resolve_each(&mut pin.also, columns);
        }
    }
}

impl ResolveRefs for Frameworks {
    fn resolve_refs(&mut self, columns: &Columns) {
        resolve_each(
            self.occupations.iter_mut().map(|c| &mut c.occupation),
            columns,
        );
    }
}

impl ResolveRefs for Certifications {
    fn resolve_refs(&mut self, columns: &Columns) {
        for help in self.certifications.iter_mut().flat_map(|c| &mut c.helps) {
            help.ix = help
                .uri
                .as_deref()
                .and_then(|uri| columns.occupation_by_uri(uri));
        }
    }
}

impl ResolveRefs for Guide {
    /// The guide's links are looked up when they are followed.
    fn resolve_refs(&mut self, _: &Columns) {}
}
