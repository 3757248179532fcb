//! What ESCO says of the type of a skill: its kind and its reuse level.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What ESCO says a concept is. A few carry no type at all; they are kept as [`Kind::Untyped`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
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
