//! The catalogue: ESCO's occupations and skills with their relations, and the editorial files about them. It never
//! changes after it was loaded.
//!
//! It reads no file (bytes are handed to it), and knows nothing of the person, of search or of screens.

pub(crate) mod certification;
mod columns;
pub(crate) mod csr;
mod derived;
mod editorial;
mod error;
pub(crate) mod exclusion;
pub(crate) mod framework;
pub mod from_json;
pub(crate) mod guide;
pub(crate) mod id;
pub(crate) mod label;
pub(crate) mod milestone;
mod occupation;
pub(crate) mod practice;
pub(crate) mod reference;
mod relation;
pub(crate) mod relation_group;
pub mod resolve;
mod skill;
mod skill_group;
mod skill_type;
pub(crate) mod synonym;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod track;
pub(crate) mod transition_id;
pub(crate) mod validate;

use std::any::Any;
use std::sync::{Arc, LazyLock};

use columns::{Columns, Details, EscoData};
use derived::Derived;
use editorial::Resolver;
use from_json::EscoFile;

pub use columns::IscoGroup;
pub use editorial::{EMBEDDED_EDITORIAL, EditorialText};
pub use error::LoadError;
pub use id::{
    Basis, CertificationId, GroupIx, MilestoneId, OccupationIx, OccupationUri, RouteId, SectionId,
    SkillIx, SkillUri, StepId, TrackId,
};
pub use occupation::Occupation;
pub use relation::Relation;
pub use skill::Skill;
pub use skill_group::SkillGroup;
pub use skill_type::{Kind, ReuseLevel};

use crate::text::thousands;

/// The slice of ESCO that is part of the program.
pub const EMBEDDED_ESCO: &str = include_str!("../data/esco.json");

/// A loaded catalogue with its editorial files.
#[derive(Debug)]
pub struct Catalog {
    data: EscoData,
    pub tracks: track::Tracks,
    pub milestones: Vec<milestone::Milestone>,
    /// Where the milestones and their estimates come from.
    pub milestones_basis: Basis,
    /// Skills asked for in practice that ESCO lacks.
    pub practice: practice::Practice,
    pub synonyms: synonym::Synonyms,
    /// Terms that are not matched by meaning.
    pub exclusions: exclusion::Exclusions,
    pub certifications: certification::Certifications,
    /// Counterparts in other frameworks.
    pub frameworks: framework::Frameworks,
    pub guide: guide::Guide,
    /// What is wrong with references of the editorial files, for the validator.
    reference_problems: Vec<String>,
    derived: Derived,
}

impl Catalog {
    /// The catalogue that is part of the program.
    ///
    /// # Errors
    /// Only when the program was built with data that do not fit together, which its tests exclude.
    pub fn embedded() -> Result<Self, LoadError> {
        Self::from_json(EMBEDDED_ESCO, &EMBEDDED_EDITORIAL)
    }

    /// A catalogue from `esco.json` and the editorial files. References that the classification lacks are left without a
    /// handle; the validator names them.
    ///
    /// # Errors
    /// [`LoadError`] when a file is not what its form demands.
    pub fn from_json(esco: &str, editorial: &EditorialText<'_>) -> Result<Self, LoadError> {
        let file: EscoFile = serde_json::from_str(esco).map_err(|source| LoadError::Json {
            file: "esco.json",
            source,
        })?;
        let (columns, details) = file.columns([])?;
        Self::new(columns, || details, editorial)
    }

    /// A catalogue from what [`EscoFile::to_binary`] made, with the embedded editorial files. `details` gives the second part
    /// when it is first needed.
    ///
    /// # Errors
    /// [`LoadError`] when `columns` is not what was made.
    pub fn from_binary(
        columns: &[u8],
        details: impl FnOnce() -> Vec<u8> + Send + 'static,
    ) -> Result<Self, LoadError> {
        let columns: Columns = postcard::from_bytes(columns)?;
        columns.check()?;
        let details = move || postcard::from_bytes(&details()).unwrap_or_default();
        Self::new(columns, details, &EMBEDDED_EDITORIAL)
    }

    fn new(
        columns: Columns,
        details: impl FnOnce() -> Details + Send + 'static,
        editorial: &EditorialText<'_>,
    ) -> Result<Self, LoadError> {
        let mut files = Resolver {
            columns: &columns,
            problems: Vec::new(),
        };
        let milestones: milestone::Milestones =
            files.parse("milestones.json", editorial.milestones)?;
        Ok(Self {
            tracks: files.parse("tracks.json", editorial.tracks)?,
            milestones: milestones.milestones,
            milestones_basis: milestones.basis,
            practice: files.parse("practice.json", editorial.practice)?,
            synonyms: files.parse("synonyms.json", editorial.synonyms)?,
            exclusions: files.parse("never.json", editorial.never)?,
            certifications: files.parse("certifications.json", editorial.certifications)?,
            frameworks: files.parse("frameworks.json", editorial.frameworks)?,
            guide: files.parse("guide.json", editorial.guide)?,
            reference_problems: files.problems,
            derived: Derived::default(),
            data: EscoData {
                columns,
                details: LazyLock::new(Box::new(details)),
            },
        })
    }

    /// ESCO's release, such as `1.2.0`.
    pub fn release(&self) -> &str {
        &self.data.columns.release
    }

    /// The language of the labels.
    pub fn language(&self) -> &str {
        &self.data.columns.language
    }

    /// What `status` and the footer call this catalogue.
    pub fn title(&self) -> String {
        format!(
            "ESCO v{} · {} occupations",
            self.release(),
            thousands(self.occupations().len())
        )
    }

    /// N of the rarity formula: occupations of the whole classification.
    pub fn occupations_in_all(&self) -> u32 {
        self.data.columns.occupations_in_all
    }

    /// All occupations, by handle.
    pub fn occupations(
        &self,
    ) -> impl ExactSizeIterator<Item = Occupation<'_>> + DoubleEndedIterator + Clone {
        let count = self.data.columns.occupations.uris.len() as u32;
        (0..count).map(|ix| self.occupation(OccupationIx(ix)))
    }

    /// All skills, by handle.
    pub fn skills(&self) -> impl ExactSizeIterator<Item = Skill<'_>> + DoubleEndedIterator + Clone {
        let count = self.data.columns.skills.uris.len() as u32;
        (0..count).map(|ix| self.skill(SkillIx(ix)))
    }

    /// The occupation behind a handle of this catalogue.
    pub fn occupation(&self, ix: OccupationIx) -> Occupation<'_> {
        Occupation::new(ix, &self.data)
    }

    /// The skill behind a handle of this catalogue.
    pub fn skill(&self, ix: SkillIx) -> Skill<'_> {
        Skill::new(ix, &self.data)
    }

    pub fn occupation_by_uri(&self, uri: &str) -> Option<OccupationIx> {
        self.data.columns.occupation_by_uri(uri)
    }

    pub fn skill_by_uri(&self, uri: &str) -> Option<SkillIx> {
        self.data.columns.skill_by_uri(uri)
    }

    /// The one occupation with this ESCO code; none where several have it.
    pub fn occupation_by_code(&self, code: &str) -> Option<OccupationIx> {
        let mut all = self.occupations_by_code(code);
        all.next().filter(|_| all.next().is_none())
    }

    /// The occupations whose code begins with `prefix`; none where that begins with no digit.
    pub fn occupations_by_code_prefix(&self, prefix: &str) -> impl Iterator<Item = OccupationIx> {
        let is_code = prefix.starts_with(|c: char| c.is_ascii_digit());
        self.occupations()
            .filter(move |o| is_code && o.code().starts_with(prefix))
            .map(|o| o.ix)
    }

    /// The occupations with this ESCO code: one, except in a catalogue that was imported without codes.
    pub fn occupations_by_code(&self, code: &str) -> impl Iterator<Item = OccupationIx> {
        let codes = (0..).zip(self.data.columns.occupations.codes.iter());
        codes
            .filter(move |(_, c)| *c == code)
            .map(|(at, _)| OccupationIx(at))
    }

    /// The skill groups, by handle: each followed by those below it.
    pub fn skill_groups(&self) -> &[SkillGroup] {
        &self.data.columns.groups
    }

    /// The skill group behind a handle of this catalogue.
    pub fn skill_group(&self, ix: GroupIx) -> &SkillGroup {
        &self.data.columns.groups[ix.index()]
    }

    /// The goal of the curated tracks: chief ICT security officer. None only in a catalogue without it.
    pub fn goal(&self) -> Option<OccupationIx> {
        self.tracks.goal.ix
    }

    pub fn milestone(&self, id: &str) -> Option<&milestone::Milestone> {
        self.milestones.iter().find(|m| &*m.id == id)
    }

    /// The name of an occupation where room is short: its station's short name, else its label.
    pub fn short_name(&self, ix: OccupationIx) -> &str {
        self.tracks
            .station(ix)
            .map_or(self.occupation(ix).label(), |s| &*s.short)
    }

    /// Counterparts of an occupation in other frameworks.
    pub fn counterpart(&self, ix: OccupationIx) -> Option<&framework::Counterpart> {
        self.frameworks
            .occupations
            .iter()
            .find(|c| c.occupation.ix == Some(ix))
    }

    /// What a higher layer makes of this catalogue on first use and keeps with it; one value in all.
    pub(crate) fn derived<T: Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        self.derived.get_or_make(make)
    }

    /// The skills asked for in practice of `occupation`; empty for all but the goal.
    pub fn practice_skills(&self, occupation: OccupationIx) -> &[practice::PracticeSkill] {
        if self.practice.occupation.ix == Some(occupation) {
            &self.practice.skills
        } else {
            &[]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_slice_has_the_published_counts() {
        let catalog = Catalog::embedded().unwrap();
        assert_eq!(catalog.occupations().len(), 111);
        assert_eq!(catalog.skills().len(), 1464);
        let pairs = catalog
            .occupations()
            .map(|o| o.essential().len() + o.optional().len())
            .sum::<usize>();
        assert_eq!(pairs, 6944);
        assert_eq!(catalog.occupations_in_all(), 3039);
    }

    #[test]
    fn an_editorial_file_that_cannot_be_parsed_is_named() {
        let editorial = EditorialText {
            guide: "{}",
            ..EMBEDDED_EDITORIAL
        };
        let error = Catalog::from_json(EMBEDDED_ESCO, &editorial).unwrap_err();
        assert_eq!(error.to_string(), "guide.json is not valid catalogue data");
    }
}
