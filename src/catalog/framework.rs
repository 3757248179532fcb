//! Counterparts of an occupation in other frameworks: ENISA's ECSF and NIST's NICE (editorial mapping).

use serde::Deserialize;

use super::id::Basis;
use super::reference::OccupationRef;

/// A profile of the European Cybersecurity Skills Framework.
#[derive(Clone, Debug, Deserialize)]
pub struct EcsfProfile {
    /// Its name.
    pub profile: Box<str>,
    /// `exact` or `near`.
    pub fit: Box<str>,
}

/// A work role of the NICE framework.
#[derive(Clone, Debug, Deserialize)]
pub struct NiceRole {
    /// Its id, such as `OG-WRL-007`.
    pub id: Box<str>,
    /// Its name.
    pub role: Box<str>,
    /// `exact` or `near`.
    pub fit: Box<str>,
}

/// The counterparts of one occupation.
#[derive(Clone, Debug, Deserialize)]
pub struct Counterpart {
    /// Which occupation.
    #[serde(flatten)]
    pub occupation: OccupationRef,
    /// In the ECSF.
    pub ecsf: Option<EcsfProfile>,
    /// In NICE.
    pub nice: Option<NiceRole>,
    /// A remark; may be empty.
    #[serde(default)]
    pub note: Box<str>,
}

/// All of `frameworks.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Frameworks {
    /// Where the mapping comes from.
    pub basis: Basis,
    /// The day of the mapping.
    pub as_of: Box<str>,
    /// The counterparts.
    pub occupations: Vec<Counterpart>,
}
