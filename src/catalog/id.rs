//! Handles and ids.
//!
//! A handle is a position in one loaded catalogue and is stored in that catalogue's own file only. Ids and URIs are stored.

use serde::{Deserialize, Serialize};

/// A skill's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkillIx(pub u32);

/// An occupation's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccupationIx(pub u32);

/// A skill group's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroupIx(pub u16);

impl GroupIx {
    /// The position as an index into a slice with one entry per group.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl SkillIx {
    /// The position as an index into a slice with one entry per skill.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl OccupationIx {
    /// The position as an index into a slice with one entry per occupation.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a statement comes from. Every editorial file must say it: none is read without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// By ESCO or an issuer of certificates.
    Published,
    /// Computed here; the formula is shown.
    Derived,
    /// Our judgement.
    #[default]
    Editorial,
}

impl Basis {
    /// The word shown and written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::Editorial => "editorial",
        }
    }
}
