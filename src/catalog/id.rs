//! Handles and ids.
//!
//! A handle is a position in one loaded catalogue. It stands in that catalogue's file, never in a record or a reply;
//! those have ids and URIs.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }
    )*};
}

ids! {
    /// The slug of a track.
    TrackId
    /// The slug of a route.
    RouteId
    /// The id of a step: the slug of a curated transition, or the id of a computed one.
    StepId
    /// The slug of a milestone.
    MilestoneId
    /// The slug of a certification.
    CertificationId
    /// The slug of a section of the guide.
    SectionId
    /// The URI of an occupation.
    OccupationUri
    /// The URI of a skill.
    SkillUri
}

/// A skill's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SkillIx(pub u32);

/// An occupation's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccupationIx(pub u32);

/// A skill group's position in the loaded catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroupIx(pub u16);

macro_rules! handles {
    ($($name:ident)*) => {$(
        impl $name {
            /// The position as an index into a slice with one entry for each position.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

handles! { SkillIx OccupationIx GroupIx }

/// Where a statement comes from. Every editorial file must say it: none is read without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
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
