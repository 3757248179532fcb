//! The editorial files, and the lookup of what they refer to in the classification.

use std::fmt;

use serde::de::DeserializeOwned;

use super::certification::Certifications;
use super::columns::Columns;
use super::error::LoadError;
use super::exclusion::Exclusions;
use super::framework::Frameworks;
use super::guide::Guide;
use super::id::OccupationIx;
use super::milestone::Milestones;
use super::practice::Practice;
use super::reference::{OccupationRef, SkillRef};
use super::synonym::{Absent, OccupationSynonym, Pinned, Synonym, Synonyms};
use super::track::{Tracks, Transition};

#[derive(Clone, Copy, Debug)]
pub struct EditorialText<'a> {
    pub tracks: &'a str,
    pub milestones: &'a str,
    pub practice: &'a str,
    pub synonyms: &'a str,
    pub never: &'a str,
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
    never: include_str!("../../data/never.json"),
    certifications: include_str!("../../data/certifications.json"),
    frameworks: include_str!("../../data/frameworks.json"),
    guide: include_str!("../../data/guide.json"),
};

/// Gives the references of editorial files their handles in a classification, and keeps what is wrong with them.
pub(super) struct Resolver<'a> {
    pub(super) columns: &'a Columns,
    /// A sentence for each reference that leads nowhere, or has another label or code than the classification.
    pub(super) problems: Vec<String>,
}

impl Resolver<'_> {
    /// Parses an editorial file and resolves its references.
    ///
    /// # Errors
    /// [`LoadError::Json`], which names the file.
    pub(super) fn parse<T: DeserializeOwned + ResolveRefs>(
        &mut self,
        file: &'static str,
        text: &str,
    ) -> Result<T, LoadError> {
        let mut value: T =
            serde_json::from_str(text).map_err(|source| LoadError::Json { file, source })?;
        value.resolve_refs(self);
        Ok(value)
    }

    fn skill(&mut self, place: fmt::Arguments<'_>, reference: &mut SkillRef) {
        let SkillRef { uri, label, ix } = reference;
        *ix = self.columns.skill_by_uri(uri);
        match ix.map(|ix| self.columns.skills.labels.get(ix.index())) {
            None => self.problems.push(format!("{place}: no skill {uri}")),
            Some(found) => self.check_label(place, label, found),
        }
    }

    fn skills<'r>(
        &mut self,
        place: fmt::Arguments<'_>,
        all: impl IntoIterator<Item = &'r mut SkillRef>,
    ) {
        for reference in all {
            self.skill(place, reference);
        }
    }

    fn occupation(&mut self, place: fmt::Arguments<'_>, reference: &mut OccupationRef) {
        let OccupationRef {
            uri,
            label,
            code,
            ix,
        } = reference;
        *ix = self.columns.occupation_by_uri(uri);
        let Some(at) = ix.map(OccupationIx::index) else {
            self.problems.push(format!("{place}: no occupation {uri}"));
            return;
        };
        let known = &self.columns.occupations;
        self.check_label(place, label, known.labels.get(at));
        let found = known.codes.get(at);
        if !code.is_empty() && **code != *found {
            let problem = format!("{place}: {label} has the code {found}");
            self.problems.push(problem);
        }
    }

    fn check_label(&mut self, place: fmt::Arguments<'_>, label: &str, found: &str) {
        if label != found {
            let problem = format!("{place}: \"{label}\" is called \"{found}\"");
            self.problems.push(problem);
        }
    }
}

/// A file that refers to the classification by URI.
pub(super) trait ResolveRefs {
    /// Gives every reference its handle; none where the classification lacks the URI.
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>);
}

impl ResolveRefs for Tracks {
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        resolver.occupation(format_args!("tracks, goal"), &mut self.goal);
        for station in &mut self.stations {
            resolver.occupation(format_args!("tracks, stations"), &mut station.occupation);
        }
        for Transition {
            id, from, to, near, ..
        } in &mut self.transitions
        {
            resolver.occupation(format_args!("transition {id}"), from);
            resolver.occupation(format_args!("transition {id}"), to);
            resolver.skills(format_args!("transition {id}"), near);
        }
    }
}

impl ResolveRefs for Milestones {
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        for milestone in &mut self.milestones {
            let id = &milestone.id;
            resolver.skills(format_args!("milestone {id}"), &mut milestone.skills);
        }
    }
}

impl ResolveRefs for Practice {
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        resolver.occupation(format_args!("practice"), &mut self.occupation);
        let skills = self.skills.iter_mut().map(|p| &mut p.skill);
        resolver.skills(format_args!("practice"), skills);
        for row in &mut self.not_assumed {
            resolver.occupation(format_args!("not assumed"), &mut row.occupation);
            resolver.skills(format_args!("not assumed"), &mut row.skills);
        }
    }
}

impl ResolveRefs for Synonyms {
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        for Synonym { terms, targets, .. } in &mut self.synonyms {
            let skills = targets.iter_mut().map(|t| &mut t.skill);
            resolver.skills(format_args!("synonym {terms:?}"), skills);
        }
        for OccupationSynonym { terms, targets, .. } in &mut self.occupations {
            for target in targets {
                resolver.occupation(format_args!("synonym {terms:?}"), &mut target.occupation);
            }
        }
        for Absent { terms, nearest, .. } in &mut self.absent {
            resolver.skills(format_args!("absent {terms:?}"), nearest);
        }
        for Pinned {
            name,
            occupation,
            also,
        } in &mut self.pinned
        {
            for reference in std::iter::once(occupation).chain(also) {
                resolver.occupation(format_args!("pinned {name}"), reference);
            }
        }
    }
}

impl ResolveRefs for Frameworks {
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        for row in &mut self.occupations {
            resolver.occupation(format_args!("frameworks"), &mut row.occupation);
        }
    }
}

impl ResolveRefs for Certifications {
    /// What is wrong with these the validator says.
    fn resolve_refs(&mut self, resolver: &mut Resolver<'_>) {
        for help in self.certifications.iter_mut().flat_map(|c| &mut c.helps) {
            let uri = help.uri.as_deref();
            help.ix = uri.and_then(|uri| resolver.columns.occupation_by_uri(uri));
        }
    }
}

impl ResolveRefs for Exclusions {
    /// They refer to nothing.
    fn resolve_refs(&mut self, _: &mut Resolver<'_>) {}
}

impl ResolveRefs for Guide {
    /// The guide's links are looked up when they are followed.
    fn resolve_refs(&mut self, _: &mut Resolver<'_>) {}
}
