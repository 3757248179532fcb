//! Counterparts of an occupation in other frameworks: ENISA's ECSF and NIST's NICE (editorial mapping).

use serde::Deserialize;

use super::id::Basis;
use super::reference::OccupationRef;

/// A profile of the European Cybersecurity Skills Framework.
#[derive(Clone, Debug, Deserialize)]
pub struct EcsfProfile {
    pub profile: Box<str>,
    /// `exact` or `near`.
    pub fit: Box<str>,
}

/// A work role of the NICE framework.
#[derive(Clone, Debug, Deserialize)]
pub struct NiceRole {
    /// Its id, such as `OG-WRL-007`.
    pub id: Box<str>,
    pub role: Box<str>,
    /// `exact` or `near`.
    pub fit: Box<str>,
}

/// The counterparts of one occupation.
#[derive(Clone, Debug, Deserialize)]
pub struct Counterpart {
    #[serde(flatten)]
    pub occupation: OccupationRef,
    pub ecsf: Option<EcsfProfile>,
    pub nice: Option<NiceRole>,
    /// A remark; may be empty.
    #[serde(default)]
    pub note: Box<str>,
}

/// All of `frameworks.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Frameworks {
    pub basis: Basis,
    pub as_of: Box<str>,
    pub occupations: Vec<Counterpart>,
}
