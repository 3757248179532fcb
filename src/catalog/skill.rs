//! A skill: ESCO's "knowledge / skill / competence" concept.

use serde::{Deserialize, Serialize};

use super::id::{GroupIx, OccupationIx, SkillIx};
use super::label::{Labels, Text};
use super::tables::Part;

/// What ESCO says a concept is. A few carry no type at all; they are kept as [`Kind::Untyped`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something one knows.
    Knowledge,
    /// Something one can do (ESCO: "skill/competence").
    Skill,
    /// No type stated.
    #[default]
    Untyped,
}

impl Kind {
    /// All kinds, in the order in which groups are shown.
    pub const ALL: [Self; 3] = [Self::Knowledge, Self::Skill, Self::Untyped];

    /// The word used in JSON and in filters.
    pub fn word(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Skill => "skill",
            Self::Untyped => "untyped",
        }
    }

    /// The words shown to a person.
    pub fn title(self) -> &'static str {
        match self {
            Self::Knowledge => "knowledge",
            Self::Skill => "skill",
            Self::Untyped => "no type stated",
        }
    }
}

/// How widely a skill is used across occupations, as ESCO states it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum ReuseLevel {
    /// Useful in nearly every occupation.
    Transversal,
    /// Used in several sectors.
    CrossSector,
    /// Used in one sector.
    SectorSpecific,
    /// Used in one occupation or few.
    OccupationSpecific,
    /// Not stated.
    #[default]
    Unstated,
}

impl ReuseLevel {
    /// All levels, widest first.
    pub const ALL: [Self; 5] = [
        Self::Transversal,
        Self::CrossSector,
        Self::SectorSpecific,
        Self::OccupationSpecific,
        Self::Unstated,
    ];

    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Transversal => "transversal",
            Self::CrossSector => "cross-sector",
            Self::SectorSpecific => "sector-specific",
            Self::OccupationSpecific => "occupation-specific",
            Self::Unstated => "unstated",
        }
    }
}

/// One skill of the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Skill {
    /// Its place in the catalogue.
    pub ix: SkillIx,
    /// Its identity.
    pub uri: Text,
    /// Preferred label.
    pub label: Text,
    /// Alternative labels, in the file's order.
    pub alternative_labels: Labels,
    /// Knowledge, skill, or untyped.
    pub kind: Kind,
    /// Reuse level.
    pub reuse_level: ReuseLevel,
    /// How many occupations of the whole classification ask for it (essential or optional, once each).
    pub asked_by: u32,
    /// Rarity ln(N / n): N occupations in the whole classification, n = `asked_by`. 0 for a skill that
    /// everybody asks for.
    pub rarity: f64,
    /// The skill groups it stands in, directly or below another skill.
    pub groups: Part<GroupIx>,
    /// Occupations of this catalogue for which it is essential.
    pub essential_for: Part<OccupationIx>,
    /// Occupations of this catalogue for which it is optional.
    pub optional_for: Part<OccupationIx>,
}
