//! A skill: ESCO's "knowledge / skill / competence" concept.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::csr::difference;
use super::id::{GroupIx, OccupationIx, SkillIx};
use super::label::Labels;
use super::relation::Relation;
use super::tables::Tables;
use super::uri::Uri;

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

/// One skill of the catalogue: a view of its place in the columns.
#[derive(Clone, Copy)]
pub struct Skill<'c> {
    /// Its place in the catalogue.
    pub ix: SkillIx,
    tables: &'c Tables,
}

impl<'c> Skill<'c> {
    /// The skill at a place.
    pub(super) fn new(ix: SkillIx, tables: &'c Tables) -> Self {
        Self { ix, tables }
    }

    /// Its identity.
    pub fn uri(self) -> Uri<'c> {
        self.tables.skills.uris.get(self.ix.index())
    }

    /// Preferred label.
    pub fn label(self) -> &'c str {
        self.tables.skills.labels.get(self.ix.index())
    }

    /// Alternative labels, in the file's order.
    pub fn alternative_labels(self) -> Labels<'c> {
        self.tables.skills.alternative_labels.get(self.ix.index())
    }

    /// Knowledge, skill, or untyped.
    pub fn kind(self) -> Kind {
        self.tables.skills.kinds[self.ix.index()]
    }

    /// Reuse level.
    pub fn reuse_level(self) -> ReuseLevel {
        self.tables.skills.reuse_levels[self.ix.index()]
    }

    /// How many occupations of the whole classification ask for it (essential or optional, once each).
    pub fn asked_by(self) -> u32 {
        self.tables.skills.asked_by[self.ix.index()]
    }

    /// Rarity ln(N / n): N occupations in the whole classification, n = [`Self::asked_by`]. 0 for a skill that
    /// everybody asks for.
    pub fn rarity(self) -> f64 {
        self.tables.rarity(self.ix)
    }

    /// The skill groups it stands in, directly or below another skill.
    pub fn groups(self) -> &'c [GroupIx] {
        self.tables.skills.groups.of(self.ix.index())
    }

    /// Occupations of this catalogue for which it is essential, ascending by handle.
    pub fn essential_for(self) -> &'c [OccupationIx] {
        self.tables.required_by(self.ix, Relation::Essential)
    }

    /// Occupations of this catalogue for which it is optional, ascending by handle.
    pub fn optional_for(self) -> &'c [OccupationIx] {
        self.tables.required_by(self.ix, Relation::Optional)
    }

    /// Occupations of this catalogue for which it is optional and not essential as well.
    pub fn optional_only_for(self) -> impl Iterator<Item = OccupationIx> + use<'c> {
        difference(self.optional_for(), self.essential_for())
    }

    /// Occupations of this catalogue that ask for it in one way or the other, once each.
    pub fn required_by(self) -> impl Iterator<Item = OccupationIx> + use<'c> {
        let essential = self.essential_for().iter().copied();
        essential.chain(self.optional_only_for())
    }
}

impl fmt::Debug for Skill<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.ix, self.label())
    }
}

/// Skills of two catalogues are equal when all that is said of them is.
impl PartialEq for Skill<'_> {
    fn eq(&self, other: &Self) -> bool {
        let said = |skill: &Self| {
            (
                (skill.ix, skill.kind(), skill.reuse_level()),
                (skill.asked_by(), skill.rarity().to_bits()),
            )
        };
        said(self) == said(other)
            && self.uri() == other.uri()
            && self.label() == other.label()
            && self.alternative_labels() == other.alternative_labels()
            && self.groups() == other.groups()
            && self.essential_for() == other.essential_for()
            && self.optional_for() == other.optional_for()
    }
}
