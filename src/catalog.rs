//! The catalogue: ESCO's occupations and skills with their relations, and the editorial files that stand
//! beside them. It never changes after load.
//!
//! Knows nothing of the person, of search or of screens, and reads no file: bytes are handed to it.

pub mod certification;
mod columns;
pub mod csr;

pub mod description;
pub mod framework;
mod gather;
pub mod guide;
pub mod id;
pub mod label;
pub mod lazy;
pub mod load;
pub mod milestone;
pub mod occupation;
pub mod packed;
pub mod practice;
pub mod reference;
pub mod relation;
pub mod resolve;
pub mod skill;
pub mod skill_group;
pub mod synonym;
mod tables;
pub mod track;
pub mod transition_id;
pub mod uri;
pub mod validate;

use std::sync::Arc;

use description::{Description, Descriptions};
pub use id::{Basis, GroupIx, OccupationIx, SkillIx};
use lazy::{Afresh, Lazily};
pub use load::LoadError;
pub use occupation::{IscoGroup, Occupation};
pub use relation::Relation;
pub use skill::{Kind, ReuseLevel, Skill};
pub use skill_group::SkillGroup;
use tables::Tables;
pub use uri::Uri;

use crate::text::letters::LetterSets;
use crate::text::thousands;

/// A loaded catalogue with its editorial files.
#[derive(Debug)]
pub struct Catalog {
    release: Box<str>,
    occupations_in_all: u32,
    tables: Arc<Tables>,
    /// Tracks, routes, transitions, stations.
    pub tracks: track::Tracks,
    /// Milestones.
    pub milestones: Vec<milestone::Milestone>,
    /// Where the milestones and their estimates come from.
    pub milestones_basis: Basis,
    /// Skills asked for in practice.
    pub practice: practice::Practice,
    /// Synonyms, absent terms, pinned names.
    pub synonyms: Lazily<synonym::Synonyms>,
    /// Certificates.
    pub certifications: Lazily<certification::Certifications>,
    /// Counterparts in other frameworks.
    pub frameworks: Lazily<framework::Frameworks>,
    /// The guide.
    pub guide: Lazily<guide::Guide>,
    descriptions: Lazily<Descriptions>,
    skill_letters: Afresh<LetterSets>,
}

impl Catalog {
    /// ESCO's release, such as `1.2.0`.
    pub fn release(&self) -> &str {
        &self.release
    }

    /// What `status` and the footer call this catalogue.
    pub fn title(&self) -> String {
        format!(
            "ESCO v{} · {} occupations",
            self.release,
            thousands(self.occupations().len())
        )
    }

    /// N of the rarity formula: occupations of the whole classification.
    pub fn occupations_in_all(&self) -> u32 {
        self.occupations_in_all
    }

    /// All occupations, by handle.
    pub fn occupations(
        &self,
    ) -> impl ExactSizeIterator<Item = Occupation<'_>> + DoubleEndedIterator + Clone {
        let count = self.tables.occupations.uris.len() as u32;
        (0..count).map(|ix| self.occupation(OccupationIx(ix)))
    }

    /// All skills, by handle.
    pub fn skills(&self) -> impl ExactSizeIterator<Item = Skill<'_>> + DoubleEndedIterator + Clone {
        let count = self.tables.skills.uris.len() as u32;
        (0..count).map(|ix| self.skill(SkillIx(ix)))
    }

    /// The occupation behind a handle of this catalogue.
    pub fn occupation(&self, ix: OccupationIx) -> Occupation<'_> {
        Occupation::new(ix, &self.tables)
    }

    /// The skill behind a handle of this catalogue.
    pub fn skill(&self, ix: SkillIx) -> Skill<'_> {
        Skill::new(ix, &self.tables)
    }

    /// The occupation with this URI.
    pub fn occupation_by_uri(&self, uri: &str) -> Option<OccupationIx> {
        self.tables.occupation_by_uri(uri)
    }

    /// The skill with this URI.
    pub fn skill_by_uri(&self, uri: &str) -> Option<SkillIx> {
        self.tables.skill_by_uri(uri)
    }

    /// The one occupation with this ESCO code; none where several have it.
    pub fn occupation_by_code(&self, code: &str) -> Option<OccupationIx> {
        let mut all = self.occupations_by_code(code);
        all.next().filter(|_| all.next().is_none())
    }

    /// The occupations with this ESCO code: one, except in a catalogue that was imported without codes.
    pub fn occupations_by_code(&self, code: &str) -> impl Iterator<Item = OccupationIx> {
        let codes = self.tables.occupations.codes.iter().enumerate();
        codes
            .filter(move |(_, c)| *c == code)
            .map(|(at, _)| OccupationIx(at as u32))
    }

    /// The skill groups, by handle: each followed by those below it.
    pub fn skill_groups(&self) -> &[SkillGroup] {
        &self.tables.groups
    }

    /// The skill group behind a handle of this catalogue.
    pub fn skill_group(&self, ix: GroupIx) -> &SkillGroup {
        &self.tables.groups[ix.index()]
    }

    /// ESCO's description of an occupation, where the person imported one.
    pub fn occupation_description(&self, ix: OccupationIx) -> Description {
        self.descriptions.get(ix.index())
    }

    /// ESCO's description of a skill, where the person imported one.
    pub fn skill_description(&self, ix: SkillIx) -> Description {
        self.descriptions.get(self.occupations().len() + ix.index())
    }

    /// The letters of the skills' labels: skill by skill, the preferred one first. None where nobody kept them.
    pub fn skill_letters(&self) -> LetterSets {
        self.skill_letters.get()
    }

    /// The same catalogue with such letters.
    #[must_use]
    pub fn with_skill_letters(self, skill_letters: Afresh<LetterSets>) -> Self {
        Self {
            skill_letters,
            ..self
        }
    }

    /// The goal of the curated tracks: chief ICT security officer. None only in a catalogue without it.
    pub fn goal(&self) -> Option<OccupationIx> {
        self.tracks.goal.ix
    }

    /// The milestone with this id.
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

    /// The skills asked for in practice of `occupation`; empty for all but the goal.
    pub fn practice_skills(&self, occupation: OccupationIx) -> &[practice::PracticeSkill] {
        if self.practice.occupation.ix == Some(occupation) {
            &self.practice.skills
        } else {
            &[]
        }
    }
}
