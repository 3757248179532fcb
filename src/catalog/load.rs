//! From the embedded (or handed-in) JSON to a [`Catalog`]: the form of `esco.json`, and the joining of
//! editorial references to the classification.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use arcstr::ArcStr;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Catalog;
use super::certification::Certifications;
use super::description::Descriptions;
use super::framework::Frameworks;
use super::gather::gathered;
use super::guide::Guide;
use super::lazy::{Afresh, Lazily};
use super::milestone::Milestones;
use super::packed::{Broken, unpack};
use super::practice::Practice;
use super::reference::{OccupationRef, SkillRef};
use super::skill::{Kind, ReuseLevel};
use super::synonym::Synonyms;
use super::tables::Tables;
use super::track::Tracks;
use crate::text::letters::LetterSets;

/// The form of `esco.json` that this version reads and writes.
pub const SCHEMA: u32 = 2;

/// Why a catalogue could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file is not the JSON that is expected.
    #[error("{file} is not valid catalogue data")]
    Json {
        /// Which file.
        file: &'static str,
        /// Line and what was wrong.
        source: serde_json::Error,
    },
    /// The file was written for another version of the program.
    #[error("{file} has schema {found}; this version reads schema {SCHEMA}")]
    Schema {
        /// Which file.
        file: &'static str,
        /// The schema it names.
        found: u32,
    },
    /// Its columns do not fit together.
    #[error(transparent)]
    Packed(#[from] Broken),
    /// The skill groups are no tree, or not listed from top to bottom.
    #[error("the skill groups are no tree")]
    Groups,
    /// An index points at nothing.
    #[error("the classification: {what} of \"{of}\" points at entry {index}, which does not exist")]
    Index {
        /// Which list.
        what: &'static str,
        /// The label of the entry that holds the list.
        of: Box<str>,
        /// The index.
        index: u32,
    },
}

/// `esco.json`: labels and relations of a part of the classification. Relations are positions in `skills`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoFile<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// ESCO's release.
    pub release: Box<str>,
    /// Language of the labels.
    pub language: Box<str>,
    /// What must be said where the data are used.
    pub attribution: Box<str>,
    /// Occupations of the whole classification: N of the rarity formula.
    pub occupations_in_all: u32,
    /// ISCO-08 groups in use, ascending by code.
    #[serde(borrow)]
    pub isco: Vec<IscoTitle<'a>>,
    /// The skill groups in use and those above them, what stands below a group right after it.
    #[serde(borrow)]
    pub skill_groups: Vec<EscoGroup<'a>>,
    /// The occupations, by ESCO code.
    #[serde(borrow)]
    pub occupations: Vec<EscoOccupation<'a>>,
    /// The skills, by URI.
    #[serde(borrow)]
    pub skills: Vec<EscoSkill<'a>>,
}

/// An ISCO-08 group in `esco.json`: code and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IscoTitle<'a>(
    #[serde(borrow)] pub Cow<'a, str>,
    #[serde(borrow)] pub Cow<'a, str>,
);

/// A skill group in `esco.json`: code, title, and the place of the group above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoGroup<'a>(
    #[serde(borrow)] pub Cow<'a, str>,
    #[serde(borrow)] pub Cow<'a, str>,
    pub Option<u16>,
);

/// An occupation in `esco.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoOccupation<'a> {
    /// Identity.
    #[serde(borrow)]
    pub uri: Cow<'a, str>,
    /// ESCO code.
    #[serde(borrow)]
    pub code: Cow<'a, str>,
    /// ISCO-08 group by code.
    #[serde(borrow)]
    pub isco: Cow<'a, str>,
    /// Preferred label.
    #[serde(borrow)]
    pub label: Cow<'a, str>,
    /// Alternative labels, joined.
    #[serde(borrow)]
    pub alt: Cow<'a, str>,
    /// Essential skills, ascending.
    pub essential: Vec<u32>,
    /// Optional skills, ascending.
    pub optional: Vec<u32>,
}

/// A skill in `esco.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscoSkill<'a> {
    /// Identity.
    #[serde(borrow)]
    pub uri: Cow<'a, str>,
    /// Preferred label.
    #[serde(borrow)]
    pub label: Cow<'a, str>,
    /// Knowledge, skill or untyped.
    pub kind: Kind,
    /// Reuse level.
    pub reuse: ReuseLevel,
    /// n of the rarity formula: occupations of the whole classification that ask for it.
    pub n: u32,
    /// Skill groups, as positions in `skill_groups`.
    pub groups: Box<[u16]>,
    /// Alternative labels, joined.
    #[serde(borrow)]
    pub alt: Cow<'a, str>,
}

/// A classification without the editorial files.
pub(super) struct Head {
    pub(super) release: Box<str>,
    pub(super) occupations_in_all: u32,
    pub(super) tables: Tables,
}

/// The editorial files as text.
#[derive(Clone, Copy, Debug)]
pub struct EditorialText<'a> {
    /// `tracks.json`
    pub tracks: &'a str,
    /// `milestones.json`
    pub milestones: &'a str,
    /// `practice.json`
    pub practice: &'a str,
    /// `synonyms.json`
    pub synonyms: &'a str,
    /// `certifications.json`
    pub certifications: &'a str,
    /// `frameworks.json`
    pub frameworks: &'a str,
    /// `guide.json`
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

/// The slice of ESCO that is part of the program.
pub static EMBEDDED_ESCO: ArcStr = arcstr::literal!(include_str!("../../data/esco.json"));

impl Catalog {
    /// The catalogue that is part of the program. What a first frame does not need is parsed when it is asked for.
    ///
    /// # Errors
    /// Only when the embedded data were built wrongly, which the tests exclude.
    pub fn embedded() -> Result<Self, LoadError> {
        let text = &EMBEDDED_ESCO;
        Self::with_editorial(Self::of_esco(text, &parse("esco.json", text)?)?)
    }

    fn with_editorial(head: Head) -> Result<Self, LoadError> {
        let text = &EMBEDDED_EDITORIAL;
        let mut catalog = Self::bare(head, text)?;
        catalog.synonyms = later(&catalog.tables, text.synonyms);
        catalog.certifications = later(&catalog.tables, text.certifications);
        catalog.frameworks = later(&catalog.tables, text.frameworks);
        catalog.guide = later(&catalog.tables, text.guide);
        Ok(catalog)
    }

    /// A catalogue from what [`super::packed::Packed`] made of a classification, with the embedded editorial files.
    /// `len` is how many bytes of numbers there are. Alternative labels and descriptions come when they are first asked for.
    ///
    /// # Errors
    /// [`LoadError`] when it does not fit together.
    pub fn from_packed(
        numbers: &mut dyn Read,
        len: usize,
        text: &ArcStr,
        alternatives: Lazily<ArcStr>,
        descriptions: Lazily<Descriptions>,
    ) -> Result<Self, LoadError> {
        let mut catalog =
            Self::with_editorial(unpack(numbers, len, text, &Arc::new(alternatives))?)?;
        catalog.descriptions = descriptions;
        Ok(catalog)
    }

    /// A catalogue from `esco.json` and the editorial files. References that the classification lacks are
    /// left without a handle; [`super::validate::issues`] names them.
    ///
    /// # Errors
    /// [`LoadError`] when a file is not what its form demands.
    pub fn from_json(esco: &str, editorial: &EditorialText<'_>) -> Result<Self, LoadError> {
        let text = ArcStr::from(esco);
        let head = Self::of_esco(&text, &parse("esco.json", &text)?)?;
        let mut catalog = Self::bare(head, editorial)?;
        let tables = &catalog.tables;
        let synonyms = joined("synonyms.json", editorial.synonyms, tables)?;
        let certifications = joined("certifications.json", editorial.certifications, tables)?;
        let frameworks = joined("frameworks.json", editorial.frameworks, tables)?;
        let guide = joined("guide.json", editorial.guide, tables)?;
        catalog.synonyms = Lazily::ready(synonyms);
        catalog.certifications = Lazily::ready(certifications);
        catalog.frameworks = Lazily::ready(frameworks);
        catalog.guide = Lazily::ready(guide);
        Ok(catalog)
    }

    fn of_esco(text: &ArcStr, esco: &EscoFile<'_>) -> Result<Head, LoadError> {
        if esco.schema != SCHEMA {
            return Err(LoadError::Schema {
                file: "esco.json",
                found: esco.schema,
            });
        }
        Ok(Head {
            release: esco.release.clone(),
            occupations_in_all: esco.occupations_in_all,
            tables: gathered(esco, Some(text))?,
        })
    }

    /// A catalogue with the files that every frame needs, the others empty.
    fn bare(head: Head, editorial: &EditorialText<'_>) -> Result<Self, LoadError> {
        let tables = Arc::new(head.tables);
        let milestones: Milestones = joined("milestones.json", editorial.milestones, &tables)?;
        Ok(Self {
            release: head.release,
            occupations_in_all: head.occupations_in_all,
            tracks: joined("tracks.json", editorial.tracks, &tables)?,
            milestones: milestones.milestones,
            milestones_basis: milestones.basis,
            practice: joined("practice.json", editorial.practice, &tables)?,
            synonyms: Lazily::ready(Synonyms::default()),
            certifications: Lazily::ready(Certifications::default()),
            frameworks: Lazily::ready(Frameworks::default()),
            guide: Lazily::ready(Guide::default()),
            descriptions: Lazily::ready(Descriptions::none()),
            skill_letters: Afresh::new(LetterSets::default),
            tables,
        })
    }
}

/// A file that refers to the classification by URI.
trait Join {
    /// Gives every reference its handle.
    fn join(&mut self, tables: &Tables);
}

fn joined<T: DeserializeOwned + Join>(
    file: &'static str,
    text: &str,
    tables: &Tables,
) -> Result<T, LoadError> {
    let mut value: T = parse(file, text)?;
    value.join(tables);
    Ok(value)
}

/// An embedded file, parsed when it is first asked for. That it can be parsed is what the tests of the embedded data
/// are for; should it not be, it is empty.
fn later<T>(tables: &Arc<Tables>, text: &'static str) -> Lazily<T>
where
    T: DeserializeOwned + Join + Default + Send + 'static,
{
    let tables = Arc::clone(tables);
    Lazily::new(move || joined("an embedded file", text, &tables).unwrap_or_default())
}

impl Join for SkillRef {
    fn join(&mut self, tables: &Tables) {
        self.ix = tables.skill_by_uri(&self.uri);
    }
}

impl Join for OccupationRef {
    fn join(&mut self, tables: &Tables) {
        self.ix = tables.occupation_by_uri(&self.uri);
    }
}

fn each<'a, T: Join + 'a>(all: impl IntoIterator<Item = &'a mut T>, tables: &Tables) {
    for one in all {
        one.join(tables);
    }
}

impl Join for Tracks {
    fn join(&mut self, tables: &Tables) {
        self.goal.join(tables);
        each(self.stations.iter_mut().map(|s| &mut s.occupation), tables);
        for transition in &mut self.transitions {
            transition.from.join(tables);
            transition.to.join(tables);
            each(&mut transition.near, tables);
        }
    }
}

impl Join for Milestones {
    fn join(&mut self, tables: &Tables) {
        each(
            self.milestones.iter_mut().flat_map(|m| &mut m.skills),
            tables,
        );
    }
}

impl Join for Practice {
    fn join(&mut self, tables: &Tables) {
        self.occupation.join(tables);
        each(self.skills.iter_mut().map(|p| &mut p.skill), tables);
        for row in &mut self.not_assumed {
            row.occupation.join(tables);
            each(&mut row.skills, tables);
        }
    }
}

impl Join for Synonyms {
    fn join(&mut self, tables: &Tables) {
        let skills = self.synonyms.iter_mut().flat_map(|s| &mut s.targets);
        each(skills.map(|t| &mut t.skill), tables);
        each(self.absent.iter_mut().flat_map(|a| &mut a.nearest), tables);
        let jobs = self.occupations.iter_mut().flat_map(|s| &mut s.targets);
        each(jobs.map(|t| &mut t.occupation), tables);
        for pin in &mut self.pinned {
            pin.occupation.join(tables);
            each(&mut pin.also, tables);
        }
    }
}

impl Join for Frameworks {
    fn join(&mut self, tables: &Tables) {
        each(
            self.occupations.iter_mut().map(|c| &mut c.occupation),
            tables,
        );
    }
}

impl Join for Certifications {
    fn join(&mut self, tables: &Tables) {
        for help in self.certifications.iter_mut().flat_map(|c| &mut c.helps) {
            help.ix = help
                .uri
                .as_deref()
                .and_then(|uri| tables.occupation_by_uri(uri));
        }
    }
}

impl Join for Guide {
    /// The guide's links are looked up when they are followed.
    fn join(&mut self, _: &Tables) {}
}

fn parse<'de, T: Deserialize<'de>>(file: &'static str, text: &'de str) -> Result<T, LoadError> {
    serde_json::from_str(text).map_err(|source| LoadError::Json { file, source })
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, Kind, Relation, relation};

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
    fn what_is_parsed_later_can_be_parsed() {
        let now = Catalog::from_json(&super::EMBEDDED_ESCO, &super::EMBEDDED_EDITORIAL).unwrap();
        let later = Catalog::embedded().unwrap();
        assert_eq!(later.synonyms.synonyms.len(), now.synonyms.synonyms.len());
        assert_eq!(later.guide.word_count(), now.guide.word_count());
        assert!(!later.certifications.certifications.is_empty());
        assert!(!later.frameworks.occupations.is_empty());
        assert!(!later.synonyms.synonyms.is_empty());
    }

    #[test]
    fn the_chief_ict_security_officer_has_all_five_groups() {
        let catalog = Catalog::embedded().unwrap();
        let ciso = catalog.occupation_by_code("2529.1").unwrap();
        let counts: Vec<_> = relation::groups(&catalog, ciso)
            .into_iter()
            .map(|g| (g.relation, g.kind, g.skills.len()))
            .collect();
        assert_eq!(
            counts,
            [
                (Relation::Essential, Kind::Knowledge, 21),
                (Relation::Essential, Kind::Skill, 25),
                (Relation::Essential, Kind::Untyped, 1),
                (Relation::Optional, Kind::Knowledge, 16),
                (Relation::Optional, Kind::Skill, 18),
            ]
        );
    }
}
